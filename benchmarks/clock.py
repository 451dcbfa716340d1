"""Time and memory of commands, each in a process of its own, with the benchmark's own compile cache."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
EASTSEA = [sys.executable, "-m", "eastsea_abm"]
PLAIN = {"NUMBA_DISABLE_JIT": "1"}
LOOK = 0.05  # seconds between looks at the memory of a process


class Table(NamedTuple):
    """A part of the results."""

    title: str
    note: str
    rows: list[tuple[str, str, str]]  # what, measured, ratio


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    largest: float  # megabytes of memory of its largest process at any time
    together: float  # of all its processes; what they share is counted for each


def environment(cache: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """As a user has it: byte code may be written, the compile cache is the benchmark's own."""
    env = {k: value for k, value in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "EASTSEA_CACHE": cache, **(more or {})}


def seconds(command: list[str], env: dict[str, str], cwd: str | None = None) -> float:
    """Wall seconds of a command."""
    begin = time.perf_counter()
    _run(command, env, cwd)
    return time.perf_counter() - begin


def _run(command: list[str], env: dict[str, str], cwd: str | None = None) -> str:
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:4])}: {(done.stderr.strip() or done.stdout).splitlines()[-1:]}")
    return done.stdout


def job(name: str, *args: object, env: dict[str, str]) -> dict[str, Any]:
    """What a program in ``jobs/`` measured."""
    said = _run([sys.executable, str(HERE / "jobs" / f"{name}.py"), *map(str, args)], env)
    return json.loads(said.splitlines()[-1])


def cost(command: list[str], env: dict[str, str], cwd: str) -> Cost:
    """Seconds and memory of a command with all its processes."""
    import psutil

    peaks = [0.0, 0.0]
    begin = time.perf_counter()
    with subprocess.Popen(command, env=env, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:

        def look() -> None:
            root = psutil.Process(process.pid)
            while process.poll() is None:
                sizes = [_size(one) for one in [root, *_children(root)]]
                peaks[:] = max(peaks[0], *sizes), max(peaks[1], sum(sizes))
                time.sleep(LOOK)

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        assert process.stderr is not None
        said = process.stderr.read().decode(errors="replace")
        process.wait()
        took = time.perf_counter() - begin
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[1:4])}: {said.strip().splitlines()[-1:]}")
    return Cost(took, *peaks)


def _children(process: Any) -> list[Any]:
    import psutil

    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _size(process: Any) -> float:
    import psutil

    try:
        return process.memory_info().rss / 1e6
    except psutil.Error:
        return 0.0


def interleaved(repeats: int, **measured: Callable[[], float]) -> dict[str, list[float]]:
    """Each measured ``repeats`` times, in turns, so that a busy minute strikes all alike."""
    found: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(repeats):
        for name, measure in measured.items():
            found[name].append(measure())
    return found


def spread(values: list[float], scale: float = 1.0, digits: int = 3) -> str:
    """Least and median of repeats."""
    return f"{scale * min(values):.{digits}g}, median {scale * statistics.median(values):.{digits}g}"


def ratios(slow: list[float], fast: list[float], digits: int = 3) -> str:
    """Ratio of the least and of the medians."""
    least, middle = min(slow) / min(fast), statistics.median(slow) / statistics.median(fast)
    return f"{least:.{digits}g}, median {middle:.{digits}g}"
