import math

import pytest
import worlds
from hypothesis import given
from ranges import shares

from eastsea_abm.mechanisms.balance import common_threat


@given(shares, shares)
def test_common_threat_is_the_geometric_mean_of_two_fears_of_the_same_state(a, b):
    r = worlds.ready(worlds.triangle())
    w, g = r.world, r.region
    w.threat[0, 2], w.threat[1, 2] = a, b
    assert common_threat(w, g, 0, 1) == pytest.approx(math.sqrt(a * b))
    assert common_threat(w, g, 0, 1) == common_threat(w, g, 1, 0)


def test_two_different_fears_are_no_common_threat():
    r = worlds.ready(worlds.northeast_asia())
    r.world.threat[:] = 0.0
    r.world.threat[r.at("KOR"), r.at("PRK")] = 0.9
    r.world.threat[r.at("JPN"), r.at("CHN")] = 0.9
    assert common_threat(r.world, r.region, r.at("KOR"), r.at("JPN")) == 0.0


def test_fear_of_each_other_is_no_common_threat():
    r = worlds.ready(worlds.both())
    w, a, b = r.world, r.at("GRC"), r.at("TUR")
    w.threat[:] = 0.0
    w.threat[a, b] = w.threat[b, a] = 1.0
    assert common_threat(w, r.region, a, b) == 0.0


@given(shares, shares, shares)
def test_more_fear_never_means_less_common_threat(a, b, more):
    r = worlds.ready(worlds.triangle())
    w, g = r.world, r.region
    w.threat[0, 2], w.threat[1, 2] = a, b
    before = common_threat(w, g, 0, 1)
    w.threat[0, 2] = max(a, more)
    assert common_threat(w, g, 0, 1) >= before


def test_without_the_weights_that_multiply_it_common_threat_changes_nothing():
    off = dict.fromkeys(("weight_threat", "weight_abandonment", "formation_threat", "formation_alarm"), 0.0)
    plain, without = (worlds.ready(worlds.northeast_asia(), **off) for _ in range(2))
    for t in range(24):
        worlds.step(plain, plain.start + t)
        worlds.step(without, without.start + t, without=["balance"])
    assert worlds.same(plain.world, without.world) == ["common", "accustomed", "alarm"]
