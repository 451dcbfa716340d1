"""Simulated histories with known parameters, fitted back by the same code: what a fit is worth."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from eastsea_abm.calibration.fit import Fitter
from eastsea_abm.calibration.screening import correlations, ranks
from eastsea_abm.calibration.targets import Targets, marginal
from eastsea_abm.intervals import NORMAL, wilson
from eastsea_abm.world import Floats, Ints

#: Intervals whose coverage is counted, by the quantiles that bound them.
INTERVALS = {"0.5": ("q25", "q75"), "0.9": ("q05", "q95")}


class Recovered(NamedTuple):
    """Fits to simulated histories beside the truth, shapes ``(histories, targets)``."""

    rows: Ints  # of the table
    truth: Floats
    mean: Floats
    contraction: Floats
    inside: dict[str, Floats]  # 1 where the interval holds the truth


class Recovery(NamedTuple):
    """What recovery found of one target."""

    name: str
    histories: int
    correlation: float  # rank correlation of truth and posterior mean
    correlation_low: float  # its 95 % interval
    correlation_high: float
    coverage: dict[str, tuple[float, float, float]]  # share found and its 95 % interval, by share wanted
    contraction: float  # mean over histories
    contraction_low: float  # 5 % of the histories lie below
    contraction_high: float  # 5 % above


def recovered(
    fitter: Fitter, targets: Targets, histories: int, seed: int, tick: Callable[[int], None] = lambda done: None
) -> Recovered:
    """Fit some rows of a table back, each from all the others.

    Parameters
    ----------
    histories
        How many; all where the table has fewer.
    tick
        Called with how many are done.
    """
    total = len(fitter.odds)
    rows = np.sort(np.random.default_rng([seed, histories]).choice(total, size=min(histories, total), replace=False))
    prior = targets.of(fitter.odds)
    told = []
    for done, row in enumerate(rows):
        told.append(marginal(targets.of(fitter.refitted(int(row), seed).draws), prior))
        tick(done + 1)
    truth = prior[rows]
    inside = {}
    for share, (low, high) in INTERVALS.items():
        bounds = [np.array([one.quantiles[name] for one in told]) for name in (low, high)]
        inside[share] = ((bounds[0] <= truth) & (truth <= bounds[1])).astype(float)
    return Recovered(
        rows, truth, np.array([one.mean for one in told]), np.array([one.contraction for one in told]), inside
    )


def summed_up(names: tuple[str, ...], found: Recovered) -> list[Recovery]:
    """One row a target."""
    n = len(found.rows)
    agreement = np.diag(correlations(ranks(found.truth), ranks(found.mean)))
    out = []
    for k, name in enumerate(names):
        shares = {share: float(inside[:, k].mean()) for share, inside in found.inside.items()}
        least, most = np.quantile(found.contraction[:, k], [0.05, 0.95])
        out.append(
            Recovery(
                name,
                n,
                float(agreement[k]),
                *fisher(float(agreement[k]), n),
                {share: (got, *wilson(got, n)) for share, got in shares.items()},
                float(found.contraction[:, k].mean()),
                float(least),
                float(most),
            )
        )
    return out


def fisher(correlation: float, n: int) -> tuple[float, float]:
    """95 % interval of a correlation of ``n`` pairs, by Fisher's transformation; nan for fewer than four."""
    if n < 4:
        return math.nan, math.nan
    middle, reach = math.atanh(max(-1.0 + 1e-12, min(1.0 - 1e-12, correlation))), NORMAL / math.sqrt(n - 3)
    return math.tanh(middle - reach), math.tanh(middle + reach)
