import math

import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import instruments
from eastsea_abm.mechanisms.instruments import formation_hazard, suspension_chance, weigh, weight_in_force
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import ABSENT, ACTIVE, SIGNED, SUSPENDED

p0 = Parameters()
formation = parameter_sets(
    "formation",
    "formation_threat",
    "formation_alarm",
    "formation_brokerage",
    "formation_leaders",
    "formation_acts",
    "formation_grievance",
)
signing = st.tuples(st.floats(-2, 2), shares, shares, shares, shares, signed, st.sampled_from([0.0, 1.0]), shares)


@given(signing, shares, formation)
def test_threat_alarm_brokerage_leaders_and_joint_acts_bring_a_signature_visible_grievance_delays_it(at, more, p):
    ease, visibility, threat, alarm, brokerage, leaders, _joint, grievance = at
    base = formation_hazard(*at, p)
    assert 0.0 <= base <= 1.0
    assert formation_hazard(ease + more, *at[1:], p) >= base
    assert formation_hazard(ease, max(visibility, more), *at[2:], p) <= base
    assert formation_hazard(*at[:2], max(threat, more), *at[3:], p) >= base
    assert formation_hazard(*at[:3], max(alarm, more), *at[4:], p) >= base
    assert formation_hazard(*at[:4], max(brokerage, more), *at[5:], p) >= base
    assert formation_hazard(*at[:5], max(leaders, more), *at[6:], p) >= base
    assert formation_hazard(*at[:6], 1.0, grievance, p) >= base
    assert formation_hazard(*at[:7], max(grievance, more), p) <= base


def test_a_quiet_agreement_can_be_signed_in_a_month_of_alarm_while_grievance_is_high():
    quiet = formation_hazard(0.0, 0.30, 0.6, 0.05, 0.48, 0.2, 1.0, 0.55, p0)
    assert quiet > 0.01
    assert quiet < 0.5
    loud = formation_hazard(0.0, 0.90, 0.6, 0.05, 0.48, 0.2, 1.0, 0.55, p0)
    assert loud < 0.5 * quiet
    assert formation_hazard(0.0, 0.30, 0.3, 0.0, 0.05, -0.5, 0.0, 0.55, p0) < 0.1 * quiet


def test_a_secret_agreement_does_not_mind_grievance():
    assert formation_hazard(0.0, 0.0, 0.5, 0.0, 0.5, 0.0, 0.0, 0.0, p0) == formation_hazard(
        0.0, 0.0, 0.5, 0.0, 0.5, 0.0, 0.0, 1.0, p0
    )


@given(shares, st.floats(0, 3), signed, st.booleans(), shares, parameter_sets("suspension", "rupture"))
def test_visible_instruments_are_suspended_in_disputes_under_unwilling_leaders(
    visibility, dispute, leaders, confronted, more, p
):
    base = suspension_chance(visibility, dispute, leaders, confronted, p)
    assert 0.0 <= base <= 1.0
    assert suspension_chance(max(visibility, more), dispute, leaders, confronted, p) >= base
    assert suspension_chance(visibility, dispute + more, leaders, confronted, p) >= base
    assert suspension_chance(visibility, dispute, min(1.0, leaders + more), confronted, p) <= base
    assert suspension_chance(visibility, dispute, leaders, True, p) >= base


def test_willing_leaders_ride_out_a_dispute_and_confrontation_breaks_off_what_is_visible():
    assert suspension_chance(1.0, 1.0, 1.0, False, p0) == 0.0
    assert suspension_chance(0.3, 0.0, -1.0, False, p0) == 0.0
    assert suspension_chance(1.0, 0.0, 1.0, True, p0) == p0.rupture
    assert suspension_chance(0.3, 0.0, 1.0, True, p0) == pytest.approx(0.3 * p0.rupture)
    assert suspension_chance(0.0, 3.0, -1.0, True, p0) == 0.0


def test_status_orders_the_weight_in_force():
    absent, signed_, active, suspended = (weight_in_force(s, p0) for s in range(4))
    assert absent == 0.0 < suspended < signed_ < active == 1.0


class Pair:
    """KOR and JPN offering each other acts of a given depth in the shipped region."""

    def __init__(self, there: float, back: float | None = None, **parameters: float) -> None:
        self.r = worlds.ready(worlds.northeast_asia(), **parameters)
        r, w = self.r, self.r.world
        self.i, self.j = r.at("KOR"), r.at("JPN")
        w.act[:] = there
        w.act[self.i, self.j], w.act[self.j, self.i] = there, there if back is None else back
        w.common[:] = 0.6
        w.status[:] = ABSENT

    def month(self, run: int = 0, *, chance: bool = True) -> None:
        r = self.r
        instruments.apply(r.world, r.region, r.parameters, luck(4, run, chance=chance), r.record, r.start)

    def m(self, name: str) -> int:
        return self.r.index.instruments.index(name)


@pytest.mark.parametrize("back", [-0.4, -1.0])
def test_nothing_is_signed_in_a_month_in_which_either_side_cools(back):
    pair = Pair(1.0, back, formation=5.0)
    pair.month()
    assert (pair.r.world.hazard == 0.0).all()
    assert (pair.r.world.status == ABSENT).all()


def test_moving_to_institutionalise_while_the_other_shares_counts_and_alone_does_not():
    def hazard(there: float, back: float) -> float:
        pair = Pair(there, back)
        pair.month()
        return float(pair.r.world.hazard[pair.m("GSOMIA")])

    assert hazard(1.0, 0.6) == hazard(0.6, 1.0) == hazard(1.0, 1.0)
    assert hazard(1.0, 0.35) == hazard(0.8, 0.8) == hazard(0.0, 0.0) < hazard(1.0, 0.6)


def test_an_instrument_that_needs_the_hub_needs_its_commitment():
    def hazards(commitment: float) -> tuple[float, float]:
        pair = Pair(0.6, formation_brokerage=0.0)
        pair.r.world.commitment[pair.r.at("USA")] = commitment
        pair.month()
        return float(pair.r.world.hazard[pair.m("TISA")]), float(pair.r.world.hazard[pair.m("GSOMIA")])

    (hub_thin, pair_thin), (hub_full, pair_full) = hazards(0.25), hazards(1.0)
    assert hub_thin == pytest.approx(0.25 * hub_full)
    assert pair_thin == pair_full


def test_where_there_is_no_hub_what_needs_one_is_never_signed():
    r = worlds.ready(worlds.triangle(), formation=5.0)
    worlds.run(r, 120)
    assert r.world.status[r.index.instruments.index("HUB")] == ABSENT
    assert r.world.status[r.index.instruments.index("PACT")] != ABSENT


@pytest.mark.parametrize(("status", "ready"), [(ABSENT, False), (SIGNED, True), (ACTIVE, True), (SUSPENDED, False)])
def test_what_another_instrument_requires_must_be_in_force_first(status, ready):
    pair = Pair(0.6)
    pair.r.world.status[pair.m("GSOMIA")] = status
    pair.month()
    assert bool(pair.r.world.hazard[pair.m("ACSA")] > 0.0) is ready


def test_what_is_signed_this_month_opens_the_way_next_month_whatever_its_name():
    for first, second in (("GSOMIA", "ACSA"), ("CONSULT", "SECRETARIAT")):
        pair = Pair(1.0, formation=5.0)
        for run in range(50):
            pair.r.world.status[:] = ABSENT
            pair.month(run)
            assert pair.r.world.status[pair.m(second)] == ABSENT, f"{second} in the same month as {first}"


def test_a_signed_instrument_comes_into_force_where_both_share():
    for depth, expected in ((0.6, ACTIVE), (0.35, SIGNED)):
        pair = Pair(depth, activation=1.0)
        pair.r.world.status[:] = SIGNED
        pair.month()
        assert (pair.r.world.status == expected).all()


def test_restoration_takes_talks_and_willing_leaders():
    def hazard(depth: float, leaders: float) -> float:
        pair = Pair(depth)
        pair.r.world.status[:] = SUSPENDED
        pair.r.world.leader[:] = leaders
        pair.month()
        return float(pair.r.world.hazard[0])

    assert hazard(0.35, 1.0) == p0.restoration
    assert hazard(0.35, 0.0) == 0.5 * p0.restoration
    assert hazard(0.35, -1.0) == hazard(0.0, 1.0) == 0.0


def test_at_neutral_values_no_instrument_changes_its_status():
    r = worlds.ready(
        worlds.northeast_asia(), formation=-20.0, suspension=0.0, rupture=0.0, restoration=0.0, practice_gain=0.0
    )
    before = r.world.status.copy()
    worlds.run(r, 120)
    assert (r.world.status == before).all()
    assert (r.world.practice <= 0.5).all()


@given(st.integers(1, 60), shares)
def test_unused_practice_fades_geometrically(months, start):
    pair = Pair(0.0, formation=-20.0)
    w = pair.r.world
    w.practice[:] = start
    for _ in range(months):
        pair.month()
    assert w.practice == pytest.approx(start * (1 - p0.practice_decay) ** months)


@pytest.mark.parametrize(("there", "back", "deep"), [(1.0, 1.0, 1.0), (0.6, 1.0, 0.6), (0.6, 0.8, 0.0)])
def test_constant_practice_settles_where_gain_is_decay(there, back, deep):
    pair = Pair(there, back, suspension=0.0, rupture=0.0)
    w = pair.r.world
    w.status[:], w.force[:], w.shock[:] = ACTIVE, 1.0, 0.0
    for _ in range(700):
        pair.month()
    gain, decay = p0.practice_gain * (0.25 + 0.75 * deep), p0.practice_decay
    rest = gain * (1 - decay) / (gain + decay - gain * decay)
    m = pair.m("GSOMIA")
    assert w.practice[m] == pytest.approx(rest, abs=1e-9)


def test_confrontation_breaks_practice():
    pair = Pair(-1.0, suspension=0.0)
    pair.r.world.practice[:] = 0.5
    pair.month()
    assert pair.r.world.practice == pytest.approx(0.5 * (1 - p0.practice_decay) * (1 - p0.rupture))


def test_nothing_that_is_absent_is_practised():
    pair = Pair(1.0, formation=-20.0)
    pair.r.world.practice[:] = 0.0
    pair.month()
    assert (pair.r.world.practice == 0.0).all()


@given(shares, shares, shares)
def test_assets_and_protocols_are_weighted_sums_over_what_is_in_force(force, practice, unpractised):
    r = worlds.ready(worlds.northeast_asia(), force_unpractised=unpractised)
    w, g = r.world, r.region
    w.force[:], w.practice[:] = force, practice
    weigh(w, g, r.parameters)
    value = force * (unpractised + (1 - unpractised) * practice)
    i, j, u = r.at("KOR"), r.at("JPN"), r.at("USA")
    assert w.asset[i, j] == w.asset[j, i] == pytest.approx(value)
    assert w.protocol[i, j] == w.protocol[j, i] == pytest.approx(value)
    assert w.asset[i, u] >= g.treaty[i, u] == 0.9
    assert w.asset[r.at("PRK"), r.at("CHN")] == g.treaty[r.at("PRK"), r.at("CHN")], "not a party"
    assert w.economy[i] == w.economy[u] == pytest.approx(value)
    assert w.economy[r.at("CHN")] == 0.0


def with_one_side(field: str, actor: str, target: str | None, value: float, status: int = ABSENT) -> float:
    """The hazard of the information agreement where one side alone has ``value``."""
    pair = Pair(0.6)
    w, r = pair.r.world, pair.r
    w.status[:], w.leader[:], w.grievance[:] = status, -0.5, 0.0
    getattr(w, field)[(r.at(actor), r.at(target)) if target else r.at(actor)] = value
    if field == "press":
        w.grievance[:] = 0.5
    pair.month()
    return float(w.hazard[pair.m("GSOMIA")])


@pytest.mark.parametrize(("field", "status"), [("grievance", ABSENT), ("shock", ACTIVE)])
def test_the_grievance_and_the_disputes_of_both_sides_count_alike(field, status):
    there, back = (with_one_side(field, a, b, 1.0, status) for a, b in (("KOR", "JPN"), ("JPN", "KOR")))
    assert there == back != with_one_side(field, "KOR", "JPN", 0.0, status)


def test_an_election_on_either_side_makes_grievance_count_more():
    there, back = (with_one_side("press", name, None, 1.0) for name in ("KOR", "JPN"))
    assert there == back < with_one_side("press", "KOR", None, 0.0)


def test_drills_are_held_where_both_offer_at_least_that():
    def drilled(there: float, back: float) -> tuple[float, float]:
        pair = Pair(0.0)
        w = pair.r.world
        w.act[pair.i, pair.j], w.act[pair.j, pair.i] = there, back
        pair.month()
        return float(w.drills[pair.i]), float(w.drills[pair.j])

    assert drilled(0.8, 1.0) == (p0.drill_contested, p0.drill_contested)
    assert drilled(0.8, 0.6) == (0.0, 0.0)
    pair = Pair(0.0)
    w, u = pair.r.world, pair.r.at("USA")
    w.act[pair.i, u] = w.act[u, pair.i] = 0.8
    pair.month()
    assert w.drills[pair.i] == w.drills[u] == p0.drill_treaty


def test_signatures_come_as_often_as_their_hazard():
    pair = Pair(1.0)
    pair.month()
    hazard, m = float(pair.r.world.hazard[pair.m("GSOMIA")]), pair.m("GSOMIA")
    signed_ = 0
    for run in range(1500):
        pair.r.world.status[:] = ABSENT
        pair.month(run)
        signed_ += pair.r.world.status[m] == SIGNED
    assert signed_ / 1500 == pytest.approx(hazard, abs=4 * math.sqrt(hazard * (1 - hazard) / 1500))


def test_without_luck_force_moves_by_the_hazard():
    pair = Pair(0.6)
    pair.r.world.force[:] = 0.0
    pair.month(chance=False)
    assert pair.r.world.force == pytest.approx(pair.r.world.hazard)
    assert np.count_nonzero(pair.r.world.force) > 0


@pytest.mark.parametrize("status", [SIGNED, ACTIVE, SUSPENDED])
def test_a_recorded_status_has_its_force_with_luck_and_without(status):
    happening = worlds.Happening(1, "instrument", "KOR", None, float(status), "ECONSEC")
    for chance in (True, False):
        r = worlds.ready(
            worlds.northeast_asia(),
            happenings=[happening],
            activation=0.0,
            rupture=0.0,
            suspension=0.0,
            restoration=0.0,
        )
        worlds.run(r, 2, luck(0, chance=chance))
        assert r.world.force[r.index.instruments.index("ECONSEC")] == pytest.approx(weight_in_force(status, p0))
