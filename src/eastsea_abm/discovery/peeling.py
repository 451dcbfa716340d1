"""Peeling and pasting: the patient rule induction method [FriedmanFisher1999]_, in our own words.

From a box a thin slice is cut again and again: one side of one number, or one word of a list. The slice that is
cut is the one least often true. Where slices are of the same size this leaves the densest box, which is their
criterion; where they are not, as with lists and numbers of few levels, it does not favour the thick ones.
What is true at both ends of a factor and false between is not found: every slice at an end looks good.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from eastsea_abm.discovery.space import Box, Space

ALPHA = 0.05  # share of the points in a box that a slice has; 0.05 to 0.1 is usual


class Slice(NamedTuple):
    """What can be cut from a box, in the order of preference."""

    share: float  # of the slice that is true: the smaller the better
    new: bool  # whether nothing was asked of the factor yet: rather not
    size: int  # minus the points in it: of equals the larger goes
    factor: int
    place: int  # 0 the low side, 1 the high side; the word of a list
    bound: float


def peeled(space: Space, truth: np.ndarray, box: Box, alpha: float = ALPHA) -> Box | None:
    """The box without its worst slice; None where every slice is all there is.

    Parameters
    ----------
    truth
        ``(points)``, bool.
    """
    inside = box.inside(space)
    if not inside.any():
        return None
    own, true = space.take(inside), truth[inside]
    restricted = box.restricted
    slices = [*_sides(own, true, restricted, alpha), *_words(own, true, restricted, box)]
    if not slices:
        return None
    worst = min(slices)
    if worst.factor >= len(space.numbers):
        return box.switched(worst.factor - len(space.numbers), worst.place)
    return box.below(worst.factor, worst.bound) if worst.place else box.above(worst.factor, worst.bound)


def _sides(own: Space, true: np.ndarray, restricted: np.ndarray, alpha: float) -> Iterator[Slice]:
    """The best slice of each side over all numeric factors; equal values go together."""
    points = true.size
    if not own.numbers:
        return
    thin = max(1, int(alpha * points))
    ordered = np.partition(own.values, (thin - 1, points - thin), axis=0)
    for place, bounds in enumerate((ordered[thin - 1], ordered[points - thin])):
        cut = own.values >= bounds if place else own.values <= bounds
        size = cut.sum(0)
        share = (true.astype(float) @ cut) / size
        new = ~restricted[: len(own.numbers)]
        # lexsort takes its last key first
        order = np.lexsort((np.arange(size.size), -size, new, share))
        left = order[size[order] < points]
        if left.size:
            k = int(left[0])
            yield Slice(float(share[k]), bool(new[k]), -int(size[k]), k, place, float(bounds[k]))


def _words(own: Space, true: np.ndarray, restricted: np.ndarray, box: Box) -> Iterator[Slice]:
    for k, allowed in enumerate(box.allowed):
        factor = len(own.numbers) + k
        for word in np.flatnonzero(allowed):
            cut = own.codes[:, k] == word
            size = int(cut.sum())
            if 0 < size < true.size:
                yield Slice(float(true[cut].mean()), not restricted[factor], -size, factor, int(word), 0.0)


def trajectory(
    space: Space, truth: np.ndarray, start: Box, *, least_points: int, least_coverage: float, alpha: float = ALPHA
) -> list[Box]:
    """Boxes one within the other, from the start on, until one is too small or covers too little.

    Parameters
    ----------
    least_points
        Points a box must hold.
    least_coverage
        Share of all true points a box must hold.
    """
    boxes = [start]
    wanted = least_coverage * truth.sum()
    while (smaller := peeled(space, truth, boxes[-1], alpha)) is not None:
        inside = smaller.inside(space)
        hits = truth[inside].sum()
        if inside.sum() < least_points or hits < wanted:
            break
        boxes.append(smaller)
        if hits == inside.sum():  # all are true: there is nothing left to peel for
            break
    return boxes


def pasted(space: Space, truth: np.ndarray, box: Box, alpha: float = ALPHA) -> Box:
    """The box widened slice by slice as long as the share that is true does not fall."""
    while True:
        inside = box.inside(space)
        best, density, points = box, float(truth[inside].mean()), int(inside.sum())
        for wider in _wider(space, box, max(1, int(alpha * points))):
            within = wider.inside(space)
            share = float(truth[within].mean())
            if (share, int(within.sum())) > (density, points):
                best, density, points = wider, share, int(within.sum())
        if best is box:
            return box
        box = best


def _wider(space: Space, box: Box, thin: int) -> Iterator[Box]:
    """Boxes with one slice more, a side or a word at a time."""
    meets = box.meets(space)
    misses = (~meets).sum(1)
    for factor in np.flatnonzero(box.restricted):
        outside = (misses == 1) & ~meets[:, factor]
        if factor >= len(space.numbers):
            k = int(factor) - len(space.numbers)
            yield from (box.switched(k, int(word)) for word in np.flatnonzero(~box.allowed[k]))
            continue
        values = space.values[outside, factor]
        under, over = np.sort(values[values <= box.low[factor]])[::-1], np.sort(values[values >= box.high[factor]])
        if np.isfinite(box.low[factor]):
            rest = under[under < under[min(thin, under.size) - 1]] if under.size else under
            yield box.above(int(factor), float(rest[0]) if rest.size else -np.inf)
        if np.isfinite(box.high[factor]):
            rest = over[over > over[min(thin, over.size) - 1]] if over.size else over
            yield box.below(int(factor), float(rest[0]) if rest.size else np.inf)
