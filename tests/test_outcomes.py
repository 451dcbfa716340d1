"""What a run is judged by: each outcome against its definition, worked out by hand."""

import math

import numpy as np
import pytest
import worlds

from eastsea_abm import outcomes
from eastsea_abm.ensemble import totals
from eastsea_abm.mechanisms.crisis import TALLY
from eastsea_abm.outcomes import NAMES


def measured(change=lambda w, at: None, file=None):
    r = worlds.ready(file or worlds.northeast_asia())
    w = r.world
    for k in range(r.region.tie_actor.size):
        w.score[r.region.tie_actor[k], r.region.tie_target[k]] = 0.0
    change(w, r.at)
    row = np.full(len(NAMES) + len(r.index.theatres), np.nan)
    outcomes.measure(w, r.region, r.parameters, row)
    return dict(zip(outcomes.names(r.index.theatres), row, strict=True))


def pair(field, value):
    def change(w, at):
        array = getattr(w, field)
        array[at("KOR"), at("JPN")] = array[at("JPN"), at("KOR")] = value

    return change


def both(*changes):
    def change(w, at):
        for one in changes:
            one(w, at)

    return change


@pytest.mark.parametrize(("score", "expected"), [(-0.8, 0.0), (0.0, 50.0), (0.8, 100.0)])
def test_acts_run_from_confrontation_to_institutions(score, expected):
    assert measured(pair("score", score))["cooperation_acts"] == pytest.approx(expected)


def test_cooperation_weighs_acts_asset_and_protocol():
    full = both(pair("score", 0.8), pair("asset", 1.0), pair("protocol", 1.0))
    assert measured(full)["cooperation"] == pytest.approx(100)
    some = both(pair("score", 0.4), pair("asset", 0.5), pair("protocol", 0.2))
    assert measured(some)["cooperation"] == pytest.approx(100 * (0.6 * 0.75 + 0.25 * 0.5 + 0.15 * 0.2))


def test_the_trilateral_index_needs_all_three():
    def change(w, at):
        both(pair("score", 0.0), pair("asset", 0.0), pair("protocol", 0.25))(w, at)
        w.cover[at("KOR")] = 0.5

    found = measured(change)
    assert found["trilateral"] == pytest.approx(100 * (0.6 * math.sqrt(found["cooperation"] / 100 * 0.5) + 0.4 * 0.25))


def test_isolation_is_thin_cover_a_cool_partner_and_a_wary_coercer():
    def change(w, at):
        w.cover[at("KOR")], w.trust[at("KOR"), at("USA")], w.threat[at("CHN"), at("KOR")] = 0.8, 0.5, 0.4
        both(pair("score", 0.0), pair("asset", 0.0), pair("protocol", 0.0))(w, at)

    assert measured(change)["isolation"] == pytest.approx(100 * (1 - (0.5 * 0.8 * 0.5 + 0.3 * 0.3 + 0.2 * 0.6)))


def test_tension_weighs_threat_and_rungs():
    def change(w, at):
        w.tension[:] = 0.5
        w.rung[:] = (4, 2, 0)

    assert measured(change)["tension"] == pytest.approx(100 * (0.6 * 0.5 + 0.4 * 6 / 12))


def test_reconciliation_is_little_grievance_and_much_trust():
    found = measured(both(pair("grievance", 0.5), pair("trust", 0.25)))
    assert found["reconciliation"] == pytest.approx(100 * (1 - 0.3 - 0.3))


def test_every_count_of_a_theatre_reaches_its_outcome():
    named = {
        "entrapment": "entrapment",
        "involvement": "involvement",
        "harm": "harm",
        "abandonment": "abandonment",
        "crises": "crises",
        "strikes": "strikes",
        "escalations": "escalations",
        "intents": "intents",
        "consultations": "consultations",
        "vetoes": "vetoes",
        "unilateral": "unilateral",
        "incidents": "incidents",
    }
    for column, outcome in named.items():

        def change(w, at, column=column):
            w.tally[:, TALLY.index(column)] = (1.0, 2.0, 4.0)

        found = measured(change)
        assert found[outcome] == 7.0, outcome
        others = {name for name, value in found.items() if name in named.values() and value != 0.0}
        assert others == {outcome}


def test_entrapment_is_told_by_theatre():
    def change(w, at):
        w.tally[:, 0] = (1.0, 2.0, 4.0)

    found = measured(change)
    assert [found[f"entrapment_{name}"] for name in ("ECS", "KP", "TS")] == [1.0, 2.0, 4.0]


def test_without_roles_their_outcomes_are_zero():
    file = worlds.triangle()
    found = measured(file=file.model_copy(update={"focal": None, "partner": None}))
    assert all(found[name] == 0.0 for name in ("cooperation", "isolation", "coercion", "trust"))


def test_months_become_one_number_as_each_outcome_says():
    table = np.arange(12.0).reshape(2, 3, 2)
    both_ = totals(table, ["cooperation", "crises"])
    assert both_.tolist() == [[2.0, 9.0], [8.0, 27.0]]
    assert totals(table[:, :, :1], ["asset"]).ravel().tolist() == [4.0, 10.0]
