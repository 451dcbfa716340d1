"""Everybody's forecast of the same points of one series: the model's and those of the baselines.

All see the same training points. The model is not fitted to them but for the monotone map onto the observed scale,
which its CRPS and its bands need; signs and ranks are read from the model's own scale.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.hindcast import baselines
from eastsea_abm.hindcast.aligned import Points, at_points, scale
from eastsea_abm.hindcast.map import MonotoneMap

if TYPE_CHECKING:
    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Series

MODEL = "model"
ANCHORED = "model from the last value"  # its change alone, added to what was last observed
SEED = 1
FITTED = 200  # runs to which a map is fitted
METHODS = (MODEL, *baselines.NAMES, baselines.LEADERS_ALONE)


class Judged(NamedTuple):
    """One forecast of one series.

    Attributes
    ----------
    point
        Its median at the test points, on whatever scale its order has; shape (points,).
    changes
        The change it claims into each test point from the one before, the first from the last training point; shape
        (points,). The model claims that of the median run: whether most runs rise, not whether their median does,
        because the luck of a run is the same on both sides.
    members
        On the observed scale, shape (members, points).
    flag
        What is wrong with its scale, or nothing.
    """

    point: np.ndarray
    changes: np.ndarray
    members: np.ndarray
    flag: str = ""


def forecasts(
    runs: Runs, series: Series, train: Points, test: Points, methods: Sequence[str] = METHODS
) -> dict[str, Judged | None]:
    """Forecasts of the test points by method; None (n/a) where one cannot be produced."""
    low, high = scale(series, train.values)
    model = of_model(runs, series, train, test) if MODEL in methods or ANCHORED in methods else None
    own = {
        MODEL: None if model is None else model.judged,
        ANCHORED: None if model is None else from_last(model, train, low, high),
    }
    return {name: own[name] if name in own else of_baseline(name, series, train, test, low, high) for name in methods}


class Modelled(NamedTuple):
    """The model's forecast, and what its runs say of the last training point on the observed scale, shape (runs,)."""

    judged: Judged
    last: np.ndarray


def of_model(runs: Runs, series: Series, train: Points, test: Points) -> Modelled | None:
    """The model's forecast; None where it has no value at a test point or at no training point."""
    own = at_points(runs, series, np.concatenate([train.months, test.months]))
    past, future = own[:, : len(train.months)], own[:, len(train.months) :]
    if not np.isfinite(past).all(axis=0).any() or not np.isfinite(future).all():
        return None
    curve = curve_of(past, series, train)
    changes = np.median(np.diff(own[:, len(train.months) - 1 :], axis=1), axis=0)
    judged = Judged(np.median(future, axis=0), changes, curve(future), curve.flag)
    return Modelled(judged, curve(past[:, -1]))


def curve_of(past: np.ndarray, series: Series, train: Points) -> MonotoneMap:
    """The map onto the observed scale from the model at the training points, shape (runs, points).

    Fitted on `FITTED` runs at most, evenly chosen: more change its third digit and take long.
    """
    there = np.isfinite(past).all(axis=0)
    chosen = np.unique(np.linspace(0, len(past) - 1, min(len(past), FITTED)).astype(int))
    return MonotoneMap.fit(past[np.ix_(chosen, there)], train.values[there], *scale(series, train.values))


def from_last(model: Modelled, train: Points, low: float, high: float) -> Judged:
    """The model's change on the observed scale, added to the last observed value."""
    made = model.judged
    members = np.clip(train.values[-1] + made.members - model.last[:, None], low, high)
    return made._replace(point=np.median(members, axis=0), members=members)


def of_baseline(name: str, series: Series, train: Points, test: Points, low: float, high: float) -> Judged | None:
    """A baseline's forecast, with its covariate where it has one."""
    known = [covariate(name, tuple(points.months.tolist())) for points in (train, test)]
    made = baselines.forecast(
        name,
        train.months,
        train.values,
        test.months,
        every=series.every,
        counts_train=known[0],
        counts_test=known[1],
        low=low,
        high=high,
        seed=SEED,
        segments=train.segments,
    )
    if made is None:
        return None
    return Judged(made.point, np.diff(made.point, prepend=train.values[-1]), made.members)


@functools.lru_cache(maxsize=256)
def covariate(name: str, months: tuple[int, ...]) -> np.ndarray | None:
    """What a baseline knows of the record at some months; None for those that know nothing of it."""
    from eastsea_abm.observed import event_count, leaders

    known = {"event count": event_count, baselines.LEADERS_ALONE: leaders}.get(name)
    return None if known is None else np.array([float(known(month)) for month in months])
