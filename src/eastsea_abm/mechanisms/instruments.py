r"""Instruments: agreements are signed in moments, practised over years, suspended in quarrels, restored.

.. math::
    \mathrm{logit}\, h_m &= f_0 + e_m + f_{thr} N_{ij} + f_{alm} A_{ij} + f_{brk}\, brk\, c + f_{lead} \bar L_{ij}
      + f_{act} J_{ij} - f_{grv}\, v_m \bar G_{ij}(1 + elec\, press) \\
    \Pr(\text{suspension}) &= 1 - (1 - cut\, v_m [\text{confront}])
      \left(1 - f_{sus}\, v_m\, m\, \tfrac12(1 - \bar L_{ij})\right) \\
    I_{ij} &= I^0_{ij} + \sum_m \omega^I_m \kappa_m (\kappa_0 + (1 - \kappa_0) p_m), \qquad
    P_{ij} = \sum_m \omega^P_m \kappa_m (\kappa_0 + (1 - \kappa_0) p_m)

Institutions are costly to create and cheap to keep [HaftendornKeohaneWallander1999]_, and last as long as
their assets are useful [Wallander2000]_. Formation is a hazard: it rises with common threat, brokerage and
willing leaders, so that a quiet agreement (low visibility :math:`v_m`) can be signed in a month of alarm
while grievance is high, as in November 2016 [GSOMIA2016]_, and a visible one can be suspended in a dispute,
as in August 2019 [GSOMIA2019]_. Nothing is signed in a month in which either side cools, or before
the instrument it requires; where the patron's hub is needed the hazard is multiplied by its commitment.
Confrontation breaks off what is visible, so that quiet sharing survives what ends exercises. Practice grows in
months in which both at least share and fades otherwise. The log-odds form and all sizes are assumptions.
In expected mode the force of an instrument moves by its hazards instead of by chance. Neutral values:
formation = -20 (nothing is ever signed), suspension = 0 with rupture = 0, practice_gain = 0.
"""

from __future__ import annotations

from eastsea_abm import draws
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip, sigmoid
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import (
    ABSENT,
    ACTIVE,
    CONFRONT,
    DEPTH,
    DIALOGUE,
    EXERCISE,
    INSTITUTIONALISE,
    SHARE,
    SIGNED,
    SUSPENDED,
)
from eastsea_abm.world import Record, Region, World

EXPECTED_LOW, EXPECTED_RANGE = 0.2, 0.8  # expected mode: an exercise of depth .2 counts nothing, of 1 fully


@rule
def formation_hazard(
    ease: float,
    visibility: float,
    threat: float,
    alarm: float,
    brokerage: float,
    leaders: float,
    joint: float,
    grievance: float,
    p: Parameters,
) -> float:
    """h, chance a month that an absent instrument is signed, 0 to 1."""
    return sigmoid(
        p.formation
        + ease
        + p.formation_threat * threat
        + p.formation_alarm * alarm
        + p.formation_brokerage * brokerage
        + p.formation_leaders * leaders
        + p.formation_acts * joint
        - p.formation_grievance * visibility * grievance
    )


@rule
def suspension_chance(visibility: float, dispute: float, leaders: float, confronted: bool, p: Parameters) -> float:
    """Chance that an instrument in force is suspended this month, 0 to 1."""
    quarrel = clip(p.suspension * visibility * dispute * 0.5 * (1.0 - leaders), 0.0, 1.0)
    break_off = p.rupture * visibility if confronted else 0.0
    return 1.0 - (1.0 - break_off) * (1.0 - quarrel)


@rule
def weight_in_force(status: int, p: Parameters) -> float:
    """κ of a status, 0 to 1."""
    if status == SIGNED:
        return p.force_signed
    if status == ACTIVE:
        return 1.0
    return p.force_suspended if status == SUSPENDED else 0.0


@rule
def drill(w: World, g: Region, p: Parameters, u: Luck) -> None:
    """Joint exercises happen where both sides offer at least that."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        low = min(w.act[i, j], w.act[j, i])
        held = 1.0 if low >= DEPTH[EXERCISE] else 0.0
        if not u.chance:
            held = clip((low - EXPECTED_LOW) / EXPECTED_RANGE, 0.0, 1.0)
        w.drilled[i, j] = held * (p.drill_contested if g.contested[i, j] else p.drill_treaty)
        w.drills[i] += w.drilled[i, j]


@rule
def next_hazard(w: World, g: Region, p: Parameters, u: Luck, m: int) -> float:
    """Chance this month that instrument ``m`` is signed, suspended or restored, by where it stands."""
    i, j = g.instrument_first[m], g.instrument_second[m]
    low, high = min(w.act[i, j], w.act[j, i]), max(w.act[i, j], w.act[j, i])
    leaders = 0.5 * (w.leader[i] + w.leader[j])
    status = w.status[m]
    if status == SUSPENDED:
        return p.restoration * 0.5 * (1.0 + leaders) if low >= DEPTH[DIALOGUE] else 0.0
    if status != ABSENT:
        dispute = max(w.shock[i, j], w.shock[j, i])
        return suspension_chance(g.instrument_visibility[m], dispute, leaders, low <= DEPTH[CONFRONT], p)
    need = g.instrument_requires[m]
    ready = 1.0
    if need >= 0:
        ready = w.force[need] if not u.chance else 1.0 if SIGNED <= w.status[need] <= ACTIVE else 0.0
    if low < 0.0 or ready <= 0.0:
        return 0.0
    broker = g.broker[i, j]
    backed = w.commitment[broker] if broker >= 0 else 0.0
    brokerage = w.brokerage[broker] * backed if broker >= 0 else 0.0
    amplified = 1.0 + p.elections_amplify * max(w.press[i], w.press[j])
    grievance = 0.5 * (w.grievance[i, j] + w.grievance[j, i]) * amplified
    joint = 1.0 if high >= DEPTH[INSTITUTIONALISE] and low >= DEPTH[SHARE] else 0.0
    hazard = formation_hazard(
        g.instrument_ease[m],
        g.instrument_visibility[m],
        w.common[i, j],
        w.alarm[i, j],
        brokerage,
        leaders,
        joint,
        grievance,
        p,
    )
    return ready * (hazard * backed if g.instrument_hub[m] else hazard)


@rule
def turn(w: World, g: Region, p: Parameters, u: Luck, t: int, m: int) -> None:
    """Let the record impose the status of instrument ``m``, or its hazard change it."""
    if w.forced_status[m] >= 0:
        w.status[m] = w.forced_status[m]
        w.force[m] = weight_in_force(w.status[m], p)
    elif u.chance:
        change(w, g, p, u, t, m)
    else:
        goal = p.force_suspended if SIGNED <= w.status[m] <= ACTIVE else 1.0
        w.force[m] += w.hazard[m] * (goal - w.force[m])


@rule
def change(w: World, g: Region, p: Parameters, u: Luck, t: int, m: int) -> None:
    """Draw the change of status to which the hazard gives a chance."""
    i, j = g.instrument_first[m], g.instrument_second[m]
    a, b = g.code[i], g.code[j]
    status = w.status[m]
    stream = draws.SUSPENSION
    if status == ABSENT:
        stream = draws.FORMATION
    elif status == SUSPENDED:
        stream = draws.RESTORATION
    if w.hazard[m] > 0.0 and draws.uniform(u, stream, t, a, b, g.instrument_code[m]) < w.hazard[m]:
        if status == ABSENT:
            w.status[m] = SIGNED
        elif status == SUSPENDED:
            w.status[m] = ACTIVE
        else:
            w.status[m] = SUSPENDED
    elif (
        status == SIGNED
        and min(w.act[i, j], w.act[j, i]) >= DEPTH[SHARE]
        and draws.uniform(u, draws.ACTIVATION, t, a, b, g.instrument_code[m]) < p.activation
    ):
        w.status[m] = ACTIVE
    w.force[m] = weight_in_force(w.status[m], p)


@rule
def exercise_practice(w: World, g: Region, p: Parameters, u: Luck, m: int) -> None:
    """Practice of instrument ``m`` grows with what the pair does, fades without, breaks on confrontation."""
    i, j = g.instrument_first[m], g.instrument_second[m]
    low, high = min(w.act[i, j], w.act[j, i]), max(w.act[i, j], w.act[j, i])
    together = 1.0 if low >= DEPTH[SHARE] else 0.0
    deep = 1.0 if high >= DEPTH[INSTITUTIONALISE] else 0.0
    if not u.chance:
        together, deep = clip(low, 0.0, 1.0), clip(high, 0.0, 1.0)
    if w.force[m] > 0.0:
        gain = together * p.practice_gain * (p.practice_quiet + (1.0 - p.practice_quiet) * deep * max(low, 0.0))
        w.practice[m] += gain * (1.0 - w.practice[m])
    w.practice[m] -= p.practice_decay * w.practice[m]
    if low <= DEPTH[CONFRONT]:
        w.practice[m] *= 1.0 - p.rupture


@rule
def weigh(w: World, g: Region, p: Parameters) -> None:
    """Assets, protocols and economic ties as weighted sums over the instruments in force."""
    w.economy[:] = 0.0
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        w.asset[i, j] = g.treaty[i, j]
        w.protocol[i, j] = 0.0
    for m in range(g.instrument_code.size):
        value = w.force[m] * (p.force_unpractised + (1.0 - p.force_unpractised) * w.practice[m])
        if value <= 0.0:
            continue
        for k in range(g.tie_actor.size):
            i, j = g.tie_actor[k], g.tie_target[k]
            if g.instrument_party[m, i] and g.instrument_party[m, j]:
                w.asset[i, j] = min(1.0, w.asset[i, j] + g.instrument_asset[m] * value)
                w.protocol[i, j] = min(1.0, w.protocol[i, j] + g.instrument_protocol[m] * value)
        for i in range(g.code.size):
            if g.instrument_party[m, i]:
                w.economy[i] = min(1.0, w.economy[i] + g.instrument_economy[m] * value)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Pairs resolve what they offered.

    Reads act, leader, grievance, shock, alarm, common; writes drills, status, force, practice, asset, protocol, economy
    """
    drill(w, g, p, u)
    for m in range(g.instrument_code.size):  # all hazards first: what is signed now opens the way next month
        w.hazard[m] = next_hazard(w, g, p, u, m)
    for m in range(g.instrument_code.size):
        turn(w, g, p, u, t, m)
        exercise_practice(w, g, p, u, m)
    weigh(w, g, p)
