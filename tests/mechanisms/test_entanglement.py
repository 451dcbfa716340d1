import pytest
import worlds
from hypothesis import given
from ranges import parameter_sets, shares, signed

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import entanglement
from eastsea_abm.mechanisms.entanglement import entangled
from eastsea_abm.parameters import Parameters

weights = parameter_sets("entangled_conduct", "entangled_asset", "entangled_protocol")


@given(signed, shares, shares, shares, weights)
def test_conduct_assets_and_protocols_entangle(conduct, asset, protocol, more, p):
    base = entangled(conduct, asset, protocol, p)
    assert 0.0 <= base <= 1.0
    assert entangled(max(conduct, more), asset, protocol, p) >= base
    assert entangled(conduct, max(asset, more), protocol, p) >= base
    assert entangled(conduct, asset, max(protocol, more), p) >= base


def test_a_full_tie_is_full_entanglement_and_no_tie_none():
    assert entangled(1.0, 1.0, 1.0, Parameters()) == pytest.approx(1.0)
    assert entangled(0.0, 0.0, 0.0, Parameters()) == 0.0


@given(signed)
def test_hostile_conduct_does_not_undo_what_institutions_tie(conduct):
    assert entangled(min(conduct, 0.0), 0.5, 0.5, Parameters()) == entangled(0.0, 0.5, 0.5, Parameters())


@given(signed, shares, shares)
def test_without_weights_nothing_entangles(conduct, asset, protocol):
    p = Parameters(entangled_conduct=0.0, entangled_asset=0.0, entangled_protocol=0.0)
    assert entangled(conduct, asset, protocol, p) == 0.0


@given(signed, signed)
def test_two_bonded_states_are_entangled_alike(there, back):
    r = worlds.ready(worlds.northeast_asia())
    w, k, j = r.world, r.at("KOR"), r.at("JPN")
    w.conduct[k, j], w.conduct[j, k] = there, back
    entanglement.apply(w, r.region, r.parameters, luck(0), r.record, r.start)
    assert w.entanglement[k] == w.entanglement[j]
    assert w.entanglement[r.at("TWN")] == 0.0, "a state without a bond"
