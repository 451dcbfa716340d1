"""What the command line asked for: the same for every tab, and set once, before the server starts."""

from __future__ import annotations

from eastsea_abm.dashboard.opened import Opened

_asked: list[Opened] = []


def ask(opened: Opened) -> None:
    """Say what tabs begin with."""
    _asked[:] = [opened]


def asked() -> Opened:
    """What tabs begin with; the first scenario where nobody asked for another."""
    return _asked[0] if _asked else Opened()
