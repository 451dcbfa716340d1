"""Single values of events and leaders, written ``events[1].size=0.5``: told apart, tried, and put in place.

Entries are counted from 1 as messages count them; those of a scenario that is extended come first.
"""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eastsea_abm.errors import Problem
from eastsea_abm.scenario.merge import Merged
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.problems import validated
from eastsea_abm.scenario.reading import Source
from eastsea_abm.scenario.schema import ScenarioFile

LISTS = ("events", "leaders")
ELEMENT = re.compile(r"(events|leaders)\[([1-9][0-9]{0,5})\]\.([A-Za-z_]+)")
WRITTEN = "a value of an event or a leader is written events[1].size or leaders[1].orientation, counted from 1"

#: What is set by hand has no file; messages name the option.
BY_HAND = Source("--set", Path("--set"), "", {}, {}, {})

#: The least an entry must hold, so that one value of it can be tried by itself.
WHOLE: dict[str, dict[str, Any]] = {
    "events": {"date": "2000-01", "actor": "AAA"},
    "leaders": {"date": "2000-01", "state": "AAA", "orientation": 0},
}


def element_path(name: str) -> KeyPath | None:
    """Key path of ``events[1].size``; None for any other name."""
    found = ELEMENT.fullmatch(name)
    return (found[1], int(found[2]) - 1, found[3]) if found else None


def tried(values: Mapping[KeyPath, Any]) -> list[Problem]:
    """What is wrong with values of entries whatever stands beside them: unknown keys, wrong types, bounds."""
    problems: list[Problem] = []
    for (name, k, key), value in values.items():
        data: dict[str, Any] = {"title": "", str(name): [{**WHOLE[str(name)], str(key): value}]}
        source = dataclasses.replace(BY_HAND, data=data, written={(name, 0): (name, k)})
        problems += validated(ScenarioFile, source).problems
    return problems


def put_in_place(merged: Merged, values: Mapping[KeyPath, Any]) -> tuple[Merged, list[Problem]]:
    """``merged`` with ``values`` in its entries, and what has no entry to stand in."""
    if not values:
        return merged, []
    data = copy.deepcopy(merged.data)
    origins = {path: origin for path, origin in merged.origins.items() if path[:3] not in values}
    problems: list[Problem] = []
    for (name, k, key), value in values.items():
        entries = data.get(str(name), [])
        if int(k) < len(entries):
            entries[int(k)][key] = value
            origins[name, k, key] = (BY_HAND, (name, k, key))
            continue
        some = f"{len(entries) or 'no'} {name if len(entries) != 1 else str(name)[:-1]}"
        problems.append(BY_HAND.problem((name, k, key), f"no {str(name)[:-1]} {int(k) + 1}: this scenario has {some}"))
    return dataclasses.replace(merged, data=data, origins=origins), problems
