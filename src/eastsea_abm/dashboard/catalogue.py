"""What can be chosen by name: scenarios, and policies by the group in which they take each other's place."""

from __future__ import annotations

import functools
from typing import Any

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario import Scenario, list_scenarios
from eastsea_abm.scenario.choices import read_overlay
from eastsea_abm.scenario.lookup import find, names
from eastsea_abm.scenario.reading import read_source
from eastsea_abm.scenario.schema import Overlay

OTHERS = "others"  # heading of overlays that take nobody's place


@functools.cache
def scenarios() -> list[dict[str, Any]]:
    """Every scenario that can be named here, as `setting.scenarios`; read once a process."""
    return [
        {"name": one.name, "title": one.title or one.name, "question": one.question, "fine": one.problems is None}
        for one in list_scenarios()
    ]


def groups(scenario: Scenario) -> list[dict[str, Any]]:
    """Policies that can be laid over a scenario, its own first, as `setting.groups`."""
    found: dict[str, dict[str, Any]] = {}
    for name, overlay in overlays(scenario).items():
        group = overlay.group or OTHERS
        told = found.setdefault(group, {"group": group, "policies": []})
        told["policies"].append(
            {
                "name": name,
                "title": overlay.title or name,
                "note": overlay.note,
                "source": overlay.source,
                "levers": overlay.levers,
                "parameters": overlay.parameters,
            }
        )
    return sorted(found.values(), key=lambda told: (told["group"] == OTHERS, told["group"]))


def overlays(scenario: Scenario) -> dict[str, Overlay]:
    """Overlays by name: those of the file, those it was read with, and those that lie in a folder."""
    known = {**scenario.file.policies, **dict(scenario.overlays)}
    for name in names("policy", scenario.path):
        overlay = None if name in known else _read(name, scenario)
        if overlay is not None:
            known[name] = overlay
    return known


def _read(name: str, scenario: Scenario) -> Overlay | None:
    """An overlay from its file; None where the file has problems, which choosing it by name would tell."""
    path = find("policy", name, scenario.path).path
    if path is None or path.suffix != ".yaml" or path.parent.name != "policies":
        return None
    try:
        return read_overlay(read_source(path), [], [])
    except ScenarioError:  # no YAML at all: it is left out of the list
        return None
