"""What all tests share: a cache of their own for compiled rules, the compiled month, fixed examples."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

# The same examples every time: a failure is seen by everybody or by nobody.
settings.register_profile("eastsea", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("eastsea")

OWNER = "EASTSEA_TEST_CACHE_OWNER"


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled rules in a folder of this session, shared by its workers: never in the user's cache."""
    if OWNER not in os.environ:
        os.environ[OWNER] = str(os.getpid())
        os.environ["EASTSEA_CACHE"] = os.environ.get("EASTSEA_TEST_CACHE") or tempfile.mkdtemp(prefix="eastsea-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that folder, unless EASTSEA_TEST_CACHE named it."""
    if os.environ.get(OWNER) == str(os.getpid()):
        del os.environ[OWNER]
        if "EASTSEA_TEST_CACHE" not in os.environ:
            shutil.rmtree(os.environ["EASTSEA_CACHE"], ignore_errors=True)


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
    """The compiled month; skips where numba is absent or disabled. One worker compiles, the others wait."""
    from eastsea_abm import schedule
    from eastsea_abm._jit import can_compile, compiled
    from eastsea_abm.parameters import record

    if not can_compile():
        pytest.skip("numba is absent or disabled")
    import worlds

    advance = compiled(schedule.advance)
    r = worlds.ready(worlds.triangle())
    with (Path(os.environ["EASTSEA_CACHE"]) / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        worlds.run(r, 1, advance=advance, p=record(r.parameters)[0])
    return Engine("compiled", advance, lambda p: record(p)[0])


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> Engine:
    """The compiled month where there is one, the plain one otherwise."""
    from eastsea_abm._jit import can_compile

    return request.getfixturevalue("compiled_engine") if can_compile() else plain_engine()
