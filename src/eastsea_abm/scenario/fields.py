"""What the models allow at a key path: keys, and bounds."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from eastsea_abm.scenario.nodes import KeyPath

Option = tuple[Any, tuple[Any, ...]]  # a bare type, and what is said about it


def pattern(annotation: Any) -> str:
    """The pattern of a constrained text."""
    found = [part.pattern for part in get_args(annotation) if isinstance(part, StringConstraints)]
    return str(found[0])


def longest(annotation: Any) -> int:
    """The most letters of a constrained text."""
    found = [part.max_length for part in get_args(annotation) if isinstance(part, StringConstraints)]
    return int(found[0] or 0)


def keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Keys a mapping at ``path`` may have."""
    return [key for bare, _ in _at(model, path) if _is_part(bare) for key in bare.model_fields]


def bounds_at(model: type[BaseModel], path: KeyPath) -> tuple[float | None, float | None]:
    """Least and largest value of the number at ``path``."""
    low: float | None = None
    high: float | None = None
    for _, said in _at(model, path):
        for part in _flat(said):
            low = getattr(part, "ge", getattr(part, "gt", low))
            high = getattr(part, "le", getattr(part, "lt", high))
    return low, high


def pattern_at(model: type[BaseModel], path: KeyPath) -> str:
    """The pattern of the text at ``path``, "" where it has none."""
    found = [part for _, said in _at(model, path) for part in _flat(said)]
    return next((str(part.pattern) for part in found if getattr(part, "pattern", None)), "")


def _at(model: type[BaseModel], path: KeyPath) -> list[Option]:
    options: list[Option] = [(model, ())]
    for key in path:
        options = [deeper for option in options for deeper in _step(option[0], key)]
    return options


def _step(bare: Any, key: str | int) -> Iterator[Option]:
    origin = get_origin(bare)
    if _is_part(bare):
        field = bare.model_fields.get(key)
        if field is not None:
            yield from _options(field.annotation, tuple(field.metadata))
    elif origin is dict:
        yield from _options(get_args(bare)[1], ())
    elif origin in (list, tuple):
        yield from _options(get_args(bare)[0], ())


def _options(annotation: Any, said: tuple[Any, ...]) -> Iterator[Option]:
    origin = get_origin(annotation)
    if origin is Annotated:
        bare, *more = get_args(annotation)
        yield from _options(bare, (*said, *more))
    elif origin in (Union, types.UnionType):
        for one in get_args(annotation):
            yield from _options(one, said)
    else:
        yield annotation, said


def _flat(said: tuple[Any, ...]) -> Iterator[Any]:
    for part in said:
        yield from getattr(part, "metadata", None) or (part,)


def _is_part(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, BaseModel)
