"""A finished sweep told: for every outcome, scenario and policy, which factors move it, and shares of variance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import InputError
from eastsea_abm.sensitivity.asked import Asked
from eastsea_abm.sensitivity.convergence import Convergence, convergence
from eastsea_abm.sensitivity.indices import FEW_RESAMPLES, Indices, morris, pawn, pawn_floor, sobol
from eastsea_abm.sensitivity.shares import Luck, luck_of_means, shares
from eastsea_abm.sensitivity.values import codes, outcome_values, places
from eastsea_abm.sweep.design import MORRIS_LEVELS

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan

STEP = MORRIS_LEVELS / (2 * (MORRIS_LEVELS - 1))  # of a trajectory, as a share of a factor's width
SAMPLED = ("lhs", "sobol", "morris")  # designs of which the first half is a sample too


class Told(NamedTuple):
    """What moves one outcome under one policy, or the difference of two.

    Attributes
    ----------
    policy
        Its name, or ``A - B``.
    spread
        Standard deviation of the means over the settings, in the outcome's unit.
    floor
        The most that luck gives the index of an idle factor (PAWN: `indices.pawn_floor`); nan where not known.
    indices, convergence
        None where the means are the same in all settings.
    """

    scenario: str
    outcome: str
    policy: str
    spread: float
    luck: Luck
    floor: float
    indices: Indices | None
    convergence: Convergence | None


class Shares(NamedTuple):
    """Shares of the variance of single runs; ``left_out`` settings had runs that went numerically wrong."""

    scenario: str
    outcome: str
    of: dict[str, float]
    left_out: int


def analysis(store: Stored, what: Asked, tick: Callable[[int], None] = lambda done: None) -> Iterator[Told | Shares]:
    """Go through outcomes, scenarios and policies in order.

    Parameters
    ----------
    tick
        Called with the number of outcomes that are done.

    Raises
    ------
    InputError
        If a setting has no run that came to its end.
    """
    plan = store.plan
    for number, outcome in enumerate(what.outcomes):
        values = outcome_values(store, outcome)
        for scenario in (source.name for source in plan.scenarios):
            own = (store.design["scenario"] == scenario).to_numpy()
            design = store.design[own]
            x = codes(plan.factors, design) if what.method == "pawn" else places(plan.factors, design)
            for policy, series in _series(plan.policies, values[own], what.contrast):
                yield _told(x, series, (scenario, outcome, policy), plan, what)
            if len(plan.policies) > 1 and plan.runs > 1:
                whole = ~np.isnan(values[own]).any(axis=(1, 2))
                if whole.any():
                    yield Shares(scenario, outcome, shares(values[own][whole]), int((~whole).sum()))
        tick(number + 1)


def _series(
    policies: tuple[str, ...], values: np.ndarray, contrast: tuple[str, str] | None
) -> Iterator[tuple[str, np.ndarray]]:
    """All policies; of a contrast its two, and their difference."""
    for k, policy in enumerate(policies):
        if contrast is None or policy in contrast:
            yield policy, values[:, k]
    if contrast is not None:
        one, other = (values[:, policies.index(name)] for name in contrast)
        yield " - ".join(contrast), one - other


def _told(x: np.ndarray, series: np.ndarray, names: tuple[str, str, str], plan: Plan, what: Asked) -> Told:
    """One series, shape (settings, runs)."""
    fine = ~np.isnan(series)
    if not fine.any(axis=1).all():
        lost = int((~fine.any(axis=1)).sum())
        raise InputError(f"{names[1]}, {names[2]}: settings of which no run came to its end: {lost}")
    means = np.where(fine, series, 0.0).sum(axis=1) / fine.sum(axis=1)
    whole = fine.all(axis=1)
    luck = luck_of_means(series[whole]) if whole.any() else Luck(math.nan, math.nan)
    if _flat(means):
        return Told(*names, 0.0, luck, math.nan, None, None)
    indices = _indices(x, means, what, plan.together)
    half = _half(means.size, x.shape[1], plan, what)
    fewer = None if _flat(means[half]) else _indices(x[half], means[half], what, plan.together, resamples=0)
    judged = convergence(indices, fewer, luck.share)
    return Told(*names, float(means.std(ddof=1)), luck, _floor(means, luck, what, plan.together), indices, judged)


def _flat(means: np.ndarray) -> bool:
    """Whether nothing but rounding tells the means apart."""
    return bool(np.ptp(means) <= 1e-12 * max(1.0, float(np.abs(means).max())))


def _indices(x: np.ndarray, means: np.ndarray, what: Asked, together: int, resamples: int = FEW_RESAMPLES) -> Indices:
    """Indices; ``resamples`` are PAWN's, which are slow."""
    if what.method == "sobol":
        return sobol(x.shape[1], means, what.seed)
    return morris(x, means, what.seed) if what.method == "morris" else pawn(x, means, what.seed, resamples, together)


def _half(settings: int, factors: int, plan: Plan, what: Asked) -> np.ndarray:
    """The first half of the sample, whole trajectories or base samples; of a chosen design, a random half."""
    if plan.design not in SAMPLED:
        return np.sort(np.random.default_rng(what.seed).permutation(settings)[: settings // 2])
    block = {"morris": factors + 1, "sobol": factors + 2}.get(plan.design, plan.together)
    return np.arange(settings // block // 2 * block)


def _floor(means: np.ndarray, luck: Luck, what: Asked, together: int) -> float:
    """The index that remains of a factor without influence.

    The difference of two means that differ by luck alone has twice its variance: its mean absolute value over
    the step is Morris's mu*, and half its square over the variance of the means the total Sobol index. Neighbours
    share much of their luck (a factor that does nothing changes no run at all), so for both this is the most it can be.
    """
    if what.method == "pawn":
        return pawn_floor(means, what.seed, together)
    return 2.0 * math.sqrt(luck.variance / math.pi) / STEP if what.method == "morris" else luck.share
