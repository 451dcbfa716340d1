"""What is asked of a store, checked: every wrong name, and every reason why there is no answer, at once."""

from __future__ import annotations

from collections.abc import Sequence

from eastsea_abm.analysis.asked import unfinished, unknown
from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import Problem, ScenarioError

FEWEST_FUTURES = 10  # assumption: of fewer no percentile is told


def checked(
    store: Stored, outcomes: Sequence[str], policies: Sequence[str], acceptable: float, seed: int
) -> tuple[str, ...]:
    """The policies that are compared, in the order asked for; all of the store where none is named.

    Raises
    ------
    ScenarioError
        With every problem.
    """
    plan = store.plan
    wrong = unknown(plan, outcomes, policies)
    wrong += [
        ("--outcome", f"neither less nor more {name} is better, so there is nothing to regret")
        for name in outcomes
        if name in plan.outcomes and outcome_of(name).better == 0
    ]
    wanted = tuple(dict.fromkeys(policies or plan.policies))
    if not outcomes:
        wrong.append(("--outcome", "name one at least"))
    if len(wanted) < 2:
        wrong.append(("--policies", "two policies at least are needed for one to regret the other"))
    if not 0 <= acceptable < 1:
        wrong.append(("--acceptable", f"must be from 0 % to below 100 %, not {100 * acceptable:g} %"))
    if seed < 0:
        wrong.append(("--seed", f"must be 0 or more, not {seed}"))
    wrong += unfinished(plan, store.table(["status"]).num_rows)
    if plan.settings < FEWEST_FUTURES:
        wrong.append(("store", f"{plan.settings} settings are too few futures: {FEWEST_FUTURES} are needed"))
    if wrong:
        raise ScenarioError([Problem(where, 0, 0, "", said) for where, said in dict.fromkeys(wrong)])
    return wanted
