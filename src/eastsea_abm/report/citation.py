"""How the package is cited: what CITATION.cff says, for installations that have no such file."""

from __future__ import annotations

from eastsea_abm._version import __version__

AUTHORS = "The eastsea_abm developers"
TITLE = "eastsea_abm: an agent-based simulation of regional security in Northeast Asia"
YEAR = 2026
LICENCE = "MIT"


def cited() -> str:
    """The line by which a report is cited."""
    return f"Cite as: {AUTHORS} ({YEAR}). {TITLE}, version {__version__}. {LICENCE} licence."
