"""Turning points: where they are known, that bands cover them, that noise gives none, and what is said."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from made_stores import made
from tipping_samples import TURN, crossing, grid

from eastsea_abm import tipping
from eastsea_abm.analysis.samples import samples
from eastsea_abm.errors import ScenarioError
from eastsea_abm.tipping import figure, words
from eastsea_abm.tipping.bases import natural
from eastsea_abm.tipping.plain import as_data
from eastsea_abm.tipping.turns import best, crossings

FEW = 200


def test_a_known_turn_is_found_and_told():
    (turn,) = (told := tipping.find(crossing(), "x")).turns
    assert (turn.before, turn.after, turn.told) == ("hedge", "engage", True)
    assert turn.low < TURN < turn.high
    assert turn.value == pytest.approx(TURN, abs=0.12)
    assert turn.share > 0.99
    assert told.policies[told.preferred[0]] == "hedge"
    assert told.policies[told.preferred[-1]] == "engage"
    assert told.often[1, 0] < 0.01 < 0.99 < told.often[1, -1]


def test_bands_cover_the_turn_about_as_often_as_they_say():
    inside = []
    for seed in range(80):
        (turn,) = tipping.find(crossing(seed, bend=0.0), "x", resamples=FEW).turns[:1]
        inside.append(turn.low <= TURN <= turn.high)
    assert 0.88 <= np.mean(inside) <= 0.99


def test_noise_shows_no_turn_that_is_told():
    found = [tipping.find(crossing(seed, slope=0.0), "x", resamples=FEW) for seed in range(50)]
    assert sum(turn.told for one in found for turn in one.turns) <= 3
    assert any(one.turns for one in found)  # so that there was something to refuse


def test_a_bend_is_followed_where_a_straight_line_would_miss_the_turn():
    told = tipping.find(crossing(samples=400, slope=0.0, bend=12.0), "x")
    (turn,) = told.turns
    assert told.degrees > 1
    assert turn.low < TURN < turn.high


def test_more_is_better_turns_the_order_around():
    (turn,) = tipping.find(crossing(), "x", "cooperation").turns
    assert (turn.before, turn.after) == ("engage", "hedge")


def test_without_a_turn_the_best_throughout_is_told_with_its_margin():
    told = tipping.find(crossing(level=4.0), "x")
    assert told.turns == ()
    assert told.told
    assert told.policies[told.preferred[0]] == "engage"
    assert told.margin.rival == "hedge"
    # The truth is 2 (x - 0.4) + 4: 3.2 at the lower end of the range and 5.2 at the upper.
    assert told.margin.least == pytest.approx(3.2, abs=0.5)
    assert told.margin.greatest == pytest.approx(5.2, abs=0.5)
    assert 0 < told.margin.least_low < told.margin.least < told.margin.greatest < told.margin.greatest_high
    assert words.finding(told).startswith(
        "No turn within the range: under the stated assumptions engage has the lowest"
    )


def test_a_grid_turns_between_levels_by_a_straight_line_and_resamples_runs():
    told = tipping.find(grid(), "x")
    (turn,) = told.turns
    assert told.at.tolist() == [0.0, 1.0, 2.0, 4.0]
    assert (told.degrees, told.unit, told.units) == (0, "runs", 40)
    # From -1 at level 1 to +2 at level 2: 0 a third of the way.
    assert turn.value == pytest.approx(4 / 3, abs=1e-9)
    # The mean luck of 40 runs has a standard error near 0.2 / sqrt(40), a third of which moves the turn.
    assert turn.high - turn.low == pytest.approx(2 * 2.0 * 0.2 / np.sqrt(40) / 3, rel=0.35)
    assert turn.told


def test_luck_that_all_settings_share_widens_bands_however_many_settings_there_are():
    rng = np.random.default_rng(2)
    luck, x = rng.normal(size=4), np.linspace(0, 1, 300)

    def entrapment(setting, policy, run):
        return 5.0 - policy * (x[setting] - 0.5 + luck[run] - luck.mean())

    told = tipping.find(
        made({"entrapment": entrapment}, {"x": list(x)}, policies=("a", "b"), runs=4, design="lhs", samples=300), "x"
    )
    assert told.contrasts[1, 50] == pytest.approx(0.0, abs=1e-9)
    # 95 % of a mean over four lucks, by Student's t with three degrees of freedom.
    reach = 3.182 * luck.std(ddof=1) / 2
    assert told.contrasts_high[1, 50] - told.contrasts_low[1, 50] == pytest.approx(2 * reach, rel=0.25)


def test_what_is_crossed_with_a_sample_is_redrawn_with_it():
    store = crossing(samples=60, runs=4)
    x = store.design["x"].to_numpy()
    own = {"x": list(np.repeat(x, 5)), "posture": ["a", "b", "c", "d", "e"] * 60}

    def entrapment(setting, policy, run):
        return store.table(["entrapment"])["entrapment"].to_numpy().reshape(60, 2, 4)[setting // 5, policy, run]

    wide = made({"entrapment": entrapment}, own, policies=("hedge", "engage"), runs=4, design="lhs", samples=60)
    factors = [
        one._replace(values=("a", "b", "c", "d", "e")) if one.name == "posture" else one for one in wide.plan.factors
    ]
    wide.plan = dataclasses.replace(wide.plan, factors=tuple(factors), crossed=("posture",))
    assert samples(wide.plan, wide.design).tolist() == list(np.repeat(np.arange(60), 5))
    one, other = tipping.find(store, "x"), tipping.find(wide, "x")
    # Five copies of every setting say nothing new: neither the curve nor its band may be surer for them.
    assert other.contrasts == pytest.approx(one.contrasts)
    width, widened = (told.contrasts_high - told.contrasts_low for told in (one, other))
    assert widened[1] == pytest.approx(width[1], rel=0.1)


def test_a_run_that_failed_under_one_policy_counts_under_none():
    # Row 80 is the first run of the first policy at level 1: its partner, left in, would pull the mean by far more.
    (turn,) = tipping.find(grid(failed=[80]), "x").turns
    luck = np.random.default_rng(3).normal(size=40)
    left = 0.2 * (luck - luck.mean())[1:].mean()
    assert turn.value == pytest.approx(1 + (1 - left) / (3 - left))
    assert turn.value != pytest.approx(4 / 3, abs=1e-6)


def test_policies_that_are_the_same_have_no_turn():
    told = tipping.find(grid(gains=(0.0,) * 4, policies=("hedge", "hedge+"), runs=4), "x")
    assert told.turns == () or not told.told
    same = made(
        {"entrapment": lambda setting, policy, run: 1.0 + setting + run},
        {"x": [0.0, 1.0]},
        policies=("a", "b"),
        runs=4,
    )
    assert words.finding(tipping.find(same, "x")) == (
        "Nothing to tell: mean entrapment (expected) is the same under a and b."
    )


def test_crossings_are_falls_through_nought():
    at = np.array([0.0, 1.0, 3.0, 4.0])
    found = crossings(np.array([[2.0, -2.0, 1.0, -1.0], [1.0, 2.0, 3.0, 4.0]]), at)
    assert found[0].tolist() == pytest.approx([0.5, np.nan, 3.5], nan_ok=True)
    assert np.isnan(found[1]).all()


def test_of_equals_the_first_is_best():
    assert best(np.array([[[1.0, 2.0], [1.0, 1.0]]])).tolist() == [[0, 1]]


def test_natural_splines_are_straight_outside_their_knots_and_bend_inside():
    knots = np.array([0.0, 0.3, 1.0])
    outside = natural(np.array([1.0, 1.5, 2.0]), knots)
    assert np.diff(outside, 2, axis=0) == pytest.approx(0, abs=1e-12)
    assert abs(np.diff(natural(np.array([0.1, 0.5, 0.9]), knots), 2, axis=0)).max() > 0.01
    assert np.linalg.matrix_rank(natural(np.linspace(0, 1, 20), knots)) == 3


def test_the_same_seed_says_the_same():
    one, again, other = (as_data(tipping.find(crossing(), "x", seed=seed)) for seed in (1, 1, 2))
    assert json.dumps(one) == json.dumps(again)
    assert json.dumps(one) != json.dumps(other)


def test_all_that_is_wrong_is_told_at_once():
    store = crossing(samples=20, runs=2)
    with pytest.raises(ScenarioError) as caught:
        tipping.find(store, "y", "entrapmnt", ["hedge", "engag"])
    said = str(caught.value)
    for part in ("no factor 'y'", "did you mean 'entrapment'?", "did you mean 'engage'?", "20 samples are too few"):
        assert part in said


def test_words_are_no_number_and_have_no_turning_point():
    store = made(
        {"entrapment": lambda setting, policy, run: 1.0 * setting},
        {"posture": ["firm", "absent"], "x": [1.0, 1.0]},
        policies=("a", "b"),
        runs=4,
    )
    with pytest.raises(ScenarioError, match="posture takes words"):
        tipping.find(store, "posture")
    with pytest.raises(ScenarioError, match="x has one value"):
        tipping.find(store, "x")


def test_a_sentence_names_factor_range_and_assumption_and_claims_no_more():
    told = tipping.find(crossing(), "x")
    said = words.sentence(told)
    assert said.startswith(
        "Under the stated assumptions, hedge has the lowest mean entrapment (expected) below about 0."
    )
    for part in ("95 % band", "of resamples show this turn", "a range that is an assumption", "everything else", "120"):
        assert part in said
    for word in ("prove", "reduce", "should", "will", "risk falls"):
        assert word not in said


def test_a_turn_few_resamples_show_is_not_told():
    unclear = next(
        one
        for seed in range(40)
        if (one := tipping.find(crossing(seed, slope=0.1), "x", resamples=FEW)).turns and not one.told
    )
    assert words.finding(unclear).startswith("It cannot be told whether the policy with the lowest mean entrapment")


def test_a_parameter_is_told_by_its_meaning_and_a_key_by_its_name():
    assert words.meaning_of("voice") == ("protocols and ties make the ally consult first", "1")
    assert words.meaning_of("levers.institutions")[1] == "utility"
    assert words.meaning_of("events[1].size") == ("", "")


def test_the_figure_shows_turn_band_and_all_policies_and_escapes_names():
    told = tipping.find(grid(policies=("<b>hedge", "engage")), "x")
    chart = figure.figure(told)
    lines = [trace for trace in chart.data if trace.yaxis != "y2" and trace.showlegend is not False]
    assert [trace.name for trace in lines] == ["&lt;b&gt;hedge", "engage"]
    assert lines[1].y[0] == pytest.approx(2.0)
    shares = np.sum([trace.y for trace in chart.data if trace.yaxis == "y2"], axis=0)
    assert shares == pytest.approx(100.0)
    assert [shape.type for shape in chart.layout.shapes] == ["rect", "line"]
    assert "<b>h" not in chart.to_json().replace("<b>&lt;", "")
    assert "over x from 0 to 4: engage from +2 to -3." in figure.alt(told)


def test_of_many_policies_the_reference_and_the_best_are_drawn():
    def entrapment(setting, policy, run):
        return 10.0 - policy * (setting - 1.5) + 0.01 * run

    many = made({"entrapment": entrapment}, {"x": range(4)}, policies=[f"p{k}" for k in range(12)], runs=4)
    told = tipping.find(many, "x")
    drawn = figure.shown(told)
    assert len(drawn) == figure.MOST_LINES
    assert {"p0", "p11"} <= set(drawn)
