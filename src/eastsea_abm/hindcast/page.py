"""The page of a hindcast: what was given, what may be claimed, the record against the fan, and every score."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.hindcast import page_tables as html_of
from eastsea_abm.hindcast import words
from eastsea_abm.hindcast.caveats import caveats
from eastsea_abm.hindcast.changes import KINDS, breaks, changes
from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.figure_ablations import dots, looks
from eastsea_abm.hindcast.figure_fans import fan, missing
from eastsea_abm.hindcast.figure_record import small, unscored, why
from eastsea_abm.hindcast.figure_scores import ratios
from eastsea_abm.hindcast.figure_strip import LOOKS, with_strip
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.looks import BASELINES, FANS, METHODS, legend
from eastsea_abm.hindcast.page_frame import Body
from eastsea_abm.hindcast.rolling import ROLLING, ROLLING_ALL

if TYPE_CHECKING:
    import pandas as pd

FIRST = ("index", "relations")  # panels at the head of the page, as wide as it is
HEATS = {
    "crps": "Change of CRPS in %, above 0 is worse",
    "signs": "Change of signs that are right, in years",
    "rank": "Change of rank correlation",
    "f1": "Change of F1 of turning points",
}


class PageAbout(NamedTuple):
    """What a reader must know of how a hindcast was made.

    Attributes
    ----------
    first, split, last
        ``YYYY-MM``: first month, first held-out month, last month.
    parameters
        A line, such as ``defaults`` or ``posterior record-1a2b3c4d``.
    failed
        Runs that went numerically wrong and are left out.
    remarks
        What else should stand at the head, a line each.
    command
        What was typed.
    """

    title: str
    question: str
    first: str
    split: str
    last: str
    runs: int
    seed: int
    parameters: str
    failed: int
    remarks: tuple[str, ...]
    command: str

    def line(self) -> str:
        """Runs, seed, months and parameters in a line."""
        failed = f" ({self.failed:,} failed and left out)" if self.failed else ""
        return (
            f"{self.runs:,} runs{failed}, seed {self.seed}, {self.first} to {self.last}, held out from {self.split}, "
            f"parameters: {self.parameters}"
        )


def page(about: PageAbout, tables: Mapping[str, pd.DataFrame]) -> str:
    """The page as HTML that stands alone and asks nobody for anything.

    Parameters
    ----------
    tables
        The tables of `eastsea_abm.hindcast.tables.NAMES`; ablations may be empty.
    """
    body = Body()
    _head(body, about, tables)
    _panels(body, about, tables)
    _everybody(body, tables)
    _one_year(body, tables)
    _dates(body, tables)
    _ablations(body, tables)
    _record(body, about, tables)
    body.head("What keeps these numbers from meaning more")
    body.points(caveats(tables))
    if about.command:
        body.head("Made by", 3)
        body.say(about.command, "quiet")
    return body.page(about.title)


def _head(body: Body, about: PageAbout, tables: Mapping[str, pd.DataFrame]) -> None:
    if about.question:
        body.say(about.question)
    body.say(f"{about.line()}.", "quiet")
    for text in (*words.forced(about), *about.remarks):
        body.say(text)
    claim, *counted = words.verdict(tables)
    body.head("Wins and losses on the held-out years")
    body.say(claim, "claim")
    body.points([*counted, *words.turning(tables["scores"])])
    body.add(html_of.glance(tables, HELD_OUT, MODEL))
    body.say(
        "▲ ahead of the best baseline that has the score, = level with it, ▼ behind it; it stands beneath each number. "
        "n/a: the score cannot be had, and counts for nobody.",
        "quiet",
    )


def titled(title: str, inside: str) -> str:
    """HTML under a small heading, nothing if there is none."""
    return f"<h4>{html.escape(words.capital(title))}</h4>{inside}" if inside else ""


def _panels(body: Body, about: PageAbout, tables: Mapping[str, pd.DataFrame]) -> None:
    there = [str(name) for name in tables["scores"]["series"].drop_duplicates()]
    body.head("The record against the fan")
    body.say(
        "Each month by itself: the median of the runs, the middle 50 % and 90 % of them, on the observed scale. No "
        "line is the path of a run. Thin lines are the medians of the baselines, from the split on. Drag to zoom, "
        "double-click to return; press a name to hide its line. ★ is the best of a column; bands have no best, as "
        "half and nine tenths of the points should lie inside them.",
        "quiet",
    )
    body.add('<div class="panels">\n')
    body.add(legend([*FANS.items(), *BASELINES.items()], buttons=list(BASELINES)))
    for name in [one for one in FIRST if one in there]:
        _panel(body, name, about, tables)
    body.add('<div class="abreast">\n')
    for name in [one for one in there if one not in FIRST]:
        _panel(body, name, about, tables)
    body.add("</div>\n</div>\n")


def _panel(body: Body, name: str, about: PageAbout, tables: Mapping[str, pd.DataFrame]) -> None:
    points = tables["series"][tables["series"]["series"] == name]
    rows = tables["fans"][tables["fans"]["series"] == name]
    title, unit = str(points["title"].iloc[0]), str(points["unit"].iloc[0])
    held = int(points["held_out"].sum())
    figure = fan(rows, points, about)
    body.add("<section>\n")
    body.head(title, 3)
    none = f"; no forecast by {', '.join(missing(rows))}" if missing(rows) else ""
    body.say(f"{name}, {unit}; {len(points) - held} training and {held} held-out points{none}", "quiet")
    if points["every"].iloc[0] == "month" and len(tables["milestones"]):
        figure = with_strip(figure, tables["milestones"], about)
        body.add(legend(LOOKS))
    body.draw(figure, f"{title}: the record against the runs and the baselines")
    body.add(f'<div class="scores">{html_of.scores_of(tables, name, HELD_OUT, unit)}</div>')
    for period in (ROLLING, ROLLING_ALL):
        inside = html_of.scores_of(tables, name, period, unit)
        body.folded(words.capital(period), f'<div class="scores">{inside}</div>' if inside else "")
    body.add("</section>\n")


def _one_year(body: Body, tables: Mapping[str, pd.DataFrame]) -> None:
    body.head("From New Year to New Year")
    body.points(words.rolled(tables))
    again = [(period, method) for period in (ROLLING, ROLLING_ALL) for method in (MODEL, ANCHORED)]
    body.folded(
        "The same table for forecasts of one year ahead",
        "".join(
            titled(f"{period}, {words.METHODS[method]}", html_of.glance(tables, period, method))
            for period, method in again
        ),
    )
    body.folded("Every paired test", "".join(titled(period, html_of.tests(tables, period)) for period in words.PERIODS))


def _everybody(body: Body, tables: Mapping[str, pd.DataFrame]) -> None:
    body.head("Everybody's CRPS")
    body.say(
        "As multiples of the best baseline's: the model left of the line is better than all of them, right of it "
        "worse than one of them at least.",
        "quiet",
    )
    body.add(legend(list(METHODS.items())))
    body.add('<div class="abreast">\n')
    for period in (HELD_OUT, ROLLING):
        body.add("<section>\n")
        body.head(words.capital(period), 3)
        body.draw(ratios(tables["scores"], period), f"CRPS, {period}", timed=False)
        body.add("</section>\n")
    body.add("</div>\n")


def _dates(body: Body, tables: Mapping[str, pd.DataFrame]) -> None:
    if not len(tables["milestones"]):
        return
    body.head("Does it form and lose agreements when the states did?")
    body.points(words.dates(tables["milestones"]))
    body.add(html_of.dates(tables["milestones"]))
    body.say(
        "RPS is the ranked probability score of the year, 0 right and certain, 1 at worst. 'Could' is the share of "
        "runs in which what must come first had come. The hazard is that of all instruments in the training years.",
        "quiet",
    )


def _ablations(body: Body, tables: Mapping[str, pd.DataFrame]) -> None:
    made = changes(tables["ablations"])
    if not len(made):
        return
    body.head("What breaks when something is left out")
    body.points(breaks(tables["ablations"]))
    body.add(legend(looks(made)))
    body.add('<div class="abreast">\n')
    for kind, word in KINDS.items():
        body.add("<section>\n")
        body.head(f"Without {word}", 3)
        body.say("CRPS as multiples of the whole model's; right of the line is worse", "quiet")
        body.draw(dots(made, kind), f"CRPS without {word}", timed=False)
        body.add("</section>\n")
    body.add("</div>\n")
    for score, title in HEATS.items():
        if made[score].notna().any():
            body.folded(title, "".join(html_of.heat(made, score, kind) for kind in KINDS))


def _record(body: Body, about: PageAbout, tables: Mapping[str, pd.DataFrame]) -> None:
    names = unscored(dict(tables))
    if not names:
        return
    body.head("Also in the record, and not scored")
    body.add(legend([(name, FANS[name]) for name in ("observed", "filled in by rule", "measured anew")]))
    body.add('<div class="abreast three">\n')
    for name in names:
        points = tables["series"][tables["series"]["series"] == name]
        body.add("<section>\n")
        body.head(str(points["title"].iloc[0]), 4)
        body.say(f"{points['unit'].iloc[0]}; {why(points)}", "quiet")
        body.draw(small(points, about), str(points["title"].iloc[0]))
        body.add("</section>\n")
    body.add("</div>\n")
