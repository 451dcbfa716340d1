"""What an ensemble varies: settings of numbers, and policies that take each other's place."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from eastsea_abm.errors import InputError, Problem, ScenarioError
from eastsea_abm.scenario import Scenario, read_scenario
from eastsea_abm.scenario.choices import NO_POLICY, Sets
from eastsea_abm.scenario.setup import Setup, prepare
from eastsea_abm.sweep.policies import DEFAULT, JOINT, alternative
from eastsea_abm.sweep.settings import written

if TYPE_CHECKING:
    import pandas as pd

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Variant(NamedTuple):
    """One setting under one policy."""

    setting: int
    policy: str
    scenario: Scenario
    numbers: Sets

    def setup(self) -> Setup:
        """The variant made ready to run."""
        own = self.scenario
        return prepare(
            dataclasses.replace(
                own,
                parameters={**own.parameters, **self.numbers.parameters},
                levers={**own.levers, **self.numbers.levers},
            )
        )


def variants(
    scenario: str | Path | Scenario | Setup,
    policies: str | Sequence[str] = (),
    parameters: Parameters | pd.DataFrame | None = None,
    *,
    seed: int | None = None,
    months: int | None = None,
    settings: Mapping[str, Any] | None = None,
) -> list[Variant]:
    """Every setting under every policy, setting by setting; read and checked, but not made ready yet.

    Raises
    ------
    ScenarioError
        With every problem of the scenario, the policies and all settings.
    InputError
        If no setting is left, or something is asked of a scenario that has already been read.
    """
    numbers, problems = _numbers(parameters)
    read: dict[str, Scenario] = {}
    try:
        if isinstance(scenario, Scenario | Setup):
            asked = {"policies": policies, "seed": seed, "months": months, "settings": settings}
            read = _as_it_is(scenario, [name for name, value in asked.items() if value not in (None, "", (), [])])
        else:
            read = _alternatives(scenario, _names(policies), seed, months, settings or {})
    except ScenarioError as error:
        problems += error.problems
    if problems:
        raise ScenarioError(list(dict.fromkeys(problems)))
    return [Variant(k, name, one, own) for k, own in enumerate(numbers) for name, one in read.items()]


def _numbers(parameters: Parameters | pd.DataFrame | None) -> tuple[list[Sets], list[Problem]]:
    """The numbers of every setting, and everything that is wrong with them."""
    if parameters is None or isinstance(parameters, Mapping):
        rows: list[Any] = [parameters or {}]
    else:
        rows = parameters.to_dict("records") if hasattr(parameters, "to_dict") else list(parameters)
    if not rows:
        raise InputError("parameters: no setting is left; leave them out for the scenario's own numbers")
    found, problems = [], []
    for k, row in enumerate(rows):
        place = "parameters" if isinstance(parameters, Mapping) else f"parameters[{k}]"
        sets = Sets([written(str(name), value) for name, value in row.items()])
        problems += [problem._replace(file=place) for problem in sets.problems]
        if sets.source is not None or sets.elements:
            problems.append(Problem(place, 0, 0, "", "keys with dots are no numbers: they belong under settings"))
        found.append(sets)
    return found, problems


def _names(policies: str | Sequence[str]) -> list[str]:
    listed = policies.split(",") if isinstance(policies, str) else policies
    return [name.strip() for name in listed if name.strip()] or [DEFAULT]


def _as_it_is(scenario: Scenario | Setup, asked: Sequence[str]) -> dict[str, Scenario]:
    """A scenario that has been read, under the policies it was read with."""
    if asked:
        raise InputError(f"the scenario has been read already: give its name to choose {', '.join(asked)}")
    own = scenario.scenario if isinstance(scenario, Setup) else scenario
    names = [name for name, _ in own.overlays]
    return {DEFAULT if names == own.file.policy else JOINT.join(names) or NO_POLICY: own}


def _alternatives(
    scenario: str | Path, names: Sequence[str], seed: int | None, months: int | None, settings: Mapping[str, Any]
) -> dict[str, Scenario]:
    """The scenario under every policy, by the policy's name."""
    sets = [written(name, value) for name, value in settings.items()]

    def read(policies: Sequence[str] = ()) -> Scenario:
        return read_scenario(scenario, policies, sets, months, seed)

    base = read()
    found: dict[str, Scenario] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            chosen = alternative(name, base, read)
            if chosen.name in found:
                problems.append(Problem("policies", 0, 0, chosen.name, "is named twice"))
            found[chosen.name] = read(chosen.overlays or [NO_POLICY])
        except ScenarioError as error:
            problems += [
                problem._replace(file="policies") if problem.file == "--policy" else problem
                for problem in error.problems
            ]
    if problems:
        raise ScenarioError(problems)
    return found
