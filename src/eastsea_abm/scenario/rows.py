"""One row of a table of dated events, read cell by cell."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple, get_args

from eastsea_abm.errors import Problem
from eastsea_abm.scenario.dates import impossible
from eastsea_abm.scenario.effects import BY_NAME, NEED_TARGETS
from eastsea_abm.scenario.names import shown, suggestion
from eastsea_abm.scenario.schema import EventClass, RangeClass
from eastsea_abm.vocabulary import STATUSES

NEEDED = ("date", "effect", "actor", "targets", "size")
COLUMNS = (
    "id",
    "date",
    "precision",
    "type",
    "actor",
    "targets",
    "parties",
    "about",
    "note",
    "description",
    "class",
    "effect",
    "size",
    "sign",
    "range_class",
    "overflight",
    "days",
    "instrument",
    "status",
    "rubric",
    "source",
    "confidence",
    "basis",
)
MOST_DAYS = 31


class Fact(NamedTuple):
    """A dated event, coded by what it does.

    ``effects``, ``sizes``, ``signs`` and ``rubric`` run in parallel; so do ``instruments`` and ``statuses``.
    """

    id: str
    date: str
    type: str
    actor: str
    targets: tuple[str, ...]
    parties: tuple[str, ...]
    klass: str  # exogenous | outcome | marker
    effects: tuple[str, ...]
    sizes: tuple[float, ...]
    signs: tuple[int, ...]
    range_class: str
    overflight: str
    days: int
    instruments: tuple[str, ...]
    statuses: tuple[str, ...]
    description: str
    note: str
    source: str
    confidence: str
    rubric: tuple[str, ...]


class Cells:
    """Cells of a row by column name; collects what is wrong with them."""

    def __init__(self, file: str, line: int, header: Sequence[str], row: Sequence[str]) -> None:
        self.file, self.line = file, line
        self.problems: list[Problem] = []
        self._cells = dict(zip(header, row, strict=False))
        if len(row) > len(header) and any(row[len(header) :]):
            self.wrong("", f"{len(row)} cells under {len(header)} column names; put text with commas in quotes")

    def wrong(self, column: str, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, self.line, 1, column, message))

    def fact(self) -> Fact:
        """The row as a fact; where a cell is bad, something harmless and a problem."""
        date, effects = self._date(), self._words("effect", BY_NAME, "effect")
        instruments = self._list("instrument")
        fact = Fact(
            id=self._text("id") or f"{date}-line-{self.line}",
            date=date,
            type=self._text("type"),
            actor=self._state("actor", needed=True),
            targets=self._states("targets"),
            parties=self._states("parties"),
            klass=self._word("class", get_args(EventClass), "exogenous"),
            effects=effects,
            sizes=self._numbers("size"),
            signs=tuple(int(sign) for sign in self._numbers("sign", -1, 1)),
            range_class=self._word("range_class", get_args(RangeClass), ""),
            overflight=self._state("overflight"),
            days=self._days(),
            instruments=instruments,
            statuses=self._words("status", STATUSES, "status"),
            description=self._text("description") or self._text("note"),
            note=self._text("note"),
            source=self._text("source"),
            confidence=self._text("confidence"),
            rubric=self._list("rubric"),
        )
        return self._agreed(fact)

    def _agreed(self, fact: Fact) -> Fact:
        """Check what two cells must say together."""
        if not fact.effects:
            if not self.problems:
                self.wrong("effect", f"is empty{suggestion('', BY_NAME)}")
            return fact
        sizes = fact.sizes or ((0.0,) * len(fact.effects) if fact.range_class or fact.effects == ("none",) else ())
        if len(sizes) != len(fact.effects) and not self._is_wrong("size"):
            self.wrong("size", f"{len(sizes)} sizes for {len(fact.effects)} effects")
        for effect, size in zip(fact.effects, sizes, strict=False):
            self._check_size(effect, size)
            if effect in NEED_TARGETS and not (fact.targets or fact.overflight) and not self._is_wrong("targets"):
                self.wrong("targets", f"the effect {effect} needs at least one state")
        if fact.effects.count("instrument") != len(fact.instruments) or len(fact.instruments) != len(fact.statuses):
            self.wrong("instrument", "each effect instrument needs one entry under instrument and one under status")
        return fact._replace(sizes=sizes)

    def _check_size(self, effect: str, size: float) -> None:
        row = BY_NAME[effect]
        # The size of an instrument's effect only marks that it applies; the status says what happens.
        if effect != "instrument" and not row.low <= size <= row.high:
            self.wrong("size", f"the effect {effect} takes {row.low:g} to {row.high:g}, not {size:g}")

    def _is_wrong(self, column: str) -> bool:
        return any(problem.key == column for problem in self.problems)

    def _text(self, column: str) -> str:
        return self._cells.get(column, "")

    def _list(self, column: str) -> tuple[str, ...]:
        text = self._text(column)
        return tuple(part.strip() for part in text.replace("|", ";").split(";")) if text else ()

    def _date(self) -> str:
        text = self._text("date")
        complaint = impossible(text)
        if complaint:
            self.wrong("date", complaint)
            return "1900-01"
        return text

    def _word(self, column: str, allowed: Sequence[str], otherwise: str) -> str:
        text = self._text(column)
        if text and text not in allowed:
            self.wrong(column, f"no {column} {shown(text)}{suggestion(text, allowed)}")
        return text if text in allowed else otherwise

    def _words(self, column: str, allowed: Collection[str], kind: str) -> tuple[str, ...]:
        words = self._list(column)
        for word in words:
            if word not in allowed:
                self.wrong(column, f"no {kind} {shown(word)}{suggestion(word, allowed)}")
        return words if all(word in allowed for word in words) else ()

    def _state(self, column: str, needed: bool = False) -> str:
        text = self._text(column)
        if not text and not needed:
            return ""
        if not (len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()):
            self.wrong(column, f"must be a state's three capital letters, such as KOR, not {shown(text)}")
            return ""
        return text

    def _states(self, column: str) -> tuple[str, ...]:
        states = self._list(column)
        for state in states:
            if not (len(state) == 3 and state.isascii() and state.isalpha() and state.isupper()):
                self.wrong(column, f"must be states' three capital letters with ; between them, not {shown(state)}")
        return states

    def _numbers(self, column: str, low: float = -math.inf, high: float = math.inf) -> tuple[float, ...]:
        numbers = []
        for text in self._list(column):
            try:
                number = float(text)
            except ValueError:
                number = math.nan
            if not (math.isfinite(number) and low <= number <= high):
                self.wrong(column, f"must be a number, not {shown(text)}")
                number = 0.0
            numbers.append(number)
        return tuple(numbers)

    def _days(self) -> int:
        text = self._text("days") or "1"
        if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MOST_DAYS:
            return int(text)
        self.wrong("days", f"must be a whole number from 1 to {MOST_DAYS}, not {shown(text)}")
        return 1
