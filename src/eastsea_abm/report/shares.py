"""In what share of the parameter sets each contrast is lower, by how much, and which strategy is best how often."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from eastsea_abm.analysis.best import SET
from eastsea_abm.analysis.comparison import Comparison
from eastsea_abm.report.cells import percent, table
from eastsea_abm.report.failing import share
from eastsea_abm.report.section import ABREAST, Section
from eastsea_abm.verdict.names import GROUP

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from eastsea_abm.verdict.asked import Contrast
    from eastsea_abm.verdict.contrasts import Told
    from eastsea_abm.verdict.found import Found

AT_ONCE = 5  # outcomes of a figure: with all of them it is taller than a page of paper
HEAD = (
    "contrast and outcome",
    "reassurance",
    "lower in (95 %)",
    "left open",
    "median",
    "5 to 95 % of sets",
    "in words",
)
MOST_DRAWN = 4  # contrasts of a figure; the table has all


def shares(made: Section, found: Found) -> None:
    """Append shares and paired differences over parameter sets."""
    from eastsea_abm.verdict import figure

    made.head("Paired differences")
    made.say(
        "Both policies of a contrast meet the same draws and the same luck. The bold line is the 95 % interval of "
        "the share of sets in which the outcome is lower; the thin one is what sets leave open whose own runs do "
        "not tell the sign. Right of the middle it is lower in most sets; for cooperation and reconciliation more "
        "is better."
    )
    names = [name for name in GROUP if name in found.outcomes] or list(found.outcomes)
    _pictures(made, "shares", found, names, (figure.shares, figure.shares_alt))
    made.say("By how much: log ratios over the sets, median and 5 to 95 %. Left of the line the outcome is lower.")
    _pictures(made, "differences", found, names, (figure.differences, figure.differences_alt))
    made.folded("Every contrast and outcome as a table", contrast_table(found, found.contrasts, found.outcomes))


def _pictures(
    made: Section,
    key: str,
    found: Found,
    names: Sequence[str],
    how: tuple[Callable[..., go.Figure], Callable[..., str]],
) -> None:
    """Append figures of some outcomes each, side by side, with what they say for those who do not see them."""
    drawn = shown_contrasts(found)
    made.add(ABREAST)
    for k, some in enumerate(_chunks(names)):
        draw, alt = (one(found, drawn, some) for one in how)
        made.draw(f"{key}-{k + 1}", draw, alt, "", contrast_table(found, drawn, some))
    made.add("</div>\n")


def shown_contrasts(found: Found) -> tuple[Contrast, ...]:
    """The thesis in all its forms, or the first few contrasts where there is but one form."""
    forms = (found.posed, *found.equal)
    return forms if len(forms) > 1 else found.contrasts[:MOST_DRAWN]


def _chunks(names: Sequence[str]) -> list[Sequence[str]]:
    return [names[k : k + AT_ONCE] for k in range(0, len(names), AT_ONCE)]


def contrast_table(found: Found, contrasts: Sequence[Contrast], names: Sequence[str], caption: str = "") -> str:
    """Contrasts by outcome as HTML."""
    rows = [_row(one) for contrast in contrasts for name in names if (one := found.of(contrast, name)) is not None]
    return table(caption or "Contrasts over parameter sets", HEAD, rows, texts=(1, 6))


def _row(one: Told) -> tuple[str, ...]:
    low, high = one.range
    scale = "" if one.spread_of == "log ratio" else f" ({one.spread_of})"
    return (
        f"{one.contrast.of} against {one.contrast.against}: {one.outcome}",
        one.contrast.reassurance or "not stated",
        share(one.lower),
        f"{100 * low:.0f} to {percent(high)}" if math.isfinite(low) else "n/a",
        f"{two(one.median)}{scale}",
        f"{two(one.low_5)} to {two(one.high_95)}",
        one.word,
    )


def two(value: float) -> str:
    """A number with two decimals and its sign."""
    if not math.isfinite(value):
        return "n/a"
    text = f"{value:+.2f}"
    return "0.00" if float(text) == 0.0 else text.replace("-", "\N{MINUS SIGN}")


def best_shares(
    made: Section, found: Found, strategies: Sequence[str], runs: int, looks: Mapping[str, tuple[str, str]]
) -> None:
    """Append which strategy is best in which share of the sets."""
    import pandas as pd

    from eastsea_abm.figure_compare import best_bars
    from eastsea_abm.report.differences import best_table, best_words

    policies = tuple(one for one in strategies if any(row.policy == one for row in found.best))
    names = [name for name in GROUP if any(row.outcome == name for row in found.best)]
    if len(policies) < 2 or not names:
        return
    rows = pd.DataFrame([{**row._asdict(), "unit": SET} for row in found.best])
    told = Comparison(policies, policies[0], runs, max(2, found.best[0].sets), pd.DataFrame(), rows, {})
    made.head("Which strategy is best, and in what share of the sets")
    said = " ".join(best_words(told, name) for name in names[:2])
    caption = f"{said} Best on one outcome is often not best on another: read the rows together."
    chart = best_bars(told, names)
    for trace, policy in zip(chart.data, policies, strict=True):
        trace.marker.color = looks[policy][0]
    made.draw("who-is-best", chart, f"Stacked bars, an outcome each. {said}", caption, best_table(told, names))
