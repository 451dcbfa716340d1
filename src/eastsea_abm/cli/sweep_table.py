"""``eastsea sweep table``: what came of a sweep, by policy, scenario or factor."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli.console import data, say, say_json

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.analysis.grouping import Grouped

MOST_ROWS = 200  # of an outcome on the terminal; --csv writes all
ROOMY, MIDDLE = 100, 72  # columns from which spread and quantiles, and failed runs, are shown too


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("table", epilog="Example:  [bold]eastsea sweep table results/voice --by policy,voice[/bold]")(table)


def table(
    folder: Path = typer.Argument(..., metavar="DIR", help="The folder of a sweep, finished or not."),
    by: str = typer.Option(
        "policy", metavar="A,B", help="policy, scenario, setting or factors; '' for everything in one row."
    ),
    outcome: str = typer.Option(
        "", metavar="A,B", help="Outcomes; entrapment, involvement, cooperation and coercion if left out."
    ),
    csv: Path | None = typer.Option(None, metavar="FILE", help="Write the table as CSV."),
    figure: Path | None = typer.Option(None, metavar="FILE.html", help="Draw it on a page that works offline."),
    json: bool = typer.Option(False, "--json", help="Print the table as JSON."),
) -> None:
    """Sum up a sweep: means with intervals, spread and quantiles of the runs, by policy and factor.

    A factor that was sampled is cut into five groups with as many settings each. Intervals count as
    independent only what is: run numbers, and settings where they were sampled.
    """
    from eastsea_abm.analysis.grouping import grouped
    from eastsea_abm.sweep.store import Store

    store = Store.open(folder)
    told = grouped(store, _names(by), _names(outcome))
    if csv is not None:
        from eastsea_abm.results.store import writing
        from eastsea_abm.results.tables import write_csv

        with writing(csv):
            write_csv(told.table, csv)
        say(f"wrote {csv}")
    if figure is not None:
        _draw(told, store, figure)
    if json:
        say_json({"remarks": told.remarks, "rows": told.table.to_dict("records")})
        return
    _show(told)
    for remark in told.remarks:
        say(f"remark: {remark}")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _draw(told: Grouped, store: Any, path: Path) -> None:
    from eastsea_abm.figure_sweep_page import page
    from eastsea_abm.results.store import writing

    with writing(path):
        path.write_text(page(told, store.plan), encoding="utf-8")
    say(f"wrote {path}")


def _show(told: Grouped) -> None:
    """A table an outcome."""
    from eastsea_abm.analysis.comparison import outcome
    from eastsea_abm.terminal import plain

    console = data()
    for name in told.outcomes:
        own = told.table[told.table["outcome"] == name]
        one = outcome(name)
        console.print(plain(f"{name}: {one.meaning} ({one.unit}, {one.over} of months)"), style="bold")
        console.print(_grid(told, own.head(MOST_ROWS), console.width))
        if len(own) > MOST_ROWS:
            console.print(f"and {len(own) - MOST_ROWS:,} rows more: --csv writes all")
        console.print()


def _grid(told: Grouped, rows: pd.DataFrame, width: int) -> Any:
    from rich.table import Table

    from eastsea_abm.terminal import plain

    grid = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
    keys = [key.name for key in told.keys]
    for name in keys:
        grid.add_column(plain(name), overflow="fold")
    columns = {"runs": ("n",), "mean": ("mean",), "95 %": ("low", "high")}
    if width >= MIDDLE:
        columns |= {"failed": ("failed",)} if told.failed else {}
        columns |= {"runs above 0": ("above_zero", "above_zero_low", "above_zero_high")} if _counts(rows) else {}
    if width >= ROOMY:
        columns |= {"sd": ("sd",), "median": ("median",), "5 to 95 %": ("low_5", "high_95")}
    for title in columns:
        grid.add_column(title, justify="right", no_wrap=True)
    for row in rows.to_dict("records"):
        grid.add_row(*(plain(_key(row[name])) for name in keys), *(_cell(row, names) for names in columns.values()))
    return grid


def _counts(rows: pd.DataFrame) -> bool:
    return bool(rows["above_zero"].notna().any())


def _key(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cell(row: Mapping[Any, Any], names: tuple[str, ...]) -> str:
    """A number, a range, or a share with its interval in per cent."""
    values = [row[name] for name in names]
    if isinstance(values[0], int):
        return f"{values[0]:,}"
    if any(math.isnan(value) for value in values):
        return "none"
    if len(values) == 3:
        share, low, high = (100.0 * value for value in values)
        return f"{share:.1f} % ({low:.1f} to {high:.1f})"
    return " to ".join(f"{value:.4g}" for value in values)
