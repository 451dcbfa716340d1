"""Futures beside the run: the fan from its start, and forks from a month, played while the page goes on."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from typing import Any

from eastsea_abm.dashboard.notices import Notices
from eastsea_abm.errors import EastSeaError
from eastsea_abm.lines.fans import from_start
from eastsea_abm.lines.futures import played, prepared
from eastsea_abm.lines.line import Line
from eastsea_abm.lines.warming import ready
from eastsea_abm.scenario.setup import Setup

Work = Callable[[Callable[[], bool]], None]


class FuturesJob:
    """Plays one thing after another in a thread of its own; a newer one of a kind takes the older's place.

    Parameters
    ----------
    warm
        Called once compiled rules are in memory.
    """

    def __init__(self, publish: Callable[[str, Any], None], notices: Notices, warm: Callable[[], None]) -> None:
        self._publish, self._notices, self._warm = publish, notices, warm
        self._changed = threading.Condition()
        self._waiting: dict[str, Work] = {}
        self._now = ""
        self._asked: dict[str, int] = {}
        self._thread: threading.Thread | None = None
        self._stopped = False

    def stop(self) -> None:
        """Play nothing more; what is being played is not shown."""
        with self._changed:
            self._stopped = True
            self._waiting.clear()
            self._changed.notify_all()

    def fan(self, setup: Setup) -> None:
        """Play the futures from the start of a run; forks of the run before are not shown any more."""

        def work(still: Callable[[], bool]) -> None:
            told = from_start(setup)
            if still():
                self._publish("fan", told)

        self._ask("fork", None)
        self._ask("fan", work)

    def fork(self, line: Line, month: int, policies: Sequence[str], runs: int, months: int) -> None:
        """Play futures from a month of a line under some policies.

        Raises
        ------
        ScenarioError
            If a policy cannot be had.
        """
        forked = prepared(line, month, list(policies), months)

        def work(still: Callable[[], bool]) -> None:
            tick = self._notices.progress("fork", "Playing futures", runs * len(policies))
            told = played(forked, runs, tick=tick)
            if still():
                self._notices.clear()
                self._publish("futures", told)

        self._ask("fork", work)

    def _ask(self, kind: str, work: Work | None) -> None:
        with self._changed:
            self._asked[kind] = self._asked.get(kind, 0) + 1
            self._waiting.pop(kind, None)
            if work is not None:
                self._waiting[kind] = work
            if self._waiting and self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="eastsea-futures")
                self._thread.start()

    def _run(self) -> None:
        """Work until nothing waits, whatever becomes of each piece of work."""
        self._tried("compile", self._compiled)
        while True:
            with self._changed:
                if self._stopped or not self._waiting:
                    self._thread = None
                    return
                kind = min(self._waiting)  # the fan first
                work, mine = self._waiting.pop(kind), self._asked[kind]
            still = functools.partial(self._wanted, kind, mine)
            self._tried(kind, functools.partial(work, still))

    def _wanted(self, kind: str, mine: int) -> bool:
        """Whether the ``mine``-th piece of work of a kind is still asked for."""
        return not self._stopped and self._asked[kind] == mine

    def _tried(self, what: str, work: Callable[[], None]) -> None:
        """Do some work; what goes wrong is told and ends nothing else."""
        try:
            work()
        except EastSeaError as error:
            self._notices.error(what, error)
        except Exception as error:
            self._notices.fault(what, error)

    def _compiled(self) -> None:
        """Have the rules compiled, once a machine, and loaded, once a process."""

        def told(seconds: float, usual: float) -> None:
            self._notices.say(
                "progress",
                "compile",
                "Compiling the rules, once on this machine; the run itself needs no waiting",
                done=round(seconds, 1),
                total=max(usual, seconds),
                eta_s=max(0.0, round(usual - seconds, 1)),
            )

        waited = ready(told, lambda: self._stopped)
        if not self._stopped:
            if waited:
                self._notices.clear()
            self._warm()
