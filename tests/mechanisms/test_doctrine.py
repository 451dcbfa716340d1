import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import doctrine
from eastsea_abm.mechanisms.doctrine import drift, shifted


def armed(r: worlds.Ready, months: int = 1) -> None:
    for _ in range(months):
        doctrine.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)


@given(shares, shares, shares, shares)
def test_doctrine_drifts_up_to_the_threat_and_never_down(d, threat, rate, approval):
    rise = drift(d, threat, rate, approval)
    assert rise >= 0.0
    assert d + rise <= max(d, threat) + 1e-12
    assert drift(d, threat, 0.0, approval) == drift(d, threat, rate, 0.0) == 0.0


@given(shares, shares, shares, shares, shares)
def test_more_threat_and_more_approval_raise_it_faster(d, threat, rate, approval, more):
    base = drift(d, threat, rate, approval)
    assert drift(d, max(threat, more), rate, approval) >= base
    assert drift(d, threat, rate, max(approval, more)) >= base
    assert drift(max(d, more), threat, rate, approval) <= base


@given(shares, signed)
def test_a_recorded_shift_closes_its_share_of_the_gap(d, share):
    after = shifted(d, share)
    assert 0.0 <= after <= 1.0
    assert (after >= d) == (share >= 0.0) or d in (0.0, 1.0) or after == d
    assert shifted(d, 1.0) == pytest.approx(1.0)
    assert shifted(d, -1.0) == 0.0
    assert shifted(d, 0.0) == d


@given(st.integers(1, 120), shares)
def test_capability_follows_doctrine_geometrically(months, start):
    r = worlds.ready(worlds.triangle())
    b = r.at("BBB")
    r.world.doctrine[b], r.world.capability[b] = 0.7, start
    r.world.doctrine_rate[:], r.world.spending[:] = 0.0, 1.0
    armed(r, months)
    assert r.world.capability[b] == pytest.approx(0.7 + (start - 0.7) * (1 - r.parameters.arming) ** months)
    assert r.world.doctrine[b] == 0.7


@pytest.mark.parametrize(("spending", "half_life"), [(0.5, 69), (1.0, 34), (2.0, 17)])
def test_spending_sets_the_pace_of_arming(spending, half_life):
    r = worlds.ready(worlds.triangle())
    b = r.at("BBB")
    r.world.doctrine[b], r.world.capability[b] = 1.0, 0.0
    r.world.doctrine_rate[:], r.world.spending[:] = 0.0, spending
    armed(r, half_life)
    assert r.world.capability[b] == pytest.approx(0.5, abs=0.01)


def test_without_spending_capability_stays():
    r = worlds.ready(worlds.triangle(), arming=0.0)
    before = r.world.capability.copy()
    armed(r, 24)
    assert (r.world.capability == before).all()


def risen(file, state: str, **threats: float) -> float:
    r = worlds.ready(file)
    i = r.at(state)
    r.world.doctrine[i] = r.world.doctrine_before[i] = r.world.doctrine_rate[i] = 0.1
    r.world.threat[i, :] = 0.0
    for name, value in threats.items():
        r.world.threat[i, r.at(name)] = value
    armed(r)
    return float(r.world.doctrine_rise[i])


def test_the_worst_threat_counts_whoever_makes_it():
    file = worlds.northeast_asia()
    assert risen(file, "JPN", RUS=0.8, PRK=0.2) > risen(file, "JPN", RUS=0.4, PRK=0.2)
    assert risen(file, "JPN", RUS=0.8, PRK=0.2) == risen(file, "JPN", RUS=0.8, PRK=0.7)


def test_among_equal_threats_the_order_of_states_does_not_choose():
    found = []
    for patron_fears in ("CHN", "RUS"):
        r = worlds.ready(worlds.northeast_asia())
        j, u = r.at("JPN"), r.at("USA")
        r.world.doctrine_rate[j] = 0.1
        r.world.threat[j, :] = 0.0
        r.world.threat[j, r.at("CHN")] = r.world.threat[j, r.at("RUS")] = 0.8
        r.world.threat[u, :] = 0.1
        r.world.threat[u, r.at(patron_fears)] = 0.9
        armed(r)
        found.append(float(r.world.doctrine_rise[j]))
    assert found[0] == found[1]


def test_a_patron_that_disapproves_holds_it_back_and_one_that_is_missing_does_not():
    def with_patrons_trust(trust: float) -> float:
        r = worlds.ready(worlds.northeast_asia())
        j, u = r.at("JPN"), r.at("USA")
        r.world.trust[u, j], r.world.doctrine_rate[j] = trust, 0.1
        armed(r)
        return float(r.world.doctrine_rise[j])

    assert with_patrons_trust(0.1) < with_patrons_trust(0.9)
    assert risen(worlds.triangle(), "BBB", CCC=0.6) == pytest.approx(0.1 * 0.5)


def test_a_record_holds_doctrine_still_and_lets_shifts_through():
    r = worlds.ready(worlds.triangle())
    r = r._replace(record=worlds.record_of(r.index, r.region, (), {"doctrine": 12}))
    b = r.at("BBB")
    r.world.doctrine_rate[b], r.world.threat[b, r.at("CCC")] = 0.5, 0.9
    armed(r)
    assert r.world.doctrine[b] == 0.4
    r.world.doctrine_shift[b] = 0.5
    armed(r)
    assert r.world.doctrine[b] == pytest.approx(0.7)
    assert r.world.doctrine_rise[b] == pytest.approx(0.3)


def test_a_lever_that_raises_doctrine_is_a_rise_like_any_other():
    r = worlds.ready(worlds.northeast_asia(), happenings=[worlds.lever(worlds.northeast_asia(), "doctrine", 0.6)])
    worlds.step(r, r.start, until="threat")
    assert r.world.doctrine_rise[r.at("JPN")] >= 0.4 - 1e-12
    worlds.step(r, r.start + 1, until="threat")
    assert r.world.doctrine_rise[r.at("JPN")] < 0.05


def test_at_neutral_values_doctrine_changes_nothing():
    plain, without = (worlds.ready(worlds.northeast_asia(), arming=0.0) for _ in range(2))
    for r in (plain, without):
        r.world.doctrine_rate[:] = 0.0
    for t in range(24):
        worlds.step(plain, plain.start + t)
        worlds.step(without, without.start + t, without=["doctrine"])
    assert worlds.same(plain.world, without.world) == []
