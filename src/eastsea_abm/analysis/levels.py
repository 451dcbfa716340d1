"""The groups into which a column of a design, or the policies, divide the runs of a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.sweep.plan import Plan

if TYPE_CHECKING:
    import pandas as pd

POLICY, SCENARIO, SETTING = "policy", "scenario", "setting"
GROUPS = 5  # of a factor that was sampled: quintiles
MOST_LEVELS = 12  # different values up to which a sampled factor still shows every one


class Key(NamedTuple):
    """What runs are grouped by: one column of the summary."""

    name: str
    labels: tuple[str, ...]  # of its groups, in order
    codes: np.ndarray  # group of every setting; of every policy where the policy is the key
    at: tuple[float, ...] = ()  # where the groups lie on an axis; empty for words
    cut: int = 0  # number of different values behind the groups, where they were cut into groups

    @property
    def numeric(self) -> bool:
        """Whether the groups lie on an axis."""
        return bool(self.at)

    def values(self, codes: np.ndarray) -> list[str | float]:
        """What the table shows for groups: the number itself, unless it was cut or is a word."""
        shown: Sequence[str | float] = self.at if self.numeric and not self.cut else self.labels
        return [shown[code] for code in codes]


def keys(plan: Plan, design: pd.DataFrame, by: Sequence[str]) -> list[Key]:
    """Keys by name.

    Raises
    ------
    ScenarioError
        With every name that is neither the policy, the scenario, the setting nor a factor.
    """
    there = [POLICY, SCENARIO, SETTING, *(factor.name for factor in plan.factors)]
    wrong = [name for name in by if name not in there]
    if wrong:
        raise ScenarioError([Problem("--by", 0, 0, "", none_of("column", name, there)) for name in wrong])
    return [_key(plan, design, name) for name in dict.fromkeys(by)]


def _key(plan: Plan, design: pd.DataFrame, name: str) -> Key:
    if name == POLICY:
        return Key(name, plan.policies, np.arange(len(plan.policies)))
    column = design[name]
    if name in (SCENARIO, SETTING) or column.dtype.kind not in "fiu":
        words, codes = _in_order_met([str(value) for value in column])
        return Key(name, words, codes)
    values = column.to_numpy(float)
    levels, codes = np.unique(values, return_inverse=True)
    if plan.design == "grid" or levels.size <= MOST_LEVELS:
        return Key(name, _distinct([(value,) for value in levels]), codes, tuple(map(float, levels)))
    return _cut(name, values, levels.size)


def _in_order_met(words: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray]:
    place = {word: k for k, word in enumerate(dict.fromkeys(words))}
    return tuple(place), np.array([place[word] for word in words], np.int64)


def _cut(name: str, values: np.ndarray, levels: int) -> Key:
    """Groups with as many settings each, named by the values that are in them."""
    edges = np.quantile(values, np.arange(1, GROUPS) / GROUPS)
    codes = np.unique(np.searchsorted(edges, values, side="right"), return_inverse=True)[1]
    inside = [values[codes == code] for code in range(codes.max() + 1)]
    labels = _distinct([(own.min(), own.max()) for own in inside])
    return Key(name, labels, codes, tuple(float(own.mean()) for own in inside), levels)


def _distinct(rows: Sequence[tuple[float, ...]]) -> tuple[str, ...]:
    """Numbers as text, with as few digits as tell them apart."""
    labels: tuple[str, ...] = ()
    for digits in range(3, 18):
        labels = tuple(" to ".join(f"{value:.{digits}g}" for value in row) for row in rows)
        if len(set(labels)) == len(set(rows)):
            break
    return labels
