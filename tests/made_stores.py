"""Sweeps whose numbers are made up, so that what a summary must say is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from eastsea_abm.sweep import design as designs
from eastsea_abm.sweep.plan import Alternative, Factor, Plan, Source
from eastsea_abm.sweep.work import schema

#: Number of an outcome from settings, policies and runs, all arrays of one value a row.
Rule = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


class Made:
    """A store in memory that remembers what was read of it."""

    def __init__(self, plan: Plan, design: pd.DataFrame, rows: pa.Table) -> None:
        self.plan, self.design, self._rows = plan, design, rows
        self.asked: list[list[str] | None] = []

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        self.asked.append(None if columns is None else list(columns))
        return self._rows if columns is None else self._rows.select(list(columns))


def made(
    rules: Mapping[str, Rule],
    factors: Mapping[str, Sequence[Any]],
    *,
    policies: Sequence[str] = ("hedge",),
    runs: int = 5,
    design: str = "grid",
    samples: int = 0,
    failed: Sequence[int] = (),
    seeds: Mapping[str, int] | None = None,
) -> Made:
    """A sweep with these outcomes; ``factors`` has a value a setting, ``failed`` names rows."""
    seeds = seeds or {"baseline": 1}
    each = len(next(iter(factors.values()), [0]))
    table = designs.frame({name: list(values) for name, values in factors.items()}, list(seeds), each)
    plan = Plan(
        name="made",
        title="Made up",
        scenarios=tuple(source(name, seed, policies, tuple(rules)) for name, seed in seeds.items()),
        policies=tuple(policies),
        factors=tuple(Factor(name, "parameter") for name in factors),
        design=design,
        samples=samples,
        runs=runs,
        outcomes=tuple(rules),
        settings=len(table),
        design_digest=designs.digest(table),
        part_rows=7,
    )
    return Made(plan, table, _rows(plan, rules, set(failed)))


def source(name: str, seed: int, policies: Sequence[str], columns: tuple[str, ...]) -> Source:
    """A scenario of which only the name is real."""
    alternatives = tuple(Alternative(policy, (policy,)) for policy in policies)
    return Source(name, "x.yaml", {"x.yaml": "title: Made up\n"}, {}, alternatives, columns, 12, seed, 3)


def _rows(plan: Plan, rules: Mapping[str, Rule], failed: set[int]) -> pa.Table:
    setting, policy, run = (np.array(column) for column in zip(*map(plan.place, range(plan.rows)), strict=True))
    wrong = np.isin(np.arange(plan.rows), list(failed))
    columns = [
        setting,
        run,
        [plan.policies[k] for k in policy],
        np.where(wrong, "failed", "ok"),
        np.where(wrong, "made so", ""),
        *(np.where(wrong, np.nan, rule(setting, policy, run)) for rule in rules.values()),
    ]
    own = schema(plan)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, own, strict=True)],
        schema=own,
    )


def on_disk(store: Made, folder: Path, parts: Sequence[int] | None = None) -> Path:
    """The same as a folder, with some of its parts or all."""
    from eastsea_abm.sweep.store import Store

    kept = Store.create(folder, store.plan, store.design)
    for part in range(store.plan.parts) if parts is None else parts:
        rows = store.plan.part(part)
        kept.keep(part, store.table().slice(rows.start, len(rows)))
    return folder
