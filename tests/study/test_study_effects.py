"""Effects of a factorial, against sums worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from made_stores import made

from eastsea_abm.study.effects import effects

CORNERS = ("none", "q", "b", "both")  # the last factor fastest
FACTORS = {"b": ("engagement", (0.0, 0.4)), "q": ("institutions", (0.0, 0.5))}


def store(noise: float = 0.0):
    """Base 10 and the set's own level, b adds 2, q takes 3, together they take another 1."""

    def rule(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        b, q = policy // 2, policy % 2
        return 10.0 + setting + run + 2.0 * b - 3.0 * q - 1.0 * b * q + noise * (-1.0) ** setting * b

    return made({"harm": rule}, {"x": [0.1, 0.2, 0.3, 0.4]}, policies=CORNERS, runs=2, design="lhs", samples=4)


def test_effects_are_means_with_less_means_without():
    rows = {one.term: one for one in effects(store(), CORNERS, FACTORS, ["harm"])}
    assert list(rows) == ["b", "q", "b with q"]
    assert rows["b"].mean == pytest.approx(2.0 - 0.5)  # without q 2, with q 1
    assert rows["q"].mean == pytest.approx(-3.0 - 0.5)
    assert rows["b with q"].mean == pytest.approx(-0.5)
    assert rows["q"].relative == pytest.approx(-3.5 / (10.0 + 1.5 + 0.5 + 1.0 - 1.5 - 0.25))
    assert (rows["q"].lower, rows["b"].lower, rows["b"].sets) == (1.0, 0.0, 4)
    assert rows["b"].half == pytest.approx(0.0, abs=1e-12)


def test_intervals_are_over_sets():
    rows = {one.term: one for one in effects(store(noise=4.0), CORNERS, FACTORS, ["harm"])}
    assert rows["b"].mean == pytest.approx(1.5)
    assert rows["b"].half == pytest.approx(3.182446 * np.std([5.5, -2.5, 5.5, -2.5], ddof=1) / 2, rel=1e-5)
    assert rows["b"].lower == 0.5


def test_a_factor_of_three_levels_has_no_single_effect():
    assert effects(store(), CORNERS, {**FACTORS, "b": ("engagement", (0.0, 0.2, 0.4))}, ["harm"]) == []
