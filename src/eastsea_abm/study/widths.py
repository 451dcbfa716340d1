"""How well the contrasts of a study are known: expected from a pilot before it is played, and found afterwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.intervals import NORMAL, wilson
from eastsea_abm.study.declared import Contrast

if TYPE_CHECKING:
    from eastsea_abm.sweep.settings import Bench
    from eastsea_abm.sweep.store import Store

PILOT_SETTINGS, PILOT_RUNS = 64, 16  # assumption: a few seconds of playing


class Width(NamedTuple):
    """How well one contrast is known.

    Attributes
    ----------
    difference, half
        Mean paired difference over parameter sets and half of its 95 % interval, as shares of the second's mean.
    lower, share_half
        Share of sets in which the first has less, and half of its 95 % interval.
    undecided
        Share of sets whose own paired interval includes 0.
    """

    contrast: Contrast
    difference: float
    half: float
    lower: float
    share_half: float
    undecided: float


def expected(bench: Bench, contrasts: Sequence[Contrast], outcome: str) -> list[Width]:
    """What the whole store of a bench's plan will tell, judged from the first of its settings and runs."""
    from eastsea_abm.sweep.work import compute

    plan = bench.plan
    settings, runs = min(PILOT_SETTINGS, plan.settings), min(PILOT_RUNS, plan.runs)

    def values(policy: str) -> np.ndarray:
        place = plan.policies.index(policy)
        rows = [plan.row(setting, place, 0) for setting in range(settings)]
        tables = [compute(bench, range(row, row + runs))[outcome].to_numpy() for row in rows]
        return np.array(tables, float)

    known = {name: values(name) for name in dict.fromkeys(name for one in contrasts for name in one[:2])}
    return [_width(one, known[one.of], known[one.against], plan.settings, plan.runs) for one in contrasts]


def found(store: Store, contrasts: Sequence[Contrast], outcome: str) -> list[Width]:
    """What a finished store tells."""
    from eastsea_abm.sensitivity.values import outcome_values

    plan = store.plan
    whole = outcome_values(store, outcome)
    known = {name: whole[:, plan.policies.index(name)] for name in {name for one in contrasts for name in one[:2]}}
    return [_width(one, known[one.of], known[one.against], plan.settings, plan.runs) for one in contrasts]


def _width(contrast: Contrast, of: np.ndarray, against: np.ndarray, settings: int, runs: int) -> Width:
    """From values ``(sets, runs)`` to what ``settings`` sets of ``runs`` runs tell; nan where runs went wrong."""
    gap = of - against
    fine = np.isfinite(gap).all(axis=1)
    gap = gap[fine]
    scale = abs(float(against[fine].mean())) or math.nan
    between, shared, rest = components(gap)
    half = NORMAL * math.sqrt(between / settings + shared / runs + rest / (settings * runs))
    means, mean = gap.mean(axis=1), float(gap.mean())
    lower = float((means < 0).mean())
    low, high = wilson(lower, settings)
    # The means of few runs spread by luck too: drawn together to what the sets alone would spread.
    luck = rest / gap.shape[1]
    true = mean + (means - mean) * math.sqrt(between / (between + luck) if between + luck > 0 else 0.0)
    unsure = NORMAL * np.sqrt(gap.var(axis=1, ddof=1) / runs)
    return Width(contrast, mean / scale, half / scale, lower, (high - low) / 2, float((np.abs(true) <= unsure).mean()))


def components(gap: np.ndarray) -> tuple[float, float, float]:
    """Variance of differences between sets, of the luck all sets share, and of the rest.

    Run r meets the same luck in every set, so that a mean over many sets of few runs still hangs on that luck.

    Parameters
    ----------
    gap
        ``(sets, runs)``, no nan, two of each at least.
    """
    sets, runs = gap.shape
    by_set, by_run, mean = gap.mean(axis=1), gap.mean(axis=0), gap.mean()
    rest = float(((gap - by_set[:, None] - by_run + mean) ** 2).sum()) / ((sets - 1) * (runs - 1))
    between = max(0.0, float(by_set.var(ddof=1)) - rest / runs)
    shared = max(0.0, float(by_run.var(ddof=1)) - rest / sets)
    return between, shared, rest
