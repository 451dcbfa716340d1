"""Regression of parameters on statistics from sums alone, so that leaving one row out costs nothing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.world import Floats

RIDGE = 1.0  # of standardised statistics, in rows: keeps the regression solvable where statistics repeat each other
STILL = 1e-9  # spread below which a statistic does not vary


class Regression(NamedTuple):
    """Linear prediction of parameters from statistics."""

    centre: Floats  # (statistics,)
    scale: Floats  # (statistics,) 1 where a statistic never varies, which then counts for nothing
    slopes: Floats  # (statistics, parameters) on standardised statistics
    means: Floats  # (parameters,)
    spreads: Floats  # (parameters,) of the parameters themselves

    def predicted(self, statistics: Floats, directions: Floats | None = None) -> Floats:
        """Predictions, shape ``(rows, parameters)``.

        Parameters
        ----------
        directions
            Shape ``(parameters, combinations)``: predict these combinations of standardised parameters instead, in
            standard deviations.
        """
        slopes = self.slopes / self.scale[:, None]
        if directions is not None:
            slopes = slopes / self.spreads @ directions
        means = self.means if directions is None else np.zeros(slopes.shape[1])
        return np.asarray(np.atleast_2d(statistics) @ slopes + (means - self.centre @ slopes))


class Moments(NamedTuple):
    """Sums over rows, about an origin near their middle."""

    rows: int
    x_origin: Floats  # (statistics,)
    y_origin: Floats  # (parameters,)
    x: Floats  # (statistics,) sum
    y: Floats  # (parameters,) sum
    xx: Floats  # (statistics, statistics) sum of products
    xy: Floats  # (statistics, parameters) sum of products
    yy: Floats  # (parameters,) sum of squares

    @classmethod
    def of(cls, statistics: Floats, parameters: Floats) -> Moments:
        """Of all rows."""
        x_origin, y_origin = statistics.mean(axis=0), parameters.mean(axis=0)
        x, y = statistics - x_origin, parameters - y_origin
        return cls(len(x), x_origin, y_origin, x.sum(axis=0), y.sum(axis=0), x.T @ x, x.T @ y, np.sum(y**2, axis=0))

    def without(self, statistics: Floats, parameters: Floats) -> Moments:
        """Of all rows but the one given."""
        x, y = statistics - self.x_origin, parameters - self.y_origin
        return self._replace(
            rows=self.rows - 1,
            x=self.x - x,
            y=self.y - y,
            xx=self.xx - np.outer(x, x),
            xy=self.xy - np.outer(x, y),
            yy=self.yy - y**2,
        )

    def regression(self) -> Regression:
        """Ridge regression of every parameter on all statistics, in closed form."""
        n = self.rows
        x, y = self.x / n, self.y / n
        scale = spreads(np.diag(self.xx) / n - x**2)
        still = scale == 1.0
        gram = (self.xx - n * np.outer(x, x)) / np.outer(scale, scale) + RIDGE * np.eye(len(x))
        cross = (self.xy - n * np.outer(x, y)) / scale[:, None]
        gram[still], gram[:, still], cross[still] = 0.0, 0.0, 0.0
        gram[still, still] = 1.0
        slopes = np.linalg.solve(gram, cross)
        return Regression(self.x_origin + x, scale, slopes, self.y_origin + y, spreads(self.yy / n - y**2))


def spreads(variances: Floats) -> Floats:
    """Standard deviations; 1 where there is none."""
    found = np.sqrt(np.maximum(variances, 0.0))
    return np.where(found > STILL, found, 1.0)
