"""Every score of every forecast of one series, in one row each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.hindcast import scores
from eastsea_abm.hindcast.aligned import Points

if TYPE_CHECKING:
    from eastsea_abm.hindcast.forecasts import Judged

BANDS = (0.5, 0.9)


class Row(NamedTuple):
    """The scores of one forecast; nan is n/a.

    Attributes
    ----------
    n
        Points judged.
    sign_hits, sign_n
        Yearly changes with the right sign, of how many; those of the index are judged by its yearly means.
    rank
        Spearman's rank correlation.
    crps
        Mean over the points, in the unit of the series.
    inside_50, inside_90
        Points in the middle half and in the middle nine tenths of the members.
    turns, missed, false_alarms, f1, chance
        Turning points of the monthly index within six months: found, not found, claimed; F1; and the share of
        circular shifts that do as well. n/a where the forecast's median never turns.
    f1_paths
        Mean F1 of single members: a walk whose median never turns has turning points too.
    flag
        What is wrong with the forecast's scale, or nothing.
    """

    series: str
    period: str
    method: str
    n: int
    sign_hits: float = math.nan
    sign_n: int = 0
    rank: float = math.nan
    crps: float = math.nan
    inside_50: float = math.nan
    inside_90: float = math.nan
    turns: float = math.nan
    missed: float = math.nan
    false_alarms: float = math.nan
    f1: float = math.nan
    chance: float = math.nan
    f1_paths: float = math.nan
    flag: str = ""


class Losses(NamedTuple):
    """Point by point, for paired tests: hits of signs (shape (changes,)) and CRPS (shape (points,))."""

    signs: np.ndarray
    crps: np.ndarray


def signs_of(made: Judged, train: Points, test: Points) -> scores.SignHits:
    """Hits of the signs of changes, the first of them from the last training point."""
    return scores.sign_hits(
        np.concatenate([train.values[-1:], test.values]),
        np.concatenate([[0.0], np.cumsum(made.changes)]),
        np.concatenate([train.segments[-1:], test.segments]),
    )


def judged(
    series: str, period: str, method: str, made: Judged | None, train: Points, test: Points
) -> tuple[Row, Losses]:
    """Scores of a forecast, and what they are means of."""
    n = len(test.months)
    nothing = Losses(np.full(n, math.nan), np.full(n, math.nan))
    if made is None:
        return Row(series, period, method, n), nothing
    signs = signs_of(made, train, test)
    loss = scores.crps(test.values, made.members)
    half, wide = (scores.coverage(test.values, made.members, share) for share in BANDS)
    row = Row(
        series,
        period,
        method,
        n,
        sign_hits=float(signs.hits) if signs.n else math.nan,
        sign_n=signs.n,
        rank=scores.rank_correlation(test.values, made.point),
        crps=float(loss.mean()),
        inside_50=float(half.inside),
        inside_90=float(wide.inside),
        flag=made.flag,
    )
    return row, Losses(signs.outcome, loss)
