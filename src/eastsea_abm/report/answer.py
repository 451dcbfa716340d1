"""The answer: five sentences that say no more than their intervals allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.verdict.judged import Verdict

TITLE = "The answer in five sentences"


def answer(verdict: Verdict | str, instead: Sequence[str] = ()) -> Section:
    """The section.

    Parameters
    ----------
    verdict
        What was judged, or why nothing was.
    instead
        What may be said where nothing was.
    """
    if isinstance(verdict, str):
        made = Section("answer", "The answer")
        made.points(instead, "claim")
        made.lacking(f"No verdict is given: {verdict}.", "eastsea compare SCENARIO --policies A,B --draws 200")
        return made
    made = Section("answer", TITLE)
    made.say(f"{verdict.headline}.", "lead")
    made.say(verdict.basis)
    made.points(verdict.five, "claim", ordered=True)
    made.quiet(
        "Each sentence is made from the numbers by rules: a word such as most stands only where the whole 95 % "
        "interval allows it. The shares are of parameter sets within assumed ranges."
    )
    return made
