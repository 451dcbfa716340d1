"""What luck does to the best of several, and regrets without it.

Of several means the least is the least also by luck: taken at its face it flatters whoever has it, and what
all policies regret is measured from too low a mark. [SmithWinkler2006]_ call it
the optimizer's curse. The runs are cut in two halves, again and again: one half names the best policy of each
future, the other says what it is worth. Regrets against that mark are too small rather than too great, because
a half may name the wrong one; the truth lies between them and the regrets at face value.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.robustness.futures import Futures

SPLITS = 16  # assumption: cuts into halves, each used both ways
FEWEST_RUNS = 4  # of a split


class Mark(NamedTuple):
    """What regret is measured from.

    Attributes
    ----------
    best
        ``(futures,)``: the value of the best, as the other half of the runs has it.
    agree
        Share of futures in which both halves name the same policy.
    """

    best: np.ndarray
    agree: float


def mark(futures: Futures, k: int, seed: int) -> Mark | None:
    """The value of each future's best policy, found by one half of the runs and judged by the other.

    None with fewer than `FEWEST_RUNS` runs. A future of which a half has no run keeps its value at face.
    """
    runs = futures.fine.shape[1]
    if runs < FEWEST_RUNS:
        return None
    rng = np.random.default_rng(seed)
    total, count = np.zeros(len(futures.fine)), np.zeros(len(futures.fine))
    agree = []
    for _ in range(SPLITS):
        first = np.zeros(runs)
        first[rng.permutation(runs)[: runs // 2]] = 1.0
        halves = [futures.means(k, by) for by in (first, 1.0 - first)]
        there = np.isfinite(halves[0][0]) & np.isfinite(halves[1][0])
        named = [np.where(np.isfinite(half), half, np.inf).argmin(0) for half in halves]
        for chosen, judged in ((named[0], halves[1]), (named[1], halves[0])):
            value = np.take_along_axis(judged, chosen[None], 0)[0]
            total += np.where(there, np.nan_to_num(value), 0.0)
            count += there
        agree.append(float((named[0] == named[1])[there].mean()) if there.any() else np.nan)
    face = futures.means(k).min(0)
    # The mark never lies below the value at face: that would be luck the other way.
    return Mark(np.where(count > 0, np.maximum(total / np.maximum(count, 1), face), face), float(np.nanmean(agree)))
