"""Settings a user brings as CSV: one row a setting, one column a factor."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.check_numbers import judge
from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.nodes import scalar
from eastsea_abm.scenario.reading import displayed, read_text
from eastsea_abm.sweep.design import MOST_SETTINGS
from eastsea_abm.sweep.factors import POLICY, TABLES, bare, named
from eastsea_abm.sweep.plan import Factor
from eastsea_abm.sweep.specs import is_number, plain

NUMBERING = "setting"  # a column of this name only counts the rows


class Given(NamedTuple):
    """Factors and their values, one a setting, the line of each, and what is wrong with them."""

    factors: tuple[Factor, ...] = ()
    columns: dict[str, list[Any]] = {}  # noqa: RUF012  # never written to
    lines: tuple[int, ...] = ()
    file: str = ""
    problems: tuple[Problem, ...] = ()


def read_settings(path: Path) -> Given:
    """The table of settings at ``path`` as far as it can be read."""
    file = displayed(path)
    try:
        header, rows = _rows(read_text(path), file)
    except ScenarioError as error:
        return Given(problems=tuple(error.problems))
    problems = _header_problems(header, file)
    problems += [
        Problem(file, line, 1, "", f"{len(row)} cells under {len(header)} column names")
        for line, row in rows
        if len(row) != len(header)
    ]
    if problems:
        return Given(problems=tuple(problems))
    factors: list[Factor] = []
    columns: dict[str, list[Any]] = {}
    for k, written in enumerate(header):
        what = named(written)
        if written == NUMBERING:
            continue
        factor, values, wrong = _column(file, what.kind, what.name, [(line, row[k]) for line, row in rows])
        problems += wrong
        if not wrong:
            factors.append(factor)
            columns[factor.name] = values
    return Given(tuple(factors), columns, tuple(line for line, _ in rows), file, tuple(problems))


def _rows(text: str, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Names of columns, and rows with their line; commas, semicolons or tabs between cells."""
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise ScenarioError([Problem(file, reader.line_num, 1, "", f"not a CSV table: {str(error)[:80]}")]) from None
    if len(rows) < 2:
        raise ScenarioError([Problem(file, 1, 1, "", "the table needs a line of names and at least one setting")])
    if len(rows) > MOST_SETTINGS + 1:
        raise ScenarioError([Problem(file, 1, 1, "", f"more than {MOST_SETTINGS} settings")])
    return rows[0][1], rows[1:]


def _header_problems(header: list[str], file: str) -> list[Problem]:
    problems = []
    met: set[str] = set()
    for name in header:
        what = named(name)
        if name == NUMBERING:
            continue
        if name == "scenario":
            problems.append(Problem(file, 1, 1, name, "scenarios are named in the sweep; every one has all settings"))
        elif what.wrong:
            problems.append(Problem(file, 1, 1, shown(name).strip("'"), what.wrong))
        elif what.name in met:
            problems.append(Problem(file, 1, 1, name, "two columns hold this factor"))
        met.add(what.name)
    if not met and not problems:
        problems.append(Problem(file, 1, 1, "", "no column holds a factor"))
    return problems


def _column(file: str, kind: str, name: str, cells: list[tuple[int, str]]) -> tuple[Factor, list[Any], list[Problem]]:
    """A column as a factor: its range where it holds numbers, its words where it holds words."""
    read = [scalar(text) for _, text in cells]
    problems: list[Problem] = []
    factor = Factor(name, kind)
    for (line, text), value in zip(cells, read, strict=True):
        wrong = ""
        if text == "":
            wrong = "is empty"
        elif kind in TABLES:
            number = is_number(value)
            wrong = judge(TABLES[kind], bare(factor), value).wrong if number else f"must be a number, not {shown(text)}"
        elif kind == POLICY and not isinstance(value, str):
            wrong = f"must be the name of a policy, not {shown(text)}"
        if wrong:
            problems.append(Problem(file, line, 1, name, wrong))
    if problems:
        return factor, [], problems
    values = list(plain(read))
    numbers = [value for value in values if not isinstance(value, str)]
    if numbers:
        return factor._replace(low=min(numbers), high=max(numbers)), values, []
    return factor._replace(values=tuple(dict.fromkeys(values))), values, []
