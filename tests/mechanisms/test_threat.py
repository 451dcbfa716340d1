import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, pressures, shares

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import threat
from eastsea_abm.mechanisms.threat import learn
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import THREAT_TERMS

NEUTRAL = dict.fromkeys(
    (
        "threat_gain",
        "threat_decay",
        "drill_provocation",
        "doctrine_alarm",
        "nuclear_alarm",
        "war_alarm",
        "strike_alarm",
        "strike_alarm_ally",
    ),
    0.0,
)
sets = parameter_sets(
    "threat_gain", "threat_decay", "drill_provocation", "doctrine_alarm", "nuclear_alarm", "war_alarm"
)


def seen(p: Parameters | None = None, h: float = 0.3, rest: float = 0.3, months: int = 1, **values: float) -> float:
    """How AAA sees CCC after ``months`` in which the same things happen to it."""
    r = worlds.ready(worlds.triangle())
    w, i, j = r.world, r.at("AAA"), r.at("CCC")
    g = r.region._replace(threat_rest=np.full((3, 3), rest))
    w.threat[i, j] = h
    w.trust[i, j], w.receptive[i, j] = values.pop("trust", 0.2), values.pop("receptive", 0.5)
    for name, value in values.items():
        field = getattr(w, name)
        if name == "threat_shock":
            field[i, j] = value
        elif field.ndim == 2:
            field[j, i] = value
        else:
            field[j] = value
    for _ in range(months):
        w.threat[i, j] = learn(w, g, p or r.parameters, i, j, np.zeros(len(THREAT_TERMS)))
    return float(w.threat[i, j])


@given(shares, pressures, shares, shares, sets)
def test_pressure_alarms_and_what_was_felt_before_raise_threat(h, pressure, rest, more, p):
    base = seen(p, h, rest, answer=pressure)
    assert 0.0 <= base <= 1.0
    tiny = 1e-12
    assert seen(p, h, rest, answer=min(1.0, pressure + more)) >= base - tiny
    for name in ("drills", "doctrine_rise", "nuclear", "war", "threat_shock"):
        assert seen(p, h, rest, answer=pressure, **{name: more}) >= base - tiny, name
    assert seen(p, h, max(rest, more), answer=pressure) >= base - tiny


@given(shares, shares, shares)
def test_outreach_is_credited_as_far_as_its_maker_is_trusted_and_its_target_receptive(trust, receptive, more):
    base = seen(answer=-0.5, trust=trust, receptive=receptive)
    assert base <= seen(answer=0.0)
    assert seen(answer=-0.5, trust=max(trust, more), receptive=receptive) <= base
    assert seen(answer=-0.5, trust=trust, receptive=max(receptive, more)) <= base
    assert seen(answer=-0.5, trust=trust, receptive=0.0) == seen(answer=0.0)


@given(st.floats(0, 1), shares)
def test_under_constant_pressure_threat_settles_where_alarm_is_forgetting(pressure, rest):
    p = Parameters()
    gain, decay = p.threat_gain * pressure, p.threat_decay
    assert seen(p, 0.9, rest, months=600, answer=pressure) == pytest.approx((gain + decay * rest) / (gain + decay))


@given(shares, shares, st.integers(1, 60))
def test_left_alone_threat_returns_to_rest_geometrically(h, rest, months):
    assert seen(None, h, rest, months=months) == pytest.approx(rest + (h - rest) * 0.93**months)


def test_an_outside_war_closes_its_share_of_the_gap():
    p = Parameters(threat_decay=0.0)
    assert seen(p, 0.2, war=1.0) == pytest.approx(0.2 + 0.3 * 0.8)


def test_a_relaxed_nuclear_posture_alarms_once_and_tightening_does_not():
    r = worlds.ready(worlds.both(), threat_decay=0.0, threat_gain=0.0)
    w, i, j = r.world, r.at("GRC"), r.at("TUR")
    path = [w.threat[i, j]]
    for posture in (1.0, 1.0, 0.0):
        w.nuclear[j] = posture
        threat.apply(w, r.region, r.parameters, luck(0), r.record, r.start)
        path.append(w.threat[i, j])
    assert path[1] == pytest.approx(path[0] + 0.2 * (1 - path[0]))
    assert path[3] == path[2] == path[1]


@given(shares, pressures, shares)
def test_at_neutral_values_threat_stays(h, pressure, other):
    p = Parameters(**NEUTRAL)
    assert seen(p, h, answer=pressure, drills=other, doctrine_rise=other, nuclear=other, war=other) == h


def test_at_neutral_values_no_strike_moves_threat_in_a_whole_run():
    r = worlds.ready(worlds.northeast_asia(), **NEUTRAL, **worlds.HOT)
    before = r.world.threat.copy()
    rows = worlds.run(r, 120)
    assert rows[:, r.columns().index("strikes")].sum() > 0
    assert (r.world.threat == before).all()


def test_only_rivals_are_feared():
    r = worlds.ready(worlds.northeast_asia(), **worlds.HOT)
    worlds.run(r, 120)
    assert (r.world.threat[r.region.rival == 0] == 0.0).all()


@given(shares, shares, shares)
def test_outreach_takes_its_credited_share_of_what_is_felt(h, trust, receptive):
    p = Parameters(threat_decay=0.0)
    left = 1 - p.threat_gain * 0.5 * (p.outreach_base + trust) * receptive
    assert seen(p, h, answer=-0.5, trust=trust, receptive=receptive) == pytest.approx(h * left)


def test_nobody_is_alarmed_by_drills_it_takes_part_in():
    alone = seen(drills=0.8)
    assert alone > seen(drills=0.0)
    assert seen(drills=0.8, drilled=0.8) == seen(drills=0.0)
    assert seen(drills=1.2, drilled=0.8) == pytest.approx(seen(drills=0.4))
