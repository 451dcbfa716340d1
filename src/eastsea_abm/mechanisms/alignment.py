r"""Alignment: what rivals see of a state's ties.

.. math:: al_{ij} = \max\left(\sigma_j E_{a(j)} [i \notin \{a, \text{bond of } a\}],\;
          \sigma'_j X_{j c(j)}^+ [i \ne c(j)]\right)

A state is seen through the entanglement of the tie it stands behind, its own or that of a client, or
through its conduct toward a counter-bloc partner: blocs provoke each other symmetrically, the security
dilemma of alignments [Snyder1984]_. Nobody is provoked by a tie to itself. The shares are region data.
Neutral value: weight_alignment = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def seen(w: World, g: Region, i: int, j: int) -> float:
    """al_ij, 0 to 1."""
    behind, counterpart = g.aligned_with[j], g.counterpart[j]
    ties = 0.0
    if behind >= 0 and behind != i and g.bond[behind] != i:
        ties = g.aligned_share[j] * w.entanglement[behind]
    if counterpart >= 0 and counterpart != i:
        ties = max(ties, g.counterpart_share[j] * max(0.0, w.conduct[j, counterpart]))
    return ties


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every rival about every rival. Reads entanglement, conduct, writes alignment."""
    for k in range(g.rivalry_actor.size):
        i, j = g.rivalry_actor[k], g.rivalry_target[k]
        w.alignment[i, j] = seen(w, g, i, j)
