"""A story as a figure: the outcome under both runs over the months, the links of the chain numbered above."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.figure_style import FAINT, INK, PAPER, WRAP, dressed
from eastsea_abm.lines.told import LOOKS
from eastsea_abm.outcomes import OVER
from eastsea_abm.stories.story import Story
from eastsea_abm.stories.words import named

Looks = Mapping[str, tuple[str, str]]
MARK, ROW = 18, 20  # pixels of a numbered mark, and of a row of them
NARROW = 260  # pixels the months have on a phone
HEIGHT = 350  # without the rows of marks


def figure(story: Story, looks: Looks | None = None) -> go.Figure:
    """Lines of the outcome, and one numbered mark a link.

    Parameters
    ----------
    looks
        Colour and dash by policy, where several figures must agree; by place in the contrast when left out.
    """
    own = looks or dict(zip(story.contrast, LOOKS, strict=False))
    chart = go.Figure()
    for name, curve in zip(story.contrast, story.curves, strict=True):
        colour, dash = own[name]
        chart.add_scatter(
            x=story.dates,
            y=curve,
            mode="lines",
            name=html.escape(name),
            line={"color": colour, "dash": dash, "width": 2.4},
            hovertemplate=f"%{{x|%Y-%m}}: %{{y:.3g}}<extra>{html.escape(name)}</extra>",
        )
    rows = placed([link.month for link in story.links], len(story.dates))
    height = HEIGHT + ROW * (max(rows, default=-1) + 1)
    _marks(chart, story, rows)
    sums = OVER.get(story.outcome, "sum") == "sum"
    title = f"{named(story.outcome).capitalize()}{' so far' if sums else ''}: {story.pair.which} pair"
    subtitle = f"{outcome_of(story.outcome).unit}; setting {story.pair.setting}, run {story.pair.run}"
    dressed(chart, title, subtitle, height)
    top = 1.0 - (ROW * (max(rows, default=-1) + 1) + 6) / (height - 180) if rows else 1.0
    chart.update_layout(
        yaxis={"domain": [0, top], "nticks": 6, "automargin": True, "rangemode": "tozero" if sums else "normal"},
        yaxis2={
            "domain": [top, 1],
            "range": [-0.6, max(rows, default=0) + 0.6],
            "visible": False,
            "fixedrange": True,
        },
        xaxis={"anchor": "y"},
        margin={"l": 56, "r": 16, "t": 72},
    )
    return chart


def placed(months: Sequence[int], whole: int) -> list[int]:
    """The row of each mark, 0 at the bottom, so that no two overlap on a phone."""
    apart = MARK * whole / NARROW
    ends: list[float] = []
    rows = []
    for month in months:
        row = next((k for k, end in enumerate(ends) if month - end >= apart), len(ends))
        ends[row : row + 1] = [float(month)]
        rows.append(row)
    return rows


def _marks(chart: go.Figure, story: Story, rows: Sequence[int]) -> None:
    if not story.links:
        return
    for month in dict.fromkeys(link.date for link in story.links):
        chart.add_shape(
            type="line", x0=month, x1=month, y0=0, y1=1, yref="paper", line={"color": FAINT, "width": 1}, layer="below"
        )
    chart.add_scatter(
        x=[link.date for link in story.links],
        y=list(rows),
        yaxis="y2",
        mode="markers+text",
        text=[str(n) for n in range(1, len(story.links) + 1)],
        textfont={"color": PAPER, "size": 11},
        marker={"size": MARK, "color": INK, "line": {"color": PAPER, "width": 1}},
        showlegend=False,
        hovertext=[_wrapped(f"{link.date}, {link.who}: {link.text}") for link in story.links],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _wrapped(text: str) -> str:
    return "<br>".join(html.escape(line) for line in textwrap.wrap(text, WRAP))


def alt(story: Story) -> str:
    """The figure in words."""
    ends = " and ".join(
        f"{curve[-1]:.3g} under {name}" for name, curve in zip(story.contrast, story.curves, strict=True)
    )
    links = "; ".join(f"{n}, {link.date}, {link.who}" for n, link in enumerate(story.links, 1))
    marks = f" Numbered marks: {links}." if links else " The two runs never part."
    return (
        f"Lines of {named(story.outcome)} ({outcome_of(story.outcome).unit}) in setting {story.pair.setting}, run "
        f"{story.pair.run}, from {story.dates[0]} to {story.dates[-1]}, ending at {ends}.{marks}"
    )
