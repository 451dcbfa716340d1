"""Words to the reader: what is being done, what went wrong, what is ready to be fetched."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from eastsea_abm.errors import EastSeaError, ScenarioError

Publish = Callable[[str, Any], None]
SELDOM = 0.2  # seconds between two words on the same progress


class Notices:
    """One notice at a time; a newer one takes the older's place."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._lock = threading.Lock()
        self._number = 0
        self._last = 0.0

    def say(self, kind: str, what: str, title: str, lines: Sequence[str] = (), **more: Any) -> None:
        """Publish a notice; see `notice` in ``docs/dashboard.md``."""
        with self._lock:
            self._number += 1
            notice = {"id": self._number, "kind": kind, "what": what, "title": title, "lines": list(lines)}
            blank = dict.fromkeys(("done", "total", "eta_s", "url", "filename", "field"))
            self._publish("notice", {**notice, **blank, **more})

    def clear(self) -> None:
        """No notice any more."""
        with self._lock:
            self._publish("notice", None)

    def error(self, what: str, error: EastSeaError) -> None:
        """Everything that is wrong with what was asked for."""
        if isinstance(error, ScenarioError):
            keys = [problem.key for problem in error.problems if problem.key]
            lines = [f"{problem.key}: {problem.message}" if problem.key else str(problem) for problem in error.problems]
            places = [str(problem) for problem in error.problems]
            lines = places if any(problem.line for problem in error.problems) else lines
            self.say("error", what, TITLES.get(what, "This cannot be done"), lines, field=keys[0] if keys else None)
            return
        self.say("error", what, TITLES.get(what, "This cannot be done"), str(error).splitlines())

    def fault(self, what: str, error: Exception) -> None:
        """A fault of the program: told in full where it was started, and in a line on the page, which stays alive."""
        traceback.print_exception(error)
        self.say("error", what, "The program has a fault", [f"{type(error).__name__}: {error}"])

    def progress(self, what: str, title: str, total: int) -> Callable[[int], None]:
        """A function to call with how much is done; it speaks seldom."""
        began = time.monotonic()

        def tick(done: int) -> None:
            now = time.monotonic()
            if now - self._last < SELDOM and done < total:
                return
            self._last = now
            eta = (now - began) / done * (total - done) if done else None
            self.say("progress", what, title, done=done, total=total, eta_s=None if eta is None else round(eta, 1))

        return tick


TITLES = {
    "reset": "The scenario cannot be run",
    "load": "The session cannot be opened",
    "inject": "The event cannot be injected",
    "lever": "The lever cannot be moved",
    "fork": "Futures cannot be played",
    "save": "The session cannot be saved",
}
