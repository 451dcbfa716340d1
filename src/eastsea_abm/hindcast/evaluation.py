"""One split: everything before it trains, everything from it on is held out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.hindcast.aligned import Points, known_before, points_of
from eastsea_abm.hindcast.forecasts import METHODS, MODEL, forecasts
from eastsea_abm.hindcast.judging import Losses, Row, judged
from eastsea_abm.hindcast.turns import turned, whole_paths

if TYPE_CHECKING:
    from eastsea_abm.hindcast.forecasts import Judged
    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Series

HELD_OUT = "held out"
LEAST_TRAINING = 2  # points without which no map can be fitted


class Window(NamedTuple):
    """From ``first`` to ``last``, both included, split at the month ``split``."""

    first: int
    split: int
    last: int


class Evaluated(NamedTuple):
    """A series under one split."""

    series: Series
    train: Points
    test: Points
    made: dict[str, Judged | None]
    rows: list[Row]
    losses: dict[str, Losses]


def scored(series: Mapping[str, Series]) -> list[Series]:
    """Series that the model has a counterpart of and is not given."""
    return [one for one in series.values() if one.model and not one.forced]


def columns_of(series: Mapping[str, Series]) -> list[str]:
    """Columns of the model that the scores need."""
    return list(dict.fromkeys(one.model for one in scored(series)))


def evaluate(runs: Runs, series: Series, window: Window, methods: Sequence[str] = METHODS) -> Evaluated | None:
    """Scores of a series; None where it has too few training points or nothing held out."""
    points = points_of(series, window.first, window.last)
    train, test = known_before(series, points, window.split), points.since(window.split)
    if len(train.months) < LEAST_TRAINING or not len(test.months):
        return None
    made = forecasts(runs, series, train, test, methods)
    if made[MODEL] is None:
        return None
    rows: list[Row] = []
    losses: dict[str, Losses] = {}
    for method, one in made.items():
        row, losses[method] = judged(series.name, HELD_OUT, method, one, train, test)
        if series.every == "month":
            row = row._replace(sign_hits=math.nan, sign_n=0)
        if one is not None and series.every == "month":
            row = turned(row, *whole_paths(method, one, runs, series, train, test), train, test)
        rows.append(row)
    return Evaluated(series, train, test, made, rows, losses)


def evaluate_all(runs: Runs, series: Sequence[Series], window: Window) -> list[Evaluated]:
    """Every series that can be scored."""
    found = [evaluate(runs, one, window) for one in series]
    return [one for one in found if one is not None]
