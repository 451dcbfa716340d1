import itertools
import math

import pytest
import worlds
from hypothesis import given
from ranges import parameter_sets, shares

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import alarm as mechanism
from eastsea_abm.mechanisms.alarm import alarm, next_accustomed
from eastsea_abm.mechanisms.instruments import formation_hazard
from eastsea_abm.parameters import Parameters

p0 = Parameters()


@given(shares, shares, parameter_sets("alarm_memory"))
def test_what_one_is_used_to_lies_between_itself_and_the_threat(common, accustomed, p):
    after = next_accustomed(common, accustomed, p)
    assert min(common, accustomed) - 1e-12 <= after <= max(common, accustomed) + 1e-12
    assert 0.0 <= alarm(common, accustomed) <= 1.0
    assert alarm(common, accustomed) > 0.0 or common <= accustomed


def test_the_first_month_alarms_nobody():
    assert alarm(0.9, math.nan) == 0.0
    assert next_accustomed(0.9, math.nan, p0) == 0.9


def test_a_jump_alarms_and_a_threat_that_lasts_becomes_normal():
    accustomed, seen = 0.5, []
    for _ in range(60):
        seen.append(alarm(0.7, accustomed))
        accustomed = next_accustomed(0.7, accustomed, p0)
    assert seen[0] == pytest.approx(0.2)
    assert all(a > b for a, b in itertools.pairwise(seen))
    half = math.log(0.5) / math.log(1.0 - p0.alarm_memory)
    assert seen[round(half)] == pytest.approx(0.1, rel=0.05)
    assert alarm(0.4, accustomed) == 0.0, "relief is no alarm"


def test_alarm_opens_the_window_for_an_agreement_and_at_the_neutral_value_does_not():
    calm, alarmed = (formation_hazard(0.0, 0.3, 0.7, a, 0.3, 0.0, 0.0, 0.4, p0) for a in (0.0, 0.1))
    assert alarmed > 3.0 * calm
    off = Parameters(formation_alarm=0.0)
    assert formation_hazard(0.0, 0.3, 0.7, 0.1, 0.3, 0.0, 0.0, 0.4, off) == formation_hazard(
        0.0, 0.3, 0.7, 0.0, 0.3, 0.0, 0.0, 0.4, off
    )


def test_every_tie_has_its_own_alarm_and_is_used_to_its_own_threat():
    r = worlds.ready(worlds.northeast_asia())
    w, k, j = r.world, r.at("KOR"), r.at("JPN")
    for common in (0.4, 0.6):
        w.common[:] = common
        mechanism.apply(w, r.region, r.parameters, luck(0), r.record, r.start)
    assert w.alarm[k, j] == w.alarm[j, k] == pytest.approx(0.2)
    assert w.accustomed[k, j] == pytest.approx(0.4 + 0.2 * p0.alarm_memory)
    assert math.isnan(w.accustomed[k, r.at("CHN")]), "rivals share no threat that is watched"
