"""Tidy tables to Parquet and back: the same table gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from eastsea_abm.errors import ResultError

if TYPE_CHECKING:
    import pandas as pd

#: Tables of a result, in the order in which comparisons go through them.
TABLES = ("outcomes", "states", "dyads", "decisions", "instruments", "theatres", "events")

#: Columns that hold numbers also where a table is empty and pandas cannot know it.
NUMBERS = ("size", "moved")

#: Everything that decides the bytes of a file, so that no default of pyarrow's does.
SETTINGS: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 9,
    "version": "2.6",
    "data_page_version": "1.0",
    "use_dictionary": True,
    "write_statistics": True,
    "store_schema": False,
    "row_group_size": 1 << 20,
}


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write ``frame`` without index and without metadata of pandas."""
    columns = [_column(frame[name]) for name in frame.columns]
    pq.write_table(pa.table(columns, names=[str(name) for name in frame.columns]), path, **SETTINGS)


def _column(values: pd.Series[Any]) -> pa.Array:
    """A column as one of four types: truth, whole number, number, text."""
    kind = "f" if values.name in NUMBERS else values.dtype.kind
    if kind == "b":
        return pa.array(values.to_numpy(), pa.bool_())
    if kind in "iu":
        return pa.array(values.to_numpy(), pa.int64())
    if kind == "f":
        return pa.array(values.to_numpy(dtype=np.float64), pa.float64())
    return pa.array(["" if value is None or value != value else str(value) for value in values], pa.string())


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that `write_table` wrote.

    Raises
    ------
    ResultError
        If the file is missing or is no Parquet table.
    """
    try:
        return pq.ParquetFile(path).read().to_pandas()
    except FileNotFoundError:
        raise ResultError(f"{path} is missing") from None
    except (OSError, pa.ArrowException) as error:
        raise ResultError(f"{path} cannot be read: {str(error).splitlines()[0]}") from None


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write ``frame`` as CSV with the shortest digits that give every number back."""
    frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
