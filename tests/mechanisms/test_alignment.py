import pytest
import worlds
from hypothesis import given
from ranges import shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import alignment


def seen(r: worlds.Ready) -> None:
    alignment.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)


@given(shares)
def test_allies_of_a_client_are_seen_through_its_tie(entanglement):
    r = worlds.ready(worlds.northeast_asia())
    r.world.entanglement[r.at("KOR")] = entanglement
    seen(r)
    assert r.world.alignment[r.at("KOR")] == entanglement
    assert r.world.alignment[r.at("USA")] == 0.5 * entanglement
    assert r.world.alignment[r.at("TWN")] == 0.5 * entanglement


@given(signed)
def test_counter_blocs_are_seen_through_conduct_and_hostility_among_them_is_no_bloc(conduct):
    r = worlds.ready(worlds.northeast_asia())
    r.world.conduct[r.at("PRK"), r.at("CHN")] = conduct
    seen(r)
    assert r.world.alignment[r.at("PRK")] == pytest.approx(0.5 * max(0.0, conduct))


@given(shares, shares)
def test_the_stronger_tie_is_what_is_seen(entanglement, conduct):
    r = worlds.ready(worlds.synthetic(12, 1))
    w, g = r.world, r.region
    j = next(j for j in range(g.code.size) if g.aligned_with[j] >= 0 and g.counterpart[j] >= 0)
    w.entanglement[g.aligned_with[j]] = entanglement
    w.conduct[j, g.counterpart[j]] = conduct
    seen(r)
    assert w.alignment[j] == max(g.aligned_share[j] * entanglement, g.counterpart_share[j] * conduct)


def test_without_its_weight_alignment_changes_nothing():
    plain, without = (worlds.ready(worlds.northeast_asia(), weight_alignment=0.0) for _ in range(2))
    for t in range(24):
        worlds.step(plain, plain.start + t)
        worlds.step(without, without.start + t, without=["alignment"])
    assert worlds.same(plain.world, without.world) == ["alignment"]
