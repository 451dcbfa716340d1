import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import mood
from eastsea_abm.mechanisms.mood import next_mood
from eastsea_abm.parameters import Parameters

sets = parameter_sets("mood_gain", "mood_coercion", "mood_settlement", "mood_decay")
sizes = st.floats(0, 3)


@given(shares, signed, sizes, sizes, shares, shares, parameter_sets("mood_gain", "mood_decay"))
def test_conduct_settlements_and_the_trend_warm_a_public_and_disputes_cool_it(
    m, conduct, settled, dispute, rest, more, p
):
    base = next_mood(m, conduct, settled, dispute, rest, p)
    assert 0.0 <= base <= 1.0
    assert next_mood(m, min(1.0, conduct + more), settled, dispute, rest, p) >= base - 1e-12
    assert next_mood(m, conduct, settled + more, dispute, rest, p) >= base - 1e-12
    assert next_mood(m, conduct, settled, dispute + more, rest, p) <= base + 1e-12
    assert next_mood(m, conduct, settled, dispute, max(rest, more), p) >= base - 1e-12


@given(shares, signed, sizes, sizes, shares, sets)
def test_mood_stays_in_its_interval(m, conduct, settled, dispute, rest, p):
    assert 0.0 <= next_mood(m, conduct, settled, dispute, rest, p) <= 1.0


def test_confronting_costs_more_than_cooling():
    p = Parameters()
    cooled, confronted = (0.5 - next_mood(0.5, act, 0.0, 0.0, 0.5, p) for act in (-0.4, -1.0))
    assert confronted == pytest.approx(0.5 * (p.mood_gain + p.mood_coercion))
    assert cooled == pytest.approx(0.5 * 0.4 * p.mood_gain)


@pytest.mark.parametrize("conduct", [0.0, 0.35, 1.0])
def test_under_constant_conduct_mood_settles_between_its_trend_and_warmth(conduct):
    p, m = Parameters(), 0.1
    for _ in range(2000):
        m = next_mood(m, conduct, 0.0, 0.0, 0.4, p)
    assert m == pytest.approx((p.mood_gain * conduct + p.mood_decay * 0.4) / (p.mood_gain * conduct + p.mood_decay))


@given(shares, signed, sizes, sizes, shares)
def test_at_neutral_values_mood_stays(m, conduct, settled, dispute, rest):
    p = Parameters(mood_gain=0.0, mood_coercion=0.0, mood_settlement=0.0, mood_decay=0.0)
    assert next_mood(m, conduct, settled, dispute, rest, p) == m


def months(r: worlds.Ready, first: int, last: int) -> None:
    for t in range(first, last):
        mood.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start + t)


def test_the_trend_carries_the_resting_level():
    r = worlds.ready(worlds.northeast_asia(), mood_decay=1.0)
    k, j = r.at("KOR"), r.at("JPN")
    r.world.act[:] = 0.0
    months(r, 100, 101)
    assert r.world.mood[k, j] == pytest.approx(0.29 + 0.0015 * 100)
    months(r, 5000, 5001)
    assert r.world.mood[k, j] == 1.0, "a trend ends at the bound"


def test_a_public_judges_what_the_partner_does_not_its_own_government():
    r = worlds.ready(worlds.northeast_asia())
    k, j = r.at("KOR"), r.at("JPN")
    r.world.act[k, j], r.world.act[j, k] = -1.0, 1.0
    before = r.world.mood.copy()
    months(r, 0, 1)
    assert r.world.mood[k, j] > before[k, j]
    assert r.world.mood[j, k] < before[j, k]


def test_mood_feeds_back_only_through_elections():
    warm, cold = (worlds.ready(worlds.northeast_asia(), mood_vote=0.0) for _ in range(2))
    warm.world.mood[:], cold.world.mood[:] = 0.9, 0.1
    for r in (warm, cold):
        worlds.run(r, 150)
    assert worlds.same(warm.world, cold.world) == ["mood"]


def test_a_dispute_cools_each_public_as_far_as_it_is_felt_there():
    r = worlds.ready(worlds.northeast_asia(), mood_decay=0.0)
    k, j = r.at("KOR"), r.at("JPN")
    r.world.act[:], r.world.shock[k, j], r.world.shock[j, k], r.world.mood[:] = 0.0, 1.0, 1.0, 0.5
    months(r, 0, 1)
    assert 0.5 - r.world.mood[k, j] == pytest.approx(0.05)
    assert 0.5 - r.world.mood[j, k] == pytest.approx(0.6 * 0.05)
