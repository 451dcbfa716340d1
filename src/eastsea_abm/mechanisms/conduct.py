r"""Conduct: what a state has lately been to its partner, in depth and in event scores.

.. math::
    X_{ij} \leftarrow X_{ij} + \rho_X (x_{ij} - X_{ij}), \qquad
    \bar g_{ij} \leftarrow \bar g_{ij} + \tfrac16 (g(x_{ij})/10 - \bar g_{ij})

Event scores weigh acts from conflict to cooperation [Goldstein1992]_ with the weights of a later coding
scheme [CAMEO2012]_. Reciprocity works through X and trust, modestly, as found for great powers
[GoldsteinPevehouse1997]_. Neutral value: conduct_memory = 0.
"""

from __future__ import annotations

import math

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import DEPTH, SCORE
from eastsea_abm.world import Record, Region, World


@rule
def event_score(depth: float) -> float:
    """g, -0.8 to 0.8: the event weight of an act of this depth, linear between acts."""
    for a in range(1, len(DEPTH)):
        if depth <= DEPTH[a]:
            share = (depth - DEPTH[a - 1]) / (DEPTH[a] - DEPTH[a - 1])
            return 0.1 * (SCORE[a - 1] + share * (SCORE[a] - SCORE[a - 1]))
    return 0.1 * SCORE[len(SCORE) - 1]


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state toward every partner. Reads act, writes conduct, score."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        w.conduct[i, j] += p.conduct_memory * (w.act[i, j] - w.conduct[i, j])
        now = event_score(w.act[i, j])
        if math.isnan(w.score[i, j]):
            w.score[i, j] = now
        else:
            w.score[i, j] += p.score_memory * (now - w.score[i, j])
