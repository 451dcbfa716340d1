r"""Alignment: what rivals see of a state's ties.

.. math:: al_j = \max\left(\sigma_j E_{a(j)},\; \sigma'_j X_{j c(j)}^+\right)

A state is seen through the entanglement of the tie it stands behind, its own or that of a client, or
through its conduct toward a counter-bloc partner: blocs provoke each other symmetrically, the security
dilemma of alignments [Snyder1984]_. The shares are region data. Neutral value: weight_alignment = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state. Reads entanglement, conduct, writes alignment."""
    for j in range(g.code.size):
        seen = 0.0
        if g.aligned_with[j] >= 0:
            seen = g.aligned_share[j] * w.entanglement[g.aligned_with[j]]
        if g.counterpart[j] >= 0:
            seen = max(seen, g.counterpart_share[j] * max(0.0, w.conduct[j, g.counterpart[j]]))
        w.alignment[j] = seen
