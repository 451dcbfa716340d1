"""The record of a training period, and of no month after it.

Tables are cut before they are handed on: no rule behind, however it fills gaps, can read a figure or an event of a
later month. A figure of which only the year is known belongs to the year's last month here.
"""

from __future__ import annotations

import hashlib
import json

import numpy as np

from eastsea_abm.calibration.statistics import (
    INDEX,
    LEAST_POINTS,
    POLLS,
    YEAR,
    Layout,
    Observed,
    Shape,
    check_period,
    of_instruments,
    shape_of,
)
from eastsea_abm.errors import InputError
from eastsea_abm.observed import record
from eastsea_abm.observed.index import cooperation_index
from eastsea_abm.observed.instruments import instrument_status, milestones
from eastsea_abm.observed.points import Point, Series, within
from eastsea_abm.observed.polls import polls
from eastsea_abm.scenario.facts import Fact
from eastsea_abm.scenario.schema import date_of, month_of
from eastsea_abm.world import Floats


def until(last: int) -> tuple[list[record.Figure], list[Fact]]:
    """Figures and events up to a month, the month included."""
    own = [row for row in record.figures() if YEAR * row.year + (row.month or YEAR) - 1 <= last]
    return own, [fact for fact in record.facts() if month_of(fact.date) <= last]


def observed_statistics(first: int, months: int) -> Observed:
    """Statistics of the record in a training period.

    Raises
    ------
    InputError
        If the period is too short, or the record does not cover it.
    """
    check_period(first, months)
    last = first + months - 1
    rows, facts = until(last)
    asked = polls(rows)
    drawn = [_of_poll(part, first) for name in POLLS for part in _segments(within(asked[name], first, last))]
    drawn.append(_of_index(first, months, facts))
    status = instrument_status(first, last, rows=facts)
    names = tuple(sorted(status))
    signed = tuple(
        dict.fromkeys(one.instrument for one in milestones(facts) if one.change == "signed" and first <= one.month)
    )
    layout = Layout(first, months, tuple(shape for shape, _ in drawn), signed, names)
    codes = np.column_stack([status[name] for name in names])[None].astype(float)
    of_status = of_instruments(codes, [names.index(name) for name in signed])[0]
    return Observed(layout, np.concatenate([*(shape_of(values) for _, values in drawn), of_status]))


def _segments(series: Series) -> list[Series]:
    """The parts of a series between breaks in how it was measured, without those too short to have a shape."""
    found: dict[int, list[Point]] = {}
    for point in series.points:
        found.setdefault(point.segment, []).append(point)
    return [series._replace(points=tuple(own)) for own in found.values() if len(own) >= LEAST_POINTS]


def _of_poll(series: Series, first: int) -> tuple[Shape, Floats]:
    at = [point.month - first for point in series.points]
    labels = tuple(date_of(point.month) for point in series.points)
    shape = Shape(series.name, series.title, series.model, tuple((t, t + 1) for t in at), labels)
    return shape, np.array([point.value for point in series.points])


def _of_index(first: int, months: int, facts: list[Fact]) -> tuple[Shape, Floats]:
    """Means of the index over years counted from the first month; what is left over at the end is not used."""
    values = cooperation_index(first, first + months - 1, rows=facts)
    if not np.isfinite(values).all():
        raise InputError(
            f"the record of the two governments does not cover {date_of(first)} to {date_of(first + months - 1)}"
        )
    spans = tuple((t, t + YEAR) for t in range(0, months - YEAR + 1, YEAR))
    whole = first % YEAR == 0
    labels = tuple(date_of(first + a)[:4] if whole else f"year from {date_of(first + a)}" for a, _ in spans)
    shape = Shape("index", "Cooperation index, means of years", INDEX, spans, labels)
    return shape, np.array([values[a:b].mean() for a, b in spans])


def record_digest(observed: Observed) -> str:
    """64 digits of what the record says in the training months, as far as statistics see it."""
    told = {"layout": observed.layout, "values": [repr(float(value)) for value in observed.values]}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
