"""Figures of a sweep's summary, one an outcome: lines over a factor, maps over two, else marks in rows.

Colour and mark are the policy, the same as in a comparison.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from eastsea_abm.analysis.comparison import outcome
from eastsea_abm.analysis.grouping import Grouped
from eastsea_abm.analysis.levels import POLICY, Key
from eastsea_abm.figure_compare import look
from eastsea_abm.figure_style import INK, dressed, row_name
from eastsea_abm.figure_sweep_map import maps

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMES = 24  # of groups in a figure of marks; the table has all
ROW, HEAD = 17, 24  # pixels of a mark and of the name over it
LEGEND = 20  # pixels of a row of the legend, of which a phone needs one a policy
BAND = 0.08  # how much of a band's colour is seen, since bands lie over each other
WHOLE = ""  # the group of everything, where nothing divides it


def panels(told: Grouped) -> list[go.Figure]:
    """A figure for every outcome."""
    return [panel(told, name) for name in told.outcomes]


def panel(told: Grouped, name: str) -> go.Figure:
    """Whatever shows the groups best."""
    numeric = [key for key in told.keys if key.numeric]
    words = [key for key in told.keys if not key.numeric]
    if len(words) <= 1 and len(numeric) == 1:
        return lines(told, name, numeric[0], words[0] if words else None)
    if len(words) <= 1 and len(numeric) == 2 and not any(key.cut for key in numeric):
        return maps(told, name, (numeric[0], numeric[1]), words[0] if words else None)
    return rows(told, name)


def counted(told: Grouped, name: str, shown: str = "") -> str:
    """What is drawn, and on how many runs it rests."""
    one = outcome(name)
    return f"{one.unit}, {one.over}; {shown or 'mean and 95 %'}; {told.runs:,} runs"


def own_rows(told: Grouped, name: str) -> pd.DataFrame:
    """The rows of one outcome."""
    return told.table[told.table["outcome"] == name].reset_index(drop=True)


def lines(told: Grouped, name: str, along: Key, by: Key | None) -> go.Figure:
    """Means over one factor with bands of their intervals, a line a policy."""
    table = own_rows(told, name)
    shown = along.values(np.arange(len(along.labels)))
    place = {value: x for value, x in zip(shown, along.at, strict=True)}
    figure = go.Figure()
    labels = by.labels if by is not None else (WHOLE,)
    for label in labels:
        one = table[table[by.name] == label] if by is not None else table
        colour, mark = look(labels, label) if by is not None else (INK, "circle")
        _line(figure, one, [place[value] for value in one[along.name]], label, colour, mark)
    figure.update_layout(showlegend=by is not None)
    dressed(figure, name.replace("_", " ").capitalize(), counted(told, name), 340 + LEGEND * len(labels) // 2)
    bottom = {"text": html.escape(along.name), "standoff": 4}
    figure.update_xaxes(type="linear", hoverformat=None, title=bottom, automargin=True)
    figure.update_yaxes(title={"text": html.escape(outcome(name).unit), "standoff": 4}, automargin=True)
    figure.update_layout(margin={"l": 56, "r": 14, "t": 76, "b": 36})
    return figure


def _line(figure: go.Figure, table: pd.DataFrame, at: list[float], label: str, colour: str, mark: str) -> None:
    low, high = table["low"].to_numpy(float), table["high"].to_numpy(float)
    known = np.isfinite(low) & np.isfinite(high)
    x = np.asarray(at, float)
    if known.sum() > 1:
        figure.add_scatter(
            x=np.concatenate([x[known], x[known][::-1]]),
            y=np.concatenate([high[known], low[known][::-1]]),
            fill="toself",
            fillcolor=faded(colour),
            line={"color": colour, "width": 0.7, "dash": "dot"},
            mode="lines",
            legendgroup=label,
            hoverinfo="skip",
            showlegend=False,
        )
    figure.add_scatter(
        x=x,
        y=table["mean"],
        mode="lines+markers",
        name=html.escape(label),
        legendgroup=label,
        line={"color": colour, "width": 2},
        marker={"color": colour, "symbol": mark, "size": 8},
        hovertext=[told_of(row) for _, row in table.iterrows()],
        hovertemplate="%{hovertext}<extra>%{fullData.name}</extra>",
    )


def faded(colour: str) -> str:
    """A colour through which others can be seen."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},{BAND})"


def told_of(row: pd.Series[Any]) -> str:
    """What a hover says about a group."""
    lines = [f"mean {row['mean']:.4g}, 95 % {row['low']:.4g} to {row['high']:.4g}"]
    if np.isfinite(row["above_zero"]):
        lines.append(f"above 0 in {row['above_zero']:.1%} of runs")
    lines.append(f"5 to 95 % of runs {row['low_5']:.4g} to {row['high_95']:.4g}")
    failed = f", {row['failed']:,} failed" if row["failed"] else ""
    return "<br>".join([*lines, f"{row['n']:,} runs{failed}"])


def rows(told: Grouped, name: str) -> go.Figure:
    """A mark a group with its interval; groups that differ in the policy only stand together under one name."""
    table = own_rows(told, name)
    policies = next((key.labels for key in told.keys if key.name == POLICY), ())
    others = [key.name for key in told.keys if key.name != POLICY]
    table["name"] = [", ".join(f"{key} {_short(row[key])}" for key in others) for _, row in table.iterrows()]
    table["policy"] = table[POLICY] if policies else WHOLE
    everything = list(dict.fromkeys(table["name"]))
    names = everything[:MOST_NAMES]
    table = table[table["name"].isin(names)]
    depth = len(policies) or 1
    height = HEAD * bool(others) + ROW * depth
    figure = go.Figure()
    for k, policy in enumerate(policies or (WHOLE,)):
        own = table[table["policy"] == policy]
        at = [-(height * names.index(one) + HEAD * bool(others) + ROW * (k + 0.5)) for one in own["name"]]
        _marks(figure, own, at, policy, look(policies, policy) if policies else (INK, "circle"))
    for k, one in enumerate(names if others else []):
        row_name(figure, html.escape(one), -(height * k + HEAD / 2))
    figure.update_layout(showlegend=bool(policies))
    tall = 190 + LEGEND * len(policies)
    cut = f"first {len(names)} of {len(everything):,} groups" if len(names) < len(everything) else ""
    dressed(figure, name.replace("_", " ").capitalize(), counted(told, name, cut), tall + height * len(names))
    unit = {"text": html.escape(outcome(name).unit), "standoff": 4}
    figure.update_xaxes(type="linear", hoverformat=None, title=unit, nticks=6, automargin=True)
    figure.update_yaxes(showticklabels=False, showgrid=False, fixedrange=True, range=[-height * len(names) - 4, 2])
    figure.update_layout(margin={"l": 12, "r": 14, "t": 76, "b": 36})
    return figure


def _short(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _marks(figure: go.Figure, table: pd.DataFrame, at: list[float], label: str, looks: tuple[str, str]) -> None:
    half = np.nan_to_num(table["high"].to_numpy(float) - table["mean"].to_numpy(float))
    figure.add_scatter(
        x=table["mean"],
        y=at,
        mode="markers",
        name=html.escape(label),
        marker={"color": looks[0], "symbol": looks[1], "size": 9},
        error_x={"type": "data", "array": half, "color": looks[0], "thickness": 2},
        hovertext=[told_of(row) for _, row in table.iterrows()],
        hovertemplate="%{hovertext}<extra>%{fullData.name}</extra>",
    )
