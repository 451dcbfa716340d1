"""What all verbs share: two consoles, JSON, progress. Standard output is for data, the other for talk."""

from __future__ import annotations

import contextlib
import json
import math
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

PATIENCE = 2.0  # seconds after which a reader wants to see how far it is


def data() -> Console:
    """The console for what was asked for."""
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False)


def talk() -> Console:
    """The console for progress and remarks."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """One line for the reader, not for a script; needs no import."""
    print(text, file=sys.stderr, flush=True)


def say_json(value: Any) -> None:
    """Data for a script; what is no number is null."""
    ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(_plain(value), indent=1, ensure_ascii=ascii_only, allow_nan=False))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "item"):
        value = value.item()  # a numpy scalar
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool | None) else str(value)


@contextlib.contextmanager
def progress(what: str, total: int, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """A function to call with how much is done; a bar with the time left appears after `PATIENCE`.

    Where nobody watches (the output is a file or a pipe) nothing is drawn.
    """
    import time

    if quiet or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=talk(),
        transient=True,
    )
    task = bar.add_task(what, total=total)
    began = time.monotonic()

    def tick(done: int) -> None:
        if not bar.live.is_started and time.monotonic() - began > PATIENCE:
            bar.start()
        # After the last month the tables remain, for which some months are played again.
        bar.update(task, completed=done, description=what if done < total else "tables")

    try:
        yield tick
    finally:
        bar.stop()
