"""The page of a comparison: what was compared, how to read it, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eastsea_abm.analysis.comparison import Comparison
from eastsea_abm.analysis.words import CAVEAT, failures, meanings, setting
from eastsea_abm.figure_compare import left_out, panels
from eastsea_abm.figure_page import written

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan


def page(told: Comparison, plan: Plan, outcomes: Sequence[str], remarks: Sequence[str] = ()) -> str:
    """The page as HTML.

    Parameters
    ----------
    outcomes
        Those that are drawn; the tables beside the page hold all.
    remarks
        What else should stand at its head, a line each.
    """
    others = ", ".join(one for one in told.policies if one != told.reference)
    return written(
        title=f"{plan.title or plan.name}: {others} against {told.reference}",
        lines=[line for line in (plan.question, f"{setting(told, plan)}.", *remarks) if line],
        quiet=notes(told, plan, outcomes),
        figures=panels(told, outcomes),
        span=None,
    )


def notes(told: Comparison, plan: Plan, outcomes: Sequence[str]) -> list[str]:
    """What a reader must know to read the figures."""
    said = [CAVEAT, *meanings(plan)]
    unit = "pairs of runs with the same draws" if told.sets == 1 else "means over the runs of a parameter set"
    said.append(f"Intervals are 95 % ({told.interval}) of differences of {unit}. Colour and mark are the policy.")
    said.append("Beyond the axis a mark stands at its edge with its number. Levels of crises and strikes mean nothing.")
    if names := left_out(told, outcomes):
        said.append(f"No percentage, because the mean of {told.reference} is 0: {', '.join(names)}.")
    return [*said, *failures(told)]
