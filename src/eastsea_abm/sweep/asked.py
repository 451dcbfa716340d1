"""A sweep as asked for, and where each part of it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eastsea_abm.errors import Problem
from eastsea_abm.scenario.findings import Located
from eastsea_abm.scenario.names import LONGEST
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.reading import Source
from eastsea_abm.scenario.schema import SweepBlock
from eastsea_abm.sweep.specs import FactorSpec

BLOCK = ("sweep",)  # where a scenario holds its sweep
RUNS = SweepBlock().runs
OPTIONS = {"factors": "--vary", "scenarios": "SCENARIO"}  # what a part is called on a command line


@dataclass(frozen=True, kw_only=True)
class Request:
    """A sweep as asked for; what it means is worked out by `eastsea_abm.sweep.planning.plan_sweep`.

    Attributes
    ----------
    policies
        Each a name, or names joined by ``+``; empty asks for the file as it is.
    months, seed
        Instead of those of the scenarios; ``seed`` is that of a sampled design too.
    outcomes
        Columns to keep; empty keeps all.
    located
        Says where each part was written, for messages.
    asking
        The file in which names of scenarios stand; None for names given by hand.
    places
        Where the k-th entry of a part stands, if it is not ``(part, k)``.
    problems
        What was wrong in the reading already.
    """

    name: str
    title: str = ""
    question: str = ""
    scenarios: tuple[str, ...]
    policies: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    factors: Mapping[str, FactorSpec] = field(default_factory=dict)
    design: str = "grid"
    samples: int = 0
    settings_csv: Path | None = None
    runs: int = RUNS
    months: int | None = None
    seed: int | None = None
    outcomes: tuple[str, ...] = ()
    located: Located
    asking: Path | None = None
    places: Mapping[tuple[str, int], KeyPath] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def at(self, part: str, k: int) -> KeyPath:
        """Where the k-th entry of a part stands."""
        return self.places.get((part, k), (part, k))


class ByHand:
    """What was written on a command line: problems name the option."""

    def problem(self, where: KeyPath, message: str, on_key: bool = False) -> Problem:
        """A problem of an option."""
        part, *rest = where
        name = next((key for key in rest if isinstance(key, str)), "")
        return Problem(OPTIONS.get(str(part), f"--{part}"), 0, 0, name[:LONGEST], message)

    def is_hurt(self, where: KeyPath) -> bool:
        """Nothing is ever taken out of a command line."""
        return False


@dataclass(frozen=True)
class Inside:
    """The ``sweep:`` block of a scenario, as if it were a file."""

    source: Source

    def problem(self, where: KeyPath, message: str, on_key: bool = False) -> Problem:
        """A problem in the block."""
        return self.source.problem((*BLOCK, *where), message, on_key)

    def is_hurt(self, where: KeyPath) -> bool:
        """Whether something bad was taken out of the mapping at ``where``."""
        return self.source.is_hurt((*BLOCK, *where))
