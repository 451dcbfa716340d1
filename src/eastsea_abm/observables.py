"""What can be held against polls, treaties and ship counts: more columns of a month, for those who ask.

A run is judged by its outcomes, which belong to the focal state. The record knows more: what either public
feels, which agreement stands, who presses whom. A row that is longer than the outcomes gets these behind them,
so that a hindcast plays by the same rule as everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm._jit import rule
from eastsea_abm.world import Floats, Region, World

if TYPE_CHECKING:
    from eastsea_abm.scenario.setup import Setup


class Observable(NamedTuple):
    """A kind of column, one for each tie, rivalry or instrument."""

    name: str
    over: str  # contested | rivalry | instrument
    unit: str
    meaning: str


OBSERVABLES = (
    Observable("trust", "contested", "0 to 1", "of the first state in the second"),
    Observable("grievance", "contested", "0 to 1", "of the first state toward the second"),
    Observable("mood", "contested", "0 to 1", "of the first state's public toward the second"),
    Observable("threat", "rivalry", "0 to 1", "that the first state perceives from the second"),
    Observable("pressure", "rivalry", "0 to 1", "of the first state on the second this month; outreach counts 0"),
    Observable("status", "instrument", "code", "absent 0, signed 1, active 2, suspended 3"),
)


def names(setup: Setup) -> list[str]:
    """Columns behind the outcomes: ``mood_KOR_JPN``, ``pressure_CHN_JPN``, ``status_GSOMIA``, ..."""
    g, iso3 = setup.region, setup.index.states

    def pairs(kind: str, actors: Sequence[int], targets: Sequence[int]) -> list[str]:
        return [f"{kind}_{iso3[i]}_{iso3[j]}" for i, j in zip(actors, targets, strict=True)]

    ties = [(i, j) for i, j in zip(g.tie_actor, g.tie_target, strict=True) if g.contested[i, j]]
    own = [i for i, _ in ties], [j for _, j in ties]
    rivals = list(g.rivalry_actor), list(g.rivalry_target)
    between = [name for kind in ("trust", "grievance", "mood") for name in pairs(kind, *own)]
    across = [name for kind in ("threat", "pressure") for name in pairs(kind, *rivals)]
    return [*between, *across, *(f"status_{name}" for name in setup.index.instruments)]


@rule
def observe(w: World, g: Region, row: Floats, first: int) -> None:
    """Write the observables into ``row`` from place ``first`` on, in the order of `names`."""
    at = first
    for kind in range(3):
        for k in range(g.tie_actor.size):
            i, j = g.tie_actor[k], g.tie_target[k]
            if g.contested[i, j]:
                if kind == 0:
                    row[at] = w.trust[i, j]
                elif kind == 1:
                    row[at] = w.grievance[i, j]
                else:
                    row[at] = w.mood[i, j]
                at += 1
    for k in range(g.rivalry_actor.size):
        row[at] = w.threat[g.rivalry_actor[k], g.rivalry_target[k]]
        row[at + g.rivalry_actor.size] = max(0.0, w.answer[g.rivalry_actor[k], g.rivalry_target[k]])
        at += 1
    at += g.rivalry_actor.size
    for m in range(g.instrument_code.size):
        row[at + m] = w.status[m]
