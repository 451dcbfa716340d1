"""Which settings of a sweep are one sample: what is independent of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.plan import Plan

SAMPLED = ("lhs", "sobol", "morris", "csv")  # a table of settings counts as a sample: an assumption, said aloud


def samples(plan: Plan, design: pd.DataFrame) -> np.ndarray | None:
    """Which sample each setting belongs to: what is crossed with a sample, or made of it, stays together.

    The same points are sampled under every scenario. None for a grid, whose settings are those of the design and no
    sample of anything.
    """
    if plan.design not in SAMPLED:
        return None
    place = design.groupby("scenario").cumcount().to_numpy()
    each = int(place.max(initial=0)) + 1
    number = plan.samples if plan.design in ("sobol", "morris") and plan.samples else each // plan.together
    return np.asarray(place * number // each, np.int64)
