"""What was found, as plain data."""

from __future__ import annotations

from typing import Any

from eastsea_abm.discovery import words
from eastsea_abm.discovery.choosing import CHANCE, RULE
from eastsea_abm.discovery.covering import Discovery, Found
from eastsea_abm.discovery.peeling import ALPHA
from eastsea_abm.discovery.tree import Node
from eastsea_abm.sweep.plan import Plan


def as_data(told: Discovery, plan: Plan) -> dict[str, Any]:
    """Statement, boxes with their trajectories, tree and caveats."""
    return {
        "where": str(told.statement),
        "settings": told.settings,
        "true": told.true,
        "unclear": told.unclear,
        "left_out": told.left_out,
        "rule": RULE,
        "alpha": ALPHA,
        "chance": CHANCE,
        "overall": words.overall(told, plan),
        "boxes": [
            {"sentence": words.sentence(told, k, plan), "tested": words.tested(one, plan), **_box(one)}
            for k, one in enumerate(told.boxes)
        ],
        "ended": told.ended,
        "tree": _node(told.tree),
        "caveats": words.caveats(told, plan),
    }


def _box(one: Found) -> dict[str, Any]:
    box, space, held = one.chosen.box, one.space, one.stability
    asked = dict(words.clauses(space, box))
    factors = []
    for k, name in enumerate(space.names):
        row: dict[str, Any] = {
            "factor": name,
            "asked": asked.get(name),
            "reach": words.reach(space, name),
            "quasi_p": one.chosen.quasi_p[k],
        }
        if k < len(space.numbers):
            row |= {"above": box.low[k], "below": box.high[k]}
        else:
            place = k - len(space.numbers)
            row["words"] = [word for word, there in zip(space.words[place], box.allowed[place], strict=True) if there]
        factors.append(row | {"restricted_in_resamples": held.restricted[k]})
    return {
        **one.numbers._asdict(),
        "coverage_of_all_true": one.of_all,
        "as_dense_by_shuffling": one.as_dense,
        "resamples": held.resamples,
        "density_left_out": held.density,
        "resamples_without_a_box": held.none,
        "dropped": one.chosen.dropped,
        "restrictions": [row for row in factors if row["asked"]],
        "stability": {row["factor"]: row["restricted_in_resamples"] for row in factors},
        "trajectory": [step._asdict() for step in one.chosen.trajectory],
    }


def _node(node: Node) -> dict[str, Any]:
    own: dict[str, Any] = {"points": node.points, "true": node.true}
    if node.first is None or node.other is None:
        return own
    split = {key: value for key, value in node.split._asdict().items() if key != "gain"}
    return own | {"split": split, "first": _node(node.first), "other": _node(node.other)}
