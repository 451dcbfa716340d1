"""A simulator whose posterior is known: two parameters, each seen through Gaussian noise, and a third that is not."""

from __future__ import annotations

import numpy as np

from eastsea_abm.calibration.fit import log_odds

LOW, HIGH = np.zeros(3), np.array([10.0, 4.0, 1.0])
NOISE = np.array([1.0, 1.0])


def toy_table(rows: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Parameters, and as many statistics: the first two seen, a mixture of both, and noise."""
    rng = np.random.default_rng(seed)
    values = LOW + (HIGH - LOW) * rng.random((rows, 3))
    seen = values[:, :2] + NOISE * rng.standard_normal((rows, 2))
    return values, np.column_stack([seen, seen.sum(axis=1), rng.standard_normal(rows)])


def toy_odds(values: np.ndarray) -> np.ndarray:
    return log_odds(values, LOW, HIGH)
