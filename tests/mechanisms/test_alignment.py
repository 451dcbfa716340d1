import numpy as np
import pytest
import worlds
from hypothesis import given
from ranges import shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import alignment


def align(r: worlds.Ready) -> None:
    alignment.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)


@given(shares)
def test_allies_of_a_client_are_seen_through_its_tie(entanglement):
    r = worlds.ready(worlds.northeast_asia())
    r.world.entanglement[r.at("KOR")] = entanglement
    align(r)
    assert r.world.alignment[r.at("PRK"), r.at("KOR")] == entanglement
    assert r.world.alignment[r.at("CHN"), r.at("USA")] == 0.5 * entanglement
    assert r.world.alignment[r.at("CHN"), r.at("TWN")] == 0.5 * entanglement


@given(signed)
def test_counter_blocs_are_seen_through_conduct_and_hostility_among_them_is_no_bloc(conduct):
    r = worlds.ready(worlds.northeast_asia())
    r.world.conduct[r.at("PRK"), r.at("CHN")] = conduct
    align(r)
    assert r.world.alignment[r.at("KOR"), r.at("PRK")] == pytest.approx(0.5 * max(0.0, conduct))


@given(shares, shares)
def test_the_stronger_tie_is_what_is_seen(entanglement, conduct):
    r = worlds.ready(worlds.northeast_asia())
    g = r.region._replace(counterpart=r.region.counterpart.copy(), counterpart_share=r.region.counterpart_share.copy())
    k, i = r.at("KOR"), r.at("PRK")
    g.counterpart[k], g.counterpart_share[k] = r.at("USA"), 0.7
    r.world.entanglement[k], r.world.conduct[k, r.at("USA")] = entanglement, conduct
    align(r._replace(region=g))
    assert r.world.alignment[i, k] == max(entanglement, 0.7 * conduct)


def test_nobody_is_provoked_by_a_tie_to_itself():
    r = worlds.ready(worlds.both())
    a, b = r.at("GRC"), r.at("TUR")
    r.world.entanglement[:] = 0.9
    align(r)
    assert r.world.alignment[a, b] == r.world.alignment[b, a] == 0.0
    r = worlds.ready(worlds.triangle())
    i, j = r.at("AAA"), r.at("CCC")
    r = r._replace(region=r.region._replace(counterpart=np.full(3, i), counterpart_share=np.ones(3)))
    r.world.conduct[:] = 1.0
    align(r)
    assert r.world.alignment[i, j] == 0.0
    assert r.world.alignment[r.at("BBB"), j] == 1.0


def test_without_its_weight_alignment_changes_nothing():
    plain, without = (worlds.ready(worlds.northeast_asia(), weight_alignment=0.0) for _ in range(2))
    for t in range(24):
        worlds.step(plain, plain.start + t)
        worlds.step(without, without.start + t, without=["alignment"])
    assert worlds.same(plain.world, without.world) == ["alignment"]
