"""The folder of a reference table: one file for every thousand draws, each whole or not there.

A file holds the statistics of their runs, with a checksum of draws and statistics: the draws themselves follow
from the plan. Whatever kills the work, the same plan goes on with the files that are missing, and the bytes are
the same whoever played them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eastsea_abm.calibration.plan import Plan
from eastsea_abm.errors import EnvironmentFault
from eastsea_abm.results.store import writing
from eastsea_abm.sweep.disk import LOCK, put, sweep_up
from eastsea_abm.world import Floats

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = "tables"
PLAN = "plan.json"
PART = 1000  # draws in a file


def parts(draws: int, size: int = PART) -> list[range]:
    """Draws of every file, in order."""
    return [range(at, min(at + size, draws)) for at in range(0, draws, size)]


def path_of(folder: Path, part: range) -> Path:
    """Where a part lies; a part of another length is another file."""
    return folder / f"draws-{part.start:07}-{part.stop - 1:07}.parquet"


@contextlib.contextmanager
def opened(root: Path, plan: Plan) -> Iterator[Path]:
    """The folder of a plan's table below ``root``, held alone and swept clean.

    Raises
    ------
    EnvironmentFault
        If somebody else is writing there, or nothing can be written there.
    """
    from filelock import FileLock, Timeout

    folder = root / TABLES / plan.digest
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise EnvironmentFault(f"another calibration is writing to {folder}; wait until it has ended") from None
    try:
        with writing(folder):
            sweep_up(folder)
            put(folder / PLAN, (json.dumps(plan.told, indent=1, sort_keys=True) + "\n").encode())
        yield folder
    finally:
        with contextlib.suppress(OSError):
            lock.release()


def keep(folder: Path, part: range, names: Sequence[str], drawn: Floats, values: Floats) -> None:
    """Put a part in its place.

    Parameters
    ----------
    names
        Of the statistics.
    drawn, values
        Parameters and statistics, a row a draw.

    Raises
    ------
    EnvironmentFault
        If it cannot be written.
    """
    with writing(folder):
        put(path_of(folder, part), packed(names, drawn, values))


def packed(names: Sequence[str], drawn: Floats, values: Floats) -> bytes:
    """Statistics as a Parquet file with a checksum: the same rows give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from eastsea_abm.results.tables import SETTINGS

    table = pa.table([pa.array(column) for column in np.ascontiguousarray(values.T)], names=list(names))
    sink = pa.BufferOutputStream()
    settings = {**SETTINGS, "store_schema": True}  # without a schema the checksum would not be kept either
    pq.write_table(table.replace_schema_metadata({"sha256": checksum(names, drawn, values)}), sink, **settings)
    return bytes(sink.getvalue().to_pybytes())


def checksum(names: Sequence[str], drawn: Floats, values: Floats) -> str:
    """64 digits of names, draws and statistics."""
    digest = hashlib.sha256(json.dumps(list(names)).encode())
    for rows in (drawn, values):
        digest.update(np.ascontiguousarray(rows, np.float64).tobytes())
    return digest.hexdigest()


def kept(folder: Path, part: range, names: Sequence[str], drawn: Floats) -> Floats | None:
    """Statistics of a part, None where it is not there, damaged, or of other draws than ``drawn``."""
    import pyarrow.parquet as pq

    try:
        table: pa.Table = pq.read_table(path_of(folder, part))
    except (OSError, ValueError):  # also what is no Parquet: Arrow's own errors are of these two
        return None
    if table.column_names != list(names) or table.num_rows != len(part):
        return None
    values = np.column_stack([np.asarray(column.to_numpy(), float) for column in table.columns])
    said = (table.schema.metadata or {}).get(b"sha256", b"").decode()
    return values if said == checksum(names, drawn, values) else None
