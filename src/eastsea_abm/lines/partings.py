"""Who parts from whom, and when: pairs that act otherwise under another policy, with the same luck."""

from __future__ import annotations

from typing import Any

import numpy as np

from eastsea_abm.scenario.schema import date_of
from eastsea_abm.scenario.setup import Setup


def partings(setup: Setup, one: np.ndarray, other: np.ndarray) -> list[dict[str, Any]]:
    """Pairs by how many futures they part in, then by how soon.

    Parameters
    ----------
    one, other
        Acts of the same runs under two policies, shape ``(runs, months, pairs)``, see `FuturesPlayer.acts`.

    Returns
    -------
    list
        Of every pair that parts: actor, target, the share of futures in which it does, the median month of those,
        counted from 1, and the date of the earliest.
    """
    if not len(one):
        return []
    first = _first_months(one != other)
    g, names = setup.region, setup.index.states
    actors = np.concatenate([g.tie_actor, g.rivalry_actor])
    targets = np.concatenate([g.tie_target, g.rivalry_target])
    pairs = [(int(i), int(j)) for i, j in zip(actors, targets, strict=True)]
    found = []
    for i, j in sorted(set(pairs)):
        # A pair can be partners and rivals: it parts with whatever it does first.
        months = first[:, [k for k, pair in enumerate(pairs) if pair == (i, j)]].min(axis=1)
        parted = months[np.isfinite(months)]
        if parted.size:
            found.append(
                {
                    "actor": names[i],
                    "target": names[j],
                    "share": parted.size / len(months),
                    "median": int(np.median(parted)),
                    "first_month": date_of(setup.start + int(parted.min()) - 1),
                }
            )
    return sorted(found, key=lambda told: (-told["share"], told["median"], told["actor"], told["target"]))


def _first_months(apart: np.ndarray) -> np.ndarray:
    """The month, from 1, in which each pair of each run first parts; infinite where it never does."""
    return np.where(apart.any(axis=1), apart.argmax(axis=1) + 1.0, np.inf)
