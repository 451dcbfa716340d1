"""Stores in which it is known where one policy takes the place of another."""

from __future__ import annotations

import numpy as np
from made_stores import Made, made

TURN = 0.4  # of the factor, from 0 to 1


def crossing(
    seed: int = 0,
    samples: int = 120,
    runs: int = 8,
    slope: float = 2.0,
    bend: float = 0.0,
    level: float = 0.0,
    **changed,
) -> Made:
    """The second policy has less of the outcome where ``x`` is above `TURN`, on average over sets and luck."""
    rng = np.random.default_rng(seed)
    x = (rng.permutation(samples) + rng.random(samples)) / samples
    truth = slope * (x - TURN) + bend * (x**3 - TURN**3) + level
    luck = 0.3 * rng.normal(size=runs) + 0.5 * rng.normal(size=(samples, runs))
    gain = truth[:, None] + 0.8 * rng.normal(size=samples)[:, None] + luck
    base = 10.0 + 3.0 * rng.normal(size=(samples, runs))
    values = np.stack([base, base - gain], 1)

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return values[setting, policy, run]

    rules = {"entrapment": entrapment, "cooperation": entrapment, "involvement": entrapment}
    own = {"policies": ("hedge", "engage"), "runs": runs, "design": "lhs", "samples": samples} | changed
    return made(rules, {"x": list(x)}, **own)


def grid(runs: int = 40, gains: tuple[float, ...] = (-2.0, -1.0, 2.0, 3.0), **changed) -> Made:
    """Levels 0, 1, 2, 4 of ``x``, at which the second policy has this much less, give or take the luck of a run."""
    rng = np.random.default_rng(3)
    luck = rng.normal(size=runs)
    luck -= luck.mean()

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return 10.0 + 0.3 * run - policy * (np.array(gains)[setting] + 0.2 * luck[run])

    own = {"policies": ("hedge", "engage"), "runs": runs} | changed
    return made({"entrapment": entrapment}, {"x": [0.0, 1.0, 2.0, 4.0]}, **own)
