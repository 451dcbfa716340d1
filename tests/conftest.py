"""What all tests share: a cache of their own for compiled rules, the compiled month, fixed examples."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

# The same examples every time: a failure is seen by everybody or by nobody. `make test-all` looks at twice as many.
settings.register_profile("eastsea", deadline=None, derandomize=True, database=None, max_examples=30)
settings.register_profile("whole", parent=settings.get_profile("eastsea"), max_examples=60)
settings.load_profile("eastsea")

OWNER = "EASTSEA_TEST_CACHE_OWNER"


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled rules in a folder of this session, shared by its workers: never in the user's cache."""
    if not config.option.markexpr:
        settings.load_profile("whole")
    if OWNER not in os.environ:
        os.environ[OWNER] = str(os.getpid())
        os.environ["EASTSEA_CACHE"] = os.environ.get("EASTSEA_TEST_CACHE") or tempfile.mkdtemp(prefix="eastsea-")
        Path(os.environ["EASTSEA_CACHE"]).mkdir(parents=True, exist_ok=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that folder, unless EASTSEA_TEST_CACHE named it."""
    if os.environ.get(OWNER) == str(os.getpid()):
        del os.environ[OWNER]
        if "EASTSEA_TEST_CACHE" not in os.environ:
            shutil.rmtree(os.environ["EASTSEA_CACHE"], ignore_errors=True)


#: Begun first and in this order; a worker's first share is an eighth of all, so that of two workers one compiles
#: and looks at pages while the other has what needs no compiled rule.
FIRST = ("lines/test_futures.py::test_compiled", "browser/", "mechanisms/", "scenario/", "observed/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first."""
    here = f"{Path(__file__).parent.relative_to(items[0].config.rootpath).as_posix()}/" if items else ""

    def place(item: pytest.Item) -> int:
        own = item.nodeid.removeprefix(here)
        return next((k for k, start in enumerate(FIRST) if own.startswith(start)), len(FIRST))

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def one_compiles() -> Iterator[None]:
    """While one worker compiles a rule the others wait for it, and then read it: each would take as long again."""
    from eastsea_abm import _jit

    mine, depth, own = threading.RLock(), 0, _jit._twin

    @contextlib.contextmanager
    def alone() -> Iterator[None]:
        nonlocal depth
        with mine, (Path(os.environ["EASTSEA_CACHE"]) / "lock").open("w") as lock:
            if depth == 0:  # a rule compiles the rules it calls
                fcntl.flock(lock, fcntl.LOCK_EX)
            depth += 1
            try:
                yield
            finally:
                depth -= 1

    def twin(function: Any, njit: Callable[..., Any]) -> Any:
        from numba.core.dispatcher import Dispatcher

        compile_one = Dispatcher.compile
        if not hasattr(compile_one, "alone"):

            def compile_alone(self: Any, signature: Any) -> Any:
                with alone():
                    return compile_one(self, signature)

            compile_alone.alone = True  # type: ignore[attr-defined]
            Dispatcher.compile = compile_alone
        return own(function, njit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_jit, "_twin", twin)
        yield


@pytest.fixture(scope="session", autouse=True)
def unsynced() -> Iterator[None]:
    """Nobody pulls the plug here: what is written need not have reached the disk. Thousands of waits otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Build the command line once a session, and keep what YAML files hold: hundreds of tests call for the same."""
    from eastsea_abm.cli import app
    from eastsea_abm.scenario import reading

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "get_command", functools.cache(app.get_command))
        patch.setattr(reading, "parsed", functools.lru_cache(512)(reading.parsed.__wrapped__))
        yield


class Engine(NamedTuple):
    """A way to run months and the form in which it takes parameters."""

    name: str
    advance: Callable[..., Any]
    parameters: Callable[..., Any]


def plain_engine() -> Engine:
    """`schedule.advance` as it stands."""
    from eastsea_abm import schedule

    return Engine("plain", schedule.advance, lambda p: p)


@pytest.fixture(scope="session")
def compiled_engine() -> Engine:
    """The compiled month; skips where numba is absent or disabled."""
    from eastsea_abm import schedule
    from eastsea_abm._jit import can_compile, compiled
    from eastsea_abm.parameters import record

    if not can_compile():
        pytest.skip("numba is absent or disabled")
    import worlds

    advance = compiled(schedule.advance)
    r = worlds.ready(worlds.triangle())
    worlds.run(r, 1, advance=advance, p=record(r.parameters)[0])
    return Engine("compiled", advance, lambda p: record(p)[0])


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Engine:
    """The compiled month where there is one, the plain one otherwise."""
    from eastsea_abm._jit import can_compile

    return request.getfixturevalue("compiled_engine") if can_compile() else plain_engine()
