"""Compute what is missing of a store, whoever does it, and whatever becomes of them."""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import TYPE_CHECKING

from eastsea_abm import _jit
from eastsea_abm.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from eastsea_abm.sweep.crews import Crew
    from eastsea_abm.sweep.parts import Packed
    from eastsea_abm.sweep.settings import Bench
    from eastsea_abm.sweep.store import Store
    from eastsea_abm.sweep.task import Order

EXECUTORS = ("local", "dask")
IN_FLIGHT = 2  # parts a worker has: one in hand and the next, so that memory stays flat
MOST_LOSSES = 5  # deaths of workers in a row, without a part finished between, after which we give up
LOOK = 1.0  # seconds between looks at the crew while nothing is finished


def conduct(
    store: Store,
    *,
    workers: int | None = None,
    executor: str = "local",
    scheduler: str | None = None,
    tick: Callable[[int], None] | None = None,
    said: Callable[[str], None] = lambda text: None,
) -> str:
    """Compute the parts a store lacks; return who did: ``threads``, ``processes`` or ``dask``.

    Parameters
    ----------
    workers
        How many; as there are cores if None, as the cluster has if there is a scheduler.
    scheduler
        Address of a Dask cluster of the caller's own; without one ``dask`` starts workers on this machine.
    tick
        Called with how many rows are there after every part.
    said
        Called with a line for the reader where something takes long or goes wrong.

    Raises
    ------
    InputError
        If there is no such executor, or Dask is asked for and not installed.
    EnvironmentFault
        If parts cannot be written, a worker has other rules, or workers keep dying.
    """
    from eastsea_abm.sweep.task import order

    checked(executor, workers, scheduler)
    missing = store.missing()
    if not missing:
        return "nobody"
    given = order(store.plan, store.design)
    warm_up(given, store.plan.part(missing[0]).start, said)
    with crew(given, min(workers or cores(), len(missing)), executor, scheduler) as hands:
        _compute(store, missing, hands, tick or (lambda done: None), said)
        return hands.name


def checked(executor: str, workers: int | None, scheduler: str | None) -> None:
    """Raise `InputError` if nobody can be asked to work like this."""
    if executor not in EXECUTORS:
        raise InputError(f"no executor {executor!r}; allowed: {', '.join(EXECUTORS)}")
    if scheduler and executor != "dask":
        raise InputError("--scheduler is the address of a Dask cluster: add --executor dask")
    if workers is not None and workers < 1:
        raise InputError(f"{workers} workers cannot do anything; give at least 1")
    if executor == "dask":
        from eastsea_abm.sweep.cluster import installed

        installed()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def warm_up(given: Order, row: int, said: Callable[[str], None]) -> Bench:
    """Compile the rules, once, before workers ask for them all at once; return the bench it was done on."""
    from eastsea_abm.sweep.task import bench_for
    from eastsea_abm.sweep.work import compute

    bench = bench_for(given)
    if _jit.can_compile():
        if not _jit.cache_is_warm():
            said("compiling the rules first, once: about half a minute")
        compute(bench, range(row, row + 1))
        _jit.mark_cache_warm()
    return bench


@contextlib.contextmanager
def crew(given: Order, workers: int, executor: str, scheduler: str | None) -> Iterator[Crew]:
    """Workers, sent home at the end whatever happens."""
    from eastsea_abm.sweep.crews import Processes, Threads

    hands: Crew
    if executor == "dask":
        from eastsea_abm.sweep.cluster import Cluster

        hands = Cluster(given, workers, scheduler)
    else:
        hands = Threads(given, workers) if _jit.can_compile() else Processes(given, workers)
    try:
        yield hands
    finally:
        hands.stop()


def _compute(
    store: Store, missing: list[int], hands: Crew, tick: Callable[[int], None], said: Callable[[str], None]
) -> None:
    """Hand out parts, a few at a time, and keep what comes back, in whatever order it does."""
    waiting, flying = deque(missing), dict[Future["Packed"], int]()
    losses, kept_at = 0, time.monotonic()
    deaths: tuple[type[BaseException], ...] = (CancelledError, *hands.lost)
    while waiting or flying:
        hands.look()
        lost = _hand_out(hands, waiting, flying)
        done, _ = wait(flying, timeout=LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            part = flying.pop(future)
            try:
                packed = future.result()
            except deaths as error:
                waiting.appendleft(part)
                lost = type(error).__name__
                continue
            now = time.monotonic()
            store.keep(part, packed, now - kept_at)
            losses, kept_at = 0, now
            tick(store.rows_done)
        if lost:
            losses += 1
            if losses > MOST_LOSSES:
                raise EnvironmentFault(f"workers keep dying: {losses} times without a part finished ({lost})")
            said("a worker died; its parts are computed again")
            if hands.renew():
                waiting.extendleft(sorted(flying.values(), reverse=True))
                flying.clear()


def _hand_out(hands: Crew, waiting: deque[int], flying: dict[Future[Packed], int]) -> str:
    """Give every worker something to do; what a worker's death is called that was noticed on the way, or nothing."""
    while waiting and len(flying) < IN_FLIGHT * hands.size:
        try:
            flying[hands.submit(waiting[0])] = waiting[0]
        except hands.lost as error:
            return type(error).__name__
        waiting.popleft()
    return ""
