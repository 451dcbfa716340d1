"""Branches against each other: parents, the months in which they part, and events that would strike twice."""

from __future__ import annotations

from collections.abc import Mapping

from eastsea_abm.scenario.branches import addresses, ancestry
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.scenario.schema import Event, ScenarioFile, month_of


def check_branches(findings: Findings, file: ScenarioFile, possible: Mapping[KeyPath, str], all_known: bool) -> None:
    """Check what branches say of each other.

    Parameters
    ----------
    possible
        Dates that are possible, by key path.
    all_known
        Whether every branch could be read: one that is named and missing may otherwise be among the rest.
    """
    if file.branch is not None and file.branch not in file.branches and all_known:
        findings.wrong(("branch",), none_of("branch", file.branch, file.branches))
    met: set[str] = set()
    for name, branch in file.branches.items():
        where: KeyPath = ("branches", name)
        if branch.parent is None:
            if branch.since is not None and not findings.located.is_hurt(where):
                findings.wrong((*where, "since"), "only a branch with a parent can leave it: name the parent")
        elif branch.parent not in file.branches:
            if all_known:
                findings.wrong((*where, "parent"), none_of("branch", branch.parent, file.branches))
        elif branch.since is None:
            findings.lacking(where, "needs since: the month in which it leaves its parent")
        if name not in met:
            met.update(_check_circle(findings, file, name))
        _check_since(findings, file, name, possible)


def _check_circle(findings: Findings, file: ScenarioFile, name: str) -> list[str]:
    """Note that a branch comes from itself; give the branches of its circle."""
    line = ancestry(file.branches, name)
    parent = file.branches[line[0]].parent
    if parent != name:
        return []  # no circle, or one that is noted where it closes
    findings.wrong(("branches", name, "parent"), f"comes from itself: {' -> '.join([*reversed(line), name])}")
    return line


def _check_since(findings: Findings, file: ScenarioFile, name: str, possible: Mapping[KeyPath, str]) -> None:
    """Events of a branch that are dated before it leaves its parent: that past is the parent's."""
    since = possible.get(("branches", name, "since"))
    for k in range(len(file.branches[name].events)):
        where: KeyPath = ("branches", name, "events", k, "date")
        if since and where in possible and month_of(possible[where]) < month_of(since):
            findings.wrong(where, f"{possible[where]} lies before since, {since}: until then the branch is its parent")


def check_events_twice(findings: Findings, file: ScenarioFile) -> None:
    """The same event written twice among those that strike in one run: of the file, or of the file and a branch."""
    common: dict[str, KeyPath] = {}
    for k, event in enumerate(file.events):
        _check_event_twice(findings, ("events", k), event, common)
    for name, branch in file.branches.items():
        met = dict(common)
        for at in addresses(file.branches, name):
            where: KeyPath = ("branches", at.branch, "events", at.place)
            if at.branch == name:
                _check_event_twice(findings, where, branch.events[at.place], met)
            else:
                met.setdefault(_what(file.branches[at.branch].events[at.place]), where)


def _check_event_twice(findings: Findings, where: KeyPath, event: Event, met: dict[str, KeyPath]) -> None:
    first = met.setdefault(_what(event), where)
    if first != where:
        findings.wrong(where, f"the same event as in {line_of(findings, first)}")


def _what(event: Event) -> str:
    """What an event does, whoever tells it."""
    return event.model_dump_json(exclude={"note", "source"})


def line_of(findings: Findings, where: KeyPath) -> str:
    """File and line of an entry."""
    place = findings.located.problem(where, "")
    return f"{place.file}, line {place.line}"
