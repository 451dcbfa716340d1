import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, pressures, shares

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import receptiveness
from eastsea_abm.mechanisms.receptiveness import next_receptiveness
from eastsea_abm.parameters import Parameters

sets = parameter_sets("receptive_gain", "receptive_decay", "drill_provocation")


@given(shares, pressures, st.floats(0, 1.2), shares, shares, sets)
def test_outreach_opens_pressure_and_drills_close(now, received, drills, rest, more, p):
    base = next_receptiveness(now, received, drills, rest, p)
    assert 0.0 <= base <= 1.0
    assert next_receptiveness(now, min(1.0, received + more), drills, rest, p) <= base + 1e-12
    assert next_receptiveness(now, received, drills + more, rest, p) <= base + 1e-12
    assert next_receptiveness(now, received, drills, max(rest, more), p) >= base - 1e-12


@pytest.mark.parametrize("received", [-0.5, 0.0, 0.7])
def test_under_constant_acts_receptiveness_settles_where_opening_is_closing(received):
    p, now = Parameters(), 0.9
    for _ in range(3000):
        now = next_receptiveness(now, received, 0.0, 0.3, p)
    opened, closed = p.receptive_gain * max(0, -received), p.receptive_gain * max(0, received)
    assert now == pytest.approx((opened + p.receptive_decay * 0.3) / (opened + closed + p.receptive_decay))


@given(shares, pressures, shares, shares)
def test_at_neutral_values_a_rival_stays_as_open_as_it_was(now, received, drills, rest):
    p = Parameters(receptive_gain=0.0, receptive_decay=0.0)
    assert next_receptiveness(now, received, drills, rest, p) == now


def test_a_rival_answers_what_was_done_to_it():
    r = worlds.ready(worlds.triangle())
    w, a, c = r.world, r.at("AAA"), r.at("CCC")
    before = w.receptive.copy()
    w.answer[a, c] = -0.5
    receptiveness.apply(w, r.region, r.parameters, luck(0), r.record, r.start)
    assert w.receptive[c, a] > before[c, a]
    assert w.receptive[a, c] == before[a, c]


def test_the_drills_that_close_are_those_of_the_one_who_reaches_out():
    r = worlds.ready(worlds.triangle())
    w, a, b, c = r.world, r.at("AAA"), r.at("BBB"), r.at("CCC")
    before = w.receptive.copy()
    w.drills[a] = 1.0
    receptiveness.apply(w, r.region, r.parameters, luck(0), r.record, r.start)
    assert w.receptive[c, a] < before[c, a]
    assert w.receptive[c, b] == before[c, b]


def test_drills_with_the_rival_itself_do_not_close_it():
    r = worlds.ready(worlds.triangle())
    w, a, c = r.world, r.at("AAA"), r.at("CCC")
    before = w.receptive.copy()
    w.drills[a] = w.drilled[a, c] = 1.0
    receptiveness.apply(w, r.region, r.parameters, luck(0), r.record, r.start)
    assert w.receptive[c, a] == before[c, a]
