"""How far each happening moved cooperation: the same history without it, under the same luck.

For a dated event, a drawn dispute or a drawn leader the months that follow are played again without it.
For a change of an instrument the direct part of the index it carries is taken. Both are in points of the
cooperation index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm import outcomes, schedule
from eastsea_abm import vocabulary as v
from eastsea_abm._jit import driven
from eastsea_abm.mechanisms import cooperation
from eastsea_abm.parameters import Parameters
from eastsea_abm.scenario.timeline import DatedEvent, compile_record
from eastsea_abm.world import Region, World, copy

if TYPE_CHECKING:
    from eastsea_abm.chronicle import Chronicle
    from eastsea_abm.happenings import Happening

HORIZON = 6  # months over which the index is compared, this one included
NAMED = 3  # terms of the decisions that are named
HELD = {"history_dispute": v.DISPUTES, "leadership_change": v.LEADERS, "commitment": v.COMMITMENT}


class Move(NamedTuple):
    """How a happening moved the cooperation of the focal dyad."""

    moved: float  # points of the index, nan where it is not known
    measure: str  # counterfactual | direct | ""
    through: str  # the pulls on both sides that differ most, in utility


UNKNOWN = Move(float("nan"), "", "")


def moves(chronicle: Chronicle) -> list[list[Move]]:
    """One `Move` a happening, month by month."""
    return [moves_of(chronicle, k) for k in range(len(chronicle.happenings))]


def moves_of(chronicle: Chronicle, k: int) -> list[Move]:
    """One `Move` a happening of month ``k``, counted from 0, as far as the months that follow have been played."""
    told = chronicle.happenings[k]
    if not chronicle.tells_moves:
        return [UNKNOWN] * len(told)
    if k not in chronicle.known_moves:
        moved = [_move(chronicle, k, h) for h in told]
        if k + HORIZON > len(chronicle.happenings):
            return moved  # months to come have a say in it
        chronicle.known_moves[k] = moved
    return chronicle.known_moves[k]


def _move(chronicle: Chronicle, k: int, h: Happening) -> Move:
    if h.kind == "instrument" and h.origin == "model":
        return _direct(chronicle, k, h)
    if h.origin == "record" or h.kind in HELD:
        return _counterfactual(chronicle, k, h)
    return UNKNOWN


def _counterfactual(chronicle: Chronicle, k: int, h: Happening) -> Move:
    """Play the months from ``k`` again without ``h``."""
    model = chronicle.model
    g, setup = model.region, model.setup
    last = min(k + HORIZON, len(chronicle.happenings))
    w = copy(chronicle.befores[k])
    rows = np.zeros((last - k, len(setup.columns)))
    advance, p = driven(schedule.advance, model.engine), setup.numbers(model.engine)
    change = np.zeros(len(v.PULL_TERMS))
    held = setup.record.held_until
    if h.origin == "model":
        held = held.copy()
        # A dispute not drawn is gone; an election put off for a month would only come a month later.
        until = k + 1 if h.kind == "history_dispute" else last
        held[HELD[h.kind], setup.index.state(h.actor)] = setup.start + until
    for month in range(k, last):
        dated = chronicle.dated[month]
        if month == k:
            dated = [event for event in dated if not _belongs(event, h)]
        e = compile_record(dated, setup.index, held)
        advance(w, g, p, model.luck, e, setup.start + month, rows[month - k : month - k + 1])
        change += _pulls(chronicle.befores[month + 1], g, model.parameters) - _pulls(w, g, model.parameters)
    moved = float(model.outcomes[k:last, outcomes.COOPERATION].mean() - rows[:, outcomes.COOPERATION].mean())
    return Move(moved, "counterfactual", _named(change / (last - k)))


def _belongs(event: DatedEvent, h: Happening) -> bool:
    return h.origin == "record" and (event.date, event.text, event.actor) == (h.date, h.text, h.actor)


def _pulls(w: World, g: Region, p: Parameters) -> np.ndarray:
    """What draws the focal pair together or apart, both ways added, whatever act they chose."""
    terms = np.zeros(len(v.PULL_TERMS))
    both = np.zeros(len(v.PULL_TERMS))
    for i, j in ((g.focal, g.partner_of_focal), (g.partner_of_focal, g.focal)):
        cooperation.drive(w, g, p, i, j, terms)
        terms[cooperation.DRIVE] = -p.weight_grievance * w.grievance[i, j] * (1.0 + p.elections_amplify * w.press[i])
        both += terms
    return both


def _named(change: np.ndarray) -> str:
    order = np.argsort(-np.abs(change), kind="stable")[:NAMED]
    return ", ".join(f"{v.PULL_TERMS[n]} {change[n]:+.2f}" for n in order if abs(change[n]) >= 0.005)


def _direct(chronicle: Chronicle, k: int, h: Happening) -> Move:
    """The points of the index that an instrument's change of force carries at once."""
    model = chronicle.model
    g, p = model.region, model.parameters
    before, after = chronicle.befores[k], chronicle.befores[k + 1]
    for m, name in enumerate(model.setup.index.instruments):
        if f"({name})" in h.text:
            floor = p.force_unpractised
            value = [w.force[m] * (floor + (1.0 - floor) * w.practice[m]) for w in (before, after)]
            weight = p.index_asset * g.instrument_asset[m] + p.index_protocol * g.instrument_protocol[m]
            return Move(float(100.0 * weight * (value[1] - value[0])), "direct", "")
    return UNKNOWN
