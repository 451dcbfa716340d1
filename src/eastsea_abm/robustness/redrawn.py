"""Futures and lucks redrawn, to see which policy comes out ahead by more than chance.

Samples are redrawn whole with all that is crossed with them, and run numbers, each one luck in all futures, at the
same time. Such resamples scatter somewhat too far (the pigeonhole bootstrap: [Owen2007]_; Owen
and Eckles 2012, doi:10.1214/12-AOAS547), which errs to the side of not telling. Of a grid only run numbers are redrawn.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.best import weights
from eastsea_abm.robustness.futures import Futures

RESAMPLES = 200


class Redrawn(NamedTuple):
    """What every resample says.

    Attributes
    ----------
    means, best, acceptable
        One an outcome: ``(resamples, policies)``.
    regret
        One an outcome: ``(resamples, 3, policies)``, at face value.
    jointly
        ``(resamples, policies)``.
    """

    means: list[np.ndarray]
    best: list[np.ndarray]
    acceptable: list[np.ndarray]
    regret: list[np.ndarray]
    jointly: np.ndarray


def redrawn(own: Futures, acceptable: float, high: float, seed: int) -> Redrawn:
    """Everything that is told of futures, in resamples of them."""
    rng = np.random.default_rng(seed)
    number, runs = len(own.values), own.fine.shape[1]
    policies = own.values[0].shape[0]
    shape = (RESAMPLES, policies)
    out = Redrawn(
        means=[np.empty(shape) for _ in range(number)],
        best=[np.empty(shape) for _ in range(number)],
        acceptable=[np.empty(shape) for _ in range(number)],
        regret=[np.empty((RESAMPLES, 3, policies)) for _ in range(number)],
        jointly=np.empty(shape),
    )
    members = _members(own)
    for i in range(RESAMPLES):
        by = np.bincount(rng.integers(runs, size=runs), minlength=runs).astype(float)
        took = np.arange(len(own.fine)) if members is None else _taken(members, rng)
        both = np.ones((policies, took.size), bool)
        for k in range(number):
            means = own.means(k, by)[:, took]
            if not np.isfinite(means).all():
                face = own.means(k)[:, took]  # no run of the future was drawn: its mean of all stands
                means = np.where(np.isfinite(means), means, face)
            least = means.min(0)
            gap = means - least
            near = gap <= acceptable * np.abs(least)
            both &= near
            out.means[k][i] = means.mean(1)
            out.best[k][i] = weights(means, -1).mean(1)
            out.acceptable[k][i] = near.mean(1)
            out.regret[k][i] = np.stack([gap.mean(1), np.quantile(gap, high, axis=1), gap.max(1)])
        out.jointly[i] = both.mean(1)
    return out


def _members(own: Futures) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Futures in the order of their samples, where each sample begins, and how many it has."""
    if own.unit is None:
        return None
    order = np.argsort(own.unit, kind="stable")
    size = np.bincount(own.unit)
    return order, np.cumsum(size) - size, size


def _taken(members: tuple[np.ndarray, np.ndarray, np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Futures of as many samples as there are, drawn with replacement."""
    order, begin, size = members
    drawn = rng.integers(size.size, size=size.size)
    long = size[drawn]
    within = np.arange(int(long.sum())) - np.repeat(np.cumsum(long) - long, long)
    return np.asarray(order[np.repeat(begin[drawn], long) + within])
