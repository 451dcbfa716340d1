"""Tables of dated events: the packaged one, and any the reader brings as CSV."""

from __future__ import annotations

import csv
import functools
import io
import re
from pathlib import Path
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.lookup import find, is_path
from eastsea_abm.scenario.names import listed, nearest, shown, suggestion
from eastsea_abm.scenario.reading import displayed, in_order, read_text
from eastsea_abm.scenario.rows import COLUMNS, NEEDED, Cells, Fact

__all__ = ["Fact", "Table", "read_facts", "read_table", "table_path"]

DATA = Path(__file__).resolve().parent.parent / "data"
PACKAGED = ("events_coded",)
MOST_ROWS = 20_000


class Table(NamedTuple):
    """Facts of a table, the line on which each stands, and the text they were read from."""

    facts: tuple[Fact, ...]
    lines: tuple[int, ...]
    file: str
    text: str

    def problem(self, fact: Fact, column: str, message: str) -> Problem:
        """A problem in the row of a fact."""
        return Problem(self.file, self.lines[self.facts.index(fact)], 1, column, message)


def read_facts(name_or_path: str | Path = "events_coded") -> list[Fact]:
    """Dated events, oldest first as in the table.

    Parameters
    ----------
    name_or_path
        ``events_coded``, or a CSV file of one's own, which needs the columns date, effect, actor, targets
        and size; all other columns of the packaged table may be there too.

    Raises
    ------
    ScenarioError
        With every bad cell: line, column, what is wrong and the nearest valid name.
    """
    return list(read_table(name_or_path).facts)


def table_path(name: str, asking: Path | None = None) -> tuple[Path | None, str]:
    """File of a table of events, or None and why."""
    if name in PACKAGED:
        return DATA / f"{name}.csv", ""
    found = find("table", name, asking)
    if found.path is None and not is_path(name):
        return None, f"no table {shown(name)}{suggestion(name, PACKAGED)}"
    return found


def read_table(name_or_path: str | Path, asking: Path | None = None) -> Table:
    """As `read_facts`, with the lines; ``asking`` is the file that names the table."""
    path, complaint = table_path(str(name_or_path), asking)
    if path is None:
        raise ScenarioError([Problem(shown(str(name_or_path)).strip("'"), 0, 0, "", complaint)])
    return _parsed(read_text(path), displayed(path))


@functools.lru_cache(maxsize=8)
def _parsed(text: str, file: str) -> Table:
    rows, header = _rows(text, file)
    problems = _header_problems(header, file)
    if problems:
        raise ScenarioError(problems)
    facts: list[Fact] = []
    lines: list[int] = []
    first: dict[str, int] = {}
    for line, row in rows:
        cells = Cells(file, line, header, row)
        fact = cells.fact()
        if fact.id in first:
            cells.wrong("id", f"{shown(fact.id)} is in line {first[fact.id]} too")
        first.setdefault(fact.id, line)
        facts.append(fact)
        lines.append(line)
        problems += cells.problems
    if problems:
        raise ScenarioError(in_order(problems))
    return Table(tuple(facts), tuple(lines), file, text)


def _rows(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Rows with the line on which each begins; commas, semicolons or tabs between cells."""
    head = text.lstrip("\n").split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, [cell.strip() for cell in cells]))
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise ScenarioError([Problem(file, begins, 1, "", f"more than {MOST_ROWS} rows")])
    except csv.Error as error:
        raise ScenarioError([Problem(file, reader.line_num, 1, "", f"not a CSV table: {str(error)[:80]}")]) from None
    if not rows:
        raise ScenarioError([Problem(file, 1, 1, "", "the table is empty")])
    return rows[1:], [re.sub(r"\s+", "_", name.lower()) for name in rows[0][1]]


def _header_problems(header: list[str], file: str) -> list[Problem]:
    """Columns that are lacking, given twice, or almost have a known name; others may be there, unread."""
    problems = []
    missing = [column for column in NEEDED if column not in header]
    for name in dict.fromkeys(header):
        close = nearest(name, missing or COLUMNS) if name not in COLUMNS else None
        if header.count(name) > 1 and name in COLUMNS:
            problems.append(Problem(file, 1, 1, name, "two columns have this name"))
        elif close is not None:
            problems.append(Problem(file, 1, 1, "", f"unknown column {shown(name)}; did you mean {close}?"))
    if missing:
        problems.append(Problem(file, 1, 1, "", f"the table lacks the columns {listed(missing)}"))
    return problems
