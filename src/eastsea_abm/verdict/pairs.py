"""One outcome under two policies, setting by setting, differences within the pairs of runs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.intervals import quantile


class Pairs(NamedTuple):
    """What two policies gave; arrays of shape ``(settings)``.

    Attributes
    ----------
    runs
        Pairs of runs that came to their end under both.
    of, against
        Means over these runs, in the outcome's unit; nan where there is none.
    gap
        Mean of the differences, ``of`` less ``against``: exactly 0 where every pair is equal.
    sure
        -1 or 1 where the 95 % interval of the mean difference lies below or above 0, else 0.
    halves
        Whether the first and the second half of the runs give the difference the same sign; only where ``halved``.
    halved
        Whether there are pairs in both halves.
    first_lower, second_lower
        Whether the mean difference of the first half of the runs, and of the second, is below 0; False where there is
        none.
    """

    runs: np.ndarray
    of: np.ndarray
    against: np.ndarray
    gap: np.ndarray
    sure: np.ndarray
    halves: np.ndarray
    halved: np.ndarray
    first_lower: np.ndarray
    second_lower: np.ndarray

    @property
    def there(self) -> np.ndarray:
        """Settings with at least one pair."""
        return self.runs > 0


def pairs(of: np.ndarray, against: np.ndarray) -> Pairs:
    """Pair up the runs of two policies, each ``(settings, runs)``; nan where a run failed."""
    gaps = of - against
    whole = np.isfinite(gaps)
    runs = whole.sum(1)
    gap = _means(gaps, whole)
    least = runs > 1
    squares = np.where(whole, gaps - np.nan_to_num(gap)[:, None], 0.0) ** 2
    error = np.sqrt(squares.sum(1) / np.maximum(runs - 1, 1) / np.maximum(runs, 1))
    wide = {n: quantile(int(n)) if n > 1 else 0.0 for n in np.unique(runs)}
    half = np.array([wide[n] for n in runs]) * error
    sure = np.where(least & (np.abs(gap) > half), np.sign(gap), 0.0)
    middle = gaps.shape[1] // 2
    first, second = (_means(gaps[:, part], whole[:, part]) for part in (slice(0, middle), slice(middle, None)))
    halved = np.isfinite(first) & np.isfinite(second)
    agree = halved & (np.sign(first) == np.sign(second))
    lower = (np.nan_to_num(half) < 0 for half in (first, second))
    return Pairs(runs, _means(of, whole), _means(against, whole), gap, sure, agree, halved, *lower)


def _means(values: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Means over the runs that are whole; nan where none is."""
    number = whole.sum(1)
    sums = np.where(whole, values, 0.0).sum(1)
    return np.where(number > 0, sums / np.maximum(number, 1), np.nan)
