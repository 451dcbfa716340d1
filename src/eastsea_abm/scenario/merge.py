"""A scenario and the ones it extends, as one file in which every value still knows where it stands.

The child's keys override the parent's, mapping by mapping; ``events`` and ``leaders`` are appended to the
parent's, other lists replaced; a key set to null takes the parent's away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.lookup import find
from eastsea_abm.scenario.names import dotted
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.problems import validated
from eastsea_abm.scenario.reading import Source, read_source
from eastsea_abm.scenario.schema import ScenarioFile

APPENDED: tuple[KeyPath, ...] = (("events",), ("leaders",))
OWN = ("extends", "sweep")  # keys of a file that say nothing about its children, nor about a run


class _Grown(NamedTuple):
    """A value, and where it stands."""

    value: Any  # mapping or list of _Grown, or a plain value
    source: Source
    path: KeyPath


@dataclass(frozen=True)
class Merged:
    """Data of several sources laid over each other.

    Attributes
    ----------
    sources
        Ancestors first.
    origins
        For every key path of ``data``: the source, and the key path there.
    """

    data: dict[str, Any]
    origins: dict[KeyPath, tuple[Source, KeyPath]]
    sources: tuple[Source, ...]

    def origin(self, where: KeyPath) -> tuple[Source, KeyPath]:
        """Where the value at ``where``, or the nearest part above it, stands."""
        for length in range(len(where), -1, -1):
            found = self.origins.get(where[:length])
            if found is not None:
                return found[0], (*found[1], *where[length:])
        return self.sources[-1], where

    def problem(self, where: KeyPath, message: str, on_key: bool = False) -> Problem:
        """A problem at a key path, in the file in which the value stands."""
        source, path = self.origin(where)
        return source.problem(path, message, on_key)

    def is_hurt(self, where: KeyPath) -> bool:
        """Whether something bad was taken out of the mapping at ``where``."""
        source, path = self.origin(where)
        return source.is_hurt(path)


def merge(sources: Sequence[Source]) -> Merged:
    """Lay ``sources`` over each other, ancestors first."""
    grown = _grow(sources[0], sources[0].data, ())
    for source in sources[1:]:
        grown = _graft(grown, _grow(source, source.data, ()), ())
    origins: dict[KeyPath, tuple[Source, KeyPath]] = {}
    data = _flat(grown, (), origins)
    for key in OWN:
        data.pop(key, None)
    return Merged(data, origins, tuple(sources))


def _grow(source: Source, value: Any, path: KeyPath) -> _Grown:
    if isinstance(value, dict):
        value = {key: _grow(source, part, (*path, key)) for key, part in value.items()}
    elif isinstance(value, list):
        value = [_grow(source, part, (*path, k)) for k, part in enumerate(value)]
    return _Grown(value, source, path)


def _graft(parent: _Grown, child: _Grown, path: KeyPath) -> _Grown:
    if isinstance(parent.value, dict) and isinstance(child.value, dict):
        both = {
            key: _graft(parent.value[key], part, (*path, key)) if key in parent.value else part
            for key, part in child.value.items()
        }
        return child._replace(value=parent.value | both)
    if path in APPENDED and isinstance(parent.value, list) and isinstance(child.value, list):
        return child._replace(value=parent.value + child.value)
    return child


def _flat(grown: _Grown, path: KeyPath, origins: dict[KeyPath, tuple[Source, KeyPath]]) -> Any:
    origins[path] = (grown.source, grown.path)
    if isinstance(grown.value, dict):
        return {key: _flat(part, (*path, key), origins) for key, part in grown.value.items()}
    if isinstance(grown.value, list):
        return [_flat(part, (*path, k), origins) for k, part in enumerate(grown.value)]
    return grown.value


@dataclass
class Family:
    """A scenario file and its ancestors as far as they could be read, ancestors first."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = False


def read_family(path: Path, hints: Callable[[KeyPath], str] = lambda _: "") -> Family:
    """Read a scenario file and the files it extends, collecting every problem on the way."""
    family = Family()
    trail: list[Path] = []
    asking: Source | None = None
    while True:
        try:
            source = read_source(path)
        except ScenarioError as error:
            family.problems += error.problems
            return family
        trail.append(path.resolve())
        file, source, problems = validated(ScenarioFile, source, hints)
        family.problems += problems
        if file is None:
            return family
        family.sources.insert(0, source)
        if file.extends is None:
            family.complete = True
            return family
        asking = source
        found = find("scenario", file.extends, path)
        if found.path is None:
            family.problems.append(asking.problem(("extends",), found.complaint))
            return family
        if found.path.resolve() in trail:
            chain = " -> ".join(dotted([one.stem]) for one in [*trail, found.path])
            family.problems.append(asking.problem(("extends",), f"extends itself in a circle: {chain}"))
            return family
        path = found.path
