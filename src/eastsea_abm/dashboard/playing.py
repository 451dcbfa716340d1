"""Playing on, month after month, no faster than the browser draws.

A month is played only when the frame of the month before has been drawn: nothing queues up, so that Pause is
heard at once and a slow machine plays slowly instead of falling behind.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PATIENCE = 10.0  # seconds without a word from the browser after which it is taken to be gone
FASTEST, USUAL = 60.0, 6.0  # months a second


class Playing:
    """A thread that plays until it is told to stop, until the run ends, or until the browser is gone.

    Parameters
    ----------
    month
        Plays a month and publishes its frame; returns the frame's number, None where there is no more to play.
    ended
        Called when playing stops by itself.
    """

    def __init__(self, month: Callable[[], int | None], ended: Callable[[], None]) -> None:
        self._month, self._ended = month, ended
        self._changed = threading.Condition()
        self._drawn = 0
        self._on = False
        self._thread: threading.Thread | None = None
        self.per_second = USUAL

    @property
    def on(self) -> bool:
        """Whether months are being played."""
        return self._on

    def start(self) -> None:
        """Play on."""
        with self._changed:
            if self._on:
                return
            self._on = True
        before = self._thread
        self._thread = threading.Thread(target=self._play, args=(before,), daemon=True, name="eastsea-play")
        self._thread.start()

    def stop(self) -> None:
        """Play no more; a month that is being played is finished by its thread."""
        with self._changed:
            self._on = False
            self._changed.notify_all()

    def drawn(self, number: int) -> None:
        """The browser has drawn a frame."""
        with self._changed:
            self._drawn = max(self._drawn, number)
            self._changed.notify_all()

    def _play(self, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()  # of two threads that play, the older finishes its month first
        while self._on:
            began = time.monotonic()
            number = self._month()
            if number is None or not self._seen(number):
                break
            self._rest(began + 1.0 / self.per_second)
        by_itself = self._on
        self._on = False
        if by_itself:
            self._ended()

    def _seen(self, number: int) -> bool:
        """Wait until a frame has been drawn; False where the browser is gone."""
        with self._changed:
            self._changed.wait_for(lambda: self._drawn >= number or not self._on, PATIENCE)
            return self._drawn >= number or not self._on

    def _rest(self, until: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._on, max(0.0, until - time.monotonic()))
