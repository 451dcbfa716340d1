"""From a scenario to everything a driver needs: arrays, record, and the world a run starts from."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from eastsea_abm import outcomes, schedule
from eastsea_abm._jit import driven
from eastsea_abm.draws import Luck
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import Parameters, record
from eastsea_abm.scenario import build
from eastsea_abm.scenario.build import Index
from eastsea_abm.scenario.facts import Fact, read_facts
from eastsea_abm.scenario.parameter_sets import ParameterSets
from eastsea_abm.scenario.scenario import Scenario, read_scenario
from eastsea_abm.scenario.schema import date_of, month_of
from eastsea_abm.scenario.timeline import DatedEvent, compile_record, held_until, lever_events, timeline
from eastsea_abm.world import Record, Region, Start, World, seated

UNSET = -(1 << 62)  # no whole number of a world


@dataclass(frozen=True)
class Setup:
    """A scenario made ready to run."""

    scenario: Scenario
    index: Index
    region: Region
    parameters: Parameters
    record: Record
    events: tuple[DatedEvent, ...]
    sheet_date: str
    start: int  # calendar month of the first month shown
    months: int
    sets: ParameterSets | None = field(default=None, kw_only=True)  # run r plays with row r of these over `parameters`

    @functools.cached_property
    def columns(self) -> list[str]:
        """Columns of the monthly table of outcomes."""
        return outcomes.names(self.index.theatres)

    @functools.cached_property
    def at_sheet(self) -> World:
        """The world at the date of the starting values."""
        sheet = self.scenario.region.sheets[self.sheet_date]
        return build.build_world(self.scenario.region, self.region, sheet, self.parameters)

    @functools.cached_property
    def begins(self) -> Start:
        """How a run begins, as `schedule.begin` takes it."""
        sheet = seated(self.at_sheet)
        marked = seated(self.at_sheet)
        marked.floats[:] = math.nan
        marked.ints[:] = UNSET
        file = self.scenario.file
        build.set_states(marked.world, self.index, file.states)
        build.set_dyads(marked.world, self.index, file.dyads)
        build.set_instruments(marked.world, self.index, file.instruments, self.parameters)
        float_at = np.nonzero(~np.isnan(marked.floats))[0]
        int_at = np.nonzero(marked.ints != UNSET)[0]
        return Start(
            sheet.floats,
            sheet.ints,
            float_at,
            marked.floats[float_at],
            int_at,
            marked.ints[int_at],
            month_of(self.sheet_date),
            self.start,
        )

    def numbers(self, engine: str) -> Any:
        """The parameters as rules of an engine take them: compiled ones read a record."""
        return record(self.parameters)[0] if engine == "compiled" else self.parameters

    def of_run(self, run: int) -> Setup:
        """The setup with the one parameter set that a run plays with."""
        if self.sets is None:
            return self
        return dataclasses.replace(
            self, parameters=dataclasses.replace(self.parameters, **self.sets.row(run)), sets=None
        )

    def with_sets(self, sets: ParameterSets | None) -> Setup:
        """The setup with other parameter sets, of which run r plays with row r."""
        return dataclasses.replace(self, sets=sets)

    def world_at_start(self, u: Luck, engine: str = "plain") -> World:
        """The world in which the first month begins: spun up under the record, then as the file says."""
        own = self.of_run(u.run)
        seat = seated(own.at_sheet)
        begin = driven(schedule.begin, engine)
        begin(*seat, own.region, own.numbers(engine), u, own.record, own.begins)
        return seat.world

    def run(self, u: Luck, engine: str = "plain") -> np.ndarray:
        """Outcomes of one run without a stage, shape ``(months, outcomes)``."""
        own = self.of_run(u.run)
        rows = np.zeros((own.months, len(own.columns)))
        w, p = own.world_at_start(u, engine), own.numbers(engine)
        driven(schedule.advance, engine)(w, own.region, p, u, own.record, own.start, rows)
        return rows


def prepare(scenario: Scenario) -> Setup:
    """Make ``scenario`` ready to run.

    Raises
    ------
    ScenarioError
        If the scenario starts before the first sheet of starting values of its region.
    """
    region = scenario.region
    start = month_of(scenario.file.start)
    sheets = sorted(date for date in region.sheets if month_of(date) <= start)
    if not sheets:
        first = min(region.sheets)
        raise ScenarioError(
            [
                Problem(
                    str(scenario.path),
                    0,
                    0,
                    "start",
                    f"{date_of(start)} lies before the first starting values of {scenario.region_name}, {first}",
                )
            ]
        )
    sheet_date = sheets[-1]
    index = Index(region)
    spin_up = _spin_up_facts(scenario, month_of(sheet_date), start)
    roles = {name: region.holder(name) or "" for name in LEVERS}
    # Levers of policies first: a dated lever of the file in the same month has the last word.
    events = sorted(
        lever_events(scenario, start, roles) + timeline(scenario, spin_up), key=lambda event: (event.month, event.date)
    )
    recorded = [month_of(fact.date) for fact in scenario.facts]
    until = scenario.file.record.until if scenario.file.record else None
    last = month_of(until) if until else max(recorded, default=start - 1)
    return Setup(
        scenario,
        index,
        build.build_region(region, sheet_date),
        Parameters(**scenario.parameters),
        compile_record(events, index, held_until(scenario, index, start, last)),
        tuple(events),
        sheet_date,
        start,
        scenario.file.months,
        # What a factor, a file or --set says of a number goes before the posterior.
        sets=scenario.posterior.without(scenario.parameters) if scenario.posterior else None,
    )


def _spin_up_facts(scenario: Scenario, sheet: int, start: int) -> list[Fact]:
    """Exogenous facts between the starting values and the start."""
    table = scenario.region.record
    if table is None or sheet >= start:
        return []
    return [fact for fact in read_facts(table) if sheet <= month_of(fact.date) < start]


def made_ready(
    scenario: str | Path | Scenario | Setup,
    policy: str | Sequence[str] = (),
    seed: int | None = None,
    months: int | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Setup:
    """Whatever names a scenario, made ready to run.

    Parameters
    ----------
    policy
        Overlays, as a list or a string with commas.
    settings
        Parameters, levers or dotted starting values that differ, by name.
    """
    if isinstance(scenario, Setup):
        return scenario
    if isinstance(scenario, Scenario):
        return prepare(scenario)
    policies = policy.split(",") if isinstance(policy, str) and policy else list(policy)
    sets = [f"{name}={value}" for name, value in (settings or {}).items()]
    return prepare(read_scenario(scenario, policies=policies, sets=sets, months=months, seed=seed))
