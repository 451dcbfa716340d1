r"""Receptiveness: a rival that is reached out to may open, and closes under pressure and drills.

.. math::
    \Delta R_{ij} = a_R (-y_{ji})^+ (1 - R) - a_R\, y_{ji}^+ R - a_R\, ex_{prov}\, ex_j R + \rho_R (\bar R_{ij} - R)

i receives, j reaches out. Graduated steps can be answered [Osgood1962]_ and can be refused: since late 2023
the North has declared the South a hostile state and rejected talks, a recorded event that sets R. So
reassurance is not free: it costs the patron's credit, and earns only what its target lets it. Neutral
values: receptive_gain = 0, receptive_decay = 0 (R stays where the region or a record put it).
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def next_receptiveness(now: float, received: float, drills: float, rest: float, p: Parameters) -> float:
    """R after a month, 0 to 1, given the act received (-0.5 to 1)."""
    after = now + p.receptive_gain * (
        max(0.0, -received) * (1.0 - now) - max(0.0, received) * now - p.drill_provocation * drills * now
    )
    return clip(after + p.receptive_decay * (rest - now), 0.0, 1.0)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every rival about every rival. Reads answer, drills, writes receptive."""
    for k in range(g.rivalry_actor.size):
        i, j = g.rivalry_actor[k], g.rivalry_target[k]
        drills = w.drills[j] - w.drilled[j, i]  # with others than i
        w.receptive[i, j] = next_receptiveness(w.receptive[i, j], w.answer[j, i], drills, g.receptive_rest[i, j], p)
