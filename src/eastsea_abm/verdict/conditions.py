"""The map of conditions: one contrast and outcome under every combination of the crossed factors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from eastsea_abm.errors import InputError
from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.contrasts import Told, told
from eastsea_abm.verdict.pairs import Pairs
from eastsea_abm.verdict.sampling import Layout


@dataclass(frozen=True)
class Map:
    """A contrast on an outcome, condition by condition.

    Attributes
    ----------
    contrast, outcome
        What was compared, on what.
    axes
        Names of the crossed factors, in order.
    conditions
        Their values, a tuple a cell.
    cells
        What was found under each; intervals are Wilson's over parameter sets.
    reference
        Place of the reference condition among the cells; None where it is not given in full.
    """

    contrast: Contrast
    outcome: str
    axes: tuple[str, ...]
    conditions: tuple[tuple[str, ...], ...]
    cells: tuple[Told, ...]
    reference: int | None

    @property
    def lowest(self) -> int:
        """The cell in which it is lower in the smallest share of parameter sets."""
        return min(range(len(self.cells)), key=lambda k: self.cells[k].lower.share)

    @property
    def highest(self) -> int:
        """The cell in which it is lower in the greatest share of parameter sets."""
        return max(range(len(self.cells)), key=lambda k: self.cells[k].lower.share)

    @property
    def parted(self) -> bool:
        """Whether the intervals of these two leave a gap: what may be told from extremes picked of many."""
        return self.cells[self.lowest].lower.high < self.cells[self.highest].lower.low

    @property
    def words(self) -> Counter[str]:
        """How many cells carry each word of the gate."""
        return Counter(cell.word for cell in self.cells)

    def values(self, axis: int) -> tuple[str, ...]:
        """Values of a factor, in the order in which the settings meet them."""
        return tuple(dict.fromkeys(one[axis] for one in self.conditions))


def mapped(contrast: Contrast, outcome: str, pairs: Pairs, layout: Layout, reference: dict[str, str]) -> Map:
    """The map of a contrast.

    Raises
    ------
    InputError
        If nothing is crossed, or a condition lost every run.
    """
    if not layout.crossed:
        raise InputError("no factor is crossed in this sweep: there is no map of conditions")
    cells = tuple(told(contrast, outcome, pairs, layout, layout.condition == k) for k in range(len(layout.conditions)))
    lost = [one for one, cell in zip(layout.conditions, cells, strict=True) if not cell.lower.cases]
    if lost:
        raise InputError(f"no pair of runs came to its end under {', '.join(map(' and '.join, lost))}")
    wanted = tuple(str(reference.get(name, "")) for name in layout.crossed)
    place = layout.conditions.index(wanted) if wanted in layout.conditions else None
    return Map(contrast, outcome, layout.crossed, layout.conditions, cells, place)
