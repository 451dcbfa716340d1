"""From a launch to the posture of its challenger, and how that falls on each state: the one rule.

The class of the longest missile gives the intensity; the region says which share of it reaches each state;
a state that is flown over takes all of it; each further launch day of the same entry closes part of the gap
to one. Intensities and reaches are region data and assumptions, argued line by line in the rubric.
"""

from __future__ import annotations

from collections.abc import Iterable

from eastsea_abm.scenario.schema import Launches


def falls_on(
    launches: Launches, range_class: str, targets: Iterable[str], overflight: str | None = None, days: int = 1
) -> dict[str, float]:
    """Pressure on each state, 0 to 1, from ``days`` launch days of one class.

    Parameters
    ----------
    range_class
        Longest class of the entry, a key of ``launches.intensity``.
    targets
        States the entry names; those outside the reach table get nothing.
    overflight
        ISO3 of a state that is flown over.
    """
    intensities: dict[str, float] = dict(launches.intensity.items())
    reaches: dict[str, dict[str, float]] = dict(launches.reach.items())
    intensity = intensities.get(range_class, 0.0)
    reach = dict(reaches.get(range_class, {}))
    states = list(targets)
    if overflight:
        reach[overflight] = launches.overflown
        states.append(overflight)
    repeated = (1.0 - launches.repeat) ** (days - 1)
    return {
        state: 1.0 - (1.0 - intensity * reach[state]) * repeated
        for state in dict.fromkeys(states)
        if reach.get(state, 0.0) > 0.0
    }
