"""Contrasts of constructed tables whose answers are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eastsea_abm.analysis.best import RUN, SET, best_of_runs, best_of_sets, weights
from eastsea_abm.analysis.comparison import FIRST, Comparison, beside, compare, main_outcomes, outcome
from eastsea_abm.analysis.contrasts import by_run, by_set, contrast, cube, paired, reduction, spread
from eastsea_abm.intervals import ENOUGH, mean_of, wilson

POLICIES = ("hedge", "engage")


def compared(crises: list[float] | np.ndarray, runs: int, failed: tuple[int, ...] = ()) -> Comparison:
    """A comparison of one column as the store keeps it; rows of ``failed`` are not fine."""
    column = np.asarray(crises, float)
    fine = np.ones(column.size, bool)
    fine[list(failed)] = False
    return compare({"crises": column}.__getitem__, fine, ["crises"], policies=POLICIES, runs=runs)


def test_rows_come_by_set_then_policy_then_run() -> None:
    values = cube(np.arange(12), 2, 3)
    assert values.shape == (2, 2, 3)
    assert values[1, 0].tolist() == [3, 4, 5]
    assert values[0, 1].tolist() == [6, 7, 8]


def test_a_difference_is_that_of_its_pairs() -> None:
    reference = np.array([1.0, 2.0, 3.0, 4.0])
    told = contrast(reference + np.array([1.0, 0.0, -1.0, 2.0]), reference, -1)
    assert told["difference"] == pytest.approx(0.5)
    assert told["standard_error"] == pytest.approx(np.std([1, 0, -1, 2], ddof=1) / 2)
    assert told["half_width"] == pytest.approx(3.182446 * told["standard_error"], rel=1e-6)  # t with 3 degrees
    assert told["relative"] == pytest.approx(0.2)
    assert (told["lower"], told["equal"], told["higher"]) == (0.25, 0.25, 0.5)
    assert (told["better"], told["worse"]) == (0.25, 0.5)


def test_more_is_better_where_the_outcome_says_so_and_nothing_where_it_says_neither() -> None:
    reference, policy = np.zeros(4), np.array([1.0, 1.0, 1.0, -1.0])
    assert contrast(policy, reference, 1)["better"] == 0.75
    told = contrast(policy, reference, 0)
    assert math.isnan(told["better"])
    assert math.isnan(told["worse"])
    assert told["lower"] == 0.25
    assert math.isnan(told["relative"])  # the reference's mean is 0


def test_the_interval_is_normal_from_a_hundred_pairs() -> None:
    rng = np.random.default_rng(3)
    for n, factor in ((ENOUGH - 1, 1.984467), (ENOUGH, 1.959964)):
        found = mean_of(rng.normal(size=n))
        assert found.half_width / found.standard_error == pytest.approx(factor, rel=1e-5)


def test_equal_policies_differ_by_nothing_with_certainty() -> None:
    values = np.array([1.0, 5.0, 2.0])
    told = contrast(values, values.copy(), -1)
    assert (told["difference"], told["half_width"], told["equal"]) == (0.0, 0.0, 1.0)
    assert math.isnan(told["variance_reduction"])


def test_a_constant_gain_leaves_no_uncertainty_and_no_ratio() -> None:
    values = np.array([0.1, 0.7, 0.3])
    assert math.isnan(reduction(values + 0.1, values))  # what is left is rounding
    assert contrast(values + 0.5, values, -1)["half_width"] == pytest.approx(0.0, abs=1e-15)


def test_one_pair_has_a_difference_and_no_interval() -> None:
    told = contrast(np.array([2.0]), np.array([1.0]), -1)
    assert told["difference"] == 1.0
    assert math.isnan(told["half_width"])
    assert math.isnan(told["variance_reduction"])
    empty = contrast(np.array([]), np.array([]), -1)
    assert empty["pairs"] == 0
    assert math.isnan(empty["difference"])


def test_pairing_buys_what_the_correlation_gives() -> None:
    rng = np.random.default_rng(1)
    shared, own = rng.normal(size=(1, 200_000)), rng.normal(size=(2, 200_000))
    policy, reference = 3.0 * shared + own  # variance 10 each, 2 of the difference
    assert reduction(policy, reference) == pytest.approx(10.0, rel=0.02)
    assert reduction(own[0], own[1]) == pytest.approx(1.0, rel=0.02)


def test_a_failed_run_is_left_out_under_every_policy_and_counted() -> None:
    told = compared([1.0, 2.0, 3.0, 2.0, np.nan, 9.0], 3, failed=(5,))
    assert told.failed == {"hedge": 0, "engage": 1}
    row = told.differences.iloc[0]
    assert (row["pairs"], row["reference_mean"], row["difference"]) == (1, 1.0, 1.0)
    assert set(told.best["number"]) == {1}


def test_without_any_run_there_is_no_answer_and_no_error() -> None:
    told = compared(np.full(4, np.nan), 2)
    assert math.isnan(told.differences["difference"][0])
    assert told.best["share"].isna().all()


def test_ties_are_shared() -> None:
    values = np.array([[1.0, 2.0, 3.0, 0.0], [1.0, 1.0, 4.0, 0.0], [2.0, 1.0, 5.0, 0.0]])
    assert weights(values, -1).mean(1).tolist() == pytest.approx([(0.5 + 0 + 1 + 1 / 3) / 4, 4 / 3 / 4, 5 / 6 / 4])
    rows = best_of_runs(values[:, None, :], 1)
    assert sum(row["share"] for row in rows) == pytest.approx(1.0)
    assert rows[0]["tied"] == 0.25 * 1  # the last run; in the second it is best alone
    assert rows[0]["best_is"] == "highest"


def test_where_neither_is_better_the_lowest_is_reported_and_named() -> None:
    rows = best_of_runs(np.array([[[1.0, 1.0]], [[2.0, 2.0]]]), 0)
    assert (rows[0]["share"], rows[0]["best_is"]) == (1.0, "lowest")


def test_the_unit_of_several_parameter_sets_is_the_set() -> None:
    # Two sets of two runs: engage is worse in three of four runs, better in the mean of one of two sets.
    hedge, engage = [[1.0, 1.0], [4.0, 4.0]], [[2.0, 2.0], [1.0, 5.0]]
    told = compared(np.array([[h, e] for h, e in zip(hedge, engage, strict=True)]).ravel(), 2)
    row = told.differences.iloc[0]
    assert (told.unit, row["pairs"], row["difference"]) == (SET, 2, pytest.approx(0.0))
    assert (row["better"], row["worse"]) == (0.5, 0.5)
    shares = told.best.set_index(["unit", "policy"])["share"]
    assert shares[SET, "engage"] == 0.5
    assert shares[RUN, "engage"] == 0.25


def test_the_mean_of_a_set_is_that_of_the_runs_it_has() -> None:
    values = np.array([[[1.0, 3.0], [2.0, 2.0]], [[5.0, 7.0], [np.nan, 1.0]]])
    values[:, 0, 1] = np.nan
    values[:, 1, :] = np.nan
    assert by_set(paired(values)).tolist() == [[1.0], [5.0]]
    assert by_run(paired(values)).tolist() == [[1.0], [5.0]]


def test_the_spread_over_sets_is_a_log_ratio_only_where_all_are_positive() -> None:
    reference = np.array([1.0, 2.0, 4.0])
    told = spread(reference * 2.0, reference)
    assert (told["spread_of"], told["median"]) == ("log ratio", pytest.approx(math.log(2.0)))
    told = spread(np.array([0.0, 2.0, 5.0]), reference)
    assert (told["spread_of"], told["median"]) == ("difference", 0.0)


def test_runs_of_one_parameter_set_do_not_count_as_independent() -> None:
    """Twenty sets of a hundred runs, each set wholly for one policy: the interval is that of twenty cases."""
    values = np.zeros((2, 20, 100))
    values[1, ::2] = 1.0
    values[1, 1::2] = -1.0
    alike = best_of_runs(values, -1)[0]
    assert (alike["share"], alike["number"]) == (0.5, 2000)
    assert alike["high"] - alike["low"] == pytest.approx(np.diff(wilson(0.5, 20))[0])
    rng = np.random.default_rng(0)
    apart = best_of_runs(rng.normal(size=(2, 20, 100)), -1)[0]
    assert apart["high"] - apart["low"] < 0.06  # near that of 2000
    assert best_of_sets(values, -1)[0]["number"] == 20


def test_wilson_stays_inside_and_holds_the_share() -> None:
    assert wilson(0.0, 10)[0] == 0.0
    assert wilson(0.0, 10)[1] == pytest.approx(0.2775, abs=1e-4)
    assert wilson(1.0, 10)[1] == 1.0
    assert wilson(0.3, 50) == pytest.approx((0.1910, 0.4375), abs=1e-4)
    assert math.isnan(wilson(0.3, 0)[0])


@pytest.mark.parametrize(("n", "low", "high"), [(12, 0.935, 0.965), (200, 0.935, 0.965)])
def test_the_interval_covers_the_true_difference_as_often_as_it_says(n: int, low: float, high: float) -> None:
    rng = np.random.default_rng(11)
    covered = 0
    trials = 4000
    for _ in range(trials):
        shared = rng.normal(size=n)
        told = contrast(shared + rng.normal(0.3, 0.5, n), shared + rng.normal(0.0, 0.5, n), -1)
        covered += told["low"] <= 0.3 <= told["high"]
    assert low < covered / trials < high


def test_involvement_stands_beside_entrapment() -> None:
    there = ["cooperation", "entrapment", "involvement", "crises", "entrapment_KP"]
    shown = ["entrapment", "involvement", "entrapment_KP", "crises", "cooperation"]
    assert main_outcomes(there) == shown
    assert beside(["crises", "entrapment_KP", "cooperation"], there) == [
        "crises",
        "entrapment_KP",
        "involvement",
        "cooperation",
    ]
    assert beside(["crises"], there) == ["crises"]
    assert outcome("entrapment_KP").better == -1
    assert set(FIRST) <= {"entrapment", "involvement"}
