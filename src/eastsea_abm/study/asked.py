"""What a study asks of its stages once they are played: checked before, so that no hour is spent on a misspelt name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.study.stages import MAIN, Stage
from eastsea_abm.verdict.where import read_where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eastsea_abm.study.reading import Read


def asked_in_vain(read: Read, stages: Sequence[Stage]) -> list[Problem]:
    """Problems of the probes and the tipping points: conditions and names no stage has."""
    findings = Findings(read.source)
    plan = next(stage for stage in stages if stage.name == MAIN).plan
    ranges = [factor.name for factor in plan.factors if not factor.is_list]
    for k, name in enumerate(read.declared.tipping):
        if name not in ranges:
            findings.wrong(("tipping", k), none_of("factor with a range", name, ranges, "uncertain"))
    for k, probe in enumerate(read.declared.probes):
        if probe.outcome and probe.outcome not in plan.outcomes:
            findings.wrong(("probes", k, "outcome"), none_of("outcome", probe.outcome, plan.outcomes, "outcomes"))
        for side in ("of", "against"):
            name = getattr(probe, side)
            if name and name not in plan.policies:
                findings.wrong(("probes", k, side), none_of("strategy", name, plan.policies))
        try:
            read_where(probe.where, plan)
        except ScenarioError as error:
            for problem in error.problems:
                findings.wrong(("probes", k, "where"), problem.message)
    return findings.problems
