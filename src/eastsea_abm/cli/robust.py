"""``eastsea robustness``: how policies hold over the futures of a sweep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eastsea_abm.cli.console import data, say, say_json
from eastsea_abm.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table

    from eastsea_abm.robustness.judged import Judged, Robust
    from eastsea_abm.sweep.plan import Plan

FIRST = "entrapment,involvement"


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(epilog="Example:  [bold]eastsea robustness results/sweeps/priors --acceptable '10 %'[/bold]")(
        robustness
    )


def robustness(
    store: Path = typer.Argument(..., metavar="STORE", help="The folder of a finished sweep."),
    outcome: str = typer.Option(FIRST, metavar="A,B", help="Outcomes, judged one by one and all at once."),
    policies: str = typer.Option("", metavar="A,B", help="Those compared; all if left out."),
    acceptable: str = typer.Option("5 %", metavar="SHARE", help="How near to the best of a future is near enough."),
    seed: int = typer.Option(1, metavar="S", min=0, help="Of the halves and the resamples."),
    json: bool = typer.Option(False, "--json", help="Print everything as JSON."),
    figure: Path | None = typer.Option(None, metavar="FILE.html", help="Draw it on a page that works offline."),
) -> None:
    """Say what each policy regrets over futures, and how often it is best or near the best.

    Regret is what a policy lacks to the best of those compared in the same future, less what luck lends the best.
    The robust choice stands beside the best on average; where they cannot be told apart, that is said.
    """
    from eastsea_abm.analysis.comparison import beside
    from eastsea_abm.analysis.words import CAVEAT
    from eastsea_abm.robustness.judging import judge
    from eastsea_abm.robustness.words import caveats
    from eastsea_abm.sweep.store import Store

    opened = Store.open(store)
    plan = opened.plan
    wanted = _names(outcome)
    if outcome == FIRST:
        wanted = [name for name in wanted if name in plan.outcomes] or wanted
    told = judge(opened, beside(wanted, plan.outcomes), _names(policies), share(acceptable), seed)
    said = [*caveats(told), CAVEAT]
    if figure is not None:
        _draw(plan, told, said, figure)
    if json:
        from eastsea_abm.robustness.plain import as_data

        head = {"folder": str(store), "sweep": plan.name, "digest": plan.digest, "seed": seed}
        say_json({**head, **as_data(told), "remarks": said})
        return
    show(plan, told)
    for remark in said:
        say(f"remark: {remark}")


def share(text: str) -> float:
    """A share from ``5 %`` or ``0.05``.

    Raises
    ------
    InputError
        If it is neither.
    """
    found = re.fullmatch(r"\s*([0-9]*\.?[0-9]+)\s*(%?)\s*", text)
    if not found:
        raise InputError(f"--acceptable: must be a share such as '5 %' or 0.05, not {text!r}")
    return float(found[1]) / (100.0 if found[2] else 1.0)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def show(plan: Plan, told: Robust) -> None:
    """Print what was found."""
    from eastsea_abm.robustness.words import jointly, named, sentence
    from eastsea_abm.terminal import plain

    console = data()
    console.print(plain(plan.title or plan.name), style="bold")
    for one in told.outcomes:
        console.print()
        console.print(plain(f"Regret in {named(one.outcome)}"), style="bold")
        console.print(plain(sentence(told, one)))
        console.print(grid(told, one))
    if len(told.outcomes) > 1:
        console.print()
        console.print(plain(jointly(told)))


def grid(told: Robust, one: Judged) -> Table:
    """A row a policy."""
    from rich.table import Table

    from eastsea_abm.terminal import plain

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column("policy", overflow="fold")
    for title in ("mean", "mean regret", "of best", "90th pct", "greatest", "best in", "acceptable in"):
        table.add_column(title, justify="right", overflow="fold")
    for k, name in enumerate(told.policies):
        cells = [
            name,
            f"{one.means[k]:.4g}",
            f"{one.regret[0, k]:.2g} ({one.low[0, k]:.2g} to {one.high[0, k]:.2g})",
            f"{100 * one.regret[0, k] / one.scale:.0f} %" if one.scale > 0 else "",
            f"{one.regret[1, k]:.2g}",
            f"{one.regret[2, k]:.2g}",
            f"{100 * one.best[k]:.0f} %",
            _percent(one.acceptable[k], one.acceptable_low[k], one.acceptable_high[k]),
        ]
        table.add_row(*map(plain, cells))
    return table


def _percent(share: float, low: float, high: float) -> str:
    return f"{100 * share:.0f} % ({100 * low:.0f} to {100 * high:.0f})"


def _draw(plan: Plan, told: Robust, said: Sequence[str], path: Path) -> None:
    from eastsea_abm.figure_page import written
    from eastsea_abm.results.store import writing
    from eastsea_abm.robustness import figure, words

    page = written(
        title=f"Robustness: {plan.title or plan.name}",
        lines=[*([plan.question] if plan.question else []), *words.sentences(told)],
        quiet=said,
        figures=figure.figures(told),
        span=None,
    )
    with writing(path):
        path.write_text(page, encoding="utf-8")
    say(f"wrote {path}")
