"""All observed series, under one roof."""

from __future__ import annotations

import functools
import math

from eastsea_abm.observed.index import RECORD_BEGINS, RECORD_ENDS, SMOOTHING, cooperation_index
from eastsea_abm.observed.others import MIDDLE, others
from eastsea_abm.observed.points import Point, Series, within
from eastsea_abm.observed.polls import polls

__all__ = ["Point", "Series", "all_series"]

_SOURCE = "events_coded.csv, rows of class outcome between the pair, weighed by acts.csv"


def all_series(first: int, last: int) -> dict[str, Series]:
    """Observed series by name.

    Parameters
    ----------
    first, last
        Months, both included. A point belongs where its month does; the calendar-year mean of the index is
        there only for years that lie wholly inside.

    Returns
    -------
    dict
        ``relations`` and the other polls, ``index``, ``index_year``, then what was counted. A series without a
        point in these months is there, empty.
    """
    found = {name: within(series, first, last) for name, series in _whole().items()}
    inside = [point for point in found["index_year"].points if first <= _january(point) <= last - 11]
    found["index_year"] = found["index_year"]._replace(points=tuple(inside))
    return found


def _january(point: Point) -> int:
    return point.month - point.month % 12


@functools.cache
def _whole() -> dict[str, Series]:
    asked = polls()
    return {**asked, "index": monthly_index(), "index_year": yearly(monthly_index()), **others()}


def monthly_index() -> Series:
    """The cooperation index of every month the record covers."""
    values = cooperation_index(RECORD_BEGINS, RECORD_ENDS)
    points = tuple(
        Point(RECORD_BEGINS + k, float(value), _SOURCE, "medium", False, 0)
        for k, value in enumerate(values)
        if math.isfinite(value)
    )
    title, note = "Cooperation of KOR and JPN", f"acts over {SMOOTHING} months and instruments in force"
    return Series("index", title, "0 to 100", "month", points, "cooperation", False, note)


def yearly(index: Series) -> Series:
    """Means over whole calendar years, dated as other calendar years are."""
    by_year: dict[int, list[Point]] = {}
    for point in index.points:
        by_year.setdefault(point.month // 12, []).append(point)
    points = tuple(
        Point(12 * year + MIDDLE - 1, math.fsum(p.value for p in same) / 12.0, _SOURCE, "medium", False, 0)
        for year, same in by_year.items()
        if len(same) == 12
    )
    return index._replace(name="index_year", title=f"{index.title}, year", every="year", points=points)
