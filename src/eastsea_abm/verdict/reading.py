"""Pairs and means of a sweep, one outcome in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from eastsea_abm.analysis.contrasts import paired
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.sensitivity.values import outcome_values
from eastsea_abm.verdict.pairs import Pairs, pairs
from eastsea_abm.verdict.sampling import Layout, layout

PairOf = tuple[str, str, str]  # outcome, policy, the policy it is held against
MeanOf = tuple[str, str]  # outcome, policy


class Source(NamedTuple):
    """A finished sweep with its layout and what it is called."""

    name: str
    store: Stored
    layout: Layout


class Wanted(NamedTuple):
    """What is to be read of one sweep."""

    pairs: set[PairOf]
    means: set[MeanOf]
    together: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # outcomes, policies that are ranked


class Read(NamedTuple):
    """What was read of one sweep.

    Attributes
    ----------
    pairs
        By outcome, policy and the policy it is held against.
    means
        By outcome and policy, ``(settings)``.
    together
        By outcome, ``(policies, settings)``: means over the runs that came to their end under all of them.
    """

    pairs: dict[PairOf, Pairs]
    means: dict[MeanOf, np.ndarray]
    together: dict[str, np.ndarray]


def source(name: str, store: Stored) -> Source:
    """A store made ready; see `sampling.layout` for what is refused."""
    return Source(name, store, layout(store))


def read(one: Source, wanted: Wanted) -> Read:
    """Read what is wanted."""
    place = {name: k for k, name in enumerate(one.store.plan.policies)}
    found = Read({}, {}, {})
    for name in _outcomes(one, wanted):
        values = outcome_values(one.store, name)
        for key in sorted(key for key in wanted.pairs if key[0] == name):
            found.pairs[key] = pairs(values[:, place[key[1]]], values[:, place[key[2]]])
        for outcome, policy in sorted(key for key in wanted.means if key[0] == name):
            found.means[outcome, policy] = means(values[:, place[policy]])
        if name in wanted.together[0]:
            ranked = values[:, [place[policy] for policy in wanted.together[1]]].swapaxes(0, 1)
            found.together[name] = np.stack([means(own) for own in paired(ranked)])
    return found


def means(values: np.ndarray) -> np.ndarray:
    """Means over runs, ``(settings)`` from ``(settings, runs)``; nan where no run came to its end."""
    whole = np.isfinite(values)
    number = whole.sum(1)
    return np.where(number > 0, np.where(whole, values, 0.0).sum(1) / np.maximum(number, 1), np.nan)


def _outcomes(one: Source, wanted: Wanted) -> Iterable[str]:
    named = {key[0] for key in wanted.pairs} | {key[0] for key in wanted.means} | set(wanted.together[0])
    return (name for name in one.store.plan.outcomes if name in named)
