import itertools
import math

import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from worlds import Happening

from eastsea_abm.draws import luck
from eastsea_abm.levers import LEVERS
from eastsea_abm.mechanisms import record
from eastsea_abm.vocabulary import ACTIVE, EFFECTS

levels = st.lists(st.sampled_from([-0.5, -0.3, -0.1, 0.2, 0.6, 1.0]), min_size=1, max_size=4)


def struck(*happenings: Happening, after: int = 0) -> worlds.Ready:
    r = worlds.ready(worlds.northeast_asia(), happenings=happenings)
    record.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start + after)
    return r


#: What each effect leaves, where: (happening, field, place by ISO3, value).
LEAVES = [
    (Happening(0, "provoke", "PRK", "KOR", 0.6), "forced_answer", ("PRK", "KOR"), 0.6),
    (Happening(0, "reassure", "KOR", "PRK", 0.6), "forced_answer", ("KOR", "PRK"), -0.3),
    (Happening(0, "grieve", "KOR", "JPN", 1.5), "shock", ("JPN", "KOR"), 1.5),
    (Happening(0, "settle", "KOR", "JPN", 2.0), "settled", ("JPN", "KOR"), 2.0),
    (Happening(0, "lead", "KOR", None, -0.7), "leader", ("KOR",), -0.7),
    (Happening(0, "commit", "USA", None, 0.4), "commitment", ("USA",), 0.4),
    (Happening(0, "commit", "USA", None, 0.0), "commitment", ("USA",), 0.05),
    (Happening(0, "broker", "USA", None, 0.9), "brokerage", ("USA",), 0.9),
    (Happening(0, "doctrine", "JPN", None, 0.5), "doctrine_shift", ("JPN",), 0.5),
    (Happening(0, "nuclear", "JPN", None, 1.0), "nuclear", ("JPN",), 1.0),
    (Happening(0, "receptive", "PRK", "KOR", 0.0), "receptive", ("PRK", "KOR"), 0.0),
    (Happening(0, "coerce", "CHN", "KOR", 0.8), "forced_coercion", ("CHN", "KOR"), 0.8),
    (Happening(0, "conduct", "KOR", "JPN", 1.0), "forced_act", ("KOR", "JPN"), 1.0),
    (Happening(0, "war", "RUS", None, 0.9), "war", ("RUS",), 0.9),
]


@pytest.mark.parametrize(("happening", "field", "place", "value"), LEAVES, ids=lambda x: getattr(x, "effect", None))
def test_an_effect_leaves_its_size_where_its_mechanism_reads_it(happening, field, place, value):
    r = struck(happening)
    assert getattr(r.world, field)[tuple(r.at(name) for name in place)] == value


def test_instruments_rungs_and_coercion_lifted_take_effect_at_once():
    r = struck(
        Happening(0, "instrument", "KOR", None, float(ACTIVE), "ACSA"), Happening(0, "rung", "PRK", None, 2.0, "KP")
    )
    assert r.world.forced_status[r.index.instruments.index("ACSA")] == ACTIVE
    assert r.world.rung[r.index.theatres.index("KP")] == 2
    r = worlds.ready(worlds.northeast_asia(), happenings=[Happening(0, "uncoerce", "CHN", "KOR", 0.25)])
    r.world.coercion[r.at("KOR")] = 0.8
    record.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    assert r.world.coercion[r.at("KOR")] == pytest.approx(0.6)


@pytest.mark.parametrize("effect", [e.name for e in EFFECTS])
def test_every_effect_but_none_changes_the_world(effect):
    happenings = {h.effect: h for h, *_ in LEAVES} | {
        "instrument": Happening(0, "instrument", "KOR", None, 2.0, "ACSA"),
        "rung": Happening(0, "rung", "PRK", None, 2.0, "KP"),
        "uncoerce": Happening(0, "uncoerce", "CHN", "KOR", 0.5),
        "lever": worlds.lever(worlds.northeast_asia(), "engagement", 0.5),
        "none": Happening(0, "none", "KOR", "JPN", 1.0),
    }
    quiet, loud = (worlds.ready(worlds.northeast_asia(), happenings=h) for h in ([], [happenings[effect]]))
    for r in (quiet, loud):
        r.world.coercion[:] = 0.5
        record.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    assert bool(worlds.same(quiet.world, loud.world)) is (effect != "none")


def test_events_strike_in_their_month_only():
    happening = Happening(3, "provoke", "PRK", "KOR", 0.6)
    for month, expected in ((2, math.nan), (3, 0.6), (4, math.nan), (-1, math.nan)):
        r = struck(happening, after=month)
        assert r.world.forced_answer[r.at("PRK"), r.at("KOR")] == pytest.approx(expected, nan_ok=True)


def test_a_month_begins_with_a_clean_slate():
    r = struck(*(h for h, *_ in LEAVES))
    record.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start + 1)
    for name in (
        "shock",
        "settled",
        "doctrine_shift",
        "war",
        "drills",
        "trust_shock",
        "threat_shock",
        "grievance_shock",
        "forced_coercion",
    ):
        assert not getattr(r.world, name).any(), name
    assert np.isnan(r.world.forced_act).all()
    assert np.isnan(r.world.forced_answer).all()


@pytest.mark.parametrize("effect", ["lead", "commit"])
def test_a_recorded_change_restarts_the_term_in_its_month(effect):
    state, size = ("KOR", -0.7) if effect == "lead" else ("USA", 0.4)
    r = worlds.ready(worlds.northeast_asia(), happenings=[Happening(3, effect, state, None, size)])
    tenures = []
    for t in range(6):
        worlds.step(r, r.start + t)
        tenures.append(int(r.world.tenure[r.at(state)]))
    assert tenures[3:] == [0, 1, 2]


def test_a_new_leader_of_a_state_without_a_calendar_has_been_in_office_no_time():
    r = worlds.ready(worlds.northeast_asia(), happenings=[Happening(0, "lead", "PRK", None, 0.2)])
    worlds.step(r, r.start)
    assert r.world.tenure[r.at("PRK")] >= 0


def test_an_outsider_changes_nothing_but_a_drawing():
    r = struck(Happening(0, "war", "ISR", None, 1.0))
    assert not r.world.war.any()


def test_disputes_of_one_month_add_up_and_of_wars_the_largest_counts():
    r = struck(
        Happening(0, "grieve", "KOR", "JPN", 1.0),
        Happening(0, "grieve", "JPN", "KOR", 0.5),
        Happening(0, "war", "RUS", None, 0.3),
        Happening(0, "war", "RUS", None, 0.2),
    )
    assert r.world.shock[r.at("KOR"), r.at("JPN")] == 1.5
    assert r.world.war[r.at("RUS")] == 0.3


@given(levels)
def test_the_order_of_one_months_events_does_not_matter(sizes):
    found = set()
    for order in itertools.permutations(sizes):
        r = worlds.ready(worlds.triangle())
        for level in order:
            record.press(r.world, 2, 0, level)
        found.add(float(r.world.forced_answer[2, 0]))
    assert len(found) == 1


@given(levels)
def test_pressure_outweighs_outreach_in_the_same_month(sizes):
    r = worlds.ready(worlds.triangle())
    for level in sizes:
        record.press(r.world, 2, 0, level)
    if max(sizes) > 0:
        assert r.world.forced_answer[2, 0] == max(sizes)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_is_pulled_by_whoever_holds_it(name):
    file = worlds.northeast_asia()
    low, high = LEVERS[name].bounds
    value = low + 0.63 * (high - low)
    plain, pulled = worlds.ready(file), struck(worlds.lever(file, name, value))
    field = {"commitment": "commitment_mean"}.get(name, name)
    holder = {"focal": "KOR", "partner": "JPN", "patron": "USA"}[LEVERS[name].role]
    now = np.atleast_2d(getattr(pulled.world, field).T).T[pulled.at(holder)]
    assert value in now
    changed = worlds.same(plain.world, pulled.world, skip=["forced_act", "forced_answer"])
    assert set(changed) == {field, "commitment"} if name == "commitment" else changed == [field]


def test_reassurance_is_aimed_at_the_rivals_the_region_names():
    r = struck(worlds.lever(worlds.northeast_asia(), "reassurance", 0.4))
    assert {name for name in r.index.states if r.world.reassurance[r.at("KOR"), r.at(name)] == 0.4} == {"PRK", "CHN"}
