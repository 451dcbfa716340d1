"""Intervals of means and of shares, 95 % throughout."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
NORMAL = 1.959963984540054  # standard errors on either side of a normal mean
ENOUGH = 100  # values from which the normal interval is used, Student's t below


class Mean(NamedTuple):
    """A mean with its uncertainty; nan where there are too few values."""

    number: int
    mean: float
    standard_error: float
    half_width: float


def mean_of(values: np.ndarray) -> Mean:
    """Mean, standard error and half-width of the interval; the half-width is 0 where all values are the same."""
    n = int(values.size)
    if n == 0:
        return Mean(0, math.nan, math.nan, math.nan)
    if n == 1 or values.min() == values.max():
        spread = 0.0 if n > 1 else math.nan
        return Mean(n, float(values[0]), spread, spread)
    error = float(values.std(ddof=1)) / math.sqrt(n)
    return Mean(n, float(values.mean()), error, quantile(n) * error)


def quantile(n: int) -> float:
    """How many standard errors the interval of a mean of ``n`` values reaches to either side."""
    if n >= ENOUGH:
        return NORMAL
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, 0.5 + LEVEL / 2.0))


def method(n: int) -> str:
    """The name of the interval that a mean of ``n`` values gets."""
    return "normal" if n >= ENOUGH else f"Student's t, {max(n - 1, 0)} degrees of freedom"


def wilson(share: float, n: float) -> tuple[float, float]:
    """Wilson's score interval of a share of ``n`` cases; ``n`` need not be whole, nan where it is 0."""
    if not n > 0:
        return math.nan, math.nan
    square = NORMAL**2
    middle = (share + square / (2.0 * n)) / (1.0 + square / n)
    reach = NORMAL / (1.0 + square / n) * math.sqrt(share * (1.0 - share) / n + square / (4.0 * n * n))
    return max(0.0, min(middle - reach, share)), min(1.0, max(middle + reach, share))
