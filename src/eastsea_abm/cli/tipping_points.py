"""``eastsea tipping``: where the policy with the best mean changes, and what the doses of a lever do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table

    from eastsea_abm.sweep.store import Store
    from eastsea_abm.tipping.dose import Response, Row
    from eastsea_abm.tipping.finding import Tipping

LINES = 5  # values of a factor in the table of a smooth; --json has all
MOST_COLUMNS = 6  # policies of a table; --json has all
ERRORS = 20  # one in so many turns told is none, where every factor is without effect: at the least, an assumption


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(epilog="Example:  [bold]eastsea tipping results/sweeps/priors --factor voice --factor bind[/bold]")(
        tipping
    )


def tipping(
    store: Path = typer.Argument(..., metavar="STORE", help="The folder of a finished sweep."),
    factor: list[str] = typer.Option([], metavar="NAME", help="A factor of numbers; can be given several times."),
    outcome: str = typer.Option("entrapment", metavar="NAME", help="Involvement is told beside entrapment."),
    policies: str = typer.Option("", metavar="A,B", help="Those compared, the first the reference; all if left out."),
    dose: str = typer.Option(
        "", metavar="LEVER", help="Tell what the doses of a lever do, where policies differ in it."
    ),
    against: str = typer.Option("", metavar="POLICY", help="With --dose: the reference; the lowest dose if left out."),
    seed: int = typer.Option(1, metavar="S", min=0, help="Of the resamples."),
    json: bool = typer.Option(False, "--json", help="Print curves, turns and doses as JSON."),
    figure: Path | None = typer.Option(None, metavar="FILE.html", help="Draw them on a page that works offline."),
) -> None:
    """Find the value of a factor at which another policy has the best mean, averaged over all else that varies.

    With a band from resamples; where no turn is told from chance, that is said. With --dose: mean paired
    differences dose by dose, among policies that differ in one lever only.
    """
    from eastsea_abm.analysis.comparison import beside
    from eastsea_abm.sweep.store import Store
    from eastsea_abm.tipping.dose import response
    from eastsea_abm.tipping.finding import find

    if not factor and not dose:
        raise InputError("name a factor with --factor, or a lever with --dose")
    if against and not dose:
        raise InputError("--against belongs to --dose; the reference of --factor is the first of --policies")
    opened, wanted = Store.open(store), _names(policies)
    outcomes = beside([outcome], opened.plan.outcomes)
    tasks = [(name, one) for name in dict.fromkeys(factor) for one in outcomes]
    _check(opened, outcomes[:1], wanted, factor, seed)
    doses = [response(opened, dose, one, wanted, against) for one in outcomes] if dose else []
    found = []
    with progress("factors", len(tasks)) as tick:
        for number, (name, one) in enumerate(tasks):
            found.append(find(opened, name, one, wanted, seed))
            tick(number + 1)
    if figure is not None:
        _draw(opened, found, doses, figure)
    if json:
        _as_json(store, opened, found, doses, seed)
    else:
        show(opened, found, doses)


def _check(opened: Store, outcomes: Sequence[str], policies: Sequence[str], factors: Sequence[str], seed: int) -> None:
    """Every problem of every factor at once, before anything is computed."""
    from eastsea_abm.tipping.asked import checked

    checked(opened, outcomes, policies, factors, seed)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def remarks(found: Sequence[Tipping], doses: Sequence[Response]) -> list[str]:
    """How all of it is to be read, each remark once."""
    from eastsea_abm.analysis.words import CAVEAT
    from eastsea_abm.tipping import words

    said = [line for one in found for line in words.caveats(one)]
    said += [line for one in doses for line in words.dose_caveats(one)]
    several = len({one.factor for one in found})
    if several > 1:
        said.append(
            f"{several} factors were asked for: of those that do nothing, up to about one in {ERRORS} shows a turn by "
            "chance."
        )
    return [*dict.fromkeys(said), CAVEAT]


def _as_json(folder: Path, opened: Store, found: Sequence[Tipping], doses: Sequence[Response], seed: int) -> None:
    from eastsea_abm.tipping.plain import as_data, dose_data

    plan = opened.plan
    say_json(
        {
            "folder": str(folder),
            "sweep": plan.name,
            "digest": plan.digest,
            "seed": seed,
            "remarks": remarks(found, doses),
            "tipping": [as_data(one) for one in found],
            "doses": [dose_data(one) for one in doses],
        }
    )


def show(opened: Store, found: Sequence[Tipping], doses: Sequence[Response]) -> None:
    """Print what was found."""
    from eastsea_abm.terminal import plain
    from eastsea_abm.tipping.words import dose_sentences, sentence

    console, plan = data(), opened.plan
    console.print(plain(plan.title or plan.name), style="bold")
    for one in found:
        console.print()
        console.print(plain(f"{one.outcome} over {one.factor}"), style="bold")
        console.print(plain(sentence(one)))
        console.print(grid(one))
    for told in doses:
        for row, line in zip(told.rows, dose_sentences(told), strict=True):
            console.print()
            console.print(plain(line))
            console.print(steps(row))
    for remark in remarks(found, doses):
        say(f"remark: {remark}")


def grid(told: Tipping) -> Table:
    """Differences from the first policy at a few values of the factor."""
    import numpy as np
    from rich.table import Table

    from eastsea_abm.terminal import plain
    from eastsea_abm.tipping.figure import shown

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column(plain(told.factor), justify="right", no_wrap=True)
    table.add_column("best", overflow="fold")
    names = [name for name in shown(told)[:MOST_COLUMNS] if name != told.policies[0]]
    for name in names:
        table.add_column(plain(f"{name} - {told.policies[0]}"), justify="right", overflow="fold")
    points = np.arange(told.at.size) if not told.degrees else np.linspace(0, told.at.size - 1, LINES).astype(int)
    for g in points:
        cells: list[Any] = [f"{told.at[g]:.4g}", told.policies[int(told.preferred[g])]]
        for name in names:
            k = told.policies.index(name)
            low, high = told.contrasts_low[k, g], told.contrasts_high[k, g]
            cells.append(f"{told.contrasts[k, g]:+.3g} ({low:.2g} to {high:.2g})")
        table.add_row(*map(plain, cells))
    return table


def steps(row: Row) -> Table:
    """A line a dose."""
    from rich.table import Table

    from eastsea_abm.terminal import plain

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    for title in ("dose", "policy", "mean", f"less {row.reference}", "95 %", "lower in", "less the dose before"):
        table.add_column(plain(title), justify="left" if title == "policy" else "right", overflow="fold")
    for step in row.steps:
        own, before = step.against, step.before
        cells = [f"{step.dose:g}", step.policy, f"{step.mean:.4g}"]
        cells += [f"{own.mean:+.3g}", f"{own.low:.2g} to {own.high:.2g}", f"{100 * own.lower:.0f} %"]
        cells.append(f"{before.mean:+.2g} ({before.low:.2g} to {before.high:.2g})" if before else "")
        table.add_row(*map(plain, cells))
    return table


def _draw(opened: Store, found: Sequence[Tipping], doses: Sequence[Response], path: Path) -> None:
    from eastsea_abm.figure_page import written
    from eastsea_abm.results.store import writing
    from eastsea_abm.tipping import figure, words

    plan = opened.plan
    told = [words.sentence(one) for one in found] + [line for one in doses for line in words.dose_sentences(one)]
    page = written(
        title=f"Turning points: {plan.title or plan.name}",
        lines=[*([plan.question] if plan.question else []), *told],
        quiet=remarks(found, doses),
        figures=[*map(figure.figure, found), *map(figure.dose_figure, doses)],
        span=None,
    )
    with writing(path):
        path.write_text(page, encoding="utf-8")
    say(f"wrote {path}")
