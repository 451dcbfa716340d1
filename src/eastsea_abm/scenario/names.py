"""How a value, a key or a list of names is put into a message: short, quoted, with the nearest valid one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

LONGEST = 40  # characters of a reader's own text that a message repeats
MOST_NAMES = 20  # names a message lists before it says how many more there are


def shown(value: Any) -> str:
    """A value as a message repeats it: never long, never with control characters."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, int) and value.bit_length() > 120:
        return "a huge number"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return repr(text) if isinstance(value, str) else text


def number(value: float) -> str:
    """A bound as a message names it: whole numbers in full."""
    return str(value) if isinstance(value, int) else f"{value:g}"


def dotted(path: Iterable[str | int]) -> str:
    """A key path as readers write it: ``events[3].date``; list entries are counted from 1."""
    out = ""
    for part in path:
        if isinstance(part, int):
            out += f"[{part + 1}]"
        else:
            name = part if len(part) <= LONGEST else part[: LONGEST - 1] + "…"
            name = name if name.isprintable() else ascii(name)[1:-1]
            out += f".{name}" if out else name
    return out


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The valid name most like ``name``, if one is like it at all."""
    if len(name) > 2 * LONGEST:
        return None
    by_folded = {valid.casefold(): valid for valid in names}
    close = difflib.get_close_matches(name.casefold(), by_folded, 1, 0.6)
    return by_folded[close[0]] if close else None


def suggestion(name: str, names: Iterable[str]) -> str:
    """``; did you mean 'KOR'?`` or the list of what is allowed."""
    allowed = list(names)
    close = nearest(name, allowed)
    if close is not None:
        return f"; did you mean {shown(close)}?"
    return f"; allowed: {listed(allowed)}" if allowed else ""


def listed(names: Iterable[str]) -> str:
    """Names with commas, cut when there are many."""
    allowed = list(names)
    text = ", ".join(allowed[:MOST_NAMES])
    return text if len(allowed) <= MOST_NAMES else f"{text} and {len(allowed) - MOST_NAMES} more"
