"""Every assumption: value or range, what it means, where it comes from, and how much it moves the answer."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.report.cells import percent
from eastsea_abm.report.influence import Influence
from eastsea_abm.report.references import keys, linked, reference_list
from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.report.contrast import Played
    from eastsea_abm.sweep.plan import Factor, Plan

HEAD = ("name", "influence", "rank", "value", "unit", "symbol", "meaning", "source")
MOST_NAMED = 5  # in the sentence on what moves the answer most


class Assumed(NamedTuple):
    """One number of the model as it was used."""

    name: str
    kind: str  # parameter | lever (role) | condition
    value: str
    unit: str
    symbol: str
    meaning: str
    source: str


def assumptions(plan: Plan, known: Sequence[Played], told: Influence | None, contrast: str, name: str) -> Section:
    """The section.

    Parameters
    ----------
    told
        Influence of the factors; None where there are no two policies.
    contrast, name
        What it is an influence on, in words, and the outcome.
    """
    made = Section("assumptions", "Every assumption, its source, and how much it moves the answer")
    rows = used(plan, known)
    ranged = sum(" to " in one.value for one in rows)
    made.say(
        f"{len(rows)} numbers decide these results; {ranged} of them take a range. Sources give a direction or a "
        "shape; none gives a value: almost every number is an assumption, and says so. Numbers of single states "
        "stand in the region file with a source each (eastsea parameters)."
    )
    weigh(made, told, contrast, name)
    made.folded("All assumptions; press a heading to sort", _table(rows, told), printed=True, shut_on_phones=True)
    cited = [key for one in rows for key in keys(one.source)]
    made.folded("References", reference_list(cited), printed=True)
    return made


def weigh(made: Section, told: Influence | None, contrast: str, name: str) -> None:
    """Append which assumptions move the answer most."""
    if told is None or not told.measure:
        why = told.remarks[0] if told is not None and told.remarks else "nothing varies in this store but the policies"
        made.lacking(f"How much each number moves the answer is not told: {why}.", "eastsea sweep FILE")
    else:
        order = ranking(told)
        surely = [one for one in order if told.of[one].told]
        some = [f"{one} ({told.of[one].size:.2f})" for one in surely[:MOST_NAMED]]
        made.say(
            f"On {name}, {contrast}: {len(surely)} of {len(order)} factors move the difference more than luck alone "
            "would let "
            f"seem ({told.measure}, 95 %)" + (f"; most of all {', '.join(some)}." if some else ".")
        )
        made.points([f"{text[:1].upper()}{text[1:]}." for text in told.remarks], "quiet")
    if told is not None and told.shares:
        made.say(variance(told.shares, name))


def variance(shares: Mapping[str, float], name: str) -> str:
    """Shares of the variance of single runs in a sentence."""
    own = {key: shares.get(key, 0.0) for key in ("parameters", "strategy", "luck")}
    rest = max(0.0, 1.0 - sum(own.values()))
    return (
        f"Of the variance of {name} over all single runs, {percent(own['parameters'])} is the parameters, "
        f"{percent(own['strategy'])} the strategy, {percent(own['luck'])} luck, and {percent(rest)} what they do "
        "together."
    )


def ranking(told: Influence) -> list[str]:
    """Factors by the size of their influence."""
    return sorted(told.of, key=lambda one: -abs(told.of[one].size))


def used(plan: Plan, known: Sequence[Played]) -> list[Assumed]:
    """Every parameter and lever as the plan uses it, and what else is varied."""
    varied = {factor.name: factor for factor in plan.factors}
    given = known[0].parameters if known else {}
    rows = [
        Assumed(
            row.name,
            "parameter",
            _value(varied.pop(row.name, None), [float(given.get(row.name, row.default))]),
            row.unit,
            row.symbol,
            row.meaning,
            row.source,
        )
        for row in ROWS.values()
    ]
    for lever in LEVERS.values():
        full = f"levers.{lever.name}"
        factor = varied.pop(full, None) or (varied.pop(lever.name, None) if lever.name not in ROWS else None)
        value = _value(factor, [one.levers[lever.name] for one in known] or [lever.default])
        rows.append(
            Assumed(lever.name, f"lever ({lever.role})", value, lever.unit, lever.symbol, lever.meaning, lever.source)
        )
    rows += [
        Assumed(one.name, "condition", _value(one, []), "", "", "varied by the design", "the study")
        for one in varied.values()
    ]
    return rows


def _value(factor: Factor | None, values: Sequence[float]) -> str:
    """A range, a list, or a value; by policy where it differs."""
    if factor is not None:
        if factor.is_list:
            return ", ".join(str(value) for value in factor.values)
        return f"{factor.low:g} to {factor.high:g}"
    different = sorted(set(values))
    return ", ".join(f"{value:g}" for value in different) + (" by policy" if len(different) > 1 else "")


def _table(rows: Sequence[Assumed], told: Influence | None) -> str:
    """The table, sortable by its headings."""
    order = ranking(told) if told is not None else []
    kinds = {**dict.fromkeys(HEAD[3:6], "word"), **dict.fromkeys(HEAD[6:], "prose")}
    heads = "".join(
        f'<th scope="col" class="{kinds.get(one, "")}"><button type="button">{one}</button></th>' for one in HEAD
    )
    sorted_rows = sorted(rows, key=lambda one: order.index(one.name) if one.name in order else len(order))
    body = "".join(_row(one, told, order) for one in sorted_rows)
    return (
        '<div class="wide" role="region" tabindex="0" aria-label="Table: all assumptions">'
        '<table class="sortable cards">'
        "<caption>Assumptions, the most influential "
        f"first</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def _row(one: Assumed, told: Influence | None, order: Sequence[str]) -> str:
    weight = told.of.get(one.name) if told is not None else None
    influence, size, rank = "", "", ""
    if weight is not None:
        influence = f"{_two(weight.size)} ({_two(weight.low)} to {_two(weight.high)})"
        size, rank = f"{abs(weight.size):.6f}", str(order.index(one.name) + 1)
    cells: list[tuple[str, Any, str, str]] = [
        ("influence", html.escape(influence or "not varied"), size, ""),
        ("rank", rank, rank, ""),
        ("value", html.escape(one.value), one.value, "word"),
        ("unit", html.escape(one.unit), one.unit, "word"),
        ("symbol", html.escape(one.symbol), one.symbol, "word"),
        ("meaning", html.escape(one.meaning), one.meaning, "prose"),
        ("source", linked(one.source), one.source, "prose"),
    ]
    tds = "".join(
        f'<td class="{kind}" data-label="{label}" data-value="{html.escape(key)}">{inside}</td>'
        for label, inside, key, kind in cells
    )
    kind = "" if one.kind == "parameter" else f' <span class="quiet">{html.escape(one.kind)}</span>'
    return f'<tr><th scope="row" data-value="{html.escape(one.name)}">{html.escape(one.name)}{kind}</th>{tds}</tr>'


def _two(value: float) -> str:
    """An index with two decimals; nought has no sign."""
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "\N{MINUS SIGN}")
