"""How far a sweep is, and what went wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from eastsea_abm.sweep import parts
from eastsea_abm.sweep.store import Store
from eastsea_abm.sweep.work import FINE

MOST_SHOWN = 5  # failed rows that are spelt out


@dataclass(frozen=True)
class Status:
    """A store as it stands.

    Attributes
    ----------
    settings_done
        Settings all of whose rows are there.
    damage
        What is wrong with files of finished parts, which do not count as there.
    failures
        The first failed rows, with their reasons.
    """

    folder: str
    name: str
    shard: str
    parts: int
    parts_done: int
    rows: int
    rows_done: int
    settings: int
    settings_done: int
    failed: int
    bytes: int
    seconds: float
    finished: bool
    digest: str | None
    damage: list[str] = field(default_factory=list)
    failures: list[dict[str, Any]] = field(default_factory=list)


def status(store: Store) -> Status:
    """Look at every file of a store and say how far it is; nothing is changed."""
    damage = store.check()
    content = store.about.content
    return Status(
        folder=str(store.folder),
        name=store.plan.name,
        shard=str(store.shard),
        parts=len(store.wanted),
        parts_done=len(store.entries),
        rows=store.rows,
        rows_done=store.rows_done,
        settings=store.plan.settings,
        settings_done=settings_done(store),
        failed=store.failed,
        bytes=size(store.folder),
        seconds=round(store.seconds, 3),
        finished=store.finished,
        digest=content.digest if content and not damage else None,
        damage=damage,
        failures=failures(store),
    )


def settings_done(store: Store) -> int:
    """Settings all of whose rows are there."""
    each = store.plan.runs * len(store.plan.policies)
    done, reached, before = 0, 0, -1  # rows in an unbroken line that ends at part `before`
    begins = 0
    for part in [*sorted(store.entries), store.plan.parts + 1]:
        if part != before + 1:
            done += max(0, reached // each - -(-begins // each))
            begins = reached = part * store.plan.part_rows
        if part in store.entries:
            reached += store.entries[part].rows
        before = part
    return done


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def failures(store: Store, most: int = MOST_SHOWN) -> list[dict[str, Any]]:
    """The first failed rows: setting, policy, run, reason."""
    found: list[dict[str, Any]] = []
    for part in sorted(store.entries):
        if store.entries[part].failed and len(found) < most:
            path = parts.path_of(store.folder, part)
            table = parts.read(path, ["setting", "policy", "run", "status", "reason"])
            failed = table.filter(pc.not_equal(table["status"], FINE)).drop_columns(["status"])
            found += failed.slice(0, most - len(found)).to_pylist()
    return found
