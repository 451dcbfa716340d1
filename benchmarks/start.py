"""What a user waits for before anything has come out."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from clock import EASTSEA, Table, environment, seconds

REPEATS = 5
RUN = ["run", "phnom-penh-2022", "--months", "120"]
SWEEP = ["sweep", "baseline", "--vary", "voice=0,0.8,1.6", "--runs", "20", "--months", "120", "--yes"]


def first_words(command: list[str], env: dict[str, str]) -> float:
    """Seconds until a command prints anything."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, env={**env, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        took = time.perf_counter() - begin
        process.stdout.read()
    return took


def tables(cache: str) -> list[Table]:
    """What starting costs."""
    env = environment(cache)
    bare = [seconds([sys.executable, "-c", "pass"], env) for _ in range(REPEATS)]
    base = statistics.median(bare)
    rows = [("python -c pass", f"{base:.3f} s", "1")]

    def row(what: str, measure: Callable[[int], float], repeats: int = REPEATS) -> None:
        took = statistics.median(measure(k) for k in range(repeats))
        rows.append((what, f"{took:.2f} s", f"{took / base:.1f}"))

    row("import eastsea_abm", lambda k: seconds([sys.executable, "-c", "import eastsea_abm"], env))
    row(
        "import the stage (numpy, mesa, pandas)",
        lambda k: seconds([sys.executable, "-c", "import eastsea_abm.model"], env),
    )
    with tempfile.TemporaryDirectory() as out:
        run = [*EASTSEA, *RUN, "--out", out]
        row("eastsea run, first words", lambda k: first_words([*run, "--seed", str(k)], env))
        row(
            "eastsea run, 120 months to a result on disk",
            lambda k: seconds([*run, "--seed", str(100 + k)], env),
        )
        row(
            "first `eastsea sweep` on a new machine, 60 runs: the rules are compiled, and it says so",
            lambda k: seconds([*EASTSEA, *SWEEP, "--out", f"{out}/first"], env),
            1,
        )
        row(
            "later ones, 60 runs",
            lambda k: seconds([*EASTSEA, *SWEEP, "--out", f"{out}/later{k}"], env),
            3,
        )
    return [Table("Start", "Medians; ratio to a bare interpreter.", rows)]
