"""What each lever of a factorial does by itself, and what two do together.

The effect of a lever is the mean over all combinations of the others with it, less the mean without it; that of two
together is half the difference between what one does with the other and without. Every parameter set gives one
value of each, so that intervals are over sets (Box, Hunter and Hunter's definitions, in our own words).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.intervals import mean_of
from eastsea_abm.sensitivity.values import outcome_values

if TYPE_CHECKING:
    from eastsea_abm.sweep.store import Store

TOGETHER = " with "


class Effect(NamedTuple):
    """What one lever does, or two together.

    Attributes
    ----------
    term
        A factor's name, or two joined by `TOGETHER`.
    mean, half
        Mean over parameter sets and half of its 95 % interval, in the outcome's unit.
    relative
        The mean as a share of the outcome's mean over the whole factorial; nan where that is 0.
    lower
        Share of sets in which it is below 0.
    sets
        How many there are.
    """

    outcome: str
    term: str
    mean: float
    half: float
    relative: float
    lower: float
    sets: int


def effects(
    store: Store,
    corners: Sequence[str],
    factors: Mapping[str, tuple[str, tuple[float, ...]]],
    outcomes: Sequence[str],
    where: Mapping[str, str] | None = None,
) -> list[Effect]:
    """Effects of the levers on each outcome.

    Parameters
    ----------
    corners
        Policies of the factorial, the last factor fastest.
    factors
        Lever and levels by name; two levels each.
    where
        Values of crossed factors, by column of the design; everything where None, conditions then averaged first.

    Returns
    -------
    list
        One an outcome and term, main effects first; nothing where a factor has more than two levels.
    """
    if not factors or any(len(levels) != 2 for _, levels in factors.values()):
        return []
    places = [store.plan.policies.index(name) for name in corners]
    kept = np.ones(len(store.design), bool)
    for column, value in (where or {}).items():
        kept &= (store.design[column] == value).to_numpy()
    sample = np.flatnonzero(kept) // store.plan.together
    found = []
    for outcome in outcomes:
        values = outcome_values(store, outcome)[kept][:, places]
        whole = np.isfinite(values).all(axis=1)  # a run that failed under one strategy counts under none
        means = np.where(whole[:, None], values, 0.0).sum(axis=2) / np.maximum(whole.sum(axis=1), 1)[:, None]
        there = whole.any(axis=1)
        found += _of(outcome, list(factors), _by_sample(means[there], sample[there]))
    return found


def _by_sample(means: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """Means over the conditions of each sample, ``(samples, corners)``."""
    _, at = np.unique(sample, return_inverse=True)
    number = np.bincount(at)
    return np.column_stack([np.bincount(at, column) / number for column in means.T])


def _of(outcome: str, names: list[str], means: np.ndarray) -> list[Effect]:
    signs = np.array(list(itertools.product((-1.0, 1.0), repeat=len(names))))
    base = float(means.mean())
    terms = {name: signs[:, k] for k, name in enumerate(names)}
    for (k, one), (j, other) in itertools.combinations(enumerate(names), 2):
        terms[f"{one}{TOGETHER}{other}"] = signs[:, k] * signs[:, j]
    rows = []
    for term, sign in terms.items():
        own = means @ sign / (len(signs) / 2)
        told = mean_of(own)
        relative = told.mean / abs(base) if base else np.nan
        rows.append(Effect(outcome, term, told.mean, told.half_width, relative, float((own < 0).mean()), own.size))
    return rows
