"""From a scenario to everything a driver needs: arrays, record, and the world a run starts from."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eastsea_abm import outcomes, schedule
from eastsea_abm._jit import compiled
from eastsea_abm.draws import Luck
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.levers import LEVERS
from eastsea_abm.mechanisms.instruments import weigh
from eastsea_abm.parameters import Parameters, record
from eastsea_abm.scenario import build
from eastsea_abm.scenario.build import Index
from eastsea_abm.scenario.facts import Fact, read_facts
from eastsea_abm.scenario.scenario import Scenario, read_scenario
from eastsea_abm.scenario.schema import date_of, month_of
from eastsea_abm.scenario.timeline import DatedEvent, compile_record, held_until, lever_events, timeline
from eastsea_abm.world import Record, Region, World, copy


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

    @functools.cached_property
    def columns(self) -> list[str]:
        """Columns of the monthly table of outcomes."""
        return outcomes.names(self.index.theatres)

    @functools.cached_property
    def at_sheet(self) -> World:
        """The world at the date of the starting values."""
        sheet = self.scenario.region.sheets[self.sheet_date]
        return build.build_world(self.scenario.region, self.region, sheet, self.parameters)

    def world_at_start(self, u: Luck, advance: Callable[..., Any] = schedule.advance, p: Any = None) -> World:
        """The world in which the first month begins: spun up under the record, then as the file says."""
        p = self.parameters if p is None else p
        w = copy(self.at_sheet)
        spin_up = self.start - month_of(self.sheet_date)
        if spin_up > 0:
            advance(
                w, self.region, p, u, self.record, month_of(self.sheet_date), np.zeros((spin_up, len(self.columns)))
            )
        file = self.scenario.file
        build.set_states(w, self.index, file.states)
        build.set_dyads(w, self.index, file.dyads)
        build.set_instruments(w, self.index, file.instruments, self.parameters)
        weigh(w, self.region, self.parameters)
        return w

    def run(self, u: Luck, engine: str = "plain") -> np.ndarray:
        """Outcomes of one run without a stage, shape ``(months, outcomes)``."""
        rows = np.zeros((self.months, len(self.columns)))
        if engine == "plain":
            schedule.advance(self.world_at_start(u), self.region, self.parameters, u, self.record, self.start, rows)
            return rows
        advance, p = compiled(schedule.advance), record(self.parameters)[0]
        advance(self.world_at_start(u, advance, p), self.region, p, u, self.record, self.start, rows)
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
