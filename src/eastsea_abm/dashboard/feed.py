"""What happened, newest first: sentences, who brought it about, and how far it moved cooperation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from eastsea_abm.dashboard.rounding import short
from eastsea_abm.happenings import Happening
from eastsea_abm.lines.line import Line
from eastsea_abm.moves import UNKNOWN, Move
from eastsea_abm.scenario.schema import date_of

SHOWN = 80  # sentences sent with a frame
MARKED = 60  # events on the curve
FAR = 0.05  # points of the index below which an event did not move cooperation
YOU, MODEL = "you", "model"
#: Kinds that are told on the curve though they moved nothing that is known.
TELLING = ("instrument", "leadership_change", "crisis")
MARK = ("month", "kind", "origin", "actor", "target", "text", "source", "moved")  # of an item that a mark keeps


@dataclass
class Filter:
    """What the reader wants to see of the feed; empty lists let everything through."""

    text: str = ""
    kinds: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def lets(self, item: dict[str, Any]) -> bool:
        """Whether an item is shown."""
        named = {item["actor"], *item["target"].split(",")}
        return (
            (not self.kinds or item["kind"] in self.kinds)
            and (not self.states or bool(named & set(self.states)))
            and self.text.casefold() in f"{item['text']} {item['source']} {item['kind']}".casefold()
        )


def feed(line: Line, month: int, wanted: Filter) -> dict[str, Any]:
    """The feed up to ``month``, as `frame.feed`."""
    items: list[dict[str, Any]] = []
    kinds: set[str] = set()
    total = 0
    for k in range(month, 0, -1):
        for item in reversed(told(line, k)):
            total += 1
            kinds.add(item["kind"])
            if len(items) < SHOWN and wanted.lets(item):
                items.append(item)
    return {
        "total": total,
        "shown": len(items),
        "filter": {"text": wanted.text, "kinds": wanted.kinds, "states": wanted.states},
        "kinds": sorted(kinds),
        "items": items,
    }


#: What each line has been told to have brought, month by month, once nothing of it can change any more.
_settled: WeakKeyDictionary[Line, dict[int, list[dict[str, Any]]]] = WeakKeyDictionary()


def told(line: Line, k: int) -> list[dict[str, Any]]:
    """What the ``k``-th month brought, from 1 on, in the order of the chronicle."""
    known = _settled.setdefault(line, {})
    if k in known:
        return known[k]
    items = list(_items(line, k))
    if line.moved(k) is not None:
        known[k] = items
    return items


def _items(line: Line, k: int) -> Iterator[dict[str, Any]]:
    for happening, move in with_moves(line, k):
        yield {
            "month": date_of(line.setup.start + k - 1),
            "date": happening.date,
            "kind": happening.kind,
            "origin": origin(line, happening),
            "actor": happening.actor,
            "target": happening.target,
            "text": happening.text,
            "source": happening.source,
            "moved": None if move is None else short(move.moved, 2),
            "through": "" if move is None else move.through,
            "pending": move is None,
        }


def with_moves(line: Line, k: int) -> Iterator[tuple[Happening, Move | None]]:
    """Happenings of the ``k``-th month, each with how far it moved cooperation; None where that is not known yet."""
    happened = line.happenings(k)
    moved = line.moved(k)
    for n, happening in enumerate(happened):
        yield happening, moved[n] if moved is not None else _yet(happening)


def _yet(happening: Happening) -> Move | None:
    """None for what will be known once the months that follow have been played."""
    return UNKNOWN if happening.origin == MODEL and happening.kind in ("crisis", "coercion") else None


def origin(line: Line, happening: Happening) -> str:
    """``record``, ``model``, or ``you`` for what was injected on the line."""
    if happening.origin == MODEL:
        return MODEL
    for event in line.events:
        text = event.note or f"{event.actor}: {(event.type or event.effect or '').replace('_', ' ')}"
        if (event.date, event.actor, text) == (happening.date, happening.actor, happening.text):
            return YOU
    return happening.origin


def marks(line: Line, month: int) -> list[dict[str, Any]]:
    """Events on the curve up to ``month``, the most telling in their order, as `frame.marks`."""
    found = [item for k in range(1, month + 1) for item in told(line, k) if telling(item) >= FAR]
    keep = sorted(range(len(found)), key=lambda n: -telling(found[n]))[:MARKED]
    return [{key: found[n][key] for key in MARK} for n in sorted(keep)]


def telling(item: dict[str, Any]) -> float:
    """How much an event belongs on the curve: what the reader did, what moved it, what is not known yet."""
    far = abs(item["moved"] or 0.0)
    return (item["origin"] == YOU) * 100.0 + far + (item["kind"] in TELLING) * 0.5 + item["pending"] * FAR
