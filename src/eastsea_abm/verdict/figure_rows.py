"""Rows of a figure of contrasts: an outcome with its name, and under it a mark a contrast."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

import plotly.graph_objects as go

from eastsea_abm.figure_compare import LOOKS
from eastsea_abm.figure_style import INK, dressed, row_name
from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.contrasts import Told
from eastsea_abm.verdict.names import Labels, label, metric
from eastsea_abm.verdict.phrases import percent, ratio, sets, signed, span

ROW, HEAD = 17, 30  # pixels of a contrast, and of an outcome with its name
TOP, FOOT = 84, 44
LINE = 17  # pixels of a line of the legend
LEGEND = 40  # characters of a line of the legend, which does not wrap


class Rows:
    """Where marks stand: outcomes from the top, within each its contrasts."""

    def __init__(self, contrasts: int, names: Sequence[str]) -> None:
        self.each, self.names = HEAD + ROW * contrasts, tuple(names)

    def place(self, outcome: int, contrast: int) -> float:
        """Height of a mark, in pixels below the top."""
        return -(self.each * outcome + HEAD + ROW * contrast)

    def title(self, outcome: int) -> float:
        """Height of the name of an outcome."""
        return -(self.each * outcome + HEAD / 2 - 4)

    @property
    def height(self) -> float:
        """Pixels of all."""
        return self.each * len(self.names) + 4.0


def legend(one: Contrast, titles: Labels) -> str:
    """A contrast in lines short enough for a phone, as plotly takes it."""
    words = (
        f"{label(one.of, titles)} against {label(one.against, titles)}, {one.reassurance or 'reassurance not stated'}"
    )
    lines = [""]
    for word in words.split():
        fits = len(lines[-1]) + len(word) < LEGEND
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
    return "<br>".join(map(html.escape, lines))


def hover(one: Told) -> str:
    """What a mark says when it is pointed at."""
    low, high = one.range
    lines = [
        f"{metric(one.outcome)} ({one.unit})",
        f"lower in {percent(one.lower.share)} ({span(one.lower)})",
        f"sign not told in {percent(one.undecided)}: {100 * low:.0f} to {100 * high:.0f} %",
        *ratio(one).split(" (", 1),
        sets(one),
    ]
    return "<br>".join(html.escape(line.removesuffix(")") if line.startswith("5 to") else line) for line in lines)


def lines(
    figure: go.Figure, spans: Sequence[tuple[float, float]], places: Sequence[float], k: int, width: float, ink: float
) -> None:
    """Draw a line a place, in the colour of the ``k``-th contrast; ``ink`` is its opacity."""
    x: list[float | None] = []
    y: list[float | None] = []
    for (low, high), place in zip(spans, places, strict=True):
        x += [low, high, None]
        y += [place, place, None]
    colour = LOOKS[k % len(LOOKS)][0]
    look = {"color": colour, "width": width}
    figure.add_scatter(x=x, y=y, mode="lines", line=look, opacity=ink, hoverinfo="skip", showlegend=False)


def marks(
    figure: go.Figure, x: Sequence[float], places: Sequence[float], k: int, name: str, texts: Sequence[str]
) -> None:
    """Draw the marks of the ``k``-th contrast, each with what it says when pointed at."""
    colour, mark = LOOKS[k % len(LOOKS)]
    figure.add_scatter(
        x=list(x),
        y=list(places),
        mode="markers",
        name=name,
        marker={"color": colour, "size": 10, "symbol": mark, "line": {"color": "#ffffff", "width": 1}},
        cliponaxis=False,
        hovertext=list(texts),
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=True,
    )


def no_ratio(figure: go.Figure, one: Told, place: float) -> None:
    """Where a mean is zero there is no ratio: the median difference in words."""
    ends = f"{signed(one.low_5)} to {signed(one.high_95)}"
    text = f"no ratio; difference {signed(one.median)} ({ends})" if math.isfinite(one.median) else "cannot be told"
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="right",
        y=place,
        yanchor="middle",
        showarrow=False,
        text=text,
        font={"size": 11, "color": INK},
    )


def finish(figure: go.Figure, rows: Rows, title: str, subtitle: str, asked: Sequence[Contrast]) -> None:
    """Name the rows, and give the figure its look and its size."""
    for n, name in enumerate(rows.names):
        row_name(figure, f"<b>{html.escape(metric(name))}</b>", rows.title(n))
    lines = sum(1 + len(legend(one, {})) // LEGEND for one in asked)
    foot = FOOT + LINE * (lines + 1)
    dressed(figure, title, subtitle, int(TOP + rows.height + foot))
    figure.update_xaxes(type="linear", hoverformat=None, zeroline=False, fixedrange=True)
    figure.update_yaxes(range=[-rows.height, 0], showticklabels=False, showgrid=False, fixedrange=True)
    figure.update_layout(margin={"l": 10, "r": 18, "t": TOP, "b": foot}, showlegend=True)
    figure.update_layout(legend={"orientation": "v", "traceorder": "normal"})
