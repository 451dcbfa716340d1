"""What is asked of a store, checked: every wrong name and every reason why it cannot be done, at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.analysis.asked import pair, unfinished, unknown
from eastsea_abm.analysis.comparison import beside
from eastsea_abm.analysis.grouping import SHOWN, Stored
from eastsea_abm.errors import InputError, Problem, ScenarioError
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.sensitivity.indices import salib

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan

METHODS = ("auto", "sobol", "morris", "pawn")
#: Assumption, after common practice: fewest trajectories, base samples, and settings in all and a factor.
FEWEST_TRAJECTORIES, FEWEST_BASES, FEWEST_SETTINGS, FEWEST_A_FACTOR = 10, 64, 100, 20


class Asked(NamedTuple):
    """What is to be done with a store; ``contrast`` names a policy and the one taken from it, or is None."""

    outcomes: tuple[str, ...]
    method: str  # sobol | morris | pawn
    contrast: tuple[str, str] | None
    seed: int


def asked(store: Stored, outcomes: Sequence[str], method: str, contrast: str, seed: int, there: int) -> Asked:
    """Check what is asked.

    Parameters
    ----------
    outcomes
        Involvement is added where entrapment is; `grouping.SHOWN` where none is named.
    contrast
        ``A-B``; empty for the second policy less the first where the store has two.
    there
        Rows the store holds: of an unfinished sweep, or a shard, nothing is told.

    Raises
    ------
    ScenarioError
        With every problem.
    """
    plan = store.plan
    wrong = unknown(plan, outcomes)
    named, lacking = pair(plan, contrast)
    wrong += lacking
    if seed < 0:
        wrong.append(("--seed", f"must be 0 or more, not {seed}"))
    if method not in METHODS:
        wrong.append(("--method", none_of("method", method, METHODS)))
    chosen = plan.design if method == "auto" and plan.design in ("sobol", "morris") else method
    chosen = "pawn" if chosen == "auto" else chosen
    wrong += [("--method" if method != "auto" else "store", said) for said in _unfit(plan, chosen)]
    wrong += unfinished(plan, there)
    if wrong:
        raise ScenarioError([Problem(where, 0, 0, "", said) for where, said in wrong])
    wanted = outcomes or [name for name in SHOWN if name in plan.outcomes] or plan.outcomes[: len(SHOWN)]
    return Asked(tuple(beside(wanted, plan.outcomes)), chosen, named, seed)


def _unfit(plan: Plan, method: str) -> list[str]:
    """Why the method cannot be used on the plan; empty where it can."""
    number = len(plan.factors)
    if not number:
        return ["the sweep varies nothing: there is no factor whose influence could be told"]
    if method not in METHODS[1:]:
        return []
    if method == "pawn":
        number -= len(plan.crossed)
        each = plan.settings // len(plan.scenarios) // plan.together
        least, what = max(FEWEST_A_FACTOR * number, FEWEST_SETTINGS), "samples" if plan.crossed else "settings"
        needs = f"pawn needs {FEWEST_A_FACTOR} {what} a factor and {FEWEST_SETTINGS} in all"
        return [f"{needs}, here {least}; the sweep has {each}"] if each < least else []
    if plan.design != method:
        return [f"{method} reads the settings of a {method} design; this sweep is {plan.design}: try auto or pawn"]
    unit, least = ("trajectories", FEWEST_TRAJECTORIES) if method == "morris" else ("base samples", FEWEST_BASES)
    few = [f"{method} needs at least {least} {unit}; the sweep has {plan.samples}"] if plan.samples < least else []
    try:
        salib(method)
    except InputError as error:
        few.append(str(error))
    return few
