import math

import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, signed, within

from eastsea_abm.draws import Luck, luck
from eastsea_abm.mechanisms import cooperation
from eastsea_abm.mechanisms.cooperation import carried_out, drive, fear_of_entrapment, nearest
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import DECISION_TERMS, DEPTH, INSTITUTIONALISE, PARTNER_ACTS, VISIBILITY

WEIGHTS = (
    "weight_threat",
    "weight_abandonment",
    "weight_trust",
    "weight_instruments",
    "weight_leader",
    "weight_brokerage",
    "weight_coercion",
    "weight_entrapment",
)


def pair(file=None, **parameters: float) -> tuple[worlds.Ready, int, int, int]:
    """The focal state and its partner: region, actor, target and the number of their tie."""
    r = worlds.ready(file or worlds.northeast_asia(), **parameters)
    i, j = r.region.focal, r.region.partner_of_focal
    k = int(np.nonzero((r.region.tie_actor == i) & (r.region.tie_target == j))[0][0])
    r.world.common[i, j] = 0.5
    r.world.cover[i] = 0.6
    return r, i, j, k


def drawn(r: worlds.Ready, i: int, j: int) -> float:
    return drive(r.world, r.region, r.parameters, i, j, np.zeros(len(DECISION_TERMS)))


LUCK = luck(0)


def decided(r: worlds.Ready, k: int, u: Luck = LUCK, month: int = 0) -> None:
    """The act of tie ``k`` in a month of its own."""
    cooperation.draw(r.world, r.region, u, r.start + month)
    cooperation.decide(r.world, r.region, r.parameters, u, k)


def chances(r: worlds.Ready, k: int) -> np.ndarray:
    decided(r, k)
    return r.world.weights[: len(DEPTH)].copy()


@given(st.integers(0, 2**32 - 1))
def test_an_indifferent_state_tosses_a_coin(run):
    r, *_, k = pair(precision=0.0)
    r.world.institutions[:] = 5.0
    assert chances(r, k) == pytest.approx(1 / 7)


@given(st.floats(-1.6, 1.6))
def test_a_state_of_high_precision_takes_the_best_act(push):
    r, i, j, k = pair(precision=20.0, cost_partner=0.2, inertia=0.0, adherence=1.0, adherence_leader=0.0)
    r.world.engagement[i, j] = push
    r.world.grievance[i, j] = 0.0
    d = drawn(r, i, j)
    utilities = np.array([x * d - 0.2 * x * x for x in DEPTH])
    gap = np.sort(utilities)[-1] - np.sort(utilities)[-2]
    found = chances(r, k)
    if gap > 1e-6:
        assert found.argmax() == utilities.argmax()
    assert found.max() >= 1 / (1 + 6 * math.exp(-20 * gap)) - 1e-12


@given(shares, shares, st.floats(-1, 1), shares, within("precision", "prior"))
def test_choices_are_the_logit_of_the_terms_that_explain_them(trust, grievance, past, press, precision):
    r, i, j, k = pair(precision=precision)
    w = r.world
    w.trust[i, j], w.grievance[i, j], w.conduct[i, j], w.press[i] = trust, grievance, past, press
    w.institutions[i, j] = 0.7
    utilities = []
    for depth in DEPTH:
        w.forced_act[:] = depth
        decided(r, k)
        utilities.append(float(w.decision_terms[k].sum()))
    w.forced_act[:] = math.nan
    found = chances(r, k)
    powers = np.exp(precision * (np.array(utilities) - max(utilities)))
    assert found == pytest.approx(powers / powers.sum(), abs=1e-12)


@given(st.integers(0, 199), shares, shares)
def test_under_the_same_luck_a_stronger_drive_never_means_a_shallower_act(month, push, more):
    acts = []
    for engagement in (push, push + more):
        r, i, j, k = pair()
        r.world.engagement[i, j] = engagement
        decided(r, k, luck(1), month)
        acts.append(r.world.act[i, j])
    assert acts[0] <= acts[1]


@given(parameter_sets(*WEIGHTS, "bind"), shares, shares, shares, shares)
def test_each_pull_has_its_sign(p, threat, trust, asset, more):
    def at(**values: float) -> float:
        r, i, j, _ = pair()
        r = r._replace(parameters=p)
        w = r.world
        w.doctrine[j] = 0.6
        for name, value in ({"common": threat, "trust": trust, "asset": asset} | values).items():
            field = getattr(w, name)
            if field.ndim == 2:
                field[i, j] = value
            else:
                field[{"brokerage": r.at("USA"), "commitment": r.at("USA"), "doctrine": j}.get(name, i)] = value
        return drawn(r, i, j)

    base, tiny = at(), 1e-12
    assert at(common=max(threat, more)) >= base - tiny
    assert at(trust=max(trust, more)) >= base - tiny
    assert at(asset=max(asset, more)) >= base - tiny
    assert at(cover=0.6 * more) >= base - tiny, "thin cover"
    assert at(leader=1.0) >= at(leader=-1.0)
    assert at(brokerage=1.0) >= at(brokerage=0.0)
    assert at(coercion=more) <= base + tiny
    assert at(doctrine=1.0, tether=0.0) <= at(doctrine=0.0, tether=0.0) + tiny
    assert at(doctrine=1.0, tether=1.0) >= at(doctrine=0.0, tether=1.0) - tiny
    assert at(doctrine=1.0, tether=0.5) == pytest.approx(at(doctrine=0.0, tether=0.5))


def test_thin_cover_of_ones_own_draws_closer_and_the_partners_does_not():
    r, i, j, _ = pair()
    before = drawn(r, i, j)
    r.world.cover[j] = 0.05
    assert drawn(r, i, j) == before
    r.world.cover[i] = 0.1
    assert drawn(r, i, j) - before == pytest.approx(0.5 * r.parameters.weight_abandonment * 0.5)


@given(shares, shares, shares, shares, within("bind"))
def test_a_partner_is_feared_that_can_strike_is_not_trusted_and_need_not_ask(doctrine, trust, protocol, more, bind):
    p = Parameters(bind=bind)
    fear = fear_of_entrapment(doctrine, trust, protocol, p)
    assert 0.0 <= fear <= 1.0
    assert fear_of_entrapment(max(doctrine, more), trust, protocol, p) >= fear
    assert fear_of_entrapment(doctrine, max(trust, more), protocol, p) <= fear
    assert fear_of_entrapment(doctrine, trust, max(protocol, more), p) <= fear
    assert fear_of_entrapment(0.0, trust, protocol, p) == fear_of_entrapment(doctrine, 1.0, protocol, p) == 0.0


@given(signed, shares, parameter_sets("adherence", "adherence_leader", "adherence_least"))
def test_leaders_carry_out_what_they_like_and_water_down_what_they_do_not(leader, more, p):
    toward, away = carried_out(leader, 1.0, p), carried_out(leader, -1.0, p)
    assert min(toward, away) >= 0.0
    assert max(toward, away) <= 1.0
    assert carried_out(min(1.0, leader + more), 1.0, p) >= toward
    assert carried_out(min(1.0, leader + more), -1.0, p) <= away
    assert carried_out(leader, 1.0, p) == carried_out(-leader, -1.0, p), "the mirror image"


def test_an_indifferent_leader_carries_out_seven_tenths_and_a_hostile_one_a_quarter():
    p = Parameters()
    assert carried_out(0.0, 1.0, p) == 0.7
    assert carried_out(-1.0, 1.0, p) == 0.25
    assert carried_out(1.0, 1.0, p) == 1.0


def test_a_strategy_of_nothing_is_no_strategy_under_any_leader():
    found = []
    for leader in (-1.0, 0.0, 1.0):
        r, i, j, _ = pair(weight_leader=0.0)
        r.world.leader[i] = leader
        found.append(drawn(r, i, j))
    assert len(set(found)) == 1


def test_treaty_allies_are_past_these_questions():
    r = worlds.ready(worlds.northeast_asia())
    i, j = r.at("JPN"), r.at("USA")
    before = drawn(r, i, j)
    w = r.world
    w.leader[:], w.brokerage[:], w.coercion[:], w.doctrine[:], w.engagement[:] = -1.0, 0.0, 1.0, 1.0, 2.0
    assert drawn(r, i, j) == before


def test_grievance_costs_what_is_visible_and_quiet_sharing_least():
    r, i, j, k = pair(elections_amplify=0.0)
    r.world.grievance[i, j] = 0.0
    calm = chances(r, k)
    r.world.grievance[i, j] = 0.8
    sore = chances(r, k)
    change = np.log(sore / calm) - np.log(sore / calm)[2]  # against the routine act
    assert change == pytest.approx([-3.0 * 0.8 * v for v in VISIBILITY])
    share, exercise = (next(a for a, act in enumerate(PARTNER_ACTS) if act.name == n) for n in ("share", "exercise"))
    assert change[share] > change[exercise]


def test_an_election_makes_grievance_count_more():
    r, i, _, k = pair()
    r.world.press[i] = 0.0
    before = chances(r, k)
    r.world.press[i] = 1.0
    assert chances(r, k)[INSTITUTIONALISE] < before[INSTITUTIONALISE]
    r, i, _j, k = pair(elections_amplify=0.0)
    quiet = chances(r, k)
    r.world.press[i] = 1.0
    assert (chances(r, k) == quiet).all()


def test_inertia_holds_to_the_past():
    r, i, j, k = pair(inertia=5.0, cost_partner=0.0)
    for past in (-1.0, 0.0, 0.35, 1.0):
        r.world.conduct[i, j] = past
        assert DEPTH[chances(r, k).argmax()] == past


def test_a_push_for_institutions_falls_on_the_deepest_act_alone():
    r, i, j, k = pair()
    before = chances(r, k)
    r.world.institutions[i, j] = 1.0
    after = chances(r, k)
    assert after[INSTITUTIONALISE] > before[INSTITUTIONALISE]
    ratios = after[:INSTITUTIONALISE] / before[:INSTITUTIONALISE]
    assert ratios == pytest.approx(ratios[0])


@given(signed)
def test_the_record_forces_the_act_whose_depth_is_nearest(depth):
    r, i, j, k = pair()
    r.world.forced_act[i, j] = depth
    decided(r, k)
    assert r.world.choice[i, j] == nearest(depth)
    assert abs(DEPTH[nearest(depth)] - depth) == min(abs(x - depth) for x in DEPTH)


def test_without_luck_an_act_is_the_mean_over_its_chances():
    r, i, j, k = pair()
    found = chances(r, k)
    decided(r, k, luck(0, chance=False))
    assert r.world.act[i, j] == pytest.approx(float(found @ np.array(DEPTH)))


def test_over_many_months_acts_come_as_often_as_their_chances():
    r, i, j, k = pair()
    found = chances(r, k)
    counts = np.zeros(len(DEPTH))
    for month in range(4000):
        decided(r, k, luck(11), month)
        counts[r.world.choice[i, j]] += 1
    error = np.sqrt(found * (1 - found) / 4000)
    assert (np.abs(counts / 4000 - found) < 4 * error + 1e-9).all()


def test_with_every_weight_at_zero_only_friction_drives():
    r, i, j, _ = pair(**dict.fromkeys(WEIGHTS, 0.0))
    assert drawn(r, i, j) == r.region.friction[i, j]


@pytest.mark.parametrize("weight", WEIGHTS)
def test_at_zero_a_weight_takes_its_term_out(weight):
    r, i, j, _ = pair(**{weight: 0.0})
    w = r.world
    w.coercion[:], w.doctrine[:], w.leader[:] = 0.5, 0.5, 0.5
    terms = np.zeros(len(DECISION_TERMS))
    drive(w, r.region, r.parameters, i, j, terms)
    full = np.zeros(len(DECISION_TERMS))
    drive(w, r.region, Parameters(), i, j, full)
    gone = np.nonzero(terms != full)[0]
    assert gone.size == 1
    assert terms[gone[0]] == 0.0
