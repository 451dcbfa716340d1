"""Where a file is looked for when a scenario, region, policy or table is named.

A path (it has a separator or ends in .yaml, .yml or .csv) is taken as it is. A name is looked for in the
folder of the file that asks, in ``./scenarios``, and among the scenarios of the package; regions, policies,
sweeps and studies first in ``regions/``, ``policies/``, ``sweeps/`` and ``studies/`` below these.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import eastsea_abm
from eastsea_abm.scenario.names import shown, suggestion

ENDINGS = (".yaml", ".yml", ".csv")
SUBFOLDERS = {
    "scenario": "",
    "region": "regions",
    "policy": "policies",
    "sweep": "sweeps",
    "study": "studies",
    "table": "tables",
    "posterior": "posteriors",  # see parameter_sets.py, which looks in results/ too
}
ENDING = dict.fromkeys(("scenario", "region", "policy", "sweep", "study"), ".yaml") | {"table": ".csv"}


class Found(NamedTuple):
    """Where a name leads, or why nowhere."""

    path: Path | None
    complaint: str = ""


def packaged() -> Path:
    """The scenarios that come with the package: inside it when installed, beside it in the repository."""
    package = Path(next(iter(eastsea_abm.__path__))).resolve()
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent.parent / "scenarios"


def folders(asking: Path | None = None) -> list[Path]:
    """Scenario folders in the order in which a name is looked for."""
    own = [asking.parent] if asking is not None else []
    return [*own, Path("scenarios"), packaged()]


def is_path(name: str) -> bool:
    """Whether ``name`` is a path rather than a name."""
    return "/" in name or os.sep in name or name.endswith(ENDINGS)


def find(kind: str, name: str, asking: Path | None = None) -> Found:
    """The file of a scenario, region, policy, sweep or table.

    Parameters
    ----------
    kind
        ``scenario``, ``region``, ``policy``, ``sweep`` or ``table``.
    asking
        The file in which the name stands. What a file names must lie in a scenario folder or in the file's
        own, links followed, so that nobody's file can make another's machine read elsewhere. None for a name
        given by hand, which may lead anywhere.
    """
    if not name or not name.isprintable():
        return Found(None, f"{shown(name)} is no name of a {kind}")
    path = _by_path(name, asking) if is_path(name) else _by_name(kind, name, asking)
    if path is None:
        if is_path(name):
            return Found(None, f"no such file: {shown(name)}")
        return Found(None, f"no {kind} {shown(name)}{suggestion(name, names(kind, asking)) or '; there are none'}")
    if asking is not None and not _inside(path, folders(asking)):
        return Found(
            None,
            f"{shown(name)} leads out of the scenario folders; a file may name files only in its own "
            "folder, ./scenarios or the package",
        )
    return Found(path)


def _by_path(name: str, asking: Path | None) -> Path | None:
    path = Path(name)
    if asking is None:
        return path  # the reader says what is wrong with it, so that a folder is not called missing
    return next((one for one in (asking.parent / path, *(folder / path for folder in folders())) if _exists(one)), None)


def _by_name(kind: str, name: str, asking: Path | None) -> Path | None:
    itself = None
    for folder in _searched(kind, asking):
        path = folder / f"{name}{ENDING[kind]}"
        if not _exists(path):
            continue
        if asking is None or not _same(path, asking):
            return path
        itself = path  # a user's baseline may extend the package's; only if there is none it names itself
    return itself


def _searched(kind: str, asking: Path | None) -> Iterator[Path]:
    roots = folders(asking)
    if SUBFOLDERS[kind]:
        yield from (root / SUBFOLDERS[kind] for root in roots)
    yield from roots


def names(kind: str, asking: Path | None = None) -> list[str]:
    """Names that `find` would find, sorted."""
    subfolder = SUBFOLDERS[kind]
    places = [root / subfolder for root in folders(asking)]
    return sorted({path.stem for place in places for path in _listed(place, ENDING[kind])})


def _listed(folder: Path, ending: str) -> list[Path]:
    try:
        return [path for path in sorted(folder.iterdir()) if path.suffix == ending]
    except OSError:
        return []


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # longer than the system allows, or not a possible path
        return False


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _inside(path: Path, roots: list[Path]) -> bool:
    try:
        real = path.resolve()
        return any(real.is_relative_to(root.resolve()) for root in roots)
    except (OSError, RuntimeError):
        return False


def study_hint(name: str) -> str:
    """What to say where a scenario or a sweep is asked for and a study has the name; empty where none has."""
    return f"; it is a study: eastsea study {name}" if name in names("study") else ""


def scenario_files() -> Iterator[tuple[str, Path]]:
    """Name and path of every scenario that can be named, the first of each name."""
    seen: set[str] = set()
    for folder in folders():
        for path in _listed(folder, ".yaml"):
            if path.stem not in seen:
                seen.add(path.stem)
                yield path.stem, path
