"""A hindcast on the terminal: the verdict, every score beside its baselines, dates of agreements, what breaks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from eastsea_abm.hindcast import score_cells as cells
from eastsea_abm.hindcast import words
from eastsea_abm.hindcast.changes import breaks, changes, ranked
from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.rolling import ROLLING
from eastsea_abm.terminal import plain

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from eastsea_abm.hindcast.page import PageAbout

ROOMY = 79  # columns from which one-year-ahead scores stand beside those of the split
MOST = 10  # ablations with a row of their own
SHORT = {ANCHORED: "from the last value"}
AHEAD = ("signs", "rank", "crps")  # scores of one-year-ahead forecasts that are shown


def show(console: Console, about: PageAbout, tables: Mapping[str, pd.DataFrame]) -> None:
    """Print a hindcast; where its files lie is for the caller to say."""
    console.print(plain(about.title), style="bold")
    for text in (f"{about.line()}.", *about.remarks):
        console.print(plain(text))
    claim, *counted = words.verdict(tables)
    console.print()
    console.print(plain(claim), style="bold")
    for text in (*counted, *words.turning(tables["scores"])):
        console.print(plain(f"- {text}"))
    for name in tables["scores"]["series"].drop_duplicates():
        _series(console, str(name), tables)
    console.print()
    console.print(plain("* best of its column. n/a: cannot be had, counts for nobody. 50 %, 90 %: points in the band."))
    if console.width >= ROOMY:
        console.print(plain("Last three columns: one year ahead, from every held-out New Year."))
    for text in words.rolled(tables):
        console.print(plain(f"- {text}"))
    _dates(console, tables["milestones"])
    _ablations(console, tables["ablations"])


def _series(console: Console, name: str, tables: Mapping[str, pd.DataFrame]) -> None:
    own = tables["series"][tables["series"]["series"] == name]
    held = int(own["held_out"].sum())
    unit = str(own["unit"].iloc[0]) if len(own) else ""
    title = str(own["title"].iloc[0]) if len(own) else name
    console.print()
    console.print(plain(title), style="bold")
    console.print(plain(f"{words.short(name)}, {unit}; {len(own) - held} training, {held} held out"), style="dim")
    first, *others = cells.columns(name, tables["scores"], unit)
    console.print(_scores(console, name, first, tables["scores"]))
    for group in others:
        console.print(_plain_grid(tables["scores"], name, group))


def _scores(console: Console, name: str, group: tuple[cells.Column, ...], scores: pd.DataFrame) -> Table:
    """Scores of the split, and where there is room those of one year ahead."""
    own, later = _of(scores, name, HELD_OUT), _of(scores, name, ROLLING)
    shown = [one for one in group if one.key in AHEAD] if console.width >= ROOMY and len(later) else []
    table = _table("Method", [one.head for one in group] + [f"1y {one.head}" for one in shown])
    split, ahead = dict(cells.grid(own, group)), dict(cells.grid(later, shown)) if shown else {}
    for method in ahead or split:
        row = [*split.get(method, [cells.Cell("", False)] * len(group)), *ahead.get(method, [])]
        _add(table, method, row)
    return table


def _plain_grid(scores: pd.DataFrame, name: str, group: tuple[cells.Column, ...]) -> Table:
    table = _table("Turning points", [one.head for one in group])
    for method, row in cells.grid(_of(scores, name, HELD_OUT), group):
        _add(table, method, row)
    return table


def _add(table: Table, method: str, row: list[cells.Cell]) -> None:
    style = "bold" if method == MODEL else None
    table.add_row(
        plain(SHORT.get(method, method)), *(f"{one.text}{'*' if one.best else ' '}" for one in row), style=style
    )


def _of(scores: pd.DataFrame, name: str, period: str) -> pd.DataFrame:
    return scores[(scores["series"] == name) & (scores["period"] == period)]


def _table(first: str, titles: list[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(first, no_wrap=True, min_width=14)
    for title in titles:
        table.add_column(f"{title} ", justify="right", no_wrap=True)
    return table


def _dates(console: Console, milestones: pd.DataFrame) -> None:
    if not len(milestones):
        return
    console.print()
    console.print(plain("Agreements: when the states and when the runs"), style="bold")
    table = _table("Change", ["States", "Year", "+-1", "Never", "Model", "Hazard", "'Never'"])
    for one in milestones.to_dict("records"):
        three = [float(one[key]) for key in ("score", "score_hazard", "score_never")]
        shares = [f"{_percent(one[key])} " for key in ("in_year", "within_one", "never")]
        scored = [f"{x:.2f}{'*' if x == min(three) else ' '}" for x in three]
        table.add_row(plain(one["milestone"]), f"{one['date']} ", *shares, *scored)
    console.print(table)
    console.print(plain("Shares are % of runs. Last three: ranked probability scores of the year, 0 is best."))
    for text in words.dates(milestones):
        console.print(plain(f"- {text}"))


def _ablations(console: Console, ablations: pd.DataFrame) -> None:
    made = changes(ablations)
    if not len(made):
        return
    table = _table("Without", [words.short(str(name)) for name in made["series"].drop_duplicates()])
    order = ranked(made)
    order = order.iloc[order["crps"].abs().argsort(kind="stable")[::-1]]
    for row in order.head(MOST).to_dict("records"):
        own = made[(made["kind"] == row["kind"]) & (made["left_out"] == row["left_out"])]
        name = f"{row['left_out']} ({row['kind']})"
        table.add_row(plain(name), *(f"{_change(one)} " for one in own["crps"].tolist()))
    console.print()
    console.print(plain("Without it: change of CRPS in %, above 0 is worse"), style="bold")
    console.print(table)
    if len(order) > MOST:
        console.print(plain(f"and {words.number(len(order) - MOST)} more that move it less."))
    for text in breaks(ablations):
        console.print(plain(f"- {text}"))


def _percent(share: float) -> str:
    return cells.NONE if math.isnan(share) else f"{100 * share:.0f}"


def _change(one: float) -> str:
    return cells.NONE if math.isnan(one) else f"{one:+.0f}" if abs(one) >= 0.5 else "0"
