"""Runs by ``mesa.batch_run``, uncompiled: ``mesa_runs.py PROCESSES MONTHS RUNS...``.

`RegionModel` takes names and run numbers by keyword, `batch_run` products of parameters and a generator. The
scenario is read once a process and not once a run, and nothing but the monthly outcomes is collected: a reader
in a hurry would do the same. Gives seconds for each number of runs; what lies between two of them holds no
start of processes.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sys
import time
import warnings

import mesa
import numpy as np

from eastsea_abm.ensemble import totals
from eastsea_abm.model import RegionModel
from eastsea_abm.scenario.setup import Setup, made_ready


@functools.cache
def ready(months: int) -> Setup:
    """The scenario, read once."""
    return made_ready("baseline", months=months)


class BatchModel(RegionModel):
    """`RegionModel` as ``batch_run`` makes it."""

    def __init__(self, months: int, number: int, rng: object = None) -> None:
        super().__init__(ready(months), run=number)
        self.datacollector = mesa.DataCollector(model_reporters={name: name for name in self.setup.columns})


def played(processes: int, months: int, runs: int) -> tuple[float, str]:
    """Seconds, and a digest of one number a run and outcome."""
    columns = ready(months).columns
    begin = time.perf_counter()
    rows = mesa.batch_run(
        BatchModel,
        {"months": months, "number": list(range(runs))},
        number_processes=processes,
        data_collection_period=1,
        max_steps=months,
        display_progress=False,
    )
    rows.sort(key=lambda row: (row["number"], row["Step"]))
    series = np.array([[row[name] for name in columns] for row in rows]).reshape(runs, months, len(columns))
    found = totals(series, columns)
    return time.perf_counter() - begin, hashlib.sha256(found.tobytes()).hexdigest()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    processes, months, *sizes = map(int, sys.argv[1:])
    ready(months)
    took = [played(processes, months, runs) for runs in sizes]
    print(json.dumps({"seconds": [spent for spent, _ in took], "digest": took[0][1]}))
