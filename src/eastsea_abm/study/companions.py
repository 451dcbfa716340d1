"""Every contrast a second time, with both sides at the same level of one lever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eastsea_abm.scenario.study_schema import ContrastAsked
from eastsea_abm.study.cells import at_level
from eastsea_abm.study.declared import Cell, Contrast


def at_equal_levels(
    asked: Sequence[ContrastAsked], known: Mapping[str, Mapping[str, float]], lever: str
) -> tuple[list[Contrast], list[Cell]]:
    """Contrasts as posed and at equal levels of a lever, and strategies that are played for these alone.

    Parameters
    ----------
    known
        Levers of every strategy there is already, by name: one of them serves where its levers fit.
    lever
        Empty where contrasts are made as posed only.
    """
    known = dict(known)
    found: dict[tuple[str, str], Contrast] = {}
    companions: list[Cell] = []
    for k, one in enumerate(asked):
        of, against = (known[name].get(lever, 0.0) for name in (one.of, one.against))
        words = f"{lever} {of:g} against {against:g}" if of != against else f"equal {lever} ({of:g})"
        posed = Contrast(one.of, one.against, words if lever else "", not k, of == against)
        found.setdefault(posed[:2], posed)
        if not lever or of == against:
            continue
        for side, value in ((one.of, against), (one.against, of)):
            other = at_level(side, known[side], lever, value)
            name = next((name for name, own in known.items() if dict(own) == dict(other.levers)), "")
            if not name:
                name, known[other.name] = other.name, other.levers
                companions.append(other)
            pair = (name, one.against) if side == one.of else (one.of, name)
            if pair[0] != pair[1]:  # else nothing but this lever told them apart
                found.setdefault(pair, Contrast(*pair, f"equal {lever} ({value:g})", not k, True))
    return list(found.values()), companions
