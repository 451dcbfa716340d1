"""Measure what a user waits for, side by side in one run: ``make bench``, or parts: ``make bench ARGS="rules mesa"``.

Nothing here is asserted. Ratios hold on this machine on this day. A run of all parts writes the tables to
``benchmarks/results.md``, with the machine and the versions; a run of some prints them only, since ratios of
different days do not go together.
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import against_mesa
import dask_workers
import rules
import start
import work
from clock import Table

HERE = Path(__file__).parent
#: In this order; each finds the compile cache of those before it.
PARTS: dict[str, Callable[[str], list[Table]]] = {
    "start": start.tables,
    "rules": rules.tables,
    "mesa": against_mesa.tables,
    "work": work.tables,
    "dask": dask_workers.tables,
}
VERSIONS = ("eastsea_abm", "numpy", "pandas", "pyarrow", "mesa", "numba", "dask")
PROTOTYPE = HERE / "prototype.md"  # measured by hand against something that is not in this repository


def main(names: list[str]) -> int:
    """Measure, print and, if all was measured, write."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.stderr.write(f"no part {', '.join(unknown)}; there are: {', '.join(PARTS)}\n")
        return 2
    found: list[Table] = []
    failed = False
    with tempfile.TemporaryDirectory() as cache:
        for name in names or PARTS:
            begin = time.monotonic()
            say(f"{name} ...")
            try:
                found += PARTS[name](cache)
            except (RuntimeError, OSError, ImportError) as error:  # the other parts are worth having
                found.append(Table(name, f"Failed: {error}", []))
                failed = True
            say(f"{name}: {time.monotonic() - begin:.0f} s")
    text = page(found)
    sys.stdout.write(text)
    if not names and not failed:
        (HERE / "results.md").write_text(text, encoding="utf-8")
        say("wrote benchmarks/results.md")
    return int(failed)


def say(text: str) -> None:
    """A line of progress."""
    sys.stderr.write(f"bench: {text}\n")
    sys.stderr.flush()


def page(tables: list[Table]) -> str:
    """All tables as Markdown."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    lines = [
        "# Benchmarks",
        "",
        "Made by `make bench`, side by side in one run. Ratios hold on this machine on this day; nothing is asserted.",
        "",
        f"{today}; {processor()}, {os.cpu_count()} cores; {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in VERSIONS),
        "",
    ]
    for title, note, rows in tables:
        lines += [f"## {title}", "", note, ""]
        if rows:
            lines += ["| what | measured | ratio |", "|---|---|---|"]
            lines += [f"| {what} | {measured} | {ratio} |" for what, measured, ratio in rows] + [""]
    text = "\n".join(lines)
    return text + PROTOTYPE.read_text(encoding="utf-8") if PROTOTYPE.exists() else text


def processor() -> str:
    """The processor's own name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
