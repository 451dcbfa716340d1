"""When enough runs have been made: stop on the width of the intervals, never on what they say.

A comparison that stopped as soon as a difference looked significant would find too many. Here the stop looks
only at half-widths, and its interval is asymptotically as good as one of a fixed number of runs [ChowRobbins1965]_;
that this number of runs is large enough for it is an assumption, helped by a first look after no fewer than
`FIRST_LOOK` runs and by few looks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.contrasts import by_run, contrast, paired
from eastsea_abm.errors import InputError

FIRST_LOOK = 100  # runs before the first look: the variance must be known before it decides
STEP = 100  # numbers of runs are whole multiples of this
MOST = 20_000
MARGIN = 1.05  # more than the last look says is needed, so that the next look is mostly the last
GROWTH = 4  # times as many runs as before at most, since an early variance may mislead
#: A rare thing that has not yet differed is no proof that it never does: until this many pairs have differed,
#: an outcome counts as settled only after `STILL` runs.
FEWEST_UNEQUAL, STILL = 10, 1000


class Width(NamedTuple):
    """The half-width that is wanted: in the outcome's own unit, or as a part of the reference's mean."""

    size: float
    relative: bool

    def __str__(self) -> str:
        return f"{100 * self.size:g}%" if self.relative else f"{self.size:g}"

    def of(self, mean: float) -> float:
        """The half-width in the unit of the outcome."""
        return self.size * abs(mean) if self.relative else self.size


class Missed(NamedTuple):
    """A difference that is not yet known well enough."""

    outcome: str
    policy: str
    half_width: float
    wanted: float

    def __str__(self) -> str:
        if self.half_width <= self.wanted:
            return f"{self.outcome} under {self.policy}: fewer than {FEWEST_UNEQUAL} pairs differ"
        return f"{self.outcome} under {self.policy}: ± {self.half_width:.3g}, wanted ± {self.wanted:.3g}"


def width(text: str) -> Width:
    """The width that ``2%`` or ``0.01`` asks for.

    Raises
    ------
    InputError
        If it is neither.
    """
    relative = text.strip().endswith("%")
    try:
        size = float(text.strip().removesuffix("%")) / (100.0 if relative else 1.0)
    except ValueError:
        size = math.nan
    if not (math.isfinite(size) and size > 0.0):
        raise InputError(f"--precision {text}: a width above 0 is needed, as 2% of the reference's mean or 0.01")
    return Width(size, relative)


def missed(totals: Mapping[str, np.ndarray], policies: Sequence[str], reference: str, wanted: Width) -> list[Missed]:
    """Every difference whose interval is still wider than wanted.

    Parameters
    ----------
    totals
        By outcome ``(policies, runs)``, nan where a run failed.
    """
    found = []
    for name, values in totals.items():
        pairs = by_run(paired(values[:, None, :]))
        own = dict(zip(policies, pairs, strict=True))
        for policy in policies:
            if policy == reference:
                continue
            told = contrast(own[policy], own[reference], 0)
            half, goal = told["half_width"], wanted.of(told["reference_mean"])
            unequal = int((own[policy] != own[reference]).sum())
            if not half <= goal or (unequal < FEWEST_UNEQUAL and pairs.shape[1] < STILL):
                found.append(Missed(name, policy, half, goal))
    return found


def next_look(runs: int, lacking: Sequence[Missed], most: int) -> int:
    """How many runs there should be at the next look: what the widths so far say is needed."""
    need = float(runs)
    for one in lacking:
        ratio = one.half_width / one.wanted if one.wanted > 0 else math.inf
        need = max(need, runs * ratio * ratio * MARGIN if math.isfinite(ratio) else math.inf)
    reached = min(need, float(runs * GROWTH), float(most))
    return min(most, max(runs + STEP, STEP * math.ceil(reached / STEP)))
