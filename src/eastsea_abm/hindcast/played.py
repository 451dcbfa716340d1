"""Runs of a hindcast: of every month only what the record knows too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.ensemble import Observer, in_order
from eastsea_abm.errors import InputError
from eastsea_abm.observables import names

if TYPE_CHECKING:
    from eastsea_abm.scenario.setup import Setup


class Runs(NamedTuple):
    """Many histories under the same record.

    Attributes
    ----------
    start
        Calendar month of the first month.
    columns
        What was kept.
    values
        Shape (runs, months, columns); runs that went numerically wrong are left out.
    failed
        How many did.
    """

    start: int
    columns: tuple[str, ...]
    values: np.ndarray
    failed: int

    def of(self, column: str) -> np.ndarray:
        """One column, shape (runs, months)."""
        return self.values[:, :, self.columns.index(column)]


def play(
    setup: Setup,
    columns: Sequence[str],
    *,
    runs: int,
    workers: int | None = None,
    engine: str | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> Runs:
    """Play runs 0 to ``runs - 1`` and keep some columns of outcomes and observables.

    Raises
    ------
    InputError
        If every run goes numerically wrong.
    """
    every = [*setup.columns, *names(setup)]
    places = [every.index(name) for name in columns]
    kept = np.full((runs, setup.months, len(places)), np.nan)

    def work(player: Observer, first: int, some: int) -> np.ndarray:
        return player.series(first, some)[:, :, places]

    for at, series in in_order(setup, work, runs=runs, workers=workers, engine=engine, made=Observer):
        kept[at : at + len(series)] = series
        tick(at + len(series))
    fine = np.isfinite(kept).all(axis=(1, 2))
    if not fine.any():
        raise InputError(f"all {runs:,} runs went numerically wrong: none is left to score")
    return Runs(setup.start, tuple(columns), kept[fine], int((~fine).sum()))
