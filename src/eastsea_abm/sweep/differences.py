"""In what two plans differ, as a reader wrote them: factors by name, texts by line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eastsea_abm.sweep.plan import Plan

ABSENT = "absent"
LONGEST = 60  # characters of a value that is shown
#: What follows from the rest of a plan; named only where nothing else differs.
DERIVED = {"settings", "design_digest", "part_rows"}
DERIVED_OF_SCENARIO = {"columns", "states", "data"}


def differences(then: Plan, now: Plan) -> list[str]:
    """A line for everything in which two plans differ, what the reader wrote before what follows from it."""
    first, second = _flat(then), _flat(now)
    names = [name for name in dict.fromkeys([*first, *second]) if first.get(name) != second.get(name)]
    said = [name for name in names if not _derived(name)] or names
    return [f"{name}: {_pair(first.get(name, ABSENT), second.get(name, ABSENT))}" for name in said]


def _derived(name: str) -> bool:
    part = name.split(".")
    return name in DERIVED or (part[0] == "scenarios" and bool(DERIVED_OF_SCENARIO & set(part[2:3])))


def _flat(plan: Plan) -> dict[str, str]:
    """A plan as text by dotted name."""
    data = plan.as_json()
    scenarios, factors = data.pop("scenarios"), data.pop("factors")
    found = {f"factors.{factor['name']}": _factor(factor) for factor in factors}
    found.update(_named("", data))
    for source in scenarios:
        name = source.pop("name")
        overlays = {one["name"]: one["overlays"] for one in source.pop("alternatives")}
        found.update(_named(f"scenarios.{name}.", {**source, "policies": overlays}))
    found["scenarios"] = _shown([source.name for source in plan.scenarios])
    found["order of factors"] = _shown([factor.name for factor in plan.factors])
    return found


def _named(prefix: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _named(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", _shown(value)


def _factor(factor: Mapping[str, Any]) -> str:
    """The values of a factor."""
    if factor["values"]:
        return _shown(factor["values"])
    levels = f" in {factor['levels']}" if factor["levels"] else ""
    return f"{factor['low']:g} to {factor['high']:g}{levels}"


def _shown(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_shown(one) for one in value) or "none"
    return f"{value!r}" if isinstance(value, float) else str(value)


def _pair(then: str, now: str) -> str:
    """Both values; of texts the first line that differs."""
    lines = list(itertools.zip_longest(then.splitlines(), now.splitlines(), fillvalue=""))
    k = next((k for k, (a, b) in enumerate(lines) if a != b), 0)
    where = f"line {k + 1}: " if len(lines) > 1 else ""
    a, b = lines[k] if lines else (then, now)
    return f"{where}{_short(a)} then, {_short(b)} now"


def _short(text: str) -> str:
    text = text.strip() or "nothing"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
