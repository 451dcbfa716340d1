"""Runs by the ensemble driver: ``our_runs.py SCENARIO THREADS MONTHS RUNS [DIGESTED]``.

Gives seconds a run once compiled code is loaded, and a digest of the first ``DIGESTED`` runs.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time

from eastsea_abm.ensemble import run_totals
from eastsea_abm.scenario.setup import made_ready

if __name__ == "__main__":
    scenario, threads, months, runs = sys.argv[1], *map(int, sys.argv[2:5])
    digested = int(sys.argv[5]) if len(sys.argv) > 5 else 1
    begin = time.perf_counter()
    setup = made_ready(scenario, months=months)
    read = time.perf_counter() - begin
    first, _ = run_totals(setup, runs=digested, workers=1)
    begin = time.perf_counter()
    run_totals(setup, runs=runs, workers=threads)
    spent = time.perf_counter() - begin
    print(json.dumps({"run": spent / runs, "read": read, "digest": hashlib.sha256(first.tobytes()).hexdigest()}))
