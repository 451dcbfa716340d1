"""Compiled rules made ready, once a machine and once a process, without the page standing still.

Compiling keeps the interpreter busy for half a minute, so a child process does it, at low priority, and leaves it
in the cache. Loading from the cache takes a second or two. Run as a module this file is that child.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from eastsea_abm._jit import MANY, STAGE, cache_is_warm, can_compile, mark_cache_warm

USUAL = 40.0  # seconds a compilation takes on two cores that do something else besides
LOOK = 0.25  # seconds between two looks at the child
KINDEST = 10  # niceness of the child
EXAMPLE = "triangle"  # any scenario will do: rules are compiled for kinds of arrays, not for a region

_lock = threading.Lock()
_child: subprocess.Popen[bytes] | None = None
_began = 0.0
_loaded = False


def is_warm() -> bool:
    """Whether all that fans and futures call lies compiled in the cache."""
    from eastsea_abm.lines.onward import FUTURES

    return cache_is_warm(MANY) and cache_is_warm(FUTURES)


def ready(told: Callable[[float, float], None], stopped: Callable[[], bool] = lambda: False) -> bool:
    """Have compiled rules in this process; return whether that took long enough to be told.

    Parameters
    ----------
    told
        Called now and then with the seconds gone and the seconds it usually takes.
    stopped
        Whether nobody waits any more. The child goes on then, for whoever asks next.
    """
    if _loaded or not can_compile():
        return False
    waited = False
    while not is_warm() and not stopped() and _compiling():
        waited = True
        told(time.monotonic() - _began, USUAL)
        time.sleep(LOOK)
    if not stopped():
        load()
    return waited


def load() -> None:
    """Load compiled rules into this process; where the cache lacks them, or cannot be kept, compile them here."""
    global _loaded
    with _lock:
        if not _loaded:
            compile_all()
            _loaded = True


def compile_all() -> None:
    """Call once all that fans, futures and the stage call."""
    from eastsea_abm.ensemble import Player
    from eastsea_abm.lines.line import Line
    from eastsea_abm.lines.onward import FUTURES, FuturesPlayer, onward
    from eastsea_abm.scenario.setup import made_ready

    setup = made_ready(EXAMPLE, months=1)
    FuturesPlayer(onward(Line(setup), 0, 1), "compiled").judged(0, 1)
    Player(setup, "compiled").judged(0, 1)
    for driver in (FUTURES, MANY, STAGE):
        mark_cache_warm(driver)


def _compiling() -> bool:
    """Whether the child is at work; it is started once a process."""
    global _child, _began
    with _lock:
        if _child is None:
            _began = time.monotonic()
            _child = subprocess.Popen(
                [sys.executable, "-m", __spec__.name if __spec__ else __name__],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            atexit.register(_end)
        return _child.poll() is None


def _end() -> None:
    """Leave no child behind."""
    if _child is not None and _child.poll() is None:
        _child.terminate()
        _child.wait()


def main() -> None:
    """Compile everything, and stay out of the way."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt of the program ends the child without a word
    with contextlib.suppress(AttributeError, OSError):
        os.nice(KINDEST)
    compile_all()


if __name__ == "__main__":
    main()
