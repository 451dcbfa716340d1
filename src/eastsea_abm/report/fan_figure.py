"""Months of a study as fans: bands of the two policies in question, medians of all."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from eastsea_abm.analysis.comparison import outcome
from eastsea_abm.figure_style import dressed

if TYPE_CHECKING:
    import pandas as pd

SEEN = 0.16  # how much of a band's colour is seen, since two lie over each other
LEGEND = 20  # pixels of a row of the legend, of which a phone needs one a policy


def fan(
    months: pd.DataFrame,
    name: str,
    policies: Sequence[str],
    banded: Sequence[str],
    looks: Mapping[str, tuple[str, str]],
) -> go.Figure:
    """One outcome month by month, a parameter set each with luck of its own.

    Parameters
    ----------
    months
        Rows of `eastsea_abm.study.fans.fans`.
    policies
        Whose medians are drawn.
    banded
        Of which the middle 50 % of the sets is drawn too.
    looks
        Colour and dash by policy.
    """
    own = months[months["outcome"] == name]
    figure = go.Figure()
    for policy in banded:
        _band(figure, own[own["policy"] == policy], policy, looks[policy][0])
    for policy in policies:
        rows = own[own["policy"] == policy]
        if len(rows):
            _median(figure, rows, policy, looks[policy], policy in banded)
    one = outcome(name)
    sums = bool(own["so_far"].iloc[0])
    sets = int(own["runs"].iloc[0])
    title = f"{name.replace('_', ' ').capitalize()}{', from the start on' if sums else ''}"
    dressed(figure, title, f"{one.unit}; {sets:,} parameter sets, one run each", 350 + LEGEND * len(policies))
    figure.update_yaxes(automargin=True, rangemode="tozero")
    return figure.update_layout(showlegend=True)


def _band(figure: go.Figure, rows: pd.DataFrame, policy: str, colour: str) -> None:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    shared = {"x": rows["month"], "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    figure.add_scatter(y=rows["q25"], legendgroup=policy, **shared)
    figure.add_scatter(
        y=rows["q75"], legendgroup=policy, fill="tonexty", fillcolor=f"rgba({red},{green},{blue},{SEEN})", **shared
    )


def _median(figure: go.Figure, rows: pd.DataFrame, policy: str, look: tuple[str, str], wide: bool) -> None:
    figure.add_scatter(
        x=rows["month"],
        y=rows["q50"],
        mode="lines",
        name=html.escape(policy),
        legendgroup=policy,
        line={"color": look[0], "dash": look[1], "width": 2.6 if wide else 1.6},
        customdata=rows[["q25", "q75", "q05", "q95", "mean"]].to_numpy(),
        hovertemplate="<b>%{fullData.name}</b> %{x|%Y-%m}: median %{y:.3g}<br>middle 50 %: %{customdata[0]:.3g} to "
        "%{customdata[1]:.3g}<br>90 %: %{customdata[2]:.3g} to %{customdata[3]:.3g}<br>mean %{customdata[4]:.3g}"
        "<extra></extra>",
    )


def every_year(months: pd.DataFrame, name: str, policies: Sequence[str]) -> list[tuple[str, ...]]:
    """What a fan is drawn from, the last month of every twelve: policy and month, then the quantiles."""
    from eastsea_abm.report.cells import shown

    rows: list[tuple[str, ...]] = []
    for policy in policies:
        own = months[(months["outcome"] == name) & (months["policy"] == policy)].reset_index(drop=True)
        for one in own.iloc[11::12].to_dict("records"):
            numbers = (shown(float(one[key])) for key in ("q05", "q25", "q50", "q75", "q95", "mean"))
            rows.append((f"{policy}, {str(one['month'])[:7]}", *numbers))
    return rows


HEAD = ("policy and month", "5 %", "25 %", "median", "75 %", "95 %", "mean")
