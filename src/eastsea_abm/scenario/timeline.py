"""From facts, leaders, events and levers to what strikes in which month.

A fact is coded by effect, not by type; one fact can leave several effects on several targets. A
`DatedEvent` is one effect of one actor on one target in one month, with the sentence that tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm import vocabulary as v
from eastsea_abm.levers import LEVER_CODE, LEVERS
from eastsea_abm.scenario.launches import falls_on
from eastsea_abm.scenario.schema import Event, LeaderChange, RegionFile, month_of
from eastsea_abm.world import Record

if TYPE_CHECKING:
    from eastsea_abm.scenario.build import Index
    from eastsea_abm.scenario.facts import Fact
    from eastsea_abm.scenario.scenario import Scenario

FOREVER = 1 << 40
TARGETLESS = ("lead", "commit", "broker", "doctrine", "nuclear", "war", "instrument", "rung", "none")


class DatedEvent(NamedTuple):
    """One effect in one month."""

    month: int  # calendar month
    date: str
    effect: str
    actor: str  # ISO3
    target: str  # ISO3, or "" for none
    size: float
    item: str  # instrument, theatre or lever, or ""
    kind: str  # type of the event
    text: str
    source: str


def events_of_fact(fact: Fact, region: RegionFile, *, imposed: bool = False) -> Iterator[DatedEvent]:
    """The effects of a fact; outcome facts have none unless they are imposed."""
    if fact.klass == "marker" or (fact.klass == "outcome" and not imposed):
        return
    named = iter(zip(fact.instruments, fact.statuses, strict=True))
    for effect, size in zip(fact.effects, fact.sizes, strict=True):
        base = DatedEvent(
            month_of(fact.date), fact.date, effect, fact.actor, "", size, "", fact.type, fact.description, fact.source
        )
        if effect == "provoke" and fact.range_class and region.launches:
            reached = falls_on(region.launches, fact.range_class, fact.targets, fact.overflight or None, fact.days)
            for target, level in reached.items():
                yield base._replace(target=target, size=level)
        elif effect == "instrument":
            instrument, status = next(named)
            if instrument in region.instruments:
                yield base._replace(item=instrument, size=float(v.STATUSES.index(status)))
        elif effect in TARGETLESS or not fact.targets:
            yield base
        else:
            for target in fact.targets:
                yield base._replace(target=target)


def events_of_event(event: Event, region: RegionFile) -> Iterator[DatedEvent]:
    """The effects of an event written in a scenario file or injected into a running model."""
    size = 1.0 if event.size is None else event.size
    effect = event.effect or ("provoke" if event.range else "none")
    kind = event.type or effect
    if effect == "conduct" and not event.impose:
        effect = "none"  # what partners do to each other is only drawn
    text = event.note or f"{event.actor}: {kind.replace('_', ' ')}"
    base = DatedEvent(month_of(event.date), event.date, effect, event.actor, "", size, "", kind, text, event.source)
    if event.range and region.launches:
        for target, level in falls_on(
            region.launches, event.range, event.targets, event.overflight, event.days
        ).items():
            yield base._replace(target=target, size=level)
    elif effect == "instrument":
        yield base._replace(item=event.instrument or "", size=float(v.STATUSES.index(event.status or "absent")))
    elif effect == "rung":
        yield base._replace(item=event.theatre or "")
    elif effect == "lever":
        yield base._replace(item=event.lever or "", target=region.partner or "")
    elif effect in TARGETLESS or not event.targets:
        yield base
    else:
        for target in event.targets:
            yield base._replace(target=target)


def event_of_leader(change: LeaderChange) -> DatedEvent:
    """A change of leader as an effect."""
    text = change.note or f"{change.state}: a new leader takes office"
    return DatedEvent(
        month_of(change.date),
        change.date,
        "lead",
        change.state,
        "",
        change.orientation,
        "",
        "leadership_change",
        text,
        change.source,
    )


def timeline(scenario: Scenario, spin_up: Iterable[Fact]) -> list[DatedEvent]:
    """Every effect of a scenario, in the order in which they strike."""
    region, file = scenario.region, scenario.file
    imposed = set(file.record.impose) if file.record else set()
    events = [event for fact in spin_up for event in events_of_fact(fact, region)]
    for fact in scenario.facts:
        if month_of(fact.date) < month_of(file.start):
            continue  # the spin-up has it already
        events.extend(events_of_fact(fact, region, imposed=fact.id in imposed))
    events.extend(event_of_leader(change) for change in file.leaders)
    for event in file.events:
        events.extend(events_of_event(event, region))
    return sorted(events, key=lambda event: (event.month, event.date))


def lever_events(scenario: Scenario, start: int, role: dict[str, str]) -> list[DatedEvent]:
    """The levers of policies and file, pulled in the first month, in the order of their table.

    The order in which a file, a policy or a command line names them makes no other run.
    """
    date = f"{start // 12:04d}-{start % 12 + 1:02d}"
    return [
        DatedEvent(
            start,
            date,
            "lever",
            role[name],
            scenario.region.partner or "",
            float(value),
            name,
            "lever",
            f"{role[name]}: {name} set to {value:g}",
            "",
        )
        for name in LEVERS
        if (value := scenario.levers.get(name)) is not None and role.get(name)
    ]


def held_until(scenario: Scenario, at: Index, start: int, last_recorded: int) -> np.ndarray:
    """First month in which each process of each state is free, shape ``(process, state)``.

    During the spin-up what the region names is held, after it what the scenario's record names; a process the
    file opens is free from the start, or from the date it gives.
    """
    held = np.zeros((len(v.PROCESSES), len(at.states)), np.int64)
    file = scenario.file
    _hold(held, at, scenario.region.record_holds, start)
    spin_up = held.copy()
    if file.record:
        _hold(held, at, file.record.holds, last_recorded + 1)
    for process, how in file.processes.items():
        row = v.PROCESSES.index(process)
        for name in how.states or at.states:
            opened = month_of(how.since) if how.since else spin_up[row, at.state(name)]
            held[row, at.state(name)] = opened if how.on else FOREVER
    return held


def _hold(held: np.ndarray, at: Index, holds: Mapping[str, str | list[str]], until: int) -> None:
    for process, states in holds.items():
        for name in at.states if isinstance(states, str) else states:  # the one word is "all"
            held[v.PROCESSES.index(process), at.state(name)] = until


def compile_record(events: list[DatedEvent], at: Index, held: np.ndarray) -> Record:
    """Events as arrays, by month."""
    if not events:
        none = np.zeros(0, np.int64)
        return Record(0, np.zeros(1, np.int64), none, none, none, none, np.zeros(0), held)
    first, last = events[0].month, events[-1].month
    counts = np.zeros(last - first + 2, np.int64)
    for event in events:
        counts[event.month - first + 1] += 1
    return Record(
        first,
        np.cumsum(counts),
        np.array([v.EFFECT_CODE[event.effect] for event in events], np.int64),
        np.array([at.state(event.actor) for event in events], np.int64),
        np.array([at.state(event.target or None) for event in events], np.int64),
        np.array([item_index(event, at) for event in events], np.int64),
        np.array([event.size for event in events], np.float64),
        held,
    )


def item_index(event: DatedEvent, at: Index) -> int:
    """Index of the instrument, theatre or lever an effect names, -1 for none."""
    if event.effect == "instrument":
        return at.instruments.index(event.item)
    if event.effect == "rung":
        return at.theatres.index(event.item)
    return LEVER_CODE[event.item] if event.effect == "lever" else -1
