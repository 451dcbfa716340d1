"""Instruments of the pair as the record has them: what was signed, suspended and restored, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.observed.record import outcomes, region
from eastsea_abm.scenario.facts import Fact
from eastsea_abm.scenario.schema import month_of
from eastsea_abm.vocabulary import ABSENT, ACTIVE, SIGNED, STATUSES, SUSPENDED
from eastsea_abm.world import Floats, Ints

#: What an instrument counts in the inventory by its status. Assumption: half until it works, a quarter while
#: suspended, since a suspended agreement can return in a day.
IN_FORCE = {ABSENT: 0.0, SIGNED: 0.5, ACTIVE: 1.0, SUSPENDED: 0.25}


class Milestone(NamedTuple):
    """A change of an instrument that a hindcast is asked about."""

    name: str
    instrument: str
    change: str  # signed | suspended | restored
    month: int
    title: str


def _changes(rows: Sequence[Fact] | None = None) -> Iterator[tuple[int, str, int]]:
    """Month, instrument and status of every instrument row, oldest first."""
    for fact in sorted(outcomes(rows), key=lambda fact: fact.date):
        for name, status in zip(fact.instruments, fact.statuses, strict=True):
            yield month_of(fact.date), name, STATUSES.index(status)


def instrument_status(first: int, last: int, *, rows: Sequence[Fact] | None = None) -> dict[str, Ints]:
    """Status of every instrument of the region.

    Parameters
    ----------
    first, last
        Months, both included. A status counts from the month of its row on; before its first row an
        instrument is absent.
    rows
        Events to read instead of the packaged record.

    Returns
    -------
    dict of arrays
        Codes of `eastsea_abm.vocabulary` (absent, signed, active, suspended), shape ``(last - first + 1,)``.
    """
    held = {name: np.full(last - first + 1, ABSENT, np.int64) for name in region().instruments}
    for month, name, status in _changes(rows):
        held[name][max(month - first, 0) :] = status
    return held


def milestones(rows: Sequence[Fact] | None = None) -> tuple[Milestone, ...]:
    """Signings, suspensions and returns of the record, oldest first.

    Signed is the first status other than absent, whether or not it already works; a second notice while
    suspended, and the start of work after signing, are no milestones.
    """
    found: list[Milestone] = []
    at = dict.fromkeys(region().instruments, ABSENT)
    for month, name, status in _changes(rows):
        change = _named(at[name], status)
        at[name] = status
        if change:
            title = f"{region().instruments[name].label}: {change}"
            found.append(Milestone(f"{name} {change}", name, change, month, title))
    return tuple(found)


def _named(before: int, after: int) -> str:
    if before == ABSENT and after in (SIGNED, ACTIVE):
        return "signed"
    if before == SUSPENDED and after == ACTIVE:
        return "restored"
    return "suspended" if before in (SIGNED, ACTIVE) and after == SUSPENDED else ""


def inventory(first: int, last: int, *, rows: Sequence[Fact] | None = None) -> tuple[Floats, Floats]:
    """Asset and protocol in force, each 0 to 1, by month.

    Weights are those of the region file and sum to one over all instruments; each counts by `IN_FORCE`.
    """
    asset, protocol = np.zeros(last - first + 1), np.zeros(last - first + 1)
    counts = np.array([IN_FORCE[status] for status in range(len(STATUSES))])
    for name, status in instrument_status(first, last, rows=rows).items():
        asset += region().instruments[name].asset * counts[status]
        protocol += region().instruments[name].protocol * counts[status]
    return asset, protocol
