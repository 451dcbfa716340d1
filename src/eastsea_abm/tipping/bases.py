"""How a mean may hang on a factor: through its levels, or as a natural cubic spline of few degrees of freedom.

The smooth is the mean of an outcome given the factor, over everything else as it was sampled. Reading a
turning point off such a regression of a sample in which all factors vary together, in place of moving one
factor with the others held at their middle, follows [Pieters2020]_,
who found it to agree with a two-level Monte Carlo where moving one factor alone did not. They use a
generalised additive model; a natural spline with knots at quantiles is the same with the penalty left out, has
a least-squares solution, and so can be resampled a thousand times. How many degrees of freedom it has is
chosen by ten-fold cross-validation over samples among four, for all policies at once, and by nothing else. That
it was chosen is not counted in the bands, which in simulations cover a true turn in 92 to 94 cases of 100.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.tipping.samples import Pairs

DEGREES = (1, 2, 3, 4)  # assumption: degrees of freedom a smooth may have, a straight line the first
FOLDS = 10  # of the cross-validation
MOST_LEVELS = 12  # assumption: a factor of more values than these is smoothed
POINTS = 101  # at which a smooth is told


class Basis(NamedTuple):
    """Functions of a factor of which curves are put together.

    Attributes
    ----------
    at
        ``(points,)`` values of the factor at which curves are told.
    rows
        ``(settings, functions)``.
    grid
        ``(points, functions)``.
    degrees
        Degrees of freedom of a smooth; 0 where the factor is told level by level.
    """

    at: np.ndarray
    rows: np.ndarray
    grid: np.ndarray
    degrees: int


def basis(x: np.ndarray, low: float, high: float, pairs: Pairs, seed: int) -> Basis:
    """Levels where the factor has few, else the smooth that predicts samples left out best."""
    levels = np.unique(x)
    if levels.size <= MOST_LEVELS:
        return Basis(levels, (x[:, None] == levels).astype(float), np.eye(levels.size), 0)
    at = np.linspace(low, high, POINTS)
    degrees = chosen(x, pairs, seed)
    knots = _knots(x, degrees)
    return Basis(at, natural(x, knots), natural(at, knots), degrees)


def _knots(x: np.ndarray, degrees: int) -> np.ndarray:
    return np.quantile(x, np.linspace(0.0, 1.0, degrees + 1))


def natural(x: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """Natural cubic splines, straight beyond the outer knots: as many functions as knots, the first constant.

    Parameters
    ----------
    x
        ``(n,)``.
    knots
        In rising order; two give a straight line.
    """
    low, width = knots[0], knots[-1] - knots[0]
    u, k = (x - low) / width, (knots - low) / width

    def cubic(j: int) -> np.ndarray:
        part = np.maximum(u - k[j], 0.0) ** 3 - np.maximum(u - k[-1], 0.0) ** 3
        return np.asarray(part / (k[-1] - k[j]))

    bent = [cubic(j) - cubic(k.size - 2) for j in range(k.size - 2)]
    return np.column_stack([np.ones_like(u), u, *bent])


def chosen(x: np.ndarray, pairs: Pairs, seed: int) -> int:
    """The degrees of freedom whose smooths of the contrasts predict samples left out best."""
    means = pairs.means
    kept = np.isfinite(means[0])
    gaps = (means[1:] - means[0])[:, kept].T
    spread = gaps.std(0)
    gaps = gaps[:, spread > 0] / spread[spread > 0]
    assert pairs.unit is not None
    fold = np.random.default_rng(seed).permutation(pairs.units)[pairs.unit[kept]] % FOLDS
    errors = [_error(natural(x[kept], _knots(x, degrees)), gaps, fold) for degrees in DEGREES]
    # Equal but for rounding is equal, and then the straighter is taken.
    return next(d for d, error in zip(DEGREES, errors, strict=True) if error <= min(errors) * (1 + 1e-9))


def _error(rows: np.ndarray, gaps: np.ndarray, fold: np.ndarray) -> float:
    """Mean squared error in folds left out."""
    total = 0.0
    for k in range(FOLDS):
        out = fold == k
        fitted = np.linalg.lstsq(rows[~out], gaps[~out], rcond=None)[0]
        total += float(((gaps[out] - rows[out] @ fitted) ** 2).sum())
    return total / max(gaps.size, 1)
