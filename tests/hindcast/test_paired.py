"""Paired tests: exact where they say so, silent where points are few, honest about blocks."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from eastsea_abm.hindcast.paired import LEAST_POINTS, better, diebold_mariano, flipped, more_hits, which

NAN = math.nan


def test_the_best_baseline_is_the_best_of_those_that_have_the_score():
    scores = {"no change": NAN, "drift": 2.0, "linear trend": 1.0, "AR(1)": 1.0}
    assert which(scores, higher=False) == "linear trend"
    assert which(scores, higher=True) == "drift"
    assert which({"no change": NAN}, higher=True) is None


def test_sign_flips_are_the_enumeration_of_all_patterns():
    d = np.array([0.3, -0.1, 0.5, 0.2, -0.4, 0.9])
    sums = [abs(sum(s * x for s, x in zip(signs, d, strict=True))) for signs in itertools.product((1, -1), repeat=6)]
    expected = np.mean([s >= abs(d.sum()) - 1e-9 for s in sums])
    assert flipped(d, 1)[0] == expected
    assert flipped(np.zeros(4), 1)[0] == 1.0


def test_many_points_are_flipped_by_a_seed_and_come_near_the_exact_answer():
    d = np.random.default_rng(4).normal(0.35, 1.0, 15)
    exact = flipped(d, 1)[0]
    more = np.concatenate([d, [0.0]])  # a sixteenth difference of 0 changes no sum
    assert flipped(more, 1) == flipped(more, 1)
    assert flipped(more, 1)[0] == pytest.approx(exact, abs=0.02)
    assert flipped(np.ones(60), 1)[0] == 1 / 10_001  # a p of exactly 0 is never shown


def test_lower_losses_throughout_are_called_lower():
    got = better(np.ones(8), np.full(8, 2.0), "drift")
    assert got[:4] == ("drift", 8, -1.0, 2 / 256)
    assert got.verdict == "lower loss, p=0.008"
    assert better(np.full(8, 2.0), np.ones(8), "drift").verdict == "higher loss, p=0.008"
    assert better(np.array([1.0, 2.0] * 5), np.array([2.0, 1.0] * 5), "drift").verdict == "no difference shown, p=1.000"


def test_too_few_points_make_no_claim_whatever_p():
    got = better(np.zeros(7), np.ones(7), "drift")
    assert got.p < 0.05
    assert got.verdict == "too few points (n=7): no claim"
    assert math.isnan(got.dm)
    assert better(np.zeros(LEAST_POINTS), np.ones(LEAST_POINTS), "drift").verdict.startswith("lower")


def test_points_without_a_loss_do_not_count():
    got = better(np.array([1.0, NAN, 1.0]), np.array([2.0, 2.0, NAN]), "drift")
    assert (got.n, got.difference) == (1, -1.0)
    none = better(np.full(3, NAN), np.ones(3), "drift")
    assert none.n == 0
    assert math.isnan(none.p)
    assert none.verdict == "too few points (n=0): no claim"


def test_whole_blocks_change_sign_and_their_number_is_n():
    model, best, years = np.zeros(84), np.ones(84), np.repeat(np.arange(7), 12)
    got = better(model, best, "drift", blocks=years)
    assert (got.n, got.p) == (7, 2 / 128)
    assert got.verdict == "too few points (n=7): no claim"
    halves = better(model, best, "drift", blocks=np.repeat(np.arange(14), 6))
    assert halves.n == 14
    assert halves.verdict.startswith("lower loss")


def test_blocks_ask_more_of_differences_that_hang_together():
    model = np.repeat(np.random.default_rng(2).normal(-0.5, 1.0, 10), 12)
    alone, together = (better(model, np.zeros(120), "drift", blocks=b) for b in (None, np.repeat(np.arange(10), 12)))
    assert alone.p < 0.01 < together.p
    assert alone.difference == together.difference


def test_hits_are_compared_by_the_exact_binomial_of_the_pairs_that_differ():
    from scipy.stats import binomtest

    model = np.array([1, 1, 1, 1, 1, 1, 0, 1, 0, NAN, 1])
    best = np.array([0, 0, 0, 0, 0, 1, 1, 0, 0, 1, NAN])
    got = more_hits(model, best, "AR(1)")
    assert got.n == 9
    assert got.difference == pytest.approx(5 / 9)
    assert got.p == pytest.approx(binomtest(6, 7).pvalue)
    assert got.verdict == "no difference shown, p=0.125"
    assert more_hits(np.ones(9), np.zeros(9), "AR(1)").verdict == "more signs right, p=0.004"
    assert more_hits(np.zeros(9), np.ones(9), "AR(1)").verdict == "fewer signs right, p=0.004"
    assert more_hits(np.ones(9), np.ones(9), "AR(1)").p == 1.0
    assert more_hits(np.full(3, NAN), np.ones(3), "AR(1)").n == 0


def test_diebold_mariano_at_horizon_one_is_the_paired_t_test():
    from scipy.stats import ttest_1samp

    d = np.random.default_rng(6).normal(0.4, 1.0, 12)
    statistic, p = diebold_mariano(d)
    t = ttest_1samp(d, 0.0)
    assert statistic == pytest.approx(t.statistic)  # the correction turns the variance over n into that over n - 1
    assert p == pytest.approx(t.pvalue)


def test_diebold_mariano_at_a_longer_horizon_is_the_formula_written_out():
    d = np.random.default_rng(9).normal(0.4, 1.0, 20)
    n, h, mean = 20, 3, d.mean()
    gamma = [sum((d[t] - mean) * (d[t - k] - mean) for t in range(k, n)) / n for k in range(h)]
    plain = mean / math.sqrt((gamma[0] + 2 * gamma[1] + 2 * gamma[2]) / n)
    expected = plain * math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
    assert diebold_mariano(d, 3)[0] == pytest.approx(expected)


def test_diebold_mariano_is_not_available_on_few_points_or_without_variance():
    assert all(math.isnan(x) for x in diebold_mariano(np.arange(7.0)))
    assert all(math.isnan(x) for x in diebold_mariano(np.ones(9)))
    assert all(math.isnan(x) for x in diebold_mariano(np.array([1.0, -1.0] * 5), 2))  # covariance outweighs variance
    with pytest.raises(ValueError, match="horizon"):
        diebold_mariano(np.ones(9), 0)


def test_losses_that_are_not_on_the_same_points_are_refused():
    with pytest.raises(ValueError, match="do not go together"):
        better(np.ones(3), np.ones(4), "drift")
    with pytest.raises(ValueError, match="changes"):
        more_hits(np.ones(3), np.ones(4), "drift")
