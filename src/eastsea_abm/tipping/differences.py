"""Mean paired differences over parameter sets, with intervals that know what is independent.

Each set counts by the mean of its runs. Run numbers count as independent too, as in the tables of sweeps
(`analysis.shared_luck`): the variance over sets, plus that over run numbers, less what is then counted twice.
The intervals are wider than those over sets alone where many sets share few runs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.intervals import ENOUGH, LEVEL, NORMAL, mean_of
from eastsea_abm.tipping.samples import Pairs


class Difference(NamedTuple):
    """A mean paired difference with its 95 % interval, and shares of the units in which it is below and above 0."""

    mean: float
    low: float
    high: float
    lower: float
    higher: float


def difference(own: Pairs, policy: int, reference: int) -> Difference:
    """The mean over parameter sets of the paired difference; over runs where there is one setting."""
    gap = own.values[policy] - own.values[reference]
    number = own.fine.sum(1)
    kept = number > 0
    gap, fine, by_set = gap[kept], own.fine[kept], gap[kept].sum(1) / number[kept]
    if by_set.size == 1:
        by_set = gap[0, fine[0]]
    mean = float(by_set.mean())
    error = _error(gap, fine, by_set, None if own.unit is None else own.unit[kept])
    return Difference(mean, mean - error, mean + error, float((by_set < 0).mean()), float((by_set > 0).mean()))


def _error(gap: np.ndarray, fine: np.ndarray, by_set: np.ndarray, unit: np.ndarray | None) -> float:
    """Half of the interval's width; nan where nothing says how wide it is."""
    sets, runs = gap.shape
    if sets == 1:
        found = mean_of(by_set)
        return found.half_width
    # What each run of each set adds to the mean, less its share of the mean itself: these sum to nought.
    left = np.where(fine, gap - by_set.mean(), 0.0) / (fine.sum(1)[:, None] * sets)
    over_runs, of_runs = _squares(left.sum(0))
    if unit is None:  # the settings of a grid are no sample
        return student(of_runs) * math.sqrt(over_runs) if of_runs else math.nan
    sample = np.unique(unit, return_inverse=True)[1]
    parts = np.zeros((int(sample.max()) + 1, runs))
    np.add.at(parts, sample, left)
    over_sets, of_sets = _squares(parts.sum(1))
    if not of_sets:
        return math.nan
    twice = float((parts**2).sum()) if of_runs else 0.0
    variance = max(over_sets + over_runs - twice, over_sets, over_runs)
    return student(welch([(over_sets, of_sets), (over_runs, of_runs)])) * math.sqrt(variance)


def _squares(parts: np.ndarray) -> tuple[float, int]:
    """Variance of a sum of independent parts that make nought, made good for the mean estimated; its freedom."""
    free = parts.size - 1
    return (float((parts**2).sum()) * parts.size / free if free else 0.0), free


def welch(variances: Sequence[tuple[float, int]]) -> float:
    """Degrees of freedom of a sum of variances, each with its own, after Welch and Satterthwaite."""
    scatter = sum(one**2 / free for one, free in variances if free)
    return sum(one for one, _ in variances) ** 2 / scatter if scatter > 0 else math.inf


def student(freedom: float) -> float:
    """How many standard errors a 95 % interval reaches to either side."""
    if freedom >= ENOUGH - 1:
        return NORMAL
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + LEVEL / 2.0))
