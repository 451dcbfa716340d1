"""What a history of the training months is reduced to: numbers that need no unit.

Polls, ships and the model stand on different scales, so of every series only the shape counts: its values at the
months in which the record has them, less their mean and over their spread. Of instruments it counts whether
and when those were signed that the record saw signed, how long any was suspended, and how many were in force.
The same functions reduce the record and a run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eastsea_abm.errors import InputError
from eastsea_abm.vocabulary import ABSENT, ACTIVE, SIGNED, SUSPENDED
from eastsea_abm.world import Floats

YEAR = 12
LEAST_POINTS = 3  # of a series: two standardised points say no more than which is the larger
POLLS = ("relations", "liking_KOR", "liking_JPN")
INDEX = "cooperation"


class Shape(NamedTuple):
    """A series of which the shape counts."""

    name: str
    title: str
    column: str  # of the model
    months: tuple[tuple[int, int], ...]  # of each point, first and one after the last, counted from the first month
    labels: tuple[str, ...]


class Layout(NamedTuple):
    """Which statistics a training period has, in the order in which they stand."""

    first: int  # calendar month
    months: int
    shapes: tuple[Shape, ...]
    signed: tuple[str, ...]  # instruments that the record saw signed
    instruments: tuple[str, ...]  # all of the region

    @property
    def names(self) -> tuple[str, ...]:
        """One name a statistic, such as ``relations 2013-03`` or ``GSOMIA signed``."""
        shapes = [f"{shape.name} {label}" for shape in self.shapes for label in shape.labels]
        changes = [f"{name} {what}" for name in self.signed for what in ("signed", "month of signing")]
        return (*shapes, *changes, "share of months suspended", "instruments in force")


class Observed(NamedTuple):
    """The record of a training period, reduced."""

    layout: Layout
    values: Floats  # (statistics,)


def shape_of(values: Floats) -> Floats:
    """Values less their mean and over their spread along the last axis; zeros where nothing varies."""
    spread = values.std(axis=-1, keepdims=True)
    apart = values - values.mean(axis=-1, keepdims=True)
    return np.where(spread > 1e-12, apart / np.where(spread > 1e-12, spread, 1.0), 0.0)


def of_instruments(status: Floats, signed: Sequence[int]) -> Floats:
    """Statistics of instruments.

    Parameters
    ----------
    status
        Codes, shape ``(runs, months, instruments)``.
    signed
        Which of the instruments the record saw signed.

    Returns
    -------
    array
        For each of these whether it was signed by the end, and when as a share of the months (1 for never); then
        the share of months in which one or another was suspended, and the mean number signed or active.
    """
    months = status.shape[1]
    out = []
    for k in signed:
        there = status[:, :, k] != ABSENT
        ever = there.any(axis=1)
        out += [ever.astype(float), np.where(ever, there.argmax(axis=1) / months, 1.0)]
    out.append((status == SUSPENDED).any(axis=2).mean(axis=1))
    out.append(((status == SIGNED) | (status == ACTIVE)).sum(axis=2).mean(axis=1))
    return np.column_stack(out)


def reduced(series: Floats, columns: Sequence[str], layout: Layout) -> Floats:
    """Statistics of runs.

    Parameters
    ----------
    series
        Shape ``(runs, months, columns)``; the months are those of the layout.
    columns
        Their names.

    Returns
    -------
    array
        Shape ``(runs, statistics)``; nan all along for a run that went wrong.
    """
    place = {name: k for k, name in enumerate(columns)}
    parts = []
    for shape in layout.shapes:
        own = series[:, :, place[shape.column]]
        parts.append(shape_of(np.column_stack([own[:, a:b].mean(axis=1) for a, b in shape.months])))
    status = series[:, :, [place[f"status_{name}"] for name in layout.instruments]]
    parts.append(of_instruments(status, [layout.instruments.index(name) for name in layout.signed]))
    out = np.column_stack(parts)
    out[~np.isfinite(series).all(axis=(1, 2))] = np.nan
    return out


def code_digest() -> str:
    """Sixteen digits that change whenever this file does: statistics of another version are others."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]


def check_period(first: int, months: int) -> None:
    """Raise `InputError` where a training period is too short to have a shape."""
    if months < LEAST_POINTS * YEAR:
        raise InputError(f"{months} months are too few to train on; give at least {LEAST_POINTS * YEAR}")
