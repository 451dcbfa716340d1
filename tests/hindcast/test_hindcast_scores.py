"""Scores: each against another way to compute it, and each edge that must give no score rather than a false one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eastsea_abm.hindcast.scores import coverage, crps, rank_correlation, sign_hits


def by_pairs(y: float, x: np.ndarray) -> float:
    m = len(x)
    apart = sum(abs(x[i] - x[j]) for i in range(m) for j in range(m))
    return sum(abs(v - y) for v in x) / m - apart / (2.0 * m * (m - 1))


def test_crps_by_sorted_values_is_the_double_loop_over_pairs_of_different_members():
    draw = np.random.default_rng(3)
    observed, members = draw.normal(size=5), draw.normal(1.0, 2.0, (7, 5))
    expected = [by_pairs(observed[k], members[:, k]) for k in range(5)]
    np.testing.assert_allclose(crps(observed, members), expected, rtol=1e-12)


def test_crps_of_a_large_normal_ensemble_is_the_closed_form():
    from scipy.stats import norm

    mean, sd, observed = 2.0, 3.0, np.array([-4.0, 2.0, 5.0])
    members = np.repeat(norm.ppf((np.arange(20_000) + 0.5) / 20_000, mean, sd)[:, None], 3, axis=1)
    z = (observed - mean) / sd
    closed = sd * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))
    np.testing.assert_allclose(crps(observed, members), closed, atol=1e-3)


def test_the_expected_crps_does_not_depend_on_the_size_of_the_ensemble():
    draw = np.random.default_rng(8)
    observed = draw.normal(size=20_000)
    small, large = (crps(observed, draw.normal(size=(m, 20_000))).mean() for m in (2, 20))
    assert abs(small - large) < 0.02  # with m * m below the line the small ensemble would be worse by .28


def test_crps_of_members_all_alike_is_the_absolute_error():
    np.testing.assert_allclose(crps(np.array([1.0, 5.0]), np.full((4, 2), 3.0)), [2.0, 2.0])


def test_crps_of_a_missing_observation_is_missing_and_one_member_is_refused():
    scores = crps(np.array([math.nan, 0.0]), np.array([[1.0, 1.0], [2.0, 3.0]]))
    assert math.isnan(scores[0])
    assert scores[1] == 2.0 - 1.0
    with pytest.raises(ValueError, match="two members"):
        crps(np.zeros(2), np.zeros((1, 2)))


def test_signs_are_counted_change_by_change():
    got = sign_hits([1.0, 2.0, 1.0, 1.0, 4.0, 5.0], [0.0, 1.0, 2.0, 3.0, 3.0, 4.0])
    assert got[:3] == (2, 4, 1)  # up right, down wrong, unchanged left out, a forecast of no change is a miss
    np.testing.assert_array_equal(got.outcome, [1.0, 0.0, math.nan, 0.0, 1.0])
    assert got.share == 0.5


def test_no_change_is_formed_across_a_break():
    got = sign_hits([1.0, 2.0, 9.0, 8.0], [1.0, 2.0, 1.0, 2.0], segments=[0, 0, 1, 1])
    assert got[:3] == (1, 2, 0)
    assert math.isnan(got.outcome[1])


@pytest.mark.parametrize("forecast", [[3.0, 3.0, 3.0], [math.nan] * 3])
def test_a_forecast_without_any_change_has_no_sign_score(forecast):
    got = sign_hits([1.0, 2.0, 1.0], forecast)
    assert (got.hits, got.n) == (0, 0)
    assert math.isnan(got.share)
    assert np.isnan(got.outcome).all()


def test_a_change_forecast_only_across_a_break_claims_nothing():
    assert sign_hits([1.0, 2.0, 3.0, 4.0], [1.0, 1.0, 2.0, 2.0], segments=[0, 0, 1, 1]).n == 0


def test_pairs_with_a_missing_value_are_not_judged():
    assert sign_hits([1.0, math.nan, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0])[:2] == (1, 1)


def test_rank_correlation_is_spearmans_with_ties():
    from scipy.stats import spearmanr

    a, b = [1.0, 2.0, 2.0, 5.0, 0.0], [3.0, 1.0, 4.0, 4.0, 0.5]
    assert rank_correlation(a, b) == pytest.approx(spearmanr(a, b).statistic)
    assert rank_correlation([1, 2, 3, 4], np.exp([1.0, 2.0, 3.0, 4.0])) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("a", "b"),
    [([1, 2, 3], [1, 2, 3]), ([1, 2, 3, 4], [7, 7, 7, 7]), ([1, 2, 3, 4, math.nan], [1, 2, math.nan, 4, 5])],
)
def test_few_points_or_a_constant_have_no_rank_correlation(a, b):
    assert math.isnan(rank_correlation(a, b))


def test_bands_hold_the_share_they_claim():
    members = np.repeat(np.linspace(0.0, 1.0, 101)[:, None], 6, axis=1)
    observed = np.array([0.2, 0.26, 0.5, 0.74, 0.96, math.nan])
    assert coverage(observed, members, 0.5) == (3, 5)
    assert coverage(observed, members, 0.9) == (4, 5)
    assert coverage(np.array([3.0]), np.full((9, 1), 3.0), 0.9).share == 1.0  # the ends belong to the band


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="do not go with"):
        crps(np.zeros(3), np.zeros((5, 2)))
    with pytest.raises(ValueError, match="observed points"):
        sign_hits([1.0, 2.0], [1.0])
