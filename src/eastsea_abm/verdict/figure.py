"""Figures of contrasts: shares of parameter sets with their intervals, and paired differences over sets.

Colour and mark are the contrast, in the order in which they are given; the mark says the same without colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import plotly.graph_objects as go

from eastsea_abm.figure_style import QUIET
from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.contrasts import LOG_RATIO
from eastsea_abm.verdict.figure_rows import Rows, finish, hover, legend, lines, marks, no_ratio
from eastsea_abm.verdict.found import Found
from eastsea_abm.verdict.names import label, metric
from eastsea_abm.verdict.phrases import percent, ratio, reassurance, span

WIDE, THIN = 6, 1.5  # pixels of an interval, and of what undecided sets leave open
MOST = 6  # contrasts that are drawn where none is named: the first ones
REACH = 1.15  # of the widest spread


def shares(found: Found, contrasts: Sequence[Contrast] = (), outcomes: Sequence[str] = ()) -> go.Figure:
    """In what share of parameter sets each contrast is lower, an outcome a row, a contrast a mark.

    The bold line is the 95 % interval of the share; the thin one is what is left open by sets whose own runs do
    not tell the sign.
    """
    asked, names = tuple(contrasts) or found.contrasts[:MOST], tuple(outcomes) or found.outcomes
    figure = go.Figure()
    rows = Rows(len(asked), names)
    for k, one in enumerate(asked):
        own = [(n, told) for n, name in enumerate(names) if (told := found.of(one, name)) is not None]
        own = [(n, told) for n, told in own if math.isfinite(told.lower.share)]
        places = [rows.place(n, k) for n, _ in own]
        open_to = [(100 * told.range[0], 100 * told.range[1]) for _, told in own]
        sure = [(100 * told.lower.low, 100 * told.lower.high) for _, told in own]
        lines(figure, open_to, places, k, THIN, 0.6)
        lines(figure, sure, places, k, WIDE, 0.45)
        values = [100 * told.lower.share for _, told in own]
        marks(figure, values, places, k, legend(one, found.titles), [hover(told) for _, told in own])
    figure.add_vline(x=50, line={"color": QUIET, "width": 1, "dash": "dot"})
    finish(figure, rows, "In what share of sets it is lower", "% of parameter sets; thin: sign not told by runs", asked)
    figure.update_xaxes(range=[-2, 102], tickvals=[0, 25, 50, 75, 100], ticksuffix=" %")
    return figure


def differences(found: Found, contrasts: Sequence[Contrast] = (), outcomes: Sequence[str] = ()) -> go.Figure:
    """Median log ratio with its 5 to 95 % over parameter sets, an outcome a row; a word where there is no ratio."""
    asked = tuple(contrasts) or (found.posed, *found.equal)
    names = tuple(outcomes) or found.outcomes
    figure = go.Figure()
    rows = Rows(len(asked), names)
    furthest = [0.0]
    for k, one in enumerate(asked):
        own = [(n, told) for n, name in enumerate(names) if (told := found.of(one, name)) is not None]
        ratios = [(n, told) for n, told in own if told.spread_of == LOG_RATIO and math.isfinite(told.median)]
        places = [rows.place(n, k) for n, _ in ratios]
        spans = [(told.low_5, told.high_95) for _, told in ratios]
        furthest += [max(abs(low), abs(high)) for low, high in spans]
        lines(figure, spans, places, k, 3, 0.6)
        texts = [hover(told) for _, told in ratios]
        marks(figure, [told.median for _, told in ratios], places, k, legend(one, found.titles), texts)
        for n, told in own:
            if (n, told) not in ratios:
                no_ratio(figure, told, rows.place(n, k))
    figure.add_vline(x=0, line={"color": QUIET, "width": 1, "dash": "dot"})
    finish(figure, rows, "Paired differences over sets", "log ratio: median, 5 to 95 % of sets; 0: equal", asked)
    reach = REACH * max(furthest) or 1.0
    figure.update_xaxes(range=[-reach, reach], nticks=7)
    return figure


def shares_alt(found: Found, contrasts: Sequence[Contrast] = (), outcomes: Sequence[str] = ()) -> str:
    """Text in place of the figure of shares."""
    asked, names = tuple(contrasts) or found.contrasts[:MOST], tuple(outcomes) or found.outcomes
    parts = []
    for one in asked:
        told = [found.of(one, name) for name in names]
        each = "; ".join(
            f"{metric(t.outcome)} {percent(t.lower.share)} ({span(t.lower)})" for t in told if t is not None
        )
        parts.append(
            f"{label(one.of, found.titles)} against {label(one.against, found.titles)}, {reassurance(one)}: {each}"
        )
    return f"Forest chart of the share of parameter sets in which an outcome is lower. {'. '.join(parts)}."


def differences_alt(found: Found, contrasts: Sequence[Contrast] = (), outcomes: Sequence[str] = ()) -> str:
    """Text in place of the figure of paired differences."""
    asked, names = tuple(contrasts) or (found.posed, *found.equal), tuple(outcomes) or found.outcomes
    parts = []
    for one in asked:
        told = [found.of(one, name) for name in names]
        each = "; ".join(f"{metric(t.outcome)} {ratio(t)}" for t in told if t is not None)
        parts.append(
            f"{label(one.of, found.titles)} against {label(one.against, found.titles)}, {reassurance(one)}: {each}"
        )
    return f"Chart of paired differences over parameter sets. {'. '.join(parts)}."
