"""Whether a forecast is better than another on the same points, and when nothing may be claimed.

Losses are compared point by point. The test is one of permutations: if neither forecaster were better, each
difference of losses could as well have the other sign. All sign patterns are gone through up to `EXACT` points,
`FLIPS` seeded ones beyond. Losses of neighbouring months are alike; given block labels whole blocks change sign
together, and the number of blocks is the number of points that counts. Hits and misses are compared by McNemar's
exact test [McNemar1947]_. Beside it stands the test of Diebold and Mariano [DieboldMariano1995]_ with the
small-sample correction of Harvey, Leybourne and Newbold [HarveyLeybourneNewbold1997]_.

On fewer than `LEAST_POINTS` points no claim is made, whatever p says. All p are two-sided, and none is corrected for
how many scores stand in a table or for the best baseline having been picked after the fact (which favours it).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

LEAST_POINTS = 8  # from the plan of the project: below, no claim of skill
LEVEL = 0.05  # p below which a difference is called one, convention
EXACT = 15  # points up to which all 2**n sign patterns are gone through
FLIPS = 10_000


class Comparison(NamedTuple):
    """A forecast against the best baseline.

    Attributes
    ----------
    against : str
        Name of the baseline, empty if none has the score.
    n : int
        Points that count: blocks if there are blocks, pairs for signs.
    difference : float
        Mean loss less that of the baseline (below 0: better); for signs, share of hits less that of the baseline
        (above 0: better). nan without points.
    p : float
        Two-sided p of the permutation test or of McNemar's; nan without points.
    method : str
        The test, in words.
    dm : float
        Two-sided p of the corrected Diebold-Mariano test, nan where it is not made.
    verdict : str
        What may be said.
    """

    against: str
    n: int
    difference: float
    p: float
    method: str
    dm: float
    verdict: str


def which(scores: Mapping[str, float], *, higher: bool) -> str | None:
    """The name with the best score among those that have one (not nan), the first of equals; None if none has."""
    there = {name: score for name, score in scores.items() if not math.isnan(score)}
    if not there:
        return None
    return max(there, key=lambda name: there[name] if higher else -there[name])


def better(
    losses_model: np.ndarray,
    losses_best: np.ndarray,
    name: str,
    *,
    blocks: np.ndarray | None = None,
    horizon: int = 1,
    seed: int = 1,
) -> Comparison:
    """Losses of the model against those of the best baseline, by flipping signs.

    Parameters
    ----------
    losses_model, losses_best : numpy.ndarray
        Loss at each point, in order of time, shape (points,); points where either is nan are left out.
    name : str
        The baseline.
    blocks : numpy.ndarray, optional
        Label of the block of each point, shape (points,); without it every point is its own.
    horizon : int
        As in `diebold_mariano`.
    seed : int
        Of the flips beyond `EXACT` blocks.
    """
    model, best = np.asarray(losses_model, dtype=float), np.asarray(losses_best, dtype=float)
    labels = np.arange(model.size) if blocks is None else np.asarray(blocks)
    if not model.shape == best.shape == labels.shape:
        raise ValueError(f"losses and blocks of shapes {model.shape}, {best.shape}, {labels.shape} do not go together")
    there = ~(np.isnan(model) | np.isnan(best))
    apart = (model - best)[there]
    places = np.unique(labels[there], return_inverse=True)[1]
    sums = np.bincount(places, weights=apart) if apart.size else np.zeros(0)
    if sums.size == 0:
        return Comparison(name, 0, math.nan, math.nan, "none", math.nan, verdict(0, math.nan, False, "loss"))
    p, method = flipped(sums, seed)
    dm = diebold_mariano(apart, horizon)[1] if sums.size >= LEAST_POINTS else math.nan
    mean = float(apart.mean())
    unit = "points" if blocks is None else f"blocks of {apart.size} points"
    return Comparison(
        name, sums.size, mean, p, f"{method}, {sums.size} {unit}", dm, verdict(sums.size, p, mean < 0.0, "loss")
    )


def more_hits(hits_model: np.ndarray, hits_best: np.ndarray, name: str) -> Comparison:
    """Hits of the model against those of the best baseline, by McNemar's exact test.

    Parameters
    ----------
    hits_model, hits_best : numpy.ndarray
        1 hit, 0 miss, nan not judged, for the same changes, shape (changes,); only those both are judged on count.
    name : str
        The baseline.
    """
    model, best = np.asarray(hits_model, dtype=float), np.asarray(hits_best, dtype=float)
    if model.shape != best.shape:
        raise ValueError(f"{model.size} and {best.size} changes")
    there = ~(np.isnan(model) | np.isnan(best))
    only_model = int(((model == 1.0) & (best == 0.0))[there].sum())
    only_best = int(((model == 0.0) & (best == 1.0))[there].sum())
    n = int(there.sum())
    if n == 0:
        return Comparison(name, 0, math.nan, math.nan, "none", math.nan, verdict(0, math.nan, False, "signs"))
    split = only_model + only_best
    tail = sum(math.comb(split, k) for k in range(min(only_model, only_best) + 1)) / 2.0**split
    p = min(1.0, 2.0 * tail)
    method = f"McNemar, exact, {n} changes, {split} of them decided differently"
    return Comparison(
        name, n, (only_model - only_best) / n, p, method, math.nan, verdict(n, p, only_model > only_best, "signs")
    )


def flipped(sums: np.ndarray, seed: int) -> tuple[float, str]:
    """Two-sided p of the sum of differences if each could have either sign, and how it was found."""
    n, own = sums.size, abs(float(sums.sum()))
    near = 1e-12 * float(np.abs(sums).sum())  # the same sum added up in another order is not a smaller one
    if n <= EXACT:
        patterns = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
        as_large = np.abs((1 - 2 * patterns) @ sums) >= own - near
        return float(as_large.mean()), "sign flips, all"
    signs = 1 - 2 * np.random.default_rng(seed).integers(0, 2, (FLIPS, n))
    as_large = np.abs(signs @ sums) >= own - near
    return float((1 + as_large.sum()) / (1 + FLIPS)), f"sign flips, {FLIPS:,} drawn"


def diebold_mariano(differences: np.ndarray, horizon: int = 1) -> tuple[float, float]:
    """Corrected Diebold-Mariano statistic of differences of losses, and its two-sided p (Student's t, n - 1).

    Parameters
    ----------
    differences : numpy.ndarray
        Loss of one forecast less that of the other, in order of time, shape (points,).
    horizon : int
        Steps over which neighbouring differences may depend on each other; covariances up to horizon - 1 enter.

    Returns
    -------
    tuple of float
        nan, nan on fewer than `LEAST_POINTS` points or where the estimated variance is not above 0.
    """
    d, n = np.asarray(differences, dtype=float), len(differences)
    if not 1 <= horizon <= max(n, 1):
        raise ValueError(f"a horizon of {horizon} with {n} points")
    if n < LEAST_POINTS:
        return math.nan, math.nan
    away = d - d.mean()
    spread = float(away @ away) + 2.0 * sum(float(away[k:] @ away[:-k]) for k in range(1, horizon))
    if not spread > 1e-18 * max(1.0, float(d @ d)):
        return math.nan, math.nan
    from scipy.special import stdtr

    correction = math.sqrt((n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n)
    statistic = correction * float(d.mean()) / (math.sqrt(spread) / n)
    return statistic, float(2.0 * stdtr(n - 1, -abs(statistic)))


def verdict(n: int, p: float, model_is_better: bool, what: str) -> str:
    """What may be said of a difference in ``"loss"`` or in ``"signs"``."""
    if n < LEAST_POINTS:
        return f"too few points (n={n}): no claim"
    if not p < LEVEL:
        return f"no difference shown, p={p:.3f}"
    words = {"loss": ("lower loss", "higher loss"), "signs": ("more signs right", "fewer signs right")}[what]
    return f"{words[0 if model_is_better else 1]}, p={p:.3f}"
