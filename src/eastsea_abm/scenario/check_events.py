"""One dated event against the region: whether it says enough, and its names and sizes are possible."""

from __future__ import annotations

from typing import Any

from eastsea_abm.levers import LEVERS
from eastsea_abm.scenario.check_numbers import judge
from eastsea_abm.scenario.effects import BY_NAME, NEED_TARGETS, NO_SIZE, TYPES
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import nearest, shown
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.scenario.schema import Event, RegionFile
from eastsea_abm.vocabulary import RUNGS


def complete_event(findings: Findings, where: KeyPath, event: Event, region: RegionFile | None) -> Event:
    """Check an event and write out what its type leaves unsaid; ``region`` is None where it cannot be read."""
    event = _with_effect(findings, where, event)
    if region is not None:
        _check_names(findings, where, event, region)
        _check_range(findings, where, event, region)
    if event.effect is not None:
        _check_needs(findings, where, event, region)
        _check_size(findings, where, event)
    return event


def _with_effect(findings: Findings, where: KeyPath, event: Event) -> Event:
    """Fill in the effect, and the usual size, from the range or the type."""
    if event.effect is not None:
        return event
    meaning = TYPES.get(event.type)
    if event.range is not None:
        return event.model_copy(update={"effect": "provoke"})
    if meaning is None:
        close = nearest(event.type, TYPES)
        hint = f"; did you mean the type {shown(close)}?" if close else f"; effects: {', '.join(BY_NAME)}"
        findings.lacking(where, f"needs an effect, a range, or a type that stands for one effect{hint}")
        return event
    size = meaning.size if event.size is None else event.size
    return event.model_copy(update={"effect": meaning.effect, "size": size})


def _check_names(findings: Findings, where: KeyPath, event: Event, region: RegionFile) -> None:
    known = [*region.states, *region.outsiders]
    states: list[tuple[KeyPath, str]] = [((*where, "actor"), event.actor)]
    states += [((*where, "targets", k), state) for k, state in enumerate(event.targets)]
    for path, state in states:
        if state not in known:
            findings.wrong(path, none_of("state", state, known))
    if event.overflight is not None and event.overflight not in region.states:
        findings.wrong((*where, "overflight"), none_of("state", event.overflight, region.states))
    if event.actor in event.targets:
        findings.wrong((*where, "targets", event.targets.index(event.actor)), "the actor cannot be its own target")
    holder = region.holder(event.lever) if event.lever in LEVERS else event.actor
    if event.effect == "lever" and event.actor in region.states and event.actor != holder:
        whose = f"the hand on {event.lever} is that of {holder}" if holder else f"nobody here has {event.lever}"
        findings.wrong((*where, "actor"), f"{whose}, not of {event.actor}")
    for kind, name, names in (
        ("instrument", event.instrument, region.instruments),
        ("theatre", event.theatre, region.theatres),
    ):
        if name is not None and name not in names:
            findings.wrong((*where, kind), none_of(kind, name, names))
    if event.actor in region.outsiders and event.effect not in ("none", None):
        findings.remark((*where, "actor"), f"{event.actor} is an outsider of this region: the event changes nothing")


def _check_range(findings: Findings, where: KeyPath, event: Event, region: RegionFile) -> None:
    if event.range is None:
        return
    if region.launches is None:
        findings.wrong((*where, "range"), "this region has no table of launches; write effect and size instead")
    elif event.range not in region.launches.intensity:
        findings.wrong((*where, "range"), none_of("range", event.range, region.launches.intensity))
    if event.size is not None:
        findings.remark((*where, "size"), "not used: the range decides how hard a launch presses")


def _check_needs(findings: Findings, where: KeyPath, event: Event, region: RegionFile | None) -> None:
    effect = event.effect
    if effect in NEED_TARGETS and not event.targets and not (event.range and event.overflight):
        findings.lacking(where, f"the effect {effect} needs targets: states it falls on, such as [KOR]")
    elif (
        effect in NEED_TARGETS
        and region is not None
        and set(event.targets) & set(region.outsiders) == set(event.targets)
        and event.targets
    ):
        findings.remark((*where, "targets"), "only outsiders of this region: the event changes nothing")
    needed: dict[str | None, tuple[str, ...]] = {
        "instrument": ("instrument", "status"),
        "rung": ("theatre",),
        "lever": ("lever",),
    }
    for key in needed.get(effect, ()):
        if getattr(event, key) is None:
            findings.lacking(where, f"the effect {effect} needs {key}")
    if effect == "instrument" and not event.impose:
        findings.lacking(where, "agreements are what the model itself brings about; to force one, add impose: true")
    if effect == "conduct" and not event.impose:
        findings.remark(
            where,
            "only drawn as a marker: what partners do to each other the model itself brings about; "
            "to force it, add impose: true",
        )


def _check_size(findings: Findings, where: KeyPath, event: Event) -> None:
    if event.size is None:
        if event.range is None and event.effect not in NO_SIZE:
            row = BY_NAME[str(event.effect)]
            findings.lacking(
                where, f"the effect {event.effect} needs a size from {row.low:g} to {row.high:g}: {row.meaning}"
            )
        return
    place: KeyPath = (*where, "size")
    if event.effect == "lever":
        _check_lever(findings, where, event, event.size)
        return
    row = BY_NAME[str(event.effect)]
    if not row.low <= event.size <= row.high and event.effect not in NO_SIZE:
        findings.wrong(
            place,
            f"must be between {row.low:g} and {row.high:g} for the effect {event.effect}, "
            f"not {shown(event.size)} ({row.meaning})",
        )
    elif event.effect == "rung" and event.size != int(event.size):
        rungs = ", ".join(f"{k} {name}" for k, name in enumerate(RUNGS))
        findings.wrong(place, f"must be the number of a rung: {rungs}")


def _check_lever(findings: Findings, where: KeyPath, event: Event, size: float) -> None:
    if event.lever is None:
        return
    verdict: Any = judge("levers", event.lever, size)
    if verdict.wrong:
        findings.wrong((*where, "lever" if verdict.on_key else "size"), verdict.wrong)
    elif verdict.remark:
        findings.remark((*where, "size"), verdict.remark)
