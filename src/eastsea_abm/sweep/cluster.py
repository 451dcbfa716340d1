"""Workers that Dask looks after: processes on this machine, or a cluster of the caller's own.

Dask gives the parts of a worker that died to others, and work to one that joins. The order lies in the cluster
as a task of its own, which is done again where the worker that held it dies. Dask is imported where it is asked
for, an extra: `pip install "eastsea_abm[distributed]"`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

from eastsea_abm.errors import EnvironmentFault, InputError
from eastsea_abm.sweep.parts import Packed
from eastsea_abm.sweep.task import Order, do

LOOPBACK = "127.0.0.1"
PATIENCE = 30.0  # seconds in which a scheduler must answer and a first worker must be there
LOOK = 1.0  # seconds between looks at who is there
DESERTED = 300.0  # seconds without any worker after which we give up
GRAPH_WARNING = "distributed.admin.large-graph-warning-threshold"


def installed() -> None:
    """Raise `InputError` if Dask is not."""
    if importlib.util.find_spec("distributed") is None:
        raise InputError("--executor dask needs the extra 'distributed': pip install \"eastsea_abm[distributed]\"")


class Cluster:
    """Dask workers as a crew; see `eastsea_abm.sweep.crews.Crew`."""

    name = "dask"

    def __init__(self, given: Order, workers: int, address: str | None) -> None:
        from distributed import KilledWorker

        self.lost: tuple[type[BaseException], ...] = (KilledWorker,)
        self._given = given
        self._own: Any = None if address else _local(workers)
        self.where = address or "this machine"
        try:
            self._client = _client(self._own or address, self.where)
            self._pool = self._client.get_executor(pure=False)
            self._looked_at, self._size, self._seen_at = 0.0, 0, time.monotonic()
            self._await_first()
            self._hand_over()
        except BaseException:
            self.stop()
            raise

    def _await_first(self) -> None:
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=PATIENCE)
            return
        raise EnvironmentFault(f"no worker has joined the cluster at {self.where} within {PATIENCE:.0f} s")

    def _hand_over(self) -> None:
        """Give the order to the cluster."""
        import dask

        with dask.config.set({GRAPH_WARNING: "1TB"}):  # a large design is one, once
            self._order = self._client.submit(_same, tuple(self._given), pure=False)

    @property
    def size(self) -> int:
        """How many parts can be in hand."""
        return max(self._size, 1)

    def submit(self, part: int) -> Future[Packed]:
        """See `Crew.submit`."""
        return self._pool.submit(_do, self._order, part)

    def look(self) -> None:
        """Count the workers; raise `EnvironmentFault` where there is no hope of any."""
        now = time.monotonic()
        if self._size and now - self._looked_at < LOOK:
            return
        self._looked_at = now
        try:
            if self._client.status != "running":
                raise OSError
            self._size = sum(self._client.nthreads().values())
        except (OSError, TimeoutError):
            raise EnvironmentFault(f"the Dask scheduler at {self.where} is gone") from None
        if self._size:
            self._seen_at = now
        elif now - self._seen_at > DESERTED:
            raise EnvironmentFault(f"no worker is left in the cluster at {self.where}")

    def renew(self) -> bool:
        """Hand the order over again, in case it was blamed for a death; parts in flight go on."""
        self._hand_over()
        return False

    def stop(self) -> None:
        """See `Crew.stop`."""
        with _quiet():
            if hasattr(self, "_pool"):
                with contextlib.suppress(Exception):  # the scheduler may be gone
                    self._pool.shutdown(wait=False)
            for one in (getattr(self, "_client", None), self._own):
                if one is not None:
                    with contextlib.suppress(Exception):
                        one.close(timeout=PATIENCE)


def _same(given: tuple[Any, ...]) -> tuple[Any, ...]:
    return given


def _do(given: tuple[Any, ...], part: int) -> Packed:
    return do(Order(*given), part)


def _local(workers: int) -> Any:
    """Worker processes of this machine that talk over its loopback alone, with no page to watch them on."""
    import distributed

    cluster: Any = distributed.LocalCluster
    return cluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host=LOOPBACK,
        dashboard_address=None,
        scheduler_kwargs={"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"},
        silence_logs=logging.CRITICAL,  # deaths of workers are told by whoever waits for them
    )


def _client(to: Any, where: str) -> Any:
    """A client of the cluster."""
    import distributed
    from distributed.versions import VersionMismatchWarning

    client: Any = distributed.Client
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)  # what matters, workers are asked themselves
            return client(to, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise EnvironmentFault(f"no Dask scheduler answers at {where}: {_first_line(error)}") from None
    except ValueError as error:
        raise InputError(f"{where!r} is no address of a Dask scheduler: {_first_line(error)}") from None


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Say nothing about connections that are being closed on purpose."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
