"""How often each policy is the best of those compared. Ties are shared: of two best, each has half a case."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from eastsea_abm.analysis.contrasts import by_run, by_set
from eastsea_abm.intervals import wilson

RUN, SET = "run", "parameter set"


def best_of_runs(values: np.ndarray, better: int) -> list[dict[str, Any]]:
    """Share of runs in which each policy is best, one row a policy.

    Parameters
    ----------
    values
        ``(policies, sets, runs)``, nan in all policies where a pair is missing.
    better
        -1 where less is better, 1 where more is; where neither is, the share in which it is lowest.
    """
    pairs = by_run(values)
    return _rows(pairs, better, RUN, _independent(values, pairs, better))


def best_of_sets(values: np.ndarray, better: int) -> list[dict[str, Any]]:
    """Share of parameter sets in which the mean of each policy is best, one row a policy."""
    means = by_set(values)
    return _rows(means, better, SET, [float(means.shape[1])] * len(means))


def weights(values: np.ndarray, better: int) -> np.ndarray:
    """What each policy gets of each case, ``(policies, cases)``: 1 for the best, its part of 1 in a tie."""
    if not values.shape[1]:
        return np.zeros(values.shape)
    won = values == (values.max(0) if better > 0 else values.min(0))
    return won / won.sum(0)


def _rows(values: np.ndarray, better: int, unit: str, independent: list[float]) -> list[dict[str, Any]]:
    part = weights(values, better)
    number = values.shape[1]
    rows = []
    for own, n in zip(part, independent, strict=True):
        share = float(own.mean()) if number else math.nan
        low, high = wilson(share, n)
        tied = float(((own > 0) & (own < 1)).mean()) if number else math.nan
        rows.append(
            {
                "unit": unit,
                "number": number,
                "best_is": "highest" if better > 0 else "lowest",
                "share": share,
                "low": low,
                "high": high,
                "tied": tied,
            }
        )
    return rows


def _independent(values: np.ndarray, pairs: np.ndarray, better: int) -> list[float]:
    """For each policy, how many independent runs would leave its share as uncertain as these do.

    Runs of one parameter set are alike, so that the interval of a share over all of them follows the spread
    between sets; the number lies between that of the sets and that of the runs.
    """
    policies, sets, _ = values.shape
    runs = float(pairs.shape[1])
    if sets == 1 or not runs:
        return [runs] * policies
    within = [weights(by_run(values[:, k : k + 1]), better) for k in range(sets)]
    means = np.stack([part.mean(1) for part in within if part.shape[1]], 1)
    number = float(means.shape[1])
    out = []
    for own in means:
        share = float(own.mean())
        error = float(own.var(ddof=1)) / number if number > 1 else 0.0
        alike = share * (1.0 - share) / error if error > 0 else number
        out.append(min(max(alike, number), runs))
    return out
