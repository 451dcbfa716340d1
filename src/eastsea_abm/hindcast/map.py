"""From the scale of the model to the scale of a record: one increasing curve, fitted on training points alone.

The model's trust of .3 is not 30 per cent of a poll. A curve with two numbers translates,

    y = low + (high - low) * sigmoid(a + b * z),   b >= 0,   z = (x - centre) / scale,

where ``centre`` and ``scale`` are the mean and standard deviation of all training values of all members. Its two
numbers minimise the mean CRPS of the translated ensemble at the training points: minimum-CRPS estimation, proposed
for the coefficients of ensemble model output statistics [Gneiting2005]_. The curve never falls, so it cannot turn a
model that is wrong about direction into one that is right, and it is fitted before a held-out value is looked at.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from eastsea_abm.hindcast.scores import sorted_crps

STEEPEST = 12.0  # |a| and b at most, assumption: at 12 the curve is a step between two members
STARTS = (0.1, 1.0, 4.0)  # slopes from which the search starts, assumption: flat, middling, steep

#: What ``flag`` may say.
ONE_POINT = "fewer than two training points"
NO_SPREAD = "the model's training values are all the same"
NO_SLOPE = "slope 0: the model's values do not rise with the record in training"


class MonotoneMap(NamedTuple):
    """An increasing curve from model values to [low, high].

    Attributes
    ----------
    low, high : float
        Ends of the observed scale.
    a, b : float
        Position and slope of the curve, in standard deviations of the model's training values; b >= 0.
    centre, scale : float
        Mean and standard deviation of the model's training values.
    constant : float
        Where there is a flag: the value given whatever the model says, the training median. Otherwise nan.
    flag : str
        Why the map is constant; empty if it is not.
    """

    low: float
    high: float
    a: float
    b: float
    centre: float
    scale: float
    constant: float
    flag: str

    def __call__(self, values: np.ndarray) -> np.ndarray:
        """Model values of any shape on the observed scale; nan stays nan."""
        x = np.asarray(values, dtype=float)
        if self.flag:
            return np.where(np.isnan(x), math.nan, self.constant)
        z = (x - self.centre) / self.scale
        return self.low + (self.high - self.low) * _sigmoid(self.a + self.b * z)

    @classmethod
    def fit(cls, members: np.ndarray, observed: np.ndarray, low: float, high: float) -> MonotoneMap:
        """The curve with the least mean CRPS at the training points.

        Parameters
        ----------
        members : numpy.ndarray
            Model values at the training points, shape (members, points), two members or more.
        observed : numpy.ndarray
            What was observed there, shape (points,), within [low, high]. Points with a nan are left out.
        low, high : float
            Ends of the observed scale, low < high.

        Returns
        -------
        MonotoneMap
            Constant at the median of ``observed``, with a flag, if there is nothing to fit or no slope helps.

        Raises
        ------
        ValueError
            If there is no training point at all or one lies outside the scale.
        """
        x, y = np.asarray(members, dtype=float), np.asarray(observed, dtype=float)
        there = ~(np.isnan(y) | np.isnan(x).any(axis=0))
        x, y = x[:, there], y[there]
        if y.size == 0:
            raise ValueError("no training point to fit a map on")
        if not low <= y.min() <= y.max() <= high:
            raise ValueError(f"training values from {y.min()} to {y.max()} are not within {low} to {high}")
        centre, scale, middle = float(x.mean()), float(x.std()), float(np.median(y))
        flat = cls(low, high, math.nan, 0.0, centre, scale, middle, ONE_POINT)
        if y.size < 2:
            return flat
        if not scale > 1e-12 * max(1.0, abs(centre)):
            return flat._replace(flag=NO_SPREAD)
        a, b, loss = _least_crps(np.sort((x - centre) / scale, axis=0), (y - low) / (high - low))
        if loss >= np.abs(y - middle).mean() / (high - low) or b == 0.0:
            return flat._replace(flag=NO_SLOPE)
        return cls(low, high, a, b, centre, scale, math.nan, "")


def _least_crps(z: np.ndarray, share: np.ndarray) -> tuple[float, float, float]:
    """Position, slope and loss of the best curve, from fixed starts: the same data give the same curve."""
    from scipy.optimize import minimize

    def loss(ab: np.ndarray) -> float:
        return float(sorted_crps(share, _sigmoid(ab[0] + ab[1] * z)).mean())  # increasing: sorted stays sorted

    middle = float(np.clip(np.median(share), 0.001, 0.999))
    position = math.log(middle / (1.0 - middle))
    found = [
        # The loss has kinks wherever a member passes an observation, so the search uses no slopes of it.
        minimize(
            loss,
            (position, slope),
            method="Nelder-Mead",
            bounds=((-STEEPEST, STEEPEST), (0.0, STEEPEST)),
            options={"xatol": 1e-4, "fatol": 1e-7, "maxiter": 400},
        )
        for slope in STARTS
    ]
    best = min(found, key=lambda result: float(result.fun))
    return float(best.x[0]), float(best.x[1]), float(best.fun)


def _sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), safe for any x."""
    return 0.5 * (1.0 + np.tanh(0.5 * x))
