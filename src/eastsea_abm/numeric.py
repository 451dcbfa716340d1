"""Four small functions every mechanism may use. ``math``, never NumPy: its vector loops round otherwise."""

from __future__ import annotations

import math

from eastsea_abm._jit import rule, woven
from eastsea_abm.world import Floats


@woven
def sigmoid(x: float) -> float:
    """1 / (1 + exp(-x)), safe for any finite x."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-min(x, 700.0)))
    e = math.exp(max(x, -700.0))
    return e / (1.0 + e)


@woven
def clip(x: float, low: float, high: float) -> float:
    """``x``, kept between ``low`` and ``high``."""
    return min(max(x, low), high)


@woven
def choose(weights: Floats, n: int, precision: float, draw: float) -> int:
    """Logit choice among ordered acts [McKelveyPalfrey1995]_, by inverse distribution.

    On entry ``weights[:n]`` holds utilities (-inf: closed), on return the probabilities. Because the acts
    are ordered, a slightly higher utility moves the choice monotonically under the same draw. This is an
    adaptive response to the present state, not an equilibrium.
    """
    best = weights[0]
    for a in range(1, n):
        best = max(best, weights[a])
    total = 0.0
    for a in range(n):
        gap = precision * (weights[a] - best) if weights[a] > -math.inf else -math.inf
        weights[a] = math.exp(gap) if gap > -700.0 else 0.0
        total += weights[a]
    for a in range(n):
        weights[a] = weights[a] / total
    cumulated = 0.0
    chosen = 0
    for a in range(n):
        cumulated += weights[a]
        chosen += 1 if draw >= cumulated else 0
    while chosen == n or (chosen > 0 and weights[chosen] == 0.0):  # where rounding left the sum below the draw
        chosen -= 1
    return chosen


@rule
def expected(weights: Floats, levels: tuple[float, ...], n: int) -> float:
    """The mean level of a choice whose probabilities are ``weights[:n]``."""
    mean = 0.0
    for a in range(n):
        mean += weights[a] * levels[a]
    return mean
