"""Dates of a scenario: possible ones, in order, and within the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eastsea_abm.scenario.dates import impossible
from eastsea_abm.scenario.elements import BY_HAND
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.merge import Merged
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.reading import Source
from eastsea_abm.scenario.schema import RegionFile, ScenarioFile, date_of, month_of


def check_dates(findings: Findings, file: ScenarioFile) -> dict[KeyPath, str]:
    """Dates that are possible, by key path; the others are problems."""
    possible = {}
    for where, date in _dates(file).items():
        complaint = impossible(date)
        if complaint:
            findings.wrong(where, complaint)
        else:
            possible[where] = date
    spans: list[KeyPath] = [("record",), *(("branches", name) for name in file.branches)]
    for span in spans:
        since, until = possible.get((*span, "since")), possible.get((*span, "until"))
        if since and until and month_of(since) > month_of(until):
            findings.wrong((*span, "until"), f"{until} lies before since, {since}")
    return possible


def _dates(file: ScenarioFile) -> dict[KeyPath, str]:
    """Every date of a file by key path."""
    dates: dict[KeyPath, str | None] = {("start",): file.start}
    dates |= {("events", k, "date"): event.date for k, event in enumerate(file.events)}
    dates |= {("leaders", k, "date"): change.date for k, change in enumerate(file.leaders)}
    dates |= {("processes", name, "since"): how.since for name, how in file.processes.items()}
    if file.record:
        dates |= {("record", "since"): file.record.since, ("record", "until"): file.record.until}
    for name, branch in file.branches.items():
        where: KeyPath = ("branches", name)
        dates |= {(*where, "since"): branch.since, (*where, "until"): branch.until}
        dates |= {(*where, "events", k, "date"): event.date for k, event in enumerate(branch.events)}
    return {where: date for where, date in dates.items() if date is not None}


def outside(
    merged: Merged,
    file: ScenarioFile,
    region: RegionFile,
    main: Source,
    findings: Findings,
    possible: Mapping[KeyPath, str],
) -> Iterator[KeyPath]:
    """Check dates against the run; give the entries of parents that lie outside it.

    What the file itself dates outside its run is a problem; what it takes over from a parent is left out with a
    remark, since the parent's run may be longer.
    """
    first = min((month_of(date) for date in region.sheets if not impossible(date)), default=month_of(file.start))
    start = month_of(file.start)
    end = start + file.months
    if start < first:
        findings.wrong(("start",), f"{file.start} lies before the region's first starting values, {date_of(first)}")
        return
    for where, date in possible.items():
        if where[-1] == "date" and not first <= month_of(date) < end:
            told = (
                f"{date} lies outside the run: from {date_of(first)}, the region's first starting values, "
                f"to {date_of(end - 1)}, its last month"
            )
        elif where[0] == "branches" and where[-1] != "date" and not start <= month_of(date) < end:
            told = f"{date} lies outside the run: from {date_of(start)} to {date_of(end - 1)}"
        else:
            continue
        if merged.origin(where)[0].path in (main.path, BY_HAND.path):
            findings.wrong(where, told)
        elif where[-1] == "date":
            findings.remark(where, f"{told}; left out")
            yield where[:-1]
        else:
            findings.remark(where, told)
    since = possible.get(("record", "since"))
    if since and month_of(since) >= end:
        findings.wrong(("record", "since"), f"{since} lies after the last month of the run, {date_of(end - 1)}")
