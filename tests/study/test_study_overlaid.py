"""What an overlay changes, against differences worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from made_stores import made

from eastsea_abm.study.overlaid import changes, overlaid


def test_only_strategies_that_are_played_alone_are_compared():
    assert overlaid(["hedge", "hedge+plan", "engage+plan", "hedge+a+b"]) == [("plan", "hedge"), ("a+b", "hedge")]


def test_a_change_is_the_mean_paired_difference_over_sets():
    def rule(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 4.0 + run + policy * (np.array([-1.0, -1.0, 0.5, -0.5])[setting] + 0.1 * (-1.0) ** run)

    store = made({"harm": rule}, {"x": [1, 2, 3, 4]}, policies=("hedge", "hedge+plan"), runs=2, design="lhs", samples=4)
    [one] = changes(store, ["harm"])
    assert (one.overlay, one.strategy, one.outcome, one.sets) == ("plan", "hedge", "harm", 4)
    assert one.mean == pytest.approx(-0.5)
    assert one.relative == pytest.approx(-0.5 / 4.5)
    assert one.lower == 0.75
    assert one.half == pytest.approx(3.182446 * np.std([-1.0, -1.0, 0.5, -0.5], ddof=1) / 2, rel=1e-5)


def test_a_run_that_failed_under_either_counts_under_neither():
    store = made(
        {"harm": lambda setting, policy, run: 1.0 + policy * (1.0 + run)}, {"x": [1, 2]},
        policies=("hedge", "hedge+plan"), runs=2, design="lhs", samples=2, failed=[3],
    )  # fmt: skip
    [one] = changes(store, ["harm"])
    assert one.mean == pytest.approx((1.0 + 1.5) / 2)
