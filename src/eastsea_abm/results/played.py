"""Play a scenario on the stage and keep its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm import _jit, outcomes
from eastsea_abm.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.model import RegionModel
    from eastsea_abm.scenario import Scenario

ENGINES = ("auto", "plain", "compiled")

#: States squared times months from which loading the compiled month pays (see `engine_for`).
WORTH_LOADING = 120_000


class Played(NamedTuple):
    """A run that has been played."""

    tables: dict[str, pd.DataFrame]
    totals: dict[str, float]
    engine: str


def engine_for(wanted: str, states: int, months: int) -> str:
    """``plain`` or ``compiled``; both give the same numbers.

    Measured: loading the compiled month from a warm cache takes as long as some 120 000 states squared times
    months take plainly (3 to 5 s; seven states, 120 months are 5 880), and compiling it half a minute. So
    ``auto`` takes it only when it is there and pays.

    Raises
    ------
    InputError
        If there is no such engine, or rules cannot be compiled here.
    """
    if wanted not in ENGINES:
        raise InputError(f"no engine {wanted!r}; allowed: {', '.join(ENGINES)}")
    if wanted == "compiled" and not _jit.can_compile():
        raise InputError("the compiled engine needs numba, which is absent or switched off; use --engine plain")
    if wanted != "auto":
        return wanted
    return "compiled" if states**2 * months >= WORTH_LOADING and _jit.cache_is_warm(_jit.STAGE) else "plain"


def play(
    scenario: Scenario,
    *,
    run: int = 0,
    engine: str = "plain",
    months: int | None = None,
    tick: Callable[[int], None] | None = None,
    ended: Callable[[RegionModel], None] | None = None,
) -> Played:
    """Play ``scenario`` to its end, or its first ``months``.

    Parameters
    ----------
    tick
        Called with the number of months played after each of them.
    ended
        Called with the model after the last month.
    """
    from eastsea_abm.chronicle import Chronicle
    from eastsea_abm.model import RegionModel

    model = RegionModel(scenario, run=run, engine=engine)
    chronicle = Chronicle(model)
    for month in range(model.months if months is None else min(months, model.months)):
        model.step()
        chronicle.watch()
        if tick is not None:
            tick(month + 1)
    if engine == "compiled":
        _jit.mark_cache_warm(_jit.STAGE)
    if ended is not None:
        ended(model)
    tables = chronicle.tables()
    return Played(tables, totals(tables["outcomes"]), engine)


def totals(months: pd.DataFrame) -> dict[str, float]:
    """One number an outcome: the mean, the sum or the last of its months, as the outcome says."""
    names = [str(name) for name in months.columns if name != "month"]
    row = np.full(len(names), np.nan)
    if len(months):
        outcomes.total(months[names].to_numpy(dtype=np.float64), outcomes.over(names), row)
    return {name: float(value) for name, value in zip(names, row, strict=True)}
