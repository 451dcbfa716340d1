"""The map of conditions: a small map a contrast and outcome, one under another, all on one scale of colours."""

from __future__ import annotations

import html
from collections.abc import Sequence

import plotly.graph_objects as go

from eastsea_abm.errors import InputError
from eastsea_abm.figure_style import BAR_BELOW, INK, QUIET, dressed
from eastsea_abm.verdict.conditions import Map
from eastsea_abm.verdict.gates import HALF
from eastsea_abm.verdict.names import Labels, label, metric
from eastsea_abm.verdict.phrases import percent, ratio, reassurance, sets, span
from eastsea_abm.verdict.words import over_conditions

#: Purple to white to orange around one half, which colour-blind readers tell apart; ends pale enough for dark numbers.
SCALE = ((0.0, "#f1a340"), (0.5, "#f7f7f7"), (1.0, "#998ec3"))
ROW, TOP, BETWEEN, FOOT = 36, 134, 104, 92  # pixels: of a row, over all, between two maps, under all
TWO = 2  # axes a map can have
LEFT = 84  # pixels of the names of rows
WORD = 12  # characters of a part of a name, which is broken at its hyphens


def maps(found: Sequence[Map], titles: Labels | None = None) -> go.Figure:
    """Small maps of the share of parameter sets in which an outcome is lower.

    Rows are the first crossed factor, columns the second. A number in brackets has an interval that spans one
    half; the cell with a frame is the reference condition.

    Raises
    ------
    InputError
        If there is nothing to draw, or more than two factors are crossed.
    """
    if not found:
        raise InputError("there is no map of conditions to draw: nothing is crossed")
    if any(len(one.axes) > TWO for one in found):
        raise InputError(f"a map has two axes, not {len(found[0].axes)}: {', '.join(found[0].axes)}")
    figure = go.Figure()
    tall = [ROW * len(one.values(0)) for one in found]
    height = sum(tall) + BETWEEN * (len(found) - 1)
    dressed(
        figure,
        "Share of sets in which it is lower",
        "%; in brackets: spans one half; framed: reference",
        TOP + height + FOOT,
    )
    above = 0.0
    for k, one in enumerate(found):
        bottom = max(0.0, 1 - (above + tall[k]) / height)
        _panel(figure, one, k, (bottom, 1 - above / height), titles or {})
        above += tall[k] + BETWEEN
    bar = {**BAR_BELOW, "tickvals": [0, 25, 50, 75, 100], "ticksuffix": " %"}
    figure.update_layout(
        margin={"l": LEFT, "r": 10, "t": TOP, "b": FOOT},
        coloraxis={"colorscale": [list(one) for one in SCALE], "cmin": 0, "cmax": 100, "colorbar": bar},
    )
    return figure


def short(names: Sequence[str]) -> list[str]:
    """Names without the beginning they share up to a hyphen, broken at hyphens where they are long."""
    return [_broken(name.removeprefix(_shared(names))) for name in names]


def staggered(names: Sequence[str]) -> list[str]:
    """Short names of columns, every other one a line lower, so that neighbours have room on a phone."""
    each = [name.replace("<br>", "") for name in short(names)]
    return [f"<br>{name}" if k % 2 else name for k, name in enumerate(each)]


def _shared(names: Sequence[str]) -> str:
    """What all names begin with, up to a hyphen and with it; empty where there is nothing."""
    shared = names[0].rpartition("-")[0] if len(names) > 1 else ""
    while shared and not all(name.startswith(f"{shared}-") for name in names):
        shared = shared.rpartition("-")[0]
    return f"{shared}-" if shared else ""


def _axes(one: Map) -> str:
    """What the axes are."""
    bare = [name.rpartition(".")[2] for name in one.axes]
    named = [f"{name} ({shared}…)" if (shared := _shared(one.values(k))) else name for k, name in enumerate(bare)]
    return html.escape(f"down: {named[0]}" + (f"; across: {named[1]}" if len(named) == TWO else ""))


def _broken(name: str) -> str:
    lines = [""]
    for part in name.replace(" ", "- ").split("-"):
        fits = len(lines[-1]) + len(part) < WORD
        if not lines[-1] or fits:
            lines[-1] = f"{lines[-1]}-{part}" if lines[-1] else part
        else:
            lines = [*lines[:-1], f"{lines[-1]}-", part]
    return "<br>".join(html.escape(line.replace("- ", " ").strip()) for line in lines)


def _panel(figure: go.Figure, one: Map, k: int, domain: tuple[float, float], titles: Labels) -> None:
    mark = "" if k == 0 else str(k + 1)
    rows = one.values(0)
    columns = one.values(1) if len(one.axes) == TWO else ("",)
    place = {condition: n for n, condition in enumerate(one.conditions)}
    cells = [[one.cells[place[(row, column)[: len(one.axes)]]] for column in columns] for row in rows]
    sure = [[not cell.lower.low <= HALF <= cell.lower.high for cell in line] for line in cells]
    numbers = [[f"{100 * cell.lower.share:.0f}" for cell in line] for line in cells]
    figure.add_heatmap(
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        z=[[100 * cell.lower.share for cell in line] for line in cells],
        text=[[t if s else f"({t})" for t, s in zip(*pair, strict=True)] for pair in zip(numbers, sure, strict=True)],
        texttemplate="%{text}",
        textfont={"size": 13, "color": INK},
        customdata=[[_hover(one, row, column, titles) for column in columns] for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
        coloraxis="coloraxis",
        xgap=2,
        ygap=2,
        xaxis=f"x{mark}",
        yaxis=f"y{mark}",
    )
    look = {
        "type": "linear",
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        "hoverformat": None,
    }
    across = {"tickvals": list(range(len(columns))), "ticktext": staggered(columns), "tickangle": 0, "side": "bottom"}
    down = {"tickvals": list(range(len(rows))), "ticktext": short(rows), "range": [len(rows) - 0.5, -0.5]}
    figure.update_layout(
        {
            f"xaxis{mark}": {
                **look,
                **across,
                "anchor": f"y{mark}",
                "range": [-0.5, len(columns) - 0.5],
                "tickfont": {"size": 10},
                "automargin": False,
            },
            f"yaxis{mark}": {**look, **down, "anchor": f"x{mark}", "domain": list(domain), "tickfont": {"size": 11}},
        }
    )
    _name(figure, one, domain[1], titles, k == 0)
    if one.reference is not None:
        _frame(figure, one, mark, rows, columns)


def _name(figure: go.Figure, one: Map, top: float, titles: Labels, first_of_all: bool) -> None:
    """Over a map, in short lines: the outcome, the contrast, the reassurance, over the first one the axes."""
    first, second = (label(name, titles) for name in (one.contrast.of, one.contrast.against))
    lines = [
        f"<b>{html.escape(metric(one.outcome))}</b>",
        html.escape(f"{first} against {second}"),
        html.escape(reassurance(one.contrast).removeprefix("at ")),
        *([f'<span style="color:{QUIET}">{_axes(one)}</span>'] if first_of_all else []),
    ]
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=4 - LEFT,
        y=top,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        align="left",
        text="<br>".join(lines),
        font={"size": 12},
    )


def _frame(figure: go.Figure, one: Map, mark: str, rows: Sequence[str], columns: Sequence[str]) -> None:
    where = one.conditions[one.reference or 0]
    y, x = rows.index(where[0]), columns.index(where[1]) if len(one.axes) == TWO else 0
    edge = {"x0": x - 0.46, "x1": x + 0.46, "y0": y - 0.45, "y1": y + 0.45, "xref": f"x{mark}", "yref": f"y{mark}"}
    figure.add_shape(type="rect", line={"color": INK, "width": 2.5}, **edge)


def _hover(one: Map, row: str, column: str, titles: Labels) -> str:
    cell = one.cells[one.conditions.index((row, column)[: len(one.axes)])]
    lines = [
        " and ".join(label(value, titles) for value in (row, column) if value),
        f"lower in {percent(cell.lower.share)} ({span(cell.lower)})",
        *ratio(cell).replace(" (", "\n(", 1).split("\n"),
        f"sign not told in {percent(cell.undecided)}",
        sets(cell),
    ]
    return "<br>".join(map(html.escape, lines))


def alt(found: Sequence[Map], titles: Labels | None = None) -> str:
    """Text in place of the maps."""
    parts = []
    for one in found:
        named = f"{label(one.contrast.of, titles or {})} against {label(one.contrast.against, titles or {})}"
        text = f"{metric(one.outcome)}, {named}, {reassurance(one.contrast)}: {over_conditions(one, titles or {})}"
        if one.reference is not None:
            cell = one.cells[one.reference].lower
            text += f"; {percent(cell.share)} ({span(cell)}) at the reference condition"
        parts.append(text)
    return f"Maps of the share of parameter sets in which an outcome is lower, by condition. {'. '.join(parts)}."


def table(one: Map) -> list[dict[str, float | str | bool]]:
    """A map as rows: a column a crossed factor, then the numbers."""
    rows: list[dict[str, float | str | bool]] = []
    for k, (condition, cell) in enumerate(zip(one.conditions, one.cells, strict=True)):
        row: dict[str, float | str | bool] = dict(zip(one.axes, condition, strict=True))
        row |= {"lower": cell.lower.share, "low": cell.lower.low, "high": cell.lower.high, "word": cell.word}
        row |= {"undecided": cell.undecided, "spread_of": cell.spread_of, "median": cell.median}
        rows.append(row | {"low_5": cell.low_5, "high_95": cell.high_95, "reference": k == one.reference})
    return rows
