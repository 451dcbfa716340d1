"""The settings of a sweep as points, and boxes among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.plan import Plan

SCENARIO = "scenario"


class Space(NamedTuple):
    """Points by what was varied: numbers, and words of lists.

    Attributes
    ----------
    numbers
        Names of numeric factors.
    values
        ``(points, numeric factors)``.
    lists
        Names of factors that take words.
    words
        For each of ``lists`` its words, in the order met.
    codes
        ``(points, lists)``: which word.
    samples
        ``(points)``: which points share a sample, where conditions are crossed with every sample: together they
        are one draw, and no evidence by themselves. None where every point is a sample of its own.
    """

    numbers: tuple[str, ...]
    values: np.ndarray
    lists: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    codes: np.ndarray = np.zeros((0, 0), np.int64)
    samples: np.ndarray | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All factors, numeric ones first: the order of every array over factors."""
        return (*self.numbers, *self.lists)

    def take(self, which: np.ndarray) -> Space:
        """Some of the points, by a mask or by place."""
        codes = self.codes[which] if self.lists else self.codes
        samples = None if self.samples is None else self.samples[which]
        return self._replace(values=self.values[which], codes=codes, samples=samples)

    def only(self, factors: Sequence[int]) -> Space:
        """The same points by some of the factors, given by their places in order."""
        first = len(self.numbers)
        numbers = [k for k in factors if k < first]
        lists = [k - first for k in factors if k >= first]
        return Space(
            tuple(self.numbers[k] for k in numbers),
            self.values[:, numbers],
            tuple(self.lists[k] for k in lists),
            tuple(self.words[k] for k in lists),
            self.codes[:, lists] if self.lists else self.codes,
            self.samples,
        )

    def independent(self, which: np.ndarray) -> int:
        """How many samples the points of a mask come from."""
        return int(which.sum()) if self.samples is None else np.unique(self.samples[which]).size


class Box(NamedTuple):
    """A part of the space.

    Attributes
    ----------
    low, high
        ``(numeric factors)``: points inside lie strictly between; infinite where nothing is asked.
        Each bound is the nearest value that is left out.
    allowed
        For every list factor, which of its words are inside.
    """

    low: np.ndarray
    high: np.ndarray
    allowed: tuple[np.ndarray, ...] = ()

    def meets(self, space: Space) -> np.ndarray:
        """``(points, factors)``: whether a point meets what is asked of each factor."""
        fits = (space.values > self.low) & (space.values < self.high)
        if not self.allowed:
            return fits
        words = [own[space.codes[:, k]] for k, own in enumerate(self.allowed)]
        return np.column_stack([fits, *words])

    def inside(self, space: Space) -> np.ndarray:
        """``(points)``: whether a point lies in the box."""
        return self.meets(space).all(1)

    @property
    def restricted(self) -> np.ndarray:
        """``(factors)``: of which factors anything is asked."""
        numbers = np.isfinite(self.low) | np.isfinite(self.high)
        return np.concatenate([numbers, np.array([not own.all() for own in self.allowed], bool)])

    def below(self, factor: int, bound: float) -> Box:
        """The box with another upper bound of a numeric factor."""
        high = self.high.copy()
        high[factor] = bound
        return self._replace(high=high)

    def above(self, factor: int, bound: float) -> Box:
        """The box with another lower bound of a numeric factor."""
        low = self.low.copy()
        low[factor] = bound
        return self._replace(low=low)

    def switched(self, factor: int, word: int) -> Box:
        """The box with a word of a list factor taken out or let in."""
        allowed = [own.copy() for own in self.allowed]
        allowed[factor][word] = not allowed[factor][word]
        return self._replace(allowed=tuple(allowed))

    def without(self, factor: int) -> Box:
        """The box with nothing asked of a factor."""
        if factor < self.low.size:
            return self.above(factor, -np.inf).below(factor, np.inf)
        place = factor - self.low.size
        allowed = [np.ones_like(own) if k == place else own for k, own in enumerate(self.allowed)]
        return self._replace(allowed=tuple(allowed))


def whole(space: Space) -> Box:
    """The box of everything."""
    k = len(space.numbers)
    return Box(np.full(k, -np.inf), np.full(k, np.inf), tuple(np.ones(len(own), bool) for own in space.words))


def widened(space: Space, factors: Sequence[int], box: Box) -> Box:
    """A box among some of the factors as one among all: nothing is asked of the others."""
    first = len(space.numbers)
    full = whole(space)
    numbers = [k for k in factors if k < first]
    full.low[numbers], full.high[numbers] = box.low, box.high
    allowed = list(full.allowed)
    for own, k in zip(box.allowed, (k for k in factors if k >= first), strict=True):
        allowed[k - first] = own
    return full._replace(allowed=tuple(allowed))


def space_of(plan: Plan, design: pd.DataFrame) -> Space:
    """The settings by the factors that vary; the scenario is one where there are several."""
    names = [name for name in (*(one.name for one in plan.factors), SCENARIO) if design[name].nunique() > 1]
    lists = tuple(name for name in names if design[name].dtype.kind not in "fiu")
    numbers = tuple(name for name in names if name not in lists)
    values = design[list(numbers)].to_numpy(float).reshape(len(design), len(numbers))
    columns = [[str(value) for value in design[name]] for name in lists]
    words = tuple(tuple(dict.fromkeys(column)) for column in columns)
    codes = [[own.index(word) for word in column] for own, column in zip(words, columns, strict=True)]
    samples = np.arange(len(design)) // plan.together if plan.together > 1 else None
    return Space(numbers, values, lists, words, np.array(codes, np.int64).reshape(len(lists), len(design)).T, samples)
