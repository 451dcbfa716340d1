"""Figures of turning points, and each in words for who does not see it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.figure_style import FAINT, INK, NEUTRAL, QUIET, dressed
from eastsea_abm.lines.told import LOOKS
from eastsea_abm.tipping import words
from eastsea_abm.tipping.dose_figure import LEGEND, dose_alt, dose_figure
from eastsea_abm.tipping.finding import Tipping

__all__ = ["alt", "dose_alt", "dose_figure", "figure", "shown"]

Looks = Mapping[str, tuple[str, str]]
MOST_LINES = 6  # policies drawn: the first, those that are best somewhere, then those nearest to the best
FEW_LINES = 4  # of which every one has its band; of more, those that are best somewhere
BAND = 0.12  # how much of a band's colour is seen


def figure(told: Tipping, looks: Looks | None = None) -> go.Figure:
    """Differences from the first policy over the factor, and beneath how often each is best among resamples.

    Parameters
    ----------
    looks
        Colour and dash by policy, where several figures must agree; by place among those drawn when left out.
    """
    drawn = shown(told)
    own = looks or by_place(drawn)
    chart = go.Figure()
    first = {told.policies[int(k)] for k in told.preferred}
    for name in drawn:
        _line(chart, told, name, own[name], banded=len(drawn) <= FEW_LINES or name in first)
    left = [name for name in told.policies if name not in drawn]
    for name in drawn:
        _often(chart, told, [name], own[name][0])
    if left:
        _often(chart, told, left, NEUTRAL)
    _turns(chart, told)
    title = f"{told.outcome.replace('_', ' ').capitalize()} over {told.factor}"
    subtitle = f"difference from {told.policies[0]} ({outcome_of(told.outcome).unit}), 95 % bands"
    dressed(chart, title, subtitle, 430 + LEGEND * (len(drawn) + bool(left)))
    _axes(chart, told)
    return chart


def by_place(policies: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Colour and dash by the place of a policy among these."""
    return {name: LOOKS[k % len(LOOKS)] for k, name in enumerate(policies)}


def shown(told: Tipping) -> list[str]:
    """The policies that are drawn, in their order."""
    if len(told.policies) <= MOST_LINES:
        return list(told.policies)
    sign = -1.0 if told.better > 0 else 1.0
    behind = (sign * told.means - (sign * told.means).min(0)).min(1)
    first = [0, *(int(k) for k in dict.fromkeys(told.preferred) if k)]
    rest = [int(k) for k in np.argsort(behind, kind="stable") if int(k) not in first]
    return [told.policies[k] for k in sorted([*first, *rest][:MOST_LINES])]


def _line(chart: go.Figure, told: Tipping, name: str, look: tuple[str, str], banded: bool) -> None:
    k = told.policies.index(name)
    x, y = told.at, told.contrasts[k]
    low, high = told.contrasts_low[k], told.contrasts_high[k]
    if k and banded:
        chart.add_scatter(
            x=np.concatenate([x, x[::-1]]),
            y=np.concatenate([high, low[::-1]]),
            fill="toself",
            fillcolor=faded(look[0]),
            line={"width": 0},
            mode="lines",
            legendgroup=name,
            hoverinfo="skip",
            showlegend=False,
        )
    chart.add_scatter(
        x=x,
        y=y,
        mode="lines" if told.degrees else "lines+markers",
        name=html.escape(name),
        legendgroup=name,
        line={"color": look[0], "dash": look[1], "width": 2.5},
        customdata=np.column_stack([told.means[k], low, high, 100 * told.often[k]]),
        hovertemplate=f"<b>{html.escape(name)}</b><br>{html.escape(told.factor)} %{{x:.3g}}: %{{y:+.3g}}"
        "<br>95 % %{customdata[1]:.2g} to %{customdata[2]:.2g}; mean %{customdata[0]:.3g}"
        "<br>best in %{customdata[3]:.0f} % of resamples<extra></extra>",
    )


def _often(chart: go.Figure, told: Tipping, names: Sequence[str], colour: str) -> None:
    places = [told.policies.index(name) for name in names]
    label = names[0] if len(names) == 1 else f"{len(names)} others"
    chart.add_scatter(
        x=told.at,
        y=100 * told.often[places].sum(0),
        yaxis="y2",
        stackgroup="often",
        mode="lines",
        line={"width": 0, "color": colour},
        fillcolor=faded(colour, 0.75),
        name=html.escape(label),
        legendgroup=label,
        showlegend=len(names) > 1,
        hovertemplate=f"{html.escape(label)}: best in %{{y:.0f}} % of resamples<extra></extra>",
    )


def _turns(chart: go.Figure, told: Tipping) -> None:
    """A line and its band where a turn is told; a dotted line where the estimate turns and it is not told."""
    for turn in told.turns:
        if turn.told:
            chart.add_shape(
                type="rect", x0=turn.low, x1=turn.high, y0=0, y1=1, yref="paper", fillcolor=QUIET, opacity=0.13,
                line={"width": 0}, layer="below",
            )  # fmt: skip
        dash = "solid" if turn.told else "dot"
        chart.add_shape(
            type="line", x0=turn.value, x1=turn.value, y0=0, y1=1, yref="paper",
            line={"color": INK, "width": 1.5 if turn.told else 1, "dash": dash},
        )  # fmt: skip


def _axes(chart: go.Figure, told: Tipping) -> None:
    unit = words.meaning_of(told.factor)[1]
    name = f"{told.factor} ({unit})" if unit and unit != "1" else told.factor
    chart.update_xaxes(
        type="linear", hoverformat=None, nticks=6, range=[told.low, told.high], automargin=True, anchor="y2",
        title={"text": html.escape(name), "standoff": 4},
    )  # fmt: skip
    chart.update_layout(
        yaxis={
            "domain": [0.3, 1],
            "nticks": 6,
            "zeroline": True,
            "zerolinecolor": QUIET,
            "automargin": True,
        },
        yaxis2={
            "domain": [0, 0.2],
            "range": [0, 100],
            "tickvals": [0, 50, 100],
            "ticksuffix": " %",
            "gridcolor": FAINT,
            "automargin": True,
        },
        margin={"l": 56, "r": 16, "t": 76, "b": 36},
        legend={"traceorder": "normal"},
    )
    chart.add_annotation(
        x=0, xref="paper", xanchor="left", y=0.2, yref="paper", yanchor="bottom", showarrow=False,
        text="best, % of resamples", font={"size": 12, "color": QUIET}, bgcolor="rgba(255,255,255,0.85)",
    )  # fmt: skip


def faded(colour: str, seen: float = BAND) -> str:
    """A colour through which others can be seen."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},{seen})"


def alt(told: Tipping) -> str:
    """The figure of a turning point in words."""
    drawn = shown(told)
    ends = "; ".join(
        f"{name} from {told.contrasts[k, 0]:+.2g} to {told.contrasts[k, -1]:+.2g}"
        for k, name in enumerate(told.policies)
        if k and name in drawn
    )
    return (
        f"Lines of mean {words.named(told.outcome)} less that under {told.policies[0]}, over {told.factor} from "
        f"{words.ends(told)}: {ends}. "
        f"{words.finding(told)}"
    )
