"""How an outcome answers to the doses of a lever: policies that differ in that lever and in no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.levers import LEVERS
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.sweep.settings import Bench, bare
from eastsea_abm.tipping.asked import checked
from eastsea_abm.tipping.differences import Difference, difference
from eastsea_abm.tipping.samples import Pairs, pairs


class Step(NamedTuple):
    """One dose.

    Attributes
    ----------
    mean
        Of the outcome under this policy.
    against
        From the reference of the row; nought where it is the reference itself.
    before
        From the dose below; None at the lowest.
    """

    policy: str
    dose: float
    mean: float
    against: Difference
    before: Difference | None


class Row(NamedTuple):
    """Policies alike in all other levers, in rising order of the dose.

    Attributes
    ----------
    held
        Other levers in which the rows differ from each other, with this row's values.
    reference
        The policy differences are taken from.
    """

    held: dict[str, float]
    reference: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Response:
    """The answer of one outcome to a lever.

    Attributes
    ----------
    alone
        Policies that no other is like in all other levers.
    units, unit
        How many values a difference is the mean of: ``parameter sets``; ``settings`` where conditions are crossed
        with them; ``runs`` of a single setting.
    """

    lever: str
    outcome: str
    better: int
    rows: tuple[Row, ...]
    alone: tuple[str, ...]
    units: int
    unit: str
    runs: int
    left_out: int


def response(
    store: Stored, lever: str, outcome: str = "entrapment", policies: Sequence[str] = (), against: str = ""
) -> Response:
    """Mean paired differences dose by dose, a row for every setting of the other levers.

    Parameters
    ----------
    against
        A policy all differences are taken from; the lowest dose of each row when left out.

    Raises
    ------
    ScenarioError
        With every wrong name; if no two policies differ in ``lever`` alone.
    """
    named = [*policies, *([against] if against and policies and against not in policies else [])]
    wanted = checked(store, [outcome], named)
    levers = _levers_of(store, lever, against)
    own = pairs(store, outcome, wanted)
    place = {name: k for k, name in enumerate(wanted)}
    groups: dict[tuple[tuple[str, float], ...], list[str]] = {}
    for name in (one for one in wanted if not policies or one in policies):
        rest = tuple(sorted((key, value) for key, value in levers[name].items() if key != lever))
        groups.setdefault(rest, []).append(name)
    alike = {rest: sorted(names, key=lambda one: levers[one][lever]) for rest, names in groups.items()}
    kept = {rest: names for rest, names in alike.items() if len({levers[one][lever] for one in names}) > 1}
    if not kept:
        doses = ", ".join(f"{name} {levers[name][lever]:g}" for name in wanted)
        said = f"no two policies of this store differ in {lever} and in no other lever ({doses})"
        raise ScenarioError([Problem("--dose", 0, 0, "", said)])
    vary = {key for rest in kept for key, value in rest if any((key, value) not in other for other in kept)}
    single = own.fine.shape[0] == 1
    return Response(
        lever=lever,
        outcome=outcome,
        better=outcome_of(outcome).better,
        rows=tuple(
            _row(own, place, alike[rest], levers, lever, against, {key: value for key, value in rest if key in vary})
            for rest in kept
        ),
        alone=tuple(one for rest in alike if rest not in kept for one in alike[rest] if one != against),
        units=own.fine.shape[1] if single else int(own.fine.any(1).sum()),
        unit="runs" if single else "settings" if store.plan.together > 1 else "parameter sets",
        runs=own.fine.shape[1],
        left_out=own.left_out,
    )


def _levers_of(store: Stored, lever: str, against: str) -> dict[str, dict[str, float]]:
    plan = store.plan
    wrong = [] if lever in LEVERS else [("--dose", none_of("lever", lever, LEVERS))]
    if lever in {bare(one.name) for one in plan.factors if one.kind == "lever"}:
        wrong.append(("--dose", f"{lever} is a factor of this store, the same under every policy: try --factor"))
    if against and against not in plan.policies:
        wrong.append(("--against", none_of("policy", against, plan.policies, "this store")))
    if wrong:
        raise ScenarioError([Problem(where, 0, 0, "", said) for where, said in wrong])
    return levers(store)


def levers(store: Stored) -> dict[str, dict[str, float]]:
    """For every policy its numbers at the start of the first setting: levers by name, what it sets of parameters too.

    Read from the scenario's texts in the plan. What events change later in a run is not seen.
    """
    bench = Bench(store.plan, store.design.iloc[:1])
    found = {}
    for k, name in enumerate(store.plan.policies):
        scenario = bench.setup(0, k).scenario
        set_here = {f"parameter {key}": float(value) for key, value in scenario.parameters.items()}
        declared = {key: float(scenario.levers.get(key, row.default)) for key, row in LEVERS.items()}
        found[name] = declared | set_here
    return found


def _row(
    own: Pairs,
    place: Mapping[str, int],
    names: Sequence[str],
    numbers: Mapping[str, Mapping[str, float]],
    lever: str,
    against: str,
    held: dict[str, float],
) -> Row:
    """Policies in rising order of the dose, each against the reference and against the dose below."""
    reference = against or names[0]
    steps = [
        Step(
            name,
            numbers[name][lever],
            float(np.nanmean(own.means[place[name]])),
            difference(own, place[name], place[reference]),
            difference(own, place[name], place[names[k - 1]]) if k else None,
        )
        for k, name in enumerate(names)
    ]
    return Row(held, reference, tuple(steps))
