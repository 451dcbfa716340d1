import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import conduct
from eastsea_abm.mechanisms.conduct import event_score
from eastsea_abm.vocabulary import PARTNER_ACTS


@pytest.mark.parametrize("act", PARTNER_ACTS, ids=lambda act: act.name)
def test_an_act_has_its_event_weight_over_ten(act):
    assert event_score(act.depth) == pytest.approx(act.score / 10)


@given(signed, signed)
def test_deeper_acts_never_score_less(a, b):
    low, high = sorted((a, b))
    assert event_score(low) <= event_score(high)


def test_scores_are_continuous_between_acts():
    for act in PARTNER_ACTS[1:-1]:
        assert event_score(act.depth - 1e-9) == pytest.approx(event_score(act.depth + 1e-9), abs=1e-7)


def after(months: int, act: float, **parameters: float) -> worlds.Ready:
    r = worlds.ready(worlds.triangle(), **parameters)
    r.world.act[:] = act
    for _ in range(months):
        conduct.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    return r


@given(st.sampled_from([act.depth for act in PARTNER_ACTS]))
def test_a_constant_act_becomes_conduct(depth):
    r = after(400, depth)
    assert r.world.conduct[0, 1] == pytest.approx(depth, abs=1e-9)
    assert r.world.score[0, 1] == pytest.approx(event_score(depth), abs=1e-9)


@given(signed, st.integers(1, 24))
def test_past_conduct_fades_geometrically(depth, months):
    r = after(months, depth)
    assert r.world.conduct[0, 1] == pytest.approx(depth * (1 - 0.85**months))


@given(signed)
def test_the_first_month_scores_as_it_is_and_later_ones_are_smoothed(depth):
    r = after(1, depth)
    first = event_score(depth)
    assert r.world.score[0, 1] == first
    r.world.act[:] = 1.0
    conduct.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    assert r.world.score[0, 1] == pytest.approx(first + 0.1667 * (0.8 - first))


@given(signed, shares)
def test_without_memory_conduct_stays(act, start):
    r = worlds.ready(worlds.triangle(), conduct_memory=0.0)
    r.world.act[:], r.world.conduct[:] = act, start
    conduct.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    assert (r.world.conduct == start).all()


def test_without_memory_nothing_but_the_observed_score_depends_on_it():
    plain, without = (worlds.ready(worlds.northeast_asia(), conduct_memory=0.0) for _ in range(2))
    for t in range(24):
        worlds.step(plain, plain.start + t)
        worlds.step(without, without.start + t, without=["conduct"])
    assert worlds.same(plain.world, without.world) == ["score"]
