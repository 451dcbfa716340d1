"""Maps over two factors, one a policy, all on one scale of colours that colour-blind readers can read."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from eastsea_abm.analysis.comparison import outcome
from eastsea_abm.analysis.grouping import Grouped
from eastsea_abm.analysis.levels import Key
from eastsea_abm.figure_style import BAR_BELOW, dressed

if TYPE_CHECKING:
    import pandas as pd

MOST_TICKS = 5  # along a map
SCALE = "Cividis"
ACROSS = 2  # maps side by side; more are too narrow on a phone
BETWEEN = 0.05  # of the width, between two maps
PANEL, TOP, FOOT, GAP = 200, 96, 104, 50  # pixels: of a map, over and under all of them, between them


def maps(told: Grouped, name: str, along: tuple[Key, Key], by: Key | None) -> go.Figure:
    """Means over two factors."""
    table = told.table[told.table["outcome"] == name]
    labels: tuple[str, ...] = by.labels if by is not None else ("",)
    across = min(ACROSS, len(labels))
    down = -(-len(labels) // across)
    height = PANEL * down + GAP * (down - 1)
    figure = go.Figure()
    dressed(figure, name.replace("_", " ").capitalize(), _counted(told, name), TOP + height + FOOT)
    for k, label in enumerate(labels):
        own = table[table[by.name] == label] if by is not None else table
        grid, runs = (_square(own, along, value) for value in ("mean", "n"))
        mark = "" if k == 0 else str(k + 1)
        figure.add_heatmap(
            x=list(along[0].labels),
            y=list(along[1].labels),
            z=grid,
            customdata=runs,
            coloraxis="coloraxis",
            xaxis=f"x{mark}",
            yaxis=f"y{mark}",
            name=html.escape(label),
            hovertemplate=f"{html.escape(along[0].name)} %{{x}}<br>{html.escape(along[1].name)} %{{y}}<br>"
            "mean %{z:.4g}, %{customdata:,} runs<extra>%{fullData.name}</extra>",
        )
        _place(figure, k, across, len(labels), label, along)
    figure.update_layout(
        margin={"l": 52, "r": 14, "t": TOP, "b": FOOT},
        coloraxis={
            "colorscale": SCALE,
            "colorbar": BAR_BELOW,
        },
    )
    return figure


def _counted(told: Grouped, name: str) -> str:
    one = outcome(name)
    return f"{one.unit}, {one.over}; means; {told.runs:,} runs"


def _square(table: pd.DataFrame, along: tuple[Key, Key], value: str) -> np.ndarray:
    """A column of the summary as rows of the second factor by levels of the first; nan where there is no run."""
    grid = table.pivot(index=along[1].name, columns=along[0].name, values=value)
    return grid.reindex(index=list(along[1].at), columns=list(along[0].at)).to_numpy(float)


def _few(labels: tuple[str, ...]) -> list[str]:
    """As many labels as a phone has room for, the first and the last among them."""
    step = -(-(len(labels) - 1) // (MOST_TICKS - 1)) or 1
    return list(labels[::step])


def _place(figure: go.Figure, k: int, across: int, number: int, label: str, along: tuple[Key, Key]) -> None:
    """The axes of the ``k``-th map: levels at equal distances, so that every cell can be seen."""
    row, column = divmod(k, across)
    down = -(-number // across)
    height = PANEL * down + GAP * (down - 1)
    lowest = k + across >= number
    mark = "" if k == 0 else str(k + 1)
    width = (1.0 - BETWEEN * (across - 1)) / across
    left = column * (width + BETWEEN)
    top = 1.0 - row * (PANEL + GAP) / height
    look = {"type": "category", "showgrid": False, "ticks": "", "tickangle": 0, "hoverformat": None}
    figure.update_layout(
        {
            f"xaxis{mark}": {
                **look,
                "domain": [left, left + width],
                "anchor": f"y{mark}",
                "title": {"text": html.escape(along[0].name) if lowest else "", "standoff": 2},
                "tickvals": _few(along[0].labels),
                "automargin": True,
                "tickfont": {"size": 11},
            },
            f"yaxis{mark}": {
                **look,
                "domain": [max(0.0, top - PANEL / height), top],
                "anchor": f"x{mark}",
                "title": {"text": html.escape(along[1].name) if column == 0 else "", "standoff": 2},
                "showticklabels": column == 0,
                "tickfont": {"size": 11},
            },
        }
    )
    if label:
        figure.add_annotation(
            x=left,
            xref="paper",
            xanchor="left",
            y=top,
            yref="paper",
            yanchor="bottom",
            showarrow=False,
            text=html.escape(label),
            font={"size": 13},
        )
