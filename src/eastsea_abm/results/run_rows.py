"""The table of an ensemble's runs, written and read a stretch at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from eastsea_abm import outcomes
from eastsea_abm.ensemble import FAILED, FINE, reasons
from eastsea_abm.intervals import quantile, wilson
from eastsea_abm.monthly import between
from eastsea_abm.results.tables import SETTINGS
from eastsea_abm.summaries import NAMES, QUANTILES

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.scenario.setup import Setup

STRETCH = 16_384  # runs written and held at once
WRITING = {name: value for name, value in SETTINGS.items() if name != "row_group_size"}


class RunRows:
    """Writes one row a run; call `add` with what `eastsea_abm.ensemble.run_totals` gives, block by block."""

    def __init__(self, path: Path, setup: Setup) -> None:
        who = [("run", pa.int64()), ("status", pa.string()), ("reason", pa.string())]
        self.setup = setup
        self.failed = 0
        self._schema = pa.schema([*who, *((name, pa.float64()) for name in setup.columns)])
        self._writer = pq.ParquetWriter(path, self._schema, **WRITING)
        self._waiting: list[tuple[int, np.ndarray, np.ndarray]] = []

    def __enter__(self) -> RunRows:
        return self

    def __exit__(self, *error: object) -> None:
        if self._waiting and error[0] is None:
            self._write(sum(len(wrong) for _, _, wrong in self._waiting))
        self._writer.close()

    def add(self, first_run: int, rows: np.ndarray, wrong: np.ndarray) -> None:
        """Take the next block of runs."""
        self._waiting.append((first_run, rows, wrong))
        if sum(len(bad) for _, _, bad in self._waiting) >= STRETCH:
            self._write(STRETCH)

    def _write(self, number: int) -> None:
        """Write the first ``number`` of those that wait."""
        first = self._waiting[0][0]
        rows = np.concatenate([some for _, some, _ in self._waiting])
        wrong = np.concatenate([bad for _, _, bad in self._waiting])
        rest = len(wrong) - number
        self._waiting = [(first + number, rows[number:], wrong[number:])] if rest else []
        rows, why = rows[:number], reasons(self.setup, wrong[:number])
        self.failed += sum(map(bool, why))
        columns = [
            np.arange(first, first + number),
            [FAILED if reason else FINE for reason in why],
            why,
            *np.ascontiguousarray(rows.T),
        ]
        arrays = [pa.array(column, one.type) for column, one in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pa.table(arrays, schema=self._schema), row_group_size=STRETCH)


def row_of(path: Path, place: int) -> dict[str, Any]:
    """The row at a place in the table, from 0."""
    group, rest = divmod(place, STRETCH)
    table = pq.ParquetFile(path).read_row_group(group)
    row: dict[str, Any] = table.slice(rest, 1).to_pylist()[0]
    return row


def over_runs(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """What each outcome was like over the runs, a column in memory at a time.

    Returns
    -------
    DataFrame
        One row an outcome: ``outcome``, ``unit``, ``over`` (how months become one number), ``runs`` that came to
        their end, ``failed`` runs, ``mean``, ``sd``, the 95 % interval of the mean ``mean_low`` to ``mean_high``,
        exact quantiles ``q05`` to ``q95``, and ``above_zero``, the share of runs, with its interval.
    """
    import pandas as pd

    return pd.DataFrame([_over_runs(path, name) for name in columns])


def _over_runs(path: Path, name: str) -> dict[str, Any]:
    file = pq.ParquetFile(path)
    everything = file.read([name])[name].to_numpy()
    values = np.sort(everything[np.isfinite(everything)])
    n = len(values)
    # Sums that do not depend on order or block: rounded once.
    mean = math.fsum(values) / n if n else math.nan
    spread = math.fsum((values - mean) ** 2) / (n - 1) if n > 1 else math.nan
    sd = 0.0 if n > 1 and values[0] == values[-1] else math.sqrt(spread)
    half = quantile(n) * sd / math.sqrt(n) if n > 1 else math.nan
    above = float((values > 0.0).mean()) if n else math.nan
    low, high = wilson(above, n)
    known = {one.name: one for one in outcomes.OUTCOMES}.get(name)
    return {
        "outcome": name,
        "unit": known.unit if known else "expected",
        "over": known.over if known else "sum",
        "runs": n,
        "failed": len(everything) - n,
        "mean": mean,
        "sd": sd,
        "mean_low": mean - half,
        "mean_high": mean + half,
        **{title: float(between(values, q)) for title, q in zip(NAMES, QUANTILES, strict=True)},
        "above_zero": above,
        "above_zero_low": low,
        "above_zero_high": high,
    }
