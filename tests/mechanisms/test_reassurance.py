import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import pressures, shares

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import reassurance


def after(months: int, answer: float, start: float = 0.0, **parameters: float) -> worlds.Ready:
    r = worlds.ready(worlds.northeast_asia(), **parameters)
    r.world.answer[:], r.world.outreach[:] = answer, start
    for _ in range(months):
        reassurance.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    return r


@given(st.integers(1, 60), st.floats(-0.5, 0))
def test_steady_outreach_becomes_a_stock_counted_over_the_rivals_it_is_aimed_at(months, answer):
    r = after(months, answer)
    assert r.world.outreach[r.at("KOR")] == pytest.approx(2 * -answer * (1 - 0.85**months))
    assert r.world.outreach[r.at("JPN")] == 0.0, "aimed at nobody"


@given(pressures)
def test_pressure_is_no_outreach_and_takes_none_away(answer):
    r = after(1, max(answer, 0.0), start=1.0)
    assert r.world.outreach[r.at("KOR")] == 0.85


@given(pressures, shares)
def test_without_memory_the_stock_stays(answer, start):
    assert (after(5, answer, start, conduct_memory=0.0).world.outreach == start).all()


def test_the_stock_is_at_most_half_the_number_of_reassured_rivals():
    r = worlds.ready(worlds.northeast_asia())
    n = r.region.code.size
    g = r.region._replace(reassured=1 - np.eye(n, dtype=np.int64))
    r.world.answer[:] = -0.5
    for _ in range(200):
        reassurance.apply(r.world, g, r.parameters, luck(0), r.record, r.start)
    assert r.world.outreach == pytest.approx(0.5 * (n - 1))
    assert (r.world.outreach <= 0.5 * (n - 1)).all()
