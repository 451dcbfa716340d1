"""The stages of a study, each a sweep: asked for, planned, and every problem told where the study file has it."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.results.manifest import read_texts
from eastsea_abm.results.texts import kept, lay_out
from eastsea_abm.scenario.findings import Findings, Located
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.reading import in_order
from eastsea_abm.study.cells import generated
from eastsea_abm.study.reading import Read
from eastsea_abm.sweep.asked import Request
from eastsea_abm.sweep.factors import POLICY
from eastsea_abm.sweep.planning import plan_sweep
from eastsea_abm.sweep.request import read_factors
from eastsea_abm.sweep.specs import FactorSpec

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.plan import Plan

MAIN, CLOSER, VARIANTS, DOSE, SCREENING = "main", "closer", "variants", "dose", "screening"
CELLS = "-cells"  # ends the name of the scenario that holds the strategies no file holds


class Stage(NamedTuple):
    """One sweep of a study."""

    name: str
    plan: Plan
    design: pd.DataFrame


class Planned(NamedTuple):
    """All stages, and what a reader may not have meant."""

    stages: tuple[Stage, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class _Placed:
    """A study file as the sweeps made of it see it: problems stand where the study has what they are about."""

    source: Located

    def problem(self, where: KeyPath, message: str, on_key: bool = False) -> Problem:
        """A problem of a sweep as one of the study."""
        part = where[0] if where else ""
        if part == "factors" and len(where) > 1 and str(where[1]).startswith(f"{POLICY}."):
            own: KeyPath = ("conditions", str(where[1]).partition(".")[2], *where[2:])
            return self.source.problem(own, message, on_key)
        if part == "factors":
            return self.source.problem(("uncertain", *where[1:]), message, on_key)
        if part == "policies" and where[1:] and isinstance(where[1], str):
            return self.source.problem(("variants", "overlays"), message)
        names: dict[str, KeyPath] = {
            "design": (SCREENING,),
            "outcomes": where,
            "scenarios": ("scenario",),
            "policies": ("strategies",),
        }
        return self.source.problem(names.get(str(part), ()), message, on_key)

    def is_hurt(self, where: KeyPath) -> bool:
        """Whether something bad was taken out there."""
        return self.source.is_hurt(where)


def planned(read: Read) -> Planned:
    """Plan every stage of a study.

    Raises
    ------
    ScenarioError
        With every problem of the study and of every file it rests on.
    """
    problems: list[Problem] = []
    stages: list[Stage] = []
    remarks: list[str] = []
    with tempfile.TemporaryDirectory(prefix="eastsea-") as scratch:
        for name, request in _requests(read, _laid_out(read, Path(scratch).resolve())):
            try:
                plan, design, said = plan_sweep(request)
            except ScenarioError as error:
                problems += [_shown(problem, scratch) for problem in error.problems]
                continue
            stages.append(Stage(name, plan, design))
            remarks += [text for text in said if "does not count" not in text]
    if problems:
        raise ScenarioError(in_order(list(dict.fromkeys(problems))))
    from eastsea_abm.study.asked import asked_in_vain  # which knows the stages

    if vain := asked_in_vain(read, stages):
        raise ScenarioError(in_order(vain))
    return Planned(tuple(stages), tuple(dict.fromkeys(remarks)))


def _shown(problem: Problem, scratch: str) -> Problem:
    """A problem without the folder that is gone when it is read."""
    return problem._replace(file=problem.file.replace(f"{Path(scratch).resolve()}/", ""))


def _laid_out(read: Read, folder: Path) -> Path:
    """The scenario with the strategies of the study, in a folder with all it rests on."""
    texts, _, main = kept(read_texts(read.scenario), read.scenario.path)
    own = lay_out(texts, main, folder)
    path = own.parent / f"{read.declared.name}{CELLS}.yaml"
    base = PurePosixPath(main).stem
    path.write_text(generated(base, read.declared.title, read.declared.cells, read.group), encoding="utf-8")
    here = json.dumps(list(read.declared.reference.values()))
    text = f"title: {json.dumps(read.declared.title)}\nextends: {path.stem}\npolicy: {here}\n"
    screened_at(path).write_text(text, encoding="utf-8")
    return path


def screened_at(cells: Path) -> Path:
    """The scenario with the reference condition as its own: trajectories make steps, and cross nothing."""
    return cells.with_name(f"{cells.stem.removesuffix(CELLS)}-{SCREENING}.yaml")


def _requests(read: Read, scenario: Path) -> list[tuple[str, Request]]:
    """What each stage asks for."""
    declared = read.declared
    placed = _Placed(read.source)
    findings = Findings(placed)
    specs = read_factors(findings, declared.uncertain)
    conditions = {f"{POLICY}.{name}": FactorSpec(values=own, each=True) for name, own in declared.conditions.items()}
    reference = {f"{POLICY}.{name}": FactorSpec(values=(own,), each=True) for name, own in declared.reference.items()}

    def request(name: str, policies: Sequence[str], where: dict[str, Any], runs: int) -> tuple[str, Request]:
        return name, Request(
            name=f"{declared.name}-{name}", title=declared.title, question=declared.question,
            scenarios=(scenario.stem,), policies=tuple(policies), factors={**specs, **where}, design="lhs",
            samples=declared.draws, runs=runs, months=declared.months, seed=declared.seed,
            outcomes=declared.outcomes, located=placed, asking=scenario, problems=tuple(findings.problems),
            places={("policies", k): ("policies", one) for k, one in enumerate(policies) if "+" in one},
        )  # fmt: skip

    found = [request(MAIN, declared.played, conditions, declared.runs)]
    if declared.closer:
        found.append(request(CLOSER, declared.compared, reference, declared.closer))
    if declared.variants:
        found.append(request(VARIANTS, declared.variants, reference, declared.variant_runs))
    if declared.dose is not None:
        doses = [name for own in declared.dose.strategies.values() for name in own]
        found.append(request(DOSE, [declared.dose.against, *doses], reference, declared.dose.runs))
    if declared.trajectories:
        name, one = request(SCREENING, declared.screened, {}, declared.screening_runs)
        own = {"scenarios": (screened_at(scenario).stem,), "design": "morris", "samples": declared.trajectories}
        found.append((name, dataclasses.replace(one, **own)))  # type: ignore[arg-type]
    return found
