"""Short lines to look at, and what a scenario file with the same events gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from eastsea_abm.lines.line import Line
from eastsea_abm.results.played import play
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.schema import Event
from eastsea_abm.scenario.setup import Setup, made_ready
from eastsea_abm.world import World

MONTHS = 24  # from December 2022
DISPUTE = {"effect": "grieve", "actor": "KOR", "targets": ["JPN"], "size": 1.5}


def baseline(months: int = MONTHS, policy: str = "") -> Setup:
    """The baseline, short."""
    return made_ready("baseline", policy=policy, months=months)


def played(line: Line, months: int) -> Line:
    """``line`` played so many months further."""
    for _ in range(months):
        line.step()
    return line


def file_tables(folder: Path, events: Sequence[Event], months: int = MONTHS, run: int = 0):
    """Tables of a file that extends the baseline by ``events``, as ``eastsea run`` makes them."""
    listed = [event.model_dump(exclude_none=True, exclude_defaults=True) for event in events]
    path = folder / "with-events.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump({"title": "With events", "extends": "baseline", "months": months, "events": listed}, file)
    return play(read_scenario(path), run=run).tables


def assert_same_tables(one, other) -> None:
    assert set(one) == set(other)
    for name, table in one.items():
        assert table.equals(other[name]), name


def same_world(one: World, other: World) -> bool:
    return all(np.array_equal(a, b, equal_nan=True) for a, b in zip(one, other, strict=True))


def in_crisis() -> Line:
    """A line after a month in which a strike without consent cut the practice of what the pair has signed."""
    signed = {"instruments.CONSULT.status": "active", "instruments.CONSULT.practice": 0.5}
    line = Line(made_ready("baseline", policy="refuse-consultation", months=18, settings=signed), run=1)
    region = line.setup.scenario.region
    for _ in range(4):
        for name, theatre in sorted(region.theatres.items()):
            line.put({"effect": "rung", "theatre": name, "actor": theatre.challenger, "size": 2})
        line.step()
    return line
