# ruff: noqa: RUF012 - pydantic gives every object its own copy of a default
"""What a study file may hold, as pydantic models; the JSON Schema that editors use is exported from here."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from eastsea_abm.scenario.field_types import Name, Number, Part

Runs = Annotated[int, Field(ge=2, le=100_000)]
Draws = Annotated[int, Field(ge=2, le=100_000)]


class LeverLevels(Part):
    """One factor of the factorial: a lever and its levels."""

    lever: Name
    levels: Annotated[list[Number], Field(min_length=2, max_length=9)]


class ContrastAsked(Part):
    """Two strategies that are held against each other."""

    of: str
    against: str


class CloserLook(Part):
    """The named strategies under the reference condition, with more runs."""

    runs: Runs = 256


class Variants(Part):
    """Policies of other groups, laid over each of the named strategies."""

    overlays: Annotated[list[str], Field(min_length=1)]
    strategies: list[str] = []
    runs: Runs = 64


class Dose(Part):
    """One lever of some strategies at several values, all else equal."""

    lever: Name
    values: Annotated[list[Number], Field(min_length=2, max_length=20)]
    of: Annotated[list[str], Field(min_length=1)]
    against: str
    runs: Runs = 64


class Screening(Part):
    """Morris's trajectories over everything uncertain, under the reference condition: what moves the thesis."""

    trajectories: Annotated[int, Field(ge=2, le=10_000)] = 30
    runs: Runs = 64


class ProbeAsked(Part):
    """A place where the thesis may fail: inside a region, on another outcome, against another strategy."""

    title: str
    where: str = ""
    outcome: str = ""
    of: str = ""
    against: str = ""


class Plausibly(Part):
    """Parameter sets that are plausible: under one strategy, outcomes lie within bounds."""

    under: Name
    bounds: Annotated[dict[Name, Annotated[list[Number], Field(min_length=2, max_length=2)]], Field(min_length=1)]
    reason: str = ""


class Smaller(Part):
    """What a reduced study has less of."""

    draws: Draws = 40
    runs: Runs = 2
    closer: Runs = 16
    variants: Runs = 8
    dose: Runs = 8
    screening: Annotated[int, Field(ge=2, le=10_000)] = 10  # trajectories
    screening_runs: Runs = 4


class StudyFile(Part):
    """A question put to the model over strategies, conditions and everything uncertain."""

    title: str
    question: str = ""
    scenario: str
    months: Annotated[int, Field(ge=1, le=2400)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**64 - 1)] | None = None
    factorial: dict[Name, LeverLevels] = {}
    strategies: Annotated[list[Name], Field(min_length=2)]
    equal: Name | None = None  # the lever at whose equal levels every contrast is made as well
    conditions: dict[Name, Annotated[list[str], Field(min_length=1)]] = {}
    reference: dict[Name, str] = {}
    uncertain: Any = "priors"  # the forms a sweep's factors take
    draws: Draws = 500
    runs: Runs = 16
    outcomes: list[str] = []
    contrasts: Annotated[list[ContrastAsked], Field(min_length=1)]
    closer: CloserLook | None = None
    variants: Variants | None = None
    dose: Dose | None = None
    screening: Screening | None = None
    probes: list[ProbeAsked] = []
    tipping: list[str] = []
    plausible: Plausibly | None = None
    reduced: Smaller = Smaller()
