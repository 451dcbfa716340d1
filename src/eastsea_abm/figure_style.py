"""How every figure looks: ink, fonts, dashes, sizes, and names and colours of states."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

INK, QUIET, FAINT, PAPER = "#222222", "#595959", "#e4e4e4", "#ffffff"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
NEUTRAL = "#777777"  # who has no colour of its own: states that are no agents
SUBTITLE = 50  # characters of a subtitle, which does not wrap
WRAP = 44  # characters of a hover line: fits a phone
TOLD = 6  # sentences in one hover
MOST_LINES = 6  # in a panel
MOST_ROWS = 10  # actors in the strip of events
TOP = 5  # events numbered on the curve
STRIP = 20  # pixels of a row of the strip

#: A bar of colours below a map, from edge to edge.
BAR_BELOW: dict[str, Any] = {
    "orientation": "h",
    "thickness": 12,
    "len": 1,
    "x": 0,
    "xanchor": "left",
    "y": 0,
    "yref": "container",
    "yanchor": "bottom",
}

Labels = Mapping[str, Any]
Pair = tuple[str, str]


def state_name(labels: Labels, iso3: str) -> str:
    """The name of a state as charts show it."""
    known = labels["states"].get(iso3)
    return str(known["label"]) if known else str(labels.get("outsiders", {}).get(iso3, iso3))


def colour(labels: Labels, iso3: str) -> str:
    """The colour of a state."""
    known = labels["states"].get(iso3)
    return str(known["colour"]) if known else NEUTRAL


def dressed(figure: go.Figure, title: str, subtitle: str, height: int) -> go.Figure:
    """One look for all figures: legend below, no frame, room for a thumb."""
    layout = figure.layout  # part by part: `update_layout` takes five times as long over the same
    layout.title = {
        "text": html.escape(title),
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 8, "l": 4},
        "font": {"size": 17, "color": INK},
        "subtitle": {
            "text": html.escape(textwrap.shorten(subtitle, SUBTITLE, placeholder=" …")),
            "font": {"size": 12.5, "color": QUIET},
        },
    }
    layout.height = height
    layout.font = {"family": FONT, "size": 13, "color": INK}
    layout.paper_bgcolor = layout.plot_bgcolor = PAPER
    layout.margin = {"l": 48, "r": 12, "t": 76, "b": 36}
    layout.hovermode = "closest"
    layout.hoverlabel = {"align": "left", "font": {"size": 12}}
    layout.legend = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yref": "container",
        "yanchor": "bottom",
        "font": {"size": 12},
        "bgcolor": "rgba(0,0,0,0)",
        # A blank line on top of the legend keeps it off the labels of the axis above.
        "title": {"text": " ", "side": "top left", "font": {"size": 17}},
    }
    for axis in figure.select_xaxes():
        axis.showgrid, axis.gridcolor, axis.type = True, FAINT, "date"
        axis.ticks, axis.tickcolor, axis.hoverformat = "outside", FAINT, "%Y-%m"
        axis.nticks, axis.automargin = 8, False
    for axis in figure.select_yaxes():
        axis.gridcolor, axis.zeroline = FAINT, False
    return figure


def row_name(figure: go.Figure, text: str, place: float) -> None:
    """Write the name of a row, as plotly takes it, over its left end, so that phones keep the width for marks."""
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=place,
        yanchor="middle",
        showarrow=False,
        text=text,
        font={"size": 12},
        bgcolor="rgba(255,255,255,0.85)",
    )
