r"""History disputes: grievance jumps, and every jump leaves a scar; settlements lower it.

.. math::
    \Pr(\text{dispute}) &= \lambda_h \left(1 - \lambda_L (L_i + L_j)\right)(1 + elec\, press) \\
    G_{ij} &\leftarrow G_{ij} + \min(1, flare\, m\, s_{ij}) (1 - G_{ij}), \qquad
    \bar G_{ij} \leftarrow \bar G_{ij} + scar\, m\, s_{ij} (1 - \bar G_{ij}) \\
    G_{ij} &\leftarrow G_{ij} (1 - \min(1, flare\, n)) \quad\text{for a settlement of size } n

Past wrongs that are reopened hold ties back even among states with common interests [Lind2008]_,
[GlossermanSnyder2015]_; a settlement lowers the acute grievance and leaves the chronic. Rates and sizes
are assumptions and scenario data. Neutral values: flare = 0, scar = 0.
"""

from __future__ import annotations

from eastsea_abm import draws
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import DISPUTES
from eastsea_abm.world import Record, Region, World


@rule
def chance_of_dispute(rate: float, leader_i: float, leader_j: float, press: float, p: Parameters) -> float:
    """Chance that history flares this month, by leaders' orientations and the press before elections."""
    return rate * (1.0 - p.dispute_leaders * (leader_i + leader_j)) * (1.0 + p.elections_amplify * press)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Disputes are drawn, then felt on both sides. Reads leader, press, writes shock, grievance, chronic."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        rate = g.dispute_rate[i, j]
        free = t >= e.held_until[DISPUTES, i] and t >= e.held_until[DISPUTES, j]
        if rate > 0.0 and u.chance and free:
            chance = chance_of_dispute(rate, w.leader[i], w.leader[j], max(w.press[i], w.press[j]), p)
            if draws.uniform(u, draws.DISPUTE, t, g.code[i], g.code[j]) < chance:
                size = p.dispute_least + draws.uniform(u, draws.DISPUTE_SIZE, t, g.code[i], g.code[j])
                w.shock[i, j] += size
                w.shock[j, i] += size
    w.grievance_terms[:] = 0.0
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        before = w.grievance[i, j]
        felt = w.shock[i, j] * g.flare_share[i, j]
        if felt > 0.0:
            w.grievance[i, j] += clip(p.flare * felt, 0.0, 1.0) * (1.0 - before)
            w.chronic[i, j] += clip(p.scar * felt, 0.0, 1.0) * (1.0 - w.chronic[i, j])
            w.grievance_terms[k, 0] = w.grievance[i, j] - before
        if w.settled[i, j] > 0.0:
            before = w.grievance[i, j]
            w.grievance[i, j] = before * (1.0 - clip(p.flare * w.settled[i, j], 0.0, 1.0))
            w.grievance_terms[k, 1] = w.grievance[i, j] - before
