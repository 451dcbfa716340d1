"""Numbers as the page is sent them: short, and null where there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

PLACES = 3


def short(value: float, places: int = PLACES) -> float | None:
    """A number with few digits, None for what is no number."""
    return round(float(value), places) if math.isfinite(value) else None


def shorts(values: Iterable[float] | np.ndarray, places: int = PLACES) -> list[float | None]:
    """Many of them."""
    return [short(value, places) for value in values]


def table(values: np.ndarray, there: np.ndarray, places: int = PLACES) -> list[list[float | None]]:
    """A table in which only what is ``there`` has a number."""
    return [
        [short(value, places) if known else None for value, known in zip(row, mask, strict=True)]
        for row, mask in zip(values.tolist(), there.tolist(), strict=True)
    ]
