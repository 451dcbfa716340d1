"""Turning points: when a series stops rising and begins to fall, by a written rule, and how many a forecast finds.

The rule is in the manner of Bry and Boschan [BryBoschan1971]_ and of Harding and Pagan [HardingPagan2002]_: local
extremes, alternation, a least distance and a least amplitude. In order:

1. *Candidates.* A month (or a run of equal months, dated at its middle) is a peak if no month up to ``reach`` before
   or after it is higher, a trough if none is lower. The ``reach`` months at either end of the path cannot hold one:
   nobody has seen yet what follows.
2. *Alternation.* Of two peaks without a trough between them the higher stays, of two troughs the lower; of equals
   the first.
3. *Least distance and amplitude.* While a peak and the trough next to it lie less than ``phase`` months apart, or
   less than ``amplitude`` times the range of the training values, the pair with the smallest difference goes, both
   of it. The first and the last turning point are judged likewise against the extreme on their outer side and go
   alone. What stays alternates.

The range is that of the *observed training* values for observed and forecast path alike: neither held-out values nor
a forecast set their own threshold. A forecast is therefore judged on the observed scale, after its monotone map.
Nothing is smoothed here: the index is by its own rule, and a forecast is judged as it is given.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

REACH = 5  # months on either side, assumption
PHASE = 5  # months from peak to trough or back at the least, assumption
AMPLITUDE = 0.1  # of the training range, assumption
WITHIN = 6  # months a forecast turning point may be off, from the plan of the project

PEAK, TROUGH = 1, -1


class Turn(NamedTuple):
    """A turning point: its place in the path, and `PEAK` or `TROUGH`."""

    place: int
    kind: int


class Match(NamedTuple):
    """Turning points found (``hits``), not found (``missed``), and claimed without one (``false_alarms``)."""

    hits: int
    missed: int
    false_alarms: int

    @property
    def f1(self) -> float:
        """Twice the hits over all turning points, observed and forecast: 0 to 1, nan where neither has any."""
        every = 2 * self.hits + self.missed + self.false_alarms
        return 2 * self.hits / every if every else math.nan


class Chance(NamedTuple):
    """How many circular shifts of a forecast do at least as well as it does; nan where it has no score.

    Attributes
    ----------
    as_good : int
        Shifts with the same F1 or a higher one, the forecast itself (shift 0) among them.
    shifts : int
        All shifts: as many as the window has months.
    p : float
        Their ratio.
    """

    as_good: int
    shifts: int
    p: float


def turning_points(
    values: np.ndarray,
    training: np.ndarray,
    *,
    reach: int = REACH,
    phase: int = PHASE,
    amplitude: float = AMPLITUDE,
) -> list[Turn]:
    """The turning points of a monthly path, in order of time.

    Parameters
    ----------
    values : numpy.ndarray
        One value a month without gaps, shape (months,).
    training : numpy.ndarray
        Observed training values; only their range is used. nan is left out.
    reach, phase : int
        In months, see the rule above.
    amplitude : float
        Share of the training range, 0 or more.

    Raises
    ------
    ValueError
        If a month has no value, there is no training value, or ``reach`` is below 1.
    """
    path, known = np.asarray(values, dtype=float), np.asarray(training, dtype=float)
    known = known[~np.isnan(known)]
    if np.isnan(path).any():
        raise ValueError("turning points need a value in every month")
    if reach < 1:
        raise ValueError("a turning point has a month on either side: reach is 1 or more")
    if known.size == 0:
        raise ValueError("the least amplitude needs training values")
    turns = alternating(path, candidates(path, reach))
    return censored(path, turns, phase, amplitude * float(np.ptp(known)))


def candidates(path: np.ndarray, reach: int) -> list[Turn]:
    """Step 1: local extremes, runs of equal months dated at their middle."""
    found: list[Turn] = []
    if path.size == 0:
        return found
    starts = np.flatnonzero(np.diff(path, prepend=math.nan) != 0.0)
    for start, end in zip(starts, np.append(starts[1:], path.size) - 1, strict=True):
        if start < reach or end + reach >= path.size:
            continue
        around, here = path[start - reach : end + reach + 1], path[start]
        for kind in (PEAK, TROUGH):
            if kind * here >= (kind * around).max():
                found.append(Turn(int(start + end) // 2, kind))
    return found


def alternating(path: np.ndarray, turns: list[Turn]) -> list[Turn]:
    """Step 2: of two in a row the more extreme stays."""
    kept: list[Turn] = []
    for turn in turns:
        if kept and kept[-1].kind == turn.kind:
            if turn.kind * path[turn.place] > turn.kind * path[kept[-1].place]:
                kept[-1] = turn
        else:
            kept.append(turn)
    return kept


def censored(path: np.ndarray, turns: list[Turn], phase: int, least: float) -> list[Turn]:
    """Step 3: without the pairs that lie too close in time or in height, smallest difference first."""
    kept = list(turns)
    while kept:
        height = path[[turn.place for turn in kept]]
        first, last = kept[0], kept[-1]
        before = first.kind * (height[0] - first.kind * (first.kind * path[: first.place + 1]).min())
        after = last.kind * (height[-1] - last.kind * (last.kind * path[last.place :]).min())
        swings = np.concatenate([[before], np.abs(np.diff(height)), [after]])
        short = np.diff([-math.inf, *(turn.place for turn in kept), math.inf]) < phase
        wrong = np.flatnonzero((swings < least) | short)
        if wrong.size == 0:
            break
        k = wrong[np.argmin(swings[wrong])]
        del kept[max(k - 1, 0) : k + 1]  # swing k lies between turns k - 1 and k
    return kept


def matched(observed: list[Turn], forecast: list[Turn], within: int = WITHIN) -> Match:
    """Turning points paired one to one with those of the same kind at most ``within`` months away.

    As many pairs as can be, and of the ways to have that many the one with the least months in all.
    """
    from scipy.optimize import linear_sum_assignment

    most = min(len(observed), len(forecast))
    if most == 0:
        return Match(0, len(observed), len(forecast))
    far = (within + 1) * (most + 1)  # dearer than any number of allowed pairs
    cost = np.full((len(observed), len(forecast)), far)
    for i, a in enumerate(observed):
        for j, b in enumerate(forecast):
            if a.kind == b.kind and abs(a.place - b.place) <= within:
                cost[i, j] = abs(a.place - b.place)
    hits = int((cost[linear_sum_assignment(cost)] < far).sum())
    return Match(hits, len(observed) - hits, len(forecast) - hits)


def chance(observed: list[Turn], forecast: list[Turn], months: int, within: int = WITHIN) -> Chance:
    """Whether the dates of a forecast matter: its turning points moved around the window by every number of months.

    Parameters
    ----------
    observed, forecast : list of Turn
        Turning points in the test window, places counted from its first month: 0 to ``months`` - 1.
    months : int
        Length of the window.
    within : int
        As in `matched`.
    """
    if any(not 0 <= turn.place < months for turn in (*observed, *forecast)):
        raise ValueError(f"a turning point lies outside the window of {months} months")
    own = matched(observed, forecast, within).f1
    if math.isnan(own):
        return Chance(0, months, math.nan)
    moved = ([Turn((turn.place + k) % months, turn.kind) for turn in forecast] for k in range(months))
    as_good = sum(matched(observed, turns, within).f1 >= own for turns in moved)
    return Chance(as_good, months, as_good / months)


def f1_of_paths(
    observed: list[Turn], members: np.ndarray, training: np.ndarray, window: tuple[int, int], within: int = WITHIN
) -> np.ndarray:
    """F1 of every path of an ensemble: how well a history drawn from the forecast dates the turning points.

    The median of a walk or a trend never turns, its paths do. Where the point forecast of a baseline cannot have a
    turning point, the mean of this over its members is a score that both sides have.

    Parameters
    ----------
    observed : list of Turn
        Turning points in the window, places counted from its first month.
    members : numpy.ndarray
        Monthly paths, shape (members, months).
    training : numpy.ndarray
        Observed training values, as in `turning_points`.
    window : tuple of int
        First month of the window as a place in the paths, and its length.
    within : int
        As in `matched`.
    """
    found = (within_window(turning_points(path, training), *window) for path in members)
    return np.array([matched(observed, turns, within).f1 for turns in found])


def within_window(turns: list[Turn], first: int, months: int) -> list[Turn]:
    """The turning points of a longer path that fall in a window, places counted from the window's first month."""
    return [Turn(turn.place - first, turn.kind) for turn in turns if first <= turn.place < first + months]
