r"""Alarm: a threat that stands above what governments have grown used to opens a window for what was ready.

.. math::
    A_{ij} = (N_{ij} - \bar N_{ij})^+, \qquad \bar N_{ij} \leftarrow \bar N_{ij} + \rho_A (N_{ij} - \bar N_{ij})

Sudden events put an issue on the agenda, and what had been drafted before is then adopted; a danger that lasts
becomes normal [Birkland1998]_. That states do the same with agreements is our reading of November 2016: after two
nuclear tests within a year a text of 2012 was signed within a month [KBS2016GSOMIA]_. Alarm is read by the hazard of
formation (mechanism instruments) and by nothing else. Neutral value: formation_alarm = 0.
"""

from __future__ import annotations

import math

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def alarm(common: float, accustomed: float) -> float:
    """A, 0 to 1; 0 before there is anything to be accustomed to."""
    return 0.0 if math.isnan(accustomed) else max(0.0, common - accustomed)


@rule
def next_accustomed(common: float, accustomed: float, p: Parameters) -> float:
    """N̄ after a month, 0 to 1; the first month's threat is what everybody is used to."""
    return common if math.isnan(accustomed) else accustomed + p.alarm_memory * (common - accustomed)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every pair of partners. Reads common, writes alarm, accustomed."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        w.alarm[i, j] = alarm(w.common[i, j], w.accustomed[i, j])
        w.accustomed[i, j] = next_accustomed(w.common[i, j], w.accustomed[i, j], p)
