"""How well one factor alone parts the true points from the others: Gini's impurity before and after a cut."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.discovery.space import Space

LEAST_POINTS = 10  # on either side of a cut, and in a box (assumption)


class Split(NamedTuple):
    """A factor cut in two."""

    gain: float  # by how much the impurity falls, per point; 0 where the factor cannot be cut
    factor: str = ""
    low: float = 0.0  # the largest value on the first side, of a number
    high: float = 0.0  # the smallest on the other
    word: str = ""  # the first side, of a list


def best_splits(space: Space, truth: np.ndarray) -> list[Split]:
    """For every factor the split after which the impurity is least.

    Parameters
    ----------
    truth
        ``(points)``, bool.
    """
    if truth.size < 2 * LEAST_POINTS:
        return [Split(0.0, name) for name in space.names]
    words = [_of_words(space, truth, k) for k in range(len(space.lists))]
    return [*(_of_numbers(space, truth) if space.numbers else []), *words]


def _of_numbers(space: Space, truth: np.ndarray) -> list[Split]:
    points, true = truth.size, int(truth.sum())
    order = np.argsort(space.values, axis=0, kind="stable")
    ordered = np.take_along_axis(space.values, order, 0)
    size = np.arange(1, points)[:, None]
    gain = _gain(size, truth[order].cumsum(0)[:-1], points, true)
    apart = (ordered[:-1] < ordered[1:]) & (size >= LEAST_POINTS) & (size <= points - LEAST_POINTS)
    gain = np.where(apart, gain, 0.0)
    rows = gain.argmax(0)
    return [
        Split(float(gain[row, k]), name, float(ordered[row, k]), float(ordered[row + 1, k]))
        for k, (row, name) in enumerate(zip(rows, space.numbers, strict=True))
    ]


def _of_words(space: Space, truth: np.ndarray, k: int) -> Split:
    points, true = truth.size, int(truth.sum())
    best = Split(0.0, space.lists[k])
    for code, word in enumerate(space.words[k]):
        own = space.codes[:, k] == code
        if LEAST_POINTS <= own.sum() <= points - LEAST_POINTS:
            found = float(_gain(np.array(own.sum()), truth[own].sum(), points, true))
            best = Split(found, space.lists[k], word=word) if found > best.gain else best
    return best


def _gain(size: np.ndarray, hits: np.ndarray, points: int, true: int) -> np.ndarray:
    """Fall of the impurity ``2 p (1 - p)``, weighted by points, where ``hits`` of ``size`` go to the first side."""
    rest = points - size
    sides = hits * (1 - hits / size) + (true - hits) * (1 - (true - hits) / rest)
    return np.asarray(2 * (true * (1 - true / points) - sides) / points)
