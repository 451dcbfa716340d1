"""Outcomes of a finished sweep by policy and future: a setting is a future, its runs the luck within it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.analysis.samples import samples
from eastsea_abm.sensitivity.values import outcome_values


class Futures(NamedTuple):
    """Values of several outcomes with the same luck, in futures that have a run under every policy.

    Attributes
    ----------
    values
        One an outcome: ``(policies, futures, runs)``, turned so that less is better; 0 where the pair is missing.
    sign
        One an outcome: -1 where the values were turned.
    fine
        ``(futures, runs)``: whether the run came to its end under every policy with a number for every outcome.
    unit
        ``(futures,)``: the sample a future belongs to, from 0 without gaps; None where settings were chosen.
    left_out
        Settings without such a run.
    """

    values: tuple[np.ndarray, ...]
    sign: tuple[int, ...]
    fine: np.ndarray
    unit: np.ndarray | None
    left_out: int

    @property
    def units(self) -> int:
        """Number of samples; of a grid, of run numbers."""
        return self.fine.shape[1] if self.unit is None else int(self.unit.max(initial=-1)) + 1

    def means(self, k: int, weights: np.ndarray | None = None) -> np.ndarray:
        """Means of outcome ``k`` over runs, ``(policies, futures)``.

        Parameters
        ----------
        weights
            ``(runs,)``: how often each run number counts; once when left out. nan where none that counts is there.
        """
        by = np.ones(self.fine.shape[1]) if weights is None else weights
        number = self.fine @ by
        sums = self.values[k] @ by
        return np.asarray(sums / np.where(number > 0, number, np.nan))


def futures(store: Stored, outcomes: Sequence[str], policies: Sequence[str]) -> Futures:
    """Values of the outcomes under the policies."""
    places = [store.plan.policies.index(name) for name in policies]
    sign = tuple(-1 if outcome_of(name).better > 0 else 1 for name in outcomes)
    raw = [outcome_values(store, name)[:, places].swapaxes(0, 1) for name in outcomes]
    fine = np.logical_and.reduce([np.isfinite(one).all(0) for one in raw])
    kept = fine.any(1)
    values = tuple(np.where(fine, s * one, 0.0)[:, kept] for s, one in zip(sign, raw, strict=True))
    unit = samples(store.plan, store.design)
    own = None if unit is None else np.unique(unit[kept], return_inverse=True)[1]
    return Futures(values, sign, fine[kept], own, int((~kept).sum()))
