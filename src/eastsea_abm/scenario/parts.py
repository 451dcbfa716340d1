"""Files that are no scenarios: which kind one is, and what is wrong with a region or a policy by itself."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.choices import read_overlay
from eastsea_abm.scenario.lookup import find, is_path
from eastsea_abm.scenario.reading import Source, in_order, read_source
from eastsea_abm.scenario.scenario import read_region

OF_STUDIES = ("strategies", "contrasts")  # keys that only a study file holds
ASKED = ("scenario", "scenarios")  # keys that only a sweep file holds


class PartCheck(NamedTuple):
    """What was found in a region or policy file."""

    kind: str  # region | policy
    problems: list[Problem]
    remarks: tuple[str, ...]


def is_study(source: Source) -> bool:
    """Whether a file is a study: it lies in a folder named ``studies``, or has keys that only a study file holds."""
    return source.path.parent.name == "studies" or any(key in source.data for key in OF_STUDIES)


def study_at(name: str) -> bool:
    """Whether a name or path is that of a study, before a scenario of the same name."""
    path = Path(name) if is_path(name) else find("study", name).path
    try:
        return path is not None and is_study(read_source(path))
    except ScenarioError:
        return path is not None and path.parent.name == "studies"


def is_sweep(source: Source) -> bool:
    """Whether a file is a sweep: it says which scenarios it runs, or lies in a folder named ``sweeps``."""
    if is_study(source):
        return False
    return source.path.parent.name == "sweeps" or any(key in source.data for key in ASKED)


def sweep_in(name: str) -> str:
    """``file`` for a sweep, by name or path; ``block`` for a scenario that holds one; otherwise nothing."""
    path = Path(name) if is_path(name) else find("scenario", name).path or find("sweep", name).path
    try:
        source = read_source(path) if path is not None else None
    except ScenarioError:
        return ""  # whoever reads it as a scenario says what is wrong
    if source is None:
        return ""
    return "file" if is_sweep(source) else "block" if "sweep" in source.data else ""


def check_part(name: str) -> PartCheck | None:
    """Check a region or a policy named by its path; None for anything else: a scenario or a sweep.

    A file is a region when it holds ``sheets`` and a policy when it lies in a folder named ``policies``.
    """
    path = Path(name)
    if not is_path(name) or not path.is_file():
        return None
    try:
        source = read_source(path)
    except ScenarioError as error:
        kind = {"policies": "policy", "regions": "region"}.get(path.parent.name)
        return PartCheck(kind, error.problems, ()) if kind else None
    problems: list[Problem] = []
    remarks: list[str] = []
    if isinstance(source.data, dict) and ("sheets" in source.data or path.parent.name == "regions"):
        read_region(source, problems, remarks)
        return PartCheck("region", in_order(problems), tuple(remarks))
    if path.parent.name == "policies":
        read_overlay(source, problems, remarks)
        return PartCheck("policy", in_order(problems), tuple(remarks))
    return None
