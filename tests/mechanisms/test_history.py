import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import history
from eastsea_abm.mechanisms.history import chance_of_dispute
from eastsea_abm.parameters import Parameters

sizes = st.floats(0, 3)


def felt(shock: float = 0.0, settled: float = 0.0, grievance: float = 0.4, chronic: float = 0.3, **parameters: float):
    """Grievance and chronic grievance of KOR and JPN after one month of history."""
    r = worlds.ready(worlds.northeast_asia(), **parameters)
    k, j = r.at("KOR"), r.at("JPN")
    w = r.world
    for a, b in ((k, j), (j, k)):
        w.grievance[a, b], w.chronic[a, b] = grievance, chronic
        w.shock[a, b], w.settled[a, b] = shock, settled
    history.apply(w, r.region, r.parameters, luck(0, chance=False), r.record, r.start)
    return w.grievance[k, j], w.grievance[j, k], w.chronic[k, j], w.chronic[j, k]


@given(shares, signed, signed, shares, parameter_sets("elections_amplify"))
def test_nationalist_leaders_and_elections_bring_disputes(rate, leader_i, leader_j, press, p):
    base = chance_of_dispute(rate, leader_i, leader_j, press, p)
    assert base >= 0.0
    assert chance_of_dispute(rate, -1.0, leader_j, press, p) >= base
    assert chance_of_dispute(rate, leader_i, leader_j, 1.0, p) >= base
    assert base == chance_of_dispute(rate, leader_j, leader_i, press, p)


def test_between_indifferent_leaders_the_chance_is_the_rate_and_nationalists_make_it_half_as_much_again():
    p = Parameters()
    assert chance_of_dispute(0.08, 0.0, 0.0, 0.0, p) == 0.08
    assert chance_of_dispute(0.08, -1.0, -1.0, 0.0, p) == pytest.approx(0.12)
    assert chance_of_dispute(0.08, 1.0, 1.0, 0.0, p) == pytest.approx(0.04)


@given(sizes, shares, shares, sizes)
def test_a_dispute_closes_a_share_of_the_gap_and_leaves_a_scar(size, grievance, chronic, more):
    after, _, floor, _ = felt(size, 0.0, grievance, chronic)
    assert after == pytest.approx(grievance + min(1, 0.3 * size) * (1 - grievance))
    assert floor == pytest.approx(chronic + 0.025 * size * (1 - chronic))
    assert felt(size + more, 0.0, grievance, chronic)[0] >= after - 1e-15


def test_a_dispute_is_felt_on_each_side_as_the_region_says():
    kor, jpn, *_ = felt(1.0, grievance=0.0)
    assert (kor, jpn) == (pytest.approx(0.3), pytest.approx(0.18))


@given(sizes, shares, shares)
def test_a_settlement_lowers_the_acute_and_leaves_the_chronic(size, grievance, chronic):
    kor, jpn, *floors = felt(0.0, size, grievance, chronic)
    assert kor == jpn == pytest.approx(grievance * (1 - min(1, 0.3 * size)))
    assert floors == [chronic, chronic]


@given(sizes, sizes, shares, shares)
def test_without_flare_and_scar_history_is_not_felt(shock, settled, grievance, chronic):
    assert felt(shock, settled, grievance, chronic, flare=0.0, scar=0.0) == (grievance, grievance, chronic, chronic)


def test_disputes_come_at_their_rate_with_sizes_around_one():
    r = worlds.ready(worlds.northeast_asia())
    k, j = r.at("KOR"), r.at("JPN")
    w = r.world
    w.leader[:] = 0.0
    shocks = []
    for month in range(6000):
        w.shock[:] = 0.0
        history.apply(w, r.region, r.parameters, luck(8), r.record, r.start + month)
        assert w.shock[k, j] == w.shock[j, k]
        shocks.append(w.shock[k, j])
    struck = [s for s in shocks if s > 0]
    assert len(struck) / 6000 == pytest.approx(0.08, abs=4 * (0.08 * 0.92 / 6000) ** 0.5)
    assert sum(struck) / len(struck) == pytest.approx(1.0, abs=0.06)
    assert min(struck) >= 0.5
    assert max(struck) < 1.5


def test_while_the_record_holds_disputes_only_recorded_ones_are_felt():
    r = worlds.ready(worlds.northeast_asia())
    r = r._replace(record=worlds.record_of(r.index, r.region, (), {"disputes": 600}))
    for month in range(600):
        r.world.shock[:] = 0.0
        history.apply(r.world, r.region, r.parameters, luck(8), r.record, r.start + month)
        assert not r.world.shock.any()


def test_only_pairs_with_a_rate_have_disputes():
    r = worlds.ready(worlds.northeast_asia())
    pair = {r.at("KOR"), r.at("JPN")}
    for month in range(400):
        history.apply(r.world, r.region, r.parameters, luck(8), r.record, r.start + month)
    i, j = r.world.shock.nonzero()
    assert set(i) == set(j) == pair


def test_an_election_on_either_side_brings_disputes():
    def disputes(state: str | None) -> int:
        r = worlds.ready(worlds.northeast_asia(), elections_amplify=5.0)
        if state:
            r.world.press[r.at(state)] = 1.0
        found = 0
        for month in range(300):
            r.world.shock[:] = 0.0
            history.apply(r.world, r.region, r.parameters, luck(8), r.record, r.start + month)
            found += r.world.shock.any()
        return found

    assert disputes("KOR") == disputes("JPN") > 2 * disputes(None)
