"""Colours, dashes and marks of a hindcast's figures, and their legends as HTML that wraps on a phone.

The baselines have colours of Paul Tol's muted scheme, which colour-blind readers can keep apart, and each its own dash
and mark as well.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import NamedTuple

from eastsea_abm.figure_style import INK, QUIET
from eastsea_abm.hindcast.against import NAMED
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL

MODEL_INK = "#1f5f94"
WIDE, MIDDLE = "rgba(51,101,138,0.18)", "rgba(51,101,138,0.40)"
TRAINING, HELD = "#f8f5ee", "#eef1f5"  # shades of training and held-out months


class Look(NamedTuple):
    """How one thing is drawn; dash as plotly names it, mark as plotly names it."""

    colour: str
    dash: str = ""
    mark: str = ""
    fill: str = ""  # of a band
    hollow: bool = False


_SIX = (
    Look("#777777", "dot", "square"),
    Look("#999933", "dash", "diamond"),
    Look("#117733", "longdash", "triangle-up"),
    Look("#AA4499", "dashdot", "cross"),
    Look("#CC6677", "longdashdot", "x"),
    Look("#882255", "dash", "triangle-down"),
)
BASELINES = dict(zip(NAMED, _SIX, strict=True))
METHODS = {
    MODEL: Look(MODEL_INK, "solid", "circle"),
    ANCHORED: Look(MODEL_INK, "", "circle", hollow=True),
    **BASELINES,
}
SERIES = (
    Look("#332288", mark="circle"),
    Look("#44AA99", mark="square"),
    Look("#999933", mark="diamond"),
    Look("#882255", mark="triangle-up"),
    Look("#CC6677", mark="triangle-down"),
)
FANS = {
    "observed": Look(INK, "solid", "circle"),
    "filled in by rule": Look(INK, "", "circle", hollow=True),
    "measured anew": Look(QUIET, mark="break"),
    "model, median": Look(MODEL_INK, "solid"),
    "50 % of runs": Look(MODEL_INK, fill=MIDDLE),
    "90 % of runs": Look(MODEL_INK, fill=WIDE),
}

_STROKES = {"dot": "1.5 3", "dash": "5 3", "longdash": "9 3", "dashdot": "6 3 1.5 3", "longdashdot": "9 3 1.5 3"}
STROKED = ("x", "break")  # marks that are lines
_MARKS = {
    "circle": '<circle cx="14" cy="6" r="3.6" {}/>',
    "square": '<rect x="10.8" y="2.8" width="6.4" height="6.4" {}/>',
    "diamond": '<path d="M14 1.4 18.4 6 14 10.6 9.6 6z" {}/>',
    "triangle-up": '<path d="M14 1.6 18 9H10z" {}/>',
    "triangle-down": '<path d="M14 10.4 18 3H10z" {}/>',
    "cross": '<path d="M12.6 1.8h2.8v2.8h2.8v2.8h-2.8v2.8h-2.8V7.4H9.800V4.600h2.8z" {}/>',
    "break": '<path d="M14 0v12" stroke-width="1.4" stroke-dasharray="1.5 2" {}/>',
    "x": '<path d="M11 3l6 6M17 3l-6 6" stroke-width="2.2" {}/>',
}


def swatch(look: Look) -> str:
    """A piece of the thing itself, as SVG."""
    drawn = ""
    if look.fill:
        drawn += f'<rect width="28" height="12" fill="{look.fill}"/>'
    if look.dash:
        width = 2.2 if look.dash == "solid" else 1.5
        stroke = f' stroke-dasharray="{_STROKES[look.dash]}"' if look.dash in _STROKES else ""
        drawn += f'<path d="M0 6h28" fill="none" stroke="{look.colour}" stroke-width="{width}"{stroke}/>'
    if look.mark:
        inside = "#ffffff" if look.hollow else "none" if look.mark in STROKED else look.colour
        edge = look.colour if look.hollow or look.mark in STROKED else "none"
        drawn += _MARKS[look.mark].format(f'fill="{inside}" stroke="{edge}"')
    return f'<svg width="28" height="12" viewBox="0 0 28 12" aria-hidden="true">{drawn}</svg>'


def legend(entries: Sequence[tuple[str, Look]], *, buttons: Sequence[str] = ()) -> str:
    """A legend; those of ``buttons`` can be pressed to hide and show their lines in every panel."""
    parts = []
    for name, look in entries:
        text = f"{swatch(look)}{html.escape(name)}"
        if name in buttons:
            parts.append(f'<button type="button" aria-pressed="true" data-line="{html.escape(name)}">{text}</button>')
        else:
            parts.append(f"<span>{text}</span>")
    return f'<div class="legend">{"".join(parts)}</div>\n'
