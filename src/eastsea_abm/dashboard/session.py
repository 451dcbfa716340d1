"""One reader's session: the lines of a run, what of them is looked at, and what is told to the page.

All of it is changed under one lock: orders of the page, the thread that plays and the jobs beside it meet here.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

from eastsea_abm.dashboard.feed import Filter
from eastsea_abm.dashboard.frame import Shown, frame
from eastsea_abm.dashboard.futures_job import FuturesJob
from eastsea_abm.dashboard.notices import Notices
from eastsea_abm.dashboard.opened import Opened
from eastsea_abm.dashboard.playing import Playing
from eastsea_abm.dashboard.resumed import resumed
from eastsea_abm.dashboard.setting import drawn_states, setting
from eastsea_abm.errors import ScenarioError, StepFailed
from eastsea_abm.lines.line import Line
from eastsea_abm.lines.policies import standing

FALLBACK = Opened("baseline")  # what is shown where the scenario asked for cannot be read


class Session:
    """Lines of one run, watched by one page.

    Parameters
    ----------
    opened
        What the session begins with.
    publish
        Called with a channel (setting, frame, fan, futures, notice) and the JSON text that is to be shown there.
    """

    def __init__(self, opened: Opened, publish: Callable[[str, str], None]) -> None:
        self._publish = publish
        self.lock = threading.RLock()
        self.notices = Notices(self.publish)
        self.playing = Playing(self._play_a_month, self._stopped)
        self.futures = FuturesJob(self.publish, self.notices, self._may_compile)
        self.number = 0
        self.opened = opened
        self.lines: dict[str, Line] = {}
        self.problem: dict[str, Any] | None = None
        try:
            self.begin(opened)
        except ScenarioError as error:
            self.begin(FALLBACK)
            self.notices.error("reset", error)

    def publish(self, channel: str, value: Any) -> None:
        """Tell the page."""
        self._publish(channel, json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))

    def begin(self, opened: Opened) -> None:
        """Begin a run anew; where that fails the run that is on stays.

        Raises
        ------
        ScenarioError
            With everything that is wrong with what was asked for.
        """
        fresh = resumed(opened)
        self.playing.stop()
        with self.lock:
            self.opened = opened
            self.lines, self.shown = fresh.lines, fresh.shown
            self.scenario = fresh.scenario
            self.month = self.line.played
            self.states = drawn_states(self.line.setup)
            self.wanted, self.selected, self.problem = Filter(), self._first_pair(), None
            self.notices.clear()
            self.publish("fan", None)
            self.publish("futures", None)
            self.publish("setting", setting(self.line, fresh.policies))
            self.show()
        self.futures.fan(self.line.setup)

    @property
    def line(self) -> Line:
        """The line that is looked at."""
        return self.lines[self.shown]

    def _first_pair(self) -> tuple[str, str] | None:
        """The pair that is asked about before anybody chooses one: the focal state and its partner."""
        region = self.line.setup.scenario.region
        return (region.focal, region.partner) if region.focal and region.partner else None

    def show(self) -> int:
        """Publish a frame; return its number."""
        with self.lock:
            self.number += 1
            shown = Shown(
                self.lines,
                self.shown,
                self.month,
                self.states,
                standing(self.line, self.month),
                self.playing.on,
                self.wanted,
                self.selected,
                self.problem,
            )
            self.publish("frame", frame(shown, self.number))
            return self.number

    def advance(self, months: int = 1) -> bool:
        """Play months after the shown one, on a branch where it is not the last; False where none is left."""
        with self.lock:
            if self.month < self.line.played:
                self.branch()
            played = 0
            while played < months and not self.line.at_end and self._step():
                played += 1
            return played == months

    def _step(self) -> bool:
        try:
            self.line.step()
        except StepFailed as failure:
            self.problem = {"title": f"{self.line.name} cannot be played on", "lines": str(failure).splitlines()}
            return False
        self.problem = None
        self.month = self.line.played
        return True

    def branch(self) -> None:
        """Go on from the shown month on a line of its own."""
        with self.lock:
            name = next(f"branch-{k}" for k in range(1, 1000) if f"branch-{k}" not in self.lines)
            self.lines[name] = self.line.branch(name, self.month)
            self.shown = name

    def _play_a_month(self) -> int | None:
        """One month for the thread that plays; None where there is no more to play, or it cannot be."""
        with self.lock:
            try:
                return self.show() if self.playing.on and self.advance() else None
            except Exception as error:
                self.notices.fault("play", error)
                return None

    def _stopped(self) -> None:
        self.show()

    def _may_compile(self) -> None:
        """Compiled rules are in memory: months are played with them from here on, bit for bit the same."""
        with self.lock:
            for line in self.lines.values():
                line.use("compiled")

    def command(self, data: Any) -> None:
        """Do what the page asks for; see `eastsea_abm.dashboard.acts`."""
        from eastsea_abm.dashboard.acts import obey

        obey(self, data)

    def close(self) -> None:
        """The page is gone: nothing goes on."""
        self.playing.stop()
        self.futures.stop()
