"""What a file must hold to become another by extending it: the merge, the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eastsea_abm.scenario.merge import APPENDED
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.schema import ScenarioFile


class OutOfReach(Exception):
    """No child of the one file is the other: something of it would have to be taken away."""


def difference(base: ScenarioFile, own: ScenarioFile) -> dict[str, Any]:
    """The keys with which a child of ``base`` is ``own``.

    Raises
    ------
    OutOfReach
        If no child of ``base`` is.
    """
    return _difference(base.model_dump(), own.model_dump(), own.model_dump(exclude_defaults=True), ())


def _difference(
    base: Mapping[str, Any], own: Mapping[str, Any], brief: Mapping[str, Any], path: KeyPath
) -> dict[str, Any]:
    """``brief`` is ``own`` without what is as by default; where the base has something else, that must be said."""
    if set(base) - set(own):
        raise OutOfReach
    out: dict[str, Any] = {}
    for key, value in own.items():
        if key not in base:
            out[key] = brief[key]
        elif value == base[key]:
            continue
        elif isinstance(value, dict) and isinstance(base[key], dict):
            out[key] = _difference(base[key], value, brief.get(key, {}), (*path, key))
        elif (*path, key) in APPENDED:
            kept = len(base[key])
            if value[:kept] != base[key]:
                raise OutOfReach
            out[key] = brief[key][kept:]
        else:
            out[key] = brief.get(key, value)
    return out
