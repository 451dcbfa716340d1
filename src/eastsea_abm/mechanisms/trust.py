r"""Trust: belief that the partner carries out cooperative intent, updated by what it does.

.. math::
    s_{ij} &= x_{ji} - s_x (x_{ij} - x_{ji})^+ - wedge\, O_j \\
    \Delta T_{ij} &= a_T s \min(s_{max}, s_{0T} + G_{ji})(1 - T) \;\; (s > 0), \qquad
    a_T\, asym\, s\, T \;\; (s < 0), \qquad + \rho_T(\bar T_{ij} - T)

Signals that were costly for their sender reassure more [Kydd2000]_: here the cost is the sender's own
grievance at home. Bad news weighs more than good [Slovic1993]_, a finding that is contested and has a wide
prior [PoortingaPidgeon2004]_. A state that reassures rivals is suspected by all its partners. Jumps after
consultations, unilateral strikes and abandonment come from the crisis. Neutral values: trust_gain = 0, trust_decay = 0,
abandoned_trust = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule, woven
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Floats, Record, Region, World


@woven
def learn(w: World, g: Region, p: Parameters, i: int, j: int, terms: Floats) -> float:
    """T after a month, 0 to 1; its eight terms are written into ``terms``."""
    trust = w.trust[i, j]
    effort = w.act[j, i]
    snub = -p.snub * max(0.0, w.act[i, j] - effort)
    suspicion = -p.wedge * w.outreach[j]
    signal = effort + snub + suspicion
    if signal > 0.0:
        gain = p.trust_gain * min(p.costly_cap, p.costly_base + w.grievance[j, i]) * (1.0 - trust)
    else:
        gain = p.trust_gain * p.negativity * trust
    terms[0] = gain * effort
    terms[1] = gain * snub
    terms[2] = gain * suspicion
    terms[3] = p.trust_decay * (g.trust_rest[i, j] - trust)
    total = trust
    for k in range(4):
        total += terms[k]
    for k in range(3):
        terms[4 + k] = w.trust_shock[i, j, k]
        total += terms[4 + k]
    bounded = clip(total, 0.0, 1.0)
    terms[7] = bounded - total
    return bounded


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state about every partner. Reads act, grievance, outreach, trust_shock, writes trust."""
    for k in range(g.tie_actor.size):
        i, j = g.tie_actor[k], g.tie_target[k]
        w.trust[i, j] = learn(w, g, p, i, j, w.trust_terms[k])
