"""Ships, scrambles, flights, spending, launches and support for trilateral cooperation, as they were counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eastsea_abm.observed.points import Point, Series
from eastsea_abm.observed.record import Figure, figures, launches
from eastsea_abm.scenario.schema import month_of

MIDDLE = 7  # a calendar year is dated July, the first month after its middle
FISCAL_MIDDLE = 10  # Japan's runs from April to March
LAST_WHOLE_MONTH = month_of("2026-03")  # the copy of the launch database ends on 19 April 2026


class Count(NamedTuple):
    """A series taken over as it stands: which rows, how dated, with what they are compared.

    ``rows`` maps the name of a series in the table to its first and last year here, in order of segments.
    """

    name: str
    title: str
    unit: str
    rows: Mapping[str, tuple[int, int]]
    observer: str
    subject: str
    model: str
    middle: int = MIDDLE
    per_cent: bool = False
    note: str = ""


ALWAYS = (0, 9999)
SHARE = "share of respondents, 0 to 1"
# fmt: off
COUNTS = (
    Count("senkaku", "Chinese government ships in the territorial sea round the Senkaku/Diaoyu islands", "ships a year",
          {"senkaku_territorial_sea_intrusions_ships_annual": ALWAYS}, "CHN", "JPN", "pressure_CHN_JPN",
          note="counted until 2022; later years are given in incidents and days, another unit"),
    Count("scrambles", "Japanese scrambles against Chinese aircraft", "scrambles a fiscal year, April to March",
          {"jasdf_scrambles_fiscal_year": ALWAYS}, "JPN", "CHN", "pressure_CHN_JPN", FISCAL_MIDDLE,
          note="dated October, the middle of the fiscal year: its last three months lie in the next calendar year"),
    Count("taiwan", "Chinese military aircraft round Taiwan", "aircraft a year",
          {"pla_aircraft_in_taiwan_adiz": (2020, 2022), "pla_aircraft_sorties_reported_around_taiwan": (2023, 2025)},
          "CHN", "TWN", "pressure_CHN_TWN",
          note="to 2022 aircraft in the air zone, from 2023 all that were reported: a new segment"),
    Count("trilateral_KOR", "Support for trilateral military cooperation, public of KOR", SHARE,
          {"genron_eai_trilateral_mil_coop_support": ALWAYS}, "KOR", "", "threat_KOR_PRK", 8, True,
          note="2024: usual month of the poll"),
    Count("trilateral_JPN", "Support for trilateral military cooperation, public of JPN", SHARE,
          {"genron_eai_trilateral_mil_coop_support": ALWAYS}, "JPN", "", "", 8, True),
)
# fmt: on
SPENDERS = ("CHN", "JPN", "KOR", "RUS", "TWN", "USA")
SPENDING = tuple(
    Count(f"milex_{code}", f"Military spending, {code}", "% of GDP", {"sipri_milex_share_gdp": ALWAYS}, code, "", "")
    for code in SPENDERS
)
#: Year of a new segment: the web poll of 2024 has another mode and partner than the survey of 2021.
NEW_MODE = {"trilateral_KOR": 2024}


def counted(count: Count, rows: Sequence[Figure] | None = None) -> Series:
    """A series as it stands in the table."""
    rows = figures() if rows is None else rows
    points = []
    for part, (name, (first, last)) in enumerate(count.rows.items()):
        for row in rows:
            asked = (row.series, row.observer, row.subject) == (name, count.observer, count.subject)
            if asked and first <= row.year <= last:
                value = row.value / 100.0 if count.per_cent else row.value
                segment = part + (row.year >= NEW_MODE.get(count.name, last + 1))
                month = 12 * row.year + (row.month or count.middle) - 1
                points.append(Point(month, value, row.source, row.confidence, False, segment))
    ordered = tuple(sorted(points, key=lambda point: point.month))
    return Series(count.name, count.title, count.unit, "year", ordered, count.model, False, count.note)


def launch_days() -> Series:
    """North Korean launch days by month: given to the model, so never scored."""
    points = tuple(
        Point(12 * row.year + row.month - 1, float(row.days), row.source, row.confidence, False, 0)
        for row in launches()
        if 12 * row.year + row.month - 1 <= LAST_WHOLE_MONTH
    )
    title, note = "North Korean launch days", "missiles of 500 kg and 300 km or more and space launchers, no cruise"
    return Series("launches", title, "launch days a month", "month", points, "", True, note)


def others(rows: Sequence[Figure] | None = None) -> dict[str, Series]:
    """All series but polls and the index, by name."""
    found = [*(counted(count, rows) for count in COUNTS), launch_days(), *(counted(count, rows) for count in SPENDING)]
    return {series.name: series for series in found}
