"""The fit on simulators whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from toy_histories import HIGH, LOW, toy_odds, toy_table

from eastsea_abm.calibration.fit import (
    Fitter,
    accepted_number,
    between,
    epanechnikov,
    log_odds,
    moved,
    nearest,
    systematic,
)
from eastsea_abm.calibration.moments import Moments

SEEN = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])


@pytest.fixture(scope="module")
def fitted():
    values, statistics = toy_table(20_000)
    fitter = Fitter.of(statistics, toy_odds(values), SEEN, 0.03)
    return fitter.fitted(np.array([6.0, 2.0, 8.0, 0.0]), seed=1)


def test_the_posterior_is_the_one_that_can_be_computed_by_hand(fitted):
    draws = between(fitted.draws, LOW, HIGH)
    # A wide even prior leaves the likelihood: Gaussian around what was seen, with the noise's own spread.
    assert abs(draws[:, 0].mean() - 6.0) < 0.2
    assert abs(draws[:, 0].std() - 1.0) < 0.15
    # The second prior is as narrow as its noise: a Gaussian cut off on both sides.
    grid = np.linspace(0.0, 4.0, 2001)
    weight = np.exp(-0.5 * (grid - 2.0) ** 2)
    weight /= weight.sum()
    spread = np.sqrt(weight @ (grid - weight @ grid) ** 2)
    assert abs(draws[:, 1].mean() - 2.0) < 0.15
    assert abs(draws[:, 1].std() - spread) < 0.12


def test_what_no_statistic_sees_keeps_its_prior(fitted):
    draws = between(fitted.draws, LOW, HIGH)[:, 2]
    assert abs(draws.mean() - 0.5) < 0.05
    assert abs(draws.var() * 12.0 - 1.0) < 0.15


def test_no_draw_leaves_the_prior(fitted):
    draws = between(fitted.draws, LOW, HIGH)
    assert (draws >= LOW).all()
    assert (draws <= HIGH).all()


def test_log_odds_come_back_as_the_values_they_were_made_of():
    values = toy_table(500)[0]
    assert np.allclose(between(toy_odds(values), LOW, HIGH), values, atol=1e-4)
    edge = between(log_odds(np.array([LOW, HIGH]), LOW, HIGH), LOW, HIGH)
    assert np.isfinite(edge).all()
    assert np.allclose(edge, [LOW, HIGH], atol=1e-4)


def test_the_regression_recovers_a_linear_rule():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((4000, 3)) * [1.0, 5.0, 0.1] + [3.0, -2.0, 0.0]
    y = np.column_stack([x[:, 0] + 0.2 * x[:, 1] + 4.0, 10.0 * x[:, 2]])
    assert np.allclose(Moments.of(x, y).regression().predicted(x), y, atol=0.02)


def test_a_statistic_that_never_varies_changes_nothing():
    values, statistics = toy_table(2000)
    odds = toy_odds(values)
    with_one = np.column_stack([statistics, np.full(len(statistics), 7.0)])
    predicted = [Moments.of(x, odds).regression().predicted(x) for x in (statistics, with_one)]
    assert np.allclose(*predicted, atol=1e-9)


def test_leaving_a_row_out_of_the_sums_is_leaving_it_out_of_the_table():
    values, statistics = toy_table(300)
    odds = toy_odds(values)
    less = Moments.of(statistics, odds).without(statistics[7], odds[7]).regression()
    others = np.arange(300) != 7
    whole = Moments.of(statistics[others], odds[others]).regression()
    for one, other in zip(less, whole, strict=True):
        assert np.allclose(one, other, atol=1e-9)


def test_a_row_is_never_fitted_to_itself():
    values, statistics = toy_table(400)
    fitter = Fitter.of(statistics, toy_odds(values), SEEN, 1.0)
    found = fitter.refitted(11, seed=1)
    assert 11 not in found.rows
    assert len(found.rows) == 399
    assert fitter.fitted(statistics[11], seed=1).rows[0] == 11


def test_the_nearest_are_taken_in_order_and_the_earlier_of_two_alike():
    assert nearest(np.array([3.0, 1.0, 2.0, 1.0, 2.0]), 4).tolist() == [1, 3, 2, 4]
    assert nearest(np.array([1.0, 1.0, 1.0]), 2).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("rows", "share", "number"), [(20_000, 0.03, 600), (10, 0.01, 1), (7, 1.0, 7), (100, 0.29, 29)]
)
def test_a_share_of_the_rows_is_a_whole_number(rows, share, number):
    assert accepted_number(rows, share) == number


def test_weights_fall_with_distance_and_sum_to_one():
    weights = epanechnikov(np.array([0.0, 1.0, 2.0]))
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] > weights[1] > weights[2] > 0
    assert epanechnikov(np.zeros(4)).tolist() == [0.25] * 4


def test_the_local_regression_moves_what_lies_beside_to_the_record():
    away = np.linspace(-1.0, 1.0, 40)[:, None]
    odds = np.column_stack([2.0 + 3.0 * away[:, 0], np.full(40, 5.0)])
    assert np.allclose(moved(odds, away, np.full(40, 1 / 40)), [2.0, 5.0])


def test_too_few_rows_are_not_moved():
    odds = np.arange(6.0)[:, None]
    assert np.array_equal(moved(odds, odds * 2.0, np.full(6, 1 / 6)), odds)


def test_draws_are_as_many_as_rows_and_follow_the_weights():
    weights = np.array([0.5, 0.25, 0.25, 0.0])
    drawn = systematic(np.repeat(weights / 100, 100), 4) // 100
    assert np.bincount(drawn, minlength=4).tolist() == [200, 100, 100, 0]
    assert not np.array_equal(drawn, np.sort(drawn))
