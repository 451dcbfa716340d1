"""``eastsea report``: one page that can be handed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli.console import say

if TYPE_CHECKING:
    from eastsea_abm.report.section import Section

FULL, BRIEF = "report.html", "report-brief.html"


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command(epilog="Example:  [bold]eastsea report results/sweeps/priors --figures figures[/bold]")(report)


def report(
    subject: str = typer.Argument(
        ...,
        metavar="STORE|RESULT",
        help="Folder of a study, sweep, comparison, ensemble or run, or how its path begins.",
    ),
    out: Path | None = typer.Option(None, metavar="FILE", help="Where the page goes; into that folder if left out."),
    brief: bool = typer.Option(False, "--brief", help="Two pages instead: the answer, one map, one table."),
    figures: Path | None = typer.Option(
        None, metavar="DIR", help="Also write every figure as HTML (5 MB each) and, with a Chromium, as SVG and PNG."
    ),
    hindcast: Path | None = typer.Option(
        None, metavar="DIR", help="The hindcast to show; the newest one below ROOT if left out."
    ),
    root: Path = typer.Option(Path("results"), metavar="ROOT", help="Where results are kept."),
) -> None:
    """Write a report as one file: the question, the answer, what would change it, and every assumption.

    The page works offline, on a phone and on paper. What its data do not hold is left out, and it says by which
    command it comes to be.
    """
    say(f"eastsea {__version__}: reading {subject}")
    from eastsea_abm.report.opening import open_subject
    from eastsea_abm.report.page import MOST_BYTES
    from eastsea_abm.results.store import writing
    from eastsea_abm.sweep.disk import put

    found = open_subject(subject, root, hindcast)
    if brief:
        from eastsea_abm.report.brief import report as made
    else:
        from eastsea_abm.report.full import report as made
    path = out or found.folder / (BRIEF if brief else FULL)
    for folder in (path.parent, *([figures] if figures is not None else [])):
        with writing(folder):  # before anything is computed, so that nothing is lost
            folder.mkdir(parents=True, exist_ok=True)
    text, sections = made(found, said)
    if len(text.encode()) > MOST_BYTES:
        say(f"remark: the page is larger than {MOST_BYTES / 1e6:.0f} MB")
    with writing(path):
        put(path, text.encode())
    if figures is not None:
        _kept(sections, figures)
    print(path)


def said(text: str) -> None:
    """A line on what is being computed."""
    say(f"  {text}")


def _kept(sections: list[Section], folder: Path) -> None:
    """Write the figures, and say what was written."""
    from eastsea_abm.report.pictures import kept

    drawn = [one for section in sections for one in section.drawn]
    say(f"  writing {len(drawn)} figures to {folder}")
    done = kept(drawn, folder)
    if done.lacking:
        say(f"remark: {done.lacking}")
    say(f"  {done.pages} pages, {done.images} pictures")
