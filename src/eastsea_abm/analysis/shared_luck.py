"""Standard errors of means over runs that are not independent of each other.

Run r meets the same luck in every setting and under every policy, and the runs of a setting share its
numbers. So what is independent in a sweep is the run number, and, where settings were sampled, the setting
too; the settings of a grid are what they are and no sample of anything. Deviations from the mean are added up
within what belongs together before they are squared: over run numbers, over
settings, and over both less what was then counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RUNS, SETTINGS, BOTH, NOTHING = "runs", "settings", "settings and runs", "nothing"


@dataclass(frozen=True)
class Cluster:
    """Rows that belong together, within groups.

    Attributes
    ----------
    of
        Cluster of every row, counted from 0.
    group
        Group of every cluster.
    """

    of: np.ndarray
    group: np.ndarray

    def number(self, kept: np.ndarray, groups: int) -> np.ndarray:
        """How many clusters of each group have a row that is kept."""
        there = np.bincount(self.of[kept], minlength=self.group.size) > 0
        return np.bincount(self.group[there], minlength=groups)

    def squares(self, gap: np.ndarray, number: np.ndarray) -> np.ndarray:
        """For each group, the sum of squared sums within clusters, made good for the mean being estimated."""
        sums = np.bincount(self.of, gap, self.group.size)
        total = np.bincount(self.group, sums * sums, number.size)
        return total * number / np.maximum(number - 1, 1)


def cluster(group: np.ndarray, *ids: np.ndarray) -> Cluster:
    """Rows of one group with equal ``ids``."""
    code = group.astype(np.int64)
    for one in ids:
        code = code * (int(one.max(initial=0)) + 1) + one
    _, first, of = np.unique(code, return_index=True, return_inverse=True)
    return Cluster(of.astype(np.int32), group[first])


@dataclass(frozen=True)
class Sharing:
    """What belongs together: by run number, by sampled setting (None where settings are fixed), by both."""

    run: Cluster
    setting: Cluster | None = None
    both: Cluster | None = None


@dataclass(frozen=True)
class Spread:
    """Uncertainty of the mean of every group.

    Attributes
    ----------
    variance
        Of the mean; nan where it cannot be told.
    number
        Of what is independent: the smaller of run numbers and settings, where both are.
    unit
        What is independent.
    """

    variance: np.ndarray
    number: np.ndarray
    unit: np.ndarray


def spread(gap: np.ndarray, kept: np.ndarray, n: np.ndarray, sharing: Sharing) -> Spread:
    """How well the means of groups are known.

    Parameters
    ----------
    gap
        Deviation of every row from the mean of its group, 0 where it is not kept.
    n
        Rows kept of every group.
    """
    groups = n.size
    size = np.maximum(n, 1.0) ** 2
    runs = sharing.run.number(kept, groups)
    variance = np.where(runs > 1, sharing.run.squares(gap, runs) / size, np.nan)
    number, unit = runs, np.where(runs > 1, RUNS, NOTHING).astype(object)
    if sharing.setting is not None and sharing.both is not None:
        settings = sharing.setting.number(kept, groups)
        by_setting = np.where(settings > 1, sharing.setting.squares(gap, settings) / size, np.nan)
        twice = sharing.both.squares(gap, sharing.both.number(kept, groups)) / size
        crossed = np.maximum(by_setting + variance - twice, np.maximum(by_setting, variance))
        two, one = (settings > 1) & (runs > 1), (settings > 1) & (runs <= 1)
        variance = np.where(two, crossed, np.where(one, by_setting, variance))
        number = np.where(two, np.minimum(settings, runs), np.where(one, settings, runs))
        unit[two], unit[one] = BOTH, SETTINGS
    return Spread(variance, number, unit)
