r"""The crisis ladder: calm, alert, crisis, limited strike, escalation.

.. math::
    0 \to 1 &: \sigma(z_{al} + base), \qquad 1 \to 2 : \sigma(z_{cr} + base - det(back - b_0) - inf) \\
    2 \to 3 &: \text{challenger with } \sigma(z_{st} + base - det(back - b_0) - inf),
      \text{ else ally with } p_{int}, \text{ consulting, vetoed, abiding or not} \\
    3 \to 4 &: \sigma(z_{st} + z_{es} + base - inf), \qquad \text{down with } \mu \text{, } \mu\,\mu_4 \text{ from } 4

Deterrence works before shots are fired and escalation follows its own rungs, the distinction between
deterrence and the spiral [Jervis1978]_. A strike by an ally that the observer did not consent to and that
draws it in is an entrapment incident [Snyder1984]_; a patron that stays away when the observer is struck is
an abandonment incident. Expected exposures are added up from the chances themselves, which is far less noisy
than counting rare incidents. Rates are scaled for comparison and mean nothing as levels. Neutral value:
alert = -20 (nothing ever begins).
"""

from __future__ import annotations

from eastsea_abm import draws
from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.mechanisms.consultation import (
    ABIDES,
    CONSULTS,
    DRAWN,
    INTENT,
    JOINT,
    OBSERVER,
    PATRON,
    TO_ALERT,
    TO_CRISIS,
    TO_ESCALATION,
    TO_STRIKE,
    UNILATERAL,
)
from eastsea_abm.numeric import clip
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import ALERTED, CALM, CRISIS, ESCALATED, LIMITED_STRIKE
from eastsea_abm.world import Record, Region, World

#: Columns of ``World.tally``: expected exposures, then what was counted this month.
TALLY = (
    "entrapment",
    "involvement",
    "harm",
    "abandonment",
    "crises",
    "strikes",
    "escalations",
    "intents",
    "consultations",
    "vetoes",
    "unilateral",
    "incidents",
    "involved",
    "abandoned",
    "harmed",
)
(
    EXPOSED,
    INVOLVEMENT,
    HARM,
    ABANDONMENT,
    CRISES,
    STRIKES,
    ESCALATIONS,
    INTENTS,
    CONSULTATIONS,
    VETOES,
    UNILATERALS,
    INCIDENTS,
    INVOLVED,
    ABANDONED,
    HARMED,
) = range(len(TALLY))


@rule
def escalates_at_all(escalation: float, p: Parameters) -> float:
    """Chance that a limited strike ever escalates: each month it may, else it may step down."""
    if escalation <= 0.0:
        return 0.0
    return escalation / (escalation + (1.0 - escalation) * p.stand_down)


@rule
def expose(w: World, g: Region, p: Parameters, h: int) -> None:
    """Add up this month's expected exposures of the observer at the rung of crisis."""
    odds, tally, o = w.odds[h], w.tally[h], g.theatre_observer[h]
    if o < 0:
        return
    own = g.theatre_defender[h] == o
    struck = odds[TO_STRIKE]
    tally[EXPOSED] = odds[UNILATERAL] * odds[DRAWN]
    reached = 1.0 if own else p.drawn_elsewhere * odds[DRAWN]
    involved = (1.0 - struck) * (odds[UNILATERAL] + odds[JOINT]) * odds[DRAWN] + struck * reached
    tally[INVOLVEMENT] = involved
    worse = escalates_at_all(odds[TO_ESCALATION], p)
    tally[HARM] = involved * (1.0 + p.harm_escalation * worse)
    if own and g.patron[o] >= 0:
        tally[ABANDONMENT] = struck * (1.0 - w.cover[o])


@rule
def challenger_strikes(w: World, g: Region, p: Parameters, u: Luck, t: int, h: int) -> None:
    """The challenger strikes first."""
    c, f, k, o = g.theatre_challenger[h], g.theatre_defender[h], g.theatre_ally[h], g.theatre_observer[h]
    a, b, item = g.code[c], g.code[f], g.theatre_code[h]
    w.rung[h] = LIMITED_STRIKE
    w.tally[h, STRIKES] = 1.0
    w.involved[h] = 0
    w.threat_shock[f, c] = max(w.threat_shock[f, c], p.strike_alarm)
    if o < 0:
        return
    if f == o or draws.uniform(u, draws.DRAWN_IN, t, a, b, item) < w.odds[h, DRAWN] * p.drawn_elsewhere:
        w.involved[h] = 1
    w.tally[h, INVOLVED] = w.involved[h]
    w.tally[h, HARMED] = w.involved[h]
    patron = g.patron[o]
    if f == o and patron >= 0 and draws.uniform(u, draws.ABANDONED, t, a, b, item) < 1.0 - w.cover[o]:
        w.tally[h, ABANDONED] = 1.0
        w.trust_shock[o, patron, 2] -= p.abandoned_trust * w.trust[o, patron]
    w.threat_shock[o, c] = max(w.threat_shock[o, c], p.strike_alarm)
    if k != o:
        w.threat_shock[k, c] = max(w.threat_shock[k, c], p.strike_alarm_ally)


@rule
def ally_intends(w: World, g: Region, p: Parameters, u: Luck, t: int, h: int) -> None:
    """The ally means to strike: it asks or not, is allowed or not, abides or not."""
    k, o = g.theatre_ally[h], g.theatre_observer[h]
    a, b, item = g.code[g.theatre_challenger[h]], g.code[g.theatre_defender[h]], g.theatre_code[h]
    odds, tally = w.odds[h], w.tally[h]
    tally[INTENTS] = 1.0
    consented = False
    if draws.uniform(u, draws.CONSULTED, t, a, b, item) < odds[CONSULTS]:
        tally[CONSULTATIONS] = 1.0
        if o >= 0:
            w.trust_shock[o, k, 0] += clip(p.consulted_trust * p.trust_gain, 0.0, 1.0) * (1.0 - w.trust[o, k])
        yes = draws.uniform(u, draws.OBSERVER_CONSENTS, t, a, b, item) < odds[OBSERVER]
        consented = yes and draws.uniform(u, draws.PATRON_CONSENTS, t, a, b, item) < odds[PATRON]
        if not consented and draws.uniform(u, draws.ABIDES, t, a, b, item) < odds[ABIDES]:
            tally[VETOES] = 1.0
            if o >= 0:
                w.trust_shock[k, o, 0] -= clip(p.consulted_trust * p.trust_gain, 0.0, 1.0) * w.trust[k, o]
            return
    ally_strikes(w, g, p, u, t, h, consented)


@rule
def ally_strikes(w: World, g: Region, p: Parameters, u: Luck, t: int, h: int, consented: bool) -> None:
    """The ally strikes, with consent or without."""
    c, k, o = g.theatre_challenger[h], g.theatre_ally[h], g.theatre_observer[h]
    tally = w.tally[h]
    w.rung[h] = LIMITED_STRIKE
    tally[STRIKES] = 1.0
    tally[UNILATERALS] = 0.0 if consented else 1.0
    w.threat_shock[c, k] = max(w.threat_shock[c, k], p.strike_alarm)
    w.involved[h] = 0
    if o < 0:
        return
    drawn = draws.uniform(u, draws.ALLY_DRAWS_IN, t, g.code[c], g.code[g.theatre_defender[h]], g.theatre_code[h])
    if drawn >= w.odds[h, DRAWN]:
        return
    w.involved[h] = 1
    tally[INVOLVED] = 1.0
    tally[HARMED] = 1.0
    w.threat_shock[c, o] = max(w.threat_shock[c, o], p.strike_alarm)
    if not consented:
        tally[INCIDENTS] = 1.0
        betrayed(w, g, p, o, k)


@rule
def betrayed(w: World, g: Region, p: Parameters, o: int, k: int) -> None:
    """What an entrapment incident leaves between observer and ally."""
    w.trust_shock[o, k, 1] -= min(p.betrayal_most, p.betrayal * p.trust_gain * p.negativity) * w.trust[o, k]
    for m in range(g.instrument_code.size):
        if g.instrument_party[m, o] and g.instrument_party[m, k] and g.instrument_protocol[m] > 0.0:
            w.practice[m] *= 1.0 - p.rupture
    if g.contested[o, k]:
        jump = clip(p.strike_grievance * p.flare, 0.0, 1.0)
        w.grievance_shock[o, k] += jump * (1.0 - w.grievance[o, k])


@rule
def climb(w: World, g: Region, p: Parameters, u: Luck, t: int, h: int) -> None:
    """One month of theatre ``h``."""
    a, b, item = g.code[g.theatre_challenger[h]], g.code[g.theatre_defender[h]], g.theatre_code[h]
    odds, rung = w.odds[h], w.rung[h]
    if rung == CALM:
        w.involved[h] = 0
        if draws.uniform(u, draws.ALERT, t, a, b, item) < odds[TO_ALERT]:
            w.rung[h] = ALERTED
    elif rung == ALERTED:
        if draws.uniform(u, draws.CRISIS, t, a, b, item) < odds[TO_CRISIS]:
            w.rung[h] = CRISIS
            w.tally[h, CRISES] = 1.0
        elif draws.uniform(u, draws.STAND_DOWN, t, a, b, item) < p.stand_down:
            w.rung[h] = CALM
    elif rung == CRISIS:
        expose(w, g, p, h)
        if draws.uniform(u, draws.STRIKE, t, a, b, item) < odds[TO_STRIKE]:
            challenger_strikes(w, g, p, u, t, h)
        elif draws.uniform(u, draws.ALLY_INTENT, t, a, b, item) < odds[INTENT]:
            ally_intends(w, g, p, u, t, h)
        elif draws.uniform(u, draws.STAND_DOWN, t, a, b, item) < p.stand_down:
            w.rung[h] = ALERTED
    elif rung == LIMITED_STRIKE:
        if draws.uniform(u, draws.ESCALATION, t, a, b, item) < odds[TO_ESCALATION]:
            w.rung[h] = ESCALATED
            w.tally[h, ESCALATIONS] = 1.0
            w.tally[h, HARMED] = p.harm_escalation * w.involved[h]
        elif draws.uniform(u, draws.STAND_DOWN, t, a, b, item) < p.stand_down:
            w.rung[h] = ALERTED
    elif draws.uniform(u, draws.STAND_DOWN, t, a, b, item) < p.stand_down * p.stand_down_high:
        w.rung[h] = ALERTED


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every theatre climbs, stays or steps down. Reads odds, writes rung, involved, tally and the shocks."""
    w.tally[:] = 0.0
    if u.chance:
        for h in range(g.theatre_code.size):
            climb(w, g, p, u, t, h)
