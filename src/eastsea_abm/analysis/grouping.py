"""What came of a sweep, by policy, scenario or factor: one row a group and outcome.

One outcome is read and summed up at a time, so that memory stays flat however many are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from eastsea_abm.analysis import shared_luck
from eastsea_abm.analysis.comparison import beside, outcome
from eastsea_abm.analysis.group_statistics import Rows, statistics
from eastsea_abm.analysis.levels import POLICY, Key, keys
from eastsea_abm.analysis.samples import samples
from eastsea_abm.analysis.shared_luck import Sharing, cluster
from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.sweep.plan import Plan

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SHOWN = ("entrapment", "involvement", "cooperation", "coercion")  # where nothing is asked for
FINE = "ok"


class Stored(Protocol):
    """What is read of a store."""

    @property
    def plan(self) -> Plan:
        """What the sweep does."""

    @property
    def design(self) -> pd.DataFrame:
        """One row a setting."""

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Rows that are there, in order."""


@dataclass(frozen=True)
class Grouped:
    """A sweep summed up.

    Attributes
    ----------
    keys
        What the runs are grouped by.
    table
        A column a key, ``outcome``, then `group_statistics.STATISTICS` and `group_statistics.SHARES`.
    runs, failed
        Runs in the store, and how many of them went numerically wrong and count for nothing but themselves.
    remarks
        What a reader must know to read the table.
    """

    keys: tuple[Key, ...]
    table: pd.DataFrame
    runs: int
    failed: int
    remarks: tuple[str, ...]

    @property
    def outcomes(self) -> list[str]:
        """Names of the outcomes, in order."""
        return list(dict.fromkeys(self.table["outcome"]))


def grouped(store: Stored, by: Sequence[str], outcomes: Sequence[str] = ()) -> Grouped:
    """Sum up the runs of a store.

    Parameters
    ----------
    by
        ``policy``, ``scenario``, ``setting`` or factors.
    outcomes
        Involvement is added where entrapment is; `SHOWN` where nothing is asked for.

    Raises
    ------
    ScenarioError
        With every name that does not exist.
    """
    import pandas as pd

    plan = store.plan
    wanted = outcomes or [name for name in SHOWN if name in plan.outcomes] or plan.outcomes[: len(SHOWN)]
    by_keys = _checked(store, by, wanted)
    rows = _rows(store, by_keys)
    kinds = {key.name: key.values(rows.places[:, k]) for k, key in enumerate(by_keys)}
    parts = [
        pd.DataFrame({**kinds, "outcome": name, **statistics(_column(store, name), rows, outcome(name).unit)})
        for name in beside(wanted, plan.outcomes)
    ]
    failed = int((~rows.fine).sum())
    table = pd.concat(parts, ignore_index=True)
    return Grouped(tuple(by_keys), table, rows.fine.size, failed, _remarks(plan, by_keys, rows, table))


def _checked(store: Stored, by: Sequence[str], outcomes: Sequence[str]) -> list[Key]:
    kept = store.plan.outcomes
    problems = [
        Problem("--outcome", 0, 0, "", none_of("outcome", name, kept, "this store"))
        for name in outcomes
        if name not in kept
    ]
    try:
        found = keys(store.plan, store.design, by)
    except ScenarioError as error:
        problems = [*error.problems, *problems]
    if problems:
        raise ScenarioError(problems)
    return found


def _column(store: Stored, name: str) -> np.ndarray:
    return store.table([name])[name].to_numpy()


def _rows(store: Stored, by: Sequence[Key]) -> Rows:
    """Groups, what came to its end, and which rows share a run number or a setting."""
    import pyarrow.compute as pc

    plan = store.plan
    setting, run = _column(store, "setting"), _column(store, "run")
    policy = pc.index_in(store.table(["policy"])["policy"], value_set=_strings(plan.policies)).to_numpy()
    fine = pc.equal(store.table(["status"])["status"], FINE).to_numpy()
    code = np.zeros(setting.size, np.int64)
    for key in by:
        code = code * len(key.labels) + key.codes[policy if key.name == POLICY else setting]
    codes, group = np.unique(code, return_inverse=True)
    sizes = [len(key.labels) for key in by]
    places = np.stack(np.unravel_index(codes, sizes), 1) if sizes else np.zeros((codes.size, 0), np.int64)
    luck = _seeds(store)[setting] * plan.runs + run
    sharing = Sharing(cluster(group, luck))
    blocks = samples(plan, store.design) if plan.design != "csv" else None  # a table is what it is
    if blocks is not None:
        block = blocks[setting]
        sharing = Sharing(sharing.run, cluster(group, block), cluster(group, block, luck))
    return Rows(group.astype(np.int32), fine, sharing, places)


def _strings(words: Sequence[str]) -> Any:
    import pyarrow as pa

    return pa.array(list(words), pa.string())


def _seeds(store: Stored) -> np.ndarray:
    """For every setting, which seed its scenario has: only runs of one seed meet the same luck."""
    seeds = {source.name: source.seed for source in store.plan.scenarios}
    different = sorted(set(seeds.values()))
    return np.array([different.index(seeds[name]) for name in store.design["scenario"]], np.int64)


def _remarks(plan: Plan, by: Sequence[Key], rows: Rows, table: pd.DataFrame) -> tuple[str, ...]:
    said = [
        f"{key.cut} different values of {key.name}, cut into {len(key.labels)} groups with as many settings each"
        for key in by
        if key.cut
    ]
    units = set(table["independent"])
    if units & {shared_luck.BOTH, shared_luck.SETTINGS}:
        sampled = "settings were sampled and count as independent"
        said.append(
            f"95 % intervals of means: {sampled}, and so do run numbers, each of which is one luck in all settings"
            if shared_luck.BOTH in units
            else f"95 % intervals of means: {sampled}; all have the same run number, so they hold for this one luck"
        )
    elif shared_luck.RUNS in units:
        said.append(
            "95 % intervals of means: run numbers count as independent, each of which is one luck in all settings and "
            "under all policies; the settings are those of the design and no sample"
        )
    if shared_luck.NOTHING in units:
        said.append("no interval where one run number of one setting is all there is")
    failed = int((~rows.fine).sum())
    if failed:
        said.append(f"{failed:,} of {rows.fine.size:,} runs went numerically wrong and count only as failed")
    if rows.fine.size < plan.rows:
        said.append(f"the sweep is not finished: {rows.fine.size:,} of {plan.rows:,} runs are there")
    return tuple(said)
