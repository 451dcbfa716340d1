"""Figures of robustness, and each in words for who does not see it."""

from __future__ import annotations

import html
from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.figure_style import INK, QUIET, dressed, row_name
from eastsea_abm.lines.told import LOOKS
from eastsea_abm.robustness import words
from eastsea_abm.robustness.judged import Judged, Robust

Looks = Mapping[str, tuple[str, str]]
ROW = 44  # pixels of a policy: its name, and its marks beneath
LEGEND = 20  # pixels of a row of the legend
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "star")


def figures(told: Robust, looks: Looks | None = None) -> list[go.Figure]:
    """Regrets outcome by outcome, then shares of futures."""
    return [*(figure(told, one, looks) for one in told.outcomes), shares(told, looks)]


def figure(told: Robust, one: Judged, looks: Looks | None = None) -> go.Figure:
    """Mean and 90th-percentile regret, a row a policy; the greatest, which would dwarf them, as a number.

    Parameters
    ----------
    looks
        Colour and dash by policy, where several figures must agree; by place when left out.
    """
    own = looks or by_place(told)
    chart = go.Figure()
    colours = [own[name][0] for name in told.policies]
    for row, (label, symbol) in enumerate((("mean", "circle"), ("90th percentile", "diamond-open"))):
        places = [-k - 0.2 - 0.2 * row for k in range(len(told.policies))]
        chart.add_scatter(
            x=one.regret[row],
            y=places,
            mode="markers",
            marker={"color": colours, "symbol": symbol, "size": 10, "line": {"width": 2, "color": colours}},
            hovertext=[_hover(told, one, k) for k in range(len(told.policies))],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
        )
        for k, colour in enumerate(colours):
            chart.add_shape(
                type="line", x0=one.low[row, k], x1=one.high[row, k], y0=places[k], y1=places[k],
                line={"color": colour, "width": 2 if not row else 1}, layer="below",
            )  # fmt: skip
        # An entry of its own in ink, since the marks have the colours of policies.
        chart.add_scatter(
            x=[None], y=[None], mode="markers", name=label, marker={"color": INK, "symbol": symbol, "size": 10}
        )
    for k, name in enumerate(told.policies):
        row_name(chart, f"<b>{html.escape(name)}</b>, greatest {one.regret[2, k]:.2g}", 0.2 - k)
    title = f"Regret in {one.outcome.replace('_', ' ')}"
    dressed(chart, title, f"{outcome_of(one.outcome).unit}, 95 %; {told.futures:,} futures", _height(told, 2))
    _rows(chart, told)
    far = float(np.nanmax(one.high[:2])) or 1.0
    chart.update_xaxes(range=[-0.03 * far, 1.06 * far])
    return chart


def shares(told: Robust, looks: Looks | None = None) -> go.Figure:
    """In which share of futures each is acceptable: bars in all outcomes at once, marks in each."""
    own = looks or by_place(told)
    chart = go.Figure()
    places = [-k - 0.25 for k in range(len(told.policies))]
    chart.add_bar(
        x=100 * told.jointly,
        y=places,
        orientation="h",
        width=0.36,
        marker={"color": [own[name][0] for name in told.policies], "opacity": 0.45},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": 100 * np.maximum(told.jointly_high - told.jointly, 0),
            "arrayminus": 100 * np.maximum(told.jointly - told.jointly_low, 0),
            "color": QUIET,
            "thickness": 1.5,
        },
        hovertext=[html.escape(name) for name in told.policies],
        hovertemplate="<b>%{hovertext}</b><br>acceptable in %{x:.0f} % of futures<extra></extra>",
        showlegend=False,
    )
    several = len(told.outcomes) > 1
    marks = [(one.outcome.replace("_", " "), one.acceptable) for one in told.outcomes] if several else []
    marks = marks or [("best", told.outcomes[0].best)]
    for k, (label, values) in enumerate(marks):
        chart.add_scatter(
            x=100 * values,
            y=places,
            mode="markers",
            name=html.escape(label),
            marker={"color": INK, "symbol": f"{SYMBOLS[k % len(SYMBOLS)]}-open", "size": 10, "line": {"width": 2}},
            hovertemplate=f"{html.escape(label)}: %{{x:.0f}} %<extra></extra>",
        )
    for k, name in enumerate(told.policies):
        row_name(chart, f"<b>{html.escape(name)}</b>", 0.2 - k)
    title = f"Within {words.percent(told.tolerance)} of the best"
    at_once = "bars: all at once; marks: each" if several else "bars: acceptable; marks: best"
    dressed(chart, title, f"% of {told.futures:,} futures; {at_once}", _height(told, len(marks)))
    _rows(chart, told)
    chart.update_xaxes(range=[0, 101], tickvals=[0, 25, 50, 75, 100], ticksuffix=" %")
    return chart


def by_place(told: Robust) -> dict[str, tuple[str, str]]:
    """Colour and dash by the place of a policy among those compared."""
    return {name: LOOKS[k % len(LOOKS)] for k, name in enumerate(told.policies)}


def _height(told: Robust, entries: int) -> int:
    return 160 + ROW * len(told.policies) + LEGEND * entries


def _rows(chart: go.Figure, told: Robust) -> None:
    chart.update_xaxes(type="linear", hoverformat=None, nticks=5, automargin=True)
    chart.update_yaxes(showticklabels=False, showgrid=False, fixedrange=True, range=[-len(told.policies) + 0.4, 0.5])
    chart.update_layout(margin={"l": 12, "r": 16, "t": 76, "b": 36}, showlegend=True)


def _hover(told: Robust, one: Judged, k: int) -> str:
    lines = [f"<b>{html.escape(told.policies[k])}</b>"]
    for row, name in enumerate(("mean", "90th percentile")):
        lines.append(f"{name} {one.regret[row, k]:.3g}, 95 % {one.low[row, k]:.2g} to {one.high[row, k]:.2g}")
        lines.append(f"at face value {one.face[row, k]:.3g}")
    lines.append(f"greatest {one.regret[2, k]:.3g}")
    return "<br>".join(lines)


def alt(told: Robust, one: Judged) -> str:
    """The figure of an outcome's regrets in words."""
    each = "; ".join(
        f"{name} mean {one.regret[0, k]:.2g}, 90th percentile {one.regret[1, k]:.2g}, greatest {one.regret[2, k]:.2g}"
        for k, name in enumerate(told.policies)
    )
    return f"Regret in {words.named(one.outcome)} over {words.over(told)}: {each}."


def shares_alt(told: Robust) -> str:
    """The figure of shares in words."""
    each = "; ".join(f"{name} {words.percent(told.jointly[k])}" for k, name in enumerate(told.policies))
    names = words.joined([one.outcome.replace("_", " ") for one in told.outcomes])
    return f"Share of futures within {words.percent(told.tolerance)} of the best in {names} at once: {each}."
