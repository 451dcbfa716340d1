"""One outcome of a finished sweep, pair by pair, and what in it is independent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.analysis.samples import samples
from eastsea_abm.sensitivity.values import outcome_values


class Pairs(NamedTuple):
    """Values under several policies with the same luck.

    Attributes
    ----------
    values
        ``(policies, settings, runs)``, 0 where the pair is missing.
    fine
        ``(settings, runs)``: whether the run came to its end under every policy.
    unit
        ``(settings,)``: which sample a setting belongs to, counted from 0; None where settings were chosen.
    left_out
        Settings without any pair.
    """

    values: np.ndarray
    fine: np.ndarray
    unit: np.ndarray | None
    left_out: int

    @property
    def units(self) -> int:
        """Number of samples; of a grid, of runs."""
        return self.fine.shape[1] if self.unit is None else int(self.unit.max(initial=-1)) + 1

    @property
    def means(self) -> np.ndarray:
        """Means of the runs of each setting, ``(policies, settings)``; nan where there is no pair."""
        number = self.fine.sum(1).astype(float)
        number[number == 0] = np.nan
        sums: np.ndarray = self.values.sum(2) / number
        return sums


def pairs(store: Stored, outcome: str, policies: Sequence[str]) -> Pairs:
    """Values of an outcome under the policies, and which settings are one sample."""
    places = [store.plan.policies.index(name) for name in policies]
    values = outcome_values(store, outcome)[:, places].swapaxes(0, 1)
    fine = np.isfinite(values).all(0)
    lost = int((~fine.any(1)).sum())
    return Pairs(np.where(fine, values, 0.0), fine, samples(store.plan, store.design), lost)
