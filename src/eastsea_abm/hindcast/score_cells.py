"""Scores as they are written in tables: one rule for page, terminal and document.

n/a is written n/a and is never best; a value that no other can be held against is not best either.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from eastsea_abm.hindcast.evaluation import HELD_OUT

if TYPE_CHECKING:
    import pandas as pd

NONE = "n/a"


class Column(NamedTuple):
    """A score: its heading, its unit, and whether more (1) or less (-1) is better; 0 if neither alone is."""

    key: str
    head: str
    unit: str
    better: int


class Cell(NamedTuple):
    """A score as written, and whether it is the best of its column."""

    text: str
    best: bool


ALWAYS = (
    Column("signs", "signs", "right", 1),
    Column("rank", "rank", "-1 to 1", 1),
    Column("crps", "CRPS", "", -1),
    Column("inside_50", "50 %", "inside", 0),
    Column("inside_90", "90 %", "inside", 0),
)
TURNING = (
    Column("turns", "found", "turns", 0),
    Column("missed", "missed", "turns", 0),
    Column("false_alarms", "false", "turns", 0),
    Column("f1", "F1", "0 to 1", 1),
    Column("chance", "chance", "shifts", 0),
    Column("f1_paths", "F1, paths", "0 to 1", 1),
)


def columns(series: str, scores: pd.DataFrame, unit: str) -> list[tuple[Column, ...]]:
    """The tables of a series: the scores all have, and where points are monthly those of turning points."""
    always = tuple(one._replace(unit=short_unit(unit)) if one.key == "crps" else one for one in ALWAYS)
    own = scores[(scores["series"] == series) & (scores["period"] == HELD_OUT)]
    if own["f1_paths"].notna().any():
        return [tuple(one for one in always if one.key != "signs"), TURNING]
    return [always]


def short_unit(unit: str) -> str:
    """A unit in a word or two."""
    if "0 to 100" in unit:
        return "0 to 100"
    return "share" if "0 to 1" in unit else unit.split(" a ")[0].split(",")[0]


def grid(rows: pd.DataFrame, shown: Sequence[Column]) -> list[tuple[str, list[Cell]]]:
    """Methods with their cells, in the order of the table."""
    records = rows.to_dict("records")
    best = {one.key: _best([value(row, one.key) for row in records], one.better) for one in shown}
    return [
        (str(row["method"]), [Cell(written(row, one.key), value(row, one.key) == best[one.key]) for one in shown])
        for row in records
    ]


def value(row: Mapping[Any, Any], key: str) -> float:
    """A score as a number, nan if n/a."""
    if key == "signs":
        return float(row["sign_hits"]) / int(row["sign_n"]) if row["sign_n"] else math.nan
    return float(row[key])


def written(row: Mapping[Any, Any], key: str) -> str:
    """A score as text."""
    one = value(row, key)
    if math.isnan(one):
        return NONE
    if key == "signs":
        return f"{row['sign_hits']:.0f}/{row['sign_n']}"
    if key.startswith("inside"):
        return f"{one:.0f}/{row['n']}"
    if key == "chance":
        return f"{100 * one:.0f} %"
    if key == "crps":
        return digits(one)
    if key == "rank":
        return f"{one + 0.0:+.2f}"
    return f"{one:.2f}" if key.startswith("f1") else f"{one:.0f}"


def digits(one: float) -> str:
    """A positive number with three digits that count: ``0.051``, ``4.90``, ``13.4``, ``217``."""
    return f"{one:.3f}" if one < 1 else f"{one:.2f}" if one < 10 else f"{one:.1f}" if one < 100 else f"{one:.0f}"


def standing(row: Mapping[Any, Any]) -> tuple[str, str]:
    """Value of a method and of the best baseline in a row of the standings, shares of signs as per cent."""
    return _compared(float(row["value"]), str(row["score"])), _compared(float(row["best"]), str(row["score"]))


def _compared(one: float, score: str) -> str:
    if math.isnan(one):
        return NONE
    if score == "signs":
        return f"{100 * one:.0f} %"
    return digits(one) if score == "crps" else f"{one + 0.0:+.2f}" if score == "rank" else f"{one:.2f}"


def _best(values: Sequence[float], better: int) -> float:
    there = [one for one in values if not math.isnan(one)]
    if not better or len(there) < 2:
        return math.nan
    return max(there) if better > 0 else min(there)
