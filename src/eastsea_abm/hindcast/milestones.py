"""Dated changes of instruments: how many runs make them, when, and whether the dates beat a constant hazard.

A run makes a change in a month or never (-1). Some changes need another one first: an agreement that was not signed
cannot be suspended. The share of runs *at risk* is reported beside every share, so that a model in which no run signs
is not praised for one that suspends.

Dates are scored by the ranked probability score [Epstein1969]_ over the calendar years of a window and "not by its
end": the mean, over the ends of the years, of the squared difference between the share of runs that have changed by
then and whether the states had. Two naive forecasters are scored beside it: one gives every year the same hazard,
fitted on training years, one says "never".
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

NEVER = -1
MONTHS = 12


class Timing(NamedTuple):
    """When runs make a change that the states made.

    Attributes
    ----------
    runs : int
        Number of runs.
    at_risk : float
        Share of runs in which the change could come by the month in which the states made it.
    in_year : float
        Share of runs that make it in the same calendar year.
    within_one : float
        Share of runs that make it in that year, the one before or the one after.
    in_year_at_risk : float
        Share in the same year among the runs at risk; nan where none is.
    never : float
        Share of runs that never make it.
    median_year : float
        Median year among the runs that make it; nan where none does.
    """

    runs: int
    at_risk: float
    in_year: float
    within_one: float
    in_year_at_risk: float
    never: float
    median_year: float


class Ranked(NamedTuple):
    """Ranked probability scores, 0 (right and certain) to 1; less is better."""

    model: float
    hazard: float
    never: float


def timing(months: np.ndarray, observed: int, required: np.ndarray | None = None) -> Timing:
    """When runs make a change, against the month in which the states made it.

    Parameters
    ----------
    months : numpy.ndarray
        Month of the change in each run (12 * year + month - 1), -1 never; shape (runs,), one run or more.
    observed : int
        Month in which the states made it.
    required : numpy.ndarray, optional
        Month in each run of the change that must come first (-1 never); without it every run is at risk.
    """
    made = _months(months)
    ready = np.ones(made.size, dtype=bool)
    if required is not None:
        first = _months(required)
        if first.shape != made.shape:
            raise ValueError(f"{made.size} runs, but {first.size} with the change that must come first")
        ready = (first != NEVER) & (first <= observed)
    ever = made != NEVER
    off = made // MONTHS - observed // MONTHS
    same = ever & (off == 0)
    return Timing(
        runs=made.size,
        at_risk=float(ready.mean()),
        in_year=float(same.mean()),
        within_one=float((ever & (np.abs(off) <= 1)).mean()),
        in_year_at_risk=float(same[ready].mean()) if ready.any() else math.nan,
        never=float((~ever).mean()),
        median_year=float(np.median(made[ever] // MONTHS)) if ever.any() else math.nan,
    )


def hazard(changes: int, years_at_risk: float) -> float:
    """Chance of a change in a year, from training years: (changes + 1/2) / (years at risk + 1).

    This is the mean of the share under Jeffreys' prior. With the plain ratio a kind of change that no instrument
    made in training would be called impossible, which is the other baseline.
    """
    if not 0 <= changes <= years_at_risk:
        raise ValueError(f"{changes} changes in {years_at_risk} years at risk")
    return (changes + 0.5) / (years_at_risk + 1.0)


def ranked_scores(months: np.ndarray, observed: int, first: int, last: int, yearly: float) -> Ranked:
    """Scores of the runs, of a constant hazard and of "never" over the years of a window.

    Parameters
    ----------
    months : numpy.ndarray
        Month of the change in each run, -1 never; shape (runs,). Months after the window count as not by its end.
    observed : int
        Month in which the states made it, -1 if they did not.
    first, last : int
        First and last month of the window. Changes before it are scored too, at the end of the year before.
    yearly : float
        The hazard per calendar year, 0 to 1, from `hazard`; it begins with the window.
    """
    if not 0.0 <= yearly <= 1.0 or last < first:
        raise ValueError(f"a hazard of {yearly} over months {first} to {last}")
    made = _months(months)
    ends = np.minimum(np.arange(first // MONTHS, last // MONTHS + 1) * MONTHS + MONTHS - 1, last)
    ends = np.concatenate([[first - 1], ends])
    happened = ((observed != NEVER) & (observed <= ends)).astype(float)
    shares = ((made != NEVER) & (made <= ends[:, None])).mean(axis=1)
    waited = np.arange(ends.size)
    return Ranked(*(_score(by_then, happened) for by_then in (shares, 1.0 - (1.0 - yearly) ** waited, 0.0 * waited)))


def _score(by_then: np.ndarray, happened: np.ndarray) -> float:
    """Mean squared difference of two cumulative distributions."""
    return float(((by_then - happened) ** 2).mean())


def _months(months: np.ndarray) -> np.ndarray:
    """Months of runs as integers, shape (runs,)."""
    array = np.asarray(months)
    if array.ndim != 1 or array.size == 0 or not np.issubdtype(array.dtype, np.integer) or array.min() < NEVER:
        raise ValueError("months of runs are whole numbers, one a run, -1 for never")
    return array
