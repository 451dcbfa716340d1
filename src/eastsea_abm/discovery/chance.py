"""Whether a box is more than luck, and how much of it stays when the settings are drawn again.

A search over many factors always finds something. So the same search is made with the truths shuffled among
the settings, and a box that is no denser than those is not shown. And it is made in bootstrap resamples: how
often each factor is restricted says how stable the box is, and the settings a resample left out say how dense
such boxes are where they were not fitted.

Where conditions are crossed with every sample, settings of a sample are alike: whole samples are shuffled and
resampled, and the truths of a sample among its settings.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from eastsea_abm.discovery.choosing import CHANCE, Chosen, chosen, measured
from eastsea_abm.discovery.peeling import ALPHA
from eastsea_abm.discovery.space import Space

SHUFFLES, RESAMPLES = 99, 40


def as_dense(
    space: Space,
    truth: np.ndarray,
    found: Chosen,
    rng: np.random.Generator,
    shuffles: int = SHUFFLES,
    alpha: float = ALPHA,
) -> float:
    """How often shuffled truths give a box as dense: ``(1 + as dense) / (1 + shuffles)``.

    The search ends as soon as it is more often than `CHANCE`; what is returned then is more than that.
    """
    density = measured(space, truth, found.box).density
    as_good = 0
    for _ in range(shuffles):
        other = shuffled(space, truth, rng)
        as_good += measured(space, other, chosen(space, other, alpha).box).density >= density
        if 1 + as_good > CHANCE * (1 + shuffles):
            break
    return (1 + as_good) / (1 + shuffles)


def shuffled(space: Space, truth: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Truths among other points: those of a sample stay together, in any order."""
    if space.samples is None:
        return rng.permutation(truth)
    _, at = np.unique(space.samples, return_inverse=True)
    rank = rng.permutation(int(at.max()) + 1)[at]
    out = np.empty_like(truth)
    # From the samples in random order, in each at random, to the samples in their order.
    out[np.argsort(at, kind="stable")] = truth[np.lexsort((rng.random(truth.size), rank))]
    return out


def drawn_again(space: Space, points: int, rng: np.random.Generator) -> np.ndarray:
    """Places of a bootstrap resample of the points, by whole samples."""
    if space.samples is None:
        return rng.integers(points, size=points)
    _, at = np.unique(space.samples, return_inverse=True)
    number = int(at.max()) + 1
    own = [np.flatnonzero(at == k) for k in range(number)]
    return np.concatenate([own[k] for k in rng.integers(number, size=number)])


class Stability(NamedTuple):
    """What resampling the settings gives.

    Attributes
    ----------
    restricted
        ``(factors)``: share of resamples in which each is restricted.
    density
        Share true in boxes of resamples, counted in the settings left out of them; nan where none is inside.
    none
        Share of resamples without a box.
    """

    restricted: np.ndarray
    density: float
    none: float
    resamples: int


def stability(
    space: Space, truth: np.ndarray, rng: np.random.Generator, resamples: int = RESAMPLES, alpha: float = ALPHA
) -> Stability:
    """Find the box again in ``resamples`` bootstrap resamples of the settings."""
    often = np.zeros(len(space.names))
    inside = hits = none = 0
    for _ in range(resamples):
        drawn = drawn_again(space, truth.size, rng)
        again = chosen(space.take(drawn), truth[drawn], alpha)
        often += again.box.restricted
        if not again.found:
            none += 1
            continue
        left_out = np.setdiff1d(np.arange(truth.size), drawn)
        within = left_out[again.box.inside(space.take(left_out))]
        inside += within.size
        hits += int(truth[within].sum())
    return Stability(often / resamples, hits / inside if inside else math.nan, none / resamples, resamples)
