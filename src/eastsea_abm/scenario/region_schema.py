# ruff: noqa: RUF012 - pydantic gives every object its own copy of a default
"""What a region file may hold, as pydantic models, and the starting values a scenario may hold too."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from eastsea_abm.levers import LEVERS
from eastsea_abm.scenario.field_types import (
    Colour,
    Date,
    Dyad,
    Iso3,
    Name,
    Part,
    Position,
    ProcessName,
    RangeClass,
    RivalActName,
    Share,
    Signed,
    StatusName,
    Utility,
)


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


class Sea(Part):
    """A sea that is named on the map, under every name in use."""

    names: Annotated[list[str], Field(min_length=1)]
    at: Position


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
    seas: list[Sea] = []
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
