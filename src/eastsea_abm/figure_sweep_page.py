"""The page of a sweep's summary: what was swept, how to read it, and a figure an outcome."""

from __future__ import annotations

from eastsea_abm.analysis.grouping import Grouped
from eastsea_abm.analysis.levels import POLICY
from eastsea_abm.analysis.words import CAVEAT, meanings
from eastsea_abm.figure_page import written
from eastsea_abm.figure_sweep import panels
from eastsea_abm.sweep.plan import Plan

#: What the intervals of a summary cannot say.
PAIRED = (
    "Policies and settings meet the same luck, so they may differ where their intervals overlap: "
    "eastsea compare takes differences run by run."
)


def page(told: Grouped, plan: Plan) -> str:
    """The page as HTML."""
    by = ", ".join(key.name for key in told.keys)
    return written(
        title=f"{plan.title or plan.name}{f' by {by}' if by else ''}",
        lines=[line for line in (plan.question, swept(told, plan)) if line],
        quiet=notes(told, plan),
        figures=panels(told),
        span=None,
    )


def swept(told: Grouped, plan: Plan) -> str:
    """Scenarios, seeds and months, and how many runs of how many settings the figures rest on."""
    scenarios = "; ".join(f"{one.name}, seed {one.seed}, {one.months} months" for one in plan.scenarios)
    factors = f" of {', '.join(factor.name for factor in plan.factors)} ({plan.design})" if plan.factors else ""
    plural = "s" if plan.settings > 1 else ""
    return (
        f"{scenarios}: {told.runs:,} runs, {plan.runs:,} for each of {plan.settings:,} setting{plural}{factors} "
        f"under {_policies(len(plan.policies))}."
    )


def _policies(number: int) -> str:
    return f"each of {number} policies" if number > 1 else "one policy"


def notes(told: Grouped, plan: Plan) -> list[str]:
    """What a reader must know to read the figures."""
    said = [CAVEAT, *(f"{remark[0].upper()}{remark[1:]}." for remark in told.remarks)]
    if all(key.name != POLICY for key in told.keys):
        return said
    return [*said, PAIRED, *meanings(plan)] if len(plan.policies) > 1 else [*said, *meanings(plan)]
