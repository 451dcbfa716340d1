"""Forecasts by anyone with a ruler: what a model of agents has to beat.

Each baseline sees the training points (the last two also a covariate at training and test points) and answers with
a point forecast and an ensemble on the observed scale, the same two things the model is scored on. The point
forecast is the median worked out on paper, not that of the drawn members: "no change" is exactly constant. Time is
counted in units of the series, months or years; irregular spacing is taken from the months themselves. What a
baseline cannot forecast is None (n/a) and is never counted as beaten.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from eastsea_abm.hindcast.regression import drawn, fitted

NAMES = ("no change", "drift", "linear trend", "AR(1)", "event count")
LEADERS_ALONE = "leaders alone"  # the leaders' orientation without agents: the regression of "event count"

MONTHS_PER = {"month": 1, "year": 12}
LEAST_REGRESSED = 4  # points of a regression, assumption: with fewer, the t has one degree of freedom and no width
LEAST_PAIRS = 4  # pairs of consecutive points for AR(1)
LARGEST_PHI = 0.99  # assumption: 1 or more would explode; .99 still forgets only half in 69 units of time
YEAR_APART = (9, 15)  # months between the points of a pair of an annual series, assumption: surveys move in the year


class Forecast(NamedTuple):
    """What a forecaster says about the test points.

    Attributes
    ----------
    point : numpy.ndarray
        Median, shape (test points,).
    members : numpy.ndarray
        Paths, shape (members, test points).
    """

    point: np.ndarray
    members: np.ndarray


class Task(NamedTuple):
    """The data of one forecast; times in units of the series, counted from the last training point."""

    train: np.ndarray  # times, the last is 0
    test: np.ndarray  # times, all above 0
    observed: np.ndarray  # values at the training times
    changes: np.ndarray  # training points from which an unbroken change leads to the next
    pairs: np.ndarray  # those of them whose next point is one unit later
    known: np.ndarray | None  # covariate at the training points
    coming: np.ndarray | None  # covariate at the test points
    draw: np.random.Generator
    members: int


def forecast(
    name: str,
    months_train: np.ndarray,
    observed_train: np.ndarray,
    months_test: np.ndarray,
    *,
    every: str,
    counts_train: np.ndarray | None = None,
    counts_test: np.ndarray | None = None,
    low: float,
    high: float,
    seed: int,
    members: int = 500,
    segments: np.ndarray | None = None,
) -> Forecast | None:
    """The forecast of one baseline for the test points, cut off at the ends of the scale.

    Parameters
    ----------
    name : str
        One of `NAMES`, or `LEADERS_ALONE`.
    months_train, observed_train : numpy.ndarray
        Months (increasing) and values of the training points; points with a nan are left out.
    months_test : numpy.ndarray
        Months of the test points, increasing, all after the last training point.
    every : str
        ``"month"`` or ``"year"``: the unit of time of changes, trends and AR(1).
    counts_train, counts_test : numpy.ndarray, optional
        Covariate of "event count" and "leaders alone" at the same months.
    low, high : float
        Ends of the observed scale.
    seed : int
        Members are drawn from (seed, name), so that no baseline moves another.
    members : int
        Number of paths.
    segments : numpy.ndarray, optional
        Unbroken part each training point belongs to: changes and pairs are formed within one only.

    Returns
    -------
    Forecast or None
        None (n/a) if the training points do not suffice: one change for "no change", two for "drift", four pairs
        for "AR(1)", four points for the regressions, with a covariate that varies.

    Raises
    ------
    ValueError
        If the name is unknown, or months do not increase from training to test.
    """
    if name not in MAKERS:
        raise ValueError(f"no baseline {name!r}; there are {', '.join(MAKERS)}")
    months, values, later = (np.asarray(a, dtype=float) for a in (months_train, observed_train, months_test))
    there = ~np.isnan(values)
    if not there.any() or later.size == 0:
        return None
    parts = np.zeros(values.size) if segments is None else np.asarray(segments)
    months, values, parts = months[there], values[there], parts[there]
    if (np.diff(np.concatenate([months, later])) <= 0).any():
        raise ValueError("months must increase, and test points come after the training points")
    changes = np.flatnonzero(np.diff(parts) == 0)
    gap, (least, most) = np.diff(months)[changes], YEAR_APART if every == "year" else (1, 1)
    task = Task(
        train=(months - months[-1]) / MONTHS_PER[every],
        test=(later - months[-1]) / MONTHS_PER[every],
        observed=values,
        changes=changes,
        pairs=changes[(least <= gap) & (gap <= most)],
        known=None if counts_train is None else np.asarray(counts_train, dtype=float)[there],
        coming=None if counts_test is None else np.asarray(counts_test, dtype=float),
        draw=np.random.default_rng([seed, zlib.crc32(name.encode())]),
        members=members,
    )
    made = MAKERS[name](task)
    return None if made is None else Forecast(np.clip(made.point, low, high), np.clip(made.members, low, high))


def no_change(task: Task) -> Forecast | None:
    """The last value; members walk away from it by steps as large as the training changes, up or down alike."""
    if task.changes.size < 1:
        return None
    steps, times = _changes(task)
    sd = float(np.sqrt((steps**2 / times).mean()))
    point = np.full(task.test.size, task.observed[-1])
    return Forecast(point, point + sd * _walks(task))


def drift(task: Task) -> Forecast | None:
    """The last value plus the mean training change per unit of time; members draw how sure that mean is."""
    if task.changes.size < 2:
        return None
    steps, times = _changes(task)
    rate = float(steps.sum() / times.sum())
    sd = float(np.sqrt(((steps - rate * times) ** 2 / times).sum() / (steps.size - 1)))
    rates = sd / np.sqrt(times.sum()) * task.draw.standard_normal((task.members, 1))
    point = task.observed[-1] + rate * task.test
    return Forecast(point, point + rates * task.test + sd * _walks(task))


def linear_trend(task: Task) -> Forecast | None:
    """A straight line in time by least squares, with its predictive t distribution."""
    return _regressed(task, task.train, task.test)


def by_covariate(task: Task) -> Forecast | None:
    """A straight line in a covariate by least squares: the level if only the covariate mattered."""
    return None if task.known is None or task.coming is None else _regressed(task, task.known, task.coming)


def autoregression(task: Task) -> Forecast | None:
    """The next value from the last, by least squares on pairs one unit apart, iterated from the last value.

    Test points are taken at whole steps, the nearest to their time but at least one. Members draw level, slope and
    residual size of the regression as the linear trend does, a slope beyond `LARGEST_PHI` set to it. The point
    iterates the fitted line; it is the exact median of the members at the first step, and close to it later.
    """
    before, after = task.observed[task.pairs], task.observed[task.pairs + 1]
    if task.pairs.size < LEAST_PAIRS or np.ptp(before) == 0.0:
        return None
    line = fitted(before, after)
    lines = drawn(line, task.draw, task.members)
    phi, phis = (np.clip(slope, -LARGEST_PHI, LARGEST_PHI) for slope in (line.slope, lines.slope[:, 0]))
    step = np.maximum(np.floor(task.test + 0.5).astype(int), 1)
    point, path = np.empty(step[-1] + 1), np.empty((task.members, step[-1] + 1))
    point[0] = path[:, 0] = task.observed[-1]
    shocks = lines.sd * task.draw.standard_normal((task.members, step[-1]))
    for k in range(step[-1]):
        point[k + 1] = line.level + phi * (point[k] - line.centre)
        path[:, k + 1] = lines.level[:, 0] + phis * (path[:, k] - line.centre) + shocks[:, k]
    return Forecast(point[step], path[:, step])


MAKERS: dict[str, Callable[[Task], Forecast | None]] = {
    "no change": no_change,
    "drift": drift,
    "linear trend": linear_trend,
    "AR(1)": autoregression,
    "event count": by_covariate,
    LEADERS_ALONE: by_covariate,
}


def _changes(task: Task) -> tuple[np.ndarray, np.ndarray]:
    """Unbroken changes between successive training points, and the time each took."""
    return np.diff(task.observed)[task.changes], np.diff(task.train)[task.changes]


def _walks(task: Task) -> np.ndarray:
    """Random walks from 0 with steps of variance 1 per unit of time, shape (members, test points)."""
    waits = np.diff(task.test, prepend=0.0)
    return np.cumsum(np.sqrt(waits) * task.draw.standard_normal((task.members, waits.size)), axis=1)


def _regressed(task: Task, x: np.ndarray, x_test: np.ndarray) -> Forecast | None:
    """The line of the training values on ``x``, taken at ``x_test``; None on too few points or an ``x`` that rests."""
    there = ~np.isnan(x)
    if there.sum() < LEAST_REGRESSED or np.ptp(x[there]) == 0.0 or np.isnan(x_test).any():
        return None
    line = fitted(x[there], task.observed[there])
    lines = drawn(line, task.draw, task.members)
    noise = lines.sd * task.draw.standard_normal((task.members, x_test.size))
    return Forecast(line.at(x_test), lines.level + lines.slope * (x_test - line.centre) + noise)
