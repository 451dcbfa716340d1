"""Which pair of runs is told: the median of a contrast, or its worst."""

from __future__ import annotations

import numpy as np

from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import InputError
from eastsea_abm.sensitivity.values import outcome_values
from eastsea_abm.stories.story import Pair


def values(store: Stored, outcome: str, contrast: tuple[str, str], setting: int | None = None) -> np.ndarray:
    """An outcome under the two policies, shape (2, settings, runs); nan where either run of a pair failed."""
    places = [store.plan.policies.index(name) for name in contrast]
    both = outcome_values(store, outcome)[:, places].swapaxes(0, 1).copy()
    both[:, ~np.isfinite(both).all(0)] = np.nan
    if setting is not None:
        both[:, np.arange(both.shape[1]) != setting] = np.nan
    return both


def chosen(both: np.ndarray, which: str, better: int) -> Pair:
    """The pair that is told; of several with the same difference the first.

    Parameters
    ----------
    both
        As `values` gives them.
    which
        ``median``: the pair whose difference is the median, of an even number the lower of the middle two.
        ``worst``: where the first policy does worst against the second.
    better
        -1 where less of the outcome is better, 1 where more is; where neither is, the highest counts as worst.

    Raises
    ------
    InputError
        If no pair came to its end.
    """
    gap = (both[0] - both[1]).ravel()
    there = np.sort(gap[np.isfinite(gap)])
    if not there.size:
        raise InputError("no pair of runs came to its end under both policies")
    wanted = there[(there.size - 1) // 2] if which == "median" else there[0 if better > 0 else -1]
    setting, run = np.unravel_index(int(np.nonzero(gap == wanted)[0][0]), both.shape[1:])
    return Pair(
        which,
        int(setting),
        int(run),
        float(both[0, setting, run]),
        float(both[1, setting, run]),
        float((there < wanted).mean()),
        float((there == wanted).mean()),
        int(there.size),
    )
