"""Sessions without a page: what they publish is kept, and no futures are played beside them."""

from __future__ import annotations

import json
from typing import Any

from eastsea_abm.dashboard.opened import Opened
from eastsea_abm.dashboard.session import Session


class Watched:
    """A session and the last text of every channel, read."""

    def __init__(self, opened: Opened) -> None:
        self.told: dict[str, Any] = {}
        self.session = Session(opened, self.publish)

    def publish(self, channel: str, text: str) -> None:
        self.told[channel] = json.loads(text)

    def ask(self, do: str, **order: Any) -> Any:
        """Send an order; give the frame that stands after it."""
        self.told["notice"] = None
        self.session.command({"do": do, **order})
        return self.told["frame"]

    @property
    def complaint(self) -> list[str]:
        """Lines of the notice of an error; empty without one."""
        notice = self.told["notice"]
        return notice["lines"] if notice and notice["kind"] == "error" else []
