"""``eastsea sensitivity``: which factors of a finished sweep move its outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli.console import data, progress, say, say_json

if TYPE_CHECKING:
    from rich.console import Console

    from eastsea_abm.sensitivity.analysis import Shares, Told
    from eastsea_abm.sweep.plan import Plan

MOST = 15  # factors of a table; --json has all


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(epilog="Example:  [bold]eastsea sensitivity results/sweeps/NAME --outcome entrapment[/bold]")(
        sensitivity
    )


def sensitivity(
    store: Path = typer.Argument(..., metavar="STORE", help="The folder of a finished sweep."),
    outcome: str = typer.Option(
        "", metavar="A,B", help="Outcomes; entrapment, involvement, cooperation and coercion if left out."
    ),
    method: str = typer.Option("auto", metavar="auto|sobol|morris|pawn", help="auto: what the design is made for."),
    contrast: str = typer.Option(
        "", metavar="A-B", help="Show these and A less B; of two policies the second less the first."
    ),
    seed: int = typer.Option(1, metavar="S", help="Of the bootstrap."),
    json: bool = typer.Option(False, "--json", help="Print all factors as JSON."),
) -> None:
    """Say which factors move each outcome under each policy, and how surely.

    Values are means over the runs of a setting, in which luck is noise. With several policies and runs: also how
    much of the variance is strategy, parameters and luck.
    """
    from eastsea_abm.sensitivity.analysis import analysis
    from eastsea_abm.sensitivity.asked import asked
    from eastsea_abm.sensitivity.words import brief, remarks
    from eastsea_abm.sweep.store import Store

    found = Store.open(store)
    names = [name.strip() for name in outcome.split(",") if name.strip()]
    what = asked(found, names, method, contrast, seed, found.rows_done)
    with progress("outcomes", len(what.outcomes)) as tick:
        parts = list(analysis(found, what, tick))
    said = remarks(found.plan, what, found.failed)
    if json:
        say_json(brief(found.plan, what, parts, said))
        return
    _show(data(), found.plan, what.method, parts)
    for remark in said:
        say(f"remark: {remark}")


def _show(console: Console, plan: Plan, method: str, parts: Sequence[Told | Shares]) -> None:
    from eastsea_abm.analysis.comparison import outcome
    from eastsea_abm.sensitivity.analysis import Shares
    from eastsea_abm.sensitivity.words import lines, shares_line
    from eastsea_abm.terminal import plain

    head = f"{plan.title or plan.name}: {method}, {plan.settings} settings, {plan.runs} runs each"
    console.print(plain(head), style="bold")
    for one in parts:
        where = f"{one.scenario}: " if len(plan.scenarios) > 1 else ""
        console.print()
        if isinstance(one, Shares):
            console.print(plain(f"{where}{one.outcome}: {shares_line(one)}"))
            continue
        unit = outcome(one.outcome).unit
        console.print(plain(f"{where}{one.outcome}, {one.policy} ({unit}; sd {one.spread:.3g})"), style="bold")
        if one.indices is not None:
            console.print(_grid(plan, method, one))
        for line in lines(one, method):
            console.print(plain(line))


def _grid(plan: Plan, method: str, one: Told) -> Any:
    from rich.table import Table

    from eastsea_abm.sensitivity.words import TITLES, ranked
    from eastsea_abm.terminal import plain

    assert one.indices is not None
    own, first, second = one.indices, *TITLES[method]
    grid = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    grid.add_column("factor", overflow="fold")
    for title in (
        first,
        "95 %",
        *([second] if second else []),
        *{"sobol": ["95 %"], "morris": ["sign"]}.get(method, []),
    ):
        grid.add_column(title, justify="right", no_wrap=True)
    order = ranked(one)
    for k in order[:MOST]:
        cells = [f"{own.main[k]:.3g}", f"{own.low[k]:.3g} to {own.high[k]:.3g}"]
        if second:
            cells.append(f"{own.second[k]:.3g}")
        if method == "sobol":
            cells.append(f"{own.second_low[k]:.2g} to {own.second_high[k]:.2g}")
        if method == "morris":
            cells.append(_direction(float(own.sign[k])))
        grid.add_row(plain(plan.factors[k].name), *cells)
    if len(order) > MOST:
        rest = own.main[order[MOST:]]
        grid.add_row(plain(f"and {rest.size} more"), f"{rest.max():.3g}", "and less")
    return grid


def _direction(sign: float) -> str:
    """Up or down where nearly all effects have one direction."""
    return "up" if sign > 0.9 else "down" if sign < -0.9 else "mixed"
