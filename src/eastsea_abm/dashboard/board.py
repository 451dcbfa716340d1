"""The board: one Vue component that draws everything, told what to draw as five JSON texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

#: What the board is told, each as a JSON text; ``null`` for nothing yet.
CHANNELS = ("setting", "frame", "fan", "futures", "notice")
NOTHING = "null"
BASE = "/eastsea/"  # below which the server keeps the parts of the page
#: Whole page, panels among Mesa's controls, or panels in a notebook.
MODES = ("page", "solaraviz", "notebook")


@solara.component_vue("board.vue", vuetify=False)
def Board(
    setting: str = NOTHING,
    frame: str = NOTHING,
    fan: str = NOTHING,
    futures: str = NOTHING,
    notice: str = NOTHING,
    mode: str = MODES[0],
    base: str = BASE,
    event_command: Callable[[dict[str, Any]], None] | None = None,
) -> None:
    """All panels of the page.

    Parameters
    ----------
    setting
        What stays during a run.
    frame
        Everything that is shown, never a difference from the frame before.
    fan
        Futures from the start of the run.
    futures
        Futures from the month of a fork.
    notice
        Progress, an error or a finished download.
    mode
        One of `MODES`.
    base
        Where the browser finds ``web/main.js`` and ``plotly.min.js``.
    event_command
        Called with every command of the reader, a mapping with the key ``do``; nothing in it has been checked.
    """
