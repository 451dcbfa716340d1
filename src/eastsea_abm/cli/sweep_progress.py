"""How far a sweep is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from eastsea_abm.cli.console import PATIENCE, say, talk

if TYPE_CHECKING:
    from eastsea_abm.sweep.store import Store

EVERY = 30.0  # seconds between two lines where nobody watches


class Pace:
    """How much is done, how fast, and how long it will go on."""

    def __init__(self, store: Store) -> None:
        self.rows = store.rows
        self.each = store.plan.runs * len(store.plan.policies)  # rows of a setting
        self.before = self.done = store.rows_done
        self.began = time.monotonic()

    @property
    def speed(self) -> float:
        """Runs per second of this session."""
        return (self.done - self.before) / max(time.monotonic() - self.began, 1e-9)

    def __str__(self) -> str:
        from eastsea_abm.sweep.estimate import spoken_time

        left = f", {spoken_time((self.rows - self.done) / self.speed)} left" if self.done > self.before else ""
        return f"{self.settings} settings, {self.speed:.0f} runs/s{left}"

    @property
    def settings(self) -> str:
        """Settings done, of all."""
        return f"{self.done // self.each} of {-(-self.rows // self.each)}"


@contextlib.contextmanager
def sweep_progress(store: Store) -> Iterator[Callable[[int], None]]:
    """A function to call with how many rows are there."""
    pace = Pace(store)
    with _bar(pace) if sys.stderr.isatty() else _lines(pace) as tick:
        yield tick


@contextlib.contextmanager
def _lines(pace: Pace) -> Iterator[Callable[[int], None]]:
    said_at = [pace.began]

    def tick(done: int) -> None:
        pace.done = done
        if time.monotonic() - said_at[0] > EVERY:
            said_at[0] = time.monotonic()
            say(str(pace))

    yield tick


@contextlib.contextmanager
def _bar(pace: Pace) -> Iterator[Callable[[int], None]]:
    """A bar that appears after `PATIENCE`."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    bar = Progress(BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), console=talk(), transient=True)
    task = bar.add_task(str(pace), total=pace.rows, completed=pace.done)
    patience = threading.Timer(PATIENCE, bar.start)
    patience.daemon = True
    patience.start()

    def tick(done: int) -> None:
        pace.done = done
        bar.update(task, completed=done, description=str(pace))

    try:
        yield tick
    finally:
        patience.cancel()
        bar.stop()
