"""Tables of a hindcast as HTML."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eastsea_abm.hindcast import score_cells as cells
from eastsea_abm.hindcast.changes import KINDS, ranked
from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.words import SCORES, short

if TYPE_CHECKING:
    import pandas as pd

SIGNS = {
    "ahead": ("win", "▲ ahead"),
    "level": ("draw", "= level"),
    "behind": ("loss", "▼ behind"),
    "n/a": ("na", "n/a"),
}
SHADES = 60.0  # per cent of CRPS at which a cell has its full colour
SCORE_UNITS = {
    "signs": "share right",
    "rank": "-1 to 1",
    "crps": "in its unit, less is better",
    "f1": "F1 of the median",
    "f1_paths": "mean F1 of paths",
}


def table(head: Sequence[str], rows: Iterable[str], kind: str = "") -> str:
    """A table that scrolls sideways on its own where it has to; heads and rows are HTML."""
    cols = "".join(f'<th scope="col">{one}</th>' for one in head)
    body = f"<thead><tr>{cols}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<div class="wide"><table class="{kind}">{body}</table></div>\n'


def row(name: str, cells_: Iterable[str], kind: str = "") -> str:
    """A row; cells are ``<td>`` already."""
    return f'<tr class="{kind}"><th scope="row">{html.escape(name)}</th>{"".join(cells_)}</tr>'


def cell(text: str, kind: str = "") -> str:
    """One number or word."""
    return f'<td class="{kind}">{html.escape(text)}</td>' if kind else f"<td>{html.escape(text)}</td>"


def head_of(name: str, unit: str) -> str:
    """A heading with its unit beneath."""
    return f"{html.escape(name)}<small>{html.escape(unit)}</small>"


def glance(tables: Mapping[str, pd.DataFrame], period: str, method: str) -> str:
    """Series by scores: the method, the best baseline, and who is ahead."""
    own = tables["standings"]
    own = own[(own["period"] == period) & (own["method"] == method)]
    if not len(own):
        return ""
    shown = [score for score in SCORES if (own["score"] == score).any()]
    dated = [score for score in shown if score.startswith("f1")]
    made = _duels(own, [score for score in shown if score not in dated])
    return made + (_duels(own[own["score"].isin(dated)], dated) if dated else "")


def _duels(own: pd.DataFrame, shown: Sequence[str]) -> str:
    rows = []
    for name in own["series"].drop_duplicates():
        by = {one["score"]: one for one in own[own["series"] == name].to_dict("records")}
        rows.append(row(short(str(name)), [_duel(by.get(score)) for score in shown]))
    return table(["series", *(head_of(SCORES[score], SCORE_UNITS[score]) for score in shown)], rows, "duels")


def _duel(one: Mapping[Any, Any] | None) -> str:
    if one is None:
        return '<td class="na duel">n/a</td>'
    kind, word = SIGNS[str(one["ahead"])]
    value, best = cells.standing(one)
    if kind == "na" and not one["against"]:
        other = "no baseline has it"
    elif kind == "na":
        other = f"{one['against']} has it"
    else:
        other = f"{best} {one['against']}"
    text = f"{word[0]} {value}" if kind != "na" else value
    return f'<td class="{kind} duel"><b>{html.escape(text)}</b><small>{html.escape(other)}</small></td>'


def scores_of(tables: Mapping[str, pd.DataFrame], series: str, period: str, unit: str) -> str:
    """Every method on every score of a series in a period."""
    scores = tables["scores"]
    own = scores[(scores["series"] == series) & (scores["period"] == period)]
    if not len(own):
        return ""
    groups = cells.columns(series, scores, unit)
    made = []
    for group in groups if period == HELD_OUT else groups[:1]:
        rows = [
            row(
                method,
                [cell(f"{one.text} ★" if one.best else one.text, _kind(one)) for one in found],
                _emphasis(method),
            )
            for method, found in cells.grid(own, group)
        ]
        made.append(table(["method", *(head_of(one.head, one.unit) for one in group)], rows))
    return "".join(made)


def _kind(one: cells.Cell) -> str:
    return "best" if one.best else "na" if one.text == cells.NONE else ""


def _emphasis(method: str) -> str:
    return "own" if method in (MODEL, ANCHORED) else ""


def tests(tables: Mapping[str, pd.DataFrame], period: str) -> str:
    """Every paired test of a period."""
    own = tables["standings"]
    own = own[(own["period"] == period) & (own["n"] > 0)] if len(own) else own
    rows = []
    for one in own.to_dict("records"):
        value, best = cells.standing(one)
        kind, word = SIGNS[str(one["ahead"])]
        what = f"{short(str(one['series']))}, {one['score'] if one['score'] != 'crps' else 'CRPS'}"
        if one["method"] != MODEL:
            what += ", from the last value"
        texts = (value, f"{best} {one['against']}", word, str(one["n"]), f"{one['p']:.3f}", str(one["verdict"]))
        rows.append(row(what, [cell(text, kind if text == word else "") for text in texts]))
    head = ["series, score", "model", "best baseline", "", head_of("n", "years"), "p", "what may be said"]
    return table(head, rows, "tests") if rows else ""


def dates(milestones: pd.DataFrame) -> str:
    """Changes of instruments: the states' month, the runs' shares, and three scores."""
    rows = []
    for one in milestones.to_dict("records"):
        three = [float(one[key]) for key in ("score", "score_hazard", "score_never")]
        best = min(three)
        rows.append(
            row(
                str(one["milestone"]),
                [
                    f"<td>{head_of(str(one['date']), str(one['period']))}</td>",
                    *(
                        cell(percent(one[key]))
                        for key in ("at_risk", "in_year", "in_year_at_risk", "within_one", "never")
                    ),
                    cell("n/a" if math.isnan(one["median_year"]) else f"{one['median_year']:.0f}"),
                    *(cell(f"{x:.2f} ★" if x == best else f"{x:.2f}", "best" if x == best else "") for x in three),
                ],
            )
        )
    head = ["change", "states did", head_of("could", "% of runs"), head_of("in that year", "% of runs")]
    head += [head_of("if it could", "% in that year"), head_of("within a year", "% of runs")]
    head += [head_of("never", "% of runs"), "median year", head_of("model", "RPS, 0 best")]
    head += [head_of("constant hazard", "RPS"), head_of("'never'", "RPS")]
    return table(head, rows) if rows else ""


def percent(share: float) -> str:
    """A share as per cent."""
    return "n/a" if math.isnan(share) else f"{100 * share:.0f}"


def heat(made: pd.DataFrame, score: str, kind: str) -> str:
    """Changes of one score without each thing of a kind, by series; worse is orange, better is blue."""
    own = made[made["kind"] == kind]
    series = [
        name for name in made["series"].drop_duplicates() if made.loc[made["series"] == name, score].notna().any()
    ]
    rows = []
    for left in ranked(own)["left_out"]:
        by = own[own["left_out"] == left].set_index("series")[score]
        rows.append(row(str(left), [_change(float(by.get(name, math.nan)), score) for name in series]))
    return table([KINDS[kind], *(html.escape(short(str(name))) for name in series)], rows)


def _change(one: float, score: str) -> str:
    if math.isnan(one):
        return cell("n/a", "na")
    text = {"crps": f"{one:+.0f}", "signs": f"{one:+.0f}"}.get(score, f"{one:+.2f}")
    size = {"crps": one / SHADES, "signs": -one / 3.0}.get(score, -2.0 * one)
    strength = min(1.0, abs(size))
    if float(text) == 0.0:
        return cell(text.lstrip("+-"))
    colour = "204,102,60" if size > 0 else "51,101,138"
    return f'<td style="background:rgba({colour},{0.45 * strength:.2f})">{html.escape(text)}</td>'
