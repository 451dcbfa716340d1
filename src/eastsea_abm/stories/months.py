"""In which months the difference of an outcome arises, and what a crisis could have become in them."""

from __future__ import annotations

import numpy as np

from eastsea_abm import vocabulary as v
from eastsea_abm.analysis.comparison import BY_THEATRE
from eastsea_abm.mechanisms.consultation import ODDS, TO_STRIKE
from eastsea_abm.outcomes import OVER
from eastsea_abm.stories.played import Played
from eastsea_abm.stories.story import Month, Odds

MOST = 3  # months that are told (assumption: a reader keeps no more in mind)
SHARE = 0.05  # of the largest contribution, below which a month is not told (assumption)
#: Outcomes that add up over crises.
OF_CRISES = ("entrapment", "involvement", "harm", "abandonment", "incidents", "unilateral", "intents", "consultations",
             "vetoes", "strikes", "escalations")  # fmt: skip
#: Chances at the rung of crisis that are told, of `consultation.ODDS`.
TOLD = ("strike", "intent", "consults", "observer consents", "patron consents", "abides", "unilateral", "joint",
        "drawn in")  # fmt: skip


def contributions(run: Played, outcome: str) -> np.ndarray:
    """What each month adds to the outcome of a run: they sum to it.

    The value of the last month is what counts of some outcomes; of these a month adds its change.
    """
    series = run.series(outcome)
    over = OVER.get(outcome, "sum")
    if over == "last":
        return np.diff(series, prepend=0.0)
    return series / series.size if over == "mean" else series


def curve(run: Played, outcome: str) -> np.ndarray:
    """The outcome so far where it is a sum, as it stands otherwise."""
    series = run.series(outcome)
    return np.cumsum(series) if OVER.get(outcome, "sum") == "sum" else series


def of_crises(outcome: str) -> bool:
    """Whether an outcome adds up over crises."""
    return outcome in OF_CRISES or outcome.startswith(BY_THEATRE)


def months(one: Played, other: Played, outcome: str) -> tuple[Month, ...]:
    """The months that add most to the difference, whatever their sign, in order."""
    ours, theirs = contributions(one, outcome), contributions(other, outcome)
    gap = np.abs(ours - theirs)
    order = [int(k) for k in np.argsort(-gap, kind="stable")[:MOST] if gap[k] > SHARE * gap.max()]
    return tuple(
        Month(
            one.dates[k],
            k + 1,
            float(ours[k]),
            float(theirs[k]),
            tuple(_odds(one, other, outcome, k)) if of_crises(outcome) else (),
        )
        for k in sorted(order)
    )


def at_crisis(run: Played, h: int, k: int) -> bool:
    """Whether theatre ``h`` stands at the rung of crisis when month ``k`` draws: only then are there such odds."""
    return bool(run.after(k).odds[h, TO_STRIKE] > 0.0)


def _odds(one: Played, other: Played, outcome: str, k: int) -> list[Odds]:
    g, found = one.region, []
    for h, name in enumerate(one.setup.index.theatres):
        there = [at_crisis(run, h, k) for run in (one, other)]
        if not any(there) or (outcome.startswith(BY_THEATRE) and outcome != f"{BY_THEATRE}{name}"):
            continue
        of, against = (_chances(run, h, k) if at else {} for run, at in zip((one, other), there, strict=True))
        if of != against:
            rungs = (v.RUNGS[one.before(k).rung[h]], v.RUNGS[other.before(k).rung[h]])
            ally, observer = (one.names.state(who[h]) for who in (g.theatre_ally, g.theatre_observer))
            found.append(Odds(one.names.theatres[h], ally, observer, of, against, rungs))
    return found


def _chances(run: Played, h: int, k: int) -> dict[str, float]:
    return {name: float(run.after(k).odds[h, ODDS.index(name)]) for name in TOLD}
