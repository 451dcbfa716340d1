r"""Leaders: elections and falls bring new ones, and voters punish cooperation ahead of its time.

.. math:: L_i = \mathrm{clip}\left(\mu_i - blk \left[G_{ij}(1 + X_{ij}^+) - g_i\right]
          + blk_M (M_{ij} - \bar M_{ij}) + s_i z,\; -1,\; 1\right)

A government plays at two levels [Putnam1988]_: a tie that runs ahead of grievance is an opening for the
opposition. The public's mood toward the partner enters here and nowhere else. States with a fixed term
vote when it ends (a recorded change of leader restarts it); others replace their leader at a constant
hazard. A patron's election redraws its commitment around its mean. Neutral values: backlash = 0,
mood_vote = 0.
"""

from __future__ import annotations

from eastsea_abm import draws
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import COMMITMENT, LEADERS
from eastsea_abm.world import Record, Region, World


@rule
def elected(mean: float, spread: float, grievance: float, conduct: float, norm: float, mood_gap: float,
            noise: float, p: Parameters) -> float:
    """L of a new leader, -1 to 1."""
    punished = p.backlash * (grievance * (1.0 + max(0.0, conduct)) - norm)
    return clip(mean - punished + p.mood_vote * mood_gap + spread * noise, -1.0, 1.0)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state keeps its calendar. Reads grievance, conduct, mood, writes leader, tenure, press, commitment."""
    n = g.code.size
    for i in range(n):
        w.press[i] = 0.0
        if g.term[i] == 0 and g.fall[i] == 0.0:
            continue
        w.tenure[i] += 1
        if g.term[i] > 0:
            changes = w.tenure[i] >= g.term[i]
            if g.term[i] - g.window[i] <= w.tenure[i] < g.term[i]:
                w.press[i] = 1.0
        else:
            changes = u.chance and draws.uniform(u, draws.LEADER_FALLS, t, g.code[i], 0) < g.fall[i]
        if not changes:
            continue
        w.tenure[i] = 0
        if not u.chance:
            continue
        j = g.bond[i]
        if j >= 0 and t >= e.held_until[LEADERS, i]:
            mood_gap = w.mood[i, j] - g.mood_rest[i, j]
            noise = draws.normal(u, draws.LEADER, t, g.code[i], 0)
            w.leader[i] = elected(g.leader_mean[i], g.leader_sd[i], w.grievance[i, j], w.conduct[i, j],
                                  g.backlash_norm[i], mood_gap, noise, p)
        if w.commitment_sd[i] > 0.0 and t >= e.held_until[COMMITMENT, i]:
            noise = draws.normal(u, draws.COMMITMENT, t, g.code[i], 0)
            w.commitment[i] = clip(w.commitment_mean[i] + w.commitment_sd[i] * noise, 0.05, 1.0)
