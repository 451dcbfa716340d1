"""What the model says where the record has a point, on the model's own scale.

A poll is held against the month in which it was asked; a figure counted over a year against the mean of that year's
months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Point, Series

YEAR = 12
BEFORE_MIDDLE = 6  # a year's figure is dated by its seventh month: July, or October of a fiscal year
COUNTED = (" a year", " a fiscal year")  # in the unit of what is counted over a year
HEADROOM = 2.0  # the scale of a count ends at so many times its largest training value, assumption


class Points(NamedTuple):
    """Points of a series as arrays, in order of time."""

    months: np.ndarray
    values: np.ndarray
    segments: np.ndarray

    def taken(self, kept: np.ndarray) -> Points:
        """Some of them."""
        return Points(self.months[kept], self.values[kept], self.segments[kept])

    def before(self, month: int) -> Points:
        """Those before a month."""
        return self.taken(self.months < month)

    def since(self, month: int) -> Points:
        """Those of a month and later."""
        return self.taken(self.months >= month)


def points_of(series: Series, first: int, last: int) -> Points:
    """Points from ``first`` to ``last``, both included."""
    own: list[Point] = [point for point in series.points if first <= point.month <= last]
    return Points(
        np.array([point.month for point in own], np.int64),
        np.array([point.value for point in own], float),
        np.array([point.segment for point in own], np.int64),
    )


def known_before(series: Series, points: Points, month: int) -> Points:
    """Points that were known when ``month`` began: a counted year must have ended by then."""
    last = points.months + (YEAR - BEFORE_MIDDLE - 1 if is_counted(series) else 0)
    return points.taken(last < month)


def is_counted(series: Series) -> bool:
    """Whether a point stands for a whole year."""
    return series.name.endswith("_year") or any(word in f"{series.unit}," for word in COUNTED)


def at_points(runs: Runs, series: Series, months: np.ndarray) -> np.ndarray:
    """The model at the points of a series, shape (runs, points); nan where a year is not wholly played."""
    column = runs.of(series.model)
    places = np.asarray(months, np.int64) - runs.start
    if not is_counted(series):
        return column[:, places]
    out = np.full((len(column), len(places)), np.nan)
    for k, place in enumerate(places):
        begin = int(place) - BEFORE_MIDDLE
        if begin >= 0 and begin + YEAR <= column.shape[1]:
            out[:, k] = column[:, begin : begin + YEAR].mean(axis=1)
    return out


def scale(series: Series, training: np.ndarray) -> tuple[float, float]:
    """Lowest and highest value that a series can have, or is given room for."""
    if "0 to 100" in series.unit:
        return 0.0, 100.0
    if "0 to 1" in series.unit:
        return 0.0, 1.0
    return 0.0, HEADROOM * float(np.max(training))
