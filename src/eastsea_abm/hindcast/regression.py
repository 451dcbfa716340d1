"""A straight line through few points, and the lines that would do about as well."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np


class Line(NamedTuple):
    """A least-squares line, ``level + slope * (x - centre)``.

    Attributes
    ----------
    n : int
        Points it was fitted on.
    centre, level, slope : float
        Mean of x, mean of y, and rise of y per unit of x.
    spread : float
        Sum of squares of x around its mean.
    residual : float
        Sum of squares of what the line leaves unexplained, on n - 2 degrees of freedom.
    """

    n: int
    centre: float
    level: float
    slope: float
    spread: float
    residual: float

    def at(self, x: np.ndarray) -> np.ndarray:
        """Heights of the line at ``x``."""
        return self.level + self.slope * (x - self.centre)


class Lines(NamedTuple):
    """Drawn lines: heights at the centre, slopes, and residual standard deviations, each of shape (members, 1)."""

    level: np.ndarray
    slope: np.ndarray
    sd: np.ndarray


def fitted(x: np.ndarray, y: np.ndarray) -> Line:
    """The least-squares line of ``y`` on ``x``, which must vary; shape (points,) each, three points or more."""
    centre, level = float(x.mean()), float(y.mean())
    spread = float(((x - centre) ** 2).sum())
    slope = float(((x - centre) * (y - level)).sum()) / spread
    return Line(x.size, centre, level, slope, spread, float(((y - level - slope * (x - centre)) ** 2).sum()))


def drawn(line: Line, draw: np.random.Generator, members: int) -> Lines:
    """Lines that fit about as well.

    The variance is the residual sum of squares over a chi-square draw, level and slope are normal given it. A
    value at a new point, line plus residual, then has exactly the predictive t distribution of least squares with
    n - 2 degrees of freedom.
    """
    sd = np.sqrt(line.residual / draw.chisquare(line.n - 2, (members, 1)))
    level = line.level + sd / math.sqrt(line.n) * draw.standard_normal((members, 1))
    slope = line.slope + sd / math.sqrt(line.spread) * draw.standard_normal((members, 1))
    return Lines(level, slope, sd)
