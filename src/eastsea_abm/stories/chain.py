"""The chain from the first parting to the difference: of all that differs, the few links that are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eastsea_abm import vocabulary as v
from eastsea_abm.mechanisms.consultation import TO_STRIKE
from eastsea_abm.stories import phrases
from eastsea_abm.stories.choices import PARTNER, Seat, act, seats
from eastsea_abm.stories.events import Event, events
from eastsea_abm.stories.months import of_crises
from eastsea_abm.stories.played import Played
from eastsea_abm.stories.story import Link, Month

# How many links are told: assumptions, so that a story stays one a reader can follow.
FIRST, MOST, EACH = 2, 7, 3
SOURCES = 2  # months of the difference whose crises are followed back
#: How much a link of each kind has to say (assumption); a crisis behind a month of the difference comes before all.
WORTH = {"crisis": 2.0, "instrument": 2.5, "leadership_change": 2.0, "commitment": 2.0, "coercion": 1.5}
SEVERE = ("strike", "refused", "escalates", "stays away")
BEHIND, DECIDED, OTHER, ASIDE = 10.0, 2.2, 1.0, 0.5


class Chain(NamedTuple):
    """What is told, and how much is not."""

    parted: int  # the first month in which anything differs, from 1; 0 for never
    others: int  # differences of that month that are not told
    links: tuple[Link, ...]


class _Found(NamedTuple):
    """A link that may be told."""

    worth: float
    month: int
    what: Seat | Event


def chain(one: Played, other: Played, outcome: str, told: Sequence[Month]) -> Chain:
    """The links that are told.

    Parameters
    ----------
    told
        The months in which the difference arises: what comes after the last of them has no part in it.
    """
    first = next((k for k in range(len(one.dates)) if _differ(one, other, k)), None)
    if first is None:
        return Chain(0, 0, ())
    last = max((month.month for month in told), default=len(one.dates))
    begin: list[_Found] = [_Found(_near(one, seat), first, seat) for seat in decided(one, other, first)]
    begin += [_Found(0.0, first, event) for event in events(one, other, first)]
    begin.sort(key=lambda found: -found.worth)
    chosen = begin[:FIRST]
    parted = {found.what for found in chosen if isinstance(found.what, Seat)}
    rest = _later(one, other, outcome, told, first, last, parted)
    chosen += _few(rest, MOST - len(chosen))
    chosen.sort(key=lambda found: found.month)
    links = [phrases.link(one, other, found.what, found.month) for found in chosen]
    return Chain(first + 1, len(begin) - min(len(begin), FIRST), tuple(links))


def decided(one: Played, other: Played, k: int) -> list[Seat]:
    """Who decides otherwise in month ``k``."""
    return [seat for seat in seats(one) if act(one, seat, k) != act(other, seat, k)]


def _differ(one: Played, other: Played, k: int) -> bool:
    return bool((one.after(k).status != other.after(k).status).any() or events(one, other, k)) or bool(
        decided(one, other, k)
    )


def _near(run: Played, seat: Seat) -> float:
    """How near a decision is to the pair the study is about: the focal state's own, toward its partner first."""
    focal, partner = run.region.focal, run.region.partner_of_focal
    if seat.kind == PARTNER and {seat.actor, seat.target} == {focal, partner}:
        return 4.0 if seat.actor == focal else 3.0
    return 2.0 if seat.actor == focal else 1.0


def _later(
    one: Played, other: Played, outcome: str, told: Sequence[Month], first: int, last: int, parted: set[Seat]
) -> list[_Found]:
    """What differs after the first month: of decisions and instruments only the first time."""
    behind = _behind(one, other, told) if of_crises(outcome) else set()
    seen: set[object] = set()
    found = []
    for k in range(first, last):
        for seat in decided(one, other, k) if k > first else ():
            if seat not in parted and _belongs(one, seat):
                found.append(_Found(DECIDED if seat.kind == PARTNER else OTHER, k, seat))
            parted.add(seat)
        for event in events(one, other, k) if k > first else ():
            mark = (event.kind, event.about) if event.kind != "crisis" else (k, event.about)
            if mark not in seen:
                found.append(_Found(_worth(one, event, outcome, behind), k, event))
            seen.add(mark)
    return found


def _belongs(run: Played, seat: Seat) -> bool:
    """Whether a decision is between focal state and partner, or a challenger's posture."""
    pair = {run.region.focal, run.region.partner_of_focal}
    return {seat.actor, seat.target} == pair or (seat.kind != PARTNER and seat.target < 0)


def _worth(run: Played, event: Event, outcome: str, behind: set[tuple[int, str]]) -> float:
    worth = WORTH.get(event.kind, OTHER) + (BEHIND if event.kind == outcome else 0.0)
    if event.kind == "instrument":  # what gives a voice comes first
        return worth + float(run.region.instrument_protocol[run.setup.index.instruments.index(event.about)])
    if event.kind != "crisis":
        return worth
    if not of_crises(outcome) and outcome not in ("crises", "tension"):
        return ASIDE
    severe = any(word in one.text for one in (*event.of, *event.against) for word in SEVERE)
    return worth + severe + (BEHIND if (event.month, event.about) in behind else 0.0)


def _behind(one: Played, other: Played, told: Sequence[Month]) -> set[tuple[int, str]]:
    """Months in which the crises began that the difference comes from, by theatre."""
    found = set()
    most = sorted(told, key=lambda month: -abs(month.of - month.against))[:SOURCES]
    for month in most:
        for h, name in enumerate(one.names.theatres):
            for run in (one, other):
                k = month.month - 1
                if run.after(k).odds[h, TO_STRIKE] <= 0.0:
                    continue
                while k > 0 and run.before(k).rung[h] >= v.CRISIS:
                    k -= 1
                found.add((k, name))
    return found


def _few(found: Sequence[_Found], most: int) -> list[_Found]:
    """The most telling, not too many of one kind, earlier ones first where they tell as much."""
    kept: list[_Found] = []
    number: dict[str, int] = {}
    for one in sorted(found, key=lambda found: (-found.worth, found.month)):
        kind = one.what.kind if isinstance(one.what, Event) else "decision"
        if len(kept) < most and number.get(kind, 0) < (EACH if kind in ("crisis", "instrument") else 2):
            kept.append(one)
            number[kind] = number.get(kind, 0) + 1
    return kept
