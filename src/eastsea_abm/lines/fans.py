"""The fan behind a line: many runs of the same scenario from its start, to see where this history lies."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from eastsea_abm._jit import can_compile
from eastsea_abm.ensemble import Player, in_order
from eastsea_abm.lines.told import shown
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.summaries import NAMES, QUANTILES

RUNS = 500
PLAIN_RUNS = 50  # where rules cannot be compiled: a run then takes a third of a second
SHOWN = ("cooperation", "trilateral")


def from_start(
    setup: Setup, runs: int | None = None, tick: Callable[[int], None] | None = None, engine: str | None = None
) -> dict[str, Any]:
    """Quantiles of the runs of a scenario, month by month, from its start and without what was injected.

    Parameters
    ----------
    runs
        `RUNS` by default, `PLAIN_RUNS` where rules cannot be compiled.
    tick
        Called with how many have been played. What it raises ends the work.
    """
    began = time.perf_counter()
    number = runs or (RUNS if can_compile() else PLAIN_RUNS)
    columns = [setup.columns.index(name) for name in SHOWN]
    series = np.zeros((number, setup.months, len(columns)))
    wrong = np.zeros(number, np.int64)
    for first, (months, _, bad) in in_order(setup, Player.judged, runs=number, engine=engine):
        here = slice(first, first + len(bad))
        series[here], wrong[here] = months[:, :, columns], bad
        if tick is not None:
            tick(here.stop)
    fine = series[wrong < 0]
    blank = np.full((len(QUANTILES), setup.months), np.nan)
    outcomes = {}
    for k, name in enumerate(SHOWN):
        quantiles = np.quantile(fine[:, :, k], QUANTILES, axis=0) if len(fine) else blank
        outcomes[name] = dict(zip(NAMES, map(shown, quantiles), strict=True))
    return {
        "runs": len(fine),
        "seconds": round(time.perf_counter() - began, 3),
        "months": [date_of(setup.start + t) for t in range(setup.months)],
        "outcomes": outcomes,
    }
