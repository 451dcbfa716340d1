"""A name for the rows of a table: the same rows in the same order have the same digest, however they are stored.

The canonical bytes are the names and types of the columns, then row after row: first the row's texts, each as
UTF-8 after its length, then its numbers, eight bytes each, little end first. Every nan is the same nan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

LENGTH = 4  # bytes that say how long a text is
NAN = np.uint64(0x7FF8_0000_0000_0000)


def digest(tables: Iterable[pa.Table], schema: pa.Schema) -> str:
    """SHA-256 of the rows of ``tables``, which all have ``schema``, one table at a time in memory."""
    told = hashlib.sha256("\n".join(f"{field.name} {field.type}" for field in schema).encode() + b"\n")
    for table in tables:
        for content in _rows(table):
            told.update(content)
    return told.hexdigest()


def _rows(table: pa.Table) -> Iterator[np.ndarray]:
    """The bytes of all rows, a stretch of rows with equal texts at a time."""
    if not table.num_rows:
        return
    texts = [table[name] for name in table.column_names if pa.types.is_string(table[name].type)]
    numbers = [table[name] for name in table.column_names if not pa.types.is_string(table[name].type)]
    bits = np.empty((table.num_rows, len(numbers)), "<u8")
    for k, column in enumerate(numbers):
        bits[:, k] = _bits(column.to_numpy())
    columns = [column.to_pylist() for column in texts]
    codes = np.stack([np.unique(column.to_numpy(), return_inverse=True)[1] for column in texts])
    starts = np.flatnonzero(np.any(np.diff(codes, axis=1, prepend=-1), axis=0))
    for first, last in zip(starts, [*starts[1:], table.num_rows], strict=True):
        head = np.frombuffer(b"".join(_text(column[first]) for column in columns), np.uint8)
        numbered = np.ascontiguousarray(bits[first:last]).view(np.uint8)
        yield np.hstack([np.broadcast_to(head, (last - first, head.size)), numbered]).ravel()


def _bits(values: np.ndarray) -> np.ndarray:
    """Whole numbers and numbers as eight bytes."""
    if values.dtype.kind != "f":
        return values.astype("<i8").view("<u8")
    bits = values.astype("<f8").view("<u8").copy()
    bits[np.isnan(values)] = NAN
    return bits


def _text(value: str) -> bytes:
    content = value.encode()
    return len(content).to_bytes(LENGTH, "little") + content
