"""Who does the work on this machine: threads where rules compile, processes where they do not.

A crew takes parts and gives futures of them. Compiled months hold no lock of Python's, so threads share a core
each and one copy of everything; plain ones would wait for each other.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, Protocol

from eastsea_abm.sweep.parts import Packed
from eastsea_abm.sweep.task import Order, do


class Crew(Protocol):
    """Workers that compute parts."""

    name: str  # threads | processes | dask
    lost: tuple[type[BaseException], ...]  # what a future raises where its worker died

    @property
    def size(self) -> int:
        """How many workers there are now."""

    def submit(self, part: int) -> Future[Packed]:
        """Have a part computed."""

    def look(self) -> None:
        """See who is there; raise `EnvironmentFault` where nobody is and nobody will be."""

    def renew(self) -> bool:
        """Take new workers for those that died; return whether all futures given before are lost."""

    def stop(self) -> None:
        """Let go of the workers, and of what they have in hand."""


class Threads:
    """Threads of this process."""

    name = "threads"
    lost: tuple[type[BaseException], ...] = ()

    def __init__(self, given: Order, workers: int) -> None:
        self.size = workers
        self._given = given
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="sweep")

    def submit(self, part: int) -> Future[Packed]:
        """See `Crew.submit`."""
        return self._pool.submit(do, self._given, part)

    def look(self) -> None:
        """Threads do not die."""

    def renew(self) -> bool:
        """See `Crew.renew`."""
        return False

    def stop(self) -> None:
        """See `Crew.stop`; a part in hand takes a few seconds at most, and is waited for."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class Processes:
    """Processes on this machine, which end when this one does, however it ends."""

    name = "processes"
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, given: Order, workers: int) -> None:
        self.size = workers
        self._given = given
        self._scratch = tempfile.TemporaryDirectory(prefix="eastsea-")
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        # Workers watch the other end of this pipe, which closes when we let go of it or are killed.
        self._watched, self._held = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            self.size, context, initializer=_begin, initargs=(self._given, self._watched, self._scratch.name)
        )

    def submit(self, part: int) -> Future[Packed]:
        """See `Crew.submit`."""
        return self._pool.submit(_do, part)

    def look(self) -> None:
        """A process that died says so through its futures."""

    def renew(self) -> bool:
        """See `Crew.renew`."""
        self._end()
        self._start()
        return True

    def stop(self) -> None:
        """See `Crew.stop`."""
        self._end()
        with contextlib.suppress(OSError):
            self._scratch.cleanup()

    def _end(self) -> None:
        self._held.close()
        self._watched.close()
        self._pool.shutdown(wait=True, cancel_futures=True)


_given: list[Order] = []  # in a worker process: what it was started for


def _begin(given: Order, watched: Connection, scratch: str) -> None:
    """Make this process a worker: deaf to Ctrl-C, which its parent hears, and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
    _given[:] = [given]
    threading.Thread(target=_leave, args=(watched,), daemon=True).start()


def _leave(watched: Any) -> None:
    with contextlib.suppress(EOFError, OSError):
        watched.recv_bytes()
    os._exit(1)


def _do(part: int) -> Packed:
    return do(_given[0], part)
