"""Figures of a posterior: prior beside posterior, what recovery says, what was identifiable, what was reached."""

from __future__ import annotations

import html
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from eastsea_abm.figure_style import FAINT, INK, QUIET, dressed, row_name

#: Told apart by readers who see no red or no green, and by lightness in print.
PRIOR, POSTERIOR, RECORD = "#9a9a9a", "#0072b2", "#d55e00"
ROW = 46  # pixels of a row: its name, and its marks below
FRAME = 200  # pixels round the rows
MOST_BARS = 15
MARK = 0.74  # of a row, where its marks stand
PANEL = 300  # pixels of a small figure
#: Buttons would lie over titles on a phone; what is small needs no zoom.
BAR = {"remove": ["zoom", "pan", "zoomin", "zoomout", "resetscale", "autoscale"]}
DENSE = 36  # pixels of a row of statistics

Told = Mapping[str, Any]


def overview(targets: Sequence[Told], effective: float) -> go.Figure:
    """Prior and posterior of every target, in standard deviations of the prior."""
    figure = go.Figure()
    for k, target in enumerate(targets):
        at = -k - 0.62
        for name, told, colour, wide in (
            ("prior", target["prior"], PRIOR, 0.1),
            ("posterior", target, POSTERIOR, -0.1),
        ):
            scaled = {
                q: (told[q] - target["prior_mean"]) / target["prior_spread"]
                for q in ("q05", "q25", "q50", "q75", "q95")
            }
            first = k == 0
            _bar(figure, scaled, at + wide, colour, name if first else None)
        row_name(figure, _named(target), -k - 0.2)
    subtitle = f"90 %, 50 % and median of {effective:,.0f} effective draws"
    return _rows(figure, "Prior and posterior", subtitle, len(targets), ROW, "prior standard deviations")


def _named(target: Told) -> str:
    """Name of a target and what became of it; a combination's parts stand in the text above."""
    return f"{html.escape(target['name'])} <span style='color:{QUIET}'>{html.escape(target['verdict'])}</span>"


def _bar(figure: go.Figure, told: Told, at: float, colour: str, name: str | None) -> None:
    """A line from 5 to 95 %, a thicker one from 25 to 75 %, and the median."""
    group = {"legendgroup": colour, "showlegend": False, "hoverinfo": "skip"}
    for ends, wide in ((("q05", "q95"), 2.5), (("q25", "q75"), 7)):
        figure.add_scatter(
            x=[told[q] for q in ends], y=[at, at], mode="lines", line={"color": colour, "width": wide}, **group
        )
    figure.add_scatter(
        x=[told["q50"]],
        y=[at],
        mode="markers",
        marker={"color": "#ffffff", "size": 8, "line": {"color": colour, "width": 2}},
        legendgroup=colour,
        name=name or "",
        showlegend=name is not None,
        hovertemplate=f"median {told['q50']:.2f}, 90 % from {told['q05']:.2f} to {told['q95']:.2f}<extra></extra>",
    )


def _rows(figure: go.Figure, title: str, subtitle: str, rows: int, height: int, unit: str) -> go.Figure:
    dressed(figure, title, subtitle, FRAME + height * rows)
    figure.update_xaxes(type="linear", hoverformat=None, nticks=6, title=_axis(unit), automargin=True)
    figure.update_yaxes(showticklabels=False, showgrid=False, fixedrange=True, range=[-rows - 0.1, 0.1])
    figure.update_layout(margin={"l": 12, "r": 14, "t": 76, "b": 36}, modebar=BAR)
    return figure


def _axis(unit: str) -> dict[str, Any]:
    return {"text": html.escape(unit), "standoff": 4, "font": {"size": 13}}


def statistics(rows: Sequence[Told], title: str, unit: str) -> go.Figure:
    """Statistics of the record between the bands of prior and posterior histories."""
    figure = go.Figure()
    for k, row in enumerate(rows):
        for which, colour, away in (("prior", PRIOR, 0.08), ("posterior", POSTERIOR, -0.08)):
            own = row[which]
            figure.add_scatter(
                x=[own["q05"], own["q50"], own["q95"]],
                y=[-k - MARK + away] * 3,
                mode="lines+markers",
                line={"color": colour, "width": 3},
                marker={"size": [0, 6, 0], "color": colour},
                name=f"{which}: middle 90 %, median",
                legendgroup=which,
                showlegend=k == 0,
                hovertemplate="%{x:.2f}<extra></extra>",
            )
        row_name(figure, html.escape(row["name"]), -k - 0.22)
    figure.add_scatter(
        x=[row["observed"] for row in rows],
        y=[-k - MARK for k in range(len(rows))],
        mode="markers",
        marker={"symbol": "diamond", "size": 9, "color": RECORD, "line": {"color": "#ffffff", "width": 1}},
        name="record",
        text=[html.escape(row["name"]) for row in rows],
        hovertemplate="%{text}: %{x:.2f}<extra></extra>",
    )
    return _rows(figure, title, "the record between simulated histories", len(rows), DENSE, unit)


def screening(told: Told) -> go.Figure:
    """How far the statistics predict parameters and combinations, best first."""
    pairs = [(f"combination {k + 1}", one["explained"]) for k, one in enumerate(told["combinations"])]
    pairs += [(one["name"], one["explained"]) for one in told["parameters"][:MOST_BARS]]
    chosen = set(told["chosen"])
    figure = go.Figure()
    names = [name for name, _ in pairs]
    figure.add_bar(
        x=[100.0 * share for _, share in pairs],
        y=[-k - MARK for k in range(len(pairs))],
        orientation="h",
        width=0.3,
        marker={"color": [POSTERIOR if name in chosen or name.startswith("combination") else PRIOR for name in names]},
        text=names,
        textposition="none",
        hovertemplate="%{text}: %{x:.0f} %<extra></extra>",
        showlegend=False,
    )
    for k, name in enumerate(names):
        row_name(figure, html.escape(name), -k - 0.24)
    figure.update_layout(bargap=0)
    return _rows(
        figure,
        "What training statistics can tell",
        "simulated histories; dark: used or reported on",
        len(pairs),
        DENSE,
        "% of variance predicted in other draws",
    )


def density(target: Told) -> go.Figure:
    """Prior and posterior of one target as histograms."""
    figure, told = go.Figure(), target["histogram"]
    edges = told["edges"]
    wide = edges[1] - edges[0]
    middles = [0.5 * (a + b) for a, b in itertools.pairwise(edges)]
    figure.add_bar(
        x=middles,
        y=[100.0 * share for share in told["posterior"]],
        width=wide,
        name="posterior",
        marker={"color": POSTERIOR, "opacity": 0.75, "line": {"width": 0}},
        hovertemplate="%{x:.3g}: %{y:.1f} %<extra>posterior</extra>",
    )
    figure.add_scatter(
        x=[edges[0], *edges, edges[-1]],
        y=[0.0, *(100.0 * share for share in told["prior"]), 100.0 * told["prior"][-1], 0.0],
        mode="lines",
        name="prior",
        line={"color": INK, "width": 1.5, "shape": "hv"},
        hoverinfo="skip",
    )
    if target["default"] is not None:
        figure.add_vline(x=target["default"], line={"color": RECORD, "width": 2, "dash": "dot"})
    _panel(figure, target["name"], _moved(target), target["unit"], "% of draws")
    figure.update_yaxes(rangemode="tozero")
    figure.update_layout(bargap=0, legend={"title": {"text": ""}})
    return figure


def _moved(target: Told) -> str:
    return f"mean {target['shift']:+.2f} sd, variance {-100 * target['contraction']:+.0f} %: {target['verdict']}"


def recovery(target: Told, truth: Sequence[float], mean: Sequence[float]) -> go.Figure:
    """Estimates for simulated histories against the truth they were made with."""
    figure, found = go.Figure(), target["recovery"]
    low, high = target["histogram"]["edges"][0], target["histogram"]["edges"][-1]
    figure.add_scatter(
        x=[low, high],
        y=[low, high],
        mode="lines",
        line={"color": FAINT, "width": 2},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_scatter(
        x=truth,
        y=mean,
        mode="markers",
        marker={"color": POSTERIOR, "size": 5, "opacity": 0.6},
        hovertemplate="truth %{x:.3g}, estimate %{y:.3g}<extra></extra>",
        showlegend=False,
    )
    share = found["coverage"]["0.9"]
    told = f"fitted back: rank corr. {found['correlation']:.2f}; 90 % hold {100 * share[0]:.0f} %"
    _panel(figure, target["name"], told, f"truth, {target['unit']}", "estimate")
    figure.update_yaxes(range=[low, high])
    return figure


def _panel(figure: go.Figure, title: str, subtitle: str, x: str, y: str) -> None:
    dressed(figure, title, subtitle, PANEL)
    figure.update_xaxes(type="linear", hoverformat=None, nticks=5, title=_axis(x), automargin=True)
    figure.update_yaxes(title=_axis(y))
    figure.update_layout(margin={"l": 56, "r": 12, "t": 66, "b": 36}, modebar=BAR)
