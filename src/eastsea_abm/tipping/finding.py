"""The values of a factor at which the policy with the best mean changes, with their bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.tipping.asked import checked, factor_of
from eastsea_abm.tipping.bases import basis
from eastsea_abm.tipping.curves import RESAMPLES, Curves, curves
from eastsea_abm.tipping.samples import pairs
from eastsea_abm.tipping.turns import AGREED, ENDS, EQUAL, Margin, Turn, best, margin_of, turns_of


@dataclass(frozen=True)
class Tipping:
    """One outcome over one factor, averaged over everything else that varies.

    Attributes
    ----------
    better
        1 where the highest mean is best; else the lowest counts as best.
    at
        ``(points,)`` values of the factor, from ``low`` to ``high``.
    degrees
        Degrees of freedom of the smooth; 0 where means are taken level by level.
    means, means_low, means_high
        ``(policies, points)``, with pointwise 95 % intervals.
    contrasts, contrasts_low, contrasts_high
        The same of the paired difference from the first policy, whose row is 0.
    preferred
        ``(points,)``: index of the policy with the best mean.
    often
        ``(policies, points)``: share of resamples in which each is best there.
    steady
        Share of resamples in which one policy, the estimate's where that does not turn, is best throughout.
    margin
        None where the estimate turns.
    units, unit
        How many independent samples (``parameter sets``), or of a grid ``runs``, were resampled.
    """

    factor: str
    outcome: str
    better: int
    policies: tuple[str, ...]
    at: np.ndarray
    degrees: int
    means: np.ndarray
    means_low: np.ndarray
    means_high: np.ndarray
    contrasts: np.ndarray
    contrasts_low: np.ndarray
    contrasts_high: np.ndarray
    preferred: np.ndarray
    often: np.ndarray
    turns: tuple[Turn, ...]
    steady: float
    margin: Margin | None
    units: int
    unit: str
    settings: int
    runs: int
    left_out: int
    resamples: int

    @property
    def low(self) -> float:
        """The least value of the factor."""
        return float(self.at[0])

    @property
    def high(self) -> float:
        """The greatest value of the factor."""
        return float(self.at[-1])

    @property
    def told(self) -> bool:
        """Whether every turn of the estimate is told; without one, whether the resamples agree that there is none."""
        return all(turn.told for turn in self.turns) if self.turns else self.steady >= AGREED

    @property
    def same(self) -> bool:
        """Whether all policies have the same means."""
        return bool(np.ptp(self.means, axis=0).max() <= EQUAL * max(1.0, float(np.abs(self.means).max())))


def find(
    store: Stored,
    factor: str,
    outcome: str = "entrapment",
    policies: Sequence[str] = (),
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Tipping:
    """Where over ``factor`` the policy with the best mean of ``outcome`` changes.

    Parameters
    ----------
    policies
        Those compared, the first the reference of contrasts; all where none is named.
    seed
        Of the resamples and of the folds of the cross-validation.

    Raises
    ------
    ScenarioError
        With every name that does not exist and every reason why there is no answer.
    """
    wanted = checked(store, [outcome], policies, [factor], seed)
    plan, x = store.plan, store.design[factor].to_numpy(float)
    own, better = pairs(store, outcome, wanted), outcome_of(outcome).better
    what = factor_of(plan, factor)
    low, high = (what.low, what.high) if what.high > what.low else (float(x.min()), float(x.max()))
    on = basis(x, low, high, own, seed)
    found = curves(on, own, seed, resamples)
    signed = Curves(-found.means, -found.draws) if better > 0 else found
    preferred, each = best(signed.means[None])[0], best(signed.draws)
    turns = turns_of(signed, preferred, each, on.at, wanted)
    gaps, drawn = found.means - found.means[:1], found.draws - found.draws[:, :1]
    whole = each[(each == each[:, :1]).all(1), 0]
    share = np.bincount(whole, minlength=len(wanted)) / resamples
    return Tipping(
        factor=factor,
        outcome=outcome,
        better=better,
        policies=wanted,
        at=on.at,
        degrees=on.degrees,
        means=found.means,
        means_low=np.quantile(found.draws, ENDS[0], axis=0),
        means_high=np.quantile(found.draws, ENDS[1], axis=0),
        contrasts=gaps,
        contrasts_low=np.quantile(drawn, ENDS[0], axis=0),
        contrasts_high=np.quantile(drawn, ENDS[1], axis=0),
        preferred=preferred,
        often=np.stack([(each == k).mean(0) for k in range(len(wanted))]),
        turns=turns,
        steady=float(share.max() if turns else share[preferred[0]]),
        margin=None if turns else margin_of(signed, int(preferred[0]), wanted),
        units=own.units,
        unit="runs" if own.unit is None else "parameter sets",
        settings=plan.settings,
        runs=plan.runs,
        left_out=own.left_out,
        resamples=resamples,
    )
