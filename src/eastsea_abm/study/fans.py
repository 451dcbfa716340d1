"""The months behind the totals: quantiles over parameter sets, of which each plays one run of its own luck."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from eastsea_abm.ensemble import Player, in_order
from eastsea_abm.outcomes import OVER
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.summaries import NAMES, QUANTILES

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.plan import Plan
    from eastsea_abm.sweep.settings import Bench


def fans(bench: Bench, workers: int, tick: Callable[[int], None] = lambda done: None) -> pd.DataFrame:
    """Quantiles and mean by policy, outcome and month; run r is of setting r, the same under every policy.

    What is summed over months is added up from the first month on (``so_far``). Runs that went numerically wrong
    under any policy are left out under all.
    """
    import pandas as pd

    plan = bench.plan
    series = [_series(bench, policy, workers, tick) for policy in range(len(plan.policies))]
    fine = np.all([wrong < 0 for _, wrong in series], axis=0)
    months = [date_of(bench.setup(0, 0).start + t) for t in range(series[0][0].shape[1])]
    parts = []
    for policy, (values, _) in zip(plan.policies, series, strict=True):
        for k, outcome in enumerate(plan.outcomes):
            so_far = OVER.get(outcome, "sum") == "sum"
            own = values[fine, :, k].cumsum(axis=1) if so_far else values[fine, :, k]
            table = dict(zip(NAMES, np.quantile(own, QUANTILES, axis=0), strict=True)) if len(own) else {}
            parts.append(pd.DataFrame({"month": months, **table, "mean": own.mean(axis=0)}))
            parts[-1].insert(0, "so_far", so_far)
            parts[-1].insert(0, "outcome", outcome)
            parts[-1].insert(0, "policy", policy)
    whole = pd.concat(parts, ignore_index=True)
    return whole.astype({"policy": "str", "outcome": "str", "month": "str"}).assign(runs=int(fine.sum()))


def plays(plan: Plan) -> int:
    """Runs that the fans take."""
    return plan.settings * len(plan.policies)


def _series(bench: Bench, policy: int, workers: int, tick: Callable[[int], None]) -> tuple[np.ndarray, np.ndarray]:
    """Months of every setting under a policy, ``(settings, months, outcomes)``, and where each went wrong."""
    plan = bench.plan
    counted = itertools.count(policy * plan.settings + 1)

    def one(setting: int) -> tuple[np.ndarray, int]:
        setup = bench.setup(setting, policy)
        columns = [setup.columns.index(name) for name in plan.outcomes]
        [(_, (months, _, wrong))] = in_order(setup, Player.judged, runs=1, first_run=setting, workers=1)
        tick(next(counted))
        return months[0][:, columns], int(wrong[0])

    with ThreadPoolExecutor(workers) as pool:
        found = list(pool.map(one, range(plan.settings)))
    return np.stack([months for months, _ in found]), np.array([wrong for _, wrong in found])
