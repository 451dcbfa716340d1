"""Where the levers stand in a world."""

from __future__ import annotations

from eastsea_abm.levers import LEVERS
from eastsea_abm.scenario.schema import RegionFile
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.world import World

#: Levers that are read from another field of the world than the one of their name.
FIELDS = {"commitment": "commitment_mean"}


def lever_values(setup: Setup, w: World) -> dict[str, float]:
    """Value of every lever that somebody in the region holds, by name."""
    region = setup.scenario.region
    return {name: _value(setup, region, w, name) for name in LEVERS if region.holder(name) is not None}


def _value(setup: Setup, region: RegionFile, w: World, name: str) -> float:
    i = setup.index.state(region.holder(name))
    field = getattr(w, FIELDS.get(name, name))
    if field.ndim == 1:
        return float(field[i])
    if name == "reassurance":  # one lever, aimed at every rival the region names
        return float(field[i].max())
    j = setup.index.state(region.partner)
    return float(field[i, j]) if j >= 0 else 0.0
