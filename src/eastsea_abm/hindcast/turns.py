"""Turning points of a monthly series in the held-out months: the record's, and those of every forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eastsea_abm.hindcast.aligned import Points, at_points
from eastsea_abm.hindcast.forecasts import MODEL, curve_of
from eastsea_abm.hindcast.turning import Turn, chance, f1_of_paths, matched, turning_points, within_window

if TYPE_CHECKING:
    from eastsea_abm.hindcast.forecasts import Judged
    from eastsea_abm.hindcast.judging import Row
    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Series

MEMBERS = 100  # paths that are looked at one by one


def observed_turns(train: Points, test: Points) -> list[Turn]:
    """The record's turning points in the held-out months, places counted from the first of these."""
    whole = turning_points(np.concatenate([train.values, test.values]), train.values)
    return within_window(whole, len(train.values), len(test.values))


def turned(row: Row, path: np.ndarray, members: np.ndarray, train: Points, test: Points) -> Row:
    """A row with its turning points.

    Parameters
    ----------
    path
        The forecast's median over training and held-out months, on the observed scale.
    members
        Its members over the same months, shape (members, months).
    """
    window = len(train.values), len(test.values)
    there = observed_turns(train, test)
    paths = f1_of_paths(there, members[:MEMBERS], train.values, window)
    row = row._replace(f1_paths=float(np.nan_to_num(paths).mean()))
    claimed = within_window(turning_points(path, train.values), *window)
    if not claimed:
        return row
    found = matched(there, claimed)
    return row._replace(
        turns=float(found.hits),
        missed=float(found.missed),
        false_alarms=float(found.false_alarms),
        f1=found.f1,
        chance=chance(there, claimed, len(test.values)).p,
    )


def whole_paths(
    method: str, made: Judged, runs: Runs, series: Series, train: Points, test: Points
) -> tuple[np.ndarray, np.ndarray]:
    """Median and members of a forecast over training and held-out months; of a baseline the record comes first."""
    if method != MODEL:
        before = np.broadcast_to(train.values, (len(made.members), len(train.values)))
        return np.concatenate([train.values, made.point]), np.concatenate([before, made.members], axis=1)
    own = at_points(runs, series, np.concatenate([train.months, test.months]))
    curve = curve_of(own[:, : len(train.months)], series, train)
    return np.median(curve(own), axis=0), curve(own)
