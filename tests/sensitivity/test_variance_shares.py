"""Shares of variance and luck, against numbers from a sheet of paper."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eastsea_abm.sensitivity.shares import luck_of_means, shares


def test_an_additive_toy_has_the_shares_of_its_terms() -> None:
    setting, policy, run = np.ix_([0.0, 2.0], [0.0, 1.0], [0.0, 4.0])
    told = shares(setting + policy + run)  # variances 1, 1/4, 4
    assert told["parameters"] == pytest.approx(1 / 5.25)
    assert told["strategy"] == pytest.approx(0.25 / 5.25)
    assert told["luck"] == pytest.approx(4 / 5.25)
    assert [name for name, share in told.items() if share > 1e-12] == ["parameters", "strategy", "luck"]


def test_products_are_interactions() -> None:
    setting, policy, run = np.ix_([-1.0, 1.0], [-1.0, 1.0], [-1.0, 1.0])
    told = shares(3 * setting * policy + 2 * policy * run + setting * policy * run)  # 9, 4, 1
    assert told["parameters x strategy"] == pytest.approx(9 / 14)
    assert told["strategy x luck"] == pytest.approx(4 / 14)
    assert told["parameters x strategy x luck"] == pytest.approx(1 / 14)


def test_shares_add_up_and_are_none_where_nothing_varies() -> None:
    assert sum(shares(np.random.default_rng(1).random((5, 3, 4))).values()) == pytest.approx(1)
    assert all(math.isnan(share) for share in shares(np.ones((2, 2, 2))).values())


def test_luck_of_means_by_hand() -> None:
    # Left after setting and run: 1, -1, -1, 1; squares 4, one degree of freedom, two runs: 2 of 4.5.
    told = luck_of_means(np.array([[1.0, 3.0], [2.0, 8.0]]))
    assert told.variance == pytest.approx(2)
    assert told.share == pytest.approx(2 / 4.5)


def test_luck_that_meets_all_settings_alike_moves_no_difference() -> None:
    assert luck_of_means(np.array([[1.0, 5.0], [2.0, 6.0]])).variance == pytest.approx(0)


def test_one_run_says_nothing_of_luck() -> None:
    assert math.isnan(luck_of_means(np.array([[1.0], [2.0]])).share)
