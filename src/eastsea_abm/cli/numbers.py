"""``eastsea parameters``: every number, what it means and where it comes from."""

from __future__ import annotations

from typing import Any

import typer

from eastsea_abm.cli.console import data, say_json
from eastsea_abm.errors import InputError

ROOMY = 110  # columns from which meaning and source stand beside the numbers


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(epilog="Example:  [bold]eastsea parameters weight_trust[/bold]")(parameters)


def parameters(
    name: str = typer.Argument("", metavar="[NAME]", help="One parameter, lever or region constant; all if left out."),
    json: bool = typer.Option(False, "--json", help="Print the table as JSON."),
) -> None:
    """Show parameters, levers and region constants: default, unit, bounds, prior, symbol, meaning and source.

    Outside the bounds is an error; outside the prior, which sweeps sample, a remark.
    """
    rows = table()
    if name:
        if name not in rows:
            from eastsea_abm.scenario.names import suggestion

            raise InputError(f"no parameter, lever or region constant {name!r}{suggestion(name, rows)}")
        rows = {name: rows[name]}
    if json:
        say_json(list(rows.values()))
    elif name:
        _one(rows[name])
    else:
        _all(rows)


def table() -> dict[str, dict[str, Any]]:
    """All three tables as one, by name."""
    from eastsea_abm.levers import LEVERS
    from eastsea_abm.parameters import ROWS
    from eastsea_abm.region_constants import CONSTANTS

    rows: dict[str, dict[str, Any]] = {name: {"kind": "parameter", **row._asdict()} for name, row in ROWS.items()}
    for name, lever in LEVERS.items():
        # A name in both tables is a lever with a say of its own on the command line.
        rows[f"{name} (lever)" if name in rows else name] = {"kind": f"lever ({lever.role})", **lever._asdict()}
    rows.update((name, {"kind": "region", **constant._asdict()}) for name, constant in CONSTANTS.items())
    return rows


def _one(row: dict[str, Any]) -> None:
    from rich.table import Table

    from eastsea_abm.terminal import plain

    grid = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for key in ("name", "kind", "default", "unit", "bounds", "prior", "symbol", "meaning", "source"):
        grid.add_row(key, plain(_cell(row[key])))
    data().print(grid)


def _all(rows: dict[str, dict[str, Any]]) -> None:
    from rich.table import Table

    from eastsea_abm.terminal import plain

    console = data()
    roomy = console.width >= ROOMY
    for kind, heading in (("parameter", "parameters"), ("lever", "levers"), ("region", "region constants")):
        grid = Table(
            box=None,
            padding=(0, 1),
            pad_edge=False,
            header_style="bold",
            title=heading,
            title_justify="left",
            title_style="bold underline",
        )
        grid.add_column("Name", no_wrap=roomy or kind != "region", overflow="fold")
        for title in ("Default", "Unit", "Bounds", "Prior"):
            grid.add_column(title, no_wrap=True, justify="right" if title == "Default" else "left")
        if roomy:
            grid.add_column("Symbol", no_wrap=True)
            grid.add_column("Meaning", overflow="fold")
            grid.add_column("Source", overflow="fold", style="dim")
        keys = ("name", "default", "unit", "bounds", "prior", *(("symbol", "meaning", "source") if roomy else ()))
        for row in rows.values():
            if row["kind"].startswith(kind):
                grid.add_row(*(plain(_cell(row[key])) for key in keys))
        console.print(grid)
        console.print()
    if not roomy:
        console.print(f"Meaning and source: a terminal of {ROOMY} columns, --json, or eastsea parameters NAME")


def _cell(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return " to ".join(f"{one:g}" for one in value)
    return f"{value:g}" if isinstance(value, float | int) else str(value)
