r"""Likelihood-free fit to summary statistics: plain arrays in, plain arrays out.

A regression over the whole table predicts the parameters from the statistics; the predictions of a few directions
of parameter space are what runs and record are compared by [FearnheadPrangle2012]_. The nearest runs are kept, and
their parameters moved along a local regression to where the record lies [BeaumontZhangBalding2002]_:

.. math::
    d_r = \lvert p_r - p_{obs} \rvert, \qquad w_r \propto 1 - (d_r / d_{max})^2, \qquad
    \theta_r^{*} = \theta_r - \hat\beta\,(p_r - p_{obs})

Parameters are log-odds of the place between the bounds of the prior, so that no draw leaves it. Predictions are in
standard deviations of the prior: a direction that statistics tell little of moves little, and weighs little.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from eastsea_abm.calibration.moments import Moments
from eastsea_abm.world import Floats, Ints

EDGE = 1e-6  # share of the prior's width that log-odds keep off its bounds
ROWS_A_SLOPE = 5  # accepted rows for each number of the local regression, at least (assumption)


class Fitted(NamedTuple):
    """Accepted rows of the table, and what was made of them."""

    rows: Ints  # (accepted,) rows of the table, nearest first
    distances: Floats  # (accepted,) in standard deviations of the prior
    weights: Floats  # (accepted,) sum 1
    adjusted: Floats  # (accepted, parameters) log-odds after the correction
    drawn: Ints  # (accepted,) places in `rows`: equally weighted draws
    predicted: Floats  # (directions,) of the record

    @property
    def effective(self) -> float:
        """Effective number of draws behind the weights."""
        return float(1.0 / np.sum(self.weights**2))

    @property
    def draws(self) -> Floats:
        """Equally weighted draws as log-odds, shape ``(accepted, parameters)``."""
        return self.adjusted[self.drawn]


class Fitter(NamedTuple):
    """A table ready to be fitted to one record after another."""

    statistics: Floats  # (rows, statistics)
    odds: Floats  # (rows, parameters)
    directions: Floats  # (parameters, directions) by which runs are compared
    share: float  # of the rows that is accepted
    moments: Moments

    @classmethod
    def of(cls, statistics: Floats, odds: Floats, directions: Floats, share: float) -> Fitter:
        """Of a table."""
        return cls(statistics, odds, directions, share, Moments.of(statistics, odds))

    def fitted(self, observed: Floats, seed: int) -> Fitted:
        """The fit to the statistics of a record; ``seed`` is of the equally weighted draws."""
        return self._fitted(self.moments, observed, seed, None)

    def refitted(self, row: int, seed: int) -> Fitted:
        """The fit of all other rows to the statistics of one."""
        own = self.statistics[row]
        return self._fitted(self.moments.without(own, self.odds[row]), own, seed, row)

    def _fitted(self, moments: Moments, observed: Floats, seed: int, without: int | None) -> Fitted:
        model = moments.regression()
        target = model.predicted(observed, self.directions)[0]
        away = model.predicted(self.statistics, self.directions) - target
        distance = np.sqrt(np.sum(away**2, axis=1))
        if without is not None:
            distance[without] = math.inf
        rows = nearest(distance, accepted_number(moments.rows, self.share))
        weights = epanechnikov(distance[rows])
        adjusted = moved(self.odds[rows], away[rows], weights)
        return Fitted(rows, distance[rows], weights, adjusted, systematic(weights, seed), target)


def log_odds(values: Floats, low: Floats, high: Floats) -> Floats:
    """Place between the bounds as log-odds, kept off the bounds by `EDGE`."""
    share = np.clip((values - low) / (high - low), EDGE, 1.0 - EDGE)
    return np.asarray(np.log(share / (1.0 - share)))


def between(odds: Floats, low: Floats, high: Floats) -> Floats:
    """The values that have these log-odds."""
    share = 0.5 * (1.0 + np.tanh(0.5 * odds))
    return np.clip(low + (high - low) * share, low, high)


def accepted_number(rows: int, share: float) -> int:
    """How many rows a share accepts: whole, and one at least."""
    return min(rows, max(1, math.ceil(rows * share - 1e-9)))


def least_accepted(directions: int) -> int:
    """Fewest accepted rows from which a local regression on this many numbers is made."""
    return ROWS_A_SLOPE * (directions + 1)


def nearest(distance: Floats, number: int) -> Ints:
    """Rows of the smallest distances in rising order, the earlier row first where two are the same."""
    edge = np.partition(distance, number - 1)[number - 1]
    near = np.nonzero(distance <= edge)[0]
    return near[np.argsort(distance[near], kind="stable")][:number]


def epanechnikov(distances: Floats) -> Floats:
    """Weights that fall to nothing just beyond the farthest accepted row; they sum to one."""
    farthest = float(distances.max()) * (1.0 + 1.0 / len(distances))
    weights = 1.0 - (distances / farthest) ** 2 if farthest > 0 else np.ones(len(distances))
    return np.asarray(weights / weights.sum())


def moved(odds: Floats, away: Floats, weights: Floats) -> Floats:
    """Parameters moved along a weighted linear regression to where nothing is away from the record.

    Where the rows are too few or too alike for one, they stay as they are.
    """
    if len(odds) < least_accepted(away.shape[1]):
        return odds.copy()
    root = np.sqrt(weights)[:, None]
    x = np.column_stack([np.ones(len(away)), away])
    slopes, _, rank, _ = np.linalg.lstsq(root * x, root * odds, rcond=None)
    return odds - away @ slopes[1:] if rank == x.shape[1] else odds.copy()


def systematic(weights: Floats, seed: int) -> Ints:
    """Places drawn by weight, as many as there are weights, evenly spread and in random order."""
    rng = np.random.default_rng(seed)
    points = (rng.random() + np.arange(len(weights))) / len(weights)
    drawn = np.searchsorted(np.cumsum(weights), points * (1.0 - 1e-12), side="right")
    return rng.permutation(np.minimum(drawn, len(weights) - 1))
