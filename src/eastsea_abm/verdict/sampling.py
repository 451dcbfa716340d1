"""Which settings of a sweep are one parameter set, and under which crossed conditions each is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import InputError, Problem, ScenarioError
from eastsea_abm.scenario.problems import none_of

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan

SHARING = ("sobol", "morris")  # designs of which several settings are one point of a sample


class Layout(NamedTuple):
    """How settings hang together.

    Attributes
    ----------
    sample
        ``(settings)``: number of the parameter set.
    condition
        ``(settings)``: place among ``conditions``.
    crossed
        Names of the factors of which every parameter set meets all values.
    conditions
        Combinations of their values, in order of the settings; one empty one where nothing is crossed.
    """

    sample: np.ndarray
    condition: np.ndarray
    crossed: tuple[str, ...]
    conditions: tuple[tuple[str, ...], ...]

    @property
    def everywhere(self) -> np.ndarray:
        """All settings."""
        return np.ones(self.sample.size, bool)

    def at(self, reference: Mapping[str, str]) -> np.ndarray:
        """Settings at a condition; all where nothing is crossed. Factors not named in it may take any value."""
        fits = [
            all(str(reference.get(name, value)) == value for name, value in zip(self.crossed, one, strict=True))
            for one in self.conditions
        ]
        return np.array(fits, bool)[self.condition]


def layout(store: Stored) -> Layout:
    """The layout of a finished sweep of one scenario.

    Raises
    ------
    InputError
        If runs are missing, or there are several scenarios, which share no condition.
    """
    plan = store.plan
    there = store.table(["run"]).num_rows
    if there < plan.rows:
        raise InputError(f"the sweep {plan.name} is not finished: {there:,} of {plan.rows:,} runs are there")
    if len(plan.scenarios) > 1:
        raise InputError(f"the sweep {plan.name} has {len(plan.scenarios)} scenarios: a verdict is on one")
    place = np.arange(plan.settings) // plan.together
    if plan.design in SHARING and plan.samples:
        place = place * plan.samples // (int(place.max()) + 1)
    crossed = tuple(factor.name for factor in plan.factors if factor.name in plan.crossed)
    rows = list(zip(*(map(str, store.design[name]) for name in crossed), strict=True)) or [()] * plan.settings
    code = {one: k for k, one in enumerate(dict.fromkeys(rows))}
    return Layout(place, np.array([code[row] for row in rows]), crossed, tuple(code))


def in_full(plan: Plan, reference: Mapping[str, str]) -> dict[str, str]:
    """The reference with full names of factors: ``doctrine`` is ``policy.doctrine`` where that is crossed."""
    full = {name.rpartition(".")[2]: name for name in plan.crossed}
    return {full.get(name, name): str(value) for name, value in reference.items()}


def wrong_reference(plan: Plan, reference: Mapping[str, str]) -> list[Problem]:
    """What is wrong with a reference condition: factors that are not crossed, values they do not take.

    Where nothing is crossed there is one condition, and nothing can be wrong with it.
    """
    values = {factor.name: list(map(str, factor.values)) for factor in plan.factors if factor.name in plan.crossed}
    found = []
    for name, value in reference.items() if values else ():
        if name not in values:
            found.append(none_of("crossed factor", name, values, plan.name))
        elif str(value) not in values[name]:
            found.append(none_of("value", str(value), values[name], name))
    return [Problem("reference", 0, 0, "", message) for message in found]


def known(kind: str, names: Sequence[str], there: Sequence[str], where: str) -> list[Problem]:
    """A problem for every name that is not there."""
    return [Problem(where, 0, 0, "", none_of(kind, one, there)) for one in dict.fromkeys(names) if one not in there]


def refuse(problems: Sequence[Problem]) -> None:
    """Raise all problems at once, each once; nothing where there is none."""
    if problems:
        raise ScenarioError(list(dict.fromkeys(problems)))
