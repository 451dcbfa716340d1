"""The Solara page: every tab that opens it gets a session of its own."""

from __future__ import annotations

import solara
from solara.server import kernel_context

from eastsea_abm.dashboard.asked import asked
from eastsea_abm.dashboard.board import CHANNELS, NOTHING, Board
from eastsea_abm.dashboard.session import Session


class Tab:
    """A session and the texts through which its page sees it."""

    def __init__(self) -> None:
        self.texts = {channel: solara.reactive(NOTHING) for channel in CHANNELS}
        self.context = kernel_context.get_current_context()
        self.session = Session(asked(), self.publish)
        # Before anything of the tab is taken apart, so that what still plays never meets a half-closed page.
        self.context.on_close(self.session.close)

    def publish(self, channel: str, text: str) -> None:
        """Send a text to the page, from any thread; a tab that is closed hears nothing."""
        if not self.context.closed_event.is_set():
            with self.context:
                self.texts[channel].value = text


@solara.component
def Layout(children: list[solara.Element] = []) -> solara.Element:  # noqa: B006 (Solara's signature)
    """Nothing around the page: no bar, no margins."""
    return solara.Div(children=children)


@solara.component
def Page() -> solara.Element:
    """One tab."""
    tab = solara.use_memo(Tab, [])
    texts = {channel: text.value for channel, text in tab.texts.items()}
    return Board(**texts, event_command=tab.session.command)
