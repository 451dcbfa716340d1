"""Figures of a comparison: differences, who is best how often, and the spread over parameter sets.

Colour and mark are the policy. The colours are from Paul Tol's muted scheme, which keeps apart for
colour-blind readers, and none of them is a state's; the mark says the same without colour.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go

from eastsea_abm.analysis.best import RUN
from eastsea_abm.analysis.comparison import Comparison, outcome
from eastsea_abm.analysis.words import best_is, counted
from eastsea_abm.figure_style import INK, QUIET, dressed, row_name

if TYPE_CHECKING:
    import pandas as pd

#: Colour and mark by the place of a policy in the comparison, the reference included.
LOOKS = (
    ("#332288", "circle"),
    ("#999933", "square"),
    ("#882255", "diamond"),
    ("#44AA99", "triangle-up"),
    ("#DDCC77", "cross"),
    ("#117733", "star"),
    ("#AA4499", "hexagon"),
    ("#BBBBBB", "x"),
)
ROW, HEAD = 17, 26  # pixels of a policy and of an outcome's name
LABEL = 44  # characters of an outcome's name in a figure, which does not wrap
REACH = 1.15  # of the widest interval that is shown whole
WIDEST = 30.0  # per cent: what lies beyond is drawn at the edge with its number
POINTS = 400  # parameter sets that are drawn one by one; a box alone where there are more


def look(policies: Sequence[str], policy: str) -> tuple[str, str]:
    """Colour and mark of a policy."""
    return LOOKS[list(policies).index(policy) % len(LOOKS)]


def panels(told: Comparison, outcomes: Sequence[str]) -> list[go.Figure]:
    """Every figure of a comparison, in the order of the page."""
    drawn = [forest(told, outcomes), best_bars(told, outcomes)]
    return [*drawn, *(ratios(told, name) for name in outcomes if name in told.spreads)]


def titled(name: str) -> str:
    """The name of an outcome over its row."""
    return f"<b>{html.escape(name)}</b>"


def forest(told: Comparison, outcomes: Sequence[str]) -> go.Figure:
    """Paired differences in per cent of the reference's mean, a row an outcome, a mark a policy."""
    own = told.differences[told.differences["outcome"].isin(list(outcomes))]
    rows = [name for name in outcomes if np.isfinite(own.loc[own["outcome"] == name, "relative"]).any()]
    others = [policy for policy in told.policies if policy != told.reference]
    reach = span(own)
    height = HEAD + ROW * len(others)
    figure = go.Figure()
    for k, policy in enumerate(others):
        table = own[own["policy"] == policy].set_index("outcome").reindex(rows)
        places = [-(height * n + HEAD + ROW * (k + 0.5)) for n in range(len(rows))]
        _marks(figure, told, policy, table, places, reach)
    for n, name in enumerate(rows):
        row_name(figure, titled(name), -(height * n + HEAD - 6))
    figure.add_vline(x=0, line={"color": QUIET, "width": 1})
    subtitle = f"% of {told.reference}'s mean, 95 %; {counted(told)}"
    dressed(figure, f"Differences from {told.reference}", subtitle, 170 + height * max(len(rows), 1))
    _linear(figure, [-reach, reach], "%", [-(height * len(rows)) - 4, 0])
    return figure


def span(table: pd.DataFrame) -> float:
    """How far the axis reaches to either side, in per cent."""
    far = 100.0 * (table["relative"].abs() + table["relative_half_width"].fillna(0.0))
    far = far[np.isfinite(far)]
    return max(1.0, REACH * min(float(far.max()), WIDEST)) if len(far) else 1.0


def left_out(told: Comparison, outcomes: Sequence[str]) -> list[str]:
    """Outcomes of which no percentage can be taken, because the reference's mean is 0."""
    own = told.differences
    return [name for name in outcomes if not np.isfinite(own.loc[own["outcome"] == name, "relative"]).any()]


def _marks(
    figure: go.Figure, told: Comparison, policy: str, table: pd.DataFrame, places: Sequence[float], reach: float
) -> None:
    """One policy's marks with their intervals; what lies beyond the axis stands at its edge with its number."""
    colour, mark = look(told.policies, policy)
    x, half = 100.0 * table["relative"].to_numpy(float), 100.0 * table["relative_half_width"].to_numpy(float)
    beyond = np.abs(x) > reach
    edge = 0.97 * reach
    figure.add_scatter(
        x=np.where(beyond, np.sign(x) * edge, x),
        y=places,
        mode="markers+text",
        name=html.escape(policy),
        legendgroup=policy,
        marker={
            "color": colour,
            "size": 9,
            "symbol": np.where(beyond, np.where(x > 0, "triangle-right", "triangle-left"), mark).tolist(),
        },
        error_x={"type": "data", "array": np.where(beyond, 0.0, np.nan_to_num(half)), "color": colour, "thickness": 2},
        text=[f"{v:+.0f} %" if b else "" for v, b in zip(x, beyond, strict=True)],
        textposition=["middle left" if v > 0 else "middle right" for v in x],
        textfont={"color": INK, "size": 11},
        cliponaxis=False,
        hovertext=[_hover(name, row) for name, row in table.iterrows()],
        hovertemplate="<b>%{fullData.name}</b><br>%{hovertext}<extra></extra>",
        showlegend=False,
    )
    # An entry of its own, so that the legend shows the policy's mark and no arrow.
    figure.add_scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=html.escape(policy),
        legendgroup=policy,
        marker={"color": colour, "size": 9, "symbol": mark},
        showlegend=True,
    )


def _hover(name: Any, row: pd.Series[Any]) -> str:
    one = outcome(str(name))
    lines = [
        f"{html.escape(one.name)} ({html.escape(one.unit)}, {one.over})",
        f"{row['policy_mean']:.4g} against {row['reference_mean']:.4g}",
        f"{100 * row['relative']:+.1f} ± {100 * row['relative_half_width']:.1f} %",
        f"lower in {row['lower']:.0%}, higher in {row['higher']:.0%} of {row['pairs']:,.0f} pairs",
    ]
    return "<br>".join([*lines, *textwrap.wrap(html.escape(one.meaning), LABEL)])


def _linear(figure: go.Figure, reach: Sequence[float], unit: str, rows: Sequence[float] | None = None) -> None:
    """Numbers and not dates along the bottom; no scale at the left, where the rows are named in the figure."""
    figure.update_xaxes(
        type="linear",
        range=list(reach),
        hoverformat=None,
        ticksuffix=f" {unit}" if unit else "",
        zeroline=False,
        nticks=7,
        fixedrange=True,
    )
    figure.update_yaxes(showticklabels=False, showgrid=False, fixedrange=True)
    if rows is not None:
        figure.update_yaxes(range=list(rows))
    figure.update_layout(margin={"l": 10, "r": 14, "t": 76, "b": 36})


def best_bars(told: Comparison, outcomes: Sequence[str]) -> go.Figure:
    """For each outcome, in which share of runs or parameter sets each policy is best."""
    own = told.best[told.best["unit"] == told.unit]
    figure = go.Figure()
    places = [-float(n) for n in range(len(outcomes))]
    for policy in told.policies:
        table = own[own["policy"] == policy].set_index("outcome").reindex(list(outcomes))
        shares = 100.0 * table["share"].to_numpy(float)
        figure.add_bar(
            y=places,
            x=shares,
            orientation="h",
            name=html.escape(policy),
            width=0.5,
            offset=-0.62,
            marker={"color": look(told.policies, policy)[0], "line": {"color": "#ffffff", "width": 1}},
            customdata=100.0 * table[["low", "high", "tied"]].to_numpy(float),
            text=[html.escape(f"{name}: {best_is(name)}") for name in outcomes],
            textposition="none",
            hovertemplate="<b>%{fullData.name}</b><br>%{text}<br>best in %{x:.1f} % "
            "(%{customdata[0]:.1f} to %{customdata[1]:.1f}), tied in %{customdata[2]:.1f} %<extra></extra>",
        )
    for name, place in zip(outcomes, places, strict=True):
        row_name(figure, titled(f"{name} ({best_is(name)})"), place + 0.12)
    unit = "runs" if told.unit == RUN else "parameter sets"
    number = told.runs if told.unit == RUN else told.sets
    height = 120 + 20 * len(told.policies) + 46 * max(len(outcomes), 1)  # the legend of a phone stands in a column
    figure.update_layout(barmode="stack", showlegend=True)
    dressed(figure, "Which policy is best", f"% of {number:,} {unit}, ties shared", height)
    _linear(figure, [0, 100], "%", [-len(outcomes) + 0.2, 0.5])
    figure.update_xaxes(tickvals=[0, 25, 50, 75, 100])
    figure.update_layout(legend={"traceorder": "normal"}, margin={"r": 24})
    return figure


def ratios(told: Comparison, name: str) -> go.Figure:
    """How far each policy stands from the reference over parameter sets: a box from 25 to 75 %, and every set."""
    figure = go.Figure()
    found = told.spreads[name]
    scale = next(iter(found.values()))[0] if found else "log ratio"
    for n, (policy, (_, values)) in enumerate(found.items()):
        colour, mark = look(told.policies, policy)
        figure.add_box(
            x=values,
            y=[-float(n)] * len(values),
            orientation="h",
            name=html.escape(policy),
            marker={"color": colour, "size": 4, "symbol": mark, "opacity": 0.55},
            line={"color": colour, "width": 1.6},
            boxpoints="all" if len(values) <= POINTS else False,
            jitter=0.7,
            pointpos=0,
            width=0.5,
            hovertemplate="%{x:+.3f}<extra>%{fullData.name}</extra>",
            showlegend=True,
        )
    figure.add_vline(x=0, line={"color": QUIET, "width": 1})
    unit = "" if scale == "log ratio" else f", {outcome(name).unit}"
    text = f"{scale}{unit}, {counted(told)}"
    dressed(figure, f"{name.capitalize()} against {told.reference}", text, 200 + 70 * max(len(found), 1))
    everything = np.concatenate([values for _, values in found.values()]) if found else np.zeros(1)
    reach = 1.08 * max(float(np.abs(everything).max(initial=0.0)), 1e-9)
    _linear(figure, [-reach, reach], "", [-len(found) + 0.4, 0.6])
    return figure
