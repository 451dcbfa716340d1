"""What a month brought, one sentence each: dated events, and what the model itself produced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm import vocabulary as v
from eastsea_abm.mechanisms import crisis
from eastsea_abm.world import World

if TYPE_CHECKING:
    from eastsea_abm.model import RegionModel

NOTABLE_COERCION = 0.5  # strength of coercion told as a happening


class Happening(NamedTuple):
    """One thing that happened in a month."""

    date: str
    kind: str
    origin: str  # record: dated in the scenario; model: came about by itself
    actor: str
    target: str  # several joined by commas
    size: float
    text: str
    source: str


def happenings(before: World, after: World, model: RegionModel) -> list[Happening]:
    """Everything worth a sentence between ``before`` and ``after``, dated events first."""
    told = [
        *_dated(model),
        *_disputes(after, model),
        *_leaders(before, after, model),
        *_instruments(before, after, model),
        *_coercions(after, model),
        *_crises(before, after, model),
    ]
    return told


def _dated(model: RegionModel) -> Iterator[Happening]:
    """Dated events, one sentence each however many effects they have."""
    grouped: dict[tuple[str, str, str], list[int]] = {}
    for n, event in enumerate(model.happened):
        grouped.setdefault((event.date, event.text, event.actor), []).append(n)
    for (date, text, actor), members in grouped.items():
        events = [model.happened[n] for n in members]
        targets = list(dict.fromkeys(event.target for event in events if event.target))
        size = max((event.size for event in events), key=abs)
        yield Happening(date, events[0].kind, "record", actor, ",".join(targets), size, text, events[0].source)


def _disputes(w: World, model: RegionModel) -> Iterator[Happening]:
    recorded = {(event.actor, event.target) for event in model.happened if event.effect == "grieve"}
    g, iso3 = model.region, model.iso3
    for k in range(g.tie_actor.size):
        i, j = int(g.tie_actor[k]), int(g.tie_target[k])
        a, b = iso3[i], iso3[j]
        if i < j and w.shock[i, j] > 0 and not recorded & {(a, b), (b, a)}:
            yield Happening(
                model.date,
                "history_dispute",
                "model",
                a,
                b,
                float(w.shock[i, j]),
                f"A history dispute flares between {a} and {b} (size {w.shock[i, j]:.1f}): leaders "
                f"stand at {w.leader[i]:+.1f} and {w.leader[j]:+.1f}.",
                "",
            )


def _leaders(before: World, after: World, model: RegionModel) -> Iterator[Happening]:
    recorded = {event.actor for event in model.happened if event.effect in ("lead", "commit")}
    g = model.region
    for i, state in enumerate(model.iso3):
        changed = after.tenure[i] == 0 and (g.term[i] > 0 or g.fall[i] > 0)
        if not changed or state in recorded:
            continue
        if after.leader[i] != before.leader[i]:
            j = int(g.bond[i])
            why = f"grievance stands at {after.grievance[i, j]:.2f}" if j >= 0 else "no tie is at issue"
            yield Happening(
                model.date,
                "leadership_change",
                "model",
                state,
                "",
                float(after.leader[i]),
                f"{state} has a new leader, orientation {after.leader[i]:+.2f} after {before.leader[i]:+.2f}; {why}.",
                "",
            )
        if after.commitment[i] != before.commitment[i]:
            yield Happening(
                model.date,
                "commitment",
                "model",
                state,
                "",
                float(after.commitment[i]),
                f"An election in {state} puts its commitment at {after.commitment[i]:.2f} after "
                f"{before.commitment[i]:.2f}.",
                "",
            )


def _instruments(before: World, after: World, model: RegionModel) -> Iterator[Happening]:
    imposed = {event.item for event in model.happened if event.effect == "instrument"}
    g = model.region
    for m, name in enumerate(model.setup.index.instruments):
        if after.status[m] == before.status[m] or name in imposed:
            continue
        i, j = int(g.instrument_first[m]), int(g.instrument_second[m])
        label = model.setup.scenario.region.instruments[name].label
        verb = {v.SIGNED: "is signed", v.ACTIVE: "comes into force", v.SUSPENDED: "is suspended"}[int(after.status[m])]
        if before.status[m] == v.SUSPENDED:
            verb = "is restored"
        why = (
            f"common threat {after.common[i, j]:.2f}, leaders {after.leader[i]:+.1f} and {after.leader[j]:+.1f}, "
            f"grievance {0.5 * (before.grievance[i, j] + before.grievance[j, i]):.2f}; "
            f"its chance this month was {after.hazard[m]:.1%}"
            if verb != "comes into force"
            else "both sides share information this month"
        )
        yield Happening(
            model.date,
            "instrument",
            "model",
            model.iso3[i],
            model.iso3[j],
            float(after.status[m]),
            f"{label} ({name}) {verb}: {why}.",
            "",
        )


def _coercions(w: World, model: RegionModel) -> Iterator[Happening]:
    recorded = {(event.actor, event.target) for event in model.happened if event.effect == "coerce"}
    for i, j in zip(*np.nonzero(model.region.coerces), strict=True):
        a, b = model.iso3[i], model.iso3[j]
        if w.stance[i, j] == v.COERCE and w.answer[i, j] >= NOTABLE_COERCION and (a, b) not in recorded:
            yield Happening(
                model.date,
                "coercion",
                "model",
                a,
                b,
                float(w.answer[i, j]),
                f"{a} coerces {b} by trade: it sees an alignment of {w.alignment[i, j]:.2f} and its own "
                f"drive stands at {w.belligerence[i]:+.2f}.",
                "",
            )


def _crises(before: World, after: World, model: RegionModel) -> Iterator[Happening]:
    g = model.region
    for h, name in enumerate(model.setup.index.theatres):
        tally = after.tally[h]
        c, k = model.iso3[g.theatre_challenger[h]], model.iso3[g.theatre_ally[h]]
        label = model.setup.scenario.region.theatres[name].label
        told = []
        if tally[crisis.CRISES]:
            told.append(f"{label}: a crisis; tension stands at {after.tension[h]:.2f}")
        if tally[crisis.INTENTS]:
            asked = "and consults first" if tally[crisis.CONSULTATIONS] else "without consulting"
            told.append(f"{label}: {k} means to strike {asked} (its chance to consult was {after.odds[h, 4]:.0%})")
        if tally[crisis.VETOES]:
            told.append(f"{label}: {k} is refused and abides")
        if tally[crisis.STRIKES]:
            who = k if tally[crisis.INTENTS] else c
            how = " without consent" if tally[crisis.UNILATERALS] else ""
            drawn = "; the observer is drawn in" if tally[crisis.INVOLVED] else ""
            told.append(f"{label}: {who} strikes{how}{drawn}")
        if tally[crisis.ABANDONED]:
            told.append(f"{label}: the patron stays away")
        if tally[crisis.ESCALATIONS]:
            told.append(f"{label}: the strike escalates")
        for text in told:
            yield Happening(model.date, "crisis", "model", c, k, float(after.rung[h]), text + ".", "")
