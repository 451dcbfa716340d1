import numpy as np
import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, signed

from eastsea_abm.mechanisms.trust import learn
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import TRUST_TERMS

NEUTRAL = dict.fromkeys(("trust_gain", "trust_decay", "abandoned_trust"), 0.0)
sets = parameter_sets("trust_gain", "trust_decay", "negativity", "snub", "costly_base", "costly_cap", "wedge")


def earned(
    p: Parameters | None = None,
    trust: float = 0.4,
    rest: float = 0.4,
    months: int = 1,
    own: float = 0.0,
    theirs: float = 0.0,
    grievance: float = 0.2,
    outreach: float = 0.0,
    shocks: tuple = (0.0, 0.0, 0.0),
) -> float:
    """Trust of AAA in BBB after ``months`` of the same acts; ``grievance`` is BBB's, ``outreach`` too."""
    r = worlds.ready(worlds.triangle())
    w, i, j = r.world, r.at("AAA"), r.at("BBB")
    g = r.region._replace(trust_rest=np.full((3, 3), rest))
    w.trust[i, j], w.act[i, j], w.act[j, i] = trust, own, theirs
    w.grievance[j, i], w.outreach[j] = grievance, outreach
    w.trust_shock[i, j] = shocks
    for _ in range(months):
        w.trust[i, j] = learn(w, g, p or r.parameters, i, j, np.zeros(len(TRUST_TERMS)))
    return float(w.trust[i, j])


@given(shares, signed, signed, shares, shares, sets)
def test_effort_earns_trust_and_being_snubbed_or_hedged_against_costs_it(trust, own, theirs, more, grievance, p):
    base = earned(p, trust, own=own, theirs=theirs, grievance=grievance)
    assert 0.0 <= base <= 1.0
    tiny = 1e-12
    assert earned(p, trust, own=own, theirs=min(1.0, theirs + more), grievance=grievance) >= base - tiny
    assert earned(p, trust, own=min(1.0, own + more), theirs=theirs, grievance=grievance) <= base + tiny
    assert earned(p, trust, own=own, theirs=theirs, grievance=grievance, outreach=more) <= base + tiny
    assert (
        earned(p, trust, max(0.4, more), own=own, theirs=theirs, grievance=grievance)
        >= earned(p, trust, 0.4, own=own, theirs=theirs, grievance=grievance) - tiny
    )


@given(st.floats(0.01, 1), shares, shares)
def test_a_signal_that_cost_its_sender_more_reassures_more(effort, grievance, more):
    cheap = earned(theirs=effort, own=effort, grievance=grievance)
    assert earned(theirs=effort, own=effort, grievance=max(grievance, more)) >= cheap
    capped = Parameters(costly_cap=0.5)
    assert earned(capped, theirs=effort, grievance=1.0) == earned(capped, theirs=effort, grievance=0.0)


def test_bad_news_weighs_more_than_good_by_its_ratio():
    p = Parameters(trust_decay=0.0, costly_base=1.0, snub=0.0)
    good = earned(p, 0.5, theirs=0.4, own=0.4, grievance=0.0) - 0.5
    bad = 0.5 - earned(p, 0.5, theirs=-0.4, own=-0.4, grievance=0.0)
    assert bad / good == pytest.approx(p.negativity)


def test_at_a_ratio_of_one_good_and_bad_news_are_symmetric():
    p = Parameters(trust_decay=0.0, costly_base=1.0, snub=0.0, negativity=1.0)
    assert earned(p, 0.5, theirs=0.6, grievance=0.0) - 0.5 == pytest.approx(
        0.5 - earned(p, 0.5, theirs=-0.6, grievance=0.0)
    )


@given(shares, shares, st.integers(1, 100))
def test_without_news_trust_returns_to_rest_geometrically(trust, rest, months):
    assert earned(None, trust, rest, months) == pytest.approx(rest + (trust - rest) * 0.985**months)


@given(st.sampled_from([0.35, 0.6, 0.8, 1.0]), shares)
def test_under_constant_effort_trust_settles_where_earning_is_forgetting(effort, grievance):
    p = Parameters()
    gain = p.trust_gain * effort * min(p.costly_cap, p.costly_base + grievance)
    settled = earned(p, 0.1, 0.3, 1200, own=effort, theirs=effort, grievance=grievance)
    assert settled == pytest.approx((gain + p.trust_decay * 0.3) / (gain + p.trust_decay))


@given(shares)
def test_effort_returned_in_full_is_no_snub(effort):
    with_snub, without = (earned(Parameters(snub=s), own=effort, theirs=effort) for s in (5.0, 0.0))
    assert with_snub == without


@given(st.lists(st.floats(-0.3, 0.3), min_size=3, max_size=3))
def test_jumps_from_a_crisis_are_added(shocks):
    assert earned(trust=0.5, shocks=tuple(shocks)) == pytest.approx(np.clip(earned(trust=0.5) + sum(shocks), 0, 1))


@given(shares, signed, signed, shares)
def test_at_neutral_values_trust_stays(trust, own, theirs, outreach):
    assert earned(Parameters(**NEUTRAL), trust, own=own, theirs=theirs, outreach=outreach) == trust


def test_at_neutral_values_no_crisis_moves_trust_in_a_whole_run():
    r = worlds.ready(worlds.northeast_asia(), **NEUTRAL, **worlds.HOT)
    before = r.world.trust.copy()
    rows = worlds.run(r, 120)
    assert rows[:, r.columns().index("incidents")].sum() > 0
    assert (r.world.trust == before).all()


def test_all_partners_suspect_who_reassures_rivals():
    r = worlds.ready(worlds.northeast_asia())
    w, k = r.world, r.at("KOR")
    w.outreach[k] = 1.0
    for partner in ("USA", "JPN"):
        terms = np.zeros(len(TRUST_TERMS))
        learn(w, r.region, r.parameters, r.at(partner), k, terms)
        assert terms[2] < 0.0
        learn(w, r.region, r.parameters, k, r.at(partner), terms)
        assert terms[2] == 0.0


def test_without_a_wedge_nobody_is_suspected():
    p = Parameters(wedge=0.0)
    assert earned(p, theirs=0.5, outreach=2.0) == earned(p, theirs=0.5, outreach=0.0)
    assert earned(theirs=0.5, outreach=2.0) < earned(theirs=0.5, outreach=0.0)
