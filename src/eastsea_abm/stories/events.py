"""Happenings that one of two runs has and the other has not, month by month."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eastsea_abm.happenings import Happening
from eastsea_abm.stories.played import Played

#: Kinds whose size is what happened, not how strong it was; sizes nearer than `APART` count as the same (assumption).
BY_SIZE = ("leadership_change", "commitment")
APART = 0.1
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?\s?%?")
_ITEM = re.compile(r"\((\w+)\)")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """What differs about one thing in one month.

    Attributes
    ----------
    about
        The theatre, the instrument, or who did it to whom: what both runs are asked about.
    of, against
        What only the first run has, and what only the second has.
    """

    month: int
    kind: str
    about: str
    of: tuple[Happening, ...]
    against: tuple[Happening, ...]


def key(one: Happening) -> Key:
    """What makes two happenings the same: who did what, whatever the numbers in the sentence."""
    size = f"{one.size:.9g}" if one.kind in BY_SIZE else ""
    return one.kind, one.origin, one.actor, one.target, _NUMBER.sub("#", one.text), size


def about(one: Happening) -> str:
    """What a happening is about: the name of a theatre or an instrument, or who did it to whom."""
    if one.kind == "crisis":
        return one.text.partition(": ")[0]
    if one.kind == "instrument" and (found := _ITEM.search(one.text)):
        return found[1]
    return f"{one.actor},{one.target}"


def events(one: Played, other: Played, k: int) -> list[Event]:
    """What differs in month ``k``, in the order in which it is told."""
    ours, theirs = one.happened(k), other.happened(k)
    own, strange = {key(a) for a in ours}, {key(b) for b in theirs}
    groups: dict[tuple[str, str], tuple[list[Happening], list[Happening]]] = {}
    for side, found, known in ((0, ours, strange), (1, theirs, own)):
        for happening in found:
            if key(happening) not in known:
                groups.setdefault((happening.kind, about(happening)), ([], []))[side].append(happening)
    told = [Event(k, kind, what, tuple(a), tuple(b)) for (kind, what), (a, b) in groups.items()]
    return [event for event in told if not _alike(event)]


def _alike(event: Event) -> bool:
    """Whether both runs have much the same: new leaders of nearly one orientation."""
    sizes = [[one.size for one in side] for side in (event.of, event.against)]
    return event.kind in BY_SIZE and all(sizes) and abs(sizes[0][0] - sizes[1][0]) < APART


def again(run: Played, wanted: Happening, after: int) -> str:
    """The date of the first later month that brings the same, "" if none does."""
    for k in range(after + 1, len(run.chronicle.happenings)):
        if any(key(one) == key(wanted) for one in run.happened(k)):
            return run.dates[k]
    return ""


def times(run: Played, wanted: Happening) -> int:
    """In how many months the same happens."""
    return sum(any(key(one) == key(wanted) for one in run.happened(k)) for k in range(len(run.dates)))
