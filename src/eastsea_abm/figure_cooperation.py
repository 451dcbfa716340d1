"""The cooperation curve of a run, with the events that moved it and the strip of who did what beneath."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from eastsea_abm.figure_style import (
    INK,
    MOST_ROWS,
    PAPER,
    QUIET,
    STRIP,
    TOLD,
    TOP,
    WRAP,
    Labels,
    colour,
    dressed,
    state_name,
)

if TYPE_CHECKING:
    import pandas as pd


def cooperation(
    tables: Mapping[str, pd.DataFrame], labels: Labels, markers: Sequence[Mapping[str, str]] = ()
) -> go.Figure:
    """Cooperation over time, the events that moved it most numbered on it, and beneath all events by actor."""
    outcomes, events = tables["outcomes"], tables["events"]
    figure = go.Figure()
    pair = " and ".join(state_name(labels, one) for one in (labels["focal"], labels["partner"]) if one)
    for column, name, dash in (("trilateral", "trilateral", "dash"), ("cooperation", pair or "no pair", "solid")):
        figure.add_scatter(
            x=outcomes["month"],
            y=outcomes[column],
            name=html.escape(name),
            mode="lines",
            line={"color": INK if dash == "solid" else QUIET, "dash": dash, "width": 2.4 if dash == "solid" else 1.6},
            hovertemplate="%{x|%Y-%m}: %{y:.1f}<extra>%{fullData.name}</extra>",
        )
    add_top_events(figure, outcomes, top_events(events), labels)
    rows = strip_rows(events, markers)
    for row in rows:
        add_strip_row(figure, row, events, markers, labels)
    height = 400 + STRIP * len(rows)
    split = min(0.5, (STRIP * len(rows) + 26) / (height - 170))
    figure.update_layout(
        yaxis={"domain": [split, 1], "range": [0, 100], "dtick": 25, "title": {"text": "index", "standoff": 4}},
        yaxis2=strip_axis(rows, split),
        xaxis={"anchor": "y2"},
    )
    return dressed(figure, "Cooperation", "0 to 100; numbered: what moved it most", height)


def top_events(events: pd.DataFrame, most: int = TOP) -> pd.DataFrame:
    """The events that moved cooperation most, one a month, in the order in which they happened."""
    far = events["moved"].astype(float).abs()
    known = events[far >= 0.05]
    order = far[far >= 0.05].sort_values(ascending=False, kind="stable").index
    return known.loc[order].drop_duplicates("month").head(most).sort_values("month", kind="stable")


def add_top_events(figure: go.Figure, outcomes: pd.DataFrame, top: pd.DataFrame, labels: Labels) -> None:
    """Numbered marks on the curve."""
    level = dict(zip(outcomes["month"], outcomes["cooperation"], strict=True))
    figure.add_scatter(
        x=top["month"],
        y=[level[month] for month in top["month"]],
        mode="markers+text",
        showlegend=False,
        text=[str(k + 1) for k in range(len(top))],
        textfont={"color": PAPER, "size": 11},
        marker={"size": 18, "color": INK, "line": {"color": PAPER, "width": 1.5}},
        hovertext=[top_hover(event, labels) for event in records(top)],
        hovertemplate="%{x|%Y-%m}: %{hovertext}<extra></extra>",
    )


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table by column name."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def top_hover(event: Mapping[str, Any], labels: Labels) -> str:
    """Who did what, how far it moved cooperation and through what."""
    lines = [
        f"<b>{html.escape(state_name(labels, event['actor']))}</b>",
        wrapped(event["text"]),
        f"moved cooperation by {event['moved']:+.1f}",
    ]
    if event["through"]:
        lines.append(wrapped(f"through {event['through']}"))
    return "<br>".join(lines) + sourced(event["source"])


def strip_rows(events: pd.DataFrame, markers: Sequence[Mapping[str, str]]) -> list[str]:
    """Actors with a row of their own, those with most events first, then the record."""
    rows = [str(name) for name in events["actor"].value_counts(sort=True).index if name][:MOST_ROWS]
    return [*rows, *(["record"] if markers else [])]


def strip_axis(rows: Sequence[str], split: float) -> dict[str, Any]:
    """The axis of the strip, below ``split`` of the height."""
    return {
        "domain": [0, max(split - 0.07, 0.0)],
        "categoryorder": "array",
        "categoryarray": list(rows[::-1]),
        "range": [-0.7, len(rows) - 0.3],
        "tickfont": {"size": 10},
        "fixedrange": True,
        "anchor": "x",
        "dtick": 1,
        "showgrid": True,
        "ticklabelstandoff": 4,
    }


def add_strip_row(
    figure: go.Figure, row: str, events: pd.DataFrame, markers: Sequence[Mapping[str, str]], labels: Labels
) -> None:
    """One mark a month in which the actor did something; the record's are hollow: they forced nothing."""
    if row == "record":
        told = [(one["date"][:7], one["date"], one["text"], one["source"]) for one in markers]
        first, last = events["month"].min(), events["month"].max()
        told = [one for one in told if not len(events) or first <= one[0] <= last]
        look = {"symbol": "diamond-open", "color": QUIET, "size": 8}
        name = "record (not imposed)"
    else:
        own = events[events["actor"] == row]
        told = list(zip(own["month"], own["date"], own["text"], own["source"], strict=True))
        look = {"symbol": "circle", "color": colour(labels, row), "size": 8}
        name = state_name(labels, row)
    months = list(dict.fromkeys(one[0] for one in told))
    figure.add_scatter(
        x=months,
        y=[row] * len(months),
        yaxis="y2",
        mode="markers",
        marker=look,
        showlegend=False,
        name=html.escape(name),
        hovertext=[hover(told, month) for month in months],
        hovertemplate="<b>%{fullData.name}</b><br>%{hovertext}<extra></extra>",
    )


def hover(told: Sequence[tuple[str, str, str, str]], month: str) -> str:
    """What a mark says: date, what, source."""
    own = [one for one in told if one[0] == month]
    lines = [
        wrapped(f"{date}: {text}") + (sourced(source) if len(own) < 3 else "") for _, date, text, source in own[:TOLD]
    ]
    return "<br>".join(lines) + (f"<br>and {len(own) - TOLD} more" if len(own) > TOLD else "")


def wrapped(text: str, width: int = WRAP) -> str:
    """Text in lines for a hover; nothing in it is read as a tag."""
    return "<br>".join(html.escape(line) for line in textwrap.wrap(text, width))


def sourced(source: object) -> str:
    """A line with a source, if there is one."""
    text = str(source) if source else ""
    return f"<br><i>{wrapped(text if len(text) <= 90 else text[:89] + '…')}</i>" if text else ""


#: How a status is drawn: fill, pattern and its colour.
