"""Scores of one forecast of one series: signs of changes, ranks, CRPS, coverage.

Pure functions of arrays. ``nan`` says that there is no score (n/a), never that it is bad or good.

The continuous ranked probability score is written out here. The library scoringrules was tried; it compiles
as it is imported, which takes seven seconds of every command, for a formula of three lines.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

LEAST_RANKED = 4  # points below which no rank correlation is given: three points have only six orders


class SignHits(NamedTuple):
    """How many changes a forecast has in the right direction.

    Attributes
    ----------
    hits : int
        Changes whose sign is right.
    n : int
        Changes that are judged. 0: n/a, the forecast claims no change anywhere.
    unchanged : int
        Pairs left out because the observed change is exactly 0.
    outcome : numpy.ndarray
        For every pair of successive points, shape (points - 1,): 1 hit, 0 miss, nan not judged.
    """

    hits: int
    n: int
    unchanged: int
    outcome: np.ndarray

    @property
    def share(self) -> float:
        """Share of hits, nan where nothing is judged."""
        return self.hits / self.n if self.n else math.nan


def sign_hits(observed: np.ndarray, forecast: np.ndarray, segments: np.ndarray | None = None) -> SignHits:
    """Whether the changes between successive points go the way they are forecast to go.

    An observed change of exactly 0 has no sign and is left out. A forecast change of exactly 0 is a miss, but a
    forecast without any change (all 0 or nan) claims no sign and has no score.

    Parameters
    ----------
    observed, forecast : numpy.ndarray
        Values at the same points in order of time, shape (points,). A pair with a nan is not judged.
    segments : numpy.ndarray, optional
        Number of the unbroken part each point belongs to; no change is formed across a break.

    Returns
    -------
    SignHits
    """
    actual, claimed = np.diff(_floats(observed)), np.diff(_floats(forecast))
    if actual.shape != claimed.shape:
        raise ValueError(f"{actual.size + 1} observed points, {claimed.size + 1} forecast")
    usable = ~(np.isnan(actual) | np.isnan(claimed))
    if segments is not None:
        usable &= np.diff(np.asarray(segments)) == 0
    outcome = np.full(actual.size, math.nan)
    unchanged = int((usable & (actual == 0.0)).sum())
    if not (usable & (claimed != 0.0)).any():
        return SignHits(0, 0, unchanged, outcome)
    usable &= actual != 0.0
    outcome[usable] = np.sign(actual[usable]) == np.sign(claimed[usable])
    return SignHits(int(np.nansum(outcome)), int(usable.sum()), unchanged, outcome)


def rank_correlation(observed: np.ndarray, forecast: np.ndarray) -> float:
    """Spearman's rank correlation, -1 to 1; nan on fewer than four points or where either side is constant."""
    a, b = _floats(observed), _floats(forecast)
    both = ~(np.isnan(a) | np.isnan(b))
    a, b = a[both], b[both]
    if a.size < LEAST_RANKED or np.ptp(a) == 0.0 or np.ptp(b) == 0.0:
        return math.nan
    from scipy.stats import rankdata

    return float(np.corrcoef(rankdata(a), rankdata(b))[0, 1])


def crps(observed: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Continuous ranked probability score of an ensemble at each point, in the unit of the series; less is better.

    The mean distance of the members x from the observation, less half their mean distance from each other. With
    the members sorted, the sum of |x_i - x_j| over all ordered pairs is 2 * sum of (2 i - m - 1) x_(i), i = 1..m.
    It is divided by m (m - 1), the number of pairs of different members, not by m * m: this estimator is fair
    [Ferro2014]_, its expectation does not depend on m, so that ensembles of different sizes can be compared. A
    single score can therefore fall slightly below 0. Where all members are the same it is the absolute error.

    Parameters
    ----------
    observed : numpy.ndarray
        Shape (points,).
    members : numpy.ndarray
        Shape (members, points), two members or more.

    Returns
    -------
    numpy.ndarray
        Shape (points,); nan where the observation or a member is nan.
    """
    y, x = _floats(observed), _paired(observed, members)
    if x.shape[0] < 2:
        raise ValueError("the fair score needs two members or more")
    return sorted_crps(y, np.sort(x, axis=0))


def sorted_crps(observed: np.ndarray, members: np.ndarray) -> np.ndarray:
    """`crps` of members that are in increasing order at every point already (a fit asks for it many times)."""
    m = members.shape[0]
    rank = 2.0 * np.arange(1, m + 1) - m - 1
    return np.abs(members - observed).mean(axis=0) - rank @ members / (m * (m - 1))


class Coverage(NamedTuple):
    """Points inside a band (``inside``), out of those that have an observation and a band (``n``)."""

    inside: int
    n: int

    @property
    def share(self) -> float:
        """Share inside, nan where there is no point."""
        return self.inside / self.n if self.n else math.nan


def coverage(observed: np.ndarray, members: np.ndarray, share: float) -> Coverage:
    """How many observations lie in the central band that holds ``share`` (0 to 1) of the members, ends included."""
    if not 0.0 < share < 1.0:
        raise ValueError(f"a band holds a share between 0 and 1, not {share}")
    y, x = _floats(observed), _paired(observed, members)
    there = ~(np.isnan(y) | np.isnan(x).any(axis=0))
    low, high = np.quantile(x[:, there], ((1.0 - share) / 2.0, (1.0 + share) / 2.0), axis=0)
    return Coverage(int(((low <= y[there]) & (y[there] <= high)).sum()), int(there.sum()))


def _floats(values: np.ndarray) -> np.ndarray:
    """The values of a series as floats, shape (points,)."""
    array = np.asarray(values, dtype=float)
    if array.ndim != 1:
        raise ValueError(f"a series has one dimension, not {array.ndim}")
    return array


def _paired(observed: np.ndarray, members: np.ndarray) -> np.ndarray:
    """The members as floats, shape (members, points)."""
    array = np.asarray(members, dtype=float)
    if array.ndim != 2 or array.shape[1] != len(observed) or array.shape[0] == 0:
        raise ValueError(f"{len(observed)} points do not go with members of shape {array.shape}")
    return array
