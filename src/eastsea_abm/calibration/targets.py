"""What a fit speaks of: parameters on their own scales, and combinations in standard deviations of the prior."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.calibration.fit import between
from eastsea_abm.world import Floats, Ints


class Targets(NamedTuple):
    """Parameters and combinations to report on, computed from the log-odds of all parameters."""

    names: tuple[str, ...]  # parameters first
    places: Ints  # (parameters reported,) places among all parameters
    low: Floats  # (parameters reported,) of the priors
    high: Floats
    centre: Floats  # (all parameters,) mean log-odds in the table
    spread: Floats  # (all parameters,)
    directions: Floats  # (all parameters, combinations)

    def of(self, odds: Floats) -> Floats:
        """Values of the targets, shape ``(rows, targets)``."""
        own = between(odds[:, self.places], self.low, self.high)
        return np.column_stack([own, (odds - self.centre) / self.spread @ self.directions])


class Marginal(NamedTuple):
    """What draws say of each target; arrays of shape ``(targets,)``."""

    mean: Floats
    shift: Floats  # of the mean, in standard deviations of the prior
    contraction: Floats  # 1 less the share of the prior's variance that is left; below 0 where there is more
    quantiles: dict[str, Floats]


QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}


class Errors(NamedTuple):
    """Standard errors of a marginal, shape ``(targets,)``: how much another table of that size would differ."""

    shift: Floats
    contraction: Floats


def jackknife(without: list[Marginal]) -> Errors:
    """Errors from marginals of which each left out another of equal shares of the table."""
    n = len(without)

    def error(values: Floats) -> Floats:
        return np.asarray(np.sqrt((n - 1) / n * np.sum((values - values.mean(axis=0)) ** 2, axis=0)))

    return Errors(error(np.array([m.shift for m in without])), error(np.array([m.contraction for m in without])))


def marginal(draws: Floats, prior: Floats) -> Marginal:
    """Marginals of equally weighted draws against those of the prior, both shape ``(rows, targets)``."""
    mean = draws.mean(axis=0)
    spread = prior.std(axis=0)
    quantiles = {name: np.quantile(draws, q, axis=0) for name, q in QUANTILES.items()}
    return Marginal(mean, (mean - prior.mean(axis=0)) / spread, 1.0 - draws.var(axis=0) / spread**2, quantiles)
