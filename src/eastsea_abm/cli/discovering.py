"""``eastsea discover``: the conditions under which a statement about policies holds."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli.console import data, say, say_json

if TYPE_CHECKING:
    from rich.table import Table

    from eastsea_abm.discovery.covering import Discovery, Found
    from eastsea_abm.sweep.plan import Plan

OFTEN = 0.25  # share of resamples from which a factor is shown though the box does not restrict it
MOST_BOXES = 9


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(
        epilog="Example:  [bold]eastsea discover results/sweeps/priors "
        '--where "entrapment(engage-institutionalise) < entrapment(hedge)"[/bold]',
    )(discover)


def discover(
    store: Path = typer.Argument(..., metavar="STORE", help="The folder of a sweep over factors."),
    where: str = typer.Option(
        ..., metavar="STATEMENT", help="OUTCOME(POLICY) < OUTCOME(POLICY) or a number; and joins several."
    ),
    outcome: str = typer.Option("", metavar="NAME", help="What a policy alone stands for: A < B is NAME(A) < NAME(B)."),
    boxes: int = typer.Option(3, metavar="N", min=1, max=MOST_BOXES, help="Boxes that are looked for at most."),
    seed: int = typer.Option(1, metavar="S", min=0, help="Seed of the resamples and shuffles."),
    json: bool = typer.Option(False, "--json", help="Print what was found as JSON."),
) -> None:
    """Find where in the space of a sweep a statement about policies holds: boxes, each as a sentence.

    The patient rule induction method, with every box held against chance and resampled; where no box is told
    from chance, none is shown.
    """
    from eastsea_abm.discovery.covering import discover as look
    from eastsea_abm.sweep.store import Store

    opened = Store.open(store)
    told = look(opened, where, outcome=outcome, boxes=boxes, seed=seed, said=say)
    if json:
        from eastsea_abm.discovery.plain import as_data

        say_json(as_data(told, opened.plan) | {"folder": str(store), "seed": seed})
    else:
        show(told, opened.plan)


def show(told: Discovery, plan: Plan) -> None:
    """Print what was found."""
    from eastsea_abm.discovery import words
    from eastsea_abm.terminal import plain

    console = data()
    console.print(plain(plan.title or plan.name), style="bold")
    console.print(plain(words.overall(told, plan)))
    for k, one in enumerate(told.boxes):
        console.print()
        console.print(plain(f"Box {k + 1}"), style="bold")
        console.print(plain(words.sentence(told, k, plan)))
        console.print(plain(words.tested(one, plan)))
        console.print(grid(one))
    if told.ended:
        console.print()
        console.print(plain(f"{told.ended[0].upper()}{told.ended[1:]}."))
    lines = words.tree_lines(told.tree)
    if lines:
        console.print()
        console.print("Tree", style="bold")
        for line in lines:
            console.print(plain(line))
    console.print()
    for caveat in words.caveats(told, plan):
        console.print(plain(caveat))


def grid(one: Found) -> Table:
    """A row a factor that is restricted, in the box or often in resamples."""
    from rich.table import Table

    from eastsea_abm.discovery.words import clauses, meaning, reach
    from eastsea_abm.terminal import plain

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column("Factor", overflow="fold")
    for title in ("In the box", "Of", "Quasi-p", "Resampled"):
        table.add_column(title, justify="right", no_wrap=title != "In the box")
    table.add_column("Meaning", overflow="fold", style="dim")
    asked = dict(clauses(one.space, one.chosen.box))
    rows = sorted(zip(one.space.names, one.chosen.quasi_p, one.stability.restricted, strict=True), key=_rank)
    for name, p, often in rows:
        if name in asked or often >= OFTEN:
            cells = (
                asked.get(name, "anything"),
                reach(one.space, name),
                _p(float(p)),
                f"{100 * often:.0f} %",
                meaning(name),
            )
            table.add_row(plain(name), *map(plain, cells))
    return table


def _rank(row: tuple[Any, ...]) -> tuple[bool, float]:
    """Restricted factors first, then those most often restricted in resamples."""
    return math.isnan(row[1]), -row[2]


def _p(value: float) -> str:
    if math.isnan(value):
        return ""
    return f"{value:.2g}" if value >= 0.001 else "< 0.001"
