"""What a run is judged by. Each name is a column of every table and a line of every chart.

A month is measured by one shared rule with explicit loops, because array sums round differently when
compiled. Another, `total`, turns the months into one number an outcome, as each outcome's ``over`` says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm._jit import rule
from eastsea_abm.numeric import clip
from eastsea_abm.observables import observe
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import ACTIVE, MILITARY
from eastsea_abm.world import Floats, Ints, Region, World


class Outcome(NamedTuple):
    """One thing a run is judged by."""

    name: str
    unit: str
    over: str  # mean | sum | last: how months become one number
    better: int  # -1 less is better, +1 more is better for the focal state, 0 neither
    meaning: str


# fmt: off
OUTCOMES = (
    Outcome("cooperation",      "0 to 100",        "mean",  1, "cooperation index of the focal dyad: event scores, bilateral asset, protocol"),
    Outcome("cooperation_acts", "0 to 100",        "mean",  1, "the same from event scores alone, free of instruments"),
    Outcome("trilateral",       "0 to 100",        "mean",  1, "cooperation of the focal dyad and its patron"),
    Outcome("entrapment",       "expected",        "sum",  -1, "expected unconsented ally strikes that draw the focal state in"),
    Outcome("involvement",      "expected",        "sum",  -1, "expected strikes, consented or not, that draw the focal state in"),
    Outcome("harm",             "expected",        "sum",  -1, "involvement, with escalation weighted"),
    Outcome("abandonment",      "expected",        "sum",  -1, "expected strikes on the focal state in which its patron stays away"),
    Outcome("incidents",        "count",           "sum",  -1, "entrapment incidents that happened"),
    Outcome("unilateral",       "count",           "sum",  -1, "ally strikes without consent"),
    Outcome("intents",          "count",           "sum",  -1, "months in which an ally meant to strike"),
    Outcome("consultations",    "count",           "sum",   1, "of these, how often it asked first"),
    Outcome("vetoes",           "count",           "sum",   0, "refusals the ally respected"),
    Outcome("crises",           "count",           "sum",  -1, "theatres that reached the rung of crisis"),
    Outcome("strikes",          "count",           "sum",  -1, "limited strikes by anyone"),
    Outcome("escalations",      "count",           "sum",  -1, "strikes that escalated"),
    Outcome("isolation",        "0 to 100",        "mean", -1, "focal state: thin cover, little trust in the patron, cool partner, wary coercer"),
    Outcome("coercion",         "0 to 100",        "mean", -1, "economic coercion felt by the focal state"),
    Outcome("tension",          "0 to 100",        "mean", -1, "threat and pressure in the theatres, and their rungs"),
    Outcome("reconciliation",   "0 to 100",        "mean",  1, "focal state toward its partner: little grievance, much trust"),
    Outcome("entanglement",     "0 to 1",          "mean",  0, "of the focal state with its partner"),
    Outcome("asset",            "0 to 1",          "last",  1, "bilateral security asset of the focal dyad"),
    Outcome("protocol",         "0 to 1",          "last",  1, "depth of consultation of the focal dyad"),
    Outcome("instruments",      "count",           "last",  0, "instruments active"),
    Outcome("trust",            "0 to 1",          "mean",  1, "of the focal state in its partner"),
    Outcome("grievance",        "0 to 1",          "mean", -1, "of the focal state toward its partner"),
    Outcome("mood",             "0 to 1",          "mean",  1, "of the focal public toward the partner"),
    Outcome("provocations",     "months",          "sum",  -1, "months in which a challenger takes a posture of military pressure"),
    Outcome("outreach",         "stock",           "mean",  0, "stock of the focal state's reassurance of rivals"),
)
# fmt: on
NAMES = tuple(outcome.name for outcome in OUTCOMES)
(
    COOPERATION,
    COOPERATION_ACTS,
    TRILATERAL,
    ENTRAPMENT,
    INVOLVEMENT,
    HARM,
    ABANDONMENT,
    INCIDENTS,
    UNILATERAL,
    INTENTS,
    CONSULTATIONS,
    VETOES,
    CRISES,
    STRIKES,
    ESCALATIONS,
    ISOLATION,
    COERCION,
    TENSION,
    RECONCILIATION,
    ENTANGLEMENT,
    ASSET,
    PROTOCOL,
    INSTRUMENTS,
    TRUST,
    GRIEVANCE,
    MOOD,
    PROVOCATIONS,
    OUTREACH,
) = range(len(NAMES))

BEST_SCORE = 0.8  # the event score of the deepest act over 10; -0.8 is that of confrontation


def names(theatres: list[str]) -> list[str]:
    """Columns of a monthly table: the outcomes, then entrapment by theatre."""
    return [*NAMES, *(f"entrapment_{theatre}" for theatre in theatres)]


#: How months become one number, as `total` reads it.
HOW = {"mean": 0, "sum": 1, "last": 2}
OVER = {outcome.name: outcome.over for outcome in OUTCOMES}


def over(columns: Sequence[str]) -> Ints:
    """How the months of each column become one number; columns by theatre are summed."""
    return np.array([HOW[OVER.get(name, "sum")] for name in columns], np.int64)


@rule
def total(months: Floats, how: Ints, row: Floats) -> int:
    """Write one number an outcome into ``row``; return the first month with a number that is none, or -1.

    Added up month by month, so that the last digit is the same for one run or many. A run that went wrong
    has no number at all.
    """
    wrong = -1
    for k in range(how.size):
        added = 0.0
        for t in range(months.shape[0]):
            added += months[t, k]
            if not math.isfinite(months[t, k]) and (wrong < 0 or t < wrong):
                wrong = t
        if how[k] == 0:
            added /= months.shape[0]
        row[k] = months[months.shape[0] - 1, k] if how[k] == 2 else added
    if wrong >= 0:
        row[:] = math.nan
    return wrong


@rule
def total_all(series: Floats, how: Ints, rows: Floats, wrong: Ints) -> None:
    """`total` of every run of ``series``."""
    for r in range(series.shape[0]):
        wrong[r] = total(series[r], how, rows[r])


@rule
def cooperation(w: World, p: Parameters, i: int, j: int) -> float:
    """Cooperation index of a pair, 0 to 100, from the mean of both directions."""
    acts = 0.5 + 0.25 * (w.score[i, j] + w.score[j, i]) / BEST_SCORE
    return 100.0 * clip(
        p.index_conduct * acts + p.index_asset * w.asset[i, j] + p.index_protocol * w.protocol[i, j], 0.0, 1.0
    )


@rule
def trilateral(pair: float, cover: float, protocol: float, p: Parameters) -> float:
    """Trilateral index, 0 to 100."""
    covered = math.sqrt(max(pair, 0.0) / 100.0 * cover)
    return 100.0 * (p.index_trilateral * covered + (1.0 - p.index_trilateral) * protocol)


@rule
def isolation(w: World, g: Region, p: Parameters, i: int, pair: float) -> float:
    """Isolation of state ``i``, 0 to 100."""
    patron = g.patron[i]
    covered = w.cover[i] * w.trust[i, patron] if patron >= 0 else w.cover[i]
    wary = 0.0
    for k in range(g.code.size):
        if g.coerces[k, i]:
            wary = max(wary, w.threat[k, i])
    rest = 1.0 - p.isolation_cover - p.isolation_partner
    company = p.isolation_cover * covered + p.isolation_partner * pair / 100.0 + rest * (1.0 - wary)
    return 100.0 * (1.0 - company)


@rule
def measure(w: World, g: Region, p: Parameters, row: Floats) -> None:
    """Write this month's outcomes into ``row``, in the order of `names`; 0 where a role is missing.

    A longer row gets the observables behind them.
    """
    for k in range(row.size):
        row[k] = 0.0
    tally_theatres(w, g, p, row)
    pressed(w, g, row)
    for m in range(g.instrument_code.size):
        if w.status[m] == ACTIVE:
            row[INSTRUMENTS] += 1.0
    i, j = g.focal, g.partner_of_focal
    if i >= 0:
        row[COERCION] = 100.0 * w.coercion[i]
        row[ENTANGLEMENT] = w.entanglement[i]
        row[OUTREACH] = w.outreach[i]
        pair = cooperation(w, p, i, j) if j >= 0 else 0.0
        row[ISOLATION] = isolation(w, g, p, i, pair)
        if j >= 0:
            row[COOPERATION] = pair
            row[COOPERATION_ACTS] = 100.0 * clip(0.5 + 0.25 * (w.score[i, j] + w.score[j, i]) / BEST_SCORE, 0.0, 1.0)
            row[TRILATERAL] = trilateral(pair, w.cover[i], w.protocol[i, j], p)
            held = p.reconciled_grievance * w.grievance[i, j]
            held += (1.0 - p.reconciled_grievance) * (1.0 - w.trust[i, j])
            row[RECONCILIATION] = 100.0 * (1.0 - held)
            row[ASSET] = w.asset[i, j]
            row[PROTOCOL] = w.protocol[i, j]
            row[TRUST] = w.trust[i, j]
            row[GRIEVANCE] = w.grievance[i, j]
            row[MOOD] = w.mood[i, j]
    outcomes = OUTREACH + 1 + g.theatre_code.size
    if row.size > outcomes:
        observe(w, g, row, outcomes)


@rule
def tally_theatres(w: World, g: Region, p: Parameters, row: Floats) -> None:
    """Add up the theatres."""
    n = g.theatre_code.size
    tense = 0.0
    rungs = 0.0
    for h in range(n):
        tally = w.tally[h]
        row[ENTRAPMENT] += tally[0]
        row[INVOLVEMENT] += tally[1]
        row[HARM] += tally[2]
        row[ABANDONMENT] += tally[3]
        row[CRISES] += tally[4]
        row[STRIKES] += tally[5]
        row[ESCALATIONS] += tally[6]
        row[INTENTS] += tally[7]
        row[CONSULTATIONS] += tally[8]
        row[VETOES] += tally[9]
        row[UNILATERAL] += tally[10]
        row[INCIDENTS] += tally[11]
        row[OUTREACH + 1 + h] = tally[0]
        tense += w.tension[h]
        rungs += w.rung[h]
    if n > 0:
        row[TENSION] = 100.0 * (p.tension_threat * tense / n + (1.0 - p.tension_threat) * rungs / (4.0 * n))


@rule
def pressed(w: World, g: Region, row: Floats) -> None:
    """Count challengers that take a posture of military pressure this month."""
    before = -1
    for k in range(g.rivalry_actor.size):
        i, j = g.rivalry_actor[k], g.rivalry_target[k]
        if g.challenger[i] and i != before and w.stance[i, j] == MILITARY:
            row[PROVOCATIONS] += 1.0
            before = i
