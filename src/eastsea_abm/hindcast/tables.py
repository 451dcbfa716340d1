"""A hindcast as tidy tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.hindcast.aligned import at_points, points_of
from eastsea_abm.hindcast.forecasts import MODEL, curve_of

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.hindcast.evaluation import Evaluated, Window
    from eastsea_abm.hindcast.played import Runs
    from eastsea_abm.observed import Series

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
NAMES = ("scores", "standings", "fans", "series", "milestones", "ablations")


def of_rows(rows: Sequence[Any]) -> pd.DataFrame:
    """Named tuples of one kind as a table."""
    import pandas as pd

    return pd.DataFrame([row._asdict() for row in rows], columns=list(rows[0]._fields) if rows else None)


def fans(runs: Runs, evaluated: Sequence[Evaluated], window: Window) -> pd.DataFrame:
    """One row a series and month (or year): the model's bands on the observed scale, and every baseline's median.

    Columns: ``series``, ``date``, ``month``, ``held_out``, ``q05`` to ``q95``, and one a baseline, nan in training.
    """
    import pandas as pd

    from eastsea_abm.scenario.schema import date_of

    tables = []
    for one in evaluated:
        months = _shown(one, window)
        own = at_points(runs, one.series, months)
        curve = curve_of(at_points(runs, one.series, one.train.months), one.series, one.train)
        bands = np.quantile(curve(own), list(QUANTILES.values()), axis=0)
        table = pd.DataFrame(
            {
                "series": one.series.name,
                "date": [date_of(int(month)) for month in months],
                "month": months,
                "held_out": months >= window.split,
                **dict(zip(QUANTILES, bands, strict=True)),
            }
        )
        for method, made in one.made.items():
            if method != MODEL:
                known = {} if made is None else dict(zip(one.test.months.tolist(), made.point.tolist(), strict=True))
                table[method] = [known.get(int(month), np.nan) for month in months]
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _shown(one: Evaluated, window: Window) -> np.ndarray:
    """Months for which the model is drawn: every month of a monthly column, the points of a counted year."""
    from eastsea_abm.hindcast.aligned import is_counted

    if is_counted(one.series):
        points = np.concatenate([one.train.months, one.test.months])
        return points[(points - 6 >= window.first) & (points + 5 <= window.last)]
    return np.arange(window.first, window.last + 1)


def observed(series: Mapping[str, Series], window: Window) -> pd.DataFrame:
    """Every point of the record in the window, also of series that are not scored."""
    import pandas as pd

    from eastsea_abm.scenario.schema import date_of

    rows = []
    for one in series.values():
        points = points_of(one, window.first, window.last)
        given = [point for point in one.points if window.first <= point.month <= window.last]
        for point, month in zip(given, points.months.tolist(), strict=True):
            rows.append(
                {
                    "series": one.name,
                    "title": one.title,
                    "unit": one.unit,
                    "every": one.every,
                    "model": one.model,
                    "forced": one.forced,
                    "date": date_of(month),
                    "month": month,
                    "held_out": month >= window.split,
                    "value": point.value,
                    "segment": point.segment,
                    "imputed": point.imputed,
                    "confidence": point.confidence,
                    "source": point.source,
                }
            )
    return pd.DataFrame(rows)
