"""Take the bad parts out of a file, so that the rest is checked too and all problems are told at once."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterable
from typing import Any

from eastsea_abm.scenario.nodes import KeyPath, Place
from eastsea_abm.scenario.reading import Source


class _Gone:
    """Stands where a part was taken out."""


GONE = _Gone()


def pruned(source: Source, bad: Iterable[KeyPath], lacking: Iterable[KeyPath] = ()) -> Source:
    """``source`` without what stands at ``bad``, and without the mappings that lack a key.

    Places move with the data, so that a problem found in the rest still knows its line. A title that is
    missing is filled in: it is no reason to read nothing else.
    """
    data = copy.deepcopy(source.data)
    for path in sorted(bad, key=len, reverse=True):
        _take(data, path)
    for path in lacking:
        if path == ("title",):
            data["title"] = ""
        else:
            _take(data, path[:-1])
    rest = _Rest(source)
    return dataclasses.replace(
        source,
        data=rest.value(data, (), ()),
        keys=rest.keys,
        values=rest.values,
        hurt=frozenset(rest.hurt),
        written=rest.written,
    )


def _take(data: Any, path: KeyPath) -> None:
    *above, last = path if path else (None,)
    if last is None:
        return
    for part in above:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return  # gone already, with what stood around it
    inside = last in data if isinstance(data, dict) else isinstance(last, int) and last < len(data)
    if inside:
        data[last] = GONE


class _Rest:
    """Copies data without what is gone, and places to where they are then."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.keys: dict[KeyPath, Place] = {}
        self.values: dict[KeyPath, Place] = {}
        self.hurt: set[KeyPath] = set()
        self.written: dict[KeyPath, KeyPath] = {}

    def value(self, value: Any, old: KeyPath, new: KeyPath) -> Any:
        if old != new:
            self.written[new] = self.source.written.get(old, old)
        elif old in self.source.written:
            self.written[new] = self.source.written[old]
        for places, moved in ((self.source.keys, self.keys), (self.source.values, self.values)):
            if old in places:
                moved[new] = places[old]
        if old in self.source.hurt or (isinstance(value, dict) and GONE in value.values()):
            self.hurt.add(new)
        if isinstance(value, dict):
            return {key: self.value(part, (*old, key), (*new, key)) for key, part in value.items() if part is not GONE}
        if isinstance(value, list):
            kept = [k for k, part in enumerate(value) if part is not GONE]
            return [self.value(value[k], (*old, k), (*new, place)) for place, k in enumerate(kept)]
        return value
