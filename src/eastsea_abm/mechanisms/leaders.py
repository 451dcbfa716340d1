r"""Leaders: elections and falls bring new ones, and voters punish cooperation ahead of its time.

.. math:: L_i = \mathrm{clip}\left(\mu_i - blk \left[G_{ij}(1 + X_{ij}^+) - g_i\right]
          + blk_M (M_{ij} - \bar M^0_{ij}) + s_i z,\; -1,\; 1\right)

A government plays at two levels [Putnam1988]_: a tie that runs ahead of grievance is an opening for the
opposition. The public's mood toward the partner enters here and nowhere else, against its level at the date
of the starting values, so that a slow warming of publics is felt. States with a fixed term vote when it ends
(a recorded change of leader restarts it); others replace their leader at a constant hazard; a state held by
the record keeps its leader. A patron's election redraws its commitment around its mean. Neutral values:
backlash = 0, mood_vote = 0.
"""

from __future__ import annotations

from eastsea_abm import draws
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import COMMITMENT, LEADERS, LEAST_COMMITMENT
from eastsea_abm.world import Record, Region, World


@rule
def elected(
    mean: float,
    spread: float,
    grievance: float,
    conduct: float,
    norm: float,
    mood_gap: float,
    noise: float,
    p: Parameters,
) -> float:
    """L of a new leader, -1 to 1."""
    punished = p.backlash * (grievance * (1.0 + max(0.0, conduct)) - norm)
    return clip(mean - punished + p.mood_vote * mood_gap + spread * noise, -1.0, 1.0)


@rule
def changes(w: World, g: Region, u: Luck, t: int, i: int) -> bool:
    """Whether state ``i`` gets a new leader this month."""
    if g.term[i] > 0:
        return w.tenure[i] >= g.term[i]
    return g.fall[i] > 0.0 and u.chance and draws.uniform(u, draws.LEADER_FALLS, t, g.code[i], 0) < g.fall[i]


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state whose time has come. Reads tenure, grievance, conduct, mood, writes leader, commitment, tenure."""
    for i in range(g.code.size):
        j = g.bond[i]
        free = t >= e.held_until[LEADERS, i]
        led = j >= 0 and free
        committed = w.commitment_sd[i] > 0.0 and t >= e.held_until[COMMITMENT, i]
        if not (free or committed) or not changes(w, g, u, t, i):
            continue
        w.tenure[i] = 0
        if not u.chance:
            continue
        if led:
            noise = draws.normal(u, draws.LEADER, t, g.code[i], 0)
            w.leader[i] = elected(
                g.leader_mean[i],
                g.leader_sd[i],
                w.grievance[i, j],
                w.conduct[i, j],
                g.backlash_norm[i],
                w.mood[i, j] - g.mood_rest[i, j],
                noise,
                p,
            )
        if committed:
            noise = draws.normal(u, draws.COMMITMENT, t, g.code[i], 0)
            w.commitment[i] = clip(w.commitment_mean[i] + w.commitment_sd[i] * noise, LEAST_COMMITMENT, 1.0)
