"""The months of many runs as one table: what most runs were like, and how far they lay apart.

Runs are played block by block, counted and let go, so that memory stays flat however many there are. Where
all of them fit into `LIMIT` they are kept as long as the table is made, and its quantiles are exact.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from eastsea_abm import summaries
from eastsea_abm._jit import can_compile
from eastsea_abm.ensemble import Player, in_order
from eastsea_abm.intervals import wilson
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.summaries import NAMES, QUANTILES, Summary

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.scenario.setup import Setup

LIMIT = 256 * 2**20  # bytes of outcomes by month that are kept in memory
EXACT = "exact"
IN_CLASSES = (
    "counted in classes: counts exact to 1023, outcomes from 0 to 100 within 0.1, from 0 to 1 within 0.001, "
    "others within 1 part in 32"
)


class Monthly(NamedTuple):
    """The table of the months, and how its quantiles were had."""

    table: pd.DataFrame
    quantiles: str
    failed: int


def size(setup: Setup, runs: int) -> int:
    """Bytes of the outcomes of every month of some runs."""
    return runs * setup.months * len(summaries.summed(setup.columns)) * np.dtype(np.float64).itemsize


def summarise(
    setup: Setup,
    *,
    runs: int,
    first_run: int = 0,
    workers: int | None = None,
    engine: str | None = None,
    seen: Callable[[int, np.ndarray, np.ndarray], Any] = lambda at, rows, wrong: None,
    limit: int = LIMIT,
) -> Monthly:
    """Play runs and sum up their months.

    Parameters
    ----------
    seen
        Called block after block, in order, with the number of its first run, and with what
        `eastsea_abm.ensemble.run_totals` gives for it.
    limit
        Bytes within which all runs are kept until the table is made.

    Returns
    -------
    Monthly
        Its table has one row a month and outcome: ``month``, ``outcome``, ``runs`` that came to their end,
        ``failed`` runs, which are left out, ``mean``, ``sd``, quantiles ``q05`` to ``q95``, ``low`` and ``high``
        (the least and the largest), ``above_zero`` (share of runs) with its 95 % interval by Wilson.
    """
    engine = engine or ("compiled" if can_compile() else "plain")
    kept = np.zeros((runs, setup.months, len(setup.columns))) if size(setup, runs) <= limit else None
    idle: deque[Summary] = deque()

    def work(player: Player, at: int, some: int) -> tuple[np.ndarray, np.ndarray]:
        series, rows, wrong = player.judged(at, some)
        try:
            counter = idle.popleft()
        except IndexError:  # one a thread
            counter = Summary(setup.columns, setup.months, engine)
        counter.add(series, wrong)
        idle.append(counter)
        if kept is not None:
            kept[at - first_run : at - first_run + some] = series
        return rows, wrong

    fine = np.zeros(runs if kept is not None else 0, bool)
    for at, (rows, wrong) in in_order(setup, work, runs=runs, first_run=first_run, workers=workers, engine=engine):
        if kept is not None:
            fine[at - first_run : at - first_run + len(wrong)] = wrong < 0
        seen(at, rows, wrong)
    whole = merged(list(idle)) if idle else Summary(setup.columns, setup.months)
    quantiles = np.stack([whole.quantile(q) for q in QUANTILES]) if kept is None else exact(kept, fine, setup.columns)
    return Monthly(_table(setup, whole, quantiles), IN_CLASSES if kept is None else EXACT, whole.failed)


def merged(counted: list[Summary]) -> Summary:
    """Summaries of different runs as one; the order does not matter."""
    whole, *others = counted
    for other in others:
        whole.merge(other)
    return whole


def exact(series: np.ndarray, fine: np.ndarray, columns: list[str]) -> np.ndarray:
    """Quantiles of runs of shape ``(runs, months, columns)``; shape ``(quantiles, months, columns of a summary)``."""
    added = [columns.index(name) for name in summaries.ADDED if name in columns]
    out = np.full((len(QUANTILES), series.shape[1], len(columns) + len(added)), np.nan)
    so_far = np.zeros((len(series), len(added)))
    for t in range(series.shape[1]):
        so_far += series[:, t, added]
        month = np.sort(np.concatenate([series[:, t], so_far], axis=1)[fine], axis=0)
        for k, q in enumerate(QUANTILES):
            out[k, t] = between(month, q)
    return out


def between(ordered: np.ndarray, q: float) -> np.ndarray:
    """The quantile of sorted values along the first axis, straight between neighbours; nan without values."""
    last = len(ordered) - 1
    if last < 0:
        return np.full(ordered.shape[1:], np.nan)
    place = q * last
    first = int(place)
    a, b = ordered[first], ordered[min(first + 1, last)]
    return np.asarray(a + (b - a) * (place - first))


def _table(setup: Setup, whole: Summary, quantiles: np.ndarray) -> pd.DataFrame:
    import pandas as pd

    months, columns = whole.months, whole.columns
    with np.errstate(invalid="ignore"):
        above = whole.above / np.float64(whole.runs)
    bounds = {share: wilson(share, whole.runs) for share in np.unique(above).tolist()}
    told = np.array([bounds.get(share, (np.nan, np.nan)) for share in above.ravel().tolist()])
    there = whole.runs > 0
    values = {
        "mean": whole.mean(),
        "sd": whole.sd(),
        **dict(zip(NAMES, quantiles, strict=True)),
        "low": whole.low if there else np.full_like(whole.low, np.nan),
        "high": whole.high if there else np.full_like(whole.high, np.nan),
        "above_zero": above,
        "above_zero_low": told[:, 0],
        "above_zero_high": told[:, 1],
    }
    return pd.DataFrame(
        {
            "month": np.repeat([date_of(setup.start + t) for t in range(months)], len(columns)),
            "outcome": np.tile(columns, months),
            "runs": whole.runs,
            "failed": whole.failed,
            **{name: column.ravel() for name, column in values.items()},
        }
    )
