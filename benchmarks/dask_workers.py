"""Two Dask workers against one, and against threads."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from clock import EASTSEA, Table, environment, interleaved, ratios, seconds, spread

RUNS, MONTHS, REPEATS = 24_000, 120, 2
NOTE = (
    f"`eastsea sweep baseline`, {RUNS:,} runs of {MONTHS} months, least and median of {REPEATS} turns, all in turn. "
    "Computing is the store's own clock, without starting Python and the cluster; whole is the whole command. The "
    "tables are the same, by digest."
)


def tables(cache: str) -> list[Table]:
    """Seconds of whole commands and of computing."""
    env = environment(cache)
    computing: dict[str, list[float]] = {}
    digests: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:

        def sweep(name: str, *how: str) -> float:
            turn = len(computing.setdefault(name, []))
            out = Path(folder) / f"{name}-{turn}"
            work = ["sweep", "baseline", "--policies", "default", "--runs", str(RUNS), "--months", str(MONTHS)]
            work += ["--yes", "--out", str(out)]
            took = seconds([*EASTSEA, *work, *how], env, folder)
            told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
            computing[name].append(told["circumstances"]["seconds"])
            digests.add(told["content"]["digest"])
            return took

        ways = {
            "one Dask worker": ("--executor", "dask", "--workers", "1"),
            "two Dask workers": ("--executor", "dask", "--workers", "2"),
            "one thread": ("--workers", "1"),
            "two threads": ("--workers", "2"),
        }
        sweep("warm", "--workers", "1")
        whole = interleaved(REPEATS, **{name: (lambda n=name, h=how: sweep(n, *h)) for name, how in ways.items()})
    if len(digests) > 1:
        raise RuntimeError("the tables differ")
    one = computing["one Dask worker"]
    rows = [
        (
            name,
            f"computing {spread(computing[name])} s; whole {spread(whole[name])} s",
            f"1/({ratios(one, computing[name])})",
        )
        for name in ways
    ]
    return [Table("Two Dask workers against one", NOTE, rows)]
