"""What a policy changes that is laid over each of several strategies, all else and all luck the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.intervals import mean_of
from eastsea_abm.sensitivity.values import outcome_values
from eastsea_abm.sweep.policies import JOINT

if TYPE_CHECKING:
    from eastsea_abm.analysis.grouping import Stored


class Change(NamedTuple):
    """What an overlay changes under a strategy.

    Attributes
    ----------
    mean, half
        Of the paired difference over parameter sets, with half of its 95 % interval, in the outcome's unit.
    relative
        The mean as a share of the strategy's own; nan where that is 0.
    lower
        Share of sets in which the outcome is lower with the overlay.
    """

    overlay: str
    strategy: str
    outcome: str
    mean: float
    half: float
    relative: float
    lower: float
    sets: int


def overlaid(policies: Sequence[str]) -> list[tuple[str, str]]:
    """Overlay and strategy of every policy ``strategy+overlay`` whose strategy is played alone too."""
    split = [name.partition(JOINT) for name in policies]
    return [(overlay, strategy) for strategy, joint, overlay in split if joint and strategy in policies]


def changes(store: Stored, outcomes: Sequence[str]) -> list[Change]:
    """What every overlay changes, by outcome."""
    rows = []
    for outcome in outcomes:
        values = dict(zip(store.plan.policies, outcome_values(store, outcome).swapaxes(0, 1), strict=True))
        for overlay, strategy in overlaid(store.plan.policies):
            gaps, base = values[f"{strategy}{JOINT}{overlay}"] - values[strategy], values[strategy]
            whole = np.isfinite(gaps)
            there = whole.any(axis=1)
            number = whole[there].sum(axis=1)
            gap = np.where(whole, gaps, 0.0)[there].sum(axis=1) / number
            own = float((np.where(whole, base, 0.0)[there].sum(axis=1) / number).mean()) if there.any() else np.nan
            told = mean_of(gap)
            relative = told.mean / abs(own) if own else np.nan
            lower = float((gap < 0).mean()) if gap.size else np.nan
            rows.append(Change(overlay, strategy, outcome, told.mean, told.half_width, relative, lower, gap.size))
    return rows
