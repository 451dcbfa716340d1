"""What was found, in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from eastsea_abm.discovery.covering import Discovery, Found
from eastsea_abm.discovery.space import Box, Space
from eastsea_abm.discovery.tree import Node
from eastsea_abm.sweep.plan import Plan

SAMPLED = ("lhs", "sobol", "morris")


def between(low: float, high: float) -> str:
    """The shortest number strictly between two, near the middle."""
    for digits in range(1, 17):
        rounded = float(f"{(low + high) / 2:.{digits}g}")
        if low < rounded < high:
            return f"{rounded:.{max(digits, 6)}g}"
    return f"{(low + high) / 2:.17g}"


def reach(space: Space, name: str) -> str:
    """The values a factor takes in the settings."""
    if name in space.numbers:
        values = space.values[:, space.numbers.index(name)]
        low, high = float(values.min()), float(values.max())
        digits = 2 - math.floor(math.log10(high - low)) if high > low else 2
        return f"{round(low, digits):g} to {round(high, digits):g}"
    return f"{len(space.words[space.lists.index(name)])} words"


def clauses(space: Space, box: Box) -> list[tuple[str, str]]:
    """For every factor that is restricted, its name and what is asked of it."""
    found = []
    for k, name in enumerate(space.numbers):
        values, low, high = space.values[:, k], float(box.low[k]), float(box.high[k])
        over = between(low, float(values[values > low].min())) if math.isfinite(low) else ""
        under = between(float(values[values < high].max()), high) if math.isfinite(high) else ""
        if over and under:
            found.append((name, f"between {over} and {under}"))
        elif over or under:
            found.append((name, f"above {over}" if over else f"below {under}"))
    for k, name in enumerate(space.lists):
        allowed = box.allowed[k]
        if not allowed.all():
            found.append((name, " or ".join(np.array(space.words[k], object)[allowed])))
    return found


def joined(parts: Sequence[str]) -> str:
    """Parts with commas, and the last with and."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def unit(plan: Plan) -> str:
    """What a setting is called."""
    only = all(factor.kind == "parameter" for factor in plan.factors)
    return "parameter sets" if only and plan.design in SAMPLED and len(plan.scenarios) == 1 else "settings"


def percent(share: float) -> str:
    """A share as per cent."""
    return f"{100 * share:.0f} %" if math.isfinite(share) else "none"


def sentence(told: Discovery, number: int, plan: Plan) -> str:
    """A box as a sentence; boxes after the first are among what is left."""
    one = told.boxes[number]
    asked = joined([f"{name} is {what}" for name, what in clauses(one.space, one.chosen.box)])
    sets, numbers = unit(plan), one.numbers
    where = f"Where {asked}" if not number else f"Outside the boxes before, where {asked}"
    of = f"the {sets}" if not number else f"the {numbers_left(one)} {sets} left"
    return (
        f"{where} ({percent(numbers.support)} of {of}), {told.statement.words} in {percent(numbers.density)} of "
        f"{sets}; elsewhere in {percent(numbers.elsewhere)}."
    )


def numbers_left(one: Found) -> int:
    """Points among which a box was found."""
    return int(one.space.values.shape[0])


def tested(one: Found, plan: Plan) -> str:
    """What a box covers, and what resampling and shuffling say of it."""
    held, numbers, sets = one.stability, one.numbers, unit(plan)
    base = numbers.true / numbers.coverage / numbers_left(one)
    lacking = f"; {percent(held.none)} of resamples gave none" if held.none else ""
    return (
        f"It holds {numbers.true} true of {numbers.points} {sets} and covers {percent(one.of_all)} of all true ones. "
        f"Boxes found in {held.resamples} resamples hold {percent(held.density)} true in {sets} they were not fitted "
        f"to, where {percent(base)} are true with no box{lacking}. Shuffled truths gave a box as dense in "
        f"{100 * one.as_dense:.0f} % of searches or fewer."
    )


def overall(told: Discovery, plan: Plan) -> str:
    """How often the statement holds at all."""
    return (
        f"Over all, {told.statement.words} in {told.true} of {told.settings} {unit(plan)} "
        f"({percent(told.true / told.settings)})."
    )


def caveats(told: Discovery, plan: Plan) -> list[str]:
    """What a reader must know before the boxes are believed."""
    runs = f"{told.runs} paired run{'s' if told.runs != 1 else ''}"
    said = [
        f"{'Settings are drawn' if plan.design in SAMPLED else 'Settings were chosen'} from ranges that are "
        "assumptions: shares are of this space and no probabilities.",
        f"A setting counts as true or false by the mean of up to {runs}; in {told.unclear} of {told.settings} the "
        "95 % interval of a difference includes 0, so more runs could turn them.",
    ]
    if plan.together > 1:
        said.append(
            f"Each of {plan.samples} samples meets all {plan.together} combinations of {joined(plan.crossed)}: whole "
            "samples are resampled and shuffled, and count once in a quasi-p."
        )
    if told.boxes:
        said += [
            "Shares in a box are of the settings it was fitted to and flatter it; the share in settings left out is "
            "the fairer one. Quasi-p is the chance of so many true ones without that one restriction, the search "
            "left aside; resampled is the share of resamples whose box restricts the factor.",
            "Boxes say where the statement holds in the model, not why, and nothing of factors that were not varied.",
        ]
    if plan.design in ("sobol", "morris"):
        said.append(f"Settings of a {plan.design} design share values, so chance is understated; lhs is the better.")
    if told.left_out:
        said.append(f"{told.left_out} settings without a whole run under every policy named are left out.")
    return said


def tree_lines(node: Node, depth: int = 0) -> list[str]:
    """The tree, a line a side."""
    if node.first is None or node.other is None:
        return []
    split = node.split
    at = between(split.low, split.high) if not split.word else ""
    sides = (f"up to {at}", f"above {at}") if at else (split.word, f"not {split.word}")
    lines = []
    for side, part in zip(sides, (node.first, node.other), strict=True):
        share = percent(part.true / part.points)
        lines.append(f"{'  ' * depth}{split.factor} {side}: {share} of {part.points}")
        lines += tree_lines(part, depth + 1)
    return lines


def meaning(name: str) -> str:
    """What a factor is, for names of the tables of parameters and levers; empty for others."""
    from eastsea_abm.scenario.check_numbers import table

    for kind in ("parameters", "levers"):
        rows = table(kind)
        bare = name.rpartition(".")[2]
        if bare in rows and (bare == name or name.startswith(kind)):
            return str(rows[bare].meaning)
    return ""
