"""Region and policy files on their own: what is wrong with them, before any scenario uses them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.choices import read_overlay
from eastsea_abm.scenario.lookup import is_path
from eastsea_abm.scenario.reading import in_order, read_source
from eastsea_abm.scenario.scenario import read_region


class PartCheck(NamedTuple):
    """What was found in a region or policy file."""

    kind: str  # region | policy
    problems: list[Problem]
    remarks: tuple[str, ...]


def check_part(name: str) -> PartCheck | None:
    """Check a region or a policy named by its path; None for anything else, which is then a scenario.

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
