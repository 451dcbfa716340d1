"""Conditions on a setting, as a reader writes them: ``voice < 0.53 and policy.doctrine = refuse-consultation``.

A condition is on a factor, or on an outcome under a policy, ``protocol(engage-institutionalise) < 0.4``: the
latter is judged by the mean of the setting's runs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from eastsea_abm.discovery.statement import Statement, Term, read_statement
from eastsea_abm.discovery.truths import SIGNS
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.problems import none_of

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.plan import Factor, Plan

GRAMMAR = "write FACTOR < NUMBER, FACTOR = WORD or OUTCOME(POLICY) < NUMBER, with and between several"
COMPARED = re.compile(r"^(?P<factor>[^<>=()]+?)\s*(?P<sign><=|>=|<|>|=)\s*(?P<value>[^<>=()]+)$")

#: Means of an outcome under a policy, ``(settings)``.
Means = Callable[[str, str], np.ndarray]


class Limit(NamedTuple):
    """A factor and what is asked of it."""

    factor: str
    sign: str  # < | > | <= | >= | =
    value: float | str

    def holds(self, column: pd.Series[Any]) -> np.ndarray:
        """For every setting whether it holds."""
        if isinstance(self.value, str):
            return np.array([str(one) == self.value for one in column], bool)
        if self.sign == "=":
            return np.asarray(column.to_numpy(float) == self.value, bool)
        return np.asarray(SIGNS[self.sign](column.to_numpy(float), self.value), bool)


class Where(NamedTuple):
    """Conditions that must all hold; none means everywhere."""

    limits: tuple[Limit, ...] = ()
    statement: Statement = Statement(())

    def holds(self, design: pd.DataFrame, means: Means) -> np.ndarray:
        """For every setting whether all hold; not where an outcome has no run."""
        true = np.ones(len(design), bool)
        for limit in self.limits:
            true &= limit.holds(design[limit.factor])
        for one in self.statement.conditions:
            left, right = (_value(term, means) for term in (one.left, one.right))
            true &= np.isfinite(left) & np.isfinite(right) & SIGNS[one.sign](left, right)
        return true


def _value(term: Term, means: Means) -> np.ndarray:
    return means(term.outcome, term.policy) if term.outcome else np.array(term.number)


def read_where(text: str, plan: Plan, title: str = "where") -> Where:
    """The conditions in ``text``; everywhere for an empty one.

    Raises
    ------
    ScenarioError
        With everything that is wrong: what is no condition, and every name the sweep does not have.
    """
    problems: list[Problem] = []
    limits, statements = [], []
    for part in re.split(r"\s+and\s+", text.strip(), flags=re.I) if text.strip() else ():
        if "(" in part:
            statements.append(_statement(part, plan, title, problems))
        else:
            limits.append(_limit(part.strip(), plan, title, problems))
    if problems:
        raise ScenarioError(problems)
    conditions = tuple(one for found in statements if found for one in found.conditions)
    return Where(tuple(one for one in limits if one), Statement(conditions))


def _statement(part: str, plan: Plan, title: str, problems: list[Problem]) -> Statement | None:
    try:
        return read_statement(part, plan.outcomes, plan.policies)
    except ScenarioError as error:
        problems += [one._replace(file=title) for one in error.problems]
        return None


def _limit(part: str, plan: Plan, title: str, problems: list[Problem]) -> Limit | None:
    found = COMPARED.match(part)
    if found is None:
        problems.append(Problem(title, 0, 0, "", f"{shown(part)} is no condition; {GRAMMAR}"))
        return None
    name, sign, value = found["factor"], found["sign"], found["value"].strip()
    factors = {factor.name: factor for factor in plan.factors}
    if name not in factors:
        message = none_of("factor", name, factors, f"the sweep {plan.name}")
    else:
        limit, message = _checked(factors[name], sign, value)
        if limit is not None:
            return limit
    problems.append(Problem(title, 0, 0, "", message))
    return None


def _checked(factor: Factor, sign: str, value: str) -> tuple[Limit | None, str]:
    """The condition, or what is wrong with it."""
    words = [str(one) for one in factor.values]
    if sign == "=":
        if value in words:
            entry = factor.values[words.index(value)]
            numeric = isinstance(entry, int | float) and not isinstance(entry, bool)
            return Limit(factor.name, sign, float(entry) if numeric else value), ""
        return None, none_of("value", value, words, factor.name) if words else f"{factor.name} is a range: use < or >"
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        return None, f"{shown(value)} is no number; {GRAMMAR}"
    if any(not isinstance(one, int | float) for one in factor.values):
        return None, f"{factor.name} takes words: use ="
    return Limit(factor.name, sign, number), ""
