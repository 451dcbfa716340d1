"""The map of conditions: the contrast in question under every combination of what is crossed with the draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from eastsea_abm.errors import InputError
from eastsea_abm.report.cells import table
from eastsea_abm.report.failing import share
from eastsea_abm.report.section import ABREAST, Section

if TYPE_CHECKING:
    from eastsea_abm.verdict.conditions import Map
    from eastsea_abm.verdict.found import Found


def conditions(found: Found | str) -> Section:
    """The section.

    Parameters
    ----------
    found
        What was judged, or why nothing was.
    """
    made = Section("conditions", "The map of conditions")
    if isinstance(found, str) or not found.maps:
        why = found if isinstance(found, str) else "no factor is crossed with the draws in this store"
        made.lacking(f"There is no map: {why}. A study crosses its draws with conditions.", "eastsea study FILE")
        return made
    made.say(
        "In every cell the same parameter sets meet the same luck under another condition. The number is the share "
        "of sets in which the outcome is lower; in brackets, the interval spans one half and which of the two is "
        "more often lower cannot be told. Entrapment comes first, involvement beside it."
    )
    made.add(ABREAST)
    for k, one in enumerate(found.maps):
        drawn(made, one, k, found.titles)
    made.add("</div>\n")
    return made


def drawn(made: Section, one: Map, place: int, titles: Mapping[str, str]) -> None:
    """Append one map with its numbers."""
    from eastsea_abm.verdict import figure_map

    head, rows = cells(one)
    numbers = table("Condition by condition", head, rows)
    try:
        chart = figure_map.maps([one], titles)
    except InputError as error:  # more axes than a map can have
        made.say(f"{one.outcome}: {error}.")
        made.add(numbers)
        return
    from eastsea_abm.verdict.words import over_conditions

    made.draw(
        f"map-{place + 1}-{one.outcome}",
        chart,
        figure_map.alt([one], titles),
        f"{_said(over_conditions(one, titles))}.",
        numbers,
    )


def _said(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def cells(one: Map) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of the map as a table."""
    axes = tuple(name.removeprefix("policy.") for name in one.axes)
    rows: list[tuple[str, ...]] = []
    for k, (place, cell) in enumerate(zip(one.conditions, one.cells, strict=True)):
        name = " and ".join(place) + (" (reference)" if k == one.reference else "")
        rows.append((name, share(cell.lower), cell.word, f"{cell.lower.samples:,}"))
    return (" and ".join(axes), "lower in (95 %)", "in words", "sets"), rows
