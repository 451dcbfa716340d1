import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import cover
from eastsea_abm.mechanisms.cover import felt_cover
from eastsea_abm.parameters import Parameters

outreach = st.floats(0, 2)


def covered(r: worlds.Ready, **parameters: float) -> None:
    cover.apply(r.world, r.region, Parameters(**parameters), luck(0), r.record, r.start)


@given(st.floats(0.05, 1), signed, outreach, shares, parameter_sets("hub_reward", "hub_norm", "wedge"))
def test_commitment_and_ties_are_cover_and_hedging_costs_it(commitment, ties, made, more, p):
    base = felt_cover(commitment, ties, made, p)
    assert 0.05 <= base <= 1.0
    assert felt_cover(max(commitment, more), ties, made, p) >= base
    assert felt_cover(commitment, max(ties, more), made, p) >= base
    assert felt_cover(commitment, ties, min(2.0, made + more), p) <= base


@given(st.floats(0.05, 1), signed, outreach)
def test_without_reward_and_wedge_cover_is_commitment(commitment, ties, made):
    assert felt_cover(commitment, ties, made, Parameters(hub_reward=0.0, wedge=0.0)) == commitment


def test_ties_at_the_norm_neither_raise_nor_lower_cover():
    p = Parameters()
    assert felt_cover(0.6, p.hub_norm, 0.0, p) == 0.6
    assert felt_cover(0.6, p.hub_norm + 0.1, 0.0, p) == pytest.approx(0.6 + 0.1 * p.hub_reward)


def test_the_patron_rewards_both_clients_alike():
    r = worlds.ready(worlds.northeast_asia())
    k, j = r.at("KOR"), r.at("JPN")
    r.world.conduct[k, j], r.world.conduct[j, k] = 0.9, 0.3
    covered(r)
    assert r.world.cover[k] == r.world.cover[j]


def test_a_client_without_a_bond_gets_the_patrons_commitment():
    r = worlds.ready(worlds.northeast_asia())
    covered(r)
    assert r.world.cover[r.at("TWN")] == r.world.commitment[r.at("USA")]


def test_a_patron_relies_on_its_own_commitment():
    r = worlds.ready(worlds.northeast_asia())
    u = r.at("USA")
    r.world.commitment[u] = 0.33
    covered(r)
    assert r.world.cover[u] == 0.33


def test_a_state_without_a_patron_has_its_own_cover():
    r = worlds.ready(worlds.triangle())
    r.world.commitment[:], r.world.conduct[:] = 0.1, 1.0
    covered(r)
    assert list(r.world.cover) == [0.4, 0.5, 0.6]
