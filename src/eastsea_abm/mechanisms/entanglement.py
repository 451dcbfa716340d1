r"""Entanglement: how deeply a state is tied to its contested partner.

.. math::
    E_i = \mathrm{clip}\left(e_X \left(\tfrac12(X_{ij} + X_{ji})\right)^+ + e_I I_{ij} + e_P P_{ij},\; 0,\; 1\right)

Commitments raise exposure as well as support: the two sides of the alliance dilemma [Snyder1984]_. The
weights are assumptions. Neutral value: all three weights = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def entangled(conduct: float, asset: float, protocol: float, p: Parameters) -> float:
    """E, 0 to 1, from mean conduct (-1 to 1), asset and protocol (0 to 1)."""
    return clip(
        p.entangled_conduct * max(0.0, conduct) + p.entangled_asset * asset + p.entangled_protocol * protocol, 0.0, 1.0
    )


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state with a bond. Reads conduct, asset, protocol, writes entanglement."""
    for i in range(g.code.size):
        j = g.bond[i]
        w.entanglement[i] = 0.0
        if j >= 0:
            conduct = 0.5 * (w.conduct[i, j] + w.conduct[j, i])
            w.entanglement[i] = entangled(conduct, w.asset[i, j], w.protocol[i, j], p)
