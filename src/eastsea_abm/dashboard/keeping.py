"""What a reader takes home: the session as a scenario file, and the tables of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.dashboard.downloads import Download, offer, zipped
from eastsea_abm.scenario.saving import Kept, saved_text
from eastsea_abm.scenario.schema import date_of

if TYPE_CHECKING:
    from eastsea_abm.dashboard.session import Session
    from eastsea_abm.lines.line import Line

ADDRESS = "/eastsea/download/"


def session_text(session: Session) -> str:
    """The session as a scenario file: `eastsea run` of it plays the shown line, ``--load`` opens all of it."""
    branches = [_kept(line) for line in session.lines.values()]
    return saved_text(session.scenario, branches=branches, branch=session.shown)


def _kept(line: Line) -> Kept:
    return Kept(
        line.name,
        line.parent,
        None if line.since is None else date_of(line.since),
        date_of(line.next_month - 1) if line.played else None,
        line.note,
        tuple(line.events),
    )


def kept_session(session: Session) -> None:
    """Offer the session as a download."""
    name = f"{session.scenario.name}-session.yaml".replace("-session-session", "-session")
    url = ADDRESS + offer(Download(name, "application/yaml", session_text(session).encode()))
    session.notices.say("done", "save", "The session is ready", [f"eastsea run {name}"], url=url, filename=name)


def kept_data(session: Session, form: str) -> None:
    """Offer the tables of the shown line, with the session that makes them again."""
    line = session.line
    months = f"eastsea run session.yaml --months {line.played}"
    body = zipped(line.tables(), form, {"session.yaml": session_text(session), "README.txt": README.format(months)})
    name = f"{session.scenario.name}-{line.name}-{form}.zip"
    url = ADDRESS + offer(Download(name, "application/zip", body))
    session.notices.say("done", "download", "The tables are ready", [name], url=url, filename=name)


README = """Tables of one line of a session of the eastsea_abm dashboard, one row a month and state, dyad, decision,
event, instrument, theatre or outcome. The same tables come from the session file beside this one:

    {}

What columns mean stands in the documentation (docs/odd.md) and in `eastsea parameters`.
"""
