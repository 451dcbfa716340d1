"""One outcome under several policies with the same luck: differences pair by pair.

Values come as an array ``(policies, parameter sets, runs)``. Run r of a parameter set met the same draws under
every policy, so what a policy changes is the difference within the pair, not that of two separate samples. A
run that failed under one policy is left out under all of them. Without several parameter sets the unit is the
run; with them it is the parameter set, whose runs are first averaged, because runs of one set share its numbers.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from eastsea_abm.intervals import mean_of

#: Differences whose spread is this small a part of the outcome's own are equal but for rounding.
ROUNDING = 1e-12
LOW, HIGH = 0.05, 0.95  # quantiles of the spread over parameter sets


def cube(column: np.ndarray, policies: int, runs: int) -> np.ndarray:
    """A column of the outcome table as ``(policies, sets, runs)``; rows come by set, then policy, then run."""
    return column.reshape(-1, policies, runs).swapaxes(0, 1)


def paired(values: np.ndarray, fine: np.ndarray | None = None) -> np.ndarray:
    """The values with nan in every policy where one of them failed or has no number.

    Parameters
    ----------
    values
        ``(policies, sets, runs)``.
    fine
        Of the same shape: whether the run came to its end.
    """
    whole = np.isfinite(values).all(0)
    if fine is not None:
        whole &= fine.all(0)
    return np.where(whole, values, np.nan)


def by_run(values: np.ndarray) -> np.ndarray:
    """Pairs as ``(policies, runs)``, what is missing left out."""
    flat = values.reshape(len(values), -1)
    return flat[:, np.isfinite(flat).all(0)]


def by_set(values: np.ndarray) -> np.ndarray:
    """Means of the runs of each parameter set, ``(policies, sets)``; sets without a run are left out."""
    there = np.isfinite(values[:1]).sum(2)
    kept = there[0] > 0
    sums = np.where(np.isfinite(values), values, 0.0).sum(2)
    return sums[:, kept] / there[:, kept]


def contrast(policy: np.ndarray, reference: np.ndarray, better: int) -> dict[str, Any]:
    """How a policy differs from the reference, from one value a unit each; nan where there is no answer.

    Parameters
    ----------
    better
        -1 where less is better, 1 where more is, 0 where neither is.

    Returns
    -------
    dict
        Means, the paired difference with its interval, the same relative to the reference's mean, shares of
        units that are lower, equal and higher, and what pairing bought: how many times as many unpaired
        units it would take to know the difference as well, ``(var A + var B) / var(A - B)``.
    """
    gap = policy - reference
    found = mean_of(gap)
    base = float(reference.mean()) if reference.size else math.nan
    scale = 1.0 / abs(base) if base else math.nan
    lower, higher = _share(gap < 0), _share(gap > 0)
    good, bad = {-1: (lower, higher), 1: (higher, lower)}.get(better, (math.nan, math.nan))
    return {
        "pairs": found.number,
        "reference_mean": base,
        "policy_mean": float(policy.mean()) if policy.size else math.nan,
        "difference": found.mean,
        "standard_error": found.standard_error,
        "half_width": found.half_width,
        "low": found.mean - found.half_width,
        "high": found.mean + found.half_width,
        "relative": found.mean * scale,
        "relative_half_width": found.half_width * scale,
        "lower": lower,
        "equal": _share(gap == 0),
        "higher": higher,
        "better": good,
        "worse": bad,
        "variance_reduction": reduction(policy, reference),
    }


def _share(which: np.ndarray) -> float:
    return float(which.mean()) if which.size else math.nan


def reduction(policy: np.ndarray, reference: np.ndarray) -> float:
    """Variance of an unpaired difference over that of the paired one; nan where the pairs do not vary."""
    if policy.size < 2:
        return math.nan
    apart = float(policy.var(ddof=1) + reference.var(ddof=1))
    together = float((policy - reference).var(ddof=1))
    return apart / together if together > apart * ROUNDING**2 else math.nan


def spread(policy: np.ndarray, reference: np.ndarray) -> dict[str, Any]:
    """Median and 5 to 95 % over parameter sets of the log ratio to the reference.

    The log ratio needs positive means in every set: dropping the sets in which an outcome never happened
    would favour those in which it did. Where one is not positive, the difference stands instead.
    """
    scale, values = spread_values(policy, reference)
    if not values.size:
        return {"spread_of": scale, "median": math.nan, "low_5": math.nan, "high_95": math.nan}
    low, median, high = (float(one) for one in np.quantile(values, (LOW, 0.5, HIGH)))
    return {"spread_of": scale, "median": median, "low_5": low, "high_95": high}


def spread_values(policy: np.ndarray, reference: np.ndarray) -> tuple[str, np.ndarray]:
    """What `spread` is taken over, and its values, one a parameter set."""
    if (policy > 0).all() and (reference > 0).all():
        return "log ratio", np.log(policy / reference)
    return "difference", policy - reference
