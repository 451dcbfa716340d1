"""What an observed series is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Point(NamedTuple):
    """One figure of the record.

    ``segment`` counts from 0 and changes where the way of measuring does: no change is read across it.
    """

    month: int  # 12 times the year plus the month from 0
    value: float
    source: str
    confidence: str  # high | medium
    imputed: bool  # part of it was not given and is filled in by the written rule
    segment: int


class Series(NamedTuple):
    """An observed series, and the column of the model it is compared with."""

    name: str
    title: str
    unit: str
    every: str  # month | year
    points: tuple[Point, ...]
    model: str  # column of the model's observables, "" where the model has no counterpart
    forced: bool  # the model is given this: drawn, never scored
    note: str


def within(series: Series, first: int, last: int) -> Series:
    """The points of ``first`` to ``last``, both included; their segments count from 0."""
    kept = [point for point in series.points if first <= point.month <= last]
    return series._replace(points=tuple(point._replace(segment=point.segment - kept[0].segment) for point in kept))


def lower(confidences: Iterable[str]) -> str:
    """The confidence of what rests on several figures: the lowest of theirs."""
    return "medium" if "medium" in set(confidences) else "high"


def joined(sources: Iterable[str]) -> str:
    """Sources of what rests on several figures, each once."""
    return "; ".join(dict.fromkeys(sources))
