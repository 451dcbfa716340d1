"""A study as declared: what is compared, under what, over what, and where the thesis may fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Cell(NamedTuple):
    """A strategy that no file holds: a name and its levers."""

    name: str
    title: str
    levers: Mapping[str, float]


class Contrast(NamedTuple):
    """Two strategies held against each other.

    Attributes
    ----------
    reassurance
        Levels of the lever that is to be equal, in words; empty where the study names none.
    thesis
        Whether this is the first contrast as posed, or the same at equal levels.
    equal
        Whether both sides have the same level.
    """

    of: str
    against: str
    reassurance: str = ""
    thesis: bool = False
    equal: bool = True


class Probe(NamedTuple):
    """Where the thesis may fail: inside a region, on another outcome, or against another strategy."""

    title: str
    where: str = ""
    outcome: str = ""
    of: str = ""
    against: str = ""


class Dosed(NamedTuple):
    """One lever at several values.

    Attributes
    ----------
    strategies
        Cells by the strategy they vary, in the order of ``values``.
    """

    lever: str
    values: tuple[float, ...]
    strategies: Mapping[str, tuple[str, ...]]
    against: str
    runs: int


class Plausible(NamedTuple):
    """Parameter sets that are plausible: means of outcomes under one strategy lie within bounds."""

    under: str
    bounds: Mapping[str, tuple[float, float]]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A study, read and checked.

    Attributes
    ----------
    factors
        Of the factorial: lever and levels by the factor's name.
    corners
        Every combination of the factorial, the last factor fastest, by the strategy it is played as.
    strategies
        Named policies that are compared.
    beside
        Strategies that are played with them so that every contrast can be made at equal levels too.
    cells
        All strategies that no file holds: the rest of the factorial, those of ``beside`` and of the dose.
    played
        Every strategy of the main stage, in order.
    conditions
        Policies by condition; every draw meets every combination.
    uncertain
        As written: ``priors``, or factors with their values.
    text
        The study file.
    """

    name: str
    title: str
    question: str
    scenario: str
    months: int | None
    seed: int | None
    factors: Mapping[str, tuple[str, tuple[float, ...]]]
    corners: tuple[str, ...]
    strategies: tuple[str, ...]
    beside: tuple[str, ...]
    cells: tuple[Cell, ...]
    played: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    conditions: Mapping[str, tuple[str, ...]]
    reference: Mapping[str, str]
    uncertain: Any
    draws: int
    runs: int
    outcomes: tuple[str, ...]
    closer: int = 0  # runs; 0 where there is no closer look
    variants: tuple[str, ...] = ()  # joined names: hedge+contribute
    variant_runs: int = 0
    dose: Dosed | None = None
    trajectories: int = 0  # of the screening; 0 where there is none
    screening_runs: int = 0
    probes: tuple[Probe, ...] = ()
    tipping: tuple[str, ...] = ()
    plausible: Plausible | None = None
    reduced: bool = False
    text: str = field(default="", repr=False)

    @property
    def screened(self) -> tuple[str, ...]:
        """Both sides of the thesis, as posed and at equal levels."""
        return tuple(dict.fromkeys(name for one in self.contrasts if one.thesis for name in one[:2]))

    @property
    def compared(self) -> tuple[str, ...]:
        """Named strategies and those beside them."""
        return (*self.strategies, *self.beside)
