"""Cost against work: runs and memory of whole sweeps, months and states of single runs."""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Mapping
from pathlib import Path

from clock import EASTSEA, Cost, Table, cost, environment, job

RUNS = (1_000, 10_000, 100_000, 1_000_000)
SHORT = 6  # months of these runs, so that a million of them end
MONTHS = (12, 60, 120, 600, 2400)
MONTHS_RUNS = 240_000  # months of all runs of a length together
STATES = (4, 7, 12, 25, 50, 100, 200)
STATES_MONTHS = 24
SETTLED = 50  # states from which an exponent is fitted: below, what does not grow with states hides the rest
RUNS_NOTE = (
    f"`eastsea sweep triangle --months {SHORT}`, all outcomes kept, start included: three states and {SHORT} months, "
    f"so that a million runs end while one waits. The ratio is seconds a run beyond the {RUNS[0]:,} runs of the "
    f"smallest sweep, against those of {RUNS[2]:,} runs. Memory: the largest process, and all of them added up "
    "(shared pages counted again)."
)
STATES_NOTE = (
    f"Regions of `tools/synthetic_region.py`, {STATES_MONTHS} months, one thread, time a run, best of repeats. With "
    "one group of ties four states have all of them and the others stand by; else every four states are a group. "
    f"The exponent is fitted from {SETTLED} states on."
)


def tables(cache: str) -> list[Table]:
    """Runs, months, states."""
    env = environment(cache)
    with tempfile.TemporaryDirectory() as folder:
        return [by_runs(env, folder), by_months(env), by_states(env)]


def by_runs(env: Mapping[str, str], folder: str) -> Table:
    """Sweeps of more and more runs."""
    found: list[Cost] = []
    sizes = []
    for runs in RUNS:
        out = Path(folder) / str(runs)
        sweep = [
            "sweep",
            "triangle",
            "--policies",
            "default",
            "--runs",
            str(runs),
            "--months",
            str(SHORT),
            "--yes",
            "--out",
            str(out),
        ]
        found.append(cost([*EASTSEA, *sweep], dict(env), folder))
        told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        assert told["content"]["rows"] == runs
        sizes.append(sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6)
    rows = []
    slope = (found[2].seconds - found[0].seconds) / (RUNS[2] - RUNS[0])
    for runs, one, size in zip(RUNS, found, sizes, strict=True):
        own = (one.seconds - found[0].seconds) / (runs - RUNS[0]) if runs >= RUNS[2] else 0.0
        memory = f"{one.largest:.0f} MB, together {one.together:.0f} MB"
        told = f"{one.seconds:.1f} s; {memory}; {size:.1f} MB on disk"
        rows.append((f"{runs:,} runs", told, f"{own / slope:.2f}" if own else "mostly start"))
    return Table("Cost against runs", RUNS_NOTE, rows)


def by_months(env: Mapping[str, str]) -> Table:
    """Longer and longer runs."""
    took = {
        months: job("our_runs", "baseline", 1, months, max(4, MONTHS_RUNS // months), env=dict(env))["run"]
        for months in MONTHS
    }
    base = took[MONTHS[0]] / MONTHS[0]
    rows = [
        (f"{months:,} months", f"{1000 * run:.3f} ms a run", f"{run / months / base:.2f}")
        for months, run in took.items()
    ]
    return Table("Cost against months", "`baseline`, one thread; the ratio is time a month, against the first.", rows)


def by_states(env: Mapping[str, str]) -> Table:
    """More and more states."""
    rows = []
    for what, groups in (("one group of ties", 1), ("ties grow with states", 0)):
        found = job("states", STATES_MONTHS, groups, *STATES, env=dict(env))
        base = found[str(STATES[0])]["run"]
        rows += [
            (f"{what}: {n} states", f"{1000 * found[str(n)]['run']:.3f} ms", f"{found[str(n)]['run'] / base:.1f}")
            for n in STATES
        ]
        power = exponent({n: found[str(n)]["run"] for n in STATES if n >= SETTLED})
        rows.append((f"{what}: exponent from {SETTLED} states on", f"{power:.2f}", ""))
    return Table("Cost against states", STATES_NOTE, rows)


def exponent(seconds: Mapping[int, float]) -> float:
    """Slope of a straight line through logarithms."""
    points = [(math.log(n), math.log(took)) for n, took in seconds.items()]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
