import math

import numpy as np
import pytest
import worlds
from hypothesis import given
from ranges import parameter_sets, shares, utilities

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import posture
from eastsea_abm.mechanisms.posture import named, push, select
from eastsea_abm.parameters import defaults
from eastsea_abm.vocabulary import COERCE, HOLD, MILITARY, OUTREACH, PRESSURE, PROTEST, RIVAL_TERMS

ALL = range(len(PRESSURE))


def posed(r: worlds.Ready, month: int = 0, *, chance: bool = True) -> None:
    posture.apply(r.world, r.region, r.parameters, luck(6, chance=chance), r.record, r.start + month)


def chances(r: worlds.Ready, i: int, drive: float) -> np.ndarray:
    select(r.world, r.region, r.parameters, i, drive, 0.5)
    return r.world.weights[: len(PRESSURE)].copy()


@given(shares, shares, shares, utilities, parameter_sets("weight_spiral", "weight_alignment"))
def test_threat_alignment_and_belligerence_push_and_reassurance_restrains(threat, alignment, more, belligerence, p):
    def at(**values: float) -> float:
        r = worlds.ready(worlds.northeast_asia())
        i, j, w = r.at("PRK"), r.at("KOR"), r.world
        now = {"threat": threat, "alignment": alignment, "belligerence": belligerence, "reassurance": 0.1} | values
        w.threat[i, j], w.alignment[i, j], w.belligerence[i] = now["threat"], now["alignment"], now["belligerence"]
        w.reassurance[i, j] = now["reassurance"]
        return push(w, r.region, p, i, j, np.zeros(len(RIVAL_TERMS)))

    base = at()
    assert at(threat=max(threat, more)) >= base
    assert at(alignment=max(alignment, more)) >= base
    assert at(belligerence=belligerence + more) >= base
    assert at(reassurance=0.1 + more) <= base


def test_at_half_threat_the_spiral_neither_pushes_nor_restrains():
    r = worlds.ready(worlds.northeast_asia())
    i, j = r.at("PRK"), r.at("KOR")
    r.world.threat[i, j] = 0.5
    assert push(r.world, r.region, r.parameters, i, j, np.zeros(6)) == r.region.hostility[i, j]


@given(utilities)
def test_an_indifferent_state_tosses_a_coin_among_what_is_open_to_it(drive):
    r = worlds.ready(worlds.northeast_asia(), precision=0.0)
    assert chances(r, r.at("JPN"), drive) == pytest.approx(1 / 5)
    closed = chances(r, r.at("TWN"), drive)
    assert closed == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0, 0])


@given(utilities)
def test_a_closed_act_is_never_taken(drive):
    r = worlds.ready(worlds.northeast_asia())
    i = r.at("TWN")
    found = chances(r, i, drive)
    assert found[COERCE] == found[MILITARY] == 0.0
    assert found.sum() == pytest.approx(1.0)
    for draw in np.linspace(0.0, 1.0, 200, endpoint=False):
        act = select(r.world, r.region, r.parameters, i, 3.0, draw)
        assert act in (OUTREACH, HOLD, PROTEST)


@given(utilities, shares)
def test_choices_are_the_logit_of_drive_and_convex_cost(drive, cost):
    r = worlds.ready(worlds.northeast_asia(), cost_rival=cost)
    utility = np.array([y * drive - cost * y * y for y in PRESSURE])
    powers = np.exp(3.0 * (utility - utility.max()))
    assert chances(r, r.at("JPN"), drive) == pytest.approx(powers / powers.sum())


def test_without_drive_a_state_of_high_precision_holds():
    r = worlds.ready(worlds.northeast_asia(), precision=20.0, cost_rival=5.0)
    assert chances(r, r.at("JPN"), 0.0)[HOLD] > 0.99


def test_a_challenger_takes_one_posture_that_falls_on_each_by_its_weight():
    r = worlds.ready(worlds.northeast_asia())
    i = r.at("PRK")
    targets = [r.at(x) for x in ("KOR", "USA", "JPN")]
    seen = set()
    for month in range(200):
        posed(r, month)
        acts = {int(r.world.stance[i, j]) for j in targets}
        assert len(acts) == 1
        act = acts.pop()
        seen.add(act)
        assert [r.world.answer[i, j] for j in targets] == pytest.approx([PRESSURE[act] * x for x in (1.0, 0.8, 0.6)])
    assert len(seen) == 4, "all but the act that is closed to it"


def test_others_answer_rival_by_rival():
    r = worlds.ready(worlds.northeast_asia())
    i, rivals = r.at("JPN"), [r.at(x) for x in ("PRK", "CHN", "RUS")]
    different = 0
    for month in range(50):
        posed(r, month)
        different += len({int(r.world.stance[i, j]) for j in rivals}) > 1
    assert different > 25


def forced(level: float, held: bool = False, weight: float = 1.0) -> tuple[int, float]:
    r = worlds.ready(worlds.northeast_asia())
    if held:
        r = r._replace(record=worlds.record_of(r.index, r.region, (), {"posture": 1000}))
    i, j = r.at("PRK"), r.at("KOR")
    r.world.forced_answer[i, j] = level
    posed(r)
    return int(r.world.stance[i, j]), float(r.world.answer[i, j])


@given(shares)
def test_a_dated_provocation_is_the_least_that_falls(level):
    own_act, own = forced(math.nan)
    stance, answer = forced(level)
    assert answer == max(level, own)
    assert stance == (named(level, defaults()) if level > own else own_act) or level == own


def test_dated_outreach_replaces_the_months_own_act():
    assert forced(-0.3) == (OUTREACH, -0.3)


def test_a_launch_is_military_pressure_and_a_parade_a_protest():
    assert [named(level, defaults()) for level in (-0.1, 0.0, 0.2, 0.49, 0.5, 1.0)] == [
        OUTREACH,
        HOLD,
        PROTEST,
        PROTEST,
        MILITARY,
        MILITARY,
    ]


def test_while_posture_is_held_only_the_record_acts():
    assert forced(math.nan, held=True) == (HOLD, 0.0)
    assert forced(0.4, held=True) == (PROTEST, 0.4)
    assert forced(0.8, held=True) == (MILITARY, 0.8)
    assert forced(-0.4, held=True) == (OUTREACH, -0.4)


def test_without_luck_an_answer_is_the_mean_over_its_chances():
    r = worlds.ready(worlds.northeast_asia())
    i, j = r.at("JPN"), r.at("CHN")
    drive = push(r.world, r.region, r.parameters, i, j, np.zeros(6))
    found = chances(r, i, drive)
    posed(r, chance=False)
    assert r.world.answer[i, j] == pytest.approx(float(found @ np.array(PRESSURE)))


def test_a_challengers_utility_is_the_weighted_mean_of_what_is_reported_for_its_targets():
    r = worlds.ready(worlds.northeast_asia())
    i, g = r.at("PRK"), r.region
    places = np.nonzero(g.rivalry_actor == i)[0]
    weights = np.array([g.weight[i, g.rivalry_target[k]] for k in places])
    for month in range(40):
        pushes = [push(r.world, g, r.parameters, i, g.rivalry_target[k], np.zeros(6)) for k in places]
        posed(r, month)
        y = PRESSURE[r.world.stance[i, r.at("KOR")]]
        utility = y * (weights @ pushes) / weights.sum() - 0.75 * y * y
        assert (weights @ r.world.rival_terms[places].sum(axis=1)) / weights.sum() == pytest.approx(utility, abs=1e-12)


def test_without_spiral_and_alignment_only_the_drive_of_ones_own_is_left():
    r = worlds.ready(worlds.northeast_asia(), weight_spiral=0.0, weight_alignment=0.0)
    r.world.threat[:], r.world.alignment[:], r.world.belligerence[:] = 0.9, 0.9, 0.2
    i, j = r.at("CHN"), r.at("TWN")
    assert push(r.world, r.region, r.parameters, i, j, np.zeros(6)) == pytest.approx(r.region.hostility[i, j] + 0.2)
