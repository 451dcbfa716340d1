r"""Reassurance: a stock of outreach that rivals may credit and the patron resents.

.. math:: O_i \leftarrow O_i + \rho_X \left(\sum_j (-y_{ij})^+ - O_i\right)

Counted over the rivals a state's reassurance is aimed at. Hedging insures with one side at a price on the
other [Kuik2016]_; the stock and its memory are ours. Neutral value: conduct_memory = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state adds up its outreach. Reads answer, writes outreach."""
    for i in range(g.code.size):
        made = 0.0
        for j in range(g.code.size):
            if g.reassured[i, j]:
                made += max(0.0, -w.answer[i, j])
        w.outreach[i] += p.conduct_memory * (made - w.outreach[i])
