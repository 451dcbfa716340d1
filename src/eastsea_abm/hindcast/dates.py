"""Whether and when runs sign, suspend and restore the agreements that the states did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.hindcast.milestones import NEVER, hazard, ranked_scores, timing
from eastsea_abm.observed import milestones
from eastsea_abm.vocabulary import ABSENT, ACTIVE, SIGNED, SUSPENDED

if TYPE_CHECKING:
    from eastsea_abm.hindcast.evaluation import Window
    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Milestone

YEAR = 12
NEEDED = {"signed": "", "suspended": "signed", "restored": "suspended"}  # what must come first


class Dated(NamedTuple):
    """A change of an instrument in the record and in the runs; shares are 0 to 1, scores 0 (best) to 1."""

    milestone: str
    title: str
    instrument: str
    change: str
    date: str
    period: str
    at_risk: float
    in_year: float
    within_one: float
    in_year_at_risk: float
    never: float
    median_year: float
    score: float
    score_hazard: float
    score_never: float


def columns(instruments: Sequence[str]) -> list[str]:
    """Columns of the model in which the status of instruments stands."""
    return [f"status_{name}" for name in instruments]


def first_change(status: np.ndarray, change: str, start: int) -> np.ndarray:
    """Month of the first such change in each run, -1 for never.

    Parameters
    ----------
    status
        Codes by month, shape (runs, months).
    start
        Calendar month of the first.
    """
    before = np.concatenate([np.full((len(status), 1), ABSENT), status[:, :-1]], axis=1)
    in_force = (status == SIGNED) | (status == ACTIVE)
    happens = {
        "signed": (before == ABSENT) & in_force,
        "suspended": (before != ABSENT) & (before != SUSPENDED) & (status == SUSPENDED),
        "restored": (before == SUSPENDED) & in_force,
    }[change]
    return np.where(happens.any(axis=1), start + happens.argmax(axis=1), NEVER)


def dated(runs: Runs, window: Window) -> list[Dated]:
    """Every milestone of the record in the window."""
    from eastsea_abm.scenario.schema import date_of

    found = []
    for one in milestones():
        if window.first <= one.month <= window.last:
            found.append(_dated(runs, one, window, date_of(one.month)))
    return found


def _dated(runs: Runs, one: Milestone, window: Window, date: str) -> Dated:
    status = runs.of(f"status_{one.instrument}").astype(np.int64)
    made = first_change(status, one.change, runs.start)
    needed = NEEDED[one.change]
    required = first_change(status, needed, runs.start) if needed else None
    when = timing(made, one.month, required)
    held_out = one.month >= window.split
    begins = window.split if held_out else window.first
    ends = window.last if held_out else window.split - 1
    ranked = ranked_scores(made, one.month, begins, ends, yearly_hazard(one.change, window))
    return Dated(
        one.name,
        one.title,
        one.instrument,
        one.change,
        date,
        "held out" if held_out else "training",
        when.at_risk,
        when.in_year,
        when.within_one,
        when.in_year_at_risk,
        when.never,
        when.median_year,
        ranked.model,
        ranked.hazard,
        ranked.never,
    )


def yearly_hazard(change: str, window: Window) -> float:
    """Chance a year that an instrument makes such a change, from the training years of the whole record."""
    from eastsea_abm.observed import instrument_status

    first, last = window.first, window.split - 1
    changes, exposed = 0, 0.0
    wanted = {"signed": (ABSENT,), "suspended": (SIGNED, ACTIVE), "restored": (SUSPENDED,)}[change]
    for codes in instrument_status(first - 1, last).values():
        before = codes[:-1]
        exposed += float(np.isin(before, wanted).sum()) / YEAR
        changes += int((first_change(codes[None, 1:], change, first) != NEVER)[0] and before[0] in (ABSENT, *wanted))
    return hazard(min(changes, int(exposed)), exposed)
