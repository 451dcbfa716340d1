"""What a sweep will cost: a few of its runs are timed and their rows packed before it begins."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.sweep import parts

if TYPE_CHECKING:
    from eastsea_abm.sweep.settings import Bench
    from eastsea_abm.sweep.store import Store

LONG = 600.0  # seconds above which the reader is asked
LARGE = 2_000_000_000  # bytes above which the reader is asked
SETTINGS = 3  # that are tried, spread over the design
PILOT = 0.5  # seconds of runs of one setting, about


class Estimate(NamedTuple):
    """What is to come."""

    rows: int  # yet to be computed
    seconds: float
    bytes: int
    free: int  # bytes on that disk

    @property
    def much(self) -> bool:
        """Whether the reader should be asked first."""
        return self.seconds > LONG or self.bytes > min(LARGE, self.free)


class Pilot(NamedTuple):
    """What a few runs cost."""

    setting: float  # seconds to set up one setting under one policy
    run: float  # seconds a run
    row: float  # bytes a row on disk


def estimate(store: Store, bench: Bench, workers: int) -> Estimate:
    """What the missing parts of a store will cost; the rules must be compiled by now."""
    plan = store.plan
    missing = store.missing()
    rows = sum(len(plan.part(part)) for part in missing)
    if not rows:
        return Estimate(0, 0.0, 0, _free(store.folder))
    cost = pilot(bench)
    stretches = rows / plan.runs + len(missing)  # a part may begin within a setting
    seconds = (stretches * cost.setting + rows * cost.run) / max(1, min(workers, len(missing)))
    return Estimate(rows, seconds, round(rows * cost.row + len(missing) * _empty(bench)), _free(store.folder))


def pilot(bench: Bench) -> Pilot:
    """Time a few runs of a few settings, spread over the design and the policies."""
    from eastsea_abm.sweep.work import compute

    plan = bench.plan
    setting = run = bytes_ = rows = 0.0
    places = _places(plan.settings)
    for k, at in enumerate(places):
        first = plan.row(at, k % len(plan.policies), 0)
        if all(factor.kind != "key" for factor in plan.factors):
            bench.setup(at, k % len(plan.policies))  # read once for all settings; keys are read for each
        one = _seconds(bench, range(first, first + 1))
        more = max(1, min(plan.runs, round(PILOT / max(one, 1e-6))))
        began = time.perf_counter()
        table = compute(bench, range(first, first + more))
        all_ = time.perf_counter() - began
        each = (all_ - one) / (more - 1) if more > 1 else one
        run += max(each, 0.0)
        setting += max(one - each, 0.0)
        bytes_ += len(parts.pack(table).content) - _empty(bench)
        rows += more
    return Pilot(setting / len(places), run / len(places), bytes_ / rows)


def _places(settings: int) -> list[int]:
    return sorted({round(k * (settings - 1) / (SETTINGS - 1)) for k in range(SETTINGS)})


def _seconds(bench: Bench, rows: range) -> float:
    from eastsea_abm.sweep.work import compute

    began = time.perf_counter()
    compute(bench, rows)
    return time.perf_counter() - began


def _empty(bench: Bench) -> int:
    """Bytes of a part without rows."""
    from eastsea_abm.sweep.work import schema

    return len(parts.pack(schema(bench.plan).empty_table()).content)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def spoken_time(seconds: float) -> str:
    """A time as one says it."""
    if seconds < 90:
        return f"{seconds:.0f} s" if seconds >= 1 else "a second"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.1f} days"


def spoken_size(size: float) -> str:
    """A number of bytes as one says it."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if size >= 10 or unit == "bytes" else f"{size:.1f} {unit}"
