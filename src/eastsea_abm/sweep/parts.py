"""Parts of a store: a table of rows as the bytes of a Parquet file, and whether a file is still what was written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from eastsea_abm.results.tables import SETTINGS
from eastsea_abm.sweep.journal import Entry
from eastsea_abm.sweep.work import FINE

FOLDER = "outcomes"


class Packed(NamedTuple):
    """A part as it will lie on the disk."""

    rows: int
    failed: int
    content: bytes

    def entry(self, part: int, seconds: float) -> Entry:
        """The line of the journal about it."""
        digest = hashlib.sha256(self.content).hexdigest()
        return Entry(part, self.rows, self.failed, digest, len(self.content), round(seconds, 6))


def pack(table: pa.Table) -> Packed:
    """A part as a Parquet file: the same table gives the same bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(None), sink, **SETTINGS)
    failed = pc.sum(pc.not_equal(table["status"], FINE)).as_py() or 0
    return Packed(table.num_rows, failed, sink.getvalue().to_pybytes())


def path_of(folder: Path, part: int) -> Path:
    """Where a part lies."""
    return folder / FOLDER / f"part-{part:06}.parquet"


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a part; only ``columns`` of them, in that order, if given."""
    with pq.ParquetFile(path) as file:
        table = file.read(columns=None if columns is None else list(columns))
    return table if columns is None else table.select(list(columns))


def damage(folder: Path, entry: Entry) -> str:
    """What is wrong with the file of a finished part; empty where nothing is."""
    path = path_of(folder, entry.part)
    try:
        size = path.stat().st_size
        if size != entry.bytes:
            return f"{path.name} has {size} bytes instead of {entry.bytes}"
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return f"{path.name} is missing"
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}"
    return "" if digest == entry.sha256 else f"{path.name} was changed after it was written"
