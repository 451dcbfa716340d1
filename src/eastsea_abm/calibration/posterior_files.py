"""The files of a posterior: draws, manifest and page, found again by what they follow from."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eastsea_abm.errors import InputError, ResultError
from eastsea_abm.results.store import writing
from eastsea_abm.scenario.parameter_sets import SHORT, ParameterSets, digest_of, read_posterior
from eastsea_abm.sweep.disk import put

FOLDER = "posteriors"
DIGITS = 10  # significant digits of a number in a manifest


def written(sets: ParameterSets, manifest: Mapping[str, Any], page: str, root: Path) -> Path:
    """Put a posterior below ``root``; the manifest comes last, so that half a posterior is none.

    Returns
    -------
    Path
        The file of the draws.
    """
    label = f"{sets.label}-{digest_of(sets.text())[:SHORT]}"
    with writing(root):
        root.mkdir(parents=True, exist_ok=True)
        put(root / f"{label}.parquet", packed(sets))
        put(root / f"{label}.html", page.encode())
        put(root / f"{label}.json", (json.dumps(plain(manifest), indent=1, ensure_ascii=False) + "\n").encode())
    return root / f"{label}.parquet"


def packed(sets: ParameterSets) -> bytes:
    """Draws as a Parquet file: the same draws give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from eastsea_abm.results.tables import SETTINGS

    table = pa.table([pa.array(column.copy()) for column in sets.values.T], names=list(sets.names))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, **SETTINGS)
    return bytes(sink.getvalue().to_pybytes())


def plain(value: Any) -> Any:
    """A value as JSON takes it; a number that is none becomes null."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if hasattr(value, "tolist"):
        value = value.tolist()  # of numpy
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
    return value


def made_before(root: Path, name: str, identity: str) -> dict[str, Any] | None:
    """The manifest of a posterior that follows from the same, None where there is none or its draws are damaged."""
    for manifest in manifests(root, name):
        if manifest.get("identity") != identity:
            continue
        try:
            read_posterior(root / f"{manifest['label']}.parquet")
        except InputError:
            continue
        return manifest
    return None


def manifests(root: Path, name: str = "*") -> Iterator[dict[str, Any]]:
    """Manifests of posteriors below ``root`` that can be read."""
    for path in sorted(root.glob(f"{name}-*.json")) if root.is_dir() else []:
        try:
            yield read_manifest(path)
        except ResultError:
            continue


def read_manifest(path: Path) -> dict[str, Any]:
    """The manifest in a file, or beside the draws in a file.

    Raises
    ------
    ResultError
        If there is none.
    """
    path = path.with_suffix(".json")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResultError(f"{path} cannot be read as the manifest of a posterior: {error}") from None
    if not isinstance(found, dict) or found.get("kind") != "posterior":
        raise ResultError(f"{path} is no manifest of a posterior")
    return found
