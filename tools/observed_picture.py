"""The picture of docs/observed.md: ``python tools/observed_picture.py`` writes docs/figures/observed.png.

Filled-in points are hollow, lines break where a way of measuring does, and the years from 2019 on are shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from observed import FIRST, LAST

from eastsea_abm.observed import Series, all_series, milestones
from eastsea_abm.observed.record import region
from eastsea_abm.scenario.schema import month_of

mpl.use("Agg")
import matplotlib.pyplot as plt

OUT = Path(__file__).resolve().parents[1] / "docs" / "figures" / "observed.png"
INK, FAINT, SHADE = "#1a1a1a", "#8a8a8a", "#f1f1ee"
#: Panels from top to bottom: title, unit, and the series in them with the state whose colour each takes.
PANELS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Cooperation of KOR and JPN, observed index", "0 to 100", {"index": ""}),
    ("Relations are good", "good / (good + bad)", {"relations": "", "relations_KOR": "KOR", "relations_JPN": "JPN"}),
    ("Good impression of the other", "good / (good + bad)", {"liking_KOR": "KOR", "liking_JPN": "JPN"}),
    ("Ships in the sea round the Senkaku/Diaoyu islands", "ships a year", {"senkaku": "CHN"}),
    ("Japanese scrambles against Chinese aircraft", "a fiscal year", {"scrambles": "CHN"}),
    ("Chinese military aircraft round Taiwan", "a year", {"taiwan": "CHN"}),
    ("Support for trilateral military cooperation", "share", {"trilateral_KOR": "KOR", "trilateral_JPN": "JPN"}),
    ("Military spending", "% of GDP", {f"milex_{code}": code for code in ("CHN", "JPN", "KOR", "RUS", "TWN", "USA")}),
    ("North Korean launch days: given to the model", "a month", {"launches": "PRK"}),
)
SHORT = {
    "TISA signed": "TISA",
    "GSOMIA signed": "GSOMIA",
    "GSOMIA suspended": "GSOMIA notice",
    "GSOMIA restored": "GSOMIA back",
    "CONSULT signed": "Camp David",
    "SECRETARIAT signed": "Secretariat",
}


def main() -> None:
    """Draw every series."""
    found = all_series(FIRST, LAST)
    plt.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "text.color": INK})
    figure = plt.figure(figsize=(11, 13.5), layout="constrained")
    rows = [("index", "index"), ("relations", "liking"), ("senkaku", "scrambles"), ("taiwan", "trilateral")]
    rows += [("milex", "milex"), ("launches", "launches")]
    axes = figure.subplot_mosaic([list(row) for row in rows], height_ratios=[1.35, 1.1, 1, 1, 1.1, 0.8])
    for axis, (title, unit, members) in zip(axes.values(), PANELS, strict=True):
        panel(axis, title, unit, {name: (found[name], state) for name, state in members.items()})
    mark(axes["index"])
    figure.savefig(OUT, dpi=110)
    print(f"docs/figures/{OUT.name}")


def year(month: int) -> float:
    """A month as a place on the axis, in years, at its middle."""
    return (month + 0.5) / 12


def panel(axis: Any, title: str, unit: str, members: dict[str, tuple[Series, str]]) -> None:
    """One or more series over the years, the held-out ones shaded."""
    axis.axvspan(month_of("2019-01") / 12, 2026, color=SHADE, zorder=0, linewidth=0)
    axis.set_title(f"{title} ({unit})", loc="left", fontsize=10, fontweight="bold")
    axis.set_xlim(2012, 2026.9)
    axis.set_xticks(range(2012, 2027, 2))
    axis.grid(axis="y", color="#e3e3e0", linewidth=0.6)
    axis.set_axisbelow(True)
    for name, (series, state) in members.items():
        colour = region().states[state].colour if state else INK
        if name == "launches":
            axis.bar([year(p.month) for p in series.points], [p.value for p in series.points], 1 / 12, color=colour)
        else:
            line(axis, series, colour, thick=not state)
    if len(members) > 1:
        label(axis, members)
    axis.set_ylim(bottom=0)


def line(axis: Any, series: Series, colour: str, thick: bool) -> None:
    """A line a segment, a dot a figure, hollow where filled in."""
    for segment in sorted({point.segment for point in series.points}):
        points = [point for point in series.points if point.segment == segment]
        for run in unbroken(points, series.every):
            at = [year(point.month) for point in run]
            axis.plot(at, [point.value for point in run], color=colour, linewidth=2 if thick else 1.4)
    if series.every == "year":
        for point in series.points:
            fill = "white" if point.imputed else colour
            axis.plot(year(point.month), point.value, "o", markersize=4.5, color=colour, markerfacecolor=fill, zorder=3)


def unbroken(points: Sequence[Any], every: str) -> list[list[Any]]:
    """Runs of points without a year left out between them."""
    runs: list[list[Any]] = [[points[0]]]
    for point in points[1:]:
        if every == "year" and point.month // 12 - runs[-1][-1].month // 12 > 1:
            runs.append([])
        runs[-1].append(point)
    return runs


def label(axis: Any, members: dict[str, tuple[Series, str]]) -> None:
    """Names at the right end of the lines, kept apart."""
    top = max(point.value for series, _ in members.values() for point in series.points)
    ends = sorted((series.points[-1].value, state) for series, state in members.values())
    gap = top * (0.1 if len(ends) < 4 else 0.085)
    place: list[float] = []
    for value, _ in ends:
        place.append(max(value, place[-1] + gap) if place else value)
    down = sum(at - value for at, (value, _) in zip(place, ends, strict=True)) / len(ends)
    for at, (_, state) in zip(place, ends, strict=True):
        colour = region().states[state].colour if state else INK
        axis.text(2026.1, at - down, state or "both", color=colour, va="center", fontweight="bold", fontsize=8.5)


def mark(axis: Any) -> None:
    """Milestones under the index."""
    axis.set_ylim(0, 100)
    axis.text(2018.95, 96, "training years", ha="right", va="top", color=FAINT)
    axis.text(2019.05, 96, "held-out years", ha="left", va="top", color=FAINT)
    for month in sorted({milestone.month for milestone in milestones()}):
        names = [milestone.name for milestone in milestones() if milestone.month == month]
        left = "GSOMIA restored" in names  # the next one stands close by
        axis.axvline(year(month), ymax=0.08, color=FAINT, linewidth=1)
        at, side = year(month) + (-0.06 if left else 0.06), "right" if left else "left"
        axis.text(at, 1, SHORT[names[0]], ha=side, va="bottom", fontsize=8)


if __name__ == "__main__":
    main()
