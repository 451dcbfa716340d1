"""A run on the terminal: the curve, what moved it, what came out. Rich is imported where something is drawn."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eastsea_abm.outcomes import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console, RenderableType

    from eastsea_abm.explain import Terms
    from eastsea_abm.results.manifest import Manifest

ROWS, WIDEST, NARROWEST = 9, 100, 24  # of the plot, in characters
LEFT = 5  # characters of the scale
#: The dots of a braille character, by column and row.
DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
BAR = 16  # characters of the longest bar of a term


def can_draw(console: Console) -> bool:
    """Whether the terminal can show braille and arrows."""
    return "utf" in console.encoding.lower() and os.environ.get("TERM", "") not in ("dumb", "linux")


def plot(
    values: Sequence[float],
    *,
    width: int,
    marks: Mapping[int, str],
    braille: bool,
    low: float = 0.0,
    high: float = 100.0,
) -> list[str]:
    """A curve as lines of text, with a scale at the left and numbered marks beneath.

    Parameters
    ----------
    width
        Characters of the curve.
    marks
        What stands beneath which of ``values``.
    braille
        Two by four dots a character; else one star a column.
    """
    across, down = (2, 4) if braille else (1, 1)
    grid = [[0] * width for _ in range(ROWS)]
    dots = [place(value, low, high, ROWS * down) for value in resampled(values, width * across)]
    for x, y in enumerate(dots):
        before = dots[x - 1] if x else y
        for step in range(min(y, before + 1), max(y, before - 1) + 1) if braille else (y,):
            grid[step // down][x // across] |= DOTS[x % across][step % down] if braille else 1
    bar = "│" if braille else "|"
    lines = []
    for k, row in enumerate(grid):
        scale = f"{high - (high - low) * k / (ROWS - 1):.0f}" if k % 2 == 0 else ""
        drawn = "".join((chr(0x2800 + cell) if braille else "*") if cell else " " for cell in row)
        lines.append(f"{scale:>{LEFT - 2}} {bar}{drawn}".rstrip())
    under = [" "] * width
    for at, mark in marks.items():
        under[round(at * (width - 1) / max(len(values) - 1, 1))] = mark
    return [*lines, " " * LEFT + "".join(under).rstrip()] if marks else lines


def resampled(values: Sequence[float], points: int) -> list[float]:
    """Values at ``points`` equal steps, the first and the last among them."""
    return [values[round(k * (len(values) - 1) / max(points - 1, 1))] for k in range(points)]


def place(value: float, low: float, high: float, rows: int) -> int:
    """Row of a value, from the top."""
    share = (min(max(value, low), high) - low) / (high - low) if math.isfinite(value) else 0.0
    return min(rows - 1, max(0, rows - 1 - round(share * (rows - 1))))


def axis(first: str, last: str, width: int) -> str:
    """First and last month beneath the curve."""
    gap = max(1, width - len(first) - len(last))
    return " " * LEFT + first + " " * gap + last


def show_curve(console: Console, manifest: Manifest, outcomes: pd.DataFrame, top: pd.DataFrame) -> None:
    """Cooperation over the months."""
    width = max(NARROWEST, min(WIDEST, console.width) - LEFT - 1)
    months = [str(month) for month in outcomes["month"]]
    marks = {months.index(str(month)): str(k + 1) for k, month in enumerate(top["month"])}
    focal, partner = manifest.labels["focal"], manifest.labels["partner"]
    console.print(f"Cooperation of {focal} and {partner}, 0 to 100", style="bold", highlight=False, markup=False)
    for line in plot(
        [float(value) for value in outcomes["cooperation"]], width=width, marks=marks, braille=can_draw(console)
    ):
        console.print(line, highlight=False, markup=False, overflow="crop", no_wrap=True)
    console.print(axis(months[0], months[-1], width), highlight=False, markup=False, no_wrap=True)


def show_top(console: Console, top: pd.DataFrame) -> None:
    """The events that moved cooperation most, and through which terms of the decisions."""
    from rich.table import Table

    console.print("\nWhat moved it most", style="bold")
    if not len(top):
        console.print("  no event moved it by more than 0.05 points")
        return
    grid = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    grid.add_column(justify="right")
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for k, event in enumerate(top.to_dict("records")):
        through = f"\nthrough {event['through']}" if event["through"] else ""
        grid.add_row(str(k + 1), plain(event["month"]), f"{event['moved']:+.1f}", plain(f"{event['text']}{through}"))
    console.print(grid)


def show_outcomes(console: Console, totals: Mapping[str, float | None]) -> None:
    """Outcomes with their units; the meaning where there is room."""
    from rich.table import Table

    roomy = console.width >= 90
    table = Table(box=None, padding=(0, 1), pad_edge=False, title_justify="left", header_style="bold")
    table.add_column("Outcome", no_wrap=True)
    table.add_column("Value", justify="right", no_wrap=True)
    table.add_column("Unit")
    if roomy:
        table.add_column("Meaning", style="dim")
    for outcome in OUTCOMES:
        value = totals.get(outcome.name)
        cells = [outcome.name, shown(value), f"{outcome.unit}, {outcome.over}"]
        table.add_row(*cells, *([outcome.meaning] if roomy else []))
    console.print()
    console.print(table)


def shown(value: float | None) -> str:
    """A number with as many digits as can be read."""
    if value is None or math.isnan(value):
        return "none"
    if value == int(value) and abs(value) < 1e6:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def plain(text: object) -> Any:
    """Text in which no bracket is read as markup."""
    from rich.text import Text

    return Text(str(text))


def bars(terms: Terms, braille: bool) -> RenderableType:
    """Signed bars of the terms of one decision or change; they sum to its total."""
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    largest = max((abs(value) for value in terms.terms.values()), default=0.0) or 1.0
    full, middle = ("█", "│") if braille else ("#", "|")
    table.add_row(plain(terms.what), f"{terms.total:+.3f}", "", style="bold")
    for name, value in sorted(terms.terms.items(), key=lambda item: -abs(item[1])):
        if value == 0.0:
            continue
        length = round(BAR * abs(value) / largest)
        left, right = (full * length, "") if value < 0 else ("", full * length)
        table.add_row(plain(f"  {name}"), f"{value:+.3f}", f"{left:>{BAR}}{middle}{right}")
    return table
