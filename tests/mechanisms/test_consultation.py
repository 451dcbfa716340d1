import math

import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, within

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import consultation
from eastsea_abm.mechanisms.consultation import (
    ABIDES,
    CONSULTS,
    DRAWN,
    INTENT,
    JOINT,
    OBSERVER,
    PATRON,
    TO_ALERT,
    TO_CRISIS,
    TO_ESCALATION,
    TO_STRIKE,
    UNILATERAL,
    drawn_in,
    shared_information,
    tension,
    unilateral,
)
from eastsea_abm.numeric import sigmoid
from eastsea_abm.parameters import Parameters
from eastsea_abm.scenario.schema import RegionFile

KP, TS, ECS = "KP", "TS", "ECS"


def crisis(theatre: str = KP, rung: int = 2, file=None, **parameters: float) -> tuple[worlds.Ready, int]:
    """The region with one theatre on a rung."""
    r = worlds.ready(file or worlds.northeast_asia(), **parameters)
    h = r.index.theatres.index(theatre)
    r.world.rung[h] = rung
    return r, h


def odds(r: worlds.Ready, h: int):
    consultation.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    return r.world.odds[h].copy()


def at_protocol(depth: float, theatre: str = KP, **parameters: float):
    r, h = crisis(theatre, **parameters)
    r.world.protocol[r.at("KOR"), r.at("JPN")] = depth
    return odds(r, h)


@given(shares, shares, shares, shares)
def test_the_chance_of_acting_alone_has_no_more_than_the_chance_of_acting(intent, consults, consent, abides):
    chance = unilateral(intent, consults, consent, abides)
    assert 0.0 <= chance <= intent + 1e-15
    assert unilateral(intent, 0.0, consent, abides) == intent, "nobody is asked"
    assert unilateral(intent, 1.0, 1.0, abides) == 0.0, "everybody agrees"
    assert unilateral(intent, 1.0, consent, 1.0) == 0.0, "a refusal is respected"
    assert unilateral(intent, 1.0, 0.0, 0.0) == intent, "a refusal is ignored"


@given(shares, shares, shares, shares, shares)
def test_asking_consenting_and_abiding_each_lower_it(intent, consults, consent, abides, more):
    base = unilateral(intent, consults, consent, abides)
    assert unilateral(intent, max(consults, more), consent, abides) <= base + 1e-15
    assert unilateral(intent, consults, max(consent, more), abides) <= base + 1e-15
    assert unilateral(intent, consults, consent, max(abides, more)) <= base + 1e-15


def test_a_protocol_lowers_the_chance_of_acting_alone():
    assert at_protocol(1.0)[UNILATERAL] < at_protocol(0.5)[UNILATERAL] < at_protocol(0.0)[UNILATERAL]
    assert at_protocol(1.0)[CONSULTS] > at_protocol(0.0)[CONSULTS]
    assert at_protocol(1.0)[ABIDES] > at_protocol(0.0)[ABIDES] == 0.0


@pytest.mark.parametrize(("voice", "bind", "falls"), [(0.0, 0.0, False), (0.8, 0.0, True), (0.0, 0.5, True)])
def test_a_protocol_lowers_it_only_through_voice_or_binding(voice, bind, falls):
    none, full = (at_protocol(depth, voice=voice, bind=bind)[UNILATERAL] for depth in (0.0, 1.0))
    assert full < none if falls else full == none


def test_a_strong_ally_listens_less():
    rise = {}
    for theatre, ally in ((KP, "JPN"), (TS, "USA")):
        chances = []
        for depth in (0.0, 1.0):
            r, h = crisis(theatre)
            r.world.protocol[r.at("KOR"), r.at(ally)] = depth
            r.world.trust[r.at(ally), r.at("KOR")] = 0.5
            chances.append(odds(r, h)[CONSULTS])
        rise[ally] = math.log(chances[1] / (1 - chances[1])) - math.log(chances[0] / (1 - chances[0]))
    p = Parameters()
    assert rise["JPN"] == pytest.approx(p.precision * p.voice * p.voice_protocol)
    assert rise["USA"] == pytest.approx(0.4 * rise["JPN"])


@given(shares, shares, shares, shares, within("geography"), within("lock_in"))
def test_every_cause_draws_in_and_none_repels(exposure, ties, taken_on, more, geography, lock_in):
    p = Parameters(geography=geography, lock_in=lock_in)
    base = drawn_in(exposure, ties, taken_on, p)
    assert 0.0 <= base <= 1.0
    assert drawn_in(max(exposure, more), ties, taken_on, p) >= base - 1e-15
    assert drawn_in(exposure, max(ties, more), taken_on, p) >= base - 1e-15
    assert drawn_in(exposure, ties, max(taken_on, more), p) >= base - 1e-15


def test_at_home_geography_draws_in_and_ties_hardly_matter():
    p = Parameters()
    home = drawn_in(0.9, 1.0, 0.0, p) - drawn_in(0.9, 0.0, 0.0, p)
    abroad = drawn_in(0.15, 1.0, 0.0, p) - drawn_in(0.15, 0.0, 0.0, p)
    assert home == pytest.approx(0.1 * p.lock_in)
    assert home < 0.04
    assert abroad == pytest.approx(0.85 * p.lock_in)
    assert abroad > 0.2


def test_without_lock_in_ties_draw_nobody_in():
    p = Parameters(lock_in=0.0)
    assert drawn_in(0.15, 1.0, 0.0, p) == drawn_in(0.15, 0.0, 0.0, p)


def test_taking_on_the_partners_concerns_buys_voice_and_costs_exposure():
    def at(contribution: float, theatre: str):
        r, h = crisis(theatre)
        r.world.contribution[r.at("KOR"), r.at("JPN")] = contribution
        return odds(r, h)

    assert at(1.0, ECS)[CONSULTS] > at(0.0, ECS)[CONSULTS]
    assert at(1.0, ECS)[DRAWN] > at(0.0, ECS)[DRAWN]
    assert at(1.0, KP)[CONSULTS] > at(0.0, KP)[CONSULTS]
    assert at(1.0, KP)[DRAWN] == at(0.0, KP)[DRAWN], "at home there is nothing to take on"


@given(st.floats(-2, 2))
def test_a_rule_of_consultation_moves_asking_and_nothing_else(rule):
    base = odds(*crisis())
    r, h = crisis()
    r.world.consult_rule[r.at("JPN")] = rule
    moved = odds(r, h)
    assert math.log(moved[CONSULTS] / (1 - moved[CONSULTS])) == pytest.approx(
        math.log(base[CONSULTS] / (1 - base[CONSULTS])) + 3.0 * rule, abs=1e-9
    )
    for column in (INTENT, OBSERVER, PATRON, ABIDES, DRAWN, TO_STRIKE, TO_ESCALATION):
        assert moved[column] == base[column]


def test_what_two_plan_alone_is_agreed_beforehand_and_not_put_to_the_third():
    def at(planning: float) -> list[float]:
        r, h = crisis()
        r.world.bilateral_planning[r.at("JPN")] = planning
        return odds(r, h)

    none, half, whole = at(0.0), at(0.5), at(1.0)
    assert half[PATRON] == pytest.approx(none[PATRON] + 0.5 * (1 - none[PATRON]))
    assert whole[PATRON] == 1.0
    assert none[INTENT] < half[INTENT] < whole[INTENT]

    def log_odds(row: list[float]) -> float:
        return math.log(row[CONSULTS] / (1 - row[CONSULTS]))

    # All that is heard goes in proportion: at the whole, what is left is rule, trust and reluctance.
    assert log_odds(half) == pytest.approx((log_odds(none) + log_odds(whole)) / 2)
    r, _ = crisis()
    p = Parameters()
    trusted = p.weight_trust * (r.world.trust[r.at("JPN"), r.at("KOR")] - 0.5)
    assert log_odds(whole) == pytest.approx(p.precision * (trusted - p.consult_threshold))
    for column in (OBSERVER, ABIDES, DRAWN, TO_STRIKE, TO_ESCALATION):
        assert whole[column] == none[column]


def test_what_two_plan_alone_is_worked_out_by_hand():
    """heard = .5 x .4 + .4 x .5 + .5 x .2 = .5; of it a quarter goes; trust adds .5 (.7 - .5), the rule .2."""

    def at(planning: float) -> list[float]:
        numbers = {"voice": 1.0, "voice_protocol": 0.5, "voice_ties": 0.4, "voice_contribution": 0.5}
        r, h = crisis(KP, precision=2.0, weight_trust=0.5, consult_threshold=0.1, patron_norm=1.0, **numbers)
        w, k, o, u = r.world, r.at("JPN"), r.at("KOR"), r.at("USA")
        w.protocol[o, k], w.entanglement[o], w.contribution[o, k] = 0.4, 0.5, 0.2
        w.trust[k, o], w.consult_rule[k], w.bilateral_planning[k] = 0.7, 0.2, planning
        w.threat[u, r.at("PRK")], w.trust[u, k] = 0.5, 0.5
        return odds(r, h)

    assert at(0.0)[CONSULTS] == pytest.approx(sigmoid(2 * (0.5 + 0.2 + 0.1 - 0.1)))
    assert at(0.25)[CONSULTS] == pytest.approx(sigmoid(2 * (0.375 + 0.2 + 0.1 - 0.1)))
    assert at(1.0)[CONSULTS] == pytest.approx(sigmoid(2 * (0.0 + 0.2 + 0.1 - 0.1)))
    assert [at(x)[PATRON] for x in (0.0, 0.25, 1.0)] == pytest.approx([0.5, 0.625, 1.0])
    none, some, whole = (at(x) for x in (0.0, 0.25, 1.0))
    assert none[CONSULTS] > some[CONSULTS] > whole[CONSULTS]
    assert none[INTENT] < some[INTENT] < whole[INTENT]
    assert none[UNILATERAL] < some[UNILATERAL] < whole[UNILATERAL]


@pytest.mark.parametrize("planner", ["KOR", "USA", "PRK"])
def test_planning_counts_only_where_the_ally_does_it(planner):
    r, h = crisis()
    r.world.protocol[r.at("KOR"), r.at("JPN")] = 0.5
    before = odds(r, h)
    r.world.bilateral_planning[r.at(planner)] = 1.0
    assert (odds(r, h) == before).all()


def test_a_state_far_away_consents_where_one_nearby_refuses():
    def consent(exposure: float) -> float:
        r, h = crisis()
        g = r.region._replace(theatre_exposure=r.region.theatre_exposure.copy())
        g.theatre_exposure[h] = exposure
        return odds(r._replace(region=g), h)[OBSERVER]

    assert consent(0.1) > consent(0.5) > consent(0.9)


def test_who_depends_on_the_challengers_trade_is_slower_to_consent():
    free, dependent = (odds(*crisis(ECS, consent_dependence=q))[OBSERVER] for q in (0.0, 0.35))
    assert math.log(free / (1 - free)) - math.log(dependent / (1 - dependent)) == pytest.approx(3.0 * 0.35)
    assert odds(*crisis(KP, consent_dependence=0.0))[OBSERVER] == odds(*crisis(KP))[OBSERVER]


def test_a_patron_that_refuses_restrains_its_client_by_its_commitment():
    def intent(commitment: float, bind: float = 0.5) -> float:
        r, h = crisis(bind=bind)
        r.world.commitment[r.at("USA")] = commitment
        r.world.cover[:] = 0.5
        r.world.asset[r.at("KOR"), r.at("JPN")] = 1.0  # shared information does not come through the hub
        return odds(r, h)[INTENT]

    assert intent(1.0) < intent(0.5) < intent(0.05)
    assert intent(1.0, bind=0.0) == intent(0.05, bind=0.0)


def test_a_missing_patron_and_a_missing_observer_consent():
    r, h = crisis("BORDER", file=worlds.triangle())
    assert odds(r, h)[PATRON] == 1.0
    r, h = crisis("AEGEAN", file=worlds.both())
    found = odds(r, h)
    assert found[OBSERVER] == found[PATRON] == found[CONSULTS] == found[ABIDES] == 1.0
    assert found[DRAWN] == found[UNILATERAL] == 0.0
    assert found[JOINT] == found[INTENT] > 0.0


def test_capability_without_threat_and_threat_without_capability_are_no_intent():
    def intent(capability: float, threat: float) -> float:
        r, h = crisis("AEGEAN", file=worlds.both(), tension_slope=0.0)
        r.world.capability[r.at("USA")] = capability
        r.world.threat[r.at("USA"), r.at("TUR")] = threat
        return odds(r, h)[INTENT]

    assert intent(1.0, 0.0) == intent(0.0, 1.0) == intent(0.0, 0.0)
    assert intent(1.0, 1.0) > intent(0.5, 1.0) > intent(0.0, 1.0)


def moved(theatre: str, field: str, where, low: float, high: float, column: int, rung: int = 2, **parameters: float):
    """What a column of odds is where ``field`` is low and where it is high."""
    values = []
    for value in (low, high):
        r, h = crisis(theatre, rung, **parameters)
        getattr(r.world, field)[tuple(r.at(name) for name in where)] = value
        values.append(odds(r, h)[column])
    return values


def test_backing_holds_the_challenger_back_and_without_deterrence_it_does_not():
    for rung, column in ((1, TO_CRISIS), (2, TO_STRIKE)):
        thin, thick = moved(ECS, "cover", ["JPN"], 0.1, 1.0, column, rung)
        assert thick < thin
        thin, thick = moved(ECS, "cover", ["JPN"], 0.1, 1.0, column, rung, deterrence=0.0)
        assert thick == thin


def test_backing_does_not_quieten_what_has_not_begun_nor_what_has_started_shooting():
    assert len(set(moved(ECS, "cover", ["JPN"], 0.1, 1.0, TO_ALERT, rung=0))) == 1
    assert len(set(moved(ECS, "cover", ["JPN"], 0.1, 1.0, TO_ESCALATION, rung=3))) == 1


def test_ties_embolden_the_ally_by_the_regions_share():
    low, high = moved(KP, "entanglement", ["KOR"], 0.3, 1.0, INTENT)
    assert high > low
    low, high = moved(KP, "entanglement", ["KOR"], 0.3, 1.0, INTENT, emboldening=0.0)
    assert high == low


def test_shared_information_lowers_misjudgement_on_every_side():
    for rung, column in ((1, TO_CRISIS), (2, TO_STRIKE), (2, INTENT), (3, TO_ESCALATION)):
        blind, informed = moved(KP, "asset", ["KOR", "JPN"], 0.0, 1.0, column, rung)
        assert informed < blind
        blind, informed = moved(KP, "asset", ["KOR", "JPN"], 0.0, 1.0, column, rung, information=0.0)
        assert informed == blind


def test_the_hub_passes_on_what_no_bilateral_tie_carries():
    r, _ = crisis()
    o, p = r.at("KOR"), r.parameters
    r.world.asset[o, r.at("JPN")] = 0.0
    r.world.cover[o], r.world.commitment[r.at("USA")] = 0.9, 0.6
    assert shared_information(r.world, r.region, p, o) == 0.5 * 0.6
    r.world.asset[o, r.at("JPN")] = 0.7
    assert shared_information(r.world, r.region, p, o) == 0.7


def test_without_hub_or_tie_there_is_no_shared_information():
    r = worlds.ready(worlds.triangle())
    assert shared_information(r.world, r.region, r.parameters, r.at("CCC")) == 0.0


@given(st.lists(shares, min_size=8, max_size=8))
def test_tension_is_a_mean_of_threats_and_pressures_between_the_three(values):
    r = worlds.ready(worlds.triangle())
    w = r.world
    pairs = [(2, 0), (0, 2), (2, 1), (1, 2)]
    for (i, j), threat, answer in zip(pairs, values[:4], values[4:], strict=True):
        w.threat[i, j], w.answer[i, j] = threat, answer
    assert tension(w, 2, 0, 1) == pytest.approx(sum(values) / 8)
    assert tension(w, 2, 0, -1) == pytest.approx((values[0] + values[1] + values[4] + values[5]) / 4)


def test_outreach_does_not_lower_tension_below_that_of_silence():
    r = worlds.ready(worlds.triangle())
    before = tension(r.world, 2, 0, 1)
    r.world.answer[0, 2] = -0.5
    assert tension(r.world, 2, 0, 1) == before


@given(
    parameter_sets("tension_slope", "tension_norm", "alert", "crisis", "strike", "precision", "geography"),
    st.integers(0, 4),
    shares,
)
def test_tension_pushes_up_every_rung(p, rung, level):
    found = []
    for ten in (0.2 * level, level):
        r, h = crisis(KP, rung)
        r = r._replace(parameters=p)
        r.world.threat[:], r.world.answer[:] = ten, 0.0
        found.append(odds(r, h))
    for column in (TO_ALERT, TO_CRISIS, TO_STRIKE, TO_ESCALATION):
        assert found[1][column] >= found[0][column]
    assert ((found[1] >= 0) & (found[1] <= 1)).all()


def test_at_ordinary_tension_and_middling_backing_the_offsets_are_the_log_odds():
    r, h = crisis(KP, 1, information=0.0, deterrence=0.0)
    r.world.threat[:], r.world.answer[:] = 0.5, 0.5
    assert odds(r, h)[TO_CRISIS] == pytest.approx(sigmoid(Parameters().crisis))


def test_only_the_rung_at_hand_has_chances():
    for rung, columns in ((0, {TO_ALERT}), (1, {TO_CRISIS}), (3, {TO_ESCALATION}), (4, set())):
        r, h = crisis(KP, rung)
        assert {k for k, chance in enumerate(odds(r, h)) if chance != 0.0} == columns


def test_no_lever_but_contribution_and_a_rule_of_consultation_enters_the_odds():
    levers = {
        "tether": 1.0,
        "engagement": 2.0,
        "institutions": 5.0,
        "reassurance": 2.0,
        "spending": 3.0,
        "doctrine_rate": 1.0,
        "commitment_mean": 0.05,
        "commitment_sd": 1.0,
        "doctrine": 1.0,
        "brokerage": 0.0,
    }
    for theatre in (KP, TS, ECS):
        base = odds(*crisis(theatre))
        r, h = crisis(theatre)
        for field, value in levers.items():
            getattr(r.world, field)[:] = value
        assert (odds(r, h) == base).all()


def test_middling_backing_neither_deters_nor_invites():
    def chance(cover: float, deterrence: float) -> float:
        r, h = crisis(ECS, deterrence=deterrence)
        r.world.entanglement[:], r.world.nuclear[:], r.world.cover[r.at("JPN")] = 0.0, 0.0, cover
        return odds(r, h)[TO_STRIKE]

    middling = 0.5 / Parameters().backing_cover
    assert chance(middling, 1.0) == pytest.approx(chance(middling, 0.0))
    assert chance(0.9 * middling, 1.0) > chance(0.9 * middling, 0.0)


def test_the_observers_own_strike_asks_nobody_but_its_patron():
    data = worlds.northeast_asia_data()
    data["theatres"]["KP"]["ally"] = "KOR"
    r, h = crisis(file=RegionFile.model_validate(data))
    found = odds(r, h)
    assert found[OBSERVER] == found[CONSULTS] == found[DRAWN] == 1.0
    assert 0.0 < found[PATRON] < 1.0


def log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


@pytest.mark.parametrize(
    ("column", "field", "place", "weight"),
    [
        (CONSULTS, "trust", ("JPN", "KOR"), 0.6),
        (OBSERVER, "threat", ("KOR", "PRK"), 1.0),
        (OBSERVER, "trust", ("KOR", "JPN"), 1.0),
        (PATRON, "threat", ("USA", "PRK"), 1.0),
        (PATRON, "trust", ("USA", "JPN"), 1.0),
    ],
)
def test_who_is_asked_and_who_consents_hangs_on_attitudes_of_their_own(column, field, place, weight):
    def at(value: float, where: tuple[str, str]) -> float:
        r, h = crisis()
        getattr(r.world, field)[r.at(where[0]), r.at(where[1])] = value
        return log_odds(odds(r, h)[column])

    assert at(0.7, place) - at(0.3, place) == pytest.approx(3.0 * weight * 0.4)
    assert at(0.7, place[::-1]) == pytest.approx(at(0.3, place[::-1]))


def test_a_relaxed_nuclear_posture_of_the_ally_backs_and_of_the_challenger_does_not():
    chances = []
    for state in (None, "CHN", "JPN"):
        r, h = crisis(ECS)
        if state:
            r.world.nuclear[r.at(state)] = 1.0
        chances.append(log_odds(odds(r, h)[TO_STRIKE]))
    assert chances[0] == chances[1]
    assert chances[0] - chances[2] == pytest.approx(Parameters().deterrence * Parameters().backing_nuclear)
