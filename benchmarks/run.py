"""Measure what a user waits for, side by side in one run: ``make bench``.

Nothing here is asserted. Ratios hold on this machine on this day; the table is written to
``benchmarks/results.md`` with the machine and the versions.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
EASTSEA = [sys.executable, "-m", "eastsea_abm"]
REPEATS = 5


def environment(cache: str) -> dict[str, str]:
    """As a user has it: byte code may be written, the compile cache is the benchmark's own."""
    env = {k: value for k, value in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "EASTSEA_CACHE": cache}


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Wall seconds of a command."""
    begin = time.perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    return time.perf_counter() - begin


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


def start(cache: str) -> list[tuple[str, str, str]]:
    """What starting costs."""
    env = environment(cache)
    rows = []
    bare = statistics.median(seconds([sys.executable, "-c", "pass"], env) for _ in range(REPEATS))
    rows.append(("python -c pass", f"{bare:.2f} s", "1"))
    for label, code in (
        ("import eastsea_abm", "import eastsea_abm"),
        ("import the stage (numpy, mesa, pandas)", "import eastsea_abm.model"),
    ):
        took = statistics.median(seconds([sys.executable, "-c", code], env) for _ in range(REPEATS))
        rows.append((label, f"{took:.2f} s", f"{took / bare:.1f}"))
    with tempfile.TemporaryDirectory() as out:
        run = [*EASTSEA, "run", "phnom-penh-2022", "--months", "120"]
        words = statistics.median(first_words([*run, "--seed", str(k), "--out", out], env) for k in range(REPEATS))
        whole = statistics.median(seconds([*run, "--seed", str(100 + k), "--out", out], env) for k in range(REPEATS))
    rows.append(("eastsea run, first words", f"{words:.2f} s", f"{words / bare:.1f}"))
    rows.append(("eastsea run, 120 months to a result on disk", f"{whole:.2f} s", f"{whole / bare:.1f}"))
    return rows


MEASURE = """
import time, numpy as np
from eastsea_abm import schedule
from eastsea_abm._jit import compiled, mark_cache_warm
from eastsea_abm.draws import luck
from eastsea_abm.parameters import record
from eastsea_abm.scenario.setup import made_ready
setup = made_ready("baseline", months=120)
advance, p = compiled(schedule.advance), record(setup.parameters)[0]
rows = np.zeros((120, len(setup.columns)))
begin = time.perf_counter()
advance(setup.world_at_start(luck(1)), setup.region, p, luck(1), setup.record, setup.start, rows)
first = time.perf_counter() - begin
mark_cache_warm()
def rate(runs, go):
    begin = time.perf_counter()
    for r in range(runs):
        go(luck(1, r))
    return (time.perf_counter() - begin) / runs
def one(u):
    advance(setup.world_at_start(u), setup.region, p, u, setup.record, setup.start, rows)
quick = min(rate(200, one) for _ in range(3))
slow = min(rate(5, lambda u: setup.run(u)) for _ in range(3))
print(first, quick, slow)
"""


def rules(cache: str) -> list[tuple[str, str, str]]:
    """What the rules cost, plain and compiled, and what compiling costs."""
    env = environment(cache)
    runs = [
        subprocess.run([sys.executable, "-c", MEASURE], env=env, check=True, capture_output=True, text=True)
        for _ in range(2)
    ]
    (cold, _, _), (warm, quick, slow) = ([float(x) for x in run.stdout.split()] for run in runs)
    return [
        ("120 months compiled, first call on a new machine", f"{cold:.1f} s", f"{cold / slow:.0f}"),
        ("120 months compiled, first call from the cache", f"{warm:.1f} s", f"{warm / slow:.1f}"),
        ("120 months plain", f"{1000 * slow:.0f} ms", "1"),
        ("120 months compiled, once loaded", f"{1000 * quick:.2f} ms", f"1/{slow / quick:.0f}"),
    ]


def main() -> None:
    """Measure, print and write the table."""
    with tempfile.TemporaryDirectory() as cache:
        tables = (("Start (ratio to a bare interpreter)", start(cache)), ("Rules (ratio to a plain run)", rules(cache)))
    names = ("eastsea_abm", "numpy", "pandas", "mesa", "numba")
    lines = [
        "# Benchmarks",
        "",
        "Made by `make bench`; medians or best of repeats, one process, side by side.",
        "",
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in names),
        "",
    ]
    for title, rows in tables:
        lines += [f"## {title}", "", "| what | time | ratio |", "|---|---|---|"]
        lines += [f"| {what} | {took} | {ratio} |" for what, took, ratio in rows] + [""]
    text = "\n".join(lines)
    (HERE / "results.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
