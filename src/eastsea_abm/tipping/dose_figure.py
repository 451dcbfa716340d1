"""The figure of a response to the doses of a lever, and it in words."""

from __future__ import annotations

import html

import plotly.graph_objects as go

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.figure_style import QUIET, dressed
from eastsea_abm.lines.told import LOOKS
from eastsea_abm.tipping import dose_words, words
from eastsea_abm.tipping.dose import Response

APART = 0.015  # of the range: rows stand beside each other, so that no interval hides another
LEGEND = 20  # pixels of a row of the legend, of which a phone needs one a policy


def dose_figure(told: Response) -> go.Figure:
    """The mean paired difference at each dose with its interval, a line a row."""
    chart = go.Figure()
    doses = [step.dose for row in told.rows for step in row.steps]
    aside = APART * (max(doses) - min(doses))
    for k, row in enumerate(told.rows):
        colour, dash = LOOKS[k % len(LOOKS)]
        steps = row.steps
        label = dose_words.held_label(row)
        chart.add_scatter(
            x=[step.dose + aside * (k - (len(told.rows) - 1) / 2) for step in steps],
            y=[step.against.mean for step in steps],
            mode="lines+markers",
            name=html.escape(label),
            line={"color": colour, "dash": dash, "width": 2},
            marker={"color": colour, "size": 8},
            error_y={
                "type": "data",
                "array": [step.against.high - step.against.mean for step in steps],
                "color": colour,
                "thickness": 1.5,
            },
            customdata=[(step.policy, step.mean, 100 * step.against.lower, step.dose) for step in steps],
            hovertemplate="<b>%{customdata[0]}</b><br>dose %{customdata[3]:g}: %{y:+.3g}<br>mean %{customdata[1]:.3g}"
            f"<br>lower in %{{customdata[2]:.0f}} % of {told.unit}<extra></extra>",
            showlegend=True,
        )
    chart.add_hline(y=0, line={"color": QUIET, "width": 1})
    title = f"{told.outcome.replace('_', ' ').capitalize()} by dose of {told.lever}"
    references = {row.reference for row in told.rows}
    which = references.pop() if len(references) == 1 else "the lowest dose"
    subtitle = f"difference from {which} ({outcome_of(told.outcome).unit}), 95 %"
    dressed(chart, title, subtitle, 330 + LEGEND * len(told.rows))
    chart.update_xaxes(
        type="linear", hoverformat=None, nticks=6, automargin=True,
        title={"text": html.escape(f"{told.lever} ({words.meaning_of(told.lever)[1]})"), "standoff": 4},
    )  # fmt: skip
    chart.update_yaxes(automargin=True, nticks=6)
    chart.update_layout(margin={"l": 56, "r": 16, "t": 76, "b": 36})
    return chart


def dose_alt(told: Response) -> str:
    """The figure of a response to doses in words."""
    return " ".join(dose_words.sentences(told))
