"""In what share of parameter sets each strategy is best, in all sets and in those called plausible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.best import best_of_sets
from eastsea_abm.analysis.comparison import outcome as known


class Plausible(NamedTuple):
    """Which parameter sets are called plausible: an assumption of whoever asks.

    Attributes
    ----------
    policy
        Under which policy the bounds must hold.
    bounds
        By outcome, between which two numbers its mean must lie, the ends left out.
    reason
        Why these, in words.
    """

    policy: str
    bounds: Mapping[str, tuple[float, float]]
    reason: str = ""


class Best(NamedTuple):
    """How often a strategy is best on an outcome; ties are shared.

    Attributes
    ----------
    outcome, policy, best_is
        On what, which, and whether the lowest or the highest is best.
    share, low, high, tied, sets
        Over all parameter sets, with a 95 % interval (Wilson); ``tied`` is the share in which it is best with others.
    plausible_share, plausible_low, plausible_high, plausible_sets
        The same over plausible sets; all sets where none were asked for.
    """

    outcome: str
    policy: str
    best_is: str
    share: float
    low: float
    high: float
    tied: float
    sets: int
    plausible_share: float
    plausible_low: float
    plausible_high: float
    plausible_sets: int


def best(outcome: str, policies: Sequence[str], means: np.ndarray, fits: np.ndarray) -> list[Best]:
    """Rank strategies on an outcome, one row a strategy.

    Parameters
    ----------
    means
        ``(policies, sets)``, each over the runs all strategies have; nan where there is none.
    fits
        ``(sets)``: whether a set is plausible.
    """
    better = known(outcome).better
    whole = np.isfinite(means).all(0)
    every, some = (best_of_sets(means[:, which][..., None], better) for which in (whole, whole & fits))
    return [
        Best(
            outcome,
            policy,
            *(one[key] for key in ("best_is", "share", "low", "high", "tied", "number")),
            *(other[key] for key in ("share", "low", "high", "number")),
        )
        for policy, one, other in zip(policies, every, some, strict=True)
    ]


def fitting(plausible: Plausible | None, means: Mapping[tuple[str, str], np.ndarray], settings: int) -> np.ndarray:
    """``(settings)``: which are plausible; all where nothing was asked for."""
    fits = np.ones(settings, bool)
    if plausible is not None:
        for name, (low, high) in plausible.bounds.items():
            own = means[name, plausible.policy]
            fits &= (own > low) & (own < high)
    return fits
