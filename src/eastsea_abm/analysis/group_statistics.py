"""One outcome of many runs, summed up group by group: all groups at once, so that a hundred thousand take seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from eastsea_abm.analysis.shared_luck import Sharing, Spread, spread
from eastsea_abm.intervals import quantile, wilson

COUNTS = ("count", "months")  # units of outcomes of which many runs have none
LOW, HIGH = 0.05, 0.95
STATISTICS = ("n", "failed", "mean", "sd", "low", "high", "independent", "median", "low_5", "high_95")
SHARES = ("above_zero", "above_zero_low", "above_zero_high")


@dataclass(frozen=True)
class Rows:
    """What the rows of a store have in common, whatever the outcome."""

    group: np.ndarray  # of every row
    fine: np.ndarray  # whether the run came to its end
    sharing: Sharing
    places: np.ndarray  # of every group, its place in every key


def statistics(values: np.ndarray, rows: Rows, unit: str) -> dict[str, Any]:
    """Every column of the summary of one outcome, a value a group."""
    groups = len(rows.places)
    kept = rows.fine & np.isfinite(values)
    group = rows.group
    n = np.bincount(group[kept], minlength=groups).astype(float)
    mean, gap, known = _mean(values, kept, n, rows)
    half = np.array([quantile(int(k)) if k > 1 else math.nan for k in known.number]) * np.sqrt(known.variance)
    with np.errstate(invalid="ignore", divide="ignore"):
        sd = np.sqrt(np.bincount(group, gap * gap, groups) / np.where(n > 1, n - 1, np.nan))
    low, median, high = _quantiles(values, kept, rows, n)
    found = dict(
        zip(
            STATISTICS,
            (
                n.astype(np.int64),
                np.bincount(group[~rows.fine], minlength=groups),
                mean,
                sd,
                mean - half,
                mean + half,
                known.unit,
                median,
                low,
                high,
            ),
            strict=True,
        )
    )
    return found | (_shares(values, kept, n, rows) if unit in COUNTS else dict.fromkeys(SHARES, math.nan))


def _mean(values: np.ndarray, kept: np.ndarray, n: np.ndarray, rows: Rows) -> tuple[np.ndarray, np.ndarray, Spread]:
    """Mean of every group, deviation of every row from it, and how well it is known."""
    counted = np.where(kept, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(rows.group, counted, n.size) / n
    gap = np.where(kept, counted - mean[rows.group], 0.0)
    return mean, gap, spread(gap, kept, n, rows.sharing)


def _quantiles(values: np.ndarray, kept: np.ndarray, rows: Rows, n: np.ndarray) -> list[np.ndarray]:
    """5 %, median and 95 % of every group, straight between neighbouring values."""
    own, group = values[kept], rows.group[kept]
    ordered = own[np.lexsort((own, group))]
    first = np.concatenate([[0], np.cumsum(n)[:-1]])
    found = []
    for share in (LOW, 0.5, HIGH):
        place = share * np.maximum(n - 1, 0)
        below = np.floor(place)
        at = np.minimum((first + below).astype(np.int64), max(ordered.size - 1, 0))
        after = np.minimum(at + (place > below), max(ordered.size - 1, 0))
        if not ordered.size:
            found.append(np.full(n.size, np.nan))
            continue
        between = ordered[at] + (place - below) * (ordered[after] - ordered[at])
        found.append(np.where(n > 0, between, np.nan))
    return found


def _shares(values: np.ndarray, kept: np.ndarray, n: np.ndarray, rows: Rows) -> dict[str, Any]:
    """Share of runs in which there is any, with the interval of as many independent runs as know it as well."""
    share, _, known = _mean((values > 0).astype(float), kept, n, rows)
    every = zip(share.tolist(), known.variance.tolist(), known.number.tolist(), n.tolist(), strict=True)
    bounds = np.array([wilson(one[0], _alike(*one)) for one in every]).reshape(-1, 2)
    return dict(zip(SHARES, (share, bounds[:, 0], bounds[:, 1]), strict=True))


def _alike(share: float, variance: float, number: int, n: float) -> float:
    """How many independent runs would know a share as well; what varies nowhere is known to what is independent."""
    if math.isnan(variance):
        return math.nan
    if variance == 0.0:
        return float(number)
    return min(share * (1.0 - share) / variance * number / (number - 1), n)
