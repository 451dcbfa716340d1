"""A shallow tree: the same question asked of one factor at a time.

It splits where Gini's impurity falls most, and only where it falls more than in 95 of 100 shufflings of the
truths, so that a factor cannot be chosen merely because there are many. A second look, beside the boxes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from eastsea_abm.discovery.chance import shuffled
from eastsea_abm.discovery.choosing import CHANCE
from eastsea_abm.discovery.space import Space
from eastsea_abm.discovery.splitting import Split, best_splits

DEPTH, SHUFFLES = 2, 99


NONE = Split(0.0)


@dataclass(frozen=True)
class Node:
    """Points, how many are true, and how they part; ``first`` and ``other`` are None in a leaf."""

    points: int
    true: int
    split: Split = NONE
    first: Node | None = None
    other: Node | None = None


def grown(
    space: Space, truth: np.ndarray, rng: np.random.Generator, depth: int = DEPTH, shuffles: int = SHUFFLES
) -> Node:
    """The tree over all points."""
    leaf = Node(int(truth.size), int(truth.sum()))
    best = best_split(space, truth) if depth else NONE
    if best.gain <= 0.0 or not _more_than_luck(space, truth, best, rng, shuffles):
        return leaf
    side = _side(space, best)
    parts = [grown(space.take(own), truth[own], rng, depth - 1, shuffles) for own in (side, ~side)]
    return Node(leaf.points, leaf.true, best, parts[0], parts[1])


def _more_than_luck(space: Space, truth: np.ndarray, best: Split, rng: np.random.Generator, shuffles: int) -> bool:
    allowed = math.floor(CHANCE * (1 + shuffles)) - 1
    for _ in range(shuffles):
        allowed -= best_split(space, shuffled(space, truth, rng)).gain >= best.gain
        if allowed < 0:
            return False
    return True


def _side(space: Space, split: Split) -> np.ndarray:
    if split.factor in space.numbers:
        return np.asarray(space.values[:, space.numbers.index(split.factor)] <= split.low)
    k = space.lists.index(split.factor)
    return np.asarray(space.codes[:, k] == space.words[k].index(split.word))


def best_split(space: Space, truth: np.ndarray) -> Split:
    """The best split over all factors, the first of equals."""
    return max(best_splits(space, truth), key=lambda one: one.gain)
