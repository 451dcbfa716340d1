import pytest
import worlds
from hypothesis import given
from hypothesis import strategies as st
from ranges import parameter_sets, shares, utilities

from eastsea_abm.draws import luck
from eastsea_abm.mechanisms import coercion
from eastsea_abm.mechanisms.coercion import chance_to_coerce
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import COERCE, HOLD, MILITARY, OUTREACH

sets = parameter_sets("coercion_onset", "coercion_slope", "coercion_economy", "weight_alignment")


def coerced(r: worlds.Ready, month: int = 0, *, chance: bool = True) -> None:
    coercion.apply(r.world, r.region, r.parameters, luck(0, chance=chance), r.record, r.start + month)


def constant(strength: float, **parameters: float) -> worlds.Ready:
    """A region in which one state coerces another by exactly ``strength`` a month."""
    r = worlds.ready(worlds.triangle(), coercion_onset=-20.0, coercion_slope=0.0, **parameters)
    r.world.forced_coercion[r.at("CCC"), r.at("AAA")] = strength
    return r


@given(utilities, shares, shares, shares, shares, sets)
def test_alignment_and_economic_ties_draw_coercion_and_reassurance_lowers_it(h, aligned, economy, eased, more, p):
    chance = chance_to_coerce(h, aligned, economy, eased, p)
    assert 0.0 <= chance <= 1.0
    assert chance_to_coerce(h + more, aligned, economy, eased, p) >= chance
    assert chance_to_coerce(h, max(aligned, more), economy, eased, p) >= chance
    assert chance_to_coerce(h, aligned, max(economy, more), eased, p) >= chance
    assert chance_to_coerce(h, aligned, economy, eased + more, p) <= chance


def test_every_pull_moves_the_chance_at_default_parameters():
    p, at = Parameters(), (0.0, 0.3, 0.3, 0.1)
    base = chance_to_coerce(*at, p)
    assert chance_to_coerce(0.1, *at[1:], p) > base
    assert chance_to_coerce(at[0], 0.4, *at[2:], p) > base
    assert chance_to_coerce(*at[:2], 0.4, at[3], p) > base
    assert chance_to_coerce(*at[:3], 0.2, p) < base


@pytest.mark.parametrize(("gain", "decay"), [(0.25, 0.10), (0.5, 0.3), (1.0, 0.05)])
def test_constant_coercion_settles_where_a_months_gain_is_a_months_decay(gain, decay):
    r = constant(1.0, coercion_gain=gain, coercion_decay=decay)
    for _ in range(600):
        coerced(r)
    rest = (1 - decay) * gain / (gain + decay - gain * decay)
    assert r.world.coercion[r.at("AAA")] == pytest.approx(rest, abs=1e-6)


def test_coercion_that_ends_fades_geometrically():
    r = constant(0.0)
    r.world.coercion[r.at("AAA")] = 0.8
    for _ in range(12):
        coerced(r)
    assert r.world.coercion[r.at("AAA")] == pytest.approx(0.8 * (1.0 - r.parameters.coercion_decay) ** 12, abs=1e-6)


@given(st.floats(0.01, 1))
def test_a_month_of_coercion_is_a_rival_act(strength):
    r = constant(strength)
    c, a = r.at("CCC"), r.at("AAA")
    r.world.stance[c, a] = HOLD
    coerced(r)
    assert r.world.stance[c, a] == COERCE
    assert r.world.answer[c, a] == 0.7 * strength


def test_coercion_never_hides_military_pressure():
    r = constant(1.0)
    c, a = r.at("CCC"), r.at("AAA")
    r.world.stance[c, a], r.world.answer[c, a] = MILITARY, 1.0
    coerced(r)
    assert (r.world.stance[c, a], r.world.answer[c, a]) == (MILITARY, 1.0)


def test_a_month_without_coercion_leaves_outreach_as_it_is():
    r = constant(0.0)
    c, a = r.at("CCC"), r.at("AAA")
    r.world.stance[c, a], r.world.answer[c, a] = OUTREACH, -0.5
    coerced(r)
    assert (r.world.stance[c, a], r.world.answer[c, a]) == (OUTREACH, -0.5)


def test_reassurance_counts_only_as_far_as_the_coercer_is_receptive():
    def after(receptive: float) -> float:
        r = worlds.ready(worlds.triangle())
        c, a = r.at("CCC"), r.at("AAA")
        r.world.reassurance[a, c] = 0.5
        r.world.receptive[c, a] = receptive
        coerced(r, chance=False)
        return float(r.world.coercion[a])

    none = worlds.ready(worlds.triangle())
    coerced(none, chance=False)
    assert after(0.0) == none.world.coercion[none.at("AAA")]
    assert after(1.0) < after(0.5) < after(0.0)


def test_nobody_is_coerced_but_by_those_who_can():
    r = worlds.ready(worlds.northeast_asia(), coercion_onset=5.0)
    coerced(r)
    assert {name for name in r.index.states if r.world.coercion[r.at(name)] > 0} == {"KOR", "JPN"}


def test_without_gain_coercion_is_not_felt():
    r = worlds.ready(worlds.northeast_asia(), coercion_gain=0.0)
    worlds.run(r, 60)
    assert (r.world.coercion == 0.0).all()


def test_at_its_neutral_onset_coercion_changes_nothing():
    plain, without = (worlds.ready(worlds.northeast_asia(), coercion_onset=-20.0) for _ in range(2))
    for t in range(36):
        worlds.step(plain, plain.start + t)
        worlds.step(without, without.start + t, without=["coercion"])
    assert worlds.same(plain.world, without.world) == []


def test_while_coercion_is_held_only_the_record_coerces():
    r = worlds.ready(worlds.triangle(), coercion_onset=5.0)
    r = r._replace(record=worlds.record_of(r.index, r.region, (), {"coercion": 12}))
    a, c = r.at("AAA"), r.at("CCC")
    coerced(r)
    assert r.world.coercion[a] == 0.0
    r.world.forced_coercion[c, a] = 0.5
    coerced(r)
    assert r.world.coercion[a] == pytest.approx((1.0 - r.parameters.coercion_decay) * 0.25 * 0.5)
    r.world.forced_coercion[c, a] = 0.0
    before = r.world.coercion[a]
    coerced(r, 12)
    assert r.world.coercion[a] > before, "free again"
