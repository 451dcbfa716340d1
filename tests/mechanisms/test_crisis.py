import numpy as np
import pytest
import worlds
from hypothesis import given
from ranges import shares

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import consultation, crisis
from eastsea_abm.mechanisms.consultation import (
    ABIDES,
    CONSULTS,
    DRAWN,
    INTENT,
    JOINT,
    OBSERVER,
    ODDS,
    PATRON,
    TO_ALERT,
    TO_CRISIS,
    TO_ESCALATION,
    TO_STRIKE,
    UNILATERAL,
)
from eastsea_abm.mechanisms.crisis import (
    ABANDONED,
    ABANDONMENT,
    CONSULTATIONS,
    EXPOSED,
    HARM,
    INCIDENTS,
    INTENTS,
    INVOLVED,
    INVOLVEMENT,
    STRIKES,
    UNILATERALS,
    VETOES,
)

CALM, ALERTED, IN_CRISIS, STRUCK, ESCALATED = range(5)


def set_up(rung: int, chances: dict[int, float], theatre: str = "KP", **parameters: float) -> tuple[worlds.Ready, int]:
    """One theatre on a rung with the chances a test asks for, all others calm."""
    r = worlds.ready(worlds.northeast_asia(), **parameters)
    h = r.index.theatres.index(theatre)
    r.world.rung[h] = rung
    r.world.odds[:] = 0.0
    for column, chance in chances.items():
        r.world.odds[h, column] = chance
    return r, h


def climb(r: worlds.Ready, run: int = 0) -> None:
    crisis.apply(r.world, r.region, r.parameters, luck(5, run), r.record, r.start)


@pytest.mark.parametrize(
    ("rung", "column", "next_rung"),
    [
        (CALM, TO_ALERT, ALERTED),
        (ALERTED, TO_CRISIS, IN_CRISIS),
        (IN_CRISIS, TO_STRIKE, STRUCK),
        (STRUCK, TO_ESCALATION, ESCALATED),
    ],
)
def test_a_certain_step_is_taken_and_an_impossible_one_is_not(rung, column, next_rung):
    for chance, expected in ((1.0, next_rung), (0.0, rung)):
        r, h = set_up(rung, {column: chance}, stand_down=0.0)
        climb(r)
        assert r.world.rung[h] == expected


@pytest.mark.parametrize(
    ("rung", "lower"), [(ALERTED, CALM), (IN_CRISIS, ALERTED), (STRUCK, ALERTED), (ESCALATED, ALERTED)]
)
def test_every_rung_steps_down(rung, lower):
    r, h = set_up(rung, {}, stand_down=1.0, stand_down_high=1.0)
    climb(r)
    assert r.world.rung[h] == lower


def test_escalation_steps_down_more_slowly():
    left = {rung: 0 for rung in (STRUCK, ESCALATED)}
    for rung in left:
        for run in range(600):
            r, h = set_up(rung, {}, stand_down=0.4, stand_down_high=0.5)
            climb(r, run)
            left[rung] += r.world.rung[h] == ALERTED
    assert left[STRUCK] / 600 == pytest.approx(0.4, abs=0.08)
    assert left[ESCALATED] / 600 == pytest.approx(0.2, abs=0.065)


def test_the_challengers_own_strike_is_no_ally_strike():
    r, h = set_up(IN_CRISIS, {TO_STRIKE: 1.0, INTENT: 1.0})
    climb(r)
    tally = r.world.tally[h]
    assert tally[STRIKES] == 1.0
    assert tally[INTENTS] == tally[UNILATERALS] == tally[INCIDENTS] == 0.0
    assert r.world.involved[h] == 1, "the observer is the one who is struck"
    assert r.world.threat_shock[r.at("KOR"), r.at("PRK")] == r.parameters.strike_alarm
    assert r.world.threat_shock[r.at("JPN"), r.at("PRK")] == r.parameters.strike_alarm_ally


@pytest.mark.parametrize("theatre", ["KP", "TS", "ECS"])
def test_whoever_is_struck_is_alarmed_and_so_are_observer_and_ally(theatre):
    r, h = set_up(IN_CRISIS, {TO_STRIKE: 1.0}, theatre)
    climb(r)
    g, c = r.region, r.region.theatre_challenger[h]
    for state in (g.theatre_defender[h], g.theatre_ally[h], g.theatre_observer[h]):
        assert r.world.threat_shock[state, c] > 0.0


def test_a_patron_that_stays_away_loses_trust_by_its_share():
    for cover, stays_away in ((0.0, True), (1.0, False)):
        r, h = set_up(IN_CRISIS, {TO_STRIKE: 1.0})
        k, u = r.at("KOR"), r.at("USA")
        r.world.cover[k] = cover
        climb(r)
        assert r.world.tally[h, ABANDONED] == stays_away
        assert r.world.trust_shock[k, u, 2] == (-0.15 * r.world.trust[k, u] if stays_away else 0.0)


ALLY = {INTENT: 1.0, DRAWN: 1.0}


def test_an_ally_that_asks_nobody_makes_an_entrapment_incident():
    r, h = set_up(IN_CRISIS, ALLY | {CONSULTS: 0.0})
    k, j = r.at("KOR"), r.at("JPN")
    r.world.grievance[k, j] = 0.4
    climb(r)
    tally = r.world.tally[h]
    assert [tally[x] for x in (INTENTS, CONSULTATIONS, STRIKES, UNILATERALS, INCIDENTS)] == [1, 0, 1, 1, 1]
    p = r.parameters
    assert r.world.trust_shock[k, j, 1] == -p.betrayal * p.trust_gain * p.negativity * r.world.trust[k, j]
    assert r.world.grievance_shock[k, j] == pytest.approx(p.strike_grievance * p.flare * 0.6)
    assert r.world.threat_shock[r.at("PRK"), j] == r.world.threat_shock[r.at("PRK"), k] == p.strike_alarm


def test_an_ally_that_asks_and_is_allowed_strikes_without_an_incident():
    r, h = set_up(IN_CRISIS, ALLY | {CONSULTS: 1.0, OBSERVER: 1.0, PATRON: 1.0})
    climb(r)
    tally = r.world.tally[h]
    assert [tally[x] for x in (CONSULTATIONS, STRIKES, UNILATERALS, INCIDENTS, VETOES)] == [1, 1, 0, 0, 0]
    assert r.world.trust_shock[r.at("KOR"), r.at("JPN"), 0] > 0.0, "asking earns trust"


@pytest.mark.parametrize("refuser", [OBSERVER, PATRON])
def test_a_refusal_that_is_respected_is_a_veto_and_costs_the_refuser(refuser):
    r, h = set_up(IN_CRISIS, ALLY | {CONSULTS: 1.0, OBSERVER: 1.0, PATRON: 1.0, ABIDES: 1.0, refuser: 0.0})
    climb(r)
    tally = r.world.tally[h]
    assert [tally[x] for x in (CONSULTATIONS, STRIKES, VETOES)] == [1, 0, 1]
    assert r.world.rung[h] == IN_CRISIS
    assert r.world.trust_shock[r.at("JPN"), r.at("KOR"), 0] < 0.0


def test_a_refusal_that_is_ignored_is_an_incident():
    r, h = set_up(IN_CRISIS, ALLY | {CONSULTS: 1.0, OBSERVER: 0.0, PATRON: 1.0, ABIDES: 0.0})
    climb(r)
    assert [r.world.tally[h, x] for x in (CONSULTATIONS, VETOES, UNILATERALS, INCIDENTS)] == [1, 0, 1, 1]


def test_an_ally_strike_that_draws_nobody_in_is_unilateral_and_no_incident():
    r, h = set_up(IN_CRISIS, {INTENT: 1.0})
    climb(r)
    assert [r.world.tally[h, x] for x in (UNILATERALS, INCIDENTS, INVOLVED)] == [1, 0, 0]
    assert not r.world.trust_shock.any()


def test_an_incident_breaks_the_practice_of_consulting_and_of_nothing_else():
    r, _h = set_up(IN_CRISIS, ALLY)
    r.world.practice[:] = 0.8
    climb(r)
    protocol = r.region.instrument_protocol > 0
    assert (r.world.practice[protocol] == 0.8 * (1 - r.parameters.rupture)).all()
    assert (r.world.practice[~protocol] == 0.8).all()


@given(shares, shares, shares, shares, shares)
def test_expected_exposure_is_the_chance_of_what_is_counted(struck, intent, consults, consent, drawn):
    unilateral = consultation.unilateral(intent, consults, consent, 0.5)
    joint = intent * consults * consent
    r, h = set_up(IN_CRISIS, {TO_STRIKE: struck, INTENT: intent, UNILATERAL: unilateral, JOINT: joint, DRAWN: drawn})
    climb(r)
    tally = r.world.tally[h]
    assert tally[EXPOSED] == pytest.approx(unilateral * drawn)
    assert tally[INVOLVEMENT] == pytest.approx(struck + (1 - struck) * (unilateral + joint) * drawn)
    assert 0.0 <= tally[INVOLVEMENT] <= 1.0
    assert tally[HARM] >= tally[INVOLVEMENT]
    assert tally[ABANDONMENT] == pytest.approx(struck * (1 - r.world.cover[r.at("KOR")]))


def test_counts_come_as_often_as_expected():
    chances = {TO_STRIKE: 0.2, INTENT: 0.5, CONSULTS: 0.6, OBSERVER: 0.5, PATRON: 0.7, ABIDES: 0.4, DRAWN: 0.8}
    consent = 0.35
    chances[UNILATERAL] = consultation.unilateral(0.5, 0.6, consent, 0.4)
    chances[JOINT] = 0.5 * 0.6 * consent
    runs, counted, expected = 1500, np.zeros(2), np.zeros(2)
    for run in range(runs):
        r, h = set_up(IN_CRISIS, chances)
        climb(r, run)
        tally = r.world.tally[h]
        counted += (tally[INCIDENTS], tally[INVOLVED])
        expected += ((1 - 0.2) * tally[EXPOSED], tally[INVOLVEMENT])
    assert counted / runs == pytest.approx(expected / runs, abs=4 * 0.5 / np.sqrt(runs))


def test_theatres_have_luck_of_their_own():
    r = worlds.ready(worlds.northeast_asia())
    found = set()
    for run in range(40):
        r.world.rung[:], r.world.odds[:] = CALM, 0.0
        r.world.odds[:, TO_ALERT] = 0.5
        climb(r, run)
        found.add(tuple(int(x) for x in r.world.rung))
    assert len(found) == 8, "every combination of three theatres"


def test_a_calm_observer_is_no_longer_involved():
    r, h = set_up(CALM, {})
    r.world.involved[h] = 1
    climb(r)
    assert r.world.involved[h] == 0


def test_without_luck_nothing_climbs():
    r, h = set_up(CALM, {TO_ALERT: 1.0})
    crisis.apply(r.world, r.region, r.parameters, luck(0, chance=False), r.record, r.start)
    assert r.world.rung[h] == CALM


def test_at_its_neutral_value_nothing_ever_begins():
    r = worlds.ready(worlds.northeast_asia(), alert=-20.0)
    without = worlds.ready(worlds.northeast_asia(), alert=-20.0)
    for t in range(60):
        worlds.step(r, r.start + t)
        worlds.step(without, without.start + t, without=["crisis"])
    assert worlds.same(r.world, without.world) == []
    assert (r.world.rung == CALM).all()


def test_odds_and_tally_are_as_wide_as_their_columns():
    r = worlds.ready(worlds.northeast_asia())
    assert r.world.odds.shape[1] == len(ODDS)
    assert r.world.tally.shape[1] == len(crisis.TALLY)


@pytest.mark.parametrize("worth", [0.0, 4.0, 10.0])
def test_harm_counts_escalation_as_often_as_it_follows(worth):
    r, h = set_up(IN_CRISIS, {TO_STRIKE: 0.4, TO_ESCALATION: 0.005}, harm_escalation=worth, stand_down=0.5)
    climb(r)
    assert r.world.tally[h, HARM] == pytest.approx(0.4 * (1 + worth * 0.01), rel=0.01)


@given(shares, shares)
def test_a_strike_escalates_at_most_once(escalates, stands_down):
    r, h = set_up(IN_CRISIS, {TO_STRIKE: 0.4, TO_ESCALATION: escalates}, harm_escalation=4.0, stand_down=stands_down)
    climb(r)
    assert 0.4 - 1e-12 <= r.world.tally[h, HARM] <= 0.4 * 5 + 1e-12
