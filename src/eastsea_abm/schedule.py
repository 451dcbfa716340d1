"""The order of a month. This is the process overview of the ODD description, executed."""

from __future__ import annotations

from eastsea_abm import outcomes
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.mechanisms import (
    alarm,
    alignment,
    balance,
    belligerence,
    coercion,
    conduct,
    consultation,
    cooperation,
    cover,
    crisis,
    doctrine,
    elections,
    entanglement,
    history,
    instruments,
    leaders,
    mood,
    posture,
    reassurance,
    receptiveness,
    reconciliation,
    record,
    threat,
    trust,
)
from eastsea_abm.parameters import Parameters
from eastsea_abm.world import Floats, Ints, Record, Region, Start, World


@rule
def step(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Advance ``w`` by calendar month ``t`` (12 times the year plus the month from 0), in place."""
    record.apply(w, g, p, u, e, t)  # 1. what the record says happened
    belligerence.apply(w, g, p, u, e, t)
    elections.apply(w, g, p, u, e, t)
    history.apply(w, g, p, u, e, t)  # 2. the past flares or is settled
    leaders.apply(w, g, p, u, e, t)  # 3. politics at home
    cover.apply(w, g, p, u, e, t)
    balance.apply(w, g, p, u, e, t)  # 4. decisions toward partners
    alarm.apply(w, g, p, u, e, t)
    cooperation.apply(w, g, p, u, e, t)
    instruments.apply(w, g, p, u, e, t)  # 5. what both sides allow comes about
    entanglement.apply(w, g, p, u, e, t)
    alignment.apply(w, g, p, u, e, t)
    posture.apply(w, g, p, u, e, t)  # 6. acts toward rivals
    coercion.apply(w, g, p, u, e, t)
    reassurance.apply(w, g, p, u, e, t)
    consultation.apply(w, g, p, u, e, t)  # 7. crises
    crisis.apply(w, g, p, u, e, t)
    doctrine.apply(w, g, p, u, e, t)  # 8. everybody learns
    threat.apply(w, g, p, u, e, t)
    trust.apply(w, g, p, u, e, t)
    reconciliation.apply(w, g, p, u, e, t)
    conduct.apply(w, g, p, u, e, t)
    mood.apply(w, g, p, u, e, t)
    receptiveness.apply(w, g, p, u, e, t)


@rule
def begin(w: World, floats: Floats, ints: Ints, g: Region, p: Parameters, u: Luck, e: Record, s: Start) -> None:
    """Put ``w`` where a run begins: the sheet, the months since then under the record, then what the file says.

    ``floats`` and ``ints`` are the blocks in which the arrays of ``w`` lie, see `world.seated`.
    """
    floats[:] = s.floats
    ints[:] = s.ints
    for t in range(s.sheet, s.first):
        step(w, g, p, u, e, t)
    for k in range(s.float_at.size):
        floats[s.float_at[k]] = s.float_value[k]
    for k in range(s.int_at.size):
        ints[s.int_at[k]] = s.int_value[k]
    instruments.weigh(w, g, p)


@rule
def advance(w: World, g: Region, p: Parameters, u: Luck, e: Record, start: int, rows: Floats) -> None:
    """Run ``rows.shape[0]`` months from ``start`` and measure each into its row."""
    for k in range(rows.shape[0]):
        step(w, g, p, u, e, start + k)
        outcomes.measure(w, g, p, rows[k])


@rule
def play(
    w: World,
    floats: Floats,
    ints: Ints,
    g: Region,
    p: Parameters,
    u: Luck,
    e: Record,
    s: Start,
    series: Floats,
) -> None:
    """Play one run after another, from ``u`` on, and measure each into its layer of ``series``."""
    for r in range(series.shape[0]):
        mine = Luck(u.seed_low, u.seed_high, u.run + r, u.chance)
        begin(w, floats, ints, g, p, mine, e, s)
        advance(w, g, p, mine, e, s.first, series[r])
