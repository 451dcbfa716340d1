"""Checks that need the region and the tables: names, dates, bounds, and what must be said together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario.check_events import complete_event
from eastsea_abm.scenario.check_numbers import check_numbers
from eastsea_abm.scenario.check_region import check_dyad, tied
from eastsea_abm.scenario.dates import impossible
from eastsea_abm.scenario.elements import BY_HAND
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.merge import Merged
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.problems import none_of, validated
from eastsea_abm.scenario.reading import Source, in_order
from eastsea_abm.scenario.schema import Event, RegionFile, ScenarioFile, date_of, month_of


def check_scenario(
    merged: Merged, file: ScenarioFile, region: RegionFile | None, main: Source, findings: Findings
) -> ScenarioFile:
    """Check a scenario as merged with its parents.

    Parameters
    ----------
    region
        None where it could not be read: what hangs on it is then not checked.
    main
        The file asked for. Events of its parents that lie outside its run are left out with a remark;
        its own are problems.

    Returns
    -------
    ScenarioFile
        The file with the effects of its events written out, and without what lies outside the run.
    """
    for kind in ("parameters", "levers"):
        check_numbers(findings, (kind,), kind, getattr(file, kind))
        for name, overlay in file.policies.items():
            check_numbers(findings, ("policies", name, kind), kind, getattr(overlay, kind))
    if region is not None:
        _check_starts(findings, file, region)
        _check_states(findings, file, region)
    events = [complete_event(findings, ("events", k), event, region) for k, event in enumerate(file.events)]
    _check_twice(findings, file)
    possible = _check_dates(findings, file)
    if region is None or ("start",) not in possible:
        return file.model_copy(update={"events": events})
    outside = set(_outside(merged, file, region, main, findings, possible))
    return file.model_copy(
        update={
            "events": [event for k, event in enumerate(events) if ("events", k) not in outside],
            "leaders": [change for k, change in enumerate(file.leaders) if ("leaders", k) not in outside],
        }
    )


def _check_starts(findings: Findings, file: ScenarioFile, region: RegionFile) -> None:
    """Starting values of states, pairs and instruments."""
    for state in file.states:
        _check_known(findings, ("states", state), "state", state, region.states)
    for dyad in file.dyads:
        where: KeyPath = ("dyads", dyad)
        if check_dyad(findings, where, region) and not tied(region, dyad):
            findings.remark(where, "neither partners nor rivals in this region: these values change nothing", True)
    for name in file.instruments:
        _check_known(findings, ("instruments", name), "instrument", name, region.instruments)


def _check_states(findings: Findings, file: ScenarioFile, region: RegionFile) -> None:
    """States named in lists and values."""
    named: list[tuple[KeyPath, str]] = [(("leaders", k, "state"), one.state) for k, one in enumerate(file.leaders)]
    for process, how in file.processes.items():
        named += [(("processes", process, "states", k), state) for k, state in enumerate(how.states or [])]
    for process, states in (file.record.holds if file.record else {}).items():
        if states != "all":
            named += [(("record", "holds", process, k), state) for k, state in enumerate(states)]
    for where, state in named:
        if state not in region.states:
            findings.wrong(where, none_of("state", state, region.states))


def _check_known(findings: Findings, where: KeyPath, kind: str, name: str, names: Iterable[str]) -> None:
    if name not in names:
        findings.wrong(where, none_of(kind, name, names), on_key=True)


def _check_twice(findings: Findings, file: ScenarioFile) -> None:
    """The same event or the same change of leader written twice."""
    events: dict[Any, int] = {}
    for k, event in enumerate(file.events):
        first = events.setdefault(event.model_dump_json(exclude={"note", "source"}), k)
        if first != k:
            findings.wrong(("events", k), f"the same event as in {_line(findings, ('events', first))}")
    leaders: dict[Any, int] = {}
    for k, change in enumerate(file.leaders):
        first = leaders.setdefault((change.date[:7], change.state), k)
        if first != k:
            findings.wrong(
                ("leaders", k),
                f"a second leader of {change.state} in this month: the first is in "
                f"{_line(findings, ('leaders', first))}",
            )


def _line(findings: Findings, where: KeyPath) -> str:
    place = findings.located.problem(where, "")
    return f"{place.file}, line {place.line}"


def _dates(file: ScenarioFile) -> dict[KeyPath, str]:
    """Every date of a file by key path."""
    dates: dict[KeyPath, str | None] = {("start",): file.start}
    dates |= {("events", k, "date"): event.date for k, event in enumerate(file.events)}
    dates |= {("leaders", k, "date"): change.date for k, change in enumerate(file.leaders)}
    dates |= {("processes", name, "since"): how.since for name, how in file.processes.items()}
    if file.record:
        dates |= {("record", "since"): file.record.since, ("record", "until"): file.record.until}
    return {where: date for where, date in dates.items() if date is not None}


def _check_dates(findings: Findings, file: ScenarioFile) -> dict[KeyPath, str]:
    """Dates that are possible; the others are problems."""
    possible = {}
    for where, date in _dates(file).items():
        complaint = impossible(date)
        if complaint:
            findings.wrong(where, complaint)
        else:
            possible[where] = date
    since, until = possible.get(("record", "since")), possible.get(("record", "until"))
    if since and until and month_of(since) > month_of(until):
        findings.wrong(("record", "until"), f"{until} lies before since, {since}")
    return possible


def _outside(
    merged: Merged,
    file: ScenarioFile,
    region: RegionFile,
    main: Source,
    findings: Findings,
    possible: Mapping[KeyPath, str],
) -> Iterable[KeyPath]:
    """Check dates against the run; give the entries of parents that lie outside it."""
    first = min((month_of(date) for date in region.sheets if not impossible(date)), default=month_of(file.start))
    start = month_of(file.start)
    end = start + file.months
    if start < first:
        findings.wrong(("start",), f"{file.start} lies before the region's first starting values, {date_of(first)}")
        return
    for where, date in possible.items():
        if where[0] not in ("events", "leaders") or first <= month_of(date) < end:
            continue
        run = (
            f"{date} lies outside the run: from {date_of(first)}, the region's first starting values, "
            f"to {date_of(end - 1)}, its last month"
        )
        if merged.origin(where)[0].path in (main.path, BY_HAND.path):
            findings.wrong(where, run)
        else:
            findings.remark(where, f"{run}; left out")
            yield where[:2]
    since = possible.get(("record", "since"))
    if since and month_of(since) >= end:
        findings.wrong(("record", "since"), f"{since} lies after the last month of the run, {date_of(end - 1)}")


def check_event(event: Event | Mapping[str, Any], region: RegionFile, default_date: str = "") -> Event:
    """An event of a running model, checked as one in a file would be.

    Parameters
    ----------
    event
        An `Event`, or the mapping a scenario file would hold.
    default_date
        Date of an event that names none.

    Raises
    ------
    ScenarioError
        With everything that is wrong with it.
    """
    data = event.model_dump() if isinstance(event, Event) else dict(event)
    data = {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
    if default_date:
        data.setdefault("date", default_date)
    checked, source, problems = validated(Event, Source("event", Path("event"), "", data, {}, {}))
    if checked is not None:
        findings = Findings(source)
        checked = complete_event(findings, (), checked, region)
        if complaint := impossible(checked.date):
            findings.wrong(("date",), complaint)
        problems += findings.problems
    if problems:
        raise ScenarioError(in_order(problems))
    assert isinstance(checked, Event)
    return checked
