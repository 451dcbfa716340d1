"""Runs of a comparison against the same runs without one: ``paired.py MONTHS RUNS``.

The same policies with the same luck, once as rows of a sweep (every setting set up, tables built) and once as
bare ensembles, in turns.
"""

from __future__ import annotations

import json
import sys
import time

from eastsea_abm.ensemble import run_totals
from eastsea_abm.sweep.planning import plan_sweep
from eastsea_abm.sweep.request import request_from_vary
from eastsea_abm.sweep.settings import Bench
from eastsea_abm.sweep.work import compute

POLICIES = ("distance", "hedge", "engage", "engage-institutionalise")
REPEATS = 5


def main(months: int, runs: int) -> None:
    """Print seconds a run of both as JSON."""
    plan, design, _ = plan_sweep(request_from_vary("baseline", policies=POLICIES, runs=runs, months=months))
    bench = Bench(plan, design)
    setups = [bench.setup(0, policy) for policy in range(len(POLICIES))]
    run_totals(setups[0], runs=1, workers=1)
    alone, paired = [], []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        for setup in setups:
            run_totals(setup, runs=runs, workers=1)
        middle = time.perf_counter()
        compute(bench, range(plan.rows))
        alone.append((middle - begin) / plan.rows)
        paired.append((time.perf_counter() - middle) / plan.rows)
    print(json.dumps({"alone": min(alone), "paired": min(paired)}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
