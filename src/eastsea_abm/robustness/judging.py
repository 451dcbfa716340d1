"""Regret of each policy over futures, how often it is best or acceptable, and who comes out ahead by which rule.

Regret in a future is what a policy lacks to the best of those compared there [Savage1951]_. Robust decision
making looks for the policy that regrets little over a wide range of futures in place of the one that is best for
the likeliest [LempertPopperBankes2003]_. Rules of this kind differ in what they are afraid of and may
disagree [McPhail2018]_, so several stand side by side: least mean, least 90th percentile and least
greatest regret, and most often within a tolerance of the best (their satisficing, after Starr).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eastsea_abm.analysis.best import weights
from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.robustness.asked import checked
from eastsea_abm.robustness.futures import Futures, futures
from eastsea_abm.robustness.judged import ACCEPTABLE, AGREED, ALSO, HIGH, RULES, Choice, Judged, Robust
from eastsea_abm.robustness.luck import mark
from eastsea_abm.robustness.redrawn import Redrawn, redrawn

__all__ = ["RULES", "Choice", "Judged", "Robust", "judge"]


def judge(
    store: Stored,
    outcomes: Sequence[str],
    policies: Sequence[str] = (),
    acceptable: float = ACCEPTABLE,
    seed: int = 1,
) -> Robust:
    """How each policy holds over the futures of a store.

    Parameters
    ----------
    outcomes
        Those of which less or more is better; others are refused.
    policies
        Those compared; all where none is named. Regret is from the best of these.
    acceptable
        How near to the best of a future is near enough, as a share of the best's value.
    seed
        Of the halves and the resamples.

    Raises
    ------
    ScenarioError
        With every name that does not exist and every reason why there is no answer.
    """
    wanted = checked(store, outcomes, policies, acceptable, seed)
    names = list(dict.fromkeys(outcomes))
    own = futures(store, names, wanted)
    drawn = redrawn(own, acceptable, HIGH, seed)
    marks = [mark(own, k, seed) for k in range(len(names))]
    judged = tuple(
        _judged(name, own, k, wanted, drawn, acceptable, None if m is None else (m.best, m.agree))
        for k, (name, m) in enumerate(zip(names, marks, strict=True))
    )
    joint = np.logical_and.reduce([near(own.means(k), acceptable) for k in range(len(names))]).mean(1)
    low, high = np.quantile(drawn.jointly, (0.025, 0.975), axis=0)
    return Robust(
        policies=wanted,
        outcomes=judged,
        tolerance=acceptable,
        jointly=joint,
        jointly_low=low,
        jointly_high=high,
        joint=_choice("acceptable", -joint, -drawn.jointly, wanted),
        futures=own.fine.shape[0],
        runs=own.fine.shape[1],
        units=own.units,
        unit="runs" if own.unit is None else "parameter sets",
        left_out=own.left_out,
        resamples=drawn.jointly.shape[0],
    )


def _judged(
    name: str,
    own: Futures,
    k: int,
    policies: tuple[str, ...],
    drawn: Redrawn,
    acceptable: float,
    split: tuple[np.ndarray, float] | None,
) -> Judged:
    means = own.means(k)
    least = means.min(0)
    best, agree = split if split is not None else (least, float("nan"))
    face, raw = regrets(means, least), regrets(means, best)
    regret = np.maximum(raw, 0.0)
    shares, fine = weights(means, -1).mean(1), near(means, acceptable).mean(1)
    # Redrawn regrets are at face, with luck of their own: what they say is how far they scatter, not where they lie.
    off = np.quantile(drawn.regret[k] - drawn.regret[k].mean(0), (0.025, 0.975), axis=0)
    off[:, 2] = np.nan  # resamples of the greatest never exceed it
    ends = [np.quantile(one[k], (0.025, 0.975), axis=0) for one in (drawn.best, drawn.acceptable)]
    scale = abs(float(best.mean()))
    orders = (means.mean(1), raw[1], raw[2], -fine)
    redone = (drawn.means[k], drawn.regret[k][:, 1], drawn.regret[k][:, 2], -drawn.acceptable[k])
    return Judged(
        outcome=name,
        better=outcome_of(name).better,
        means=own.sign[k] * means.mean(1),
        regret=regret,
        low=np.maximum(regret + off[0], 0.0),
        high=np.maximum(regret + off[1], 0.0),
        face=face,
        scale=scale if scale > 0 else float("nan"),
        luck=float("nan") if split is None else float((best - least).mean()),
        agree=agree,
        best=shares,
        best_low=ends[0][0],
        best_high=ends[0][1],
        acceptable=fine,
        acceptable_low=ends[1][0],
        acceptable_high=ends[1][1],
        choices=tuple(_choice(r, a, b, policies) for r, a, b in zip(RULES, orders, redone, strict=True)),
    )


def regrets(means: np.ndarray, best: np.ndarray) -> np.ndarray:
    """Mean, 90th percentile and greatest regret, ``(3, policies)``, of ``(policies, futures)``."""
    gap = means - best
    return np.stack([gap.mean(1), np.quantile(gap, HIGH, axis=1), gap.max(1)])


def near(means: np.ndarray, acceptable: float) -> np.ndarray:
    """Whether each policy is within the tolerance of the least in each future, ``(policies, futures)``."""
    least = means.min(0)
    return np.asarray(means <= least + acceptable * np.abs(least))


def _choice(rule: str, order: np.ndarray, redone: np.ndarray, policies: tuple[str, ...]) -> Choice:
    """Who has the least ``(policies,)``, and how often each has of ``(resamples, policies)``."""
    shares = weights(redone.T, -1).mean(1)
    ranked = [int(k) for k in np.argsort(-shares, kind="stable")]
    first = int(order.argmin())
    rivals = tuple(policies[k] for k in ranked if shares[k] >= ALSO)
    return Choice(rule, policies[first], shares, bool(shares[first] >= AGREED), rivals or (policies[first],))
