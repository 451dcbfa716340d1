"""For every setting of a sweep, whether a statement holds by the means over its paired runs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.grouping import FINE, Stored
from eastsea_abm.discovery.statement import Condition, Statement, Term
from eastsea_abm.intervals import quantile

SIGNS = {"<": np.less, ">": np.greater, "<=": np.less_equal, ">=": np.greater_equal}


class Truths(NamedTuple):
    """What holds where.

    Attributes
    ----------
    there
        ``(settings)``: whether a setting has at least one run that came to its end under all policies named.
    true
        ``(settings)``: whether the statement holds; False where nothing is there.
    unclear
        ``(settings)``: whether the interval (95 %) of a difference includes 0, or there is none, so that more
        runs could turn the truth.
    runs
        Paired runs by setting.
    """

    there: np.ndarray
    true: np.ndarray
    unclear: np.ndarray
    runs: np.ndarray


def truths(store: Stored, statement: Statement) -> Truths:
    """Judge every setting.

    Run r met the same luck under every policy; a run that failed or is not there yet under one policy of the
    statement is left out under all of them.
    """
    columns = {term: _values(store, term) for term in statement.terms}
    whole = np.isfinite(np.stack(list(columns.values()))).all(0)
    runs = whole.sum(1)
    there = runs > 0
    true, unclear = there.copy(), np.zeros_like(there)
    for one in statement.conditions:
        gap, half = _difference(one, columns, whole, runs)
        true &= SIGNS[one.sign](gap, 0.0)
        unclear |= there & ~(np.abs(gap) > half)
    return Truths(there, true, unclear, runs)


def _values(store: Stored, term: Term) -> np.ndarray:
    """An outcome under a policy as ``(settings, runs)``; nan where there is none."""
    import pyarrow.compute as pc

    plan = store.plan
    table = store.table(["setting", "run", "policy", "status", term.outcome])
    table = table.filter(pc.and_(pc.equal(table["policy"], term.policy), pc.equal(table["status"], FINE)))
    values = np.full((plan.settings, plan.runs), np.nan)
    values[table["setting"].to_numpy(), table["run"].to_numpy()] = table[term.outcome].to_numpy()
    return values


def _difference(
    one: Condition, columns: dict[Term, np.ndarray], whole: np.ndarray, runs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Left less right by setting: mean and half-width; the latter is infinite where one run is all there is."""
    other = columns[one.right] if one.right.outcome else one.right.number
    gaps = np.where(whole, columns[one.left] - other, 0.0)
    number = np.maximum(runs, 1)
    mean = gaps.sum(1) / number
    squares = (np.where(whole, gaps - mean[:, None], 0.0) ** 2).sum(1)
    errors = np.sqrt(squares / np.maximum(runs - 1, 1) / number)
    wide = {n: quantile(int(n)) if n > 1 else np.inf for n in np.unique(runs)}
    times = np.array([wide[n] for n in runs])
    return mean, np.where(runs > 1, times * np.where(runs > 1, errors, 1.0), np.inf)
