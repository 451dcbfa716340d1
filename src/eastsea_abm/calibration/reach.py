"""Whether the model comes near the record at all, whatever its parameters: no posterior makes up for it if not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.world import Floats

NEIGHBOURS = 0.01  # share of the histories that counts as near (assumption)
MOST_PROBED = 500  # simulated histories whose distance is taken
BATCH = 50  # of these at once
BAND = {"q05": 0.05, "q50": 0.5, "q95": 0.95}


class Reach(NamedTuple):
    """How far the record lies from simulated histories, against how far those lie from each other."""

    distance: float  # of the record: mean over its nearest histories, in spreads of the statistics
    typical: float  # median of the same for simulated histories
    farther: float  # share of simulated histories that lie nearer to the others than the record does
    probed: int
    statistics: int
    outside: tuple[str, ...]  # statistics of the record outside the middle 90 % of the histories


def reach(statistics: Floats, observed: Floats, scale: Floats, names: Sequence[str]) -> Reach:
    """Where a record lies among histories.

    Parameters
    ----------
    statistics
        Of the histories, shape ``(rows, statistics)``.
    scale
        Spread of each statistic that counts as one; the same for prior and posterior, so that distances compare.
    """
    x = statistics / scale
    near = max(1, min(round(len(x) * NEIGHBOURS), len(x) - 1))
    probed = x[np.linspace(0, len(x) - 1, min(MOST_PROBED, len(x))).astype(int)]
    # The nearest history to a simulated one is itself, at no distance.
    among = nearest_mean(x, probed, near + 1) * (near + 1) / near
    own = float(nearest_mean(x, (observed / scale)[None], near)[0])
    low, high = np.quantile(statistics, [BAND["q05"], BAND["q95"]], axis=0)
    out = tuple(name for name, v, a, b in zip(names, observed, low, high, strict=True) if not a <= v <= b)
    return Reach(own, float(np.median(among)), float(np.mean(among < own)), len(probed), len(names), out)


def nearest_mean(x: Floats, points: Floats, number: int) -> Floats:
    """Mean distance of each point to its nearest rows."""
    squares, out = np.sum(x**2, axis=1), []
    for at in range(0, len(points), BATCH):
        some = points[at : at + BATCH]
        apart = np.maximum(squares + np.sum(some**2, axis=1)[:, None] - 2.0 * some @ x.T, 0.0)
        out.append(np.sqrt(np.partition(apart, number - 1, axis=1)[:, :number]).mean(axis=1))
    return np.concatenate(out)
