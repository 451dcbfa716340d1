"""Whether a region file agrees with itself, and everything it names exists."""

from __future__ import annotations

from collections.abc import Iterator

from eastsea_abm.scenario.dates import impossible
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import nearest, shown
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.scenario.schema import RegionFile

Named = Iterator[tuple[KeyPath, str | None]]
ROLES = ("challenger", "defender", "ally", "second", "observer")


def check_region(findings: Findings, region: RegionFile) -> None:
    """Check names, pairs, instruments, sheets and sources of a region."""
    for path, state in _states_named(region):
        if state is not None and state not in region.states:
            findings.wrong(path, none_of("state", state, region.states), on_key=path[-1] == state)
    for state in region.outsiders:
        if state in region.states:
            findings.wrong(("outsiders", state), "a state of the region cannot be an outsider too", on_key=True)
    if region.partner is not None and region.focal is None:
        findings.lacking((), "partner is given without focal")
    elif region.focal is not None and region.focal == region.partner:
        findings.wrong(("partner",), "the focal state cannot be its own partner")
    _check_pairs(findings, region)
    _check_roles(findings, region)
    _check_instruments(findings, region)
    _check_sheets(findings, region)
    _check_sources(findings, region)


def _states_named(region: RegionFile) -> Named:
    """Every state named outside a pair, with its place."""
    yield ("focal",), region.focal
    yield ("partner",), region.partner
    for name, state in region.states.items():
        yield ("states", name, "patron"), state.patron
        yield ("states", name, "bond"), state.bond
        for key, tie in (("aligned", state.aligned), ("counterpart", state.counterpart)):
            yield ("states", name, key, "state"), tie.state if tie else None
    for dyad, partner in region.partners.items():
        yield ("partners", dyad, "broker"), partner.broker
        yield from ((("partners", dyad, "felt", state), state) for state in partner.felt)
    for name, theatre in region.theatres.items():
        yield from ((("theatres", name, role), getattr(theatre, role)) for role in ROLES)
    for name, instrument in region.instruments.items():
        yield from ((("instruments", name, "parties", k), state) for k, state in enumerate(instrument.parties))
    for process, held in region.record_holds.items():
        if held != "all":
            yield from ((("record_holds", process, k), state) for k, state in enumerate(held))
    for date, sheet in region.sheets.items():
        yield from ((("sheets", date, "states", state), state) for state in sheet.states)
    if region.launches:
        for kind, reach in region.launches.reach.items():
            yield from ((("launches", "reach", kind, state), state) for state in reach)


def check_dyad(findings: Findings, where: KeyPath, region: RegionFile) -> bool:
    """Whether the pair that is the last key of ``where`` consists of two states of the region."""
    first, second = str(where[-1]).split("-")
    if first == second:
        findings.wrong(where, "a state cannot be paired with itself", on_key=True)
        return False
    missing = [state for state in (first, second) if state not in region.states]
    for state in missing:
        findings.wrong(where, none_of("state", state, region.states), on_key=True)
    return not missing


def tied(region: RegionFile, dyad: str) -> bool:
    """Whether the first state of a pair has a tie to the second, of either kind."""
    return dyad in region.rivals or dyad in region.partners or f"{dyad[4:]}-{dyad[:3]}" in region.partners


def _check_pairs(findings: Findings, region: RegionFile) -> None:
    for kind in ("partners", "rivals"):
        for dyad in getattr(region, kind):
            check_dyad(findings, (kind, dyad), region)
    for dyad in region.partners:
        back = f"{dyad[4:]}-{dyad[:3]}"
        if back in region.partners and dyad > back:
            findings.wrong(
                ("partners", dyad), f"the pair stands above as {back}; a partner pair is listed once", on_key=True
            )


def _check_roles(findings: Findings, region: RegionFile) -> None:
    """Ties that a role needs, and acts that nobody can do without."""
    if (
        region.focal != region.partner
        and {region.focal, region.partner} <= set(region.states)
        and not tied(region, f"{region.focal}-{region.partner}")
    ):
        findings.wrong(("partner",), f"{region.focal}-{region.partner} is not listed under partners")
    for name, state in region.states.items():
        if state.bond in region.states and not tied(region, f"{name}-{state.bond}"):
            findings.wrong(("states", name, "bond"), f"{name}-{state.bond} is not listed under partners")
        if "hold" in state.closed:
            findings.wrong(("states", name, "closed"), "hold cannot be closed: a state may always do nothing")


def _check_instruments(findings: Findings, region: RegionFile) -> None:
    for name, instrument in region.instruments.items():
        if len(set(instrument.parties)) < len(instrument.parties):
            findings.wrong(("instruments", name, "parties"), "a state is listed twice")
        if instrument.requires is not None and instrument.requires not in region.instruments:
            findings.wrong(
                ("instruments", name, "requires"), none_of("instrument", instrument.requires, region.instruments)
            )
        trail = [name]
        while (needed := region.instruments[trail[-1]].requires) in region.instruments and needed not in trail:
            trail.append(str(needed))
        if needed == name:
            findings.wrong(("instruments", name, "requires"), f"requires itself: {' -> '.join([*trail, name])}")


def _check_sheets(findings: Findings, region: RegionFile) -> None:
    for date, sheet in region.sheets.items():
        complaint = impossible(date)
        if complaint:
            findings.wrong(("sheets", date), complaint, on_key=True)
        for dyad in sheet.dyads:
            where: KeyPath = ("sheets", date, "dyads", dyad)
            if check_dyad(findings, where, region) and not tied(region, dyad):
                findings.remark(where, "neither partners nor rivals: these values change nothing", on_key=True)
        for name in sheet.instruments:
            if name not in region.instruments:
                findings.wrong(
                    ("sheets", date, "instruments", name), none_of("instrument", name, region.instruments), on_key=True
                )


def _check_sources(findings: Findings, region: RegionFile) -> None:
    """Keys of ``sources`` name a part of the file; a value is a bibliography key, an address or "assumption"."""
    from eastsea_abm.bibliography import REFERENCES

    data = region.model_dump()
    for key, said in region.sources.items():
        if not _reaches(data, key):
            findings.wrong(("sources", key), f"no part {shown(key)} in this file", on_key=True)
        word = said.removeprefix("assumption; sign: ")
        if word.isalnum() and word != "assumption" and word not in REFERENCES:
            close = nearest(word, REFERENCES)
            hint = f"did you mean {shown(close)}?" if close else "write one of its keys, an address, or: assumption"
            findings.wrong(("sources", key), f"no source {shown(word)} in the bibliography; {hint}")


def _reaches(data: object, key: str) -> bool:
    for part in key.split("."):
        if not isinstance(data, dict) or part not in data:
            return False
        data = data[part]
    return True
