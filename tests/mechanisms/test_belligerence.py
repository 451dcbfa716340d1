import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import utilities, within

from eastsea_abm import draws
from eastsea_abm.draws import luck
from eastsea_abm.mechanisms.belligerence import next_belligerence
from eastsea_abm.parameters import Parameters


@given(within("belligerence_sd"), within("belligerence_memory"))
def test_the_standing_spread_is_the_parameter_whatever_the_memory(sd, memory):
    p = Parameters(belligerence_sd=sd, belligerence_memory=memory)
    own = next_belligerence(0.0, 1.0, p)
    kept = next_belligerence(1.0, 0.0, p)
    assert own**2 + kept**2 * sd**2 == pytest.approx(sd**2)


@pytest.mark.parametrize("memory", [0.0, 0.5, 0.95])
def test_long_runs_have_the_standing_spread_and_the_memory(memory):
    p = Parameters(belligerence_memory=memory)
    b, path = 0.0, []
    for t in range(20000):
        b = next_belligerence(b, draws.normal(luck(3), draws.BELLIGERENCE, t, 1, 0), p)
        path.append(b)
    path = np.array(path)
    tolerance = 4 * np.sqrt((1 + memory) / (1 - memory) / path.size)
    assert path.std() == pytest.approx(p.belligerence_sd, rel=tolerance)
    assert abs(np.corrcoef(path[:-1], path[1:])[0, 1] - memory) < 4 / np.sqrt(path.size)


@given(utilities)
def test_without_luck_a_spell_fades_at_the_rate_of_memory(before):
    assert next_belligerence(before, 0.0, Parameters()) == 0.95 * before


@given(utilities, st.floats(-6, 6))
def test_without_memory_nothing_of_the_past_is_left(before, noise):
    p = Parameters(belligerence_memory=0.0)
    assert next_belligerence(before, noise, p) == next_belligerence(0.0, noise, p)


def test_only_challengers_have_spells_and_each_its_own():
    r = worlds.ready(worlds.northeast_asia())
    worlds.step(r, r.start)
    challenger = r.region.challenger == 1
    assert (r.world.belligerence[~challenger] == 0.0).all()
    assert len(set(r.world.belligerence[challenger])) == challenger.sum()


def test_without_spread_belligerence_changes_nothing():
    plain, without = (worlds.ready(worlds.northeast_asia(), belligerence_sd=0.0) for _ in range(2))
    for t in range(24):
        worlds.step(plain, plain.start + t)
        worlds.step(without, without.start + t, without=["belligerence"])
    assert worlds.same(plain.world, without.world) == []
