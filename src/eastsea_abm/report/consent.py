"""Consent or relabelling: whether less unconsented entrapment is fewer strikes, or the same strikes with consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.report.cells import percent, table
from eastsea_abm.report.failing import share
from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.verdict.found import Found
    from eastsea_abm.verdict.relabelled import Relabelled

HEAD = (
    "contrast",
    "reassurance",
    "entrapment lower",
    "involvement lower too",
    "entrapment alone lower",
    "involvement higher",
    "part moved to consent",
)


def consent(found: Found | str) -> Section:
    """The section.

    Parameters
    ----------
    found
        What was judged, or why nothing was.
    """
    made = Section("consent", "Consent or relabelling")
    if isinstance(found, str) or not found.relabelled:
        why = found if isinstance(found, str) else "entrapment and involvement were not both kept"
        made.lacking(f"Whether harm is relabelled as consent was not told: {why}.")
        return made
    made.say(
        "Entrapment counts strikes of allies without consent that draw the focal state in; involvement counts them "
        "with or without it. A policy under which the first is lower and the second is not has moved strikes from "
        "one name to the other: consulted, and drawn in all the same."
    )
    made.add(
        table("Shares of parameter sets (95 % interval)", HEAD, [_row(one) for one in found.relabelled], texts=(1,))
    )
    made.quiet(
        "Part moved to consent: of the difference in entrapment, how much the consented part took up; median and 5 "
        "to 95 % over sets in which entrapment was lower."
    )
    return made


def _row(one: Relabelled) -> tuple[str, ...]:
    moved = f"{percent(one.moved)} ({percent(one.moved_low_5)} to {percent(one.moved_high_95)})"
    return (
        f"{one.contrast.of} against {one.contrast.against}",
        one.contrast.reassurance or "not stated",
        share(one.entrapment),
        share(one.both),
        share(one.only),
        share(one.involvement_higher),
        moved,
    )
