"""The ensemble driver against the same rules uncompiled under ``mesa.batch_run``."""

from __future__ import annotations

import os
import statistics

from clock import PLAIN, Table, environment, interleaved, job

REPEATS = 4
MONTHS = 120
FEW, MANY = 6, 20  # runs a core; the time between the two is counted
OUR_RUNS = 2000  # a core
NOTE = (
    f"`baseline`, {MONTHS} months, all outcomes of all months, one number a run and outcome; time a run, least and "
    f"median of {REPEATS} turns, ours and theirs in turn. `mesa.batch_run` makes `RegionModel` with "
    "`NUMBA_DISABLE_JIT=1`; the scenario is read once, and starting processes is not counted. Both give the same "
    "numbers to the last bit. Idiomatic Mesa code, with floats in dictionaries, is about five times faster than "
    "uncompiled code over arrays, so divide by five to compare with a model written for Mesa alone."
)


def tables(cache: str) -> list[Table]:
    """One core and all cores."""
    env = environment(cache)
    cores = os.cpu_count() or 1
    job("our_runs", "baseline", 1, 1, 1, env=env)  # compiles where nothing has yet
    rows = [
        row for name, number in (("one core", 1), (f"all {cores} cores", cores)) for row in beside(name, number, env)
    ]
    return [Table("Against the same rules uncompiled", NOTE, rows)]


def beside(name: str, cores: int, env: dict[str, str]) -> list[tuple[str, str, str]]:
    """Both in turn on so many cores."""
    few: list[float] = []
    digests = set()

    def theirs() -> float:
        found = job("mesa_runs", cores, MONTHS, FEW * cores, MANY * cores, env={**env, **PLAIN})
        digests.add(found["digest"])
        few.append(found["seconds"][0])
        return found["seconds"][1]

    def ours() -> float:
        found = job("our_runs", "baseline", cores, MONTHS, OUR_RUNS * cores, FEW * cores, env=env)
        digests.add(found["digest"])
        return found["run"]

    found = interleaved(REPEATS, mesa=theirs, ours=ours)
    if len(digests) > 1:
        raise RuntimeError("mesa.batch_run and the ensemble gave different numbers")
    between = cores * (MANY - FEW)
    least, middle = (1000 * (at(found["mesa"]) - at(few)) / between for at in (min, statistics.median))
    own = [1000 * at(found["ours"]) for at in (min, statistics.median)]
    return [
        (f"{name}: `mesa.batch_run`, uncompiled", f"{least:.3g}, median {middle:.3g} ms", "1"),
        (
            f"{name}: `run_totals`",
            f"{own[0]:.3g}, median {own[1]:.3g} ms",
            f"1/{least / own[0]:.0f}, median 1/{middle / own[1]:.0f}",
        ),
    ]
