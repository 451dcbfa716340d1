"""JSON Schemas of the files, so that editors complete keys, show meanings and mark what is out of bounds."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from eastsea_abm.scenario.check_numbers import table
from eastsea_abm.scenario.meanings import MEANINGS
from eastsea_abm.scenario.schema import Overlay, RegionFile, ScenarioFile, SweepFile
from eastsea_abm.scenario.study_schema import StudyFile
from eastsea_abm.vocabulary import EFFECTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, tuple[type[BaseModel], str]] = {
    "scenario": (ScenarioFile, "Scenario of eastsea_abm"),
    "region": (RegionFile, "Region of eastsea_abm"),
    "policy": (Overlay, "Policy of eastsea_abm"),
    "sweep": (SweepFile, "Sweep of eastsea_abm"),
    "study": (StudyFile, "Study of eastsea_abm"),
}

_LIST: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"type": ["number", "string", "boolean"]}}

#: What a factor of a sweep may be.
FACTOR: dict[str, Any] = {
    "anyOf": [
        {"const": "prior"},
        _LIST,
        {
            "type": "object",
            "properties": {
                "from": {"type": "number"},
                "to": {"type": "number"},
                "levels": {"type": "integer", "minimum": 2},
            },
            "required": ["from", "to"],
            "additionalProperties": False,
        },
        {"type": "object", "properties": {"each": _LIST}, "required": ["each"], "additionalProperties": False},
    ]
}


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas of scenario, region, policy, sweep and study files, by kind."""
    return {kind: _schema(model, title) for kind, (model, title) in FILES.items()}


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema()
    parts = {model.__name__: schema, **schema.get("$defs", {})}
    for name, part in parts.items():
        _tell_keys(part, MEANINGS.get(name, {}))
        for kind in ("parameters", "levers"):
            if kind in part.get("properties", {}):
                part["properties"][kind] = _numbers(kind, part["properties"][kind].get("description", ""))
        if "factors" in part.get("properties", {}):
            _tell_sweep(part, schema.setdefault("$defs", {}))
        if "uncertain" in part.get("properties", {}):
            part["properties"]["uncertain"]["anyOf"] = _factors(schema.setdefault("$defs", {}))
    if "Event" in parts:
        _tell_effects(parts["Event"])
    return {"$schema": DIALECT, **schema, "title": title}


def _tell_keys(part: dict[str, Any], meanings: dict[str, str]) -> None:
    """Describe keys; drop the titles pydantic makes of their names, which say nothing."""
    for key, value in part.get("properties", {}).items():
        value.pop("title", None)
        if key in meanings:
            value["description"] = meanings[key]


def _numbers(kind: str, meaning: str) -> dict[str, Any]:
    """A mapping whose keys are the rows of a table."""
    rows = {
        name: {
            "type": "number",
            "minimum": row.bounds[0],
            "maximum": row.bounds[1],
            "default": row.default,
            "description": f"{row.meaning} ({row.unit}; {row.symbol}). Source: {row.source}.",
        }
        for name, row in table(kind).items()
    }
    return {"type": "object", "description": meaning, "properties": rows, "additionalProperties": False, "default": {}}


def _tell_sweep(part: dict[str, Any], definitions: dict[str, Any]) -> None:
    """The forms ``set`` and ``factors`` may take, with the numbers that can be varied by name."""
    part["properties"]["factors"]["anyOf"] = _factors(definitions)
    part["properties"]["set"]["anyOf"] = [
        {"type": "object", "additionalProperties": {"type": ["number", "string", "boolean"]}},
        {"type": "array", "items": {"type": "string", "pattern": "="}},
    ]


def _factors(definitions: dict[str, Any]) -> list[dict[str, Any]]:
    """What varies: the word priors, or lines of name: values."""
    definitions["Factor"] = FACTOR
    one = {"$ref": "#/$defs/Factor"}
    named = {
        name: {**one, "description": f"{row.meaning}; prior {row.prior[0]:g} to {row.prior[1]:g}."}
        for kind in ("levers", "parameters")
        for name, row in table(kind).items()
        if row.prior is not None
    }
    return [{"const": "priors"}, {"type": "object", "properties": named, "additionalProperties": one}]


def _tell_effects(event: dict[str, Any]) -> None:
    """The closed list of effects with what each does."""
    effect = event["properties"]["effect"]
    effect.pop("anyOf", None)
    effect["oneOf"] = [
        {"type": "null"},
        *({"const": row.name, "description": f"{row.meaning}; size {row.low:g} to {row.high:g}"} for row in EFFECTS),
    ]
