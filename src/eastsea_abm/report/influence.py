"""How much each assumption moves the contrast in question, and which could not be told from luck."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.errors import InputError

if TYPE_CHECKING:
    from eastsea_abm.analysis.grouping import Stored

SEED = 1  # of the bootstrap
NORMAL = 1.96
PAWN, RANK, MORRIS = "PAWN distance", "rank correlation", "Morris's mean effect"
FEWEST = 30  # settings below which no correlation is shown (assumption)


class Weight(NamedTuple):
    """Influence of one factor: its index with its 95 % interval, and whether all of it lies beyond luck's reach."""

    size: float
    low: float
    high: float
    told: bool


class Influence(NamedTuple):
    """Influence of every factor on the difference of two policies.

    Attributes
    ----------
    measure
        `PAWN`, `RANK`, `MORRIS`, or empty where nothing can be told.
    of
        By factor.
    floor
        What 95 % of factors without influence stay below.
    remarks
        How it is to be read, and why it is no other measure.
    shares
        Shares of the variance of single runs; empty where there are none.
    """

    measure: str
    of: dict[str, Weight]
    floor: float
    remarks: tuple[str, ...]
    shares: dict[str, float]


def influence(store: Stored, of: str, against: str, name: str, there: int) -> Influence:
    """What moves ``of`` less ``against`` on an outcome.

    PAWN where the store has settings enough for it; else the rank correlation, which sees a steady rise or fall and
    nothing else.

    Parameters
    ----------
    there
        Rows the store holds.
    """
    from eastsea_abm.sensitivity.analysis import Shares, Told, analysis
    from eastsea_abm.sensitivity.asked import asked

    pair = f"{of} - {against}"
    try:
        what = asked(store, [name], "pawn", f"{of}-{against}", SEED, there)
    except InputError as error:
        why = "; ".join(line.partition(": ")[2] or line for line in str(error).splitlines())
        return ranked(store, of, against, name, why)
    parts = list(analysis(store, what._replace(outcomes=(name,))))
    shares = next((one.of for one in parts if isinstance(one, Shares)), {})
    told = next(one for one in parts if isinstance(one, Told) and one.policy == pair)
    if told.indices is None:
        return Influence("", {}, math.nan, ("the difference is the same in all settings",), shares)
    own, floor = told.indices, told.floor
    weights = {
        factor.name: Weight(float(own.main[k]), float(own.low[k]), float(own.high[k]), bool(own.low[k] > floor))
        for k, factor in enumerate(store.plan.factors)
    }
    from eastsea_abm.sensitivity.words import lines

    return Influence(PAWN, weights, floor, tuple(lines(told, "pawn")), shares)


def screened(store: Stored, of: str, against: str, name: str, there: int) -> tuple[Influence, bool]:
    """Morris's mean absolute effect of every factor, with the sign of the mean effect, over the reference's mean.

    Also whether it has converged.

    Parameters
    ----------
    store
        Of a Morris design.

    Raises
    ------
    InputError
        If it has too few trajectories.
    """
    from eastsea_abm.sensitivity.analysis import Told, analysis
    from eastsea_abm.sensitivity.asked import asked
    from eastsea_abm.sensitivity.values import outcome_values
    from eastsea_abm.sensitivity.words import lines

    what = asked(store, [name], "morris", f"{of}-{against}", SEED, there)
    parts = analysis(store, what._replace(outcomes=(name,)))
    told = next(one for one in parts if isinstance(one, Told) and one.policy == f"{of} - {against}")
    base = abs(float(np.nanmean(outcome_values(store, name)[:, store.plan.policies.index(against)])))
    if told.indices is None or not base:
        return Influence("", {}, math.nan, ("the difference is the same in all settings",) * 2, {}), False
    own, weights = told.indices, {}
    for k, factor in enumerate(store.plan.factors):
        sign = -1.0 if own.sign[k] < 0 else 1.0
        low, high = sorted((sign * float(own.low[k]) / base, sign * float(own.high[k]) / base))
        weights[factor.name] = Weight(sign * float(own.main[k]) / base, low, high, bool(own.low[k] > told.floor))
    said = (
        f"the mean effect of moving a number over its whole range on the difference, as a share of the mean under "
        f"{against}: effects are counted without their signs and given that of their mean (Morris's mu*)",
        *lines(told, "morris"),
    )
    settled = told.convergence is not None and told.convergence.converged
    return Influence(MORRIS, weights, told.floor / base, said, {}), settled


def ranked(store: Stored, of: str, against: str, name: str, why: str) -> Influence:
    """Rank correlation of every factor that is a number with the difference of the means."""
    import pandas as pd  # its ranks: scipy.stats takes a second to import

    gaps, shares = gap(store, of, against, name)
    fine = np.isfinite(gaps)
    number = int(fine.sum())
    factors = [one for one in store.plan.factors if store.design[one.name].dtype.kind in "fiu"]
    if number < FEWEST or not factors or np.ptp(gaps[fine]) == 0.0:
        return Influence("", {}, math.nan, (why,), shares)
    floor = NORMAL / math.sqrt(number - 1)
    y = pd.Series(gaps[fine]).rank()
    weights = {}
    for one in factors:
        x = store.design[one.name][fine].rank()
        if np.ptp(x) > 0.0:
            r = float(np.corrcoef(x, y)[0, 1])
            low, high = interval(r, number)
            weights[one.name] = Weight(r, low, high, low > 0.0 or high < 0.0)
    idle = round(0.05 * len(weights))
    said = (
        f"{why}; so influence is the rank correlation with the difference, which sees a steady rise or fall and "
        "nothing else",
        f"95 % of factors without influence stay below {floor:.2f}: of {len(weights)}, about {idle} without any "
        "would seem to have one",
    )
    return Influence(RANK, weights, floor, said, shares)


def interval(r: float, number: int) -> tuple[float, float]:
    """The 95 % interval of a rank correlation by Fisher's transformation, with 1.03 for ranks (Fieller 1957)."""
    half = NORMAL * math.sqrt(1.03**2 / (number - 3))
    middle = math.atanh(max(-0.999999, min(0.999999, r)))
    return math.tanh(middle - half), math.tanh(middle + half)


def gap(store: Stored, of: str, against: str, name: str) -> tuple[np.ndarray, dict[str, float]]:
    """Means over whole pairs of one policy less the other, a number a setting (nan without a pair), and shares."""
    from eastsea_abm.sensitivity.shares import shares
    from eastsea_abm.sensitivity.values import outcome_values

    values = outcome_values(store, name)
    policies = store.plan.policies
    pairs = values[:, policies.index(of)] - values[:, policies.index(against)]
    fine = np.isfinite(pairs)
    means = np.full(len(pairs), np.nan)
    kept = fine.any(1)
    means[kept] = np.where(fine, pairs, 0.0).sum(1)[kept] / fine.sum(1)[kept]
    whole = np.isfinite(values).all((1, 2))
    told = shares(values[whole]) if whole.any() and store.plan.runs > 1 and len(policies) > 1 else {}
    return means, told
