"""How a comparison is put into words, on the page and on the terminal alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.analysis.comparison import Comparison, outcome

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan

#: The last word of every comparison.
CAVEAT = "The results compare assumptions. They are no forecast and no verdict on a policy."


def counted(told: Comparison) -> str:
    """How many runs and sets a comparison rests on."""
    return f"{told.runs:,} runs" if told.sets == 1 else f"{told.sets:,} sets of {told.runs:,} runs"


def best_is(name: str) -> str:
    """What a policy must have of an outcome to be called best; what is counted where neither is better."""
    return {-1: "lowest is best", 1: "highest is best", 0: "lowest, which is no better"}[outcome(name).better]


def setting(told: Comparison, plan: Plan) -> str:
    """Scenario, seed, months and how many runs."""
    source = plan.scenarios[0]
    words = [source.name, *plan.sets, f"seed {source.seed}", f"{source.months} months"]
    return f"{', '.join(words)}, {counted(told)} under each policy, the same luck"


def meanings(plan: Plan) -> list[str]:
    """A line on which overlays each policy stands for."""
    each = (f"{one.name} is {' + '.join(one.overlays) or 'no overlay'}" for one in plan.scenarios[0].alternatives)
    return [f"{'; '.join(each)}."]


def failures(told: Comparison) -> list[str]:
    """A line on runs that went numerically wrong; none where none did."""
    if not any(told.failed.values()):
        return []
    each = ", ".join(f"{name} {number}" for name, number in told.failed.items() if number)
    return [f"Runs that went numerically wrong, left out under every policy: {each}."]
