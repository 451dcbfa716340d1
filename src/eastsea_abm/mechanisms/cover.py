r"""Cover: how much security a state feels its patron gives it.

.. math:: c_i = \mathrm{clip}\left(c_{patron} + gam_c (\bar X_{ij} - X_0) - wedge\, O_i,\; 0.05,\; 1\right)

A patron rewards clients that work together, and dislikes being hedged against: hedging buys insurance
with one great power at the price of credit with the other [Kuik2016]_. Sizes are assumptions. A patron
relies on its own commitment; a state with neither has its own cover, a region constant.
Neutral values: hub_reward = 0, wedge = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import LEAST_COMMITMENT
from eastsea_abm.world import Record, Region, World


@rule
def felt_cover(commitment: float, ties: float, outreach: float, p: Parameters) -> float:
    """c felt by a client, 0.05 to 1; ``ties`` is mean conduct with its bond, ``hub_norm`` where it has none."""
    return clip(commitment + p.hub_reward * (ties - p.hub_norm) - p.wedge * outreach, LEAST_COMMITMENT, 1.0)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state looks at its patron. Reads commitment, conduct, outreach, writes cover."""
    for i in range(g.code.size):
        patron, j = g.patron[i], g.bond[i]
        if patron < 0:
            w.cover[i] = w.commitment[i] if g.leads[i] else g.own_cover[i]
            continue
        shared = j >= 0 and g.patron[j] == patron
        ties = 0.5 * (w.conduct[i, j] + w.conduct[j, i]) if shared else p.hub_norm
        w.cover[i] = felt_cover(w.commitment[patron], ties, w.outreach[i], p)
