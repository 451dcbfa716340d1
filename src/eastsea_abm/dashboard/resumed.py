"""From what was asked for to the lines a session begins with: a fresh run, or all lines of a saved session."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from eastsea_abm.dashboard.opened import Opened
from eastsea_abm.lines.line import Line
from eastsea_abm.scenario import Scenario
from eastsea_abm.scenario.branches import events_of, without_branch
from eastsea_abm.scenario.schema import ScenarioFile, month_of
from eastsea_abm.scenario.setup import Setup, prepare

TRUNK = "main"  # name of the line of a run that has no branches yet


class Resumed(NamedTuple):
    """A run as a session takes it up."""

    scenario: Scenario  # without any branch
    lines: dict[str, Line]
    shown: str
    policies: tuple[str, ...]


def resumed(opened: Opened) -> Resumed:
    """Read, check and set up; the lines of a saved session are played as far as they were.

    Raises
    ------
    ScenarioError
        With everything that is wrong with what was asked for.
    """
    read = opened.read()
    scenario = dataclasses.replace(read, file=without_branch(read.file))
    setup = prepare(scenario)
    policies = tuple(name for name, _ in scenario.overlays)
    branches = read.file.branches
    if opened.fresh or not branches:
        return Resumed(scenario, {TRUNK: Line(setup, name=TRUNK)}, TRUNK, policies)
    lines = {name: _line(setup, read.file, name) for name in branches}
    shown = read.file.branch or next(iter(branches))
    return Resumed(scenario, lines, shown, policies)


def _line(setup: Setup, file: ScenarioFile, name: str) -> Line:
    """A line of a saved session, played as far as it was."""
    branch = file.branches[name]
    since = None if branch.since is None else month_of(branch.since)
    end = setup.start + setup.months  # of a run that may be asked to be shorter than the session's
    events = [event for event in events_of(file.branches, name) if month_of(event.date) < end]
    line = Line(setup, name=name, parent=branch.parent, since=since, events=events, note=branch.note)
    # A line that has nothing of its own yet stands where it left its parent.
    begins = setup.start if since is None else since
    until = (begins if branch.until is None else month_of(branch.until) + 1) - setup.start
    while line.played < min(until, setup.months):
        line.step()
    return line
