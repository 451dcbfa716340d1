"""What a scenario, policy or region file may hold, as pydantic models.

The models say which keys exist, of what type and within what bounds; names that depend on the region
(states, dyads, theatres, instruments) are checked in `eastsea_abm.scenario.check`. The JSON Schemas
that editors use are exported from here.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

from eastsea_abm.levers import LEVERS
from eastsea_abm.vocabulary import EFFECTS, PROCESSES, RIVAL_ACTS, STATUSES

MONTH = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2}))?$")
FIRST_YEAR, LAST_YEAR = 1900, 2199


def _text(value: object) -> object:
    """YAML turns an unquoted 2022-12-16 into a date; take it back as it was written."""
    return value.isoformat() if hasattr(value, "isoformat") else value


Iso3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Dyad = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-[A-Z]{3}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=60)]
Date = Annotated[str, BeforeValidator(_text), StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Signed = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Utility = Annotated[float, Field(ge=-5, le=5, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Position = Annotated[tuple[Number, Number], Strict(False)]  # longitude, latitude; a list in the file
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
EFFECT_NAMES = tuple(effect.name for effect in EFFECTS)
EffectName = Literal[*EFFECT_NAMES]  # type: ignore[valid-type]
ProcessName = Literal[*PROCESSES]  # type: ignore[valid-type]
StatusName = Literal[*STATUSES]  # type: ignore[valid-type]
RivalActName = Literal[*RIVAL_ACTS]  # type: ignore[valid-type]
RangeClass = Literal["cruise", "MLRS", "SRBM", "SLBM", "MRBM", "IRBM", "ICBM", "SLV", "nuclear"]
EventClass = Literal["exogenous", "outcome", "marker"]
DesignName = Literal["grid", "lhs", "sobol", "morris", "csv"]


class Part(BaseModel):
    """A mapping in a file: unknown keys are errors, and so are values of another type than the one named."""

    # Strict, since otherwise "yes" would be true, true would be 1.0 and "0.5" a number.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# --- regions ---------------------------------------------------------------------------------------


class Tie(Part):
    """Whose tie is seen in a state, and how much of it."""

    state: Iso3
    share: Share


class Elections(Part):
    """When a state's leader changes: by calendar, or at a hazard."""

    every: Annotated[int, Field(ge=0, le=240)] = 0  # months between elections, 0 none
    window: Annotated[int, Field(ge=0, le=24)] = 6  # months before an election in which the press amplifies
    fall: Share = 0.0  # chance a month, where there is no calendar
    mean: Signed = 0.1
    sd: Annotated[float, Field(ge=0, le=2)] = 0.5
    backlash_norm: Share = 0.5  # grievance at which voters are indifferent


class StateData(Part):
    """A state: how it is shown, and where it stands in the region."""

    label: str
    names: dict[str, str] = {}  # other labels a reader may switch to
    colour: Colour
    at: Position
    patron: Iso3 | None = None
    bond: Iso3 | None = None  # contested partner whose tie entangles it
    aligned: Tie | None = None
    counterpart: Tie | None = None
    challenger: bool = False
    cover: Share = 0.6  # own cover where there is no patron
    closed: list[RivalActName] = []
    elections: Elections = Elections()


class PartnerTie(Part):
    """A pair that decides on cooperation, both ways."""

    treaty: Share = 0.0
    contested: bool = False
    broker: Iso3 | None = None
    friction: Utility = 0.0
    dispute_rate: Share = 0.0
    felt: dict[
        Iso3, Annotated[float, Field(ge=0, le=3, allow_inf_nan=False)]
    ] = {}  # how strongly a dispute is felt in each state


class Rivalry(Part):
    """A directed pair: the first perceives threat from the second and may press it."""

    hostility: Utility = 0.0
    rest: Share = 0.0  # resting level of threat
    weight: Share = 1.0  # how a challenger's posture falls on it
    coerces: bool = False
    reassured: bool = False
    receptive: Share = 0.5  # resting receptiveness to its outreach


class Theatre(Part):
    """A place where a crisis can climb."""

    label: str
    at: Position
    challenger: Iso3
    defender: Iso3
    ally: Iso3
    second: Iso3 | None = None  # default: the ally or the defender's patron, if it has a quarrel here
    observer: Iso3 | None = None
    exposure: Share = 0.0
    voice: Share = 1.0
    information: Share = 1.0
    backing: Share = 1.0
    emboldening: Share = 1.0


class Instrument(Part):
    """An agreement the pair may sign."""

    label: str
    parties: Annotated[list[Iso3], Field(min_length=2)]
    asset: Share = 0.0
    protocol: Share = 0.0
    visibility: Share = 0.5
    hub: bool = False
    requires: Name | None = None
    ease: Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)] = 0.0
    economy: Share = 0.0


class Launches(Part):
    """How a launch of each range class falls on each state, 0 to 1 of its intensity."""

    intensity: dict[RangeClass, Share]
    reach: dict[RangeClass, dict[Iso3, Share]]
    overflown: Share = 1.0  # reach on a state that is flown over
    repeat: Share = 0.0  # share of the gap to 1 that each further launch day closes


class StateStart(Part):
    """Starting values of a state; what is left out comes from the sheet or is zero."""

    leader: Signed | None = None
    tenure: Annotated[int, Field(ge=0, le=240)] | None = None
    commitment: Share | None = None
    brokerage: Share | None = None
    doctrine: Share | None = None
    capability: Share | None = None
    nuclear: Share | None = None
    coercion: Share | None = None
    belligerence: Utility | None = None


class DyadStart(Part):
    """Starting values of a directed dyad."""

    trust: Share | None = None
    threat: Share | None = None
    grievance: Share | None = None
    chronic: Share | None = None
    conduct: Signed | None = None
    mood: Share | None = None
    mood_trend: Annotated[float, Field(ge=-0.1, le=0.1, allow_inf_nan=False)] | None = None
    receptive: Share | None = None


class InstrumentStart(Part):
    """Where an instrument stands."""

    status: StatusName = "absent"
    practice: Share = 0.0


class Sheet(Part):
    """Starting values at a date, each with a source."""

    source: str
    trust_otherwise: Share = 0.25
    threat_ratio: Annotated[float, Field(ge=0, le=10)] = 1.5  # threat over its resting level, at most 0.9
    states: dict[Iso3, StateStart] = {}
    dyads: dict[Dyad, DyadStart] = {}
    instruments: dict[Name, InstrumentStart] = {}


class RegionFile(Part):
    """A region: everything about places and states that the rules do not know."""

    title: str
    note: str = ""
    focal: Iso3 | None = None
    partner: Iso3 | None = None
    states: Annotated[dict[Iso3, StateData], Field(min_length=2)]
    record: str | None = None  # table of dated events under which the region is spun up
    record_holds: dict[ProcessName, Literal["all"] | list[Iso3]] = {}  # what is then held still
    outsiders: dict[Iso3, str] = {}
    partners: dict[Dyad, PartnerTie] = {}
    rivals: dict[Dyad, Rivalry] = {}
    theatres: dict[Name, Theatre] = {}
    instruments: dict[Name, Instrument] = {}
    launches: Launches | None = None
    sheets: Annotated[dict[Date, Sheet], Field(min_length=1)]
    sources: dict[str, str] = {}

    def holder(self, lever: str) -> str | None:
        """ISO3 of the state whose hand is on a lever, None where the region has nobody in its role."""
        role = LEVERS[lever].role
        if role == "focal":
            return self.focal
        if role == "partner":
            return self.partner
        return self.states[self.focal].patron if self.focal in self.states else None


# --- scenarios -------------------------------------------------------------------------------------


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
    parameters: dict[str, Number] = {}
    levers: dict[str, Number] = {}
    states: dict[Iso3, StateStart] = {}
    dyads: dict[Dyad, DyadStart] = {}
    instruments: dict[Name, InstrumentStart] = {}
    leaders: list[LeaderChange] = []
    policies: dict[Name, Overlay] = {}
    record: RecordUse | None = None
    events: list[Event] = []
    processes: dict[ProcessName, Process] = {}
    sweep: SweepBlock | None = None


def month_of(date: str) -> int:
    """Calendar month of a date: 12 times the year plus the month from 0."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def date_of(month: int) -> str:
    """``YYYY-MM`` of a calendar month."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
