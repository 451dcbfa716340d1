"""Spells on the time axis: instruments by status, leaders by orientation, and the months of elections."""

from __future__ import annotations

from typing import Any

from eastsea_abm import vocabulary as v
from eastsea_abm.dashboard.rounding import short
from eastsea_abm.lines.line import Line
from eastsea_abm.scenario.schema import date_of


def instruments(line: Line, month: int) -> list[dict[str, Any]]:
    """Of every instrument that was ever there, its spells up to ``month``, as `frame.instruments`."""
    told = []
    for m, name in enumerate(line.setup.index.instruments):
        statuses = [int(line.world(k).status[m]) for k in range(1, month + 1)]
        spells = [
            [v.STATUSES[status], date_of(line.setup.start + first), date_of(line.setup.start + last)]
            for status, first, last in runs(statuses)
            if status != v.ABSENT
        ]
        if spells:
            told.append({"name": name, "spells": spells})
    return told


def leaders(line: Line, month: int) -> list[dict[str, Any]]:
    """Of the focal pair and its patron, spells of one leader each, as `frame.leaders`."""
    told = []
    for i in watched(line):
        orientations = [float(line.world(k).leader[i]) for k in range(1, month + 1)]
        spells = [
            [
                date_of(line.setup.start + first),
                date_of(line.setup.start + last),
                short(value, 2),
                f"orientation {value:+.2f} (-1 nationalist, +1 pragmatic)",
            ]
            for value, first, last in runs(orientations)
        ]
        told.append({"state": line.setup.index.states[i], "spells": spells})
    return told


def elections(line: Line, month: int) -> list[dict[str, str]]:
    """Months up to ``month`` in which a watched state's term ran out, as `frame.elections`."""
    g, told = line.setup.region, []
    for i in watched(line):
        if g.term[i] == 0:
            continue
        for k in range(1, month + 1):
            if line.world(k).tenure[i] == 0 and line.world(k - 1).tenure[i] > 0:
                told.append({"state": line.setup.index.states[i], "month": date_of(line.setup.start + k - 1)})
    return told


def watched(line: Line) -> list[int]:
    """Places of the focal pair, whose leaders decide on the tie that is looked at."""
    return [i for i in (line.setup.region.focal, line.setup.region.partner_of_focal) if i >= 0]


def runs[T](values: list[T]) -> list[tuple[T, int, int]]:
    """Equal neighbours as one: value, first and last place."""
    out: list[tuple[T, int, int]] = []
    for k, value in enumerate(values):
        if out and out[-1][0] == value:
            out[-1] = (value, out[-1][1], k)
        else:
            out.append((value, k, k))
    return out
