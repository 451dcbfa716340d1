import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import reconciliation
from eastsea_abm.mechanisms.reconciliation import worn_down
from eastsea_abm.parameters import Parameters


def after(months: int, grievance: float, chronic: float, trust: float, **parameters: float) -> tuple[float, float]:
    r = worlds.ready(worlds.triangle(), **parameters)
    w = r.world
    w.grievance[0, 1], w.chronic[0, 1], w.trust[0, 1] = grievance, chronic, trust
    for _ in range(months):
        reconciliation.apply(w, r.region, r.parameters, luck(0), r.record, r.start)
    return float(w.grievance[0, 1]), float(w.chronic[0, 1])


@given(shares, shares, shares, parameter_sets("spillover", "spillover_from"))
def test_trust_wears_chronic_grievance_down_and_never_raises_it(chronic, trust, more, p):
    base = worn_down(chronic, trust, p)
    assert 0.0 <= base <= chronic
    assert worn_down(chronic, max(trust, more), p) <= base
    assert worn_down(chronic, p.spillover_from, p) == chronic, "little trust wears nothing down"


@given(shares, shares, st.integers(1, 120))
def test_acute_grievance_is_forgotten_geometrically_to_the_chronic(grievance, chronic, months):
    acute, floor = after(months, grievance, chronic, trust=0.0)
    assert floor == chronic
    assert acute == pytest.approx(chronic + (grievance - chronic) * (1 - 0.07) ** months)


def test_a_decade_of_trust_wears_down_a_third_of_what_is_chronic():
    p = Parameters()
    floor = after(120, 0.5, 0.5, trust=0.6)[1]
    assert floor == pytest.approx(0.5 * (1 - 2 * p.spillover * 0.35) ** 120)
    assert 0.25 < floor < 0.35


@given(shares, shares, shares)
def test_at_neutral_values_grievance_stays(grievance, chronic, trust):
    assert after(5, grievance, chronic, trust, spillover=0.0, grievance_decay=0.0) == (grievance, chronic)


def test_a_betrayal_raises_acute_grievance_here():
    r = worlds.ready(worlds.triangle(), grievance_decay=0.0)
    r.world.grievance_shock[0, 1] = 0.1
    before = r.world.grievance[0, 1]
    reconciliation.apply(r.world, r.region, r.parameters, luck(0), r.record, r.start)
    assert r.world.grievance[0, 1] == pytest.approx(before + 0.1)
