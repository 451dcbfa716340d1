r"""Threat perception: pressure raises it, outreach may lower it, time wears it down.

.. math::
    \Delta H_{ij} = a_H y_{ji}^+ (1 - H) - a_H (-y_{ji})^+ (o_0 + T_{ij}) R_{ij} H + \rho_H(\bar H_{ij} - H)
    + a_H ex_{prov}\, ex_{j \ne i} (1 - H) + a_D \Delta D_j (1 - H) + a_N \Delta nuc_j (1 - H) + a_W war_j (1 - H)
    + \text{strikes}

Threat is read from what others do and can do [Walt1987]_; alarms are short-lived, as rallies are
[Mueller1970]_; joint drills may provoke, and three data sets disagree [DOrazio2012]_, [BernhardtSukin2021]_,
[KuoBlankenship2022]_, so the prior of that term starts at zero. Outreach is credited as far as its maker is
trusted and its target receptive. Each term acts on what the one before left. Neutral values: threat_gain,
threat_decay, drill_provocation, doctrine_alarm, nuclear_alarm, war_alarm, strike_alarm, strike_alarm_ally = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule, woven
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Floats, Record, Region, World


@woven
def learn(w: World, g: Region, p: Parameters, i: int, j: int, terms: Floats) -> float:
    """H after a month, 0 to 1; its eight terms are written into ``terms``."""
    y = w.answer[j, i]
    h = w.threat[i, j]
    start = h
    terms[0] = p.threat_gain * max(0.0, y) * (1.0 - h)
    credit = (p.outreach_base + w.trust[i, j]) * w.receptive[i, j]
    terms[1] = -p.threat_gain * max(0.0, -y) * credit * h
    terms[2] = p.threat_decay * (g.threat_rest[i, j] - h)
    h += terms[0] + terms[1] + terms[2]
    terms[3] = p.threat_gain * p.drill_provocation * (w.drills[j] - w.drilled[j, i]) * (1.0 - h)
    h += terms[3]
    relaxed = max(0.0, w.nuclear[j] - w.nuclear_before[j])
    terms[4] = clip(p.doctrine_alarm * w.doctrine_rise[j] + p.nuclear_alarm * relaxed, 0.0, 1.0) * (1.0 - h)
    h += terms[4]
    terms[5] = p.war_alarm * w.war[j] * (1.0 - h)
    h += terms[5]
    terms[6] = w.threat_shock[i, j] * (1.0 - h)
    total = start
    for k in range(7):
        total += terms[k]
    bounded = clip(total, 0.0, 1.0)
    terms[7] = bounded - total
    return bounded


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state about every rival. Reads answer, trust, receptive, drills, doctrine_rise, writes threat."""
    for k in range(g.rivalry_actor.size):
        i, j = g.rivalry_actor[k], g.rivalry_target[k]
        w.threat[i, j] = learn(w, g, p, i, j, w.threat_terms[k])
    for i in range(g.code.size):
        w.nuclear_before[i] = w.nuclear[i]
