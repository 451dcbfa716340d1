"""A session as a scenario file: what was chosen and injected, line by line, so that it can be played again.

Where the scenario is one that ships, or extends one, only what differs is written; otherwise all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eastsea_abm._version import __version__
from eastsea_abm.errors import InputError
from eastsea_abm.scenario import fields
from eastsea_abm.scenario.branches import events_of, without_branch
from eastsea_abm.scenario.difference import OutOfReach, difference
from eastsea_abm.scenario.lookup import find, packaged
from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.scenario import Scenario, read_scenario
from eastsea_abm.scenario.schema import Branch, Event, Name, ScenarioFile, date_of, month_of
from eastsea_abm.scenario.settled import needed_files, settled_file
from eastsea_abm.scenario.yaml_text import quoted, yaml_text

ALWAYS = ("title", "start", "months", "seed", "policy", "branch")  # whatever the defaults are
LAST = ("branch", "branches")  # keys that come at the end, where a reader looks for what a session added


class Kept(NamedTuple):
    """A line of a session.

    Attributes
    ----------
    name
        As a file may hold it: letters, digits, - and _, a letter first.
    parent, since
        The line it left, and the month in which it did, as ``YYYY-MM``; None for one that left none.
    until
        Last month played, None where none was.
    events
        Everything injected into it and still standing, in order, what it shares with its parent included.
    """

    name: str
    parent: str | None = None
    since: str | None = None
    until: str | None = None
    note: str = ""
    events: tuple[Event, ...] = ()


def kept_branches(scenario: Scenario) -> tuple[Kept, ...]:
    """The lines of a saved session: what `saved_text` was given when it wrote the file."""
    branches = scenario.file.branches
    return tuple(
        Kept(name, one.parent, one.since, one.until, one.note, tuple(events_of(branches, name)))
        for name, one in branches.items()
    )


def saved_text(scenario: Scenario, *, branches: Sequence[Kept], branch: str, title: str | None = None) -> str:
    """A scenario file that, read alone, plays ``branch`` of a session.

    Parameters
    ----------
    scenario
        As it was read for the session: its policies and what was set by hand are written into the file.
    branches
        Every line of the session. A line whose parent is not among them, or no longer has the past they shared, or
        which it leaves after the end of the run, is written with all its events, as one that goes its own way from
        the start.
    title
        Instead of the scenario's.

    Returns
    -------
    str
        The same bytes for the same session.

    Raises
    ------
    InputError
        If a line cannot be told apart, has a name that no file can hold, or begins before the run.
    """
    _refuse(scenario, branches, branch)
    own = _within(settled_file(scenario), _end(scenario.file))
    kept = {one.name: _written(one, branches, own) for one in branches}
    own = own.model_copy(update={"branches": kept, "branch": branch, "title": title or own.title})
    data = _content(own, _shipped_base(scenario))
    ordered = {key: data[key] for key in ScenarioFile.model_fields if key in data and key not in LAST}
    return _header(scenario, branch) + yaml_text(ordered | {key: data[key] for key in LAST if key in data})


def _refuse(scenario: Scenario, branches: Sequence[Kept], branch: str) -> None:
    names = [one.name for one in branches]
    if len(set(names)) < len(names) or branch not in names:
        raise InputError(f"{shown(branch)} must be one of the lines of the session, and each must have its own name")
    for one in branches:
        if not re.fullmatch(fields.pattern(Name), one.name) or len(one.name) > fields.longest(Name):
            raise InputError(f"{shown(one.name)} is no name of a branch: letters, digits, - and _, a letter first")
        if one.since is not None and month_of(one.since) < month_of(scenario.file.start):
            raise InputError(f"the branch {one.name} begins in {one.since}, before the run")


def _end(file: ScenarioFile) -> int:
    return month_of(file.start) + file.months


def _within(file: ScenarioFile, end: int) -> ScenarioFile:
    """``file`` without what strikes after the run: a run that was asked to be shorter meets nothing of it."""
    dated: dict[str, list[Any]] = {"events": file.events, "leaders": file.leaders}
    return file.model_copy(
        update={key: [one for one in entries if month_of(one.date) < end] for key, entries in dated.items()}
    )


def _written(one: Kept, branches: Sequence[Kept], file: ScenarioFile) -> Branch:
    """A line as a file holds it: its parent's events left out, and what lies outside the run."""
    parent = next((other for other in branches if other.name == one.parent), None)
    since, events = one.since, one.events
    if parent is not None and since is not None and month_of(since) >= _end(file):
        parent = None
    if parent is not None and since is not None:
        left = month_of(since)
        shared = [event for event in parent.events if month_of(event.date) < left]
        if [event for event in events if month_of(event.date) < left] == shared:
            events = tuple(event for event in events if month_of(event.date) >= left)
        else:
            parent = None
    if parent is None:
        since = None
    until = min(month_of(one.until), _end(file) - 1) if one.until is not None else -1
    played = until >= month_of(since or file.start)
    return Branch(
        parent=parent.name if parent is not None and since is not None else None,
        since=since,
        until=date_of(until) if played else None,
        note=one.note,
        events=[event for event in events if month_of(event.date) < _end(file)],
    )


def _shipped_base(scenario: Scenario) -> Scenario | None:
    """The scenario of the package that this one is or extends; None where a file that names it would find another."""
    for text in scenario.texts:
        path = Path(text)
        if path.resolve().parent == packaged().resolve():
            found = find("scenario", path.stem).path
            return read_scenario(path) if found is not None and found.resolve() == path.resolve() else None
    return None


def _content(own: ScenarioFile, base: Scenario | None) -> dict[str, Any]:
    """The keys of the file: over a scenario that ships what differs, otherwise all that is not as by default."""
    always = {key: getattr(own, key) for key in ALWAYS}
    if base is not None:
        try:
            return {**difference(_within(without_branch(base.file), _end(own)), own), **always, "extends": base.name}
        except OutOfReach:
            pass  # something was taken away that a child cannot take away
    return {**own.model_dump(exclude_defaults=True), **always, "region": own.region}


def _header(scenario: Scenario, branch: str) -> str:
    needed = needed_files(scenario)
    told = [
        f"A session of eastsea_abm {__version__}, saved. `eastsea run FILE` plays the branch {branch}, with",
        "`--set branch=NAME` another one; `eastsea dashboard --load FILE` opens them all. The same version gives",
        "the same numbers. Comments of the file it began from are not carried over.",
    ]
    if needed:
        told.append(f"It needs beside it: {', '.join(quoted(name) for name in needed)}.")
    return "".join(f"# {line}\n" for line in told) + "\n"
