"""Under the index: when the states signed, suspended and restored agreements, and when half of the runs had."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from eastsea_abm.figure_style import INK, STRIP, row_name
from eastsea_abm.hindcast.looks import MODEL_INK, Look

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.hindcast.page import PageAbout

MARKS = {"signed": "circle", "suspended": "x", "restored": "diamond"}
LETTERS = 55  # characters that fit across the narrowest strip
LOOKS = [
    *((f"states: {change}", Look(INK, mark=mark)) for change, mark in MARKS.items()),
    ("median year of the runs that do", Look(MODEL_INK, mark="circle", hollow=True)),
]


def with_strip(figure: go.Figure, milestones: pd.DataFrame, about: PageAbout) -> go.Figure:
    """A panel of months with a row for each instrument beneath it."""
    if not len(milestones):
        return figure
    instruments = list(dict.fromkeys(milestones["instrument"]))
    places = {name: -float(k) for k, name in enumerate(instruments)}
    for row in milestones.to_dict("records"):
        _mark(figure, row, places[row["instrument"]])
    for name in instruments:
        own = milestones[milestones["instrument"] == name]
        row_name(figure, _named(own, about), places[name])
        figure.layout.annotations[-1].update(yref="y2", bgcolor="rgba(255,255,255,0)")
    extra = STRIP * len(instruments) + 14
    height = figure.layout.height + extra
    # Domains are shares of what lies inside the margins.
    split = extra / (height - figure.layout.margin.t - figure.layout.margin.b)
    figure.update_layout(
        height=height,
        yaxis={"domain": [split, 1.0]},
        xaxis={"anchor": "y2"},
        yaxis2={
            "domain": [0.0, split - 6 / height],
            "range": [-len(instruments) + 0.4, 0.6],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    )
    return figure


def _named(own: pd.DataFrame, about: PageAbout) -> str:
    """The instrument's title where no mark stands in its way, else its short name."""
    title = str(own["title"].iloc[0]).rsplit(":", 1)[0]
    first, last = int(about.first[:4]), int(about.last[:4]) + 1
    years = [float(date[:4]) for date in own["date"]] + [year for year in own["median_year"] if not math.isnan(year)]
    room = (min(years) - first) / (last - first) * LETTERS
    return html.escape(title if len(title) < room - 2 else str(own["instrument"].iloc[0]))


def _mark(figure: go.Figure, row: dict[Any, Any], place: float) -> None:
    shared = {"y": [place], "yaxis": "y2", "mode": "markers", "cliponaxis": False, "showlegend": False}
    change = str(row["change"])
    if not math.isnan(row["median_year"]):
        figure.add_scatter(
            x=[f"{row['median_year']:.0f}-07"],
            marker={
                "symbol": f"{MARKS[change]}-open",
                "size": 9,
                "color": MODEL_INK,
                "line": {"width": 2, "color": MODEL_INK},
            },
            hovertemplate=f"{html.escape(str(row['title']))}<br>median year of the runs that do, "
            f"never in {100 * row['never']:.0f} %<extra>model</extra>",
            **shared,
        )
    figure.add_scatter(
        x=[str(row["date"])],
        marker={"symbol": MARKS[change], "size": 8, "color": INK},
        hovertemplate=f"{html.escape(str(row['title']))}<br>%{{x|%Y-%m}}<extra>states</extra>",
        **shared,
    )
