r"""Balance of threat: the third state two partners both fear.

.. math:: N_{ij} = \max_k \sqrt{H_{ik} H_{jk}}

States align against what threatens them, not against power as such [Walt1987]_; the geometric mean, which
asks that both be frightened by the same third state, is ours. Neutral value: none of its own; every weight
that multiplies it can be zero.
"""

from __future__ import annotations

import math

from eastsea_abm._jit import rule, woven
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@woven
def common_threat(w: World, g: Region, i: int, j: int) -> float:
    """N, 0 to 1."""
    most = 0.0
    for k in range(g.code.size):
        if k != i and k != j:
            most = max(most, w.threat[i, k] * w.threat[j, k])
    return math.sqrt(most)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every pair of partners. Reads threat, writes common."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        if i < j:  # what they share they share
            w.common[i, j] = common_threat(w, g, i, j)
            w.common[j, i] = w.common[i, j]
