"""Which box of a trajectory is shown, and which of its restrictions are more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.discovery.peeling import ALPHA, pasted, trajectory
from eastsea_abm.discovery.space import Box, Space, whole, widened
from eastsea_abm.discovery.splitting import LEAST_POINTS, best_splits

#: Of the true points: a box that misses more is no answer (assumption). Where it is true in several places of which
#: none holds so much, no single box is found.
COVERAGE = 0.5
LEAST_SHARE = 0.05  # of all points in a box (assumption)
#: Factors that are peeled. Thin slices of few points are luck: among sixty factors some slice always looks good, and
#: the box would ask a little of every one of them (assumption; a box of more factors is no sentence either).
MOST_FACTORS = 6
CHANCE = 0.05  # a restriction that chance gives more often is dropped

RULE = (
    f"the {MOST_FACTORS} factors that best part true from false one at a time are peeled; of the boxes that cover at "
    "least half of what is true, the densest; of those within one standard error of it, the one that restricts the "
    "fewest factors, and covers the most; then widened, and factors not told from chance dropped"
)


class Measured(NamedTuple):
    """A box in numbers.

    Attributes
    ----------
    points, true
        In the box.
    coverage
        Share of all true points that lie in the box.
    density
        Share of the points in the box that are true.
    support
        Share of all points that lie in the box.
    elsewhere
        Share of the points outside that are true; nan where there is none.
    factors
        Number of factors restricted.
    """

    points: int
    true: int
    coverage: float
    density: float
    support: float
    elsewhere: float
    factors: int


def measured(space: Space, truth: np.ndarray, box: Box) -> Measured:
    """What a box holds."""
    inside = box.inside(space)
    points, true, total = int(inside.sum()), int(truth[inside].sum()), int(truth.sum())
    return Measured(
        points,
        true,
        true / total if total else math.nan,
        true / points if points else math.nan,
        points / truth.size,
        float(truth[~inside].mean()) if points < truth.size else math.nan,
        int(box.restricted.sum()),
    )


class Chosen(NamedTuple):
    """The box of a space; it restricts nothing where none is worth showing.

    Attributes
    ----------
    quasi_p
        For every factor, `quasi_p`; nan where it is not restricted.
    """

    box: Box
    quasi_p: np.ndarray
    trajectory: list[Measured]
    dropped: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Whether there is a box."""
        return bool(self.box.restricted.any())


def chosen(space: Space, truth: np.ndarray, alpha: float = ALPHA) -> Chosen:
    """The box by `RULE`.

    Parameters
    ----------
    truth
        ``(points)``, bool.
    """
    screened = screen(space, truth)
    own = space.only(screened)
    least = max(LEAST_POINTS, math.ceil(LEAST_SHARE * truth.size))
    boxes = trajectory(own, truth, whole(own), least_points=least, least_coverage=COVERAGE, alpha=alpha)
    steps = [measured(own, truth, box) for box in boxes]
    box = widened(space, screened, pasted(own, truth, boxes[pick(steps)], alpha))
    dropped = []
    values = quasi_ps(space, truth, box)
    while (values > CHANCE).any():
        least_sure = int(np.nanargmax(values))
        dropped.append(space.names[least_sure])
        box = box.without(least_sure)
        values = quasi_ps(space, truth, box)
    return Chosen(box, values, steps, tuple(dropped))


def screen(space: Space, truth: np.ndarray) -> list[int]:
    """Places of the factors that are peeled, in order: those whose best cut alone gains most."""
    gains = [one.gain for one in best_splits(space, truth)]
    return sorted(sorted(range(len(gains)), key=lambda k: -gains[k])[:MOST_FACTORS])


def pick(steps: Sequence[Measured]) -> int:
    """Place of the box by `RULE`, before it is widened."""
    fit = [k for k, one in enumerate(steps) if one.coverage >= COVERAGE]
    best = max(fit, key=lambda k: (steps[k].density, steps[k].coverage))
    within = [k for k in fit if steps[k].density >= steps[best].density - _error(steps[best])]
    return min(within, key=lambda k: (steps[k].factors, -steps[k].coverage, -steps[k].density))


def _error(one: Measured) -> float:
    """Standard error of a density, one point of either kind added so that it is never 0."""
    share = (one.true + 1) / (one.points + 2)
    return math.sqrt(share * (1 - share) / (one.points + 2))


def quasi_ps(space: Space, truth: np.ndarray, box: Box) -> np.ndarray:
    """For every restricted factor its quasi-p-value [BryantLempert2010]_, nan for others.

    The chance of at least so many true points in the box if each of its points were true as often as in the
    box without that one restriction: a binomial test on one side. It takes no account of the search. Points that
    share a sample count as one, of which the share of true ones is true.
    """
    from scipy.special import bdtrc

    here = measured(space, truth, box)
    number = space.independent(box.inside(space))
    hits = here.true if number == here.points else round(here.density * number) if number else 0
    values = np.full(len(space.names), np.nan)
    for factor in np.flatnonzero(box.restricted):
        loose = measured(space, truth, box.without(int(factor)))
        values[factor] = bdtrc(hits - 1, number, loose.density) if hits else 1.0
    return values
