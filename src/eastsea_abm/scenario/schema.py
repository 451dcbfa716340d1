# ruff: noqa: RUF012 - pydantic gives every object its own copy of a default
"""What a scenario, policy or sweep file may hold, as pydantic models; regions are in `region_schema`.

The models say which keys exist, of what type and within what bounds; names that depend on the region
(states, dyads, theatres, instruments) are checked in `eastsea_abm.scenario.check`. The JSON Schemas
that editors use are exported from here.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field

from eastsea_abm.scenario.field_types import (
    Colour,
    Date,
    DesignName,
    Dyad,
    EffectName,
    EventClass,
    Iso3,
    Name,
    Number,
    Part,
    Position,
    ProcessName,
    RangeClass,
    Signed,
    StatusName,
)
from eastsea_abm.scenario.region_schema import (
    DyadStart,
    Elections,
    Instrument,
    InstrumentStart,
    Launches,
    PartnerTie,
    RegionFile,
    Rivalry,
    Sheet,
    StateData,
    StateStart,
    Theatre,
    Tie,
)

#: Everything a file is read as can be had from here.
__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MONTH",
    "Branch",
    "Colour",
    "Date",
    "Dyad",
    "DyadStart",
    "Elections",
    "Event",
    "EventClass",
    "Instrument",
    "InstrumentStart",
    "Iso3",
    "Launches",
    "LeaderChange",
    "Name",
    "Overlay",
    "PartnerTie",
    "Position",
    "Process",
    "RangeClass",
    "RecordUse",
    "RegionFile",
    "Rivalry",
    "ScenarioFile",
    "Sheet",
    "StateData",
    "StateStart",
    "SweepBlock",
    "SweepFile",
    "Theatre",
    "Tie",
    "date_of",
    "month_of",
]

MONTH = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Event(Part):
    """Something that happens at a date."""

    date: Date
    type: str = ""
    effect: EffectName | None = None
    actor: Iso3
    targets: list[Iso3] = []
    size: Number | None = None
    range: RangeClass | None = None
    overflight: Iso3 | None = None
    days: Annotated[int, Field(ge=1, le=31)] = 1
    instrument: Name | None = None
    status: StatusName | None = None
    theatre: Name | None = None
    lever: Name | None = None
    impose: bool = False
    note: str = ""
    source: str = ""


class Branch(Part):
    """A line of a session: what it brings about beside the file's own events."""

    parent: Name | None = None  # the branch whose past it shares
    since: Date | None = None  # month in which it leaves its parent
    until: Date | None = None  # last month a session has played of it; changes nothing in a run
    note: str = ""
    events: list[Event] = []


class LeaderChange(Part):
    """A leader who takes office at a date."""

    date: Date
    state: Iso3
    orientation: Signed
    note: str = ""
    source: str = ""


class RecordUse(Part):
    """Which part of a table of dated events a run is forced by, and what is then held still."""

    table: str = "events_coded"
    since: Date | None = None
    until: Date | None = None
    types: list[str] | None = None
    leave: list[str] = []  # ids left out
    impose: list[str] = []  # ids of outcome events that are imposed
    holds: dict[ProcessName, Literal["all"] | list[Iso3]] = {}


class Process(Part):
    """A stochastic process the file opens or closes."""

    states: list[Iso3] | None = None
    since: Date | None = None  # free from this month on; before, held
    on: bool = True


class Overlay(Part):
    """A named policy: levers (and, rarely, parameters) that differ."""

    title: str = ""
    group: str = ""
    note: str = ""
    source: str = "assumption"
    levers: dict[str, Number] = {}
    parameters: dict[str, Number] = {}


class SweepBlock(Part):
    """Many runs: what is compared, what is varied, and by which design."""

    policies: list[str] = []  # each a name, or names joined by +
    # Their values take several forms: read, with better words than a model has, in eastsea_abm.sweep.
    set: Any = []
    factors: Any = {}
    design: DesignName | None = None
    samples: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    settings: str | None = None  # CSV table of the design csv
    runs: Annotated[int, Field(ge=1, le=2**32)] = 100
    months: Annotated[int, Field(ge=1, le=2400)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**64 - 1)] | None = None
    outcomes: list[str] = []


class SweepFile(SweepBlock):
    """A sweep of one scenario or several."""

    title: str
    question: str = ""
    scenario: str | None = None
    scenarios: list[str] = []


class ScenarioFile(Part):
    """One question put to the model."""

    title: str
    question: str = ""
    extends: str | None = None
    region: str = "northeast-asia"
    start: Date = "2022-12"
    months: Annotated[int, Field(ge=1, le=2400)] = 120
    seed: Annotated[int, Field(ge=0, le=2**64 - 1)] = 0
    policy: list[str] = []
    posterior: str | None = None  # of whose draws each run takes one
    parameters: dict[str, Number] = {}
    levers: dict[str, Number] = {}
    states: dict[Iso3, StateStart] = {}
    dyads: dict[Dyad, DyadStart] = {}
    instruments: dict[Name, InstrumentStart] = {}
    leaders: list[LeaderChange] = []
    policies: dict[Name, Overlay] = {}
    record: RecordUse | None = None
    events: list[Event] = []
    branch: Name | None = None  # which of the branches is played
    branches: dict[Name, Branch] = {}
    processes: dict[ProcessName, Process] = {}
    sweep: SweepBlock | None = None


def month_of(date: str) -> int:
    """Calendar month of a date: 12 times the year plus the month from 0."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def date_of(month: int) -> str:
    """``YYYY-MM`` of a calendar month."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
