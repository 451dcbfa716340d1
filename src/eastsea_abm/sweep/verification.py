"""Whether a store still is what was written, and whether the rules still give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import InputError
from eastsea_abm.sweep import parts
from eastsea_abm.sweep.content import digest
from eastsea_abm.sweep.store import Store

SAMPLE = 100  # rows that are computed again, where nobody says how many
MOST_SHOWN = 5  # partings that are spelt out


@dataclass
class Verdict:
    """What came of looking at a store.

    Attributes
    ----------
    damage
        What is wrong with its files and its manifest.
    partings
        Rows that came out differently, with the first column in which they do.
    """

    rows: int
    sampled: int = 0
    damage: list[str] = field(default_factory=list)
    partings: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.damage and not self.partings


def verify(store: Store, sample: int = SAMPLE, seed: int = 0, tick: Callable[[int], None] | None = None) -> Verdict:
    """Look at every file, count the rows, and compute a sample of them again.

    Parameters
    ----------
    sample
        How many rows; drawn at random, the same ones for the same ``seed``.
    tick
        Called with how many rows have been computed.
    """
    if sample < 0:
        raise InputError(f"--sample {sample}: must be 0 or more")
    verdict = Verdict(store.rows_done, damage=store.check())
    verdict.damage += _structure(store)
    content = store.about.content
    if content is not None and not verdict.damage and content.digest != store.digest():
        verdict.damage.append(f"the rows have another digest than the manifest says: {content.digest}")
    if store.about.rules != rules_digest():
        verdict.remarks.append(f"the rules have changed since: {store.about.rules} then, {rules_digest()} now")
    _replay(store, _drawn(store, sample, seed), verdict, tick or (lambda done: None))
    return verdict


def _structure(store: Store) -> list[str]:
    """Parts whose rows are not those of the plan."""
    found = []
    for part in sorted(store.entries):
        try:
            table = parts.read(parts.path_of(store.folder, part), ["setting", "policy", "run"])
        except (OSError, pa.ArrowException, KeyError) as error:
            found.append(f"part {part} cannot be read: {str(error).splitlines()[0]}")
            continue
        if not _places(store, part).equals(table):
            found.append(f"part {part} holds other rows than the plan says")
    return found


def _places(store: Store, part: int) -> pa.Table:
    """Setting, policy and run of every row of a part."""
    plan = store.plan
    pair, run = np.divmod(np.arange(plan.part(part).start, plan.part(part).stop), plan.runs)
    setting, policy = np.divmod(pair, len(plan.policies))
    names = pa.array(np.array(plan.policies, object)[policy], pa.string())
    return pa.table({"setting": setting, "policy": names, "run": run})


def _drawn(store: Store, sample: int, seed: int) -> dict[int, list[int]]:
    """Rows to compute again, by part."""
    there = sorted(store.entries)
    ends = np.cumsum([store.entries[part].rows for part in there], dtype=np.int64)
    total = int(ends[-1]) if there else 0
    chosen = np.random.default_rng(seed).choice(total, min(sample, total), replace=False, shuffle=False)
    found = defaultdict(list)
    for place in sorted(chosen.tolist()):
        k = int(np.searchsorted(ends, place, "right"))
        found[there[k]].append(store.plan.part(there[k]).start + place - int(ends[k] - store.entries[there[k]].rows))
    return found


def _replay(store: Store, drawn: dict[int, list[int]], verdict: Verdict, tick: Callable[[int], None]) -> None:
    from eastsea_abm.sweep.settings import Bench
    from eastsea_abm.sweep.work import compute

    bench = Bench(store.plan, store.design)
    for part, rows in drawn.items():
        stored = parts.read(parts.path_of(store.folder, part))
        for stretch in _stretches(rows):
            own = stored.slice(stretch.start - store.plan.part(part).start, len(stretch))
            again = compute(bench, stretch)
            if _unlike(own, again):
                each = ((row, own.slice(k, 1), again.slice(k, 1)) for k, row in enumerate(stretch))
                verdict.partings += [_parting(store, *one) for one in each if _unlike(*one[1:])]
            verdict.sampled += len(stretch)
            tick(verdict.sampled)


def _stretches(rows: list[int]) -> Iterator[range]:
    """Rows that follow each other, together: what they share is set up once."""
    begin = 0
    for k in range(1, len(rows) + 1):
        if k == len(rows) or rows[k] != rows[k - 1] + 1:
            yield range(rows[begin], rows[k - 1] + 1)
            begin = k


def _unlike(one: pa.Table, other: pa.Table) -> bool:
    return digest([one], one.schema) != digest([other], other.schema)


def _parting(store: Store, row: int, own: pa.Table, again: pa.Table) -> str:
    """Where a row computed again differs, in words."""
    setting, policy, run = store.plan.place(row)
    where = f"setting {setting}, policy {store.plan.policies[policy]}, run {run}"
    for name in again.column_names:
        one = own[name][0].as_py() if name in own.column_names else "absent"
        other = again[name][0].as_py()
        if one != other and not (one != one and other != other):
            return f"{where}: {name} is {one!r} in the store, {other!r} computed again"
    return f"{where}: the columns differ"
