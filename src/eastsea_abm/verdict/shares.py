"""A share with its 95 % interval: Wilson's over samples, or a bootstrap over samples that several cases share."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

import numpy as np

from eastsea_abm.intervals import LEVEL, wilson

RESAMPLES = 2000  # assumption: the ends of an interval move by less than a tenth of its width
SEED = 20221216  # of the resamples, so that the same store says the same


class Share(NamedTuple):
    """Part of the cases for which something holds.

    Attributes
    ----------
    share, low, high
        0 to 1, with the 95 % interval; nan where there is no case.
    cases
        Settings that were judged.
    samples
        Parameter sets behind them: what counts as independent.
    """

    share: float
    low: float
    high: float
    cases: int
    samples: int


NOTHING = Share(math.nan, math.nan, math.nan, 0, 0)


def share_of(true: np.ndarray, sample: np.ndarray) -> Share:
    """The share of cases that are true.

    Parameters
    ----------
    true
        ``(cases)``.
    sample
        ``(cases)``: to which parameter set a case belongs. Where each has one case the interval is Wilson's;
        where cases share one (its numbers under several conditions), whole sets are drawn again and again, and
        the interval is never narrower than Wilson's would be were all cases independent.
    """
    if not true.size:
        return NOTHING
    _, place = np.unique(sample, return_inverse=True)
    cases, samples = int(true.size), int(place.max()) + 1
    share = float(true.mean())
    if cases == samples:
        return Share(share, *wilson(share, cases), cases, samples)
    held, number = np.bincount(place, true.astype(float)), np.bincount(place).astype(float)
    if np.ptp(held / number) == 0:  # resamples of what is all alike are alike, which is no certainty
        return Share(share, *wilson(share, samples), cases, samples)
    drawn = resamples(samples)
    tail = (1.0 - LEVEL) / 2.0
    low, high = np.quantile((drawn @ held) / (drawn @ number), (tail, 1.0 - tail))
    least = wilson(share, cases)
    return Share(share, min(float(low), least[0]), max(float(high), least[1]), cases, samples)


@functools.lru_cache(maxsize=8)
def resamples(samples: int) -> np.ndarray:
    """How often each sample is drawn in each resample, ``(RESAMPLES, samples)``."""
    rng = np.random.default_rng(SEED)
    return rng.multinomial(samples, np.full(samples, 1.0 / samples), RESAMPLES).astype(float)


def apart(one: Share, other: Share) -> tuple[float, float, float]:
    """Difference of two shares with its 95 % interval, by Newcombe's method: from the two intervals alone.

    It takes the two for independent; where they come of the same parameter sets, which pulls them the same way,
    the interval is too wide rather than too narrow.

    Source: Newcombe 1998, Statistics in Medicine 17, 873, method 10.
    """
    gap = one.share - other.share
    down = math.hypot(one.share - one.low, other.high - other.share)
    up = math.hypot(one.high - one.share, other.share - other.low)
    return gap, gap - down, gap + up
