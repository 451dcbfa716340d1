"""Branches of a run: what each plays beside the file's own events, and whose past it shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from eastsea_abm.scenario.schema import Branch, Event, ScenarioFile, month_of


class Address(NamedTuple):
    """Where an event of a branch stands."""

    branch: str
    place: int


def ancestry(branches: Mapping[str, Branch], name: str) -> list[str]:
    """A branch and those it came from, itself last; one that is met again ends the list, and so does an unknown one."""
    line: list[str] = []
    one: str | None = name
    while one is not None and one in branches and one not in line:
        line.insert(0, one)
        one = branches[one].parent
    return line


def addresses(branches: Mapping[str, Branch], name: str) -> list[Address]:
    """Every event a branch plays: those of its ancestors up to the month in which it left them, then its own."""
    found: list[Address] = []
    for one in ancestry(branches, name):
        branch = branches[one]
        if branch.since is not None:
            left = month_of(branch.since)
            found = [at for at in found if month_of(_event(branches, at).date) < left]
        found += [Address(one, k) for k in range(len(branch.events))]
    return found


def events_of(branches: Mapping[str, Branch], name: str | None) -> list[Event]:
    """The events a branch plays, in the order in which they are laid over the file; none for no branch."""
    return [] if name is None else [_event(branches, at) for at in addresses(branches, name)]


def _event(branches: Mapping[str, Branch], at: Address) -> Event:
    return branches[at.branch].events[at.place]


def with_branch(file: ScenarioFile) -> ScenarioFile:
    """``file`` with the events of its branch after its own."""
    return file.model_copy(update={"events": [*file.events, *events_of(file.branches, file.branch)]})


def own_events(file: ScenarioFile) -> list[Event]:
    """The events of a scenario that has been read, without those its branch has added."""
    return file.events[: len(file.events) - len(events_of(file.branches, file.branch))]


def without_branch(file: ScenarioFile) -> ScenarioFile:
    """A scenario that has been read as it is when none of its branches is chosen."""
    return file.model_copy(update={"events": own_events(file), "branch": None})
