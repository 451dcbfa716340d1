"""Checks that need the region and the tables: names, dates, bounds, and what must be said together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario.branches import with_branch
from eastsea_abm.scenario.check_branches import check_branches, check_events_twice, line_of
from eastsea_abm.scenario.check_dates import check_dates, outside
from eastsea_abm.scenario.check_events import complete_event
from eastsea_abm.scenario.check_numbers import check_numbers
from eastsea_abm.scenario.check_region import check_dyad, tied
from eastsea_abm.scenario.dates import impossible
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.merge import Merged
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.problems import none_of, validated
from eastsea_abm.scenario.reading import Source, in_order
from eastsea_abm.scenario.schema import Event, RegionFile, ScenarioFile


def check_scenario(
    merged: Merged,
    file: ScenarioFile,
    region: RegionFile | None,
    main: Source,
    findings: Findings,
    complete: bool = True,
) -> ScenarioFile:
    """Check a scenario as merged with its parents.

    Parameters
    ----------
    region
        None where it could not be read: what hangs on it is then not checked.
    main
        The file asked for. Events of its parents that lie outside its run are left out with a remark;
        its own are problems.
    complete
        Whether all parents could be read: otherwise what is named and missing may be theirs.

    Returns
    -------
    ScenarioFile
        The file with the effects of its events written out, without what lies outside the run, and with the
        events of the chosen branch after its own.
    """
    for kind in ("parameters", "levers"):
        check_numbers(findings, (kind,), kind, getattr(file, kind))
        for name, overlay in file.policies.items():
            check_numbers(findings, ("policies", name, kind), kind, getattr(overlay, kind))
    if region is not None:
        _check_starts(findings, file, region)
        _check_states(findings, file, region)
    check_events_twice(findings, file)
    _check_leaders_twice(findings, file)
    possible = check_dates(findings, file)
    check_branches(findings, file, possible, complete and not any(("branches",) in one.hurt for one in merged.sources))
    gone: set[KeyPath] = set()
    if region is not None and ("start",) in possible:
        gone = set(outside(merged, file, region, main, findings, possible))

    def completed(where: KeyPath, events: Sequence[Event]) -> list[Event]:
        every = [complete_event(findings, (*where, k), event, region) for k, event in enumerate(events)]
        return [event for k, event in enumerate(every) if (*where, k) not in gone]

    branches = {
        name: branch.model_copy(update={"events": completed(("branches", name, "events"), branch.events)})
        for name, branch in file.branches.items()
    }
    return with_branch(
        file.model_copy(
            update={
                "events": completed(("events",), file.events),
                "leaders": [change for k, change in enumerate(file.leaders) if ("leaders", k) not in gone],
                "branches": branches,
            }
        )
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


def _check_leaders_twice(findings: Findings, file: ScenarioFile) -> None:
    leaders: dict[Any, int] = {}
    for k, change in enumerate(file.leaders):
        first = leaders.setdefault((change.date[:7], change.state), k)
        if first != k:
            findings.wrong(
                ("leaders", k),
                f"a second leader of {change.state} in this month: the first is in "
                f"{line_of(findings, ('leaders', first))}",
            )


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
