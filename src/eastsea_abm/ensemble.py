"""Many runs of one scenario: the same rules, run after run, on every core."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm import outcomes, schedule
from eastsea_abm._jit import can_compile, compiled, mark_cache_warm
from eastsea_abm.draws import luck
from eastsea_abm.parameters import record
from eastsea_abm.scenario import Scenario
from eastsea_abm.scenario.setup import Setup, made_ready

if TYPE_CHECKING:
    import pandas as pd


def run_ensemble(
    scenario: str | Path | Scenario | Setup,
    *,
    policy: str | Sequence[str] = (),
    runs: int = 100,
    seed: int | None = None,
    months: int | None = None,
    settings: Mapping[str, Any] | None = None,
    first_run: int = 0,
    workers: int | None = None,
) -> pd.DataFrame:
    """Outcomes of every month of many runs.

    Parameters
    ----------
    runs, first_run
        Runs ``first_run`` to ``first_run + runs - 1`` of the seed; run r is the same whoever asks.
    workers
        Threads; as many as there are cores when None. The table does not depend on it.

    Returns
    -------
    DataFrame
        One row per run and month (index ``run``, ``month`` as ``YYYY-MM``), one column per outcome.
    """
    import pandas as pd

    from eastsea_abm.scenario.schema import date_of

    setup = made_ready(scenario, policy, seed, months, settings)
    out = simulate(setup, runs=runs, first_run=first_run, workers=workers)
    dates = [date_of(setup.start + k) for k in range(setup.months)]
    index = pd.MultiIndex.from_product([range(first_run, first_run + runs), dates], names=["run", "month"])
    return pd.DataFrame(out.reshape(-1, len(setup.columns)), index, setup.columns)


def simulate(setup: Setup, *, runs: int, first_run: int = 0, workers: int | None = None) -> np.ndarray:
    """Outcomes of many runs, shape ``(runs, months, outcomes)``."""
    out = np.zeros((runs, setup.months, len(setup.columns)))
    advance = compiled(schedule.advance)
    p = record(setup.parameters)[0] if can_compile() else setup.parameters
    seed = setup.scenario.file.seed

    def one(r: int) -> None:
        u = luck(seed, first_run + r)
        w = setup.world_at_start(u, advance, p)
        advance(w, setup.region, p, u, setup.record, setup.start, out[r])

    if runs:
        one(0)  # compiles, if that is still to be done, before threads ask for it at once
        mark_cache_warm()
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        list(pool.map(one, range(1, runs)))
    return out


def totals(table: np.ndarray, columns: Sequence[str]) -> np.ndarray:
    """One number a run and outcome, by what the outcome is summed over; shape ``(runs, outcomes)``."""
    over = {outcome.name: outcome.over for outcome in outcomes.OUTCOMES}
    result = np.zeros((table.shape[0], len(columns)))
    for k, name in enumerate(columns):
        how = over.get(name, "sum")
        series = table[:, :, k]
        result[:, k] = series[:, -1] if how == "last" else series.sum(1) if how == "sum" else series.mean(1)
    return result
