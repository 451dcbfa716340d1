"""Paired differences: every policy against the reference, outcome by outcome, the same luck under each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eastsea_abm.analysis.comparison import Comparison, outcome
from eastsea_abm.report.cells import NONE, percent, shown, table
from eastsea_abm.report.section import Section
from eastsea_abm.verdict.names import GROUP

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan

HEAD = (
    "outcome and policy",
    "policy",
    "reference",
    "difference",
    "95 %",
    "in % of the reference",
    "less in",
    "more in",
)


def differences(made: Section, told: Comparison, plan: Plan) -> None:
    """Append the figures and tables of a comparison to a section."""
    from eastsea_abm.figure_compare import best_bars, forest, left_out, ratios

    names = together(told.outcomes)
    made.head("Paired differences")
    made.say(
        f"Each policy against {told.reference}, {unit(told)}: what differs between two runs is then the policy and "
        f"what follows from it. Intervals are 95 % ({told.interval}) of luck"
        f"{' and of the draws' if told.sets > 1 else ''}; they hold no doubt about the rules."
    )
    rows = table_of(told, names)
    made.draw(
        "paired-differences",
        forest(told, names),
        alt_of(told, names),
        "Left of the line the policy has less of the outcome than the reference, right of it more. A mark at the edge "
        "with a number lies beyond it.",
        rows,
    )
    if missing := left_out(told, names):
        made.quiet(f"Not in the figure, because the mean of {told.reference} is 0: {', '.join(missing)}.")
    for name in ("entrapment", "involvement"):
        if name in told.spreads:
            said = spread_words(told, name)
            made.draw(f"over-sets-{name}", ratios(told, name), said, said)
    made.draw(
        "who-is-best",
        best_bars(told, names),
        f"For each outcome, the share of {'parameter sets' if told.sets > 1 else 'runs'} in which each policy is best. "
        f"{best_words(told, names[0])}",
        "Best on one outcome is often not best on another: read the rows together.",
        best_table(told, names),
    )


def sentences(told: Comparison) -> list[str]:
    """Entrapment, and involvement beside it, in a sentence a policy; other outcomes where these are not kept."""
    said = []
    for name in together(told.outcomes)[:2]:
        for one in told.differences[told.differences["outcome"] == name].to_dict("records"):
            low, high = (shown(float(one[key]), True) for key in ("low", "high"))
            said.append(
                f"Under the stated assumptions, simulated {name} under {one['policy']} differed from that under "
                f"{told.reference} by {shown(float(one['difference']), True)} (95 % {low} to {high}), "
                f"{unit(told)}; it was lower in {percent(float(one['lower']))} and higher in "
                f"{percent(float(one['higher']))} of them."
            )
    return said


def together(kept: Sequence[str]) -> list[str]:
    """The outcomes that are shown together, those that are kept; the first few of others where none is."""
    return [name for name in GROUP if name in kept] or list(kept[:4])


def unit(told: Comparison) -> str:
    """What a pair is."""
    runs = f"{told.runs:,} run{'s' if told.runs != 1 else ''}"
    return f"in pairs of {runs} with the same luck" + (f", over {told.sets:,} settings" if told.sets > 1 else "")


def table_of(told: Comparison, names: Sequence[str], caption: str = "") -> str:
    """Every difference as HTML."""
    rows = []
    for name in names:
        for one in told.differences[told.differences["outcome"] == name].to_dict("records"):
            rows.append((f"{name}: {one['policy']}", *cells(one)))
    return table(caption or f"Paired differences from {told.reference}", HEAD, rows)


def cells(one: dict[Any, Any]) -> tuple[str, ...]:
    """Cells of one difference; more decimals than luck allows are not shown."""
    relative, half = float(one["relative"]), float(one["relative_half_width"])
    part = f"{percent(relative, True)} ± {100 * half:.0f}" if math.isfinite(relative + half) else NONE
    low, high = (shown(float(one[key]), True) for key in ("low", "high"))
    means = (shown(float(one[key])) for key in ("policy_mean", "reference_mean"))
    shares = (percent(float(one[key])) for key in ("lower", "higher"))
    return (*means, shown(float(one["difference"]), True), f"{low} to {high}", part, *shares)


def best_table(told: Comparison, names: Sequence[str]) -> str:
    """In which share each policy is best, as HTML."""
    own = told.best[told.best["unit"] == told.unit]
    rows = []
    for name in names:
        shares = own[own["outcome"] == name].set_index("policy")["share"]
        rows.append((name, *(percent(float(shares.get(policy, math.nan))) for policy in told.policies)))
    return table(
        f"Share of {'settings' if told.sets > 1 else 'runs'} in which each is best", ("outcome", *told.policies), rows
    )


def alt_of(told: Comparison, names: Sequence[str]) -> str:
    """What the figure of differences shows, for those who do not see it."""
    said = [f"Marks with 95 % intervals: differences from {told.reference} in per cent, a row an outcome."]
    for policy in (one for one in told.policies if one != told.reference):
        rows = told.differences[(told.differences["policy"] == policy)].set_index("outcome")
        parts = [f"{name} {percent(float(rows['relative'][name]), True)}" for name in names[:2] if name in rows.index]
        said.append(f"{policy}: {', '.join(parts)}.")
    return " ".join(said)


def spread_words(told: Comparison, name: str) -> str:
    """How an outcome spreads over settings, in a sentence a policy."""
    own = told.differences[told.differences["outcome"] == name]
    said = [
        f"{one['policy']} has less {name} than {told.reference} in {percent(float(one['lower']))} of {told.sets:,} "
        f"settings (median {one['spread_of']} {shown(float(one['median']), True)}, 5 to 95 % "
        f"{shown(float(one['low_5']), True)} to {shown(float(one['high_95']), True)})"
        for one in own.to_dict("records")
    ]
    return f"Each mark is a setting, each box the middle half. {'; '.join(said)}."


def best_words(told: Comparison, name: str) -> str:
    """Who is best how often on one outcome."""
    own = told.best[(told.best["unit"] == told.unit) & (told.best["outcome"] == name)].set_index("policy")["share"]
    parts = ", ".join(f"{policy} {percent(float(own[policy]))}" for policy in told.policies)
    way = "" if outcome(name).better else ", where neither is better"
    return f"On {name}{way}: {parts}."
