"""Which rows of a table of events a scenario is forced by, and which it only shows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.dates import impossible
from eastsea_abm.scenario.facts import PACKAGED, Fact, Table, read_table, table_path
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import suggestion
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.scenario.schema import RecordUse, RegionFile, ScenarioFile, month_of


class Selected(NamedTuple):
    """Rows that force a run, rows that are only drawn, and the text of a table of the reader's own."""

    facts: tuple[Fact, ...] = ()
    markers: tuple[Fact, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


def select_facts(findings: Findings, file: ScenarioFile, region: RegionFile | None, asking: Path | None) -> Selected:
    """Rows of the file's ``record`` that fall into the run and concern the region."""
    use = file.record
    if use is None:
        return Selected()
    path, complaint = table_path(use.table, asking)
    if path is None:
        findings.wrong(("record", "table"), complaint)
        return Selected()
    try:
        table = read_table(use.table, asking)
    except ScenarioError as error:
        findings.problems += error.problems
        return Selected()
    _check_ids(findings, use, table)
    if region is None or impossible(file.start):
        return Selected()
    rows = [fact for fact in table.facts if _in_window(fact, use, file)]
    if use.table in PACKAGED:
        rows = _of_region(findings, rows, use, region)
    else:
        findings.problems += _strangers(table, rows, region)
    forcing = [fact for fact in rows if fact.klass == "exogenous" or fact.id in use.impose]
    shown_only = [fact for fact in rows if fact.klass != "exogenous" and fact.id not in use.impose]
    texts = () if use.table in PACKAGED else ((table.file, table.text),)
    return Selected(tuple(forcing), tuple(shown_only), texts)


def _check_ids(findings: Findings, use: RecordUse, table: Table) -> None:
    ids = {fact.id: fact for fact in table.facts}
    for key in ("leave", "impose"):
        for k, name in enumerate(getattr(use, key)):
            if name not in ids:
                findings.wrong(("record", key, k), none_of("event", name, ids, use.table))
            elif key == "impose" and ids[name].klass == "exogenous":
                findings.remark(("record", key, k), "an exogenous event: it is imposed anyway")
            elif key == "impose" and ids[name].klass == "marker":
                findings.remark(("record", key, k), "a marker: it has no effect to impose")
    types = {fact.type for fact in table.facts if fact.type}
    for k, name in enumerate(use.types or []):
        if name not in types:
            findings.wrong(("record", "types", k), f"no event has this type{suggestion(name, sorted(types))}")
    for name in sorted(set(use.leave) & set(use.impose)):
        findings.wrong(("record", "leave", use.leave.index(name)), "is under leave and under impose")


def _in_window(fact: Fact, use: RecordUse, file: ScenarioFile) -> bool:
    start = month_of(file.start)
    if not start <= month_of(fact.date) < start + file.months or fact.id in use.leave:
        return False
    if use.types is not None and fact.type not in use.types and fact.id not in use.impose:
        return False
    return _compare(use.since, fact.date) <= 0 and (use.until is None or _compare(fact.date, use.until) <= 0)


def _compare(first: str | None, second: str) -> int:
    """Order of two dates to the precision both have."""
    if first is None:
        return -1
    length = min(len(first), len(second))
    return (first[:length] > second[:length]) - (first[:length] < second[:length])


def _of_region(findings: Findings, rows: list[Fact], use: RecordUse, region: RegionFile) -> list[Fact]:
    """Rows whose states the region knows; the packaged table covers more than most regions."""
    known = {*region.states, *region.outsiders}
    inside = []
    for fact in rows:
        targets = tuple(state for state in fact.targets if state in known)
        if fact.actor in known and (targets or not fact.targets):
            inside.append(fact._replace(targets=targets))
    if len(inside) < len(rows):
        findings.remark(
            ("record",),
            f"{len(rows) - len(inside)} events of {use.table} concern states outside this region and are left out",
        )
    return inside


def _strangers(table: Table, rows: list[Fact], region: RegionFile) -> list[Problem]:
    known = [*region.states, *region.outsiders]
    return [
        table.problem(fact, column, none_of("state", state, known))
        for fact in rows
        for column, states in (("actor", (fact.actor,)), ("targets", fact.targets))
        for state in states
        if state not in known
    ]
