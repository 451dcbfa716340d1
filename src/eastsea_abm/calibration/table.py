"""The reference table: parameters drawn from the priors, and the statistics of one run with each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eastsea_abm.calibration import store
from eastsea_abm.calibration.plan import Plan
from eastsea_abm.calibration.statistics import reduced
from eastsea_abm.ensemble import Observer, in_order
from eastsea_abm.scenario.parameter_sets import ParameterSets
from eastsea_abm.world import Floats


class Table(NamedTuple):
    """Draws and what came of them, without the runs that went wrong."""

    names: tuple[str, ...]
    values: Floats  # (rows, names)
    statistics: Floats  # (rows, statistics)
    failed: int  # runs that went numerically wrong


def played(
    plan: Plan, sets: ParameterSets, draws: range, workers: int | None = None, engine: str | None = None
) -> Floats:
    """Statistics of runs, of which run r plays row r of the sets; shape ``(draws, statistics)``."""

    def work(player: Observer, first_run: int, runs: int) -> Floats:
        return reduced(player.series(first_run, runs), player.columns, plan.layout)

    setup = plan.setup.with_sets(sets)
    found = in_order(setup, work, runs=len(draws), first_run=draws.start, workers=workers, engine=engine, made=Observer)
    return np.concatenate([statistics for _, statistics in found])


def reference_table(
    root: Path,
    plan: Plan,
    draws: int,
    *,
    workers: int | None = None,
    engine: str | None = None,
    tick: Callable[[int], None] = lambda done: None,
    size: int = store.PART,
) -> Table:
    """The table of a plan, played as far as it is not kept below ``root``.

    Parameters
    ----------
    tick
        Called with how many draws are there.
    size
        Draws in a file.

    Raises
    ------
    EnvironmentFault
        If it cannot be written; what was finished before stays.
    """
    sets = plan.draws(draws)
    names = plan.layout.names
    rows = []
    with store.opened(root, plan) as folder:
        for part in store.parts(draws, size):
            drawn = sets.values[part.start : part.stop]
            found = store.kept(folder, part, names, drawn)
            if found is None:
                found = played(plan, sets, part, workers, engine)
                store.keep(folder, part, names, drawn, found)
            rows.append(found)
            tick(part.stop)
    return of_rows(sets, np.concatenate(rows))


def of_rows(sets: ParameterSets, statistics: Floats) -> Table:
    """A table of draws and their statistics; rows without statistics are left out and counted."""
    good = np.isfinite(statistics).all(axis=1)
    return Table(sets.names, sets.values[good], statistics[good], int(np.sum(~good)))
