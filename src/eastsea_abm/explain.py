"""Why: the terms of the last decisions and changes of a pair, by name, summing to what they explain."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from eastsea_abm import vocabulary as v
from eastsea_abm.errors import InputError
from eastsea_abm.scenario.build import Index
from eastsea_abm.world import Region, World


class Terms(NamedTuple):
    """One thing explained."""

    what: str
    total: float
    terms: dict[str, float]


class Explanation(NamedTuple):
    """Everything the last month did between an actor and its partner or rival."""

    actor: str
    partner: str
    act: str  # act toward a partner, "" where the pair are no partners
    chance: float  # the chance that act had, nan where there is none
    stance: str  # act toward a rival, "" where they are no rivals
    pull: Terms | None  # toward the partner, per unit of depth, whatever was chosen
    decision: Terms | None  # utility of the act
    trust: Terms | None  # change of trust
    grievance: Terms | None  # change of acute grievance
    threat: Terms | None  # change of threat
    pressure: Terms | None  # utility of the act toward a rival


def explain(w: World, g: Region, at: Index, actor: str, partner: str) -> Explanation:
    """Explain the last month of ``actor`` toward ``partner``.

    Raises
    ------
    InputError
        If either is no state of the region, or they are neither partners nor rivals.
    """
    for name in (actor, partner):
        if name not in at.states:
            raise InputError(f"{name} is no state of this region: {', '.join(at.states)}")
    i, j = at.state(actor), at.state(partner)
    if not g.partner[i, j] and not g.rival[i, j]:
        raise InputError(f"{actor} and {partner} are neither partners nor rivals in this region")
    act, chance, pull, decision, trust, grievance = "", float("nan"), None, None, None, None
    if g.partner[i, j]:
        k = _place(g.tie_actor, g.tie_target, i, j)
        act = v.PARTNER_ACTS[w.choice[i, j]].name if w.choice[i, j] >= 0 else ""
        chance = float(w.decision_chance[k])
        pull = _terms("pull toward the partner", v.PULL_TERMS, w.pull_terms[k])
        decision = _terms("utility of the act", v.DECISION_TERMS, w.decision_terms[k])
        trust = _terms("change of trust", v.TRUST_TERMS, w.trust_terms[k])
        grievance = _terms("change of grievance", v.GRIEVANCE_TERMS, w.grievance_terms[k])
    stance, threat, pressure = "", None, None
    if g.rival[i, j]:
        k = _place(g.rivalry_actor, g.rivalry_target, i, j)
        stance = v.RIVAL_ACTS[w.stance[i, j]] if w.stance[i, j] >= 0 else ""
        threat = _terms("change of threat", v.THREAT_TERMS, w.threat_terms[k])
        pressure = _terms("utility of the act toward a rival", v.RIVAL_TERMS, w.rival_terms[k])
    return Explanation(actor, partner, act, chance, stance, pull, decision, trust, grievance, threat, pressure)


def _place(actors: np.ndarray, targets: np.ndarray, i: int, j: int) -> int:
    return int(np.nonzero((actors == i) & (targets == j))[0][0])


def _terms(what: str, names: tuple[str, ...], values: np.ndarray) -> Terms:
    terms = {name: float(value) for name, value in zip(names, values, strict=True)}
    return Terms(what, float(sum(terms.values())), terms)
