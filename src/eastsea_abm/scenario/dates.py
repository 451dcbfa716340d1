"""Which dates are possible."""

from __future__ import annotations

import calendar
import re

from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.schema import FIRST_YEAR, LAST_YEAR, MONTH


def impossible(date: str) -> str:
    """Why ``date`` is not a date of the calendar, "" where it is one."""
    match = re.match(MONTH, date) if date.isascii() else None
    if match is None:
        return f"must be a date: 2022-12 or 2022-12-16, not {shown(date)}"
    year, month = int(match[1]), int(match[2])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the year must be between {FIRST_YEAR} and {LAST_YEAR}, not {year}"
    if not 1 <= month <= 12:
        return f"there is no month {month}: months go from 01 to 12"
    days = calendar.monthrange(year, month)[1]
    if match[3] is not None and not 1 <= int(match[3]) <= days:
        return f"there is no day {int(match[3])} in {year}-{month:02d}: it has {days} days"
    return ""
