"""What differs between two results: settings, outcomes, and the month in which they part."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from eastsea_abm.errors import ResultError

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.results.store import Result

#: Parts of a manifest that say how a run was made; the circumstances are not among them.
SETTINGS = ("name", "policies", "sets", "seed", "run", "runs", "start", "months", "rules", "commit")
MAPPINGS = ("parameters", "levers", "data", "versions")


class Parting(NamedTuple):
    """The first difference between two tables."""

    month: str  # or the run, where a table has no months
    table: str
    column: str
    row: str  # who it is about: KOR, KOR to JPN, an instrument
    first: Any
    second: Any

    def __str__(self) -> str:
        about = f" of {self.row}" if self.row else ""
        return f"{self.month}: {self.column}{about} in {self.table}: {_shown(self.first)} and {_shown(self.second)}"


@dataclass(frozen=True)
class Difference:
    """What differs between a first and a second result."""

    settings: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    outcomes: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    parting: Parting | None = None
    tables: tuple[str, ...] = ()  # that differ

    @property
    def same_tables(self) -> bool:
        """Whether every number of every table is the same."""
        return not self.tables


def diff(one: Result, other: Result) -> Difference:
    """Compare two runs, or two ensembles: first what they were made from, then what came out.

    Raises
    ------
    ResultError
        If one is a run and the other an ensemble.
    """
    a, b = one.manifest, other.manifest
    if one.names != other.names:
        raise ResultError(f"{one.folder} and {other.folder} cannot be compared: a run and an ensemble of runs")
    partings = table_partings(one.tables, other.tables)
    return Difference(
        settings(a, b),
        {
            name: (a.totals.get(name), b.totals.get(name))
            for name in dict.fromkeys([*a.totals, *b.totals])
            if a.totals.get(name) != b.totals.get(name)
        },
        min(partings, key=lambda parting: (parting.month, one.names.index(parting.table)), default=None),
        tuple(parting.table for parting in partings),
    )


def settings(a: Any, b: Any) -> dict[str, tuple[Any, Any]]:
    """Settings in which two manifests differ, dotted where they are mappings."""
    pairs = {name: (getattr(a, name, None), getattr(b, name, None)) for name in SETTINGS}
    found: dict[str, tuple[Any, Any]] = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    for part in MAPPINGS:
        first, second = getattr(a, part), getattr(b, part)
        for name in sorted({*first, *second}):
            if first.get(name) != second.get(name):
                found[f"{part}.{name}"] = (first.get(name), second.get(name))
    for name in sorted({*a.texts, *b.texts}):
        if a.texts.get(name) != b.texts.get(name):
            found[f"texts.{name}"] = _text_change(a.texts.get(name), b.texts.get(name))
    return found


def _text_change(first: str | None, second: str | None) -> tuple[str, str]:
    """The first line in which two texts differ."""
    if first is None or second is None:
        return ("absent" if first is None else "there", "absent" if second is None else "there")
    ours, theirs = [*first.splitlines(), ""], [*second.splitlines(), ""]
    k = next((k for k, (x, y) in enumerate(zip(ours, theirs, strict=False)) if x != y), 0)
    return f"line {k + 1}: {ours[k].strip()}", f"line {k + 1}: {theirs[k].strip()}"


def table_partings(ours: dict[str, pd.DataFrame], theirs: dict[str, pd.DataFrame]) -> list[Parting]:
    """For every table that differs, where it first does."""
    found = [first_parting(name, ours[name], theirs[name]) for name in ours]
    return [parting for parting in found if parting is not None]


def first_parting(name: str, a: pd.DataFrame, b: pd.DataFrame) -> Parting | None:
    """The earliest row and, in it, the first column in which two tables differ; None where none does.

    Numbers must agree to the last bit; nan agrees with nan.
    """
    if list(a.columns) != list(b.columns):
        odd = sorted({*a.columns} ^ {*b.columns})
        return Parting("", name, ", ".join(odd) or "order of columns", "", len(a.columns), len(b.columns))
    rows = min(len(a), len(b))
    first, column = rows, ""
    for label in a.columns:
        unlike = np.nonzero(_unlike(a[label].to_numpy()[:rows], b[label].to_numpy()[:rows]))[0]
        if unlike.size and unlike[0] < first:
            first, column = int(unlike[0]), str(label)
    if first == rows:
        if len(a) == len(b):
            return None
        longer = a if len(a) > len(b) else b
        return Parting(_when(longer.iloc[rows]), name, "rows", "", len(a), len(b))
    when = min(_when(a.iloc[first]), _when(b.iloc[first]))
    return Parting(when, name, column, _about(a.iloc[first]), a[column].iloc[first], b[column].iloc[first])


def _unlike(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    unlike = x != y
    if x.dtype.kind == "f" and y.dtype.kind == "f":
        unlike &= ~(np.isnan(x) & np.isnan(y))
    return np.asarray(unlike, bool)


def _when(row: pd.Series[Any]) -> str:
    """The month of a row; its run where runs are summed over their months."""
    return str(row["month"]) if "month" in row else f"run {row['run']}"


def _about(row: pd.Series[Any]) -> str:
    names = [str(row[key]) for key in ("state", "actor", "target", "instrument", "theatre", "outcome") if row.get(key)]
    return " to ".join(names)


def _shown(value: Any) -> str:
    if isinstance(value, float | np.floating):
        return "none" if math.isnan(value) else f"{value:.6g}"
    return str(value)
