r"""Doctrine: a client arms itself after the threat it sees, as far as its patron lets it.

.. math::
    D_i &\leftarrow D_i + \rho_{D,i}\, ok_i \left(\max_k H_{ik} - D_i\right)^+ + \text{recorded shifts} \\
    C_i &\leftarrow C_i + \rho_C S_i (D_i - C_i), \qquad
    ok_i = \sigma\left(\lambda\left[H_{U k^*} + T_{U i} - ok_U^0\right]\right)

The threat may come from any rival: in 2022 Japan's government reasoned from Ukraine as much as from its
neighbours [NSS2022]_. A patron's approval is what an alliance for restraint withholds [Pressman2008]_.
Declared doctrine frightens rivals and partners at once (mechanisms threat, cooperation); what can be struck
with follows spending, years later. The drift is upward only: doctrines are not talked down by calm, only by
a recorded change. Neutral values: lever doctrine_rate = 0, arming = 0.
"""

from __future__ import annotations

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip, sigmoid
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import DOCTRINES
from eastsea_abm.world import Record, Region, World


@rule
def drift(doctrine: float, threat: float, rate: float, approval: float) -> float:
    """Rise of D in a month, at least 0."""
    return clip(rate * approval, 0.0, 1.0) * max(0.0, threat - doctrine)


@rule
def shifted(doctrine: float, share: float) -> float:
    """D after a recorded shift by a share of the gap to 1 (positive) or to 0 (negative)."""
    share = clip(share, -1.0, 1.0)
    return doctrine + share * (1.0 - doctrine) if share >= 0.0 else doctrine * (1.0 + share)


@rule
def most_feared(w: World, g: Region, i: int) -> int:
    """The state that ``i`` fears most; of equal ones the one its patron fears more, so that order cannot choose."""
    patron = g.patron[i]
    worst = i
    for k in range(g.code.size):
        equal = w.threat[i, k] == w.threat[i, worst] and patron >= 0
        if w.threat[i, k] > w.threat[i, worst] or (equal and w.threat[patron, k] > w.threat[patron, worst]):
            worst = k
    return worst


@rule
def rise(w: World, g: Region, p: Parameters, i: int, doctrine: float, rate: float) -> float:
    """Rise of the doctrine of ``i`` this month at ``rate``, as far as its patron approves."""
    patron, worst = g.patron[i], most_feared(w, g, i)
    approval = 1.0
    if patron >= 0:
        approval = sigmoid(p.precision * (w.threat[patron, worst] + w.trust[patron, i] - p.patron_norm))
    return drift(doctrine, w.threat[i, worst], rate, approval)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every state with a doctrine. Reads threat, trust, writes doctrine, doctrine_rise, capability."""
    for i in range(g.code.size):
        rate = w.doctrine_rate[i] if t >= e.held_until[DOCTRINES, i] else 0.0
        after = shifted(w.doctrine[i], w.doctrine_shift[i])
        if rate > 0.0:  # most states have no doctrine that could rise
            after += rise(w, g, p, i, after, rate)
        w.doctrine[i] = clip(after, 0.0, 1.0)
        w.doctrine_rise[i] = max(0.0, w.doctrine[i] - w.doctrine_before[i])  # by drift, record or lever
        w.doctrine_before[i] = w.doctrine[i]
        w.capability[i] = clip(w.capability[i] + p.arming * w.spending[i] * (w.doctrine[i] - w.capability[i]), 0.0, 1.0)
