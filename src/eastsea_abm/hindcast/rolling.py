"""Rolling origin: at every New Year the next year is forecast from all that was known by then.

The model is not started anew, it goes on from its first month under the record; only its map onto the observed scale
is fitted again, as baselines are. Beside it stands its change alone, added to the last observed value, because
baselines know that value too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eastsea_abm.hindcast import scores
from eastsea_abm.hindcast.aligned import Points, known_before, points_of
from eastsea_abm.hindcast.evaluation import Window
from eastsea_abm.hindcast.forecasts import ANCHORED, METHODS, MODEL, Judged, forecasts
from eastsea_abm.hindcast.judging import Losses, Row, signs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Series

ROLLING = "one year ahead, held out"
ROLLING_ALL = "one year ahead, all origins"
LEAST = 4  # training points before the first origin
YEAR = 12
ROLLED = (MODEL, ANCHORED, *METHODS[1:])


class Rolled(NamedTuple):
    """One-year-ahead forecasts of a series, put end to end.

    ``blocks`` says of every point which origin it was forecast from.
    """

    series: Series
    rows: list[Row]
    losses: dict[str, Losses]
    blocks: np.ndarray


def roll(runs: Runs, series: Series, window: Window, *, held_out: bool) -> Rolled | None:
    """Scores of one-year-ahead forecasts; None where there is no origin to start from.

    Parameters
    ----------
    held_out
        Origins from the split on only; otherwise also earlier ones, from which a model that was fitted or
        adjusted on training years is no forecast.
    """
    points = points_of(series, window.first, window.last)
    steps: list[tuple[Points, Points, Mapping[str, Judged | None]]] = []
    for origin in range(window.first - window.first % YEAR, window.last, YEAR):
        train = known_before(series, points, origin)
        test = points.since(origin).before(origin + YEAR)
        if len(train.months) < LEAST or not len(test.months) or (held_out and origin < window.split):
            continue
        steps.append((train, test, forecasts(runs, series, train, test, ROLLED)))
    if not steps:
        return None
    blocks = np.concatenate([np.full(len(test.months), k) for k, (_, test, _) in enumerate(steps)])
    rows: list[Row] = []
    losses: dict[str, Losses] = {}
    for method in ROLLED:
        row, losses[method] = _joined(series, ROLLING if held_out else ROLLING_ALL, method, steps)
        rows.append(row)
    return Rolled(series, rows, losses, blocks)


def _joined(
    own: Series, period: str, method: str, steps: list[tuple[Points, Points, Mapping[str, Judged | None]]]
) -> tuple[Row, Losses]:
    """Scores over the points of all origins; n/a where one origin has no forecast."""
    series, yearly = own.name, own.every == "year"
    n = sum(len(test.months) for _, test, _ in steps)
    nothing = Losses(np.full(n, np.nan), np.full(n, np.nan))
    made = [made[method] for _, _, made in steps]
    if any(one is None for one in made):
        return Row(series, period, method, n), nothing
    signs: list[np.ndarray] = []
    loss: list[np.ndarray] = []
    inside = np.zeros(2)
    hits = judged_changes = 0
    for (train, test, _), one in zip(steps, made, strict=True):
        assert one is not None
        found = signs_of(one, train, test)
        hits, judged_changes = hits + found.hits, judged_changes + found.n
        signs.append(found.outcome)
        loss.append(scores.crps(test.values, one.members))
        inside += [scores.coverage(test.values, one.members, share).inside for share in (0.5, 0.9)]
    # On the observed scale: medians of different origins lie on different scales of the model.
    medians = np.concatenate([np.median(one.members, axis=0) for one in made if one is not None])
    observed = np.concatenate([test.values for _, test, _ in steps])
    row = Row(
        series,
        period,
        method,
        n,
        sign_hits=float(hits) if judged_changes and yearly else np.nan,
        sign_n=judged_changes if yearly else 0,
        rank=scores.rank_correlation(observed, medians),
        crps=float(np.concatenate(loss).mean()),
        inside_50=float(inside[0]),
        inside_90=float(inside[1]),
    )
    return row, Losses(np.concatenate(signs), np.concatenate(loss))
