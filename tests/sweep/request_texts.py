"""Writing a sweep file and reading it back: what tests of requests and plans share."""

from __future__ import annotations

from pathlib import Path

from eastsea_abm.errors import ScenarioError
from eastsea_abm.sweep.planning import plan_sweep
from eastsea_abm.sweep.request import Request, read_request

FOLDER = Path("scenarios") / "sweeps"
FILE = f"{FOLDER}/s.yaml"


def write(text: str, name: str = "s.yaml") -> Path:
    """A file in the folder of sweeps below the working folder."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def complaints(request: Request | str) -> list[str]:
    """Problems of a request, or of the text of a sweep file, without the file's name."""
    try:
        if isinstance(request, str):
            write(request)
            request = read_request("s")
        plan_sweep(request)
    except ScenarioError as error:
        return [str(problem).removeprefix(f"{FILE}:") for problem in error.problems]
    return []
