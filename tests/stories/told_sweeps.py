"""Small finished sweeps whose first parting is known by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from eastsea_abm.sweep.planning import plan_sweep
from eastsea_abm.sweep.request import read_request
from eastsea_abm.sweep.settings import Bench
from eastsea_abm.sweep.store import Store
from eastsea_abm.sweep.work import compute

#: Nothing weighs in a decision toward a partner but the strategy and a friction of -0.2.
SETS = (
    "precision=6", "weight_threat=0", "weight_abandonment=0", "weight_trust=0", "weight_instruments=0",
    "weight_leader=0", "weight_brokerage=0", "weight_coercion=0", "weight_entrapment=0", "weight_grievance=0",
    "cost_partner=0", "inertia=0", "adherence=1", "adherence_leader=0",
)  # fmt: skip
PULL, FRICTION, PRECISION = 2.0, -0.2, 6.0
DEPTHS = {"confront": -1.0, "cool": -0.4, "routine": 0.0, "dialogue": 0.35, "share": 0.6, "exercise": 0.8,
          "institutionalise": 1.0}  # fmt: skip

SWEEP = """
title: By hand
scenario: invented
policies: [pull, twin, push]
set: [{sets}]
factors: {{voice: [0.5, 1.0]}}
runs: 3
months: {months}
"""


def chance(act: str, engagement: float) -> float:
    """The chance of an act by hand: the exponential of precision times depth times what draws it."""
    weight = {name: math.exp(PRECISION * depth * (engagement + FRICTION)) for name, depth in DEPTHS.items()}
    return weight[act] / sum(weight.values())


def by_hand(folder: Path, months: int = 6, sets: Sequence[str] = SETS) -> Store:
    """``pull`` and ``twin`` draw toward the partner, ``push`` away from it."""
    (folder / "policies").mkdir()
    for name, level in (("pull", PULL), ("twin", PULL), ("push", -PULL)):
        text = f"title: {name}\ngroup: strategy of the focal state\nlevers: {{engagement: {level}}}\n"
        (folder / "policies" / f"{name}.yaml").write_text(text)
    (folder / "invented.yaml").write_text("title: Invented\nextends: baseline\n")
    path = folder / "by-hand.yaml"
    path.write_text(SWEEP.format(sets=", ".join(sets), months=months))
    plan, design, _ = plan_sweep(read_request(str(path)))
    bench = Bench(plan, design)
    store = Store.create(folder / "store", plan, design)
    for part in range(plan.parts):
        store.keep(part, compute(bench, plan.part(part)))
    return store


class Changed:
    """A store of which one column was tampered with."""

    def __init__(self, store: Store, column: str, by: float) -> None:
        self.plan, self.design, self._store, self._column, self._by = store.plan, store.design, store, column, by

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        rows = self._store.table(columns)
        if self._column not in rows.column_names:
            return rows
        values = pa.array(rows[self._column].to_numpy() + self._by)
        return rows.set_column(rows.column_names.index(self._column), self._column, values)
