"""CRPS of everybody against the best baseline, a row a series: left of the line is better than all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from eastsea_abm.figure_style import INK, QUIET, dressed
from eastsea_abm.hindcast.looks import BASELINES, METHODS, Look
from eastsea_abm.hindcast.score_cells import digits
from eastsea_abm.hindcast.words import short

if TYPE_CHECKING:
    import pandas as pd

ROW, AROUND = 25, 66  # pixels of a row, of axis and margins
CROWDED = 6.0  # range from which every second tick is left out, so that a phone has room for their numbers
TICKS = (0.18, 0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6)
LETTER = 7.0  # pixels of a letter in the names of rows
FARTHEST = 6.0  # times the best baseline: what lies beyond stands at the edge with its number


def ratios(scores: pd.DataFrame, period: str) -> go.Figure:
    """CRPS of a period as multiples of the best baseline's, on a scale of ratios."""
    own = scores[scores["period"] == period]
    table = own.pivot(index="series", columns="method", values="crps").reindex(own["series"].drop_duplicates())
    there = [name for name in BASELINES if name in table]
    best = table[there].min(axis=1) if there else table.iloc[:, 0] * math.nan
    table, best = table[best.notna()], best[best.notna()]
    figure = go.Figure()
    for method in reversed([name for name in METHODS if name in table]):
        values = (table[method] / best).to_numpy(float)
        texts = [f"CRPS {digits(one)}" if one == one else "" for one in table[method]]
        add_row_marks(figure, method, METHODS[method], values, texts)
    return rowed(figure, [short(str(name)) for name in table.index])


def add_row_marks(
    figure: go.Figure, name: str, look: Look, values: np.ndarray, texts: Sequence[str], farthest: float = FARTHEST
) -> None:
    """One mark a row, from the top; those beyond the axis stand at its edge with their number."""
    beyond = (values > farthest) | (values < 1.0 / farthest)
    figure.add_scatter(
        x=np.clip(values, 1.0 / farthest, farthest),
        y=[-float(k) for k in range(len(values))],
        name=name,
        mode="markers+text",
        marker={
            "symbol": f"{look.mark}-open" if look.hollow else look.mark,
            "size": 11 if name in METHODS and name not in BASELINES else 8,
            "color": look.colour,
            "line": {"width": 2 if look.hollow else 0.5, "color": look.colour if look.hollow else "#ffffff"},
        },
        text=[f"×{one:.2g}" if far else "" for one, far in zip(values, beyond, strict=True)],
        textposition=["middle left" if one > 1 else "middle right" for one in values],
        textfont={"size": 11, "color": INK},
        cliponaxis=False,
        hovertext=texts,
        hovertemplate=f"{name}: ×%{{x:.2f}}<br>%{{hovertext}}<extra></extra>",
    )


def rowed(figure: go.Figure, rows: Sequence[str], row: int = ROW) -> go.Figure:
    """Names of rows at the left, a line at one, ticks that say by how many times."""
    dressed(figure, "", "", AROUND + row * max(len(rows), 1))
    everything = [one for trace in figure.data for one in trace.x if one == one]
    low, high = min([*everything, 0.7]) / 1.15, max([*everything, 1.4]) * 1.15
    figure.add_vline(x=1.0, line={"color": QUIET, "width": 1})
    ticks = TICKS if high / low < CROWDED else TICKS[1::2]
    figure.update_xaxes(
        type="log",
        range=[math.log10(low), math.log10(high)],
        hoverformat=None,
        tickvals=list(ticks),
        ticktext=[f"×{one:g}" for one in ticks],
        tickangle=0,
        fixedrange=True,
    )
    figure.update_yaxes(
        tickvals=[-float(k) for k in range(len(rows))],
        ticktext=list(rows),
        range=[-len(rows) + 0.4, 0.6],
        fixedrange=True,
        automargin=False,
    )
    left = int(14 + LETTER * max((len(name) for name in rows), default=0))
    return figure.update_layout(title=None, showlegend=False, margin={"l": left, "r": 14, "t": 10, "b": 28})
