r"""Consultation: an ally that means to strike may ask first, be refused, and abide or not.

.. math::
    ten &= \tfrac18 \sum_{d \in \{c \leftrightarrow f,\, c \leftrightarrow o\}} \left(H_d + y_d^+\right),
      \qquad base = b_{ten}(ten - ten_0) \\
    back &= b_c\, \beta_h c_f + b_E E + b_N\, nuc_k, \qquad
      inf = info\,\iota_h (S - S_0), \quad S = \max\left(I, S_{hub}\min(c_o, c)\right) \\
    p_{int} &= \sigma\left(z_{st} + i_D C_k H_{kc} + emb\,\mu_h(E - E_0) + base - inf\right)
      \left[1 - bind\, c\,(1 - ok_U)\right] \\
    p_{con} &= \sigma\left(\lambda\left[voice\,\nu_h(1 - pl_k)(v_P P + v_E E + v_K\, k) + con_k
      + w_{tru}(T_{ko} - \tfrac12) - con_0\right]\right) \\
    ok_K &= \sigma\left(\lambda\left[H_{oc} + T_{ok} - ok_0 - geo_s G_h
      - ok_Q [c \text{ can coerce } o]\right]\right) \\
    ok_U &= a + pl_k (1 - a), \quad a = \sigma\left(\lambda\left[H_{Uc} + T_{Uk} - ok_U^0\right]\right), \qquad
      abide = bind\,\nu_h \sqrt P \\
    p_{uni} &= p_{int}\left[(1 - p_{con}) + p_{con}(1 - ok_K\, ok_U)(1 - abide)\right] \\
    p_{draw} &= 1 - (1 - geo_s G_h)(1 - lock\, E)(1 - k_K\, k\,[\text{not the observer's own}])

c challenger, f defender, k ally that might strike, o observer, h theatre. Allies are restrained when the
restraining side has weight and is asked [Pressman2008]_; backing deters challengers [JohnsonLeeds2011]_ and
may embolden allies [Benson2012]_; the voice given by institutions is the founding claim [LeeOpEd2022]_, and
a government has said it needs no permission [KBS2022Counterstrike]_. What ally and patron plan by themselves
(pl) is settled between them and not put to the observer: the founding article's greater danger. Forms and
offsets are ours. No lever appears in these equations except a contribution openly taken on, a rule of
consultation openly given, and planning openly shared with nobody else.
Neutral values: voice = 0, bind = 0, emboldening = 0, deterrence = 0, information = 0, lock_in = 0, lever
bilateral_planning = 0.
"""

from __future__ import annotations

import math

from eastsea_abm._jit import rule
from eastsea_abm.draws import Luck
from eastsea_abm.numeric import clip, sigmoid
from eastsea_abm.parameters import Parameters
from eastsea_abm.vocabulary import CRISIS, LIMITED_STRIKE
from eastsea_abm.world import Record, Region, World

#: Columns of ``World.odds``.
ODDS = (
    "alert",
    "crisis",
    "strike",
    "intent",
    "consults",
    "observer consents",
    "patron consents",
    "abides",
    "unilateral",
    "drawn in",
    "escalation",
    "joint",
)
(
    TO_ALERT,
    TO_CRISIS,
    TO_STRIKE,
    INTENT,
    CONSULTS,
    OBSERVER,
    PATRON,
    ABIDES,
    UNILATERAL,
    DRAWN,
    TO_ESCALATION,
    JOINT,
) = range(len(ODDS))


@rule
def tension(w: World, c: int, f: int, o: int) -> float:
    """ten, 0 to 1: threat and pressure between challenger, defender and the second state (-1 for none)."""
    ten = w.threat[c, f] + w.threat[f, c] + max(0.0, w.answer[c, f]) + max(0.0, w.answer[f, c])
    if o < 0:
        return 0.25 * ten
    ten += w.threat[c, o] + w.threat[o, c] + max(0.0, w.answer[c, o]) + max(0.0, w.answer[o, c])
    return 0.125 * ten


@rule
def unilateral(intent: float, consults: float, consent: float, abides: float) -> float:
    """p_uni: the ally strikes unasked, or asks, is refused and strikes all the same."""
    return intent * ((1.0 - consults) + consults * (1.0 - consent) * (1.0 - abides))


@rule
def drawn_in(exposure: float, entanglement: float, taken_on: float, p: Parameters) -> float:
    """p_draw: chance that a strike involves the observer."""
    geo = min(exposure * p.geography, 0.99)
    return 1.0 - (1.0 - geo) * (1.0 - p.lock_in * entanglement) * (1.0 - p.contribution_exposure * taken_on)


@rule
def agreed(consent: float, planning: float) -> float:
    """ok_U: a patron's consent, of which a share is settled beforehand."""
    return consent + planning * (1.0 - consent)


@rule
def shared_information(w: World, g: Region, p: Parameters, o: int) -> float:
    """S, 0 to 1: the bilateral asset of the observer, or what the patron passes on."""
    shared = 0.0
    j, patron = g.bond[o], g.patron[o]
    if j >= 0:
        shared = w.asset[o, j]
    if patron >= 0:
        shared = max(shared, p.hub_information * min(w.cover[o], w.commitment[patron]))
    return shared


@rule
def ladder(w: World, g: Region, p: Parameters, h: int) -> None:
    """Chances of the challenger's moves, without an ally or an observer."""
    c, f, k, o = g.theatre_challenger[h], g.theatre_defender[h], g.theatre_ally[h], g.theatre_observer[h]
    ties = w.entanglement[o] if o >= 0 else 0.0
    w.tension[h] = tension(w, c, f, g.theatre_second[h])
    base = p.tension_slope * (w.tension[h] - p.tension_norm)
    backing = (
        p.backing_cover * g.theatre_backing[h] * w.cover[f] + p.backing_ties * ties + p.backing_nuclear * w.nuclear[k]
    )
    informed = 0.0
    if o >= 0:
        informed = p.information * g.theatre_information[h] * (shared_information(w, g, p, o) - p.information_norm)
    held = p.deterrence * (backing - p.backing_norm) + informed
    odds = w.odds[h]
    if w.rung[h] == 0:
        odds[TO_ALERT] = sigmoid(p.alert + base)
    elif w.rung[h] < CRISIS:
        odds[TO_CRISIS] = sigmoid(p.crisis + base - held)
    elif w.rung[h] == CRISIS:
        odds[TO_STRIKE] = sigmoid(p.strike + base - held)
    if w.rung[h] == CRISIS or w.rung[h] == LIMITED_STRIKE:
        odds[TO_ESCALATION] = sigmoid(p.strike + p.escalation_offset + base - informed)
    if w.rung[h] == CRISIS:
        alliance(w, g, p, h, base - informed)


@rule
def alliance(w: World, g: Region, p: Parameters, h: int, pressed: float) -> None:
    """Chances on the ally's side at the rung of crisis: intent, consultation, consent, restraint."""
    c, k, o = g.theatre_challenger[h], g.theatre_ally[h], g.theatre_observer[h]
    odds = w.odds[h]
    patron = g.patron[k]
    ties = w.entanglement[o] if o >= 0 else 0.0
    patron_consents = 1.0
    restrained = 1.0
    if patron >= 0:
        patron_consents = agreed(
            sigmoid(p.precision * (w.threat[patron, c] + w.trust[patron, k] - p.patron_norm)), w.bilateral_planning[k]
        )
        restrained = 1.0 - p.bind * w.commitment[patron] * (1.0 - patron_consents)
    emboldened = p.emboldening * g.theatre_emboldening[h] * (ties - p.emboldening_norm)
    odds[INTENT] = restrained * sigmoid(
        p.strike + p.ally_capability * w.capability[k] * w.threat[k, c] + emboldened + pressed
    )
    odds[PATRON] = patron_consents
    odds[OBSERVER], odds[CONSULTS], odds[ABIDES], odds[DRAWN] = 1.0, 1.0, 1.0, 0.0
    if o == k:
        odds[DRAWN] = 1.0  # the observer's own strike: it asks nobody but its patron
    elif o >= 0:
        observe(w, g, p, h)
    consent = odds[OBSERVER] * odds[PATRON]
    odds[UNILATERAL] = unilateral(odds[INTENT], odds[CONSULTS], consent, odds[ABIDES])
    odds[JOINT] = odds[INTENT] * odds[CONSULTS] * consent


@rule
def observe(w: World, g: Region, p: Parameters, h: int) -> None:
    """What the observer can say and what it risks."""
    c, k, o = g.theatre_challenger[h], g.theatre_ally[h], g.theatre_observer[h]
    odds = w.odds[h]
    exposure = g.theatre_exposure[h]
    dependence = p.consent_dependence if g.coerces[c, o] else 0.0
    depth = w.protocol[o, k]
    odds[OBSERVER] = sigmoid(
        p.precision * (w.threat[o, c] + w.trust[o, k] - p.consent_norm - exposure * p.geography - dependence)
    )
    heard = p.voice_protocol * depth + p.voice_ties * w.entanglement[o] + p.voice_contribution * w.contribution[o, k]
    odds[CONSULTS] = sigmoid(
        p.precision
        * (
            p.voice * g.theatre_voice[h] * (1.0 - w.bilateral_planning[k]) * heard
            + w.consult_rule[k]
            + p.weight_trust * (w.trust[k, o] - 0.5)
            - p.consult_threshold
        )
    )
    odds[ABIDES] = clip(p.bind * g.theatre_voice[h] * math.sqrt(depth), 0.0, 1.0)
    taken_on = w.contribution[o, k] if g.theatre_defender[h] != o else 0.0
    odds[DRAWN] = drawn_in(exposure, w.entanglement[o], taken_on, p)


@rule
def apply(w: World, g: Region, p: Parameters, u: Luck, e: Record, t: int) -> None:
    """Every theatre. Reads threat, answer, trust, ties, cover, capability, rung; writes tension, odds."""
    w.odds[:] = 0.0
    for h in range(g.theatre_code.size):
        ladder(w, g, p, h)
