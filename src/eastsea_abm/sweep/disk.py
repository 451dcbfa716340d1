"""Files that are there whole or not at all: written beside, made durable, renamed.

Whoever writes holds the lock of the folder, so whatever is unfinished when a writer starts was left by one
that was killed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from eastsea_abm.errors import EnvironmentFault
from eastsea_abm.results.store import WRITING, writing

LOCK = "lock"


def put(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, whole or not at all, and see it through to the disk.

    Raises
    ------
    OSError
        As the system gives it; nothing is left behind then where that can be helped.
    """
    beside = path.with_name(f"{WRITING}{os.getpid()}-{path.name}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):  # also on Ctrl-C; after the rename there is nothing left to remove
            beside.unlink()
    settle(path.parent)


def holds(path: Path, content: bytes) -> bool:
    """Whether a file holds exactly ``content``."""
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def settle(folder: Path) -> None:
    """Make new names in ``folder`` durable, where the system lets a folder be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_up(folder: Path) -> None:
    """Remove what killed writers left in ``folder`` and one level below."""
    for pattern in (f"{WRITING}*", f"*/{WRITING}*"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold ``folder`` alone; the system lets go of it also when the holder is killed.

    Raises
    ------
    EnvironmentFault
        If another sweep is writing there, or nothing can be written there.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    with writing(folder):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise EnvironmentFault(f"another sweep is writing to {folder}; wait, or give another --out") from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.release()
