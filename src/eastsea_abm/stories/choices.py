"""A decision in full: the utility of every act by terms, the chance of every act, and what tells two runs apart.

The month is recomputed by the rules of `mechanisms.cooperation` and `mechanisms.posture`. The utility of an act
toward a rival is made of what holds when it is taken: threat changes only at the end of a month.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from eastsea_abm import vocabulary as v
from eastsea_abm.mechanisms import cooperation, posture
from eastsea_abm.numeric import choose
from eastsea_abm.stories.played import Played

PARTNER, RIVAL = "partner", "rival"
LEAST = 0.005  # utility below which a term is not told: it rounds to nothing


class Seat(NamedTuple):
    """Who decides what about whom."""

    kind: str  # partner | rival
    place: int  # among ties or rivalries; the first of a challenger's, which takes one posture toward all
    actor: int
    target: int  # -1 for all rivals


class Choice(NamedTuple):
    """A decision of one month under one policy."""

    act: int
    name: str
    forced: bool  # by a dated event
    utility: np.ndarray  # (terms, acts)
    chances: np.ndarray  # (acts,)


class Tilt(NamedTuple):
    """How much more a term speaks for the first act over the second in the first run than in the second."""

    term: str
    by: float  # utility


def seats(run: Played) -> list[Seat]:
    """Every decision of a month, in order."""
    g = run.region
    found = [Seat(PARTNER, k, int(g.tie_actor[k]), int(g.tie_target[k])) for k in range(g.tie_actor.size)]
    told: set[int] = set()
    for k in range(g.rivalry_actor.size):
        i, j = int(g.rivalry_actor[k]), int(g.rivalry_target[k])
        if not g.challenger[i]:
            found.append(Seat(RIVAL, k, i, j))
        elif i not in told:
            told.add(i)
            found.append(Seat(RIVAL, k, i, -1))
    return found


def act(run: Played, seat: Seat, k: int) -> int:
    """The act that was chosen in month ``k``.

    Coercion by trade, a choice of its own, is told among the happenings: what the posture was is drawn again.
    """
    w, g, i = run.after(k), run.region, seat.actor
    if seat.kind == PARTNER:
        return int(w.choice[i, seat.target])
    j = int(g.rivalry_target[seat.place])
    if g.coerces[i, j] and w.stance[i, j] == v.COERCE:
        return _drawn(run, seat, k)[1]
    return int(w.stance[i, j])


def choice(run: Played, seat: Seat, k: int) -> Choice:
    """The decision of month ``k`` in full."""
    i, w = seat.actor, run.after(k)
    utility = _utility(run, seat, k)
    chances, _ = _drawn(run, seat, k)
    chosen = act(run, seat, k)
    if seat.kind == PARTNER:
        forced = bool(np.isfinite(w.forced_act[i, seat.target]))
        return Choice(chosen, v.PARTNER_ACTS[chosen].name, forced, utility, chances)
    forced = bool(np.isfinite(w.forced_answer[i, run.region.rivalry_target[seat.place]]))
    return Choice(chosen, v.RIVAL_ACTS[chosen], forced, utility, chances)


def _drawn(run: Played, seat: Seat, k: int) -> tuple[np.ndarray, int]:
    """The chance of every act, and the act on which the month's draw falls."""
    w = run.after(k)
    draw = w.tie_draw[seat.place] if seat.kind == PARTNER else w.rivalry_draw[seat.place]
    chances = _utility(run, seat, k).sum(0)
    if seat.kind == RIVAL:
        chances[run.region.closed[seat.actor].astype(bool)] = -math.inf
    chosen = choose(chances, chances.size, run.parameters.precision, float(draw))
    return chances, int(chosen)


def _utility(run: Played, seat: Seat, k: int) -> np.ndarray:
    """Utility of every act by terms, shape ``(terms, acts)``."""
    return _toward_partner(run, seat, k) if seat.kind == PARTNER else _toward_rivals(run, seat, k)


def _toward_partner(run: Played, seat: Seat, k: int) -> np.ndarray:
    w, p = run.after(k), run.parameters
    i, j = seat.actor, seat.target
    depth, visible = np.array(v.DEPTH), np.array(v.VISIBILITY)
    pulls = w.pull_terms[seat.place]
    utility = np.zeros((len(v.DECISION_TERMS), cooperation.ACTS))
    utility[: cooperation.DRIVE] = pulls[: cooperation.DRIVE, None] * depth
    utility[10] = pulls[cooperation.DRIVE] * visible  # stored as what it holds back
    utility[11] = -p.cost_partner * depth**2
    utility[12] = -p.inertia * (depth - run.before(k).conduct[i, j]) ** 2
    utility[13, v.INSTITUTIONALISE] = w.institutions[i, j] * cooperation.carried_out(w.leader[i], 1.0, p)
    return utility


def _toward_rivals(run: Played, seat: Seat, k: int) -> np.ndarray:
    g, p, i = run.region, run.parameters, seat.actor
    w = run.after(k)._replace(threat=run.before(k).threat)
    weights, terms = [], []
    for n in np.nonzero(g.rivalry_actor == i)[0]:
        j = int(g.rivalry_target[n])
        if seat.target in (-1, j):
            own = np.zeros(posture.COST)
            posture.push(w, g, p, i, j, own)
            weights.append(float(g.weight[i, j]) if seat.target < 0 else 1.0)
            terms.append(own)
    total = sum(weights)
    push = np.average(terms, axis=0, weights=weights) if total > 0.0 else np.zeros(posture.COST)
    pressure = np.array(v.PRESSURE)
    return np.vstack([push[:, None] * pressure, -p.cost_rival * pressure**2])


def tilts(kind: str, one: Choice, other: Choice) -> list[Tilt]:
    """What speaks more for the act of ``one`` over that of ``other`` in the first run, the largest terms first."""
    names = v.DECISION_TERMS if kind == PARTNER else v.RIVAL_TERMS
    a, b = one.act, other.act
    by = (one.utility[:, a] - one.utility[:, b]) - (other.utility[:, a] - other.utility[:, b])
    order = np.argsort(-np.abs(by), kind="stable")
    return [Tilt(names[n], float(by[n])) for n in order if abs(by[n]) >= LEAST]
