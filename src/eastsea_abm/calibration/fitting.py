"""From a table and a record to a posterior, and to what can be said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from eastsea_abm.calibration.asked import Asked
from eastsea_abm.calibration.fit import Fitted, Fitter, between, log_odds
from eastsea_abm.calibration.plan import Plan
from eastsea_abm.calibration.reach import Reach, reach
from eastsea_abm.calibration.recovery import Recovered, Recovery, recovered, summed_up
from eastsea_abm.calibration.screening import Chosen, Screened, chosen, screened
from eastsea_abm.calibration.table import Table
from eastsea_abm.calibration.targets import Errors, Targets, jackknife, marginal
from eastsea_abm.errors import InputError
from eastsea_abm.scenario.parameter_sets import ParameterSets
from eastsea_abm.world import Floats

COMBINATION = "combination {}"
MOST_DRAWS = 800  # in the file of a posterior: whose text goes into every result made with it
SHARES = 10  # of the table, each left out once to see how much hangs on the draws


class Fit(NamedTuple):
    """A posterior, what led to it, and how far it can be trusted."""

    screened: Screened
    chosen: Chosen
    targets: Targets
    fitter: Fitter
    fitted: Fitted
    sets: ParameterSets  # the draws; all parameters that vary, so that a draw is a whole set
    errors: Errors
    recovered: Recovered | None
    recovery: list[Recovery]


def fit_to(
    asked: Asked, plan: Plan, table: Table, observed: Floats, tick: Callable[[int], None] = lambda done: None
) -> Fit:
    """Screen, fit, and fit simulated histories back.

    Parameters
    ----------
    tick
        Called with how many histories have been fitted back.

    Raises
    ------
    InputError
        If statistics of the period tell of no parameter.
    """
    odds = log_odds(table.values, plan.low, plan.high)
    found = screened(plan.names, odds, table.statistics)
    picked = Chosen(asked.parameters, {}) if asked.parameters else chosen(found)
    by = by_hand(plan.names, asked.parameters) if asked.parameters else found.loadings
    if not by.shape[1]:
        raise InputError(f"the record of {asked.train} tells of no parameter: train on more months, or on more draws")
    fitter = Fitter.of(table.statistics, odds, by, asked.accept)
    targets = targets_of(plan, picked.names, odds, by if not asked.parameters else by[:, :0])
    fitted = fitter.fitted(observed, asked.seed)
    errors = errors_of(fitter, targets, observed, asked.seed)
    back = recovered(fitter, targets, asked.recover, asked.seed, tick) if asked.recover else None
    # They stand in random order, so that the first are as good as any.
    sets = ParameterSets(asked.name, plan.names, between(fitted.draws[:MOST_DRAWS], plan.low, plan.high))
    summed = summed_up(targets.names, back) if back is not None else []
    return Fit(found, picked, targets, fitter, fitted, sets, errors, back, summed)


def errors_of(fitter: Fitter, targets: Targets, observed: Floats, seed: int) -> Errors:
    """What shift and contraction of each target owe to the draws that happen to be in the table."""
    prior, without = targets.of(fitter.odds), []
    for share in np.array_split(np.arange(len(prior)), SHARES):
        statistics, odds = (np.delete(rows, share, axis=0) for rows in (fitter.statistics, fitter.odds))
        less = Fitter.of(statistics, odds, fitter.directions, fitter.share).fitted(observed, seed)
        without.append(marginal(targets.of(less.draws), prior))
    return jackknife(without)


def by_hand(names: tuple[str, ...], own: tuple[str, ...]) -> Floats:
    """Directions along single parameters."""
    out = np.zeros((len(names), len(own)))
    out[[names.index(name) for name in own], range(len(own))] = 1.0
    return out


def targets_of(plan: Plan, names: tuple[str, ...], odds: Floats, directions: Floats) -> Targets:
    """Parameters of these names and combinations of these directions."""
    places = np.array([plan.names.index(name) for name in names], np.int64)
    combinations = tuple(COMBINATION.format(k + 1) for k in range(directions.shape[1]))
    low, high = plan.low[places], plan.high[places]
    return Targets((*names, *combinations), places, low, high, odds.mean(axis=0), odds.std(axis=0), directions)


def reached(table: Table, observed: Floats, predictive: Floats, names: tuple[str, ...]) -> tuple[Reach, Reach]:
    """Where the record lies among the prior's histories, and among the posterior's."""
    scale = np.where(table.statistics.std(axis=0) > 0, table.statistics.std(axis=0), 1.0)
    good = predictive[np.isfinite(predictive).all(axis=1)]
    prior = reach(table.statistics, observed, scale, names)
    return prior, reach(good, observed, scale, names)
