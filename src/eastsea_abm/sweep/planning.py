"""From what a user asks to a plan: everything is read and checked before anything runs."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm import outcomes
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import suggestion
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.reading import in_order
from eastsea_abm.sweep import design as designs
from eastsea_abm.sweep.asked import Request
from eastsea_abm.sweep.factors import POLICY, TABLES, bare, places, resolve
from eastsea_abm.sweep.plan import Factor, Plan, rows_of_a_part
from eastsea_abm.sweep.policies import DEFAULT
from eastsea_abm.sweep.reading import MOST_READ, Reading, Tried
from eastsea_abm.sweep.request import read_request
from eastsea_abm.sweep.settings import written
from eastsea_abm.sweep.settings_file import Given, read_settings

if TYPE_CHECKING:
    import pandas as pd

SEED = 0  # of a sampled design, where no scenario can be read that has one


def plan_sweep(request: Request) -> tuple[Plan, pd.DataFrame, tuple[str, ...]]:
    """The plan of a sweep, its table of settings, and what a reader may not have meant.

    Raises
    ------
    ScenarioError
        With every problem of the request and of every file it rests on.
    """
    return _Planner(request).plan()


class _Planner:
    """Works through a request, collecting problems and remarks on the way."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.findings = Findings(request.located)
        self.problems: list[Problem] = list(request.problems)
        self.remarks: list[str] = []

    def plan(self) -> tuple[Plan, pd.DataFrame, tuple[str, ...]]:
        """Everything in order; all problems at the end."""
        factors, crossed, given = self._factors()
        readings = self._readings()
        self._try_keys(factors, given, readings)
        for reading in readings:
            reading.try_policies([factor for factor in factors if factor.kind == POLICY])
        readable = [reading for reading in readings if reading.base is not None]
        columns = [outcomes.names(sorted(one.base.region.theatres)) for one in readable if one.base is not None]
        wanted = self._outcomes(columns)
        seeds = [one.base.file.seed for one in readable if one.base is not None]
        seed = self.request.seed if self.request.seed is not None else next(iter(seeds), SEED)
        values = self._settings(factors, crossed, given, seed)
        problems = [*self.problems, *self.findings.problems, *(p for one in readings for p in one.problems)]
        if problems:
            raise ScenarioError(in_order(problems))
        sources = tuple(one.source(own) for one, own in zip(readable, columns, strict=True))
        each = len(next(iter(values.values()), [None]))
        table = designs.frame(values, [source.name for source in sources], each)
        self._remark(factors, readings)
        request = self.request
        policies = tuple(one.name for one in sources[0].alternatives)
        rows = len(table) * len(policies) * request.runs
        plan = Plan(
            name=request.name, title=request.title, question=request.question, scenarios=sources, policies=policies,
            sets=request.sets, factors=tuple(factors), design=request.design, samples=request.samples,
            design_seed=seed, runs=request.runs, outcomes=wanted, settings=len(table),
            design_digest=designs.digest(table),
            part_rows=rows_of_a_part(rows, max(one.months for one in sources), max(one.states for one in sources)),
            crossed=crossed,
        )  # fmt: skip
        return plan, table, tuple(dict.fromkeys(self.remarks))

    def _factors(self) -> tuple[Sequence[Factor], tuple[str, ...], Given]:
        request = self.request
        if request.design == "csv":
            given = read_settings(request.settings_csv) if request.settings_csv is not None else Given()
            if request.factors:
                self.findings.wrong(
                    ("factors",), "the columns of the table of settings are the factors: leave this out"
                )
            self.problems += given.problems
            return given.factors, (), given
        resolved = resolve(request)
        self.problems += resolved.problems
        self.remarks += resolved.remarks
        if request.design != "grid" and not request.factors:
            self.findings.wrong(("design",), f"the design {request.design} needs factors")
        return resolved.factors, resolved.crossed, Given()

    def _readings(self) -> list[Reading]:
        readings = [Reading(self.request, k) for k in range(len(self.request.scenarios))]
        met: set[str] = set()
        for k, reading in enumerate(readings):
            if reading.path is not None and reading.name in met:
                self.findings.wrong(self.request.at("scenarios", k), f"{reading.name} is named twice")
            met |= {reading.name} if reading.path is not None else set()
        return readings

    def _try_keys(self, factors: Sequence[Factor], given: Given, readings: Sequence[Reading]) -> None:
        """Read every scenario with the values of factors that are keys of it."""
        keys = [factor for factor in factors if factor.kind == "key"]
        alone = [one for factor in keys for one in self._tried(factor, given)]
        together: Iterable[Sequence[str]] = ()
        if len(keys) > 1 and given.columns:
            rows = zip(*(given.columns[factor.name] for factor in keys), strict=True)
            together = [
                [written(factor.name, value) for factor, value in zip(keys, row, strict=True)]
                for row in dict.fromkeys(rows)
            ]
        elif len(keys) > 1:
            together = list(
                itertools.islice(
                    itertools.product(*([one.text for one in self._tried(factor, given)] for factor in keys)),
                    MOST_READ,
                )
            )
        for reading in readings:
            if reading.base is not None:
                reading.try_keys(alone, together)

    def _tried(self, factor: Factor, given: Given) -> list[Tried]:
        """Values of a key that are read beforehand: all, or the ends where there are very many."""
        if given.columns:
            first = dict(zip(reversed(given.columns[factor.name]), reversed(given.lines), strict=True))
            return [
                Tried(written(factor.name, value), functools.partial(Problem, given.file, line, 1, factor.name))
                for value, line in _few(sorted(first.items()))
            ]
        where: KeyPath = ("factors", factor.name)
        values = [(where, value) for value in designs.points(factor)] if factor.levels else places(where, factor)
        return [
            Tried(written(factor.name, value), functools.partial(self.request.located.problem, at))
            for at, value in _few(values)
        ]

    def _outcomes(self, columns: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Columns to keep, in the order of the table; those of every scenario together."""
        known = list(dict.fromkeys(name for own in columns for name in own))
        asked = self.request.outcomes
        for k, name in enumerate(asked):
            if known and name not in known:
                self.findings.wrong(("outcomes", k), f"no outcome {name!r}{suggestion(name, known)}")
        return tuple(name for name in known if not asked or name in asked)

    def _settings(
        self, factors: Sequence[Factor], crossed: Sequence[str], given: Given, seed: int
    ) -> dict[str, list[Any]]:
        request = self.request
        if self.problems or self.findings.problems:
            return {}
        if request.design == "csv":
            return given.columns
        if request.design == "sobol" and request.samples & (request.samples - 1):
            message = f"a Sobol design needs a power of two, such as {_power(request.samples)}, not {request.samples}"
            self.findings.wrong(("samples",), message)
            return {}
        many = designs.size(request.design, factors, request.samples, crossed) * len(request.scenarios)
        if many > designs.MOST_SETTINGS:
            self.findings.wrong(("factors",), f"{many} settings; at most {designs.MOST_SETTINGS} are possible")
            return {}
        try:
            return designs.settings(request.design, factors, request.samples, seed, crossed)
        except designs.LackingExtra as error:
            self.findings.wrong(("design",), f"the design {request.design} {error}")
        return {}

    def _remark(self, factors: Sequence[Factor], readings: Sequence[Reading]) -> None:
        numbers = [bare(factor) for factor in factors if factor.kind in TABLES]
        for reading in readings:
            self.remarks += [*reading.remarks, *reading.overruled(numbers)]
        if self.request.policies in ((), (DEFAULT,)) and not factors:
            self.remarks.append(
                "nothing is varied and one policy is named: this is an ensemble, see eastsea run --runs"
            )


def _few[T](values: Sequence[T]) -> Sequence[T]:
    """Values in order, or their ends where reading all would take long."""
    return values if len(values) <= MOST_READ else [values[0], values[-1]]


def _power(number: int) -> int:
    """The power of two above ``number``."""
    return 1 << number.bit_length()


def check_sweep(name_or_path: str | Path) -> tuple[list[Problem], tuple[str, ...]]:
    """Problems of a sweep file or of the ``sweep:`` block of a scenario, and remarks."""
    try:
        return [], plan_sweep(read_request(str(name_or_path)))[2]
    except ScenarioError as error:
        return error.problems, ()
