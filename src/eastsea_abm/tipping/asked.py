"""What is asked of a store, checked: every wrong name, and every reason why there is no answer, at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eastsea_abm.analysis.asked import unfinished, unknown
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.problems import none_of

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Factor, Plan

FEWEST_SAMPLES, FEWEST_RUNS = 40, 4  # assumption: fewer cannot be resampled to any purpose


def checked(
    store: Stored, outcomes: Sequence[str], policies: Sequence[str], factors: Sequence[str] = (), seed: int = 1
) -> tuple[str, ...]:
    """The policies that are compared, in the order asked for; all of the store where none is named.

    Raises
    ------
    ScenarioError
        With every problem.
    """
    plan = store.plan
    wrong = unknown(plan, outcomes, policies)
    for name in factors:
        wrong += [("--factor", said) for said in _unfit(store, name)]
    wanted = tuple(dict.fromkeys(policies or plan.policies))
    if len(wanted) < 2:
        wrong.append(("--policies", "two policies at least are needed for one to take the place of another"))
    if seed < 0:
        wrong.append(("--seed", f"must be 0 or more, not {seed}"))
    wrong += unfinished(plan, store.table(["status"]).num_rows)
    if plan.design == "grid" and plan.runs < FEWEST_RUNS:
        wrong.append(("store", f"a grid of {plan.runs} runs has no band: at least {FEWEST_RUNS} are needed"))
    if factors and plan.design != "grid" and 0 < _samples(plan) < FEWEST_SAMPLES:
        wrong.append(("store", f"{_samples(plan)} samples are too few for a band: {FEWEST_SAMPLES} are needed"))
    if wrong:
        raise ScenarioError([Problem(where, 0, 0, "", said) for where, said in dict.fromkeys(wrong)])
    return wanted


def _samples(plan: Plan) -> int:
    return plan.samples or plan.settings // len(plan.scenarios) // plan.together


def factor_of(plan: Plan, name: str) -> Factor:
    """A factor of the plan by its name."""
    return next(one for one in plan.factors if one.name == name)


def _unfit(store: Stored, name: str) -> list[str]:
    """Why a factor has no turning point; empty where it may."""
    names = [one.name for one in store.plan.factors]
    if name not in names:
        return [none_of("factor", name, names, "this store")]
    column = store.design[name]
    if column.dtype.kind not in "if":
        return [f"{name} takes words, and a turning point is a number; name a factor of numbers"]
    if column.nunique() < 2:
        return [f"{name} has one value in this store"]
    return []
