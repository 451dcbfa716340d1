r"""Posture: how hard states press their rivals.

.. math::
    push_{ij} &= V_{ij} + b_i + w_{spi}(H_{ij} - H_0) + w_{aln}\, al_{ij} - r_{ij} \\
    U(a) &= y_a\, push - k_{riv} y_a^2, \qquad \Pr(a) \propto e^{\lambda U(a)}

A challenger takes one posture a month, on the mean push over its targets weighted by how far the posture
falls on each (:math:`\omega_{ij}`, region data); the others answer rival by rival. Threat answers threat at
the bottom of the ladder, the spiral [Jervis1978]_; alignment of states, and of counter-blocs, provokes.
Whether drills and alignment provoke or deter is disputed, so both are kept apart. A dated provocation
forces the act it records. Neutral values: weight_spiral = 0, weight_alignment = 0.
"""

from __future__ import annotations

import math

from eastsea_abm import draws
from eastsea_abm._jit import rule, woven
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import choose, expected
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import HOLD, MILITARY, OUTREACH, POSTURE, PRESSURE, PROTEST
from eastsea_abm.world import Floats, Record, Region, World

ACTS = len(PRESSURE)
COST = 5  # where the cost stands among the terms


@woven
def push(w: World, g: Region, p: Parameters, i: int, j: int, terms: Floats) -> float:
    """Drive of i to press j: write its five terms and return their sum."""
    terms[0] = g.hostility[i, j]
    terms[1] = w.belligerence[i]
    terms[2] = p.weight_spiral * (w.threat[i, j] - p.spiral_norm)
    terms[3] = p.weight_alignment * w.alignment[i, j]
    terms[4] = -w.reassurance[i, j]
    total = 0.0
    for k in range(COST):
        total += terms[k]
    return total


@rule
def draw(w: World, g: Region, u: Luck, t: int) -> None:
    """One number a rivalry for this month's act; in the middle without luck."""
    w.rivalry_draw[:] = 0.5
    if u.chance:
        draws.uniforms(u, draws.RIVAL_ACT, t, g.rivalry_pair, w.rivalry_draw)


@woven
def select(w: World, g: Region, p: Parameters, i: int, drive: float, chance: float) -> int:
    """The rival act of i under ``drive``; leaves the probabilities in ``weights``."""
    for a in range(ACTS):
        y = PRESSURE[a]
        w.weights[a] = -math.inf if g.closed[i, a] else y * drive - p.cost_rival * y * y
    return choose(w.weights, ACTS, p.precision, chance)


@rule
def named(level: float, p: Parameters) -> int:
    """The act a recorded level stands for: a launch is military pressure, a parade a protest."""
    if level < 0.0:
        return OUTREACH
    if level >= p.military_from:
        return MILITARY
    return PROTEST if level > 0.0 else HOLD


@woven
def settle(w: World, p: Parameters, k: int, i: int, j: int, chosen: int, level: float, free: bool) -> None:
    """Let act ``chosen`` of pressure ``level`` fall on j, unless the record says otherwise."""
    forced = w.forced_answer[i, j]
    if not free and math.isnan(forced):
        chosen, level = HOLD, 0.0
    if not math.isnan(forced):
        if forced < 0.0 or forced > level or not free:
            level = forced
        if level == forced:
            chosen = named(level, p)
    w.stance[i, j] = chosen
    w.answer[i, j] = level
    y = PRESSURE[chosen]
    for n in range(COST):
        w.rival_terms[k, n] *= y
    w.rival_terms[k, COST] = -p.cost_rival * y * y


@rule
def take_posture(w: World, g: Region, p: Parameters, u: Luck, first: int) -> tuple[int, float]:
    """The one posture of the challenger whose rivalries begin at ``first``: its act, its level before weights."""
    i = g.rivalry_actor[first]
    total = 0.0
    weight = 0.0
    for k in range(first, g.rivalry_actor.size):
        if g.rivalry_actor[k] != i:
            break
        j = g.rivalry_target[k]
        total += g.weight[i, j] * push(w, g, p, i, j, w.rival_terms[k])
        weight += g.weight[i, j]
    chosen = select(w, g, p, i, total / weight if weight > 0.0 else 0.0, w.rivalry_draw[first])
    level = PRESSURE[chosen] if u.chance else expected(w.weights, PRESSURE, ACTS)
    return chosen, level


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state toward every rival. Reads threat, ties, belligerence, levers, writes stance, answer."""
    draw(w, g, u, t)
    before = -1
    chosen = HOLD
    level = 0.0
    for k in range(g.rivalry_actor.size):
        i, j = g.rivalry_actor[k], g.rivalry_target[k]
        if g.challenger[i]:
            if i != before:
                chosen, level = take_posture(w, g, p, u, k)
            settle(w, p, k, i, j, chosen, level * g.weight[i, j], t >= e.held_until[POSTURE, i])
        else:
            act = select(w, g, p, i, push(w, g, p, i, j, w.rival_terms[k]), w.rivalry_draw[k])
            pressure = PRESSURE[act] if u.chance else expected(w.weights, PRESSURE, ACTS)
            settle(w, p, k, i, j, act, pressure, t >= e.held_until[POSTURE, i])
        before = i
