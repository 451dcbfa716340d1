"""What many runs were like, month by month, without keeping them: means, spreads, quantiles, shares.

A `Summary` counts. Every value of a month falls into one of `CLASSES` classes of its outcome, and its sum is
kept in whole numbers. Whole numbers add up to the same in any order, so summaries of different runs can be
filled by different threads and merged afterwards, and the result is the same to the last bit. Memory does
not grow with the runs.

Classes are of a thousandth of the range for outcomes from 0 to 100 or 0 to 1, one a number for counts, and
for the rest a thirty-second of the power of two below the value. A quantile is taken at place ``q (n - 1)`` of the
sorted values from 0, linearly between neighbours, as numpy does by default; from classes it is known to
within the class in which it lies, for counts exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eastsea_abm import outcomes
from eastsea_abm._jit import driven, rule
from eastsea_abm.world import Floats, Ints

Counts = NDArray[np.uint32]

CLASSES = 1024  # of every outcome and month
LINEAR = 1000  # of these, for outcomes with a range
OCTAVE = 32  # classes between a number and its double
LOWEST = -24  # power of two below which all values without a range share the first class
ONE, WHOLE, SCALE = 0, 1, 2  # kinds of classes: see `Ruler`
PARTS = 1 << 58  # of one, in which sums are kept: two of them still fit a whole number of 64 bits
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")
#: Outcomes whose months are also added up from the first on: monthly expectations say little by themselves.
ADDED = ("entrapment", "involvement")
SO_FAR = "_so_far"  # ends the name of such a column


class Ruler(NamedTuple):
    """How the values of a column are sorted into classes."""

    kind: int  # ONE: up to ``top`` in equal classes; WHOLE: numbers; SCALE: powers of two
    top: float

    def edges(self, at: Ints) -> tuple[Floats, Floats]:
        """Lower and upper edge of classes."""
        place = at.astype(np.float64)
        if self.kind == ONE:
            return place * self.top / LINEAR, (place + 1.0) * self.top / LINEAR
        if self.kind == WHOLE:
            return place, place
        return _scale_edge(at), _scale_edge(at + 1)


def _scale_edge(at: Ints) -> Floats:
    """Lower edge of classes of numbers without a range; the first begins at 0."""
    octave, part = np.divmod(at - 1, OCTAVE)
    return np.where(at > 0, np.ldexp(1.0 + part / OCTAVE, octave + LOWEST), 0.0)


UNITS = {outcome.name: outcome.unit for outcome in outcomes.OUTCOMES}


def ruler(column: str) -> Ruler:
    """The classes of an outcome, by its unit."""
    unit = UNITS.get(column, "")
    if unit in ("0 to 100", "0 to 1"):
        return Ruler(ONE, float(unit.split()[-1]))
    return Ruler(WHOLE, 0.0) if unit in ("count", "months") else Ruler(SCALE, 0.0)


@rule
def sort_into(kind: int, top: float, value: float) -> int:
    """The class of a value; what lies outside falls into the first or the last."""
    if kind == SCALE:
        if value < 2.0**LOWEST:
            return 0
        part, power = math.frexp(value)
        place = (power - 1 - LOWEST) * OCTAVE + int((part - 0.5) * (2 * OCTAVE)) + 1
        return min(place, CLASSES - 1)
    wide = value * (LINEAR / top) if kind == ONE else value
    last = LINEAR - 1 if kind == ONE else CLASSES - 1
    return 0 if not wide > 0.0 else last if wide >= last else int(wide)


@rule
def add_up(series: Floats, added: Ints, longer: Floats) -> None:
    """Copy ``series`` into ``longer``, with the ``added`` columns summed from the first month on behind them."""
    columns = series.shape[2]
    for r in range(series.shape[0]):
        for t in range(series.shape[1]):
            for k in range(columns):
                longer[r, t, k] = series[r, t, k]
            for k in range(added.size):
                before = longer[r, t - 1, columns + k] if t > 0 else 0.0
                longer[r, t, columns + k] = before + series[r, t, added[k]]


@rule
def fill(
    series: Floats,
    wrong: Ints,
    kinds: Ints,
    tops: Floats,
    counts: Counts,
    above: Ints,
    sums: Ints,
    low: Floats,
    high: Floats,
) -> None:
    """Count every month of the runs that did not go wrong.

    ``sums[t, k]`` holds the sum as a whole number and parts of `PARTS` of one, then that of the squares.
    """
    for t in range(series.shape[1]):
        for k in range(series.shape[2]):
            for r in range(series.shape[0]):
                if wrong[r] < 0:
                    value = series[r, t, k]
                    counts[t, k, sort_into(kinds[k], tops[k], value)] += np.uint32(1)
                    above[t, k] += 1 if value > 0.0 else 0
                    add_exactly(sums[t, k], 0, value)
                    add_exactly(sums[t, k], 2, value * value)
                    low[t, k] = min(low[t, k], value)
                    high[t, k] = max(high[t, k], value)


@rule
def add_exactly(own: Ints, at: int, value: float) -> None:
    """Add ``value`` to a sum kept as a whole number and parts of `PARTS` of one."""
    floor = math.floor(value)
    own[at] += int(floor)
    own[at + 1] += int((value - floor) * PARTS)
    if own[at + 1] >= PARTS:
        own[at + 1] -= PARTS
        own[at] += 1


def summed(columns: Sequence[str]) -> list[str]:
    """Columns of a summary of runs with these outcomes."""
    return [*columns, *(f"{name}{SO_FAR}" for name in ADDED if name in columns)]


class Summary:
    """Months of many runs, counted.

    Parameters
    ----------
    columns
        Outcomes of the runs that will be added; see `summed` for those of the summary.
    engine
        Who counts: ``compiled`` or ``plain``, with the same result.
    """

    def __init__(self, columns: Sequence[str], months: int, engine: str = "plain") -> None:
        self.columns = summed(columns)
        self.months = months
        self.runs = self.failed = 0
        shape = (months, len(self.columns))
        added = [name for name in ADDED if name in columns]
        self._added = np.array([list(columns).index(name) for name in added], np.int64)
        self.rulers = [ruler(name) for name in self.columns]
        self._kinds = np.array([one.kind for one in self.rulers], np.int64)
        self._tops = np.array([one.top for one in self.rulers])
        self.counts = np.zeros((*shape, CLASSES), np.uint32)
        self.above = np.zeros(shape, np.int64)
        self._sums = np.zeros((*shape, 4), np.int64)
        self.low, self.high = np.full(shape, np.inf), np.full(shape, -np.inf)
        self._fill, self._add_up = driven(fill, engine), driven(add_up, engine)

    def add(self, series: np.ndarray, wrong: np.ndarray) -> None:
        """Count runs of shape ``(runs, months, columns)``; those with a month in ``wrong`` are left out."""
        longer = np.zeros((*series.shape[:2], len(self.columns)))
        self._add_up(np.ascontiguousarray(series), self._added, longer)
        self._fill(longer, wrong, self._kinds, self._tops, self.counts, self.above, self._sums, self.low, self.high)
        failed = int((wrong >= 0).sum())
        self.failed += failed
        self.runs += len(wrong) - failed

    def merge(self, other: Summary) -> None:
        """Add what another summary has counted: other runs of the same months."""
        self.runs, self.failed = self.runs + other.runs, self.failed + other.failed
        self.counts += other.counts
        self.above += other.above
        self._sums += other._sums
        carry = self._sums[..., 1::2] >= PARTS
        self._sums[..., 1::2] -= PARTS * carry
        self._sums[..., 0::2] += carry
        np.minimum(self.low, other.low, out=self.low)
        np.maximum(self.high, other.high, out=self.high)

    def mean(self) -> Floats:
        """Means, shape ``(months, columns)``; nan without runs."""
        if self.runs == 0:
            return np.full_like(self.low, np.nan)
        return np.asarray(self._sum(0) / (self.runs * PARTS), np.float64)

    def sd(self) -> Floats:
        """Standard deviations over runs, with ``n - 1`` below; nan below two runs."""
        n = self.runs
        if n < 2:
            return np.full_like(self.low, np.nan)
        # In whole numbers, so that nothing is lost between two large sums.
        spread = (n * PARTS * self._sum(2) - self._sum(0) ** 2) / (n * (n - 1) * PARTS**2)
        return np.where(self.low == self.high, 0.0, np.sqrt(np.maximum(np.asarray(spread, np.float64), 0.0)))

    def _sum(self, k: int) -> np.ndarray:
        """A sum in `PARTS` of one, as numbers of any length."""
        return self._sums[..., k].astype(object) * PARTS + self._sums[..., k + 1].astype(object)

    def quantile(self, q: float) -> Floats:
        """A quantile of every month and column, to within its class; nan without runs."""
        out = np.full_like(self.low, np.nan)
        if self.runs == 0:
            return out
        place = q * (self.runs - 1)
        first = int(place)
        for k in range(len(self.columns)):
            a = self._ordered(k, first)
            b = self._ordered(k, min(first + 1, self.runs - 1))
            out[:, k] = a + (b - a) * (place - first)
        return out

    def _ordered(self, k: int, place: int) -> Floats:
        """The value at a place among the sorted ones of a column, month by month, from 0."""
        counted = np.cumsum(self.counts[:, k], axis=1, dtype=np.int64)
        at = (counted <= place).sum(axis=1)
        month = np.arange(self.months)
        inside = self.counts[month, k, at]
        before = counted[month, at] - inside
        lower, upper = self.rulers[k].edges(at)
        # No value lies beyond the least and the largest there was, wherever the edges of its class are.
        lower, upper = np.maximum(lower, self.low[:, k]), np.minimum(upper, self.high[:, k])
        return np.clip(lower + (upper - lower) * ((place - before + 0.5) / inside), self.low[:, k], self.high[:, k])
