"""Turns of curves: which policy is best where, where that changes, and how surely."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.tipping.curves import Curves

AGREED = 0.9  # assumption: a turn that fewer resamples show is not told
ENDS = (0.025, 0.975)
EQUAL = 1e-12  # of the greatest mean: means nearer than this are equal but for rounding


class Turn(NamedTuple):
    """A value at which one policy takes the place of another.

    Attributes
    ----------
    value, low, high
        In the factor's unit; a band that reaches an end of the range is open there.
    share
        Of resamples in which ``after`` directly takes the place of ``before`` somewhere in the range.
    apart
        Whether ``before`` is surely the better somewhere below the turn, and ``after`` somewhere above it.
    told
        Whether all of this holds: `AGREED` of resamples, apart, and a band that leaves some of the range out.
    """

    value: float
    low: float
    high: float
    share: float
    before: str
    after: str
    apart: bool
    told: bool


class Margin(NamedTuple):
    """By how much the policy that is best throughout is ahead of the one that comes nearest, in the outcome's unit."""

    rival: str
    least: float
    least_low: float  # 95 % bound
    greatest: float
    greatest_high: float


def best(means: np.ndarray) -> np.ndarray:
    """Index of the policy with the lowest mean, of equals the first: ``(resamples, policies, points)`` by point."""
    least = means.min(1, keepdims=True)
    near = EQUAL * max(1.0, float(np.abs(least).max()))
    return np.asarray((means <= least + near).argmax(1))


def turns_of(
    found: Curves, preferred: np.ndarray, each: np.ndarray, at: np.ndarray, policies: tuple[str, ...]
) -> tuple[Turn, ...]:
    """All turns of the estimate, in rising order of the factor."""
    turns = []
    for g in np.nonzero(np.diff(preferred))[0]:
        a, b = int(preferred[g]), int(preferred[g + 1])
        value = float(crossings((found.means[b] - found.means[a])[None], at)[0, g])
        shown = (each[:, :-1] == a) & (each[:, 1:] == b)
        places = _places(found.draws[:, b] - found.draws[:, a], shown, at, value)
        low, high = (float(q) for q in np.quantile(places, ENDS))
        share = float(shown.any(1).mean())
        apart = _apart(found.means[b] - found.means[a], found.draws[:, b] - found.draws[:, a], at < value)
        told = bool(share >= AGREED and (low > at[0] or high < at[-1]) and apart)
        turns.append(Turn(value, low, high, share, policies[a], policies[b], apart, told))
    return tuple(turns)


def _apart(gap: np.ndarray, drawn: np.ndarray, below: np.ndarray) -> bool:
    """Whether the first policy is surely the better somewhere below the turn, and the second somewhere above it.

    By a band that holds at all points at once: a curve that bends has many chances to cross 0 for nothing.
    """
    spread = drawn.std(0)
    sizes = np.abs(drawn - gap) / np.where(spread > 0, spread, np.inf)
    reach = np.quantile(sizes.max(1), AGREED) * spread
    return bool((gap - reach)[below].max(initial=-1.0) > 0 and (gap + reach)[~below].min(initial=1.0) < 0)


def crossings(gap: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Where each step of ``(resamples, points)`` comes down to 0, by a straight line; nan where it does not."""
    before, after = gap[:, :-1], gap[:, 1:]
    falls = (before > 0) & (after <= 0)
    drop = np.where(falls, before - after, 1.0)
    return np.where(falls, at[:-1] + np.diff(at) * before / drop, np.nan)


def _places(gap: np.ndarray, shown: np.ndarray, at: np.ndarray, value: float) -> np.ndarray:
    """For each resample, the crossing nearest to the estimate's, those that are turns before others.

    A resample in which the two do not cross so has its crossing beyond an end: the upper where the first policy
    is still the better at the estimate's turn, the lower where it no longer is.
    """
    where = crossings(gap, at)
    at_turn = np.array([np.interp(value, at, one) for one in gap])
    found = np.where(at_turn > 0, at[-1], at[0])
    for allowed in (np.isfinite(where), shown & np.isfinite(where)):
        far = np.where(allowed, np.abs(np.nan_to_num(where, nan=np.inf) - value), np.inf)
        nearest = far.argmin(1)
        any_there = allowed.any(1)
        found = np.where(any_there, where[np.arange(len(where)), nearest], found)
    return found


def margin_of(found: Curves, k: int, policies: tuple[str, ...]) -> Margin:
    """How far the best stays ahead of the policy that comes nearest to it."""
    ahead = np.delete(found.means, k, 0) - found.means[k]
    rival = int(ahead.min(1).argmin())
    other = rival + (rival >= k)
    drawn = found.draws[:, other] - found.draws[:, k]
    return Margin(
        policies[other],
        float(ahead[rival].min()),
        float(np.quantile(drawn.min(1), ENDS[0])),
        float(ahead[rival].max()),
        float(np.quantile(drawn.max(1), ENDS[1])),
    )
