"""What is injected into a line: events beside those of the scenario's own file, struck or waiting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eastsea_abm.errors import InputError
from eastsea_abm.levers import LEVERS
from eastsea_abm.model import RegionModel
from eastsea_abm.scenario.check import check_event
from eastsea_abm.scenario.schema import Event, date_of, month_of
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.scenario.timeline import DatedEvent


class Injected:
    """Events of a line, in the order in which a saved file lists them, and their effects in the model's calendar.

    Parameters
    ----------
    model
        The stage on which they strike.
    events
        Events that have been checked, of the past too: the stage has not yet played it.
    """

    def __init__(self, model: RegionModel, events: Iterable[Event] = ()) -> None:
        self.model = model
        self.setup: Setup = model.setup
        self.events: list[Event] = list(events)
        self._effects: list[list[DatedEvent]] = [model.inject(event) for event in self.events]

    @property
    def next_month(self) -> int:
        """The calendar month to come."""
        return self.setup.start + self.model.steps

    @property
    def waiting(self) -> list[tuple[int, Event]]:
        """What has yet to strike, each with its place in `events`."""
        return [(k, event) for k, event in enumerate(self.events) if month_of(event.date) >= self.next_month]

    @property
    def effects(self) -> list[DatedEvent]:
        """Every effect in the order in which the events were injected."""
        return [effect for effects in self._effects for effect in effects]

    def put(self, event: Event | Mapping[str, Any]) -> Event:
        """See `Line.put`."""
        return self._put(self._checked(event), [])

    def replace(self, event: Event | Mapping[str, Any]) -> Event:
        """`put`, in place of what would set the same in the same month: a lever, or the remark of that type."""
        checked = self._checked(event)
        return self._put(checked, [k for k, other in self.waiting if _slot(other) == _slot(checked)])

    def _put(self, event: Event, replaced: list[int]) -> Event:
        """Add a checked event in place of waiting ones; what is there already is refused, as in a scenario file."""
        stay = [other for k, other in enumerate(self.events) if k not in replaced]
        if any(_what(event) == _what(other) for other in (*self.setup.scenario.file.events, *stay)):
            told = event.note or event.type or event.effect
            raise InputError(f"the same event is there already: {told}, {event.date}")
        for k in reversed(replaced):
            self.withdraw(k)
        self._effects.append(self.model.inject(event))
        self.events.append(event)
        return event

    def withdraw(self, index: int) -> None:
        """See `Line.withdraw`."""
        if index not in [k for k, _ in self.waiting]:
            raise InputError(f"no event waits at place {index}: what has struck cannot be taken back")
        self.model.withdraw(self._effects.pop(index))
        del self.events[index]

    def _checked(self, event: Event | Mapping[str, Any]) -> Event:
        last = self.setup.start + self.setup.months - 1
        if self.next_month > last:
            raise InputError(f"the run is over: {date_of(last)} was its last month")
        checked = check_event(event, self.setup.scenario.region, date_of(self.next_month))
        month = month_of(checked.date)
        if month < self.next_month:
            raise InputError(f"{checked.date} has passed: the month to come is {date_of(self.next_month)}")
        if month > last:
            raise InputError(f"{checked.date} lies after the run: its last month is {date_of(last)}")
        return checked


def lever_event(
    setup: Setup, lever: str, value: float, *, date: str = "", kind: str = "lever", note: str = ""
) -> dict[str, Any]:
    """The mapping of an event that sets a lever; undated where no date is given.

    Raises
    ------
    InputError
        If there is no such lever, or nobody in the region has it.
    """
    if lever not in LEVERS:
        raise InputError(f"no lever {lever!r}; levers: {', '.join(LEVERS)}")
    holder = setup.scenario.region.holder(lever)
    if holder is None:
        raise InputError(f"lever {lever} does nothing: the region has no {LEVERS[lever].role}")
    told = note or f"{holder}: {lever} set to {value:g}"
    event = {"type": kind, "effect": "lever", "actor": holder, "lever": lever, "size": value, "note": told}
    return {**event, "date": date} if date else event


def _slot(event: Event) -> tuple[int, str, str]:
    """Two events of one slot cannot both hold: the later takes the other's place."""
    which = event.lever if event.effect == "lever" else event.type
    return month_of(event.date), str(event.effect), str(which)


def _what(event: Event) -> str:
    """What an event does, whoever tells it."""
    return event.model_dump_json(exclude={"note", "source"})
