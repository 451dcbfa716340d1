"""``eastsea why``: single pairs of runs of a contrast, told as stories."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eastsea_abm.cli.console import data, progress, say, say_json

if TYPE_CHECKING:
    from eastsea_abm.stories.story import Story
    from eastsea_abm.sweep.plan import Plan


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(
        epilog="Example:  [bold]eastsea why results/sweeps/priors --contrast engage-institutionalise-hedge[/bold]"
    )(why)


def why(
    store: Path = typer.Argument(..., metavar="STORE", help="The folder of a finished sweep."),
    contrast: str = typer.Option(
        "", metavar="A-B", help="A held against B; of two policies the second less the first."
    ),
    outcome: str = typer.Option("entrapment", metavar="NAME", help="Involvement is told beside entrapment."),
    runs: str = typer.Option("median,worst", metavar="A,B", help="Pairs: median, and worst, where A does worst."),
    setting: int | None = typer.Option(None, metavar="S", min=0, help="Choose among the runs of this setting alone."),
    json: bool = typer.Option(False, "--json", help="Print the stories as JSON."),
    figure: Path | None = typer.Option(None, metavar="FILE.html", help="Draw them on a page that works offline."),
) -> None:
    """Play the median and the worst pair of runs of a contrast again, and tell where and how they part.

    A pair has the same setting and the same luck under both policies. A story illustrates mechanisms in one pair and
    is no evidence for the contrast.
    """
    from eastsea_abm.stories.asked import pair_of
    from eastsea_abm.stories.telling import tell
    from eastsea_abm.sweep.store import Store

    opened = Store.open(store)
    pair = pair_of(opened.plan, contrast)
    which = [name.strip() for name in runs.split(",") if name.strip()]
    with progress("stories", len(which)) as tick:
        told = tell(opened, outcome, pair, which, setting, tick)
    if figure is not None:
        _draw(opened.plan, told, figure)
    if json:
        _as_json(store, opened.plan, told)
    else:
        show(opened.plan, told)


def remarks(told: Sequence[Story]) -> list[str]:
    """How all of it is to be read, each remark once."""
    from eastsea_abm.analysis.words import CAVEAT

    return [*dict.fromkeys(remark for story in told for remark in story.remarks), CAVEAT]


def _as_json(folder: Path, plan: Plan, told: Sequence[Story]) -> None:
    from eastsea_abm.stories.plain import as_data

    stories = [as_data(story) for story in told]
    head = {"folder": str(folder), "sweep": plan.name, "digest": plan.digest}
    say_json({**head, "stories": stories, "remarks": remarks(told)})


def show(plan: Plan, told: Sequence[Story]) -> None:
    """Print the stories."""
    from eastsea_abm.stories.words import lines
    from eastsea_abm.terminal import plain

    console = data()
    console.print(plain(plan.title or plan.name), style="bold")
    for story in told:
        console.print()
        console.print(plain(story.title), style="bold")
        for line in lines(story):
            console.print(plain(line))
        for policy, command in zip(story.contrast, story.commands, strict=True):
            console.print(plain(f"The run under {policy} alone:"), style="dim")
            console.print(plain(command), soft_wrap=True)
    for remark in remarks(told):
        say(f"remark: {remark}")


def _draw(plan: Plan, told: Sequence[Story], path: Path) -> None:
    from eastsea_abm.figure_page import written
    from eastsea_abm.results.store import writing
    from eastsea_abm.stories.figure import figure
    from eastsea_abm.stories.words import lines

    page = written(
        title=f"Why: {plan.title or plan.name}",
        lines=[line for story in told for line in (story.title, *lines(story))],
        quiet=[*(command for story in told for command in story.commands), *remarks(told)],
        figures=[figure(story) for story in told],
        span=None,
    )
    with writing(path):
        path.write_text(page, encoding="utf-8")
    say(f"wrote {path}")
