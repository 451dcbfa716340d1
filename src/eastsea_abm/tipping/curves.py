"""Means over a factor by least squares, and how they differ from resample to resample.

Two things are independent in a sampled sweep: the samples, which are redrawn whole with all that is crossed with
them, and the run numbers, each of which is one luck in every setting. A mean over ten thousand settings of
sixteen runs is still a mean over sixteen lucks; resampling settings alone would call that certain. Both are
redrawn, each by itself, and their deviations added: what is of one sample and one luck alone is counted in both,
which errs to the wide side. Of a grid only the run numbers are redrawn: its settings are no sample. Quantiles of
few redrawn runs are normal ones where Student's are due; all deviations are stretched by the ratio of the two, at
the degrees of freedom of Welch and Satterthwaite.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from eastsea_abm.intervals import NORMAL
from eastsea_abm.tipping.bases import Basis
from eastsea_abm.tipping.differences import student, welch
from eastsea_abm.tipping.samples import Pairs

RESAMPLES = 1000
AT_ONCE = 100  # resamples in memory
NOUGHT = 1e-9  # of the mean information: keeps a resample solvable in which a level is missing


class Curves(NamedTuple):
    """Means of every policy over a factor.

    Attributes
    ----------
    means
        ``(policies, points)``.
    draws
        ``(resamples, policies, points)``: the same from samples and lucks redrawn.
    """

    means: np.ndarray
    draws: np.ndarray


def curves(basis: Basis, pairs: Pairs, seed: int, resamples: int = RESAMPLES) -> Curves:
    """Curves of all policies on one basis, resampled together, so that every difference is one within pairs."""
    rng = np.random.default_rng(seed)
    rows, runs = basis.rows, pairs.fine.shape[1]
    number = pairs.fine.sum(1).astype(float)
    sums = pairs.values.sum(2).T  # settings, policies
    whole = rows.T @ (rows * number[:, None])
    fitted = np.linalg.solve(whole, rows.T @ sums)
    parts = []
    if pairs.unit is not None:
        left = sums - number[:, None] * (rows @ fitted)
        parts.append((pairs.units, deviations(*_by_sample(rows, number, left, pairs), rng, resamples)))
    if runs > 1:
        parts.append((runs, deviations(*_by_run(rows, fitted, pairs), rng, resamples)))
    moved = [(n, np.einsum("gk,bkp->bpg", basis.grid, off, optimize=True)) for n, off in parts]
    means = (basis.grid @ fitted).T
    return Curves(means, means + _stretch(moved) * sum(part for _, part in moved))


def _stretch(moved: list[tuple[int, np.ndarray]]) -> np.ndarray:
    """Student's quantile over the normal one, point by point, for the contrasts from the first policy together."""
    spread = [(part - part[:, :1]).var(0).mean(0) for _, part in moved]
    free = [n - 1 for n, _ in moved]
    points = zip(*spread, strict=True)
    return np.array([student(welch(list(zip(map(float, at), free, strict=True)))) for at in points]) / NORMAL


def _by_sample(rows: np.ndarray, number: np.ndarray, left: np.ndarray, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Information and score of every sample; ``left`` is what the fit leaves, summed over runs."""
    assert pairs.unit is not None
    information = np.zeros((pairs.units, rows.shape[1], rows.shape[1]))
    score = np.zeros((pairs.units, rows.shape[1], left.shape[1]))
    np.add.at(information, pairs.unit, rows[:, :, None] * (rows * number[:, None])[:, None, :])
    np.add.at(score, pairs.unit, rows[:, :, None] * left[:, None, :])
    return information, score


def _by_run(rows: np.ndarray, fitted: np.ndarray, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Information and score of every run number."""
    whole = rows @ fitted
    information = np.stack([rows.T @ (rows * fine[:, None]) for fine in pairs.fine.T])
    score = np.stack(
        [rows.T @ (pairs.values[:, :, r].T - whole * pairs.fine[:, r, None]) for r in range(pairs.fine.shape[1])]
    )
    return information, score


def deviations(information: np.ndarray, score: np.ndarray, rng: np.random.Generator, resamples: int) -> np.ndarray:
    """How far coefficients of redrawn clusters lie from those of all, ``(resamples, functions, policies)``.

    Parameters
    ----------
    information, score
        One a cluster: ``(clusters, functions, functions)`` and ``(clusters, functions, policies)``.

    Notes
    -----
    Redrawing n clusters understates the variance by ``(n - 1) / n``, which is made good.
    """
    n, k, policies = score.shape
    least = NOUGHT * np.trace(information.sum(0)) / k * np.eye(k)
    flat = np.concatenate([information.reshape(n, -1), score.reshape(n, -1)], axis=1)
    found = []
    for begin in range(0, resamples, AT_ONCE):
        drawn = rng.integers(n, size=(min(AT_ONCE, resamples - begin), n))
        weights = np.stack([np.bincount(one, minlength=n) for one in drawn]).astype(float)
        sums = weights @ flat
        found.append(
            np.linalg.solve(sums[:, : k * k].reshape(-1, k, k) + least, sums[:, k * k :].reshape(-1, k, policies))
        )
    return math.sqrt(n / (n - 1)) * np.concatenate(found)
