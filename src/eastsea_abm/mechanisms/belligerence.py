r"""Belligerence: a challenger's own drive to provoke comes and goes in spells.

.. math:: b_i \leftarrow \varphi b_i + \sqrt{1 - \varphi^2}\, s \, z, \qquad z \sim N(0, 1)

Months with North Korean launches cluster more than chance allows: the variance of their yearly number is
about twice its mean [CNS]_. A first-order memory with standing spread s does that; the form is an
assumption. Neutral value: belligerence_sd = 0.
"""

from __future__ import annotations

import math

from eastsea_abm import draws
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def next_belligerence(before: float, noise: float, p: Parameters) -> float:
    """b next month; its standing spread is ``belligerence_sd`` whatever the memory."""
    memory = p.belligerence_memory
    return memory * before + math.sqrt(1.0 - memory * memory) * p.belligerence_sd * noise


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every challenger's drive moves. Reads and writes belligerence."""
    for i in range(g.code.size):
        if g.challenger[i]:
            noise = draws.normal(u, draws.BELLIGERENCE, t, g.code[i], 0) if u.chance else 0.0
            w.belligerence[i] = next_belligerence(w.belligerence[i], noise, p)
