"""What outcomes and policies are called in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eastsea_abm.analysis.comparison import BY_THEATRE, beside

ENTRAPMENT, INVOLVEMENT = "entrapment", "involvement"
#: Outcomes that are always shown together, in this order; then entrapment by theatre.
GROUP = (
    ENTRAPMENT,
    INVOLVEMENT,
    "harm",
    "abandonment",
    "isolation",
    "coercion",
    "crises",
    "escalations",
    "cooperation",
    "reconciliation",
)
#: What is told of beside entrapment and involvement: what a policy buys and costs.
OTHERS = GROUP[3:]
#: Names that would hide what is counted.
METRICS = {ENTRAPMENT: "unconsented entrapment", INVOLVEMENT: "involvement, consented or not"}

Labels = Mapping[str, str]


def metric(name: str) -> str:
    """An outcome in a sentence."""
    if name in METRICS:
        return METRICS[name]
    if name.startswith(BY_THEATRE):
        return f"{METRICS[ENTRAPMENT]} in theatre {name.removeprefix(BY_THEATRE)}"
    return name.replace("_", " ")


def group(there: Sequence[str], wanted: Sequence[str] = ()) -> tuple[str, ...]:
    """The outcomes to judge: those wanted, involvement beside entrapment, or the group with its theatres."""
    named = wanted or [*(name for name in GROUP if name in there), *(n for n in there if n.startswith(BY_THEATRE))]
    return tuple(beside(named, there))


def label(policy: str, titles: Labels) -> str:
    """A policy in a sentence: its title where the caller gives one, else its name."""
    return titles.get(policy, policy)
