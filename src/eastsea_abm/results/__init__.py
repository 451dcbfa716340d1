"""Results on disk: what a run was made from, what it gave, and whether it can be had again.

Names are imported where they are used, so that the command line starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eastsea_abm.results.compare import Difference, diff
    from eastsea_abm.results.manifest import Manifest
    from eastsea_abm.results.many import ManyRuns
    from eastsea_abm.results.played import Played, play
    from eastsea_abm.results.rerun import replay, reproduce
    from eastsea_abm.results.store import Result, load, stored

__all__ = [
    "Difference",
    "Manifest",
    "ManyRuns",
    "Played",
    "Result",
    "diff",
    "load",
    "play",
    "replay",
    "reproduce",
    "stored",
]

_HOMES = {
    "Difference": "compare",
    "Manifest": "manifest",
    "ManyRuns": "many",
    "Played": "played",
    "Result": "store",
    "diff": "compare",
    "load": "store",
    "play": "played",
    "replay": "rerun",
    "reproduce": "rerun",
    "stored": "store",
}


def __getattr__(name: str) -> Any:
    """Import a name where it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
