"""The observed cooperation index: hand-worked, bounded, from outcomes alone, and blind to what comes later."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eastsea_abm.errors import InputError
from eastsea_abm.observed import cooperation_index, instrument_status, milestones
from eastsea_abm.observed.index import ACTS_SHARE, ASSET_SHARE, PROTOCOL_SHARE, monthly_weights
from eastsea_abm.observed.instruments import IN_FORCE, inventory
from eastsea_abm.observed.record import acts, facts, outcomes, region
from eastsea_abm.parameters import Parameters
from eastsea_abm.scenario.schema import month_of
from eastsea_abm.vocabulary import ABSENT, ACTIVE, SIGNED, SUSPENDED

FIRST, SPLIT, LAST = month_of("2012-01"), month_of("2019-01"), month_of("2025-12")

#: Goldstein-type weights of the classes used, from the scale file distributed with GDELT, as read in two public
#: copies (see docs/observed.md).
SCALE = {
    "014": 0.0,
    "0312": 5.2,
    "0314": 5.2,
    "036": 4.0,
    "043": 2.8,
    "044": 2.5,
    "057": 8.0,
    "062": 7.4,
    "064": 7.0,
    "085": 7.0,
    "1212": -4.0,
    "1622": -5.6,
    "163": -8.0,
}


def at(date):
    return month_of(date) - FIRST


def made(**change):
    """One outcome of the pair, made from a row of the record."""
    return outcomes()[0]._replace(**change)


def index(rows, weights, **options):
    return cooperation_index(FIRST, LAST, rows=rows, weights=weights, **options)


def test_every_outcome_of_the_pair_has_a_weight_and_nothing_else_has():
    assert sorted(fact.id for fact in outcomes()) == sorted(acts())


def test_rows_of_the_allies_without_the_pair_are_left_out():
    left_out = {fact.id for fact in facts() if fact.klass == "outcome"} - set(acts())
    assert "2023-04-26-washington-declaration" in left_out
    assert all("USA" in (*fact.parties, fact.actor) for fact in facts() if fact.id in left_out)


@pytest.mark.parametrize(("name", "act"), acts().items(), ids=list(acts()))
def test_a_weight_is_that_of_its_class_and_has_the_sign_of_its_row(name, act):
    (fact,) = (fact for fact in facts() if fact.id == name)
    assert act.weight == SCALE[act.code]
    assert act.line
    assert act.weight * fact.signs[0] >= 0
    assert act.weight != 0 or name == "2019-11-22-gsomia-conditional"  # cuts both ways


def test_one_act_by_hand():
    rows = [made(id="one", date="2015-03-10")]
    got = index(rows, {"one": 6.0}, smoothing=3)
    during = 100 * ACTS_SHARE * 0.5 * (1 + math.tanh(6.0 / 3 / 4.0))
    calm = 100 * ACTS_SHARE * 0.5
    assert got[at("2015-02") : at("2015-07")] == pytest.approx([calm, during, during, during, calm])
    alone = index(rows, {"one": 6.0}, smoothing=3, instruments=False)
    assert alone[at("2015-03")] == pytest.approx(during / ACTS_SHARE)


def test_an_agreement_in_force_by_hand():
    signed = made(
        id="signed", date="2015-03-10", effects=("instrument",), instruments=("GSOMIA",), statuses=("signed",)
    )
    active = signed._replace(id="active", date="2015-05-10", statuses=("active",))
    broken = signed._replace(id="broken", date="2015-07-10", statuses=("suspended",))
    got = index([broken, active, signed], dict.fromkeys(("signed", "active", "broken"), 0.0))
    calm, whole = 30.0, 100 * ASSET_SHARE * region().instruments["GSOMIA"].asset
    steps = [calm, calm + whole / 2, calm + whole / 2, calm + whole, calm + whole, calm + whole / 4]
    assert got[at("2015-02") : at("2015-08")] == pytest.approx(steps)


def test_the_notice_and_the_return_of_the_record_by_hand():
    sums = monthly_weights(FIRST, LAST)
    assert sums[at("2019-08")] == pytest.approx(-8.0 - 8.0 - 5.6)
    assert sums[at("2023-03")] == pytest.approx(2.8 + 7.0 + 7.0)
    assert sums[at("2013-06")] == 0.0


def test_the_shares_are_those_of_the_model_and_sum_to_one():
    p = {field.name: field.default for field in dataclasses.fields(Parameters)}
    assert (p["index_conduct"], p["index_asset"], p["index_protocol"]) == (ACTS_SHARE, ASSET_SHARE, PROTOCOL_SHARE)
    assert math.isclose(ACTS_SHARE + ASSET_SHARE + PROTOCOL_SHARE, 1.0)
    assert IN_FORCE[SIGNED] == p["force_signed"]
    assert IN_FORCE[SUSPENDED] == p["force_suspended"]


def test_no_exogenous_row_moves_the_index_or_an_instrument():
    changed = [
        fact
        if fact.klass == "outcome"
        else fact._replace(
            date="2017-05-05", actor="KOR", targets=("JPN",), instruments=("ACSA",), statuses=("active",)
        )
        for fact in facts()
    ]
    without = [fact for fact in facts() if fact.klass == "outcome"]
    for rows in (changed, without):
        assert np.array_equal(cooperation_index(FIRST, LAST, rows=rows), cooperation_index(FIRST, LAST))
        assert milestones(rows) == milestones()
        status = instrument_status(FIRST, LAST, rows=rows)
        assert all(np.array_equal(status[name], held) for name, held in instrument_status(FIRST, LAST).items())


def test_nothing_that_happens_after_2018_moves_the_index_before():
    early = [fact for fact in facts() if month_of(fact.date) < SPLIT]
    whole = cooperation_index(FIRST, SPLIT - 1)
    assert np.array_equal(cooperation_index(FIRST, SPLIT - 1, rows=early), whole)
    later = {fact.id: -10.0 for fact in outcomes() if month_of(fact.date) >= SPLIT}
    assert np.array_equal(cooperation_index(FIRST, SPLIT - 1, weights=later), whole)


@given(
    st.lists(st.tuples(st.integers(0, LAST - FIRST), st.floats(-10, 10)), max_size=40),
    st.integers(1, 24),
    st.booleans(),
)
def test_the_index_stays_in_its_bounds_and_rises_with_every_weight(happened, smoothing, instruments):
    rows = [
        made(id=str(k), date=f"{(FIRST + t) // 12}-{(FIRST + t) % 12 + 1:02d}") for k, (t, _) in enumerate(happened)
    ]
    weights = {str(k): weight for k, (_, weight) in enumerate(happened)}
    got = index(rows, weights, smoothing=smoothing, instruments=instruments)
    assert ((got >= 0) & (got <= 100)).all()
    warmer = index(rows, {name: weight + 1 for name, weight in weights.items()}, smoothing=smoothing)
    assert (warmer >= index(rows, weights, smoothing=smoothing) - 1e-9).all()


def test_a_window_gives_the_same_months_as_the_whole():
    whole = cooperation_index(FIRST, LAST)
    assert np.array_equal(cooperation_index(FIRST + 30, FIRST + 40), whole[30:41])


def test_months_outside_the_record_have_no_index():
    assert np.isnan(cooperation_index(month_of("2008-06"), month_of("2008-07"))).tolist() == [True, False]
    assert np.isnan(cooperation_index(month_of("2026-08"), month_of("2026-09"))).tolist() == [False, True]


def test_a_row_without_a_weight_and_a_mean_over_nothing_are_refused():
    with pytest.raises(InputError, match="new is an outcome of the pair without a weight"):
        cooperation_index(FIRST, LAST, rows=[made(id="new")])
    with pytest.raises(InputError, match="smoothing over 0 months"):
        cooperation_index(FIRST, LAST, smoothing=0)


def test_the_milestones_are_those_of_the_record():
    assert [(m.instrument, m.change, m.month) for m in milestones()] == [
        ("TISA", "signed", month_of("2014-12")),
        ("GSOMIA", "signed", month_of("2016-11")),
        ("GSOMIA", "suspended", month_of("2019-08")),
        ("GSOMIA", "restored", month_of("2023-03")),
        ("CONSULT", "signed", month_of("2023-08")),
        ("EXERCISES", "signed", month_of("2023-08")),
        ("SECRETARIAT", "signed", month_of("2024-11")),
    ]
    assert len({m.name for m in milestones()}) == 7


def test_instruments_stand_where_the_record_put_them():
    status = instrument_status(FIRST, LAST)
    assert set(status) == set(region().instruments)
    gsomia = status["GSOMIA"]
    assert [gsomia[at(date)] for date in ("2016-10", "2016-11", "2019-07", "2019-08", "2023-02", "2023-03")] == [
        ABSENT,
        ACTIVE,
        ACTIVE,
        SUSPENDED,
        SUSPENDED,
        ACTIVE,
    ]
    assert [status["EXERCISES"][at(date)] for date in ("2023-07", "2023-08", "2024-06")] == [ABSENT, SIGNED, ACTIVE]
    assert not any(status[name].any() for name in ("ACSA", "STRIKE_PROTOCOL", "ECONSEC"))
    late = instrument_status(month_of("2020-01"), month_of("2020-03"))
    assert late["GSOMIA"].tolist() == [SUSPENDED] * 3


def test_the_inventory_is_full_where_every_instrument_is_active():
    names = tuple(region().instruments)
    row = made(id="all", effects=("instrument",) * len(names), instruments=names, statuses=("active",) * len(names))
    asset, protocol = inventory(FIRST, FIRST, rows=[row])
    assert asset[0] == pytest.approx(1.0)
    assert protocol[0] == pytest.approx(1.0)
