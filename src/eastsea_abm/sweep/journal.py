"""The journal of a store: one line for every part that is finished, with what its file must be.

A line is written after its part is safely in place. A line that was torn by a crash counts for nothing, and
the part it spoke of is computed again; of two lines about a part the later one holds.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from eastsea_abm.sweep.disk import put, settle

NAME = "journal"


class Entry(NamedTuple):
    """What is known of a finished part."""

    part: int
    rows: int
    failed: int  # of these, runs that went numerically wrong
    sha256: str
    bytes: int
    seconds: float  # that the sweep took for it, side by side with others

    def line(self) -> str:
        """The entry as a line of the journal."""
        return json.dumps(self._asdict()) + "\n"


def read(folder: Path) -> dict[int, Entry]:
    """Entries by part; empty where nothing is finished."""
    found = [_entry(line) for line in _lines(folder)]
    return {entry.part: entry for entry in found if entry is not None}


def append(folder: Path, entry: Entry) -> None:
    """Add a line and see it through to the disk; take it back where the disk is too full for it."""
    path = folder / NAME
    new = not path.exists()
    with path.open("ab") as file:
        before = file.tell()
        try:
            file.write(entry.line().encode())
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.truncate(path, before)
            raise
    if new:
        settle(folder)


def mend(folder: Path) -> None:
    """Write the journal anew if a line of it cannot be read, so that the next one starts on a line of its own."""
    lines = _lines(folder)
    good = [entry for entry in map(_entry, lines) if entry is not None]
    if len(good) != len(lines):
        put(folder / NAME, "".join(entry.line() for entry in good).encode())


def _lines(folder: Path) -> list[bytes]:
    path = folder / NAME
    return path.read_bytes().splitlines(keepends=True) if path.exists() else []


def _entry(line: bytes) -> Entry | None:
    """What a line says; None where it is torn or no entry."""
    if not line.endswith(b"\n"):
        return None
    try:
        entry = Entry(**json.loads(line))
    except (ValueError, TypeError):  # also what is not UTF-8
        return None
    numbers = (entry.part, entry.rows, entry.failed, entry.bytes)
    fits = all(isinstance(one, int) for one in numbers) and isinstance(entry.seconds, int | float)
    return entry if fits and isinstance(entry.sha256, str) else None
