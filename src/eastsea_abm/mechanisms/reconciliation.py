r"""Reconciliation: grievance is forgotten down to its chronic floor, and trust wears the floor down.

.. math::
    \bar G_{ij} &\leftarrow \bar G_{ij} - 2\, spill\, \bar G_{ij} (T_{ij} - T_0)^+ \\
    G_{ij} &\leftarrow G_{ij} + d_G (\bar G_{ij} - G_{ij})

The memory of conflict decays [Crescenzi2007]_; that working together on security may help resolve the past is
the founding text's last claim [LeeOpEd2022]_, and communities form slowly where they form [Deutsch1957]_.
Neutral values: spillover = 0, grievance_decay = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def worn_down(chronic: float, trust: float, p: Parameters) -> float:
    """Chronic grievance after a month, 0 to 1."""
    return chronic * (1.0 - clip(2.0 * p.spillover * max(0.0, trust - p.spillover_from), 0.0, 1.0))


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state about every partner. Reads trust, grievance_shock, writes chronic, grievance."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        terms = w.grievance_terms[k]
        terms[2] = w.grievance_shock[i, j]
        before = w.grievance[i, j] + terms[2]
        w.chronic[i, j] = worn_down(w.chronic[i, j], w.trust[i, j], p)
        terms[3] = p.grievance_decay * (w.chronic[i, j] - before)
        total = before + terms[3]
        w.grievance[i, j] = clip(total, 0.0, 1.0)
        terms[4] = w.grievance[i, j] - total
