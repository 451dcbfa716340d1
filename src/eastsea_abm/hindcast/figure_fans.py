"""A panel a series: the record against the fan of the runs, baselines drawn thin, training and held-out years apart.

Pure: the same tables give the same figure. A fan is no path: its lines join values of different runs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from eastsea_abm.figure_style import FAINT, INK, QUIET, dressed
from eastsea_abm.hindcast.looks import BASELINES, HELD, MIDDLE, MODEL_INK, TRAINING, WIDE
from eastsea_abm.scenario.schema import date_of

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.hindcast.page import PageAbout

HEIGHT, MAIN, SMALL = 270, 330, 170  # pixels of a panel, of the monthly index without its strip, of what is not scored
GAP = 18  # months between two points of a poll beyond which no line joins them
BANDS = (("q05", "q95", "90 % of runs", WIDE), ("q25", "q75", "50 % of runs", MIDDLE))


def fan(rows: pd.DataFrame, points: pd.DataFrame, about: PageAbout) -> go.Figure:
    """The panel of a scored series.

    Parameters
    ----------
    rows, points
        Of this series, from the tables ``fans`` and ``series``.
    """
    figure = go.Figure()
    for low, high, label, fill in BANDS:
        add_band(figure, rows, low, high, label, fill)
    monthly = bool(len(points)) and str(points["every"].iloc[0]) == "month"
    for name, look in BASELINES.items():
        own = rows[rows[name].notna()] if name in rows else rows.iloc[:0]
        if len(own):
            figure.add_scatter(
                x=own["date"],
                y=own[name],
                name=name,
                mode="lines" if monthly else "lines+markers",
                line={"color": look.colour, "width": 1.3, "dash": look.dash},
                marker={"size": 5, "symbol": look.mark, "color": look.colour},
                hovertemplate=f"%{{x|%Y-%m}}: %{{y:.3g}}<extra>{name}</extra>",
            )
    figure.add_scatter(
        x=rows["date"],
        y=rows["q50"],
        name="model, median",
        mode="lines",
        line={"color": MODEL_INK, "width": 2.2},
        customdata=rows[["q25", "q75", "q05", "q95"]].to_numpy(),
        hovertemplate="%{x|%Y-%m}: median %{y:.3g}<br>50 %: %{customdata[0]:.3g} to %{customdata[1]:.3g}<br>"
        "90 %: %{customdata[2]:.3g} to %{customdata[3]:.3g}<extra>model</extra>",
    )
    add_record(figure, points)
    framed(figure, about, MAIN if monthly else HEIGHT)
    return add_breaks(figure, points)


def missing(rows: pd.DataFrame) -> list[str]:
    """Baselines that have no forecast of a series."""
    return [name for name in BASELINES if name not in rows or rows[name].isna().all()]


def add_band(figure: go.Figure, rows: pd.DataFrame, low: str, high: str, label: str, fill: str) -> None:
    """The band between two quantiles."""
    shared = {"x": rows["date"], "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "name": label}
    figure.add_scatter(y=rows[low], **shared)
    figure.add_scatter(y=rows[high], fill="tonexty", fillcolor=fill, **shared)


def add_record(figure: go.Figure, points: pd.DataFrame, colour: str = INK) -> None:
    """The record: a line a stretch, a dot a yearly figure, hollow where it was filled in by rule."""
    x, y = _broken(points)
    figure.add_scatter(x=x, y=y, name="observed", mode="lines", line={"color": colour, "width": 1.8}, hoverinfo="skip")
    yearly = points["every"] == "year"
    filled = points["imputed"].astype(bool)
    for own, name, inside, visible in (
        (points[~filled], "observed", colour, yearly.any()),
        (points[filled], "filled in by rule", "#ffffff", True),
    ):
        figure.add_scatter(
            x=own["date"],
            y=own["value"],
            name=name,
            mode="markers",
            marker={
                "size": 8 if visible else 5,
                "color": inside,
                "opacity": 1.0 if visible else 0.0,
                "line": {"color": colour, "width": 1.6 if visible else 0},
            },
            hovertemplate=f"%{{x|%Y-%m}}: %{{y:.3g}}<extra>{name}</extra>",
        )


def _broken(points: pd.DataFrame) -> tuple[list[str | None], list[float | None]]:
    """Points with a hole wherever the way of measuring changes or a year is missing."""
    x: list[str | None] = []
    y: list[float | None] = []
    before: dict[Any, Any] | None = None
    for row in points.to_dict("records"):
        if before is not None and (row["segment"] != before["segment"] or row["month"] - before["month"] > GAP):
            x.append(None)
            y.append(None)
        x.append(str(row["date"]))
        y.append(float(row["value"]))
        before = row
    return x, y


def add_breaks(figure: go.Figure, points: pd.DataFrame) -> go.Figure:
    """A dotted line wherever the way of measuring changes; the legend says what it is, as panels have no room."""
    for one, other in pairwise(points.to_dict("records")):
        if one["segment"] == other["segment"]:
            continue
        middle = date_of((int(one["month"]) + int(other["month"])) // 2)
        line = {"color": QUIET, "width": 1.2, "dash": "dot"}
        figure.add_shape(type="line", x0=middle, x1=middle, yref="y domain", y0=0, y1=1, line=line)
    return figure


def framed(figure: go.Figure, about: PageAbout, height: int) -> go.Figure:
    """Training and held-out months shaded apart and named above the panel, which leaves all of it to the data."""
    last = date_of(_month(about.last) + 1)
    # As dictionaries at once: add_vrect and its kin take longer than all the rest of a panel.
    upright = {"yref": "y domain", "y0": 0, "y1": 1, "layer": "below"}
    shades = [
        {"type": "rect", "x0": first, "x1": end, "fillcolor": colour, "line": {"width": 0}, **upright}
        for first, end, colour in ((about.first, about.split, TRAINING), (about.split, last, HELD))
    ]
    split = {"type": "line", "x0": about.split, "x1": about.split, "line": {"color": QUIET, "width": 1}, **upright}
    above = {"x": about.split, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    names = [
        {"text": text, "xanchor": anchor, "xshift": shift, "font": {"size": 11.5, "color": QUIET}, **above}
        for text, anchor, shift in (("training", "right", -5), ("held out", "left", 5))
    ]
    figure.update_layout(shapes=[*shades, split], annotations=names)
    dressed(figure, "", "", height)
    figure.update_layout(title=None, showlegend=False, margin={"l": 44, "r": 8, "t": 24, "b": 28})
    figure.update_xaxes(range=[f"{date_of(_month(about.first) - 1)}-15", last], showgrid=False, nticks=8)
    return figure.update_yaxes(rangemode="tozero", nticks=6, gridcolor=FAINT)


def _month(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7]) - 1
