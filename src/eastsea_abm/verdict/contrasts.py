"""One outcome of one contrast in numbers: in what share of parameter sets it is lower, and how surely."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from eastsea_abm.analysis.comparison import outcome as known
from eastsea_abm.analysis.contrasts import spread
from eastsea_abm.intervals import mean_of
from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.gates import gate
from eastsea_abm.verdict.pairs import Pairs
from eastsea_abm.verdict.sampling import Layout
from eastsea_abm.verdict.shares import Share, share_of

LOG_RATIO = "log ratio"


@dataclass(frozen=True)
class Told:
    """What a contrast did to an outcome over parameter sets.

    Attributes
    ----------
    contrast, outcome, unit
        What was compared, on what, in what unit.
    better
        -1 where less is better, 1 where more is, 0 where neither is.
    place
        Values of crossed factors under which; empty for all there are.
    runs
        Pairs of runs a setting; the fewest, where runs failed.
    conditions
        How many conditions each parameter set was met under.
    lower, higher
        Shares of settings in which the mean is lower and higher; the rest, ``equal``, are exactly equal.
    undecided
        Share of settings whose own 95 % interval includes 0: more runs could turn them.
    surely_lower, surely_higher
        Shares of settings whose interval lies below or above 0.
    spread_of, median, low_5, high_95
        Over settings, of the log ratio, or of the difference where a mean is not positive; 5 to 95 %.
    difference, difference_low, difference_high
        Mean over parameter sets of the paired difference, with its 95 % interval, in ``unit``.
    agreement
        Share of settings in which both halves of the runs give the same sign; nan for one run.
    halves
        Share lower, read from the first half of the runs alone and from the second: all settings meet the same luck,
        so that this is how far luck moves the share; nan for one run.
    left_out
        Settings without a pair of runs.
    """

    contrast: Contrast
    outcome: str
    unit: str
    better: int
    place: tuple[tuple[str, str], ...]
    runs: int
    conditions: int
    lower: Share
    higher: Share
    equal: float
    undecided: float
    surely_lower: float
    surely_higher: float
    spread_of: str
    median: float
    low_5: float
    high_95: float
    difference: float
    difference_low: float
    difference_high: float
    agreement: float
    halves: tuple[float, float]
    left_out: int

    @property
    def range(self) -> tuple[float, float]:
        """Between what the share lower lies, whatever the undecided settings turn out to be."""
        return self.surely_lower, 1.0 - self.surely_higher

    @property
    def word(self) -> str:
        """In what part of the sets it is lower, as far as the interval allows a word; see `gates`."""
        return gate(self.lower, self.higher)

    @property
    def favourable(self) -> Share:
        """Share in which it is better: lower, or higher where more is better."""
        return self.higher if self.better > 0 else self.lower

    @property
    def unfavourable(self) -> Share:
        """Share in which it is worse."""
        return self.lower if self.better > 0 else self.higher


def told(contrast: Contrast, outcome: str, pairs: Pairs, layout: Layout, which: np.ndarray | None = None) -> Told:
    """Judge a contrast on an outcome over the settings of ``which``, or all.

    The interval of a share is Wilson's where each parameter set is met once, else a bootstrap over parameter
    sets; that of the mean difference is over parameter sets either way.
    """
    asked = layout.everywhere if which is None else which
    own = asked & pairs.there
    sample, gap, sure = layout.sample[own], pairs.gap[own], pairs.sure[own]
    one, far = known(outcome), spread(pairs.of[own], pairs.against[own])
    mean = mean_of(_by_sample(gap, sample))
    halved = own & pairs.halved
    return Told(
        contrast=contrast,
        outcome=outcome,
        unit=one.unit,
        better=one.better,
        place=_place(layout, asked),
        runs=int(pairs.runs[own].min(initial=np.iinfo(np.int64).max)) if own.any() else 0,
        conditions=int(np.unique(layout.condition[own]).size),
        lower=share_of(gap < 0, sample),
        higher=share_of(gap > 0, sample),
        equal=_part(gap == 0),
        undecided=_part(sure == 0),
        surely_lower=_part(sure < 0),
        surely_higher=_part(sure > 0),
        spread_of=far["spread_of"],
        median=far["median"],
        low_5=far["low_5"],
        high_95=far["high_95"],
        difference=mean.mean,
        difference_low=mean.mean - mean.half_width,
        difference_high=mean.mean + mean.half_width,
        agreement=_part(pairs.halves[halved]),
        halves=(_part(pairs.first_lower[halved]), _part(pairs.second_lower[halved])),
        left_out=int((asked & ~pairs.there).sum()),
    )


def _by_sample(gap: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """Means over the conditions of each parameter set."""
    _, place = np.unique(sample, return_inverse=True)
    return np.bincount(place, gap) / np.bincount(place) if gap.size else gap


def _place(layout: Layout, which: np.ndarray) -> tuple[tuple[str, str], ...]:
    """Crossed factors that have one value throughout, with it."""
    there = [layout.conditions[k] for k in np.unique(layout.condition[which])]
    columns = zip(*there, strict=True) if there else ()
    found = zip(layout.crossed, (sorted(set(column)) for column in columns), strict=False)
    return tuple((name, values[0]) for name, values in found if len(values) == 1)


def _part(which: np.ndarray) -> float:
    return float(which.mean()) if which.size else math.nan
