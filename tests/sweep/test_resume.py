"""Killed, starved and robbed, a sweep goes on where it stopped and ends with the same tables."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import children, gone, needs_proc
from sweep_samples import expected, files, sample, use_threads

from eastsea_abm.errors import EnvironmentFault
from eastsea_abm.sweep import journal
from eastsea_abm.sweep.execution import conduct
from eastsea_abm.sweep.opening import opened
from eastsea_abm.sweep.store import Store

pytestmark = pytest.mark.usefixtures("plain")

SCRIPT = Path(__file__).parent / "one_sweep.py"


def begun(folder: Path, who: str = "threads", seconds: float = 0.05) -> subprocess.Popen[str]:
    """A sweep in a process of its own."""
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(folder), who, str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def killed(process: subprocess.Popen[str], lines: int, wait: float) -> None:
    """Kill a sweep after so many parts and a moment more."""
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        for _ in range(lines):
            process.stdout.readline()
        time.sleep(wait)
        process.kill()


@pytest.mark.parametrize(
    "kills", [(0, 2), pytest.param((0, 1, 2, 1, 2), marks=pytest.mark.long)], ids=["twice", "five times"]
)
def test_a_sweep_killed_at_random_moments_ends_with_the_same_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kills: tuple[int, ...]
) -> None:
    use_threads(monkeypatch)
    folder, draw = tmp_path / "sweep", random.Random(20)
    counts = []
    for lines in kills:
        killed(begun(folder), lines, draw.random() * 0.1)
        counts.append(len(journal.read(folder)))
    assert counts == sorted(counts)
    plan, design = sample()
    assert sum(kills) <= counts[-1] < plan.parts
    done: list[int] = []
    with opened(folder, plan, design) as store:
        conduct(store, workers=2, tick=done.append)
        named = store.finish().digest
    assert len(done) == plan.parts - counts[-1]
    assert files(folder) == expected(plan, design)
    assert named == Store.open(folder).digest()
    assert not list(folder.rglob(".writing-*"))


@pytest.mark.long
@needs_proc
def test_workers_of_a_killed_sweep_end_and_its_folder_is_free_at_once(tmp_path: Path) -> None:
    process = begun(tmp_path / "sweep", "processes", 0.5)
    assert process.stdout is not None
    process.stdout.readline()
    workers = children(process.pid)
    assert len(workers) >= 2
    killed(process, 0, 0.0)
    plan, design = sample()
    with opened(tmp_path / "sweep", plan, design) as store:
        assert 0 < len(store.entries) < plan.parts
    assert all(gone(worker) for worker in workers)


def test_a_file_that_grows_too_large_is_one_line_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_threads(monkeypatch)
    plan, design = sample()
    folder = tmp_path / "sweep"
    with opened(folder, plan, design) as store:
        store.keep(0, next(iter(whole(tmp_path).tables())))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        try:
            with pytest.raises(EnvironmentFault, match=r"cannot write to .*: the file grows too large"):
                conduct(store, workers=2)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(folder.rglob(".writing-*"))
    with opened(folder, plan, design) as store:
        assert set(store.entries) == {0}
        conduct(store, workers=2)
        store.finish()
    assert files(folder) == expected(plan, design)


def whole(tmp_path: Path) -> Store:
    """A finished sweep."""
    plan, design = sample()
    with opened(tmp_path / "whole", plan, design) as store:
        conduct(store, workers=2)
        store.finish()
        return store


def test_damage_of_any_kind_is_mended_by_the_same_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_threads(monkeypatch)
    store, plan, design = whole(tmp_path), *sample()
    before = files(store.folder)
    parts = sorted((store.folder / "outcomes").iterdir())
    parts[0].unlink()
    parts[1].write_bytes(b"PAR1" * 100)
    os.truncate(parts[2], 10)
    path = store.folder / "journal"
    os.truncate(path, path.stat().st_size - 7)
    (store.folder / "design.parquet").unlink()
    said: list[str] = []
    with opened(store.folder, plan, design, said=said.append) as again:
        assert len(again.missing()) >= 3
        conduct(again, workers=2)
        again.finish()
    assert len(said) in (3, 4)  # the torn line may speak of one of the three
    assert files(store.folder) == before
    assert Store.open(store.folder).digest() == store.digest()
