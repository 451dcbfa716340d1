"""Many runs of one scenario as tidy tables: by month, one row a run, or summed up."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.ensemble import FAILED, FINE, Player, in_order, reasons, run_totals
from eastsea_abm.errors import InputError
from eastsea_abm.monthly import LIMIT, Monthly, summarise
from eastsea_abm.scenario import Scenario
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.variants import Parameters, variants

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

KEEPS = ("auto", "series", "totals", "summary")
LAST_RUN = 2**32 - 1  # a run is a number of 32 bits in the address of its draws


def run_ensemble(
    scenario: str | Path | Scenario | Setup,
    policies: str | Sequence[str] = (),
    runs: int = 100,
    seed: int | None = None,
    *,
    parameters: Parameters | pd.DataFrame | None = None,
    months: int | None = None,
    settings: Mapping[str, Any] | None = None,
    first_run: int = 0,
    workers: int | None = None,
    keep: str = "auto",
) -> pd.DataFrame:
    """Outcomes of many runs under every policy and setting, all with the same luck.

    Parameters
    ----------
    scenario
        Name or path of a scenario, a `Scenario`, or a `Setup`.
    policies
        Policies that are compared: a list, or a string with commas. ``a+b`` is one policy of two overlays. A
        policy takes the place of the scenario's own of the same group; the others stay. ``none`` drops
        all, ``default`` is the file as it is, and so is leaving this out.
    runs, first_run
        Runs ``first_run`` to ``first_run + runs - 1`` of the seed. Run r is the same whoever asks, and
        `RegionModel` with ``run=r`` plays it alone.
    seed, months
        Instead of those in the file.
    parameters
        Parameters and levers by name: one mapping, or for several settings a sequence of mappings or a data
        frame with a row each.
    settings
        Values that hold in every setting, dotted keys such as ``states.KOR.leader`` included.
    workers
        Threads; as many as there are cores when None. No number depends on it.
    keep
        ``series``: every month of every run; ``totals``: one row a run; ``summary``: one row a month and
        outcome, in memory that does not grow with ``runs``; ``auto``: the series where it takes at most
        256 MB, otherwise the summary, with a warning that says so.

    Returns
    -------
    DataFrame
        Every level of the index is there, also where there is only one policy or setting.

        ``series``
            Index ``setting`` (from 0), ``policy``, ``run``, ``month`` (``YYYY-MM``); one column an outcome, in the
            units of `OUTCOMES`. From the month on in which a run goes numerically wrong it has no finite
            numbers.
        ``totals``
            Index ``setting``, ``policy``, ``run``; columns ``status`` (ok, failed), ``reason``, and one an
            outcome: its mean, sum or last over the months as `OUTCOMES` says, nan where the run failed.
        ``summary``
            Index ``setting``, ``policy``, ``month``, ``outcome``; columns as in
            `eastsea_abm.monthly.summarise`, failed runs counted and left out. ``attrs["quantiles"]`` says
            how exact quantiles are.

    Raises
    ------
    ScenarioError
        With every problem of the scenario, the policies and all settings.
    InputError
        If runs, workers or ``keep`` cannot be used, or something is asked of a scenario that has been read.
    """
    import pandas as pd

    _check(runs, first_run, workers, keep)
    own = variants(scenario, policies, parameters, seed=seed, months=months, settings=settings)
    if keep == "auto":
        keep = _fitting(own[0].setup(), runs * len(own))
    make = {"series": _series, "totals": _totals, "summary": _summary}[keep]
    tables = [make(one.setup(), runs, first_run, workers) for one in own]
    quantiles = {table.attrs.pop("quantiles") for table in tables if "quantiles" in table.attrs}
    keys = [(one.setting, one.policy) for one in own]
    whole = pd.concat(tables, keys=keys, names=["setting", "policy", *tables[0].index.names])
    assert isinstance(whole.index, pd.MultiIndex)
    whole.index = _as_they_come(whole.index)
    if quantiles:
        whole.attrs["quantiles"] = quantiles.pop()
    return whole


def _as_they_come(index: pd.MultiIndex) -> pd.MultiIndex:
    """The same index with levels in the order of their first rows, so that pandas knows it is sorted."""
    import pandas as pd

    coded: list[Any] = [pd.factorize(index.get_level_values(k)) for k in range(index.nlevels)]
    return pd.MultiIndex([own for _, own in coded], [codes for codes, _ in coded], names=index.names)


def _check(runs: int, first_run: int, workers: int | None, keep: str) -> None:
    """Raise `InputError` with everything that cannot be used."""
    wrong = []
    if runs < 1:
        wrong.append(f"runs={runs}: must be at least 1")
    if first_run < 0 or first_run + runs - 1 > LAST_RUN:
        wrong.append(f"first_run={first_run}: runs are numbered from 0 to {LAST_RUN}")
    if workers is not None and workers < 1:
        wrong.append(f"workers={workers}: must be at least 1")
    if keep not in KEEPS:
        wrong.append(f"keep={keep!r}: allowed are {', '.join(KEEPS)}")
    if wrong:
        raise InputError("\n".join(wrong))


def _fitting(setup: Setup, runs: int) -> str:
    """The series where it fits into `LIMIT`, otherwise the summary, with a warning."""
    size = runs * setup.months * len(setup.columns) * np.dtype(np.float64).itemsize
    if size <= LIMIT:
        return "series"
    warnings.warn(
        f"{runs:,} runs of {setup.months} months take {size / 2**20:,.0f} MB, more than {LIMIT / 2**20:,.0f}: they are "
        "summed up by month; ask for keep='series' or keep='totals' to have the runs themselves",
        stacklevel=3,
    )
    return "summary"


def _series(setup: Setup, runs: int, first_run: int, workers: int | None) -> pd.DataFrame:
    import pandas as pd

    out = np.zeros((runs, setup.months, len(setup.columns)))
    for at, (series, _, _) in in_order(setup, Player.judged, runs=runs, first_run=first_run, workers=workers):
        out[at - first_run : at - first_run + len(series)] = series
    dates = [date_of(setup.start + t) for t in range(setup.months)]
    index = pd.MultiIndex.from_product([range(first_run, first_run + runs), dates], names=["run", "month"])
    return pd.DataFrame(out.reshape(-1, len(setup.columns)), index, setup.columns)


def _totals(setup: Setup, runs: int, first_run: int, workers: int | None) -> pd.DataFrame:
    import pandas as pd

    rows, wrong = run_totals(setup, runs=runs, first_run=first_run, workers=workers)
    table = pd.DataFrame(rows, pd.RangeIndex(first_run, first_run + runs, name="run"), setup.columns)
    why = reasons(setup, wrong)
    table.insert(0, "status", [FAILED if reason else FINE for reason in why])
    table.insert(1, "reason", why)
    return table


def _summary(setup: Setup, runs: int, first_run: int, workers: int | None) -> pd.DataFrame:
    told: Monthly = summarise(setup, runs=runs, first_run=first_run, workers=workers)
    table = told.table.set_index(["month", "outcome"])
    table.attrs["quantiles"] = told.quantiles
    return table
