"""Which policies are held against which, and what they set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.errors import EastSeaError
from eastsea_abm.levers import LEVERS
from eastsea_abm.report.cells import shown
from eastsea_abm.study.declared import Contrast

if TYPE_CHECKING:
    from eastsea_abm.scenario.schema import RegionFile
    from eastsea_abm.sweep.store import Store

REASSURANCE = "reassurance"  # the lever at which two policies must be equal for a contrast to be of engagement alone


class Played(NamedTuple):
    """What a policy of a store sets.

    Attributes
    ----------
    notes
        Title and note of each of its overlays, in order, later wins.
    levers
        Values after all overlays, the defaults where nothing sets them.
    parameters
        What the scenario itself sets.
    roles
        By role (focal, partner, patron) the name of the state that has it; empty where the region fills none.
    """

    name: str
    overlays: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    levers: Mapping[str, float]
    parameters: Mapping[str, float]
    roles: Mapping[str, str] = {}  # never written to


def played(store: Store) -> tuple[Played, ...]:
    """What each policy of a store sets in its first setting; empty where its texts can no longer be read."""
    from eastsea_abm.sweep.settings import Bench

    found = []
    try:
        bench = Bench(store.plan, store.design)
        for k, one in enumerate(store.plan.scenarios[0].alternatives):
            scenario = bench.setup(0, k).scenario
            notes = tuple((overlay.title or name, overlay.note) for name, overlay in scenario.overlays)
            names = tuple(name for name, _ in scenario.overlays)
            levers = {lever.name: float(scenario.levers.get(lever.name, lever.default)) for lever in LEVERS.values()}
            found.append(Played(one.name, names, notes, levers, dict(scenario.parameters), roles(scenario.region)))
    except EastSeaError:
        return ()
    return tuple(found)


def roles(region: RegionFile) -> dict[str, str]:
    """By role the name of the state that has it."""
    held = {lever.role: region.holder(lever.name) for lever in LEVERS.values()}
    return {role: region.states[state].label or state for role, state in held.items() if state}


def contrasts(policies: Sequence[str], reference: str, known: Sequence[Played]) -> tuple[Contrast, ...]:
    """Every other policy against the reference; none of them is a thesis that anybody declared.

    Parameters
    ----------
    known
        What the policies set, for the words on reassurance; may be empty.
    """
    shows = {one.name: one.levers[REASSURANCE] for one in known}
    return tuple(_contrast(name, reference, shows) for name in policies if name != reference)


def _contrast(of: str, against: str, shows: Mapping[str, float]) -> Contrast:
    one, other = shows.get(of), shows.get(against)
    if one is None or other is None:
        return Contrast(of, against, "", False, False)
    words = f"the same ({shown(one)})" if one == other else f"as posed ({shown(one)} against {shown(other)})"
    return Contrast(of, against, words, False, one == other)
