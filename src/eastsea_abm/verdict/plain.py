"""The numbers of a verdict as plain data."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from eastsea_abm.verdict.conditions import Map
from eastsea_abm.verdict.contrasts import Told
from eastsea_abm.verdict.found import Found
from eastsea_abm.verdict.probes import Probed
from eastsea_abm.verdict.relabelled import Relabelled


def as_data(found: Found) -> dict[str, Any]:
    """Everything that was found; what is no number is None."""
    data = plain(found)
    assert isinstance(data, dict)
    return data


def plain(value: Any) -> Any:
    """Named parts as mappings, sequences as lists, numbers that are none as None."""
    if is_dataclass(value) and not isinstance(value, type):
        own = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return own | _derived(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(one) for name, one in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _derived(value: Any) -> dict[str, Any]:
    """What follows from a part and is part of what is told."""
    if isinstance(value, Told):
        return {"word": value.word, "range": plain(value.range)}
    if isinstance(value, Probed):
        return {"word": value.word, "word_outside": value.word_outside}
    if isinstance(value, Relabelled):
        return {"word": value.word}
    if isinstance(value, Map):
        return {"lowest": value.lowest, "highest": value.highest, "parted": value.parted, "words": dict(value.words)}
    return {}
