"""The strategies of a factorial: every combination of levels, under the name of a policy where it is one."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from eastsea_abm.scenario.study_schema import LeverLevels
from eastsea_abm.study.declared import Cell

AND = "-and-"
NOTHING = "nothing"  # the combination of all first levels, where no policy is that


def factorial(factors: Mapping[str, LeverLevels]) -> list[Cell]:
    """Every combination of levels, in order; the first level of a factor is that of not pulling it."""
    names = list(factors)
    found = []
    for places in itertools.product(*(range(len(one.levels)) for one in factors.values())):
        pulled = [_pulled(name, factors[name], k) for name, k in zip(names, places, strict=True) if k]
        levers = {factors[name].lever: factors[name].levels[k] for name, k in zip(names, places, strict=True)}
        # A lever alone must not take the name of a policy that is called after it.
        name = f"{pulled[0]}-only" if len(pulled) == 1 else AND.join(pulled) or NOTHING
        found.append(Cell(name, ", ".join(pulled) or NOTHING, levers))
    return found


def _pulled(name: str, factor: LeverLevels, place: int) -> str:
    """The word for a level above the first; with more than two levels, its number."""
    return name if len(factor.levels) == 2 else f"{name}-{place}"


def known(cell: Cell, policies: Mapping[str, Mapping[str, float]]) -> str:
    """The policy with exactly these levers; empty where there is none."""
    return next((name for name, levers in policies.items() if dict(levers) == dict(cell.levers)), "")


def at_level(name: str, levers: Mapping[str, float], lever: str, value: float) -> Cell:
    """A strategy with one lever at another value."""
    label = f"{value:g}".replace(".", "_").replace("-", "minus_")
    return Cell(f"{name}-{lever}-{label}", f"{name}, {lever} {value:g}", {**levers, lever: value})


def generated(scenario: str, title: str, cells: Iterable[Cell], group: str) -> str:
    """The text of a scenario that extends another and holds the cells as policies.

    Parameters
    ----------
    group
        That of the strategies, so that a cell takes the place of the scenario's own strategy.
    """
    import json

    lines = [f"title: {json.dumps(title)}", f"extends: {scenario}"]
    cells = list(cells)
    lines += ["policies:"] if cells else []
    for cell in cells:
        levers = ", ".join(f"{name}: {value!r}" for name, value in cell.levers.items())
        lines.append(f"  {cell.name}:")
        lines.append(f"    title: {json.dumps(cell.title)}")
        lines += [f"    group: {json.dumps(group)}"] if group else []
        lines.append(f"    source: {json.dumps('assumption')}")
        lines.append(f"    levers: {{{levers}}}")
    return "\n".join(lines) + "\n"


def unnamed(cells: Sequence[Cell], policies: Mapping[str, Mapping[str, float]]) -> tuple[list[Cell], list[str]]:
    """Cells that are no policy of a file, and the names under which all cells are played, in order."""
    own, played = [], []
    for cell in cells:
        name = known(cell, policies)
        played.append(name or cell.name)
        own += [] if name else [cell]
    return own, played
