r"""Cooperation: what each state offers each partner, from confrontation to institutions.

.. math::
    d_{ij} &= N_{ij}\left(w_{thr} + w_{aban}(1 - c_i)\right) + w_{tru}(2T_{ij} - 1) + w_{inst} I_{ij}
      + k_{ij}\left[w_{lead} L_i + w_{brk}\, brk\, c - w_{ant} Q_i
      - w_{ent}(1 - 2\,tether_i) F_{ij} + b^e_{ij}\right] + \beta_{ij} \\
    F_{ij} &= D_j (1 - T_{ij})(1 - bind\, P_{ij}) \\
    U(a) &= x_a d_{ij} - v_a g_{ij} - k_{par} x_a^2 - k_{in}(x_a - X_{ij})^2
      + [a = \text{institutionalise}]\, q^e_{ij}, \qquad \Pr(a) \propto e^{\lambda U(a)}

Common threat draws states together [Walt1987]_, more where the patron's cover is thin: the quasi-alliance
of states that share a patron but no treaty [Cha1999]_. Fear of entrapment repels [Snyder1984]_ or, where a
state tethers, pulls closer [Weitsman2004]_. The bracket holds only on contested ties (:math:`k_{ij} = 1`):
treaty allies are past these questions. Grievance is a cost of what is visible at home. A leader hostile
to the strategy waters it down. Functional forms are ours. Neutral values: every weight = 0.
"""

from __future__ import annotations

import math

from eastsea_abm import draws
from eastsea_abm._jit import rule, woven
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import choose, clip, expected
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import DEPTH, INSTITUTIONALISE, VISIBILITY
from eastsea_abm.world import Floats, Record, Region, World

ACTS = len(DEPTH)
DRIVE = 10  # terms of the drive; the rest of a decision's terms follow them


@rule
def fear_of_entrapment(doctrine: float, trust: float, protocol: float, p: Parameters) -> float:
    """F, 0 to 1: a partner that can strike, is not trusted and need not ask."""
    return doctrine * (1.0 - trust) * (1.0 - p.bind * protocol)


@rule
def carried_out(leader: float, direction: float, p: Parameters) -> float:
    """Share of a strategy that survives the leader, ``adherence_least`` to 1."""
    return clip(p.adherence + p.adherence_leader * direction * leader, min(p.adherence_least, 1.0), 1.0)


@woven
def drive(w: World, g: Region, p: Parameters, i: int, j: int, terms: Floats) -> float:
    """d: write its ten terms into ``terms`` and return their sum."""
    threat = w.common[i, j]
    terms[0] = threat * p.weight_threat
    terms[1] = threat * p.weight_abandonment * (1.0 - w.cover[i])
    terms[2] = p.weight_trust * (2.0 * w.trust[i, j] - 1.0)
    terms[3] = p.weight_instruments * w.asset[i, j]
    for k in range(4, 8):
        terms[k] = 0.0
    terms[9] = 0.0
    if g.contested[i, j]:
        terms[4] = p.weight_leader * w.leader[i]
        broker = g.broker[i, j]
        if broker >= 0:
            terms[5] = p.weight_brokerage * w.brokerage[broker] * w.commitment[broker]
        terms[6] = -p.weight_coercion * w.coercion[i]
        fear = fear_of_entrapment(w.doctrine[j], w.trust[i, j], w.protocol[i, j], p)
        terms[7] = -p.weight_entrapment * (1.0 - 2.0 * w.tether[i]) * fear
        push = w.engagement[i, j]
        terms[9] = push * carried_out(w.leader[i], 1.0 if push > 0.0 else -1.0, p)
    terms[8] = g.friction[i, j]
    total = 0.0
    for k in range(DRIVE):
        total += terms[k]
    return total


@rule
def nearest(depth: float) -> int:
    """The act whose depth is closest to ``depth``."""
    best = 0
    for a in range(1, ACTS):
        if abs(DEPTH[a] - depth) < abs(DEPTH[best] - depth):
            best = a
    return best


@rule
def draw(w: World, g: Region, u: Luck, t: int) -> None:
    """One number a tie for this month's act; in the middle without luck."""
    w.tie_draw[:] = 0.5
    if u.chance:
        draws.uniforms(u, draws.PARTNER_ACT, t, g.tie_pair, w.tie_draw)


@woven
def decide(w: World, g: Region, p: Parameters, u: Luck, k: int) -> None:
    """Choose the act of tie ``k`` and store why."""
    i, j = g.tie_actor[k], g.tie_target[k]
    terms, pulls = w.decision_terms[k], w.pull_terms[k]
    d = drive(w, g, p, i, j, pulls)
    grievance = p.weight_grievance * w.grievance[i, j] * (1.0 + p.elections_amplify * w.press[i])
    pulls[DRIVE] = -grievance
    push = w.institutions[i, j] * carried_out(w.leader[i], 1.0, p)
    past = w.conduct[i, j]
    for a in range(ACTS):
        x = DEPTH[a]
        w.weights[a] = x * d - VISIBILITY[a] * grievance - p.cost_partner * x * x - p.inertia * (x - past) * (x - past)
    w.weights[INSTITUTIONALISE] += push
    chosen = choose(w.weights, ACTS, p.precision, w.tie_draw[k])
    if not math.isnan(w.forced_act[i, j]):
        chosen = nearest(w.forced_act[i, j])
    w.choice[i, j] = chosen
    w.decision_chance[k] = w.weights[chosen]
    w.act[i, j] = DEPTH[chosen]
    if not u.chance and math.isnan(w.forced_act[i, j]):
        w.act[i, j] = expected(w.weights, DEPTH, ACTS)
    x = DEPTH[chosen]
    for n in range(DRIVE):
        terms[n] = pulls[n] * x
    terms[10] = -VISIBILITY[chosen] * grievance
    terms[11] = -p.cost_partner * x * x
    terms[12] = -p.inertia * (x - past) * (x - past)
    terms[13] = push if chosen == INSTITUTIONALISE else 0.0


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state decides toward every partner at once. Reads attitudes, cover, levers, writes choice, act."""
    draw(w, g, u, t)
    for k in range(g.tie_actor.size):
        decide(w, g, p, u, k)
