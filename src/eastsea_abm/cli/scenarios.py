"""Verbs about files: check, scenarios, schema, new, events."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli.console import data, say, say_json
from eastsea_abm.errors import InputError, ScenarioError

if TYPE_CHECKING:
    from eastsea_abm.scenario import Fact

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(epilog="Example:  [bold]eastsea check scenarios/*.yaml[/bold]")(check)
    app.command(epilog="Example:  [bold]eastsea scenarios --json[/bold]")(scenarios)
    app.command(epilog="Example:  [bold]eastsea schema --out scenarios/schema[/bold]")(schema)
    app.command(epilog="Example:  [bold]eastsea new my-question --from phnom-penh-2022[/bold]")(new)
    app.command(epilog="Example:  [bold]eastsea events mine.csv --out scenarios/tables/mine.csv[/bold]")(events)


def check(
    files: list[str] = typer.Argument(
        ..., metavar="FILE...", help="Scenarios, sweeps and studies, or paths of regions and policies."
    ),
    json: bool = typer.Option(False, "--json", help="Print every problem as JSON."),
) -> None:
    """Read files with everything they rest on and say what is wrong, file, line and column."""
    told, wrong = [], 0
    for name in files:
        problems, remarks = _checked(name)
        wrong += bool(problems)
        told.append({"file": name, "problems": [problem._asdict() for problem in problems], "remarks": remarks})
        if not json:
            for line in [*map(str, problems), *(f"{name}: remark: {remark}" for remark in remarks)]:
                say(line)
            print(f"{name}: {_count(len(problems))}")
    if json:
        say_json(told)
    if wrong:
        raise typer.Exit(InputError.exit_code)


def _checked(name: str) -> tuple[list[Any], tuple[str, ...]]:
    """Problems and remarks of one file."""
    from eastsea_abm.results.manifest import describe
    from eastsea_abm.scenario import read_scenario
    from eastsea_abm.scenario.parts import check_part, study_at, sweep_in
    from eastsea_abm.scenario.setup import prepare

    part = check_part(name)
    if part is not None:
        return part.problems, part.remarks
    if study_at(name):
        return _checked_study(name)
    problems: list[Any] = []
    remarks: tuple[str, ...] = ()
    if swept := sweep_in(name):
        from eastsea_abm.sweep.planning import check_sweep

        problems, remarks = check_sweep(name)
    if swept == "file":
        return problems, remarks
    try:
        found = read_scenario(name)
        prepare(found)
        describe(found, policies=[], sets=[], run=0)
    except ScenarioError as error:
        return list(dict.fromkeys([*error.problems, *problems])), ()
    return problems, tuple(dict.fromkeys([*found.remarks, *remarks]))


def _checked_study(name: str) -> tuple[list[Any], tuple[str, ...]]:
    """Problems and remarks of a study with all its stages."""
    from eastsea_abm.study.reading import read_study
    from eastsea_abm.study.stages import planned

    try:
        return [], planned(read_study(name)).remarks
    except ScenarioError as error:
        return error.problems, ()


def _count(problems: int) -> str:
    return "fine" if not problems else f"{problems} problem{'s' if problems > 1 else ''}"


def scenarios(json: bool = typer.Option(False, "--json", help="Print the list as JSON.")) -> None:
    """List the scenarios that can be named here, and where they were found."""
    from eastsea_abm.scenario import list_scenarios

    found = list_scenarios()
    if json:
        say_json(
            [
                {
                    "name": one.name,
                    "path": str(one.path),
                    "title": one.title,
                    "question": one.question,
                    "branches": list(one.branches),
                    "problems": [str(problem) for problem in one.problems or []],
                }
                for one in found
            ]
        )
        return
    from rich.table import Table

    from eastsea_abm.terminal import plain

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
    table.add_column("Name", no_wrap=True)
    table.add_column("Question", overflow="fold")
    for one in found:
        table.add_row(plain(one.name), plain(_about(one)))
    data().print(table)
    for folder in dict.fromkeys(str(one.path.parent) for one in found):
        say(f"from {folder}")


def _about(one: Any) -> str:
    from eastsea_abm.scenario.names import listed

    if one.problems:
        return f"cannot be read: {_count(len(one.problems))}; see eastsea check {one.path}"
    told = f"{one.title}. {one.question}" if one.question else str(one.title)
    return f"{told} Branches: {listed(one.branches)}." if one.branches else told


def schema(
    out: Path | None = typer.Option(None, metavar="DIR", help="Write one file a kind into this folder."),
) -> None:
    """Print the JSON Schemas of scenario, region, policy, sweep and study files, or write them for an editor."""
    import json

    from eastsea_abm.results.store import writing
    from eastsea_abm.scenario.export import schemas

    if out is None:
        say_json(schemas())
        return
    with writing(out):
        out.mkdir(parents=True, exist_ok=True)
        for kind, text in schemas().items():
            path = out / f"{kind}.schema.json"
            path.write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            print(path)


def new(
    name: str = typer.Argument(..., metavar="NAME", help="Name of the new scenario."),
    base: str = typer.Option("baseline", "--from", metavar="SCENARIO", help="The scenario it starts from."),
) -> None:
    """Write a commented scenario file to start from, into ./scenarios where there is one."""
    from eastsea_abm.results.store import writing
    from eastsea_abm.scenario.template import template

    if not NAME.fullmatch(name):
        raise InputError(f"{name!r} is no name for a scenario: letters, digits, - and _, a letter first, at most 60")
    text = template(base)
    folder = Path("scenarios") if Path("scenarios").is_dir() else Path()
    path = folder / f"{name}.yaml"
    with writing(path):
        try:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            raise InputError(f"{path} is there already") from None
    print(path)
    say(f"now edit it, then:  eastsea check {path}  and  eastsea run {name if folder.name else path}")


def events(
    file: str = typer.Argument(..., metavar="FILE.csv", help="A table of dated events, or events_coded."),
    out: Path | None = typer.Option(None, metavar="FILE", help="Write the checked table, all columns, in order."),
    json: bool = typer.Option(False, "--json", help="Print the table as JSON."),
) -> None:
    """Check a table of dated events of your own, cell by cell, and show what it says."""
    from eastsea_abm.scenario import read_facts

    facts = read_facts(file)
    if out is not None:
        _write(facts, out)
        say(f"wrote {len(facts)} events to {out}")
    if json:
        say_json([fact._asdict() for fact in facts])
    elif out is None:
        _show(facts)
    if not json:
        say(f"{file}: {len(facts)} events, fine")


def _show(facts: list[Fact]) -> None:
    from rich.table import Table

    from eastsea_abm.terminal import plain

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
    for title in ("Date", "Who", "Effect", "Size", "What"):
        table.add_column(title, no_wrap=title in ("Date", "Size"), overflow="fold")
    for fact in facts:
        who = fact.actor + (f" to {', '.join(fact.targets)}" if fact.targets else "")
        sizes = ", ".join(f"{size:g}" for size in fact.sizes)
        what = fact.description or fact.note or fact.type
        table.add_row(*(plain(cell) for cell in (fact.date, who, ", ".join(fact.effects), sizes, what)))
    data().print(table)


def _write(facts: list[Fact], path: Path) -> None:
    """The columns `read_facts` reads, lists joined by semicolons."""
    from eastsea_abm.results.store import writing

    with writing(path), path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(WRITTEN)
        for fact in facts:
            table.writerow([_cell(getattr(fact, WRITTEN[name])) for name in WRITTEN])


#: Column of a table, and the field of a fact it holds.
WRITTEN = {
    "id": "id",
    "date": "date",
    "type": "type",
    "actor": "actor",
    "targets": "targets",
    "parties": "parties",
    "note": "note",
    "description": "description",
    "class": "klass",
    "effect": "effects",
    "size": "sizes",
    "sign": "signs",
    "range_class": "range_class",
    "overflight": "overflight",
    "days": "days",
    "instrument": "instruments",
    "status": "statuses",
    "rubric": "rubric",
    "source": "source",
    "confidence": "confidence",
}


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(_cell(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
