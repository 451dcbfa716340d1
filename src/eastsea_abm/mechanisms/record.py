r"""The record: dated events of this month strike, and nothing else in the model imposes them.

A month begins with a clean slate of forced acts and shocks. Each event then leaves its coded effect,
not its type, where the mechanism that owns the effect will read it. Neutral value: no events. Forcing a
run by dated events is how a hindcast is posed [Grimm2005]_; which effect a fact has is coding, and stands
in the rubric beside the facts.
"""

from __future__ import annotations

import math

from eastsea_abm import vocabulary as v
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.levers import (
    BILATERAL_PLANNING,
    BROKERAGE,
    COMMITMENT,
    COMMITMENT_SD,
    CONSULT_RULE,
    CONTRIBUTION,
    DOCTRINE,
    DOCTRINE_RATE,
    ENGAGEMENT,
    INSTITUTIONS,
    NUCLEAR,
    REASSURANCE,
    SPENDING,
    TETHER,
)
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Record, Region, World


@rule
def clear(w: World) -> None:
    """A clean slate for the month."""
    w.forced_act[:] = math.nan
    w.forced_answer[:] = math.nan
    w.forced_coercion[:] = 0.0
    w.shock[:] = 0.0
    w.settled[:] = 0.0
    w.doctrine_shift[:] = 0.0
    w.war[:] = 0.0
    w.forced_status[:] = -1
    w.drills[:] = 0.0
    w.drilled[:] = 0.0
    w.trust_shock[:] = 0.0
    w.threat_shock[:] = 0.0
    w.grievance_shock[:] = 0.0


@rule
def aim(w: World, lever: int, i: int, j: int, value: float) -> None:
    """Set a lever that state ``i`` aims at its partner ``j``."""
    if lever == ENGAGEMENT:
        w.engagement[i, j] = value
    elif lever == INSTITUTIONS:
        w.institutions[i, j] = value
    else:
        w.contribution[i, j] = value


@rule
def pull(w: World, g: Region, lever: int, i: int, j: int, value: float) -> None:
    """Set lever ``lever`` of state ``i`` to ``value``; those aimed at a partner ``j`` need one (not -1)."""
    if lever in (ENGAGEMENT, INSTITUTIONS, CONTRIBUTION):
        if j >= 0:
            aim(w, lever, i, j, value)
    elif lever == REASSURANCE:
        for k in range(g.code.size):
            w.reassurance[i, k] = value * g.reassured[i, k]
    elif lever == TETHER:
        w.tether[i] = value
    elif lever == DOCTRINE:
        w.doctrine[i] = value
    elif lever == DOCTRINE_RATE:
        w.doctrine_rate[i] = value
    elif lever == SPENDING:
        w.spending[i] = value
    elif lever == CONSULT_RULE:
        w.consult_rule[i] = value
    elif lever == BILATERAL_PLANNING:
        w.bilateral_planning[i] = value
    elif lever == NUCLEAR:
        w.nuclear[i] = value
    elif lever == COMMITMENT:
        w.commitment_mean[i] = value
        w.commitment[i] = value
    elif lever == COMMITMENT_SD:
        w.commitment_sd[i] = value
    elif lever == BROKERAGE:
        w.brokerage[i] = value


@rule
def press(w: World, i: int, j: int, level: float) -> None:
    """Force ``i`` to press ``j`` by ``level``: the strongest pressure counts, without any the warmest outreach."""
    before = w.forced_answer[i, j]
    if math.isnan(before):
        w.forced_answer[i, j] = level
    elif before > 0.0 or level > 0.0:
        w.forced_answer[i, j] = max(before, level)
    else:
        w.forced_answer[i, j] = min(before, level)


@rule
def restart(w: World, g: Region, i: int) -> None:
    """A recorded change of leader restarts the term; the calendar has yet to count this month."""
    w.tenure[i] = -1 if g.term[i] > 0 or g.fall[i] > 0.0 else 0


@rule
def strike_target(w: World, effect: int, i: int, j: int, size: float) -> None:
    """Leave an effect of ``i`` on ``j`` where its mechanism reads it."""
    if effect == v.PROVOKE:
        press(w, i, j, size)
    elif effect == v.REASSURE:
        press(w, i, j, -0.5 * size)
    elif effect == v.GRIEVE:
        w.shock[i, j] += size
        w.shock[j, i] += size
    elif effect == v.SETTLE:
        w.settled[i, j] += size
        w.settled[j, i] += size
    elif effect == v.RECEPTIVE:
        w.receptive[i, j] = size
    elif effect == v.COERCED:
        w.forced_coercion[i, j] = max(w.forced_coercion[i, j], size)
    elif effect == v.UNCOERCE:
        w.coercion[j] *= 1.0 - size
    elif effect == v.CONDUCT:
        w.forced_act[i, j] = size


@rule
def strike(w: World, g: Region, effect: int, i: int, j: int, item: int, size: float) -> None:
    """Leave an effect that needs no target where its mechanism reads it."""
    if effect == v.LEAD:
        w.leader[i] = size
        restart(w, g, i)
    elif effect == v.COMMIT:
        w.commitment[i] = max(size, v.LEAST_COMMITMENT)
        restart(w, g, i)
    elif effect == v.BROKER:
        w.brokerage[i] = size
    elif effect == v.DOCTRINE:
        w.doctrine_shift[i] += size
    elif effect == v.NUCLEAR:
        w.nuclear[i] = size
    elif effect == v.WAR:
        w.war[i] = max(w.war[i], size)
    elif effect == v.INSTRUMENT:
        w.forced_status[item] = int(size)
    elif effect == v.RUNG:
        w.rung[item] = int(size)
    elif effect == v.LEVER:
        pull(w, g, item, i, j, size)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every event dated in month ``t``. Reads the record, writes forced acts, shocks, leaders, levers."""
    clear(w)
    k = t - e.first_month
    if 0 <= k < e.offset.size - 1:
        for n in range(e.offset[k], e.offset[k + 1]):
            if e.actor[n] >= 0:
                strike(w, g, e.effect[n], e.actor[n], e.target[n], e.item[n], e.size[n])
                if e.target[n] >= 0:  # outsiders feel nothing
                    strike_target(w, e.effect[n], e.actor[n], e.target[n], e.size[n])
