"""What can be injected into a running model, as forms: who can do it, to whom, how large, and what that means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from eastsea_abm import vocabulary as v
from eastsea_abm.scenario.effects import BY_NAME, NEED_TARGETS
from eastsea_abm.scenario.schema import RegionFile


class Form(NamedTuple):
    """One kind of event a reader can inject."""

    type: str  # what the event calls itself
    label: str
    effect: str
    actors: str  # who can do it, a key of ACTORS
    targets: str  # whom it falls on, a key of TARGETS
    default: float | None = None  # size offered first; None where the effect takes none
    item: str = ""  # what it names beside states: theatre, instrument
    fixed: tuple[tuple[str, Any], ...] = ()  # further keys of the event, always the same


IMPOSED = (("impose", True),)
ACTIVE, SUSPENDED = (*IMPOSED, ("status", "active")), (*IMPOSED, ("status", "suspended"))
# fmt: off
#: In the order of the page. Sizes offered first are those of the coding rubric where it has one, else assumptions.
FORMS = (
    Form("missile_test", "Missile test", "provoke", "challenger", "rival", 0.6),
    Form("provocation_conventional", "Drill or military pressure", "provoke", "presses", "rival", 0.6),
    Form("history_dispute", "History dispute", "grieve", "contested", "contested", 1.0),
    Form("reconciliation", "Settlement of history", "settle", "contested", "contested", 1.0),
    Form("leadership_change", "New leader", "lead", "anyone", "nobody", 0.0),
    Form("doctrine_change", "Change of strike doctrine", "doctrine", "armed", "nobody", 0.3),
    Form("crisis", "Incident: a theatre on a rung", "rung", "challenger", "nobody", 2.0, "theatre"),
    Form("outreach", "Outreach to a rival", "reassure", "presses", "rival", 0.5),
    Form("receptive", "Openness to outreach", "receptive", "presses", "rival", 0.5),
    Form("coercion", "Economic coercion", "coerce", "coerces", "coerced", 0.6),
    Form("coercion_eased", "Coercion eased", "uncoerce", "coerces", "coerced", 0.5),
    Form("summit", "Summit or dialogue", "conduct", "partner", "partner", 0.35, "", IMPOSED),
    Form("joint_exercise", "Joint exercise", "conduct", "partner", "partner", 0.8, "", IMPOSED),
    Form("cooling", "Cooling toward a partner", "conduct", "partner", "partner", -0.4, "", IMPOSED),
    Form("institution", "Instrument comes into force", "instrument", "party", "nobody", None, "instrument", ACTIVE),
    Form("suspension", "Instrument is suspended", "instrument", "party", "nobody", None, "instrument", SUSPENDED),
    Form("commitment", "Commitment of a patron", "commit", "patron", "nobody", 0.8),
    Form("brokerage", "Brokerage effort of a patron", "broker", "patron", "nobody", 0.6),
    Form("nuclear_posture", "Nuclear posture", "nuclear", "armed", "nobody", 1.0),
    Form("external_war", "War outside the region", "war", "anyone", "nobody", 0.5),
    Form("note", "Remark on the line, changes nothing", "none", "anyone", "nobody", None),
)
# fmt: on

ACTORS: dict[str, Callable[[RegionFile, str], bool]] = {
    "anyone": lambda region, name: True,
    "challenger": lambda region, name: region.states[name].challenger,
    "presses": lambda region, name: any(dyad[:3] == name for dyad in region.rivals),
    "contested": lambda region, name: any(name in dyad and tie.contested for dyad, tie in region.partners.items()),
    "armed": lambda region, name: any(name in (one.ally, one.defender) for one in region.theatres.values()),
    "coerces": lambda region, name: any(one.coerces and dyad[:3] == name for dyad, one in region.rivals.items()),
    "partner": lambda region, name: any(name in dyad for dyad in region.partners),
    "party": lambda region, name: any(name in one.parties for one in region.instruments.values()),
    "patron": lambda region, name: any(one.patron == name for one in region.states.values()),
}


def forms(region: RegionFile) -> list[dict[str, Any]]:
    """Every form that somebody in the region can fill in, as `setting.forms`."""
    told = (_told(form, region) for form in FORMS)
    return [form for form in told if form["actors"] and (form["items"] is None or form["items"])]


def _told(form: Form, region: RegionFile) -> dict[str, Any]:
    effect = BY_NAME[form.effect]
    actors = [name for name in sorted(region.states) if ACTORS[form.actors](region, name)]
    with_targets = form.effect in NEED_TARGETS
    launches = form.type == "missile_test" and region.launches is not None
    return {
        "type": form.type,
        "label": form.label,
        "effect": form.effect,
        "meaning": effect.meaning,
        "actors": actors,
        "targets": _targets(form.targets, actors, region) if with_targets else None,
        "many": form.effect != "conduct",
        "size": None if form.default is None else _size(form, effect),
        "ranges": list(region.launches.intensity) if launches and region.launches else None,
        "items": _items(form.item, region),
        "item_key": form.item or None,
        "impose": ("impose", True) in form.fixed,
        "fixed": dict(form.fixed),
    }


def _targets(kind: str, actors: Iterable[str], region: RegionFile) -> dict[str, list[str]]:
    """Whom each actor can aim at."""
    pairs = {
        "rival": [(dyad[:3], dyad[4:]) for dyad in region.rivals],
        "coerced": [(dyad[:3], dyad[4:]) for dyad, one in region.rivals.items() if one.coerces],
        "partner": _both_ways(region.partners),
        "contested": _both_ways(dyad for dyad, tie in region.partners.items() if tie.contested),
    }[kind]
    return {actor: sorted(target for who, target in pairs if who == actor) for actor in actors}


def _both_ways(dyads: Iterable[str]) -> list[tuple[str, str]]:
    return [pair for dyad in dyads for pair in ((dyad[:3], dyad[4:]), (dyad[4:], dyad[:3]))]


def _size(form: Form, effect: v.Effect) -> dict[str, Any]:
    whole = form.effect == "rung"
    return {
        "low": effect.low,
        "high": effect.high,
        "default": form.default,
        "step": 1 if whole else 0.05,
        "meaning": ", ".join(f"{k} {name}" for k, name in enumerate(v.RUNGS)) if whole else effect.meaning,
    }


def _items(kind: str, region: RegionFile) -> list[dict[str, str]] | None:
    named: dict[str, Any] = {"theatre": region.theatres, "instrument": region.instruments}
    if not kind:
        return None
    return [{"value": name, "label": one.label} for name, one in sorted(named[kind].items())]
