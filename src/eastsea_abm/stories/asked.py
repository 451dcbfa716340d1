"""What is asked of a store, checked: every wrong name and every reason why nothing can be told, at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eastsea_abm.analysis.asked import pair
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.stories.story import WHICH

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan


def pair_of(plan: Plan, contrast: str) -> tuple[str, str]:
    """Two policies from ``A-B``, of which either may have hyphens; of two the second and the first if left out.

    Raises
    ------
    ScenarioError
        If they are no two policies of the plan.
    """
    named, wrong = pair(plan, contrast)
    if named is None:
        wrong = wrong or [("--contrast", "is needed: A-B")]
        raise ScenarioError([Problem(where, 0, 0, "", said) for where, said in wrong])
    return named


def check(store: Stored, outcome: str, contrast: Sequence[str], which: Sequence[str], setting: int | None) -> None:
    """Raise where something that is asked for is not there.

    Raises
    ------
    ScenarioError
        With every problem.
    """
    plan = store.plan
    wrong = [("--contrast", none_of("policy", name, plan.policies, "this store")) for name in contrast
             if name not in plan.policies]  # fmt: skip
    if len(set(contrast)) < 2:
        wrong.append(("--contrast", "a story needs two policies"))
    if outcome not in plan.outcomes:
        wrong.append(("--outcome", none_of("outcome", outcome, plan.outcomes, "this store")))
    wrong += [("--runs", none_of("pair", name, WHICH)) for name in which if name not in WHICH]
    if not which:
        wrong.append(("--runs", f"name the pairs to tell: {', '.join(WHICH)}"))
    if setting is not None and not 0 <= setting < plan.settings:
        wrong.append(("--setting", f"{setting} is none of these: 0 to {plan.settings - 1}"))
    there = store.table(["setting"]).num_rows
    if there < plan.rows:
        said = f"is not whole: {there:,} of {plan.rows:,} runs are there; finish it with the same `eastsea sweep`"
        wrong.append(("store", f"{said}, or put its shards together with `eastsea sweep merge`"))
    if wrong:
        raise ScenarioError([Problem(where, 0, 0, "", said) for where, said in dict.fromkeys(wrong)])
