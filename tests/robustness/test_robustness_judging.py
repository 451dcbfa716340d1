"""Regret by hand, the best without luck, robust beside best on average, and what is said."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from made_stores import Made, made

from eastsea_abm import robustness
from eastsea_abm.errors import ScenarioError
from eastsea_abm.robustness import figure, words
from eastsea_abm.robustness.futures import futures
from eastsea_abm.robustness.judging import RULES
from eastsea_abm.robustness.luck import mark
from eastsea_abm.robustness.plain import as_data


def store(table: list[list[float]] | np.ndarray, runs: int = 4, luck: float = 0.0, **changed) -> Made:
    """A row a future, a column a policy; all outcomes the same table."""
    values = np.array(table, float)
    noise = luck * np.random.default_rng(9).normal(size=(*values.shape, runs))

    def rule(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return values[setting, policy] + noise[setting, policy, run]

    names = "abcdefgh"[: values.shape[1]]
    own = {"policies": tuple(names), "runs": runs, "design": "lhs", "samples": len(values)} | changed
    rules = {"entrapment": rule, "involvement": rule, "cooperation": rule, "vetoes": rule}
    return made(rules, {"voice": range(len(values))}, **own)


#: a is a little worse than the best always, b is best or far off, c never.
STEADY = [[1.2, 1.0, 3.0]] * 8 + [[1.2, 4.0, 3.0]] * 2


def test_regret_is_what_a_policy_lacks_to_the_best_of_its_future():
    one = robustness.judge(store(STEADY), ["entrapment"]).outcomes[0]
    # a: 0.2 in eight futures, 0 in two; b: 0 in eight, 2.8 in two; c: 2 in eight, 1.8 in two.
    assert one.regret[0] == pytest.approx([0.16, 0.56, 1.96])
    assert one.regret[2] == pytest.approx([0.2, 2.8, 2.0])
    assert one.regret[1] == pytest.approx([0.2, 2.8, 2.0])
    assert one.means == pytest.approx([1.2, 1.6, 3.0])
    assert one.scale == pytest.approx((8 * 1.0 + 2 * 1.2) / 10)
    assert one.best == pytest.approx([0.2, 0.8, 0.0])
    assert one.luck == pytest.approx(0.0)
    assert one.agree == pytest.approx(1.0)


def test_acceptable_is_within_the_tolerance_of_the_best():
    shares = {
        tolerance: robustness.judge(store(STEADY), ["entrapment"], acceptable=tolerance).outcomes[0].acceptable
        for tolerance in (0.05, 0.21)
    }
    assert shares[0.05] == pytest.approx([0.2, 0.8, 0.0])
    assert shares[0.21] == pytest.approx([1.0, 0.8, 0.0])
    # It is a share of the best's value: the same in other units.
    tenfold = robustness.judge(store(10 * np.array(STEADY)), ["entrapment"], acceptable=0.21)
    assert tenfold.outcomes[0].acceptable == pytest.approx([1.0, 0.8, 0.0])
    assert tenfold.outcomes[0].acceptable_low[0] == tenfold.jointly_low[0] == 1.0


def test_where_more_is_better_regret_is_from_the_highest():
    one = robustness.judge(store(STEADY), ["cooperation"]).outcomes[0]
    assert one.means == pytest.approx([1.2, 1.6, 3.0])
    # The highest is 3 in eight futures and 4 in two.
    assert one.regret[0] == pytest.approx([(8 * 1.8 + 2 * 2.8) / 10, 1.6, 0.2])
    assert one.best == pytest.approx([0.0, 0.2, 0.8])


def test_ties_share_a_future():
    one = robustness.judge(store([[1.0, 1.0, 2.0]] * 10), ["entrapment"]).outcomes[0]
    assert one.best == pytest.approx([0.5, 0.5, 0.0])
    assert not one.choice("mean").told


def test_the_best_on_average_and_the_robust_may_differ_and_both_are_told():
    table = np.array([[1.5, 1.0]] * 160 + [[1.5, 2.6]] * 40)
    told = robustness.judge(store(table), ["entrapment"])
    one = told.outcomes[0]
    assert one.means == pytest.approx([1.5, 1.32])
    assert (one.choice("mean").policy, one.choice("high").policy, one.choice("greatest").policy) == ("b", "a", "a")
    said = words.sentence(told, one)
    assert "b has the lowest mean entrapment (expected)" in said
    assert "a has the least 90th-percentile regret and the least greatest regret" in said
    assert "are different policies" in said


def test_luck_gives_equal_policies_a_regret_at_face_that_halves_take_out_again():
    told = robustness.judge(store(np.ones((400, 4)), runs=8, luck=1.0), ["entrapment"])
    one = told.outcomes[0]
    # The least of four normal means of eight runs lies 1.029 standard deviations below its truth.
    assert one.face[0].mean() == pytest.approx(1.029 / np.sqrt(8), rel=0.05)
    assert one.luck == pytest.approx(1.029 / np.sqrt(8), rel=0.05)
    assert one.regret[0] == pytest.approx(0.0, abs=0.05)
    assert 0.2 < one.agree < 0.3  # one in four, by chance
    assert not one.choice("mean").told


def test_the_mark_lies_above_the_least_at_face_and_meets_it_without_luck():
    own = futures(store(STEADY, luck=2.0), ["entrapment"], ["a", "b", "c"])
    assert (mark(own, 0, 1).best >= own.means(0).min(0)).all()
    sure = futures(store(STEADY), ["entrapment"], ["a", "b", "c"])
    assert mark(sure, 0, 1).best == pytest.approx(sure.means(0).min(0))


def test_too_few_runs_for_halves_leave_regrets_at_face_and_say_so():
    told = robustness.judge(store(STEADY, runs=3), ["entrapment"])
    one = told.outcomes[0]
    assert np.isnan(one.luck)
    assert one.regret == pytest.approx(one.face)
    assert "cannot be measured" in words.sentence(told, one)


def test_jointly_acceptable_is_in_every_outcome_of_the_same_future():
    def rule(good):
        return lambda setting, policy, run: np.where(policy == (setting % 2 == good), 1.0, 2.0)

    rules = {"entrapment": rule(0), "involvement": rule(1)}
    both = made(rules, {"x": range(12)}, policies=("a", "b"), runs=4, design="lhs", samples=12)
    told = robustness.judge(both, ["entrapment", "involvement"])
    # Each is acceptable in half of the futures in either, and in none in both.
    assert [one.acceptable.tolist() for one in told.outcomes] == [[0.5, 0.5], [0.5, 0.5]]
    assert told.jointly.tolist() == [0.0, 0.0]


def test_regret_is_from_the_best_of_those_compared():
    one = robustness.judge(store(STEADY), ["entrapment"], policies=["c", "a"]).outcomes[0]
    assert one.regret[0] == pytest.approx([1.8, 0.0])


def test_a_run_that_failed_under_one_policy_counts_under_none():
    # Row 0 is the first run of a in the first future.
    own = futures(store(STEADY, failed=[0]), ["entrapment"], ["a", "b", "c"])
    assert own.fine.sum() == 10 * 4 - 1
    assert own.means(0)[:, 0] == pytest.approx([1.2, 1.0, 3.0])
    lost = futures(store(STEADY, failed=[0, 1, 6, 11]), ["entrapment"], ["a", "b", "c"])
    assert (lost.left_out, lost.fine.shape[0]) == (1, 9)


def test_samples_are_redrawn_with_all_that_is_crossed_with_them():
    rng = np.random.default_rng(1)
    table = np.column_stack([np.ones(40), 1 + rng.normal(0.0, 1.0, 40)])
    alone, wide = store(table), store(np.repeat(table, 5, axis=0), samples=40)
    factors = (*wide.plan.factors, wide.plan.factors[0]._replace(name="posture", values=tuple("abcde")))
    wide.plan = dataclasses.replace(wide.plan, factors=factors, crossed=("posture",))
    one, other = (robustness.judge(each, ["entrapment"]) for each in (alone, wide))
    assert (one.units, other.units, other.futures) == (40, 40, 200)
    width, widened = (told.outcomes[0].best_high - told.outcomes[0].best_low for told in (one, other))
    share = one.outcomes[0].best
    assert width == pytest.approx(2 * 1.96 * np.sqrt(share * (1 - share) / 40), rel=0.2)
    assert widened == pytest.approx(width, rel=0.25)


def test_of_a_grid_runs_are_redrawn_and_settings_are_what_they_are():
    told = robustness.judge(store(STEADY, design="grid", samples=0), ["entrapment"])
    assert (told.unit, told.units) == ("runs", 4)
    assert told.outcomes[0].best_low == pytest.approx(told.outcomes[0].best)  # nothing is luck here


def test_the_same_seed_says_the_same_and_all_rules_are_there():
    noisy = store(STEADY, luck=1.0)
    one, again, other = (as_data(robustness.judge(noisy, ["entrapment"], seed=seed)) for seed in (1, 1, 2))
    assert json.dumps(one) == json.dumps(again)
    assert json.dumps(one) != json.dumps(other)
    assert [choice["rule"] for choice in one["outcomes"][0]["choices"]] == list(RULES)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ScenarioError) as caught:
        robustness.judge(store(STEADY[:3]), ["entrapmnt", "vetoes"], ["a"], acceptable=1.5)
    said = str(caught.value)
    for part in (
        "did you mean 'entrapment'?",
        "neither less nor more vetoes is better",
        "two policies at least",
        "not 150 %",
        "3 settings are too few futures",
    ):
        assert part in said


def test_what_is_said_keeps_to_the_assumptions():
    told = robustness.judge(store(STEADY * 4, luck=0.3), ["entrapment", "involvement"])
    said = " ".join([*words.sentences(told), *words.caveats(told)])
    assert said.startswith("Under the stated assumptions, over 40 futures of 4 runs each: ")
    assert "Within 5 % of the best in entrapment and involvement at once" in said
    assert "no probabilities" in said
    for word in ("prove", "reduces", "should", "recommend"):
        assert word not in said


def test_figures_have_a_row_a_policy_and_escape_names():
    told = robustness.judge(store(STEADY, policies=("<b>a", "b", "c")), ["entrapment", "involvement"])
    drawn = figure.figures(told)
    assert len(drawn) == 3
    assert drawn[0].data[0].x == pytest.approx(told.outcomes[0].regret[0])
    assert drawn[2].data[0].x == pytest.approx(100 * told.jointly)
    assert all("<b><b>" not in one.to_json() for one in drawn)
    assert "a mean 0.16, 90th percentile 0.2, greatest 0.2" in figure.alt(told, told.outcomes[0])
    assert "c 0 %" in figure.shares_alt(told)
