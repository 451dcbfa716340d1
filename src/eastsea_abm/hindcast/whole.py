"""A whole hindcast: play, score, roll, leave things out."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.hindcast import tables
from eastsea_abm.hindcast.ablation import ablations, every
from eastsea_abm.hindcast.against import Standing, standings
from eastsea_abm.hindcast.dates import columns as status_columns
from eastsea_abm.hindcast.dates import dated
from eastsea_abm.hindcast.evaluation import Window, columns_of, evaluate_all, scored
from eastsea_abm.hindcast.judging import Row
from eastsea_abm.hindcast.played import play
from eastsea_abm.hindcast.rolling import roll
from eastsea_abm.hindcast.setting import forced_setup
from eastsea_abm.observed import all_series, milestones

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from eastsea_abm.hindcast.evaluation import Evaluated
    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Series
    from eastsea_abm.scenario.parameter_sets import ParameterSets
    from eastsea_abm.scenario.setup import Setup

YEAR = 12
ABLATED = 1000  # runs of an ablation at most: thirty ensembles are played


class Asked(NamedTuple):
    """What a hindcast is made from."""

    window: Window
    runs: int
    seed: int
    posterior: ParameterSets | None
    sets: tuple[str, ...]
    ablate: bool
    remarks: tuple[str, ...] = ()  # what a reader of the scores must know


def setup_of(asked: Asked) -> Callable[..., Setup]:
    """Makes the hindcast's setup, with things left out if asked."""
    from eastsea_abm.scenario.schema import date_of

    return functools.partial(
        forced_setup,
        date_of(asked.window.first),
        asked.window.last - asked.window.first + 1,
        seed=asked.seed,
        posterior=asked.posterior,
        sets=asked.sets,
    )


class Made(NamedTuple):
    """A hindcast that was made: its tables, and how many of its runs went numerically wrong and are left out."""

    tables: dict[str, pd.DataFrame]
    failed: int


def stages(asked: Asked) -> int:
    """How many ensembles are played: what progress counts."""
    return 1 + (len(every()) if asked.ablate else 0)


def made(asked: Asked, *, workers: int | None = None, tick: Callable[[int], None] = lambda done: None) -> Made:
    """Play and score; the tables are those of `eastsea_abm.hindcast.tables.NAMES`."""
    window = asked.window
    series = all_series(window.first, window.last)
    columns = [*columns_of(series), *status_columns(sorted({one.instrument for one in milestones()}))]
    runs = play(setup_of(asked)(), columns, runs=asked.runs, workers=workers)
    evaluated = evaluate_all(runs, scored(series), window)
    rows, compared = _all_scores(runs, evaluated, window)
    tick(1)
    left = []
    if asked.ablate:
        many = ablations(
            setup_of(asked),
            columns_of(series),
            series,
            window,
            runs=min(asked.runs, ABLATED),
            workers=workers,
            tick=lambda done: tick(1 + done),
        )
        left = [row for _, _, found in many for row in found]
    found = {
        "scores": tables.of_rows(rows),
        "standings": tables.of_rows(compared),
        "fans": tables.fans(runs, evaluated, window),
        "series": tables.observed(series, window),
        "milestones": tables.of_rows(dated(runs, window)),
        "ablations": tables.of_rows(left),
    }
    return Made(found, runs.failed)


def _all_scores(runs: Runs, evaluated: list[Evaluated], window: Window) -> tuple[list[Row], list[Standing]]:
    """Scores and standings of the split, then of rolling origins."""
    rows: list[Row] = []
    compared: list[Standing] = []
    for one in evaluated:
        rows += one.rows
        compared += standings(one.rows, one.losses, _blocks(one.series, one.test.months))
    for held_out in (True, False):
        for one in evaluated:
            rolled = roll(runs, one.series, window, held_out=held_out)
            if rolled is not None:
                rows += rolled.rows
                monthly = one.series.every == "month"
                compared += standings(rolled.rows, rolled.losses, rolled.blocks if monthly else None)
    return rows, compared


def _blocks(series: Series, months: np.ndarray) -> np.ndarray | None:
    """Calendar years of monthly points, which are alike within one; none for yearly points."""
    return months // YEAR if series.every == "month" else None
