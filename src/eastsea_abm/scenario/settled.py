"""A scenario with what was chosen on top of it written into its file: policies, and values set by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from eastsea_abm.scenario.branches import without_branch
from eastsea_abm.scenario.choices import read_overlay
from eastsea_abm.scenario.facts import PACKAGED
from eastsea_abm.scenario.lookup import SUBFOLDERS, is_path, packaged
from eastsea_abm.scenario.problems import validated
from eastsea_abm.scenario.reading import read_source
from eastsea_abm.scenario.scenario import Scenario
from eastsea_abm.scenario.schema import Overlay, RegionFile, ScenarioFile

BY_HAND = "by-hand"  # the policy that holds what --set has put above a policy
ABOVE = Overlay(
    title="Set by hand",
    note="What was set by hand and one of the policies sets too: it comes last, so it stands.",
)


def settled_file(scenario: Scenario) -> ScenarioFile:
    """The file that, read alone, has the policies, parameters and levers of ``scenario``; without a branch.

    Policies that do not ship are written into it. What it names beside that is in `needed_files`.
    """
    file = without_branch(scenario.file)
    policies, chosen = dict(file.policies), []
    for name, overlay in scenario.overlays:
        chosen.append(_named(name, overlay, policies))
    numbers: dict[str, dict[str, float]] = {}
    above: dict[str, dict[str, float]] = {}
    for kind in ("parameters", "levers"):
        laid = {key: value for _, overlay in scenario.overlays for key, value in getattr(overlay, kind).items()}
        before = getattr(file, kind) | laid
        by_hand = {key: value for key, value in getattr(scenario, kind).items() if before.get(key) != value}
        # A policy comes after the file: what was set above one must come after it too.
        above[kind] = {key: value for key, value in by_hand.items() if key in laid}
        numbers[kind] = getattr(file, kind) | {key: value for key, value in by_hand.items() if key not in laid}
    if any(above.values()):
        chosen.append(_free(BY_HAND, policies))
        policies[chosen[-1]] = ABOVE.model_copy(update=above)
    names = {"region": _region_name(scenario), "record": file.record}
    if file.record is not None:
        names["record"] = file.record.model_copy(update={"table": _bare(file.record.table)})
    return file.model_copy(update={**numbers, **names, "policies": policies, "policy": chosen})


def needed_files(scenario: Scenario) -> list[str]:
    """What a scenario rests on that can neither ship nor be written into its file: a region, a table of one's own."""
    needed = []
    if not _ships(scenario):
        needed.append(f"{SUBFOLDERS['region']}/{scenario.region_name}.yaml")
    for table in (scenario.file.record.table if scenario.file.record else None, scenario.region.record):
        if table is not None and table not in PACKAGED:
            name = _bare(table)
            needed.append(name if is_path(name) else f"{name}.csv")
    return list(dict.fromkeys(needed))


def _named(name: str, overlay: Overlay, policies: dict[str, Overlay]) -> str:
    """The name under which a policy is found; one that does not ship is put into ``policies``."""
    if policies.get(name) == overlay or (name not in policies and not is_path(name) and _shipped(name) == overlay):
        return name
    inside = _free(re.sub(r"[^A-Za-z0-9_-]+", "-", f"{Path(name).stem}").strip("-") or "policy", policies)
    policies[inside] = overlay
    return inside


def _free(name: str, taken: Iterable[str]) -> str:
    """``name`` as a file may hold it, with a number where it is taken."""
    name = (name if name[0].isalpha() else f"policy-{name}")[:50]
    names = [name, *(f"{name}-{k}" for k in range(2, 1000))]
    return next(one for one in names if one not in taken)


def _shipped(policy: str) -> Overlay | None:
    """The policy of this name that comes with the package, None where there is none."""
    path = packaged() / SUBFOLDERS["policy"] / f"{policy}.yaml"
    return read_overlay(read_source(path), [], []) if path.is_file() else None


def _region_name(scenario: Scenario) -> str:
    """The region as it is found wherever the file lies: by name, and never by a path of this machine."""
    return scenario.region_name if is_path(scenario.file.region) else scenario.file.region


def _ships(scenario: Scenario) -> bool:
    """Whether the region is the package's own of that name."""
    path = packaged() / SUBFOLDERS["region"] / f"{scenario.region_name}.yaml"
    region: Mapping[str, object] | RegionFile | None = None
    if path.is_file():
        region = validated(RegionFile, read_source(path)).file
    return region == scenario.region


def _bare(table: str) -> str:
    """A table by its name, or by the name of its file beside the scenario."""
    return Path(table).name if is_path(table) else table
