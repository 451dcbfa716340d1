"""How much of the variance of a store is strategy, parameters, luck, and what they do together.

Every setting is played under every policy with the same run numbers, one value a cell, so that the sums of
squares of the analysis of variance are orthogonal and add up exactly.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

#: Axes of the values: parameters (settings), strategy (policies), luck (runs).
AXES = ("parameters", "strategy", "luck")
TOGETHER = ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))


class Luck(NamedTuple):
    """What luck leaves in the means over runs.

    Attributes
    ----------
    variance
        Of a setting's mean, by luck, beside what luck does to all settings alike; nan with one run.
    share
        Of the variance of the means over settings; nan where that is 0.
    """

    variance: float
    share: float


def shares(values: np.ndarray) -> dict[str, float]:
    """Shares of the variance of single runs, adding up to 1.

    Parameters
    ----------
    values
        Shape (settings, policies, runs), no nan. An axis of one level gets share 0.

    Returns
    -------
    dict
        ``parameters``, ``strategy``, ``luck``, ``parameters x strategy`` and so on; all nan where nothing varies.
    """
    effects: dict[tuple[int, ...], np.ndarray] = {(): np.asarray(values.mean())}
    squares: dict[str, float] = {}
    for axes in TOGETHER:
        rest = tuple(axis for axis in range(3) if axis not in axes)
        mean = values.mean(axis=rest, keepdims=True)
        effects[axes] = mean - sum(effect for own, effect in effects.items() if set(own) < set(axes))
        each = values.size / effects[axes].size
        squares[" x ".join(AXES[axis] for axis in axes)] = float((effects[axes] ** 2).sum() * each)
    total = sum(squares.values())
    return {name: square / total if total > 0 else math.nan for name, square in squares.items()}


def luck_of_means(values: np.ndarray) -> Luck:
    """How far the means over runs of settings differ by luck alone.

    Run numbers are shared by all settings: what a run does to all of them alike moves no difference between
    settings, so only the interaction of setting and run counts. Settings that lie close share more luck than
    far ones, so between neighbours this is rather too much than too little.

    Parameters
    ----------
    values
        Shape (settings, runs), no nan.
    """
    settings, runs = values.shape
    means = values.mean(axis=1)
    spread = float(means.var(ddof=1)) if settings > 1 else 0.0
    if runs < 2 or settings < 2:
        return Luck(math.nan, math.nan)
    left = values - means[:, None] - values.mean(axis=0) + values.mean()
    variance = float((left**2).sum()) / ((settings - 1) * (runs - 1)) / runs
    return Luck(variance, min(variance / spread, 1.0) if spread > 0 else math.nan)
