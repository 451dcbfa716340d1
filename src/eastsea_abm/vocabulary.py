"""The closed lists of the model: what states can do, what can happen, where a crisis can stand.

Labels and colours of states are region data; these are the words every region shares.
"""

from __future__ import annotations

from typing import NamedTuple


class PartnerAct(NamedTuple):
    """One row of the partner repertoire."""

    name: str
    depth: float  # x, cooperation offered, -1 to 1
    visibility: float  # v, exposure to grievance at home, -1 to 1
    score: float  # Goldstein-type event weight, -10 to 10
    source: str


# fmt: off
#: Ordered by depth. Weights: CAMEO 163, 11x, neutral, 043, 064, 062, 057 [CAMEO2012]_; the depths and
#: visibilities are assumptions (quiet information sharing is cheap at home, drills are not).
PARTNER_ACTS = (
    PartnerAct("confront",         -1.00, -1.00, -8.0, "CAMEO2012"),
    PartnerAct("cool",             -0.40, -0.40, -2.0, "CAMEO2012"),
    PartnerAct("routine",           0.00,  0.00,  0.0, "CAMEO2012"),
    PartnerAct("dialogue",          0.35,  0.35,  2.8, "CAMEO2012"),
    PartnerAct("share",             0.60,  0.25,  7.0, "CAMEO2012"),
    PartnerAct("exercise",          0.80,  0.80,  7.4, "CAMEO2012"),
    PartnerAct("institutionalise",  1.00,  1.00,  8.0, "CAMEO2012"),
)
# fmt: on
DEPTH = tuple(act.depth for act in PARTNER_ACTS)
VISIBILITY = tuple(act.visibility for act in PARTNER_ACTS)
SCORE = tuple(act.score for act in PARTNER_ACTS)
CONFRONT, COOL, ROUTINE, DIALOGUE, SHARE, EXERCISE, INSTITUTIONALISE = range(7)

#: What a state does toward a rival and how hard it presses, -1 to 1 (the levels are assumptions).
RIVAL_ACTS = ("outreach", "hold", "protest", "coerce", "pressure")
PRESSURE = (-0.5, 0.0, 0.3, 0.7, 1.0)
OUTREACH, HOLD, PROTEST, COERCE, MILITARY = range(5)

RUNGS = ("calm", "alert", "crisis", "limited strike", "escalation")
CALM, ALERTED, CRISIS, LIMITED_STRIKE, ESCALATED = range(5)
STATUSES = ("absent", "signed", "active", "suspended")
ABSENT, SIGNED, ACTIVE, SUSPENDED = range(4)


#: A patron is never wholly gone, nor is the cover it gives (assumption): keeps both above zero.
LEAST_COMMITMENT = 0.05


class Effect(NamedTuple):
    """What a dated event does to the world."""

    name: str
    low: float
    high: float
    meaning: str


EFFECTS = (
    Effect("none", -10, 10, "recorded, drawn as a marker, changes nothing"),
    Effect("provoke", 0, 1, "the actor presses each target at least this hard this month"),
    Effect("reassure", 0, 1, "the actor reaches out to a rival this month"),
    Effect("grieve", 0, 3, "a history dispute flares between actor and target; 1 is an ordinary one"),
    Effect("settle", 0, 3, "a history settlement between actor and target"),
    Effect("lead", -1, 1, "the actor has a new leader of this orientation (-1 nationalist, +1 pragmatic)"),
    Effect("commit", 0, 1, "the patron's commitment becomes this"),
    Effect("broker", 0, 1, "the patron's brokerage effort becomes this"),
    Effect("doctrine", -1, 1, "the actor's strike doctrine moves by this share of the gap to 1 (or to 0)"),
    Effect("nuclear", 0, 1, "the actor's nuclear posture becomes this (0 principles kept, 1 relaxed)"),
    Effect("receptive", 0, 1, "the actor's receptiveness to outreach by the target becomes this"),
    Effect("coerce", 0, 1, "economic coercion of each target by the actor"),
    Effect("uncoerce", 0, 1, "this share of the target's coercion is lifted"),
    Effect("conduct", -1, 1, "the actor's act toward a partner is this deep this month"),
    Effect("war", 0, 1, "an outside war: rivals of the actor raise their threat by this share"),
    Effect("instrument", 0, 3, "an instrument takes a status (needs impose: true)"),
    Effect("rung", 0, 4, "a theatre is put on this rung"),
    Effect("lever", -10, 10, "a lever takes this value"),
)
EFFECT_CODE = {effect.name: code for code, effect in enumerate(EFFECTS)}
(
    NONE,
    PROVOKE,
    REASSURE,
    GRIEVE,
    SETTLE,
    LEAD,
    COMMIT,
    BROKER,
    DOCTRINE,
    NUCLEAR,
    RECEPTIVE,
    COERCED,
    UNCOERCE,
    CONDUCT,
    WAR,
    INSTRUMENT,
    RUNG,
    LEVER,
) = range(len(EFFECTS))

#: Processes a record can hold still: what happened is then what the record says, and nothing else.
PROCESSES = ("disputes", "leaders", "commitment", "posture", "doctrine", "coercion")
DISPUTES, LEADERS, COMMITMENT, POSTURE, DOCTRINES, COERCIONS = range(len(PROCESSES))

#: Terms of a decision toward a partner, in the order they are stored. They sum to its utility.
DECISION_TERMS = (
    "common threat",
    "fear of abandonment",
    "trust",
    "instruments",
    "leader",
    "brokerage",
    "coercion",
    "fear of entrapment",
    "friction",
    "strategy",
    "grievance",
    "cost of depth",
    "inertia",
    "push for institutions",
)
#: What draws two partners together or apart whatever act is chosen: the drive, and what grievance holds back.
PULL_TERMS = DECISION_TERMS[:11]
#: Terms of a month's change of trust.
TRUST_TERMS = (
    "partner's effort",
    "snub",
    "suspicion of outreach",
    "reversion",
    "consultation",
    "unilateral strike",
    "abandonment",
    "bound",
)
#: Terms of a month's change of threat.
THREAT_TERMS = ("pressure", "outreach", "reversion", "drills", "doctrine", "war", "strike", "bound")
#: Terms of a month's change of acute grievance.
GRIEVANCE_TERMS = ("dispute", "settlement", "unilateral strike", "forgetting", "bound")
#: Terms of a decision toward a rival, before its cost.
RIVAL_TERMS = ("hostility", "belligerence", "spiral", "alignment", "reassurance", "cost")
