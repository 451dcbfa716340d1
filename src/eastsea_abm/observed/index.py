r"""The observed cooperation index of the pair: what the two did, and the agreements they keep.

.. math::
    A_t = \frac1s \sum_{k=0}^{s-1} \sum_{e \in t-k} w_e, \qquad
    \mathrm{index}_t = 100\,\mathrm{clip}\left(c_g \tfrac12\left(1 + \tanh\frac{A_t}{a}\right)
      + c_I I_t + c_P P_t\right)

An act has the weight of its class on a conflict-cooperation scale [Goldstein1992]_ [CAMEO2012]_, see
``data/acts.csv``. Inventory and acts both see a signing: the act for as many months as are smoothed over, as
news; the agreement for as long as it is kept. Only rows of class outcome enter, never one that forces a run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from eastsea_abm.errors import InputError
from eastsea_abm.observed.instruments import inventory
from eastsea_abm.observed.record import acts, outcomes
from eastsea_abm.scenario.facts import Fact
from eastsea_abm.scenario.schema import date_of, month_of
from eastsea_abm.world import Floats

# All assumptions, written before any score was looked at. The three shares are those of the model's own index,
# so that the two are made alike; they sum to one.
ACTS_SHARE = 0.60
ASSET_SHARE = 0.25
PROTOCOL_SHARE = 0.15
SMOOTHING = 6  # months
STEEPNESS = 4.0  # points a month; three of the weightiest acts in half a year come to 0.88 of the share of acts
RECORD_BEGINS = month_of("2008-02")
RECORD_ENDS = month_of("2026-08")  # later months have no rows for want of sources, which is not calm


def monthly_weights(
    first: int, last: int, *, rows: Sequence[Fact] | None = None, weights: Mapping[str, float] | None = None
) -> Floats:
    """Sum of the weights of the pair's acts in each month.

    Raises
    ------
    InputError
        Where an outcome row of the pair has no weight.
    """
    known = {name: act.weight for name, act in acts().items()} | dict(weights or {})
    sums = np.zeros(last - first + 1)
    for fact in outcomes(rows):
        if fact.id not in known:
            raise InputError(f"{fact.id} is an outcome of the pair without a weight: give it a row in acts.csv")
        if first <= month_of(fact.date) <= last:
            sums[month_of(fact.date) - first] += known[fact.id]
    return sums


def bounded(mean: Floats) -> Floats:
    """Share of acts, 0 to 1, from points a month: one half where nothing happened."""
    return 0.5 * (1.0 + np.tanh(mean / STEEPNESS))


def cooperation_index(
    first: int,
    last: int,
    *,
    smoothing: int = SMOOTHING,
    rows: Sequence[Fact] | None = None,
    weights: Mapping[str, float] | None = None,
    instruments: bool = True,
) -> Floats:
    """Observed cooperation of the pair.

    Parameters
    ----------
    first, last
        Months, both included.
    smoothing
        Months of the trailing mean, this month the last of them.
    rows
        Events to read instead of the packaged record; all but outcomes of the pair are passed over.
    weights
        Weights by id, -10 to 10, that replace or join those of ``acts.csv``.
    instruments
        Whether the inventory counts; without it the acts alone make the whole index.

    Returns
    -------
    array
        0 to 100, one value a month, shape ``(last - first + 1,)``; nan where a month of the trailing mean lies
        outside the record (February 2008 to August 2026).

    Raises
    ------
    InputError
        Where ``smoothing`` is below one month, or a row has no weight.
    """
    if smoothing < 1 or last < first:
        raise InputError(f"smoothing over {smoothing} months from {date_of(first)} to {date_of(last)} has no months")
    begins = first - smoothing + 1
    sums = monthly_weights(begins, last, rows=rows, weights=weights)
    mean = np.convolve(sums, np.full(smoothing, 1.0 / smoothing), "valid")
    share = bounded(mean)
    if instruments:
        asset, protocol = inventory(first, last, rows=rows)
        share = ACTS_SHARE * share + ASSET_SHARE * asset + PROTOCOL_SHARE * protocol
    months = np.arange(first, last + 1)
    known = (months - smoothing + 1 >= RECORD_BEGINS) & (months <= RECORD_ENDS)
    return np.where(known, 100.0 * np.clip(share, 0.0, 1.0), np.nan)
