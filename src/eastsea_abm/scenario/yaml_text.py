"""Plain data as a YAML text that reads the same everywhere: what could be taken for something else is quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

INDENT = "  "
BARE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*|[0-9]{4}-[0-9]{2}(-[0-9]{2})?", re.ASCII)

#: Words that some reader or other does not take for text.
NO_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}

#: What a YAML file cannot hold as it is, beside what JSON escapes already.
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def yaml_text(data: Mapping[str, Any]) -> str:
    """``data`` in block style: mappings, lists, text, finite numbers, true, false and None."""
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        name = _scalar(key)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from _mapping(value, indent + INDENT)
        elif isinstance(value, list) and any(isinstance(entry, Mapping | list) for entry in value):
            yield f"{indent}{name}:"
            for entry in value:
                yield from _entry(entry, indent + INDENT)
        else:
            yield f"{indent}{name}: {_line(value)}"


def _entry(value: Any, indent: str) -> Iterator[str]:
    """An entry of a list: a mapping begins on the line of its dash."""
    if not isinstance(value, Mapping) or not value:
        yield f"{indent}- {_line(value)}"
        return
    for k, line in enumerate(_mapping(value, indent + INDENT)):
        yield f"{indent}- {line[len(indent) + 2 :]}" if k == 0 else line


def _line(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_line(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_line(part) for part in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return text if BARE.fullmatch(text) and text.lower() not in NO_TEXT else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, on one line, whatever is in it."""
    return UNPRINTABLE.sub(lambda met: f"\\u{ord(met[0]):04x}", json.dumps(text, ensure_ascii=False))
