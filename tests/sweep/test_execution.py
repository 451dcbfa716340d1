"""Who does the work changes nothing: not the bytes, and not whether it gets done."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path
from typing import Any

import pytest
from sweep_samples import expected, files, sample, use_threads

from eastsea_abm.errors import EnvironmentFault, InputError
from eastsea_abm.sweep import execution, task, work
from eastsea_abm.sweep.execution import conduct
from eastsea_abm.sweep.opening import opened
from eastsea_abm.sweep.parts import Packed
from eastsea_abm.sweep.settings import Bench

pytestmark = pytest.mark.usefixtures("plain")


def conducted(folder: Path, **how: Any) -> str:
    """Sweep the sample into ``folder``; return who did."""
    plan, design = sample()
    with opened(folder, plan, design) as store:
        by = conduct(store, **how)
        store.finish()
    return by


@pytest.mark.parametrize("workers", [1, 3])
def test_threads_give_what_one_loop_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    use_threads(monkeypatch)
    assert conducted(tmp_path / "sweep", workers=workers) == "threads"
    assert files(tmp_path / "sweep") == expected(*sample())


@pytest.mark.long
def test_processes_give_what_one_loop_gives_also_when_one_is_killed(tmp_path: Path) -> None:
    said: list[str] = []

    def kill_once(done: int) -> None:
        if not said:
            said.append("killed one")
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)

    assert conducted(tmp_path / "sweep", workers=2, tick=kill_once, said=said.append) == "processes"
    assert said == ["killed one", "a worker died; its parts are computed again"]
    assert files(tmp_path / "sweep") == expected(*sample())
    assert multiprocessing.active_children() == []


def test_ctrl_c_leaves_no_process_behind(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        conducted(tmp_path / "sweep", workers=2, tick=stop)
    assert multiprocessing.active_children() == []
    assert not list((tmp_path / "sweep").rglob(".writing-*"))


class Fake:
    """A crew of nobody: parts are computed when they are waited for, latest first, unless they are lost."""

    name, size = "fake", 2
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, given: task.Order, deaths: int = 0, all_lost: bool = True) -> None:
        self.given, self.deaths, self.all_lost = given, deaths, all_lost
        self.flying: dict[int, Future[Packed]] = {}
        self.most, self.renewed, self.stopped = 0, 0, False
        self.asked: Counter[int] = Counter()

    def submit(self, part: int) -> Future[Packed]:
        self.flying[part] = Future()
        self.asked[part] += 1
        self.most = max(self.most, len(self.flying))
        return self.flying[part]

    def look(self) -> None:
        if self.flying and (len(self.flying) >= self.size or sum(self.asked.values()) >= self.parts):
            part, future = self.flying.popitem()
            if self.deaths:
                self.deaths -= 1
                future.set_exception(BrokenExecutor())
            else:
                future.set_result(task.do(self.given, part))

    @property
    def parts(self) -> int:
        return task.bench_for(self.given).plan.parts

    def renew(self) -> bool:
        self.renewed += 1
        if self.all_lost:
            self.flying.clear()
        return self.all_lost

    def stop(self) -> None:
        self.stopped = True


def with_fake(folder: Path, monkeypatch: pytest.MonkeyPatch, **how: Any) -> Fake:
    crews: list[Fake] = []

    @contextlib.contextmanager
    def crew(given: task.Order, *rest: Any) -> Iterator[Fake]:
        crews.append(Fake(given, **how))
        yield crews[0]

    monkeypatch.setattr(execution, "crew", crew)
    monkeypatch.setattr(execution, "LOOK", 0.0)
    conducted(folder)
    return crews[0]


def test_few_parts_are_in_flight_and_their_order_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = with_fake(tmp_path / "sweep", monkeypatch)
    assert fake.most <= execution.IN_FLIGHT * fake.size < fake.parts
    assert set(fake.asked.values()) == {1}
    assert files(tmp_path / "sweep") == expected(*sample())


@pytest.mark.parametrize("all_lost", [True, False])
def test_parts_of_workers_that_died_are_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, all_lost: bool
) -> None:
    fake = with_fake(tmp_path / "sweep", monkeypatch, deaths=3, all_lost=all_lost)
    assert fake.renewed == 3
    assert files(tmp_path / "sweep") == expected(*sample())


def test_a_death_noticed_when_a_part_is_handed_out_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [BrokenExecutor(), BrokenExecutor()]
    submit = Fake.submit

    def refusing(self: Fake, part: int) -> Future[Packed]:
        if refusals and sum(self.asked.values()) >= 3:
            raise refusals.pop()
        return submit(self, part)

    monkeypatch.setattr(Fake, "submit", refusing)
    fake = with_fake(tmp_path / "sweep", monkeypatch)
    assert (fake.renewed, refusals) == (2, [])
    assert files(tmp_path / "sweep") == expected(*sample())


def test_workers_that_keep_dying_end_it_with_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EnvironmentFault, match="workers keep dying: 6 times without a part finished"):
        with_fake(tmp_path / "sweep", monkeypatch, deaths=1000)


def test_a_crew_is_sent_home_whatever_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, design = sample()
    fake = Fake(task.order(plan, design))
    monkeypatch.setattr("eastsea_abm.sweep.crews.Processes", lambda given, workers: fake)
    with pytest.raises(KeyboardInterrupt), execution.crew(fake.given, 1, "local", None):
        raise KeyboardInterrupt
    assert fake.stopped


def test_a_finished_sweep_calls_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, design = sample(settings=1, runs=2)
    with opened(tmp_path / "sweep", plan, design) as store:
        for part in store.missing():
            store.keep(part, work.compute(Bench(plan, design), plan.part(part)))
        monkeypatch.setattr(execution, "crew", None)
        assert conduct(store, workers=1) == "nobody"


@pytest.mark.parametrize(("key", "what"), [("rules", "other rules"), ("pyarrow", "another pyarrow")])
def test_a_worker_that_would_give_other_numbers_says_so(key: str, what: str) -> None:
    given = task.order(*sample())._replace(digest=key, **{key: "0" * 16})
    with pytest.raises(EnvironmentFault, match=f"the worker on .* has {what}: .* there, 0000000000000000 here"):
        task.do(given, 0)


@pytest.mark.parametrize(
    ("how", "what"),
    [
        ({"executor": "slurm"}, "no executor 'slurm'; allowed: local, dask"),
        ({"workers": 0}, "0 workers"),
        ({"scheduler": "tcp://127.0.0.1:1"}, "add --executor dask"),
    ],
)
def test_what_cannot_be_asked_of_workers_is_said_at_once(how: dict[str, Any], what: str) -> None:
    given = {"executor": "local", "workers": None, "scheduler": None, **how}
    with pytest.raises(InputError, match=what):
        execution.checked(**given)


@pytest.mark.xdist_group("compiled")
def test_compiled_rules_give_what_plain_ones_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    plain = expected(*sample())
    monkeypatch.delenv("NUMBA_DISABLE_JIT")
    request.getfixturevalue("compiled_engine")
    assert conducted(tmp_path / "sweep", workers=2) == "threads"
    assert files(tmp_path / "sweep") == plain
