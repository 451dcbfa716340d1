"""What a forecast without agents may know of the exogenous record: how many events, and who leads.

Sizes are never read but for leaders: each event counts one.
"""

from __future__ import annotations

from collections.abc import Sequence

from eastsea_abm.errors import InputError
from eastsea_abm.observed.record import PAIR, exogenous, involved, region
from eastsea_abm.scenario.facts import Fact
from eastsea_abm.scenario.schema import date_of, month_of

THREAT = "PRK"
SHEET = "2012-01"


def event_count(month: int, window: int = 12, *, rows: Sequence[Fact] | None = None) -> int:
    """What pushes the pair together, less what drives it apart.

    Months in which North Korea launches at or provokes either of the pair, plus settlements between the pair,
    minus history disputes between it.

    Parameters
    ----------
    month, window
        The months counted are ``window`` of them, ``month`` the last.
    rows
        Events to read instead of the packaged record; only exogenous ones count.
    """
    months = range(month - window + 1, month + 1)
    settled = sum(month_of(fact.date) in months for fact in exogenous("settle", rows) if _both(fact))
    disputes = sum(month_of(fact.date) in months for fact in exogenous("grieve", rows) if _both(fact))
    provoked = {month_of(fact.date) for fact in exogenous("provoke", rows) if _threatens(fact)}
    return len(provoked.intersection(months)) + settled - disputes


def _both(fact: Fact) -> bool:
    return involved(fact).issuperset(PAIR)


def _threatens(fact: Fact) -> bool:
    return fact.actor == THREAT and bool({*fact.targets, fact.overflight}.intersection(PAIR))


def leaders(month: int, *, rows: Sequence[Fact] | None = None) -> float:
    """Mean coded orientation of the two leaders in office, -1 nationalist to 1 pragmatic.

    The region's sheet of January 2012, then the record; before that month the record alone.

    Raises
    ------
    InputError
        In a month for which the record does not know both.
    """
    return sum(_orientation(code, month, rows) for code in PAIR) / len(PAIR)


def _orientation(code: str, month: int, rows: Sequence[Fact] | None) -> float:
    sheet = month_of(SHEET)
    known = sorted((fact.date, _lead(fact)) for fact in exogenous("lead", rows) if fact.actor == code)
    since = sheet if month >= sheet else 0
    taken = [size for date, size in known if since <= month_of(date) <= month]
    begins = region().sheets[SHEET].states[code].leader if since else None
    if taken:
        return taken[-1]
    if begins is None:
        raise InputError(f"nobody is known to lead {code} in {date_of(month)}: the record of leaders begins later")
    return begins


def _lead(fact: Fact) -> float:
    return fact.sizes[fact.effects.index("lead")]
