"""The model against the best baseline of every score: who is ahead, and whether that can be told from luck."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.hindcast import baselines
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.paired import Comparison, better, more_hits, which

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eastsea_abm.hindcast.judging import Losses, Row

NAMED = (*baselines.NAMES, baselines.LEADERS_ALONE)


class Standing(NamedTuple):
    """Where a method stands on one score of one series.

    Attributes
    ----------
    value, best
        Its score, and that of the best baseline; nan where there is none.
    ahead
        ``ahead``, ``level``, ``behind``, or ``n/a``: no baseline that has the score is ever beaten by default.
    verdict
        What a paired test allows to say; empty where the score has no test.
    """

    series: str
    period: str
    method: str
    score: str
    value: float
    against: str
    best: float
    ahead: str
    n: int
    p: float
    test: str
    verdict: str


#: Scores that are compared: column of `Row`, whether more is better.
COMPARED = {"signs": True, "rank": True, "crps": False, "f1": True, "f1_paths": True}


def standings(rows: Sequence[Row], losses: Mapping[str, Losses], blocks: np.ndarray | None = None) -> list[Standing]:
    """Every score of the model (and of its change alone) against the best baseline that has it."""
    by = {row.method: row for row in rows}
    found = []
    for method in (MODEL, ANCHORED):
        if method not in by:
            continue
        for score, higher in COMPARED.items():
            own = _value(by[method], score)
            values = {name: _value(by[name], score) for name in NAMED if name in by}
            if math.isnan(own) and all(math.isnan(value) for value in values.values()):
                continue
            best = which(values, higher=higher)
            found.append(_standing(by[method], score, own, best, values, losses, blocks, higher=higher))
    return found


def _standing(
    row: Row,
    score: str,
    own: float,
    best: str | None,
    values: Mapping[str, float],
    losses: Mapping[str, Losses],
    blocks: np.ndarray | None,
    *,
    higher: bool,
) -> Standing:
    if best is None or math.isnan(own):
        return Standing(
            row.series, row.period, row.method, score, own, best or "", math.nan, "n/a", 0, math.nan, "", ""
        )
    other = values[best]
    if score == "signs":
        own, other = _on_the_same(losses[row.method].signs, losses[best].signs)
    gap = (own - other) * (1.0 if higher else -1.0)
    ahead = "level" if gap == 0.0 else "ahead" if gap > 0.0 else "behind"
    test = _tested(score, losses[row.method], losses[best], best, blocks)
    said = (0, math.nan, "", "") if test is None else (test.n, test.p, test.method, test.verdict)
    return Standing(row.series, row.period, row.method, score, own, best, other, ahead, *said)


def _on_the_same(own: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    """Shares of hits among the changes that both are judged on; nan without any."""
    both = np.isfinite(own) & np.isfinite(other)
    return (float(own[both].mean()), float(other[both].mean())) if both.any() else (math.nan, math.nan)


def _tested(score: str, own: Losses, other: Losses, name: str, blocks: np.ndarray | None) -> Comparison | None:
    if score == "signs" and blocks is None:
        return more_hits(own.signs, other.signs, name)
    if score == "crps":
        return better(own.crps, other.crps, name, blocks=blocks)
    return None


def _value(row: Row, score: str) -> float:
    if score == "signs":
        return row.sign_hits / row.sign_n if row.sign_n else math.nan
    return float(getattr(row, score))
