"""Dask's workers may die and join: the sweep finishes, and its tables are the same."""

from __future__ import annotations

import contextlib
import importlib.util
import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from sweep_samples import expected, files, sample

from eastsea_abm.errors import EnvironmentFault, InputError
from eastsea_abm.sweep import cluster, execution
from eastsea_abm.sweep.execution import conduct
from eastsea_abm.sweep.opening import opened

pytestmark = pytest.mark.usefixtures("plain")

needs_dask = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra is absent")


def conducted(folder: Path, **how: Any) -> None:
    plan, design = sample()
    with opened(folder, plan, design) as store:
        assert conduct(store, executor="dask", **how) == "dask"
        store.finish()


@pytest.mark.long
@needs_dask
def test_a_worker_that_is_killed_half_way_changes_nothing(tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_once(done: int) -> None:
        if not killed and done >= sample()[0].rows // 3:
            killed.append(multiprocessing.active_children()[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    conducted(tmp_path / "sweep", workers=2, tick=kill_once)
    assert killed
    assert files(tmp_path / "sweep") == expected(*sample())
    assert multiprocessing.active_children() == []


@needs_dask
@pytest.mark.long
def test_a_cluster_of_the_callers_own_may_change_hands_and_is_left_running(tmp_path: Path) -> None:
    """The only worker is killed, and another joins."""
    import distributed

    own: Any = distributed.LocalCluster
    with own(
        n_workers=1,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
        silence_logs=50,
    ) as there:
        first = multiprocessing.active_children()[0].pid or 0
        moved: list[int] = []

        def change_hands(done: int) -> None:
            if not moved:
                moved.append(done)
                there.scale(2)
                os.kill(first, signal.SIGKILL)

        conducted(tmp_path / "sweep", scheduler=there.scheduler_address, tick=change_hands)
        assert moved
        assert files(tmp_path / "sweep") == expected(*sample())
        assert there.status.name == "running"
        assert multiprocessing.active_children()


@needs_dask
@pytest.mark.long
def test_ctrl_c_leaves_no_worker_behind(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        conducted(tmp_path / "sweep", workers=1, tick=stop)
    assert multiprocessing.active_children() == []


@needs_dask
@pytest.mark.parametrize(
    ("address", "kind", "what"),
    [
        ("tcp://127.0.0.1:9", EnvironmentFault, "no Dask scheduler answers at tcp://127.0.0.1:9"),
        ("nonsense://127.0.0.1:9", InputError, "is no address of a Dask scheduler"),
    ],
)
def test_a_scheduler_that_does_not_answer_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, kind: type[Exception], what: str
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(kind, match=what) as told:
        conducted(tmp_path / "sweep", scheduler=address)
    assert "\n" not in str(told.value)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.ExitStack() as stack:
        stack.enter_context(monkeypatch.context()).setattr(importlib.util, "find_spec", lambda name: None)
        with pytest.raises(InputError, match=r"eastsea_abm\[distributed\]"):
            execution.checked("dask", None, None)
