"""What several analyses ask of a store in the same words: names it has, whether it is whole, two policies."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eastsea_abm.scenario.problems import none_of

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan

Wrong = list[tuple[str, str]]  # option or place, and what is wrong with it


def unknown(plan: Plan, outcomes: Sequence[str], policies: Sequence[str] = ()) -> Wrong:
    """Every outcome and policy that the store does not have."""
    asked = (("outcome", outcomes, plan.outcomes), ("policies", policies, plan.policies))
    return [
        (f"--{kind}", none_of("policy" if kind == "policies" else kind, name, known, "this store"))
        for kind, names, known in asked
        for name in names
        if name not in known
    ]


def unfinished(plan: Plan, there: int) -> Wrong:
    """Why nothing is told of a store of which ``there`` rows are there; empty where it is whole."""
    if there >= plan.rows:
        return []
    said = f"is not whole: {there:,} of {plan.rows:,} runs are there; finish it with the same `eastsea sweep`"
    return [("store", f"{said}, or put its shards together with `eastsea sweep merge`")]


def pair(plan: Plan, contrast: str) -> tuple[tuple[str, str] | None, Wrong]:
    """Two policies from ``A-B``, of which either may have hyphens itself, or what is wrong.

    The second policy less the first where nothing is named and the store has two.
    """
    if not contrast:
        return ((plan.policies[1], plan.policies[0]) if len(plan.policies) == 2 else None), []
    pairs = {f"{a}-{b}": (a, b) for a, b in itertools.permutations(plan.policies, 2)}
    if contrast in pairs:
        return pairs[contrast], []
    return None, [("--contrast", none_of("contrast", contrast, list(pairs), "this store"))]
