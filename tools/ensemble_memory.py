"""Peak memory of ensembles of more and more runs: ``python tools/ensemble_memory.py [RUNS ...]``.

Each is `eastsea run --runs` in a process of its own, on a folder that is thrown away.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time

SCENARIO, MONTHS = "phnom-penh-2022", 24
KILO = 1024 if sys.platform != "darwin" else 1  # bytes in the unit in which the system tells the peak


def measured(runs: int) -> tuple[float, float]:
    """Peak resident memory in megabytes, and seconds."""
    command = ["run", SCENARIO, "--months", str(MONTHS), "--runs", str(runs)]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "eastsea_abm", *command, "--out", folder],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, used = os.wait4(child, 0)
        if status:
            sys.exit(f"{' '.join(command)} failed")
    return used.ru_maxrss * KILO / 2**20, time.perf_counter() - began


def main() -> None:
    """A line for every number of runs."""
    print(f"{SCENARIO}, {MONTHS} months\n{'runs':>10} {'peak MB':>9} {'seconds':>9}")
    for runs in [int(text) for text in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        peak, seconds = measured(runs)
        print(f"{runs:>10,} {peak:>9,.0f} {seconds:>9,.1f}", flush=True)


if __name__ == "__main__":
    main()
