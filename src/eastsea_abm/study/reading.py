"""A study file, read and checked by itself; what its stages make of it is checked when they are planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from eastsea_abm.errors import InputError, Problem, ScenarioError
from eastsea_abm.levers import LEVERS
from eastsea_abm.scenario import Scenario, read_scenario
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.lookup import find
from eastsea_abm.scenario.parts import is_study
from eastsea_abm.scenario.problems import none_of, validated
from eastsea_abm.scenario.reading import Source, in_order, read_source
from eastsea_abm.scenario.schema import Overlay
from eastsea_abm.scenario.study_schema import StudyFile
from eastsea_abm.study.cells import at_level, factorial, unnamed
from eastsea_abm.study.companions import at_equal_levels
from eastsea_abm.study.declared import Cell, Contrast, Declared, Dosed, Plausible, Probe


class Read(NamedTuple):
    """A study, the scenario it is posed in, the group of its strategies, and the source of the file."""

    declared: Declared
    scenario: Scenario
    group: str
    source: Source


def read_study(name_or_path: str, reduced: bool = False) -> Read:
    """The study of a name or path.

    Raises
    ------
    ScenarioError
        With every problem of the file.
    """
    found = find("study", name_or_path)
    if found.path is None:
        raise ScenarioError([Problem(name_or_path, 0, 0, "", found.complaint)])
    source = read_source(found.path)
    if not is_study(source):
        message = "is no study: it names no strategies and no contrasts of them; see scenarios/README.md, section 10"
        raise ScenarioError([Problem(source.file, 0, 0, "", message)])
    return _Reader(source, reduced).read()


def plausible(file: StudyFile) -> Plausible | None:
    """Which sets are plausible, where the file says so."""
    asked = file.plausible
    if asked is None:
        return None
    return Plausible(asked.under, {name: (low, high) for name, (low, high) in asked.bounds.items()}, asked.reason)


class _Reader:
    """Works through a file, collecting problems."""

    def __init__(self, source: Source, reduced: bool) -> None:
        file, rest, problems = validated(StudyFile, source)
        if not isinstance(file, StudyFile):
            raise ScenarioError(in_order(problems))
        self.file, self.source, self.reduced = file, rest, reduced
        self.findings = Findings(rest)
        self.problems = problems
        self.asking = source.path.parent if source.path.parent.name == "studies" else source.path
        self.base = self._base()
        self.policies = {name: one for name in self.file.strategies if (one := self._policy(name)) is not None}

    def _base(self) -> Scenario:
        found = find("scenario", self.file.scenario, self.asking)
        if found.path is None:
            self.findings.wrong(("scenario",), found.complaint)
            self._stop()
            raise InputError(found.complaint)
        return read_scenario(found.path, months=self.file.months, seed=self.file.seed)

    def _policy(self, name: str) -> Overlay | None:
        place = self.file.strategies.index(name)
        try:
            return read_scenario(self.base.path, [name]).overlays[0][1]
        except ScenarioError as error:
            for problem in error.problems:
                self.findings.wrong(("strategies", place), problem.message)
        return None

    def _stop(self) -> None:
        problems = [*self.problems, *self.findings.problems]
        if problems:
            raise ScenarioError(in_order(problems))

    def read(self) -> Read:
        """Everything in order; all problems at once."""
        levers = {name: dict(one.levers) for name, one in self.policies.items()}
        self._check_levers()
        self._check_reference()
        self._check_contrasts()
        self._check_rest()
        self._stop()
        cells, corners = unnamed(factorial(self.file.factorial) if self.file.factorial else [], levers)
        known = {**levers, **{cell.name: cell.levers for cell in cells}}
        contrasts, companions = at_equal_levels(self.file.contrasts, known, self.file.equal or "")
        played = list(dict.fromkeys([*corners, *self.file.strategies, *(one.name for one in companions)]))
        dosed, doses = self._dose(levers)
        declared = self._declared(contrasts, [*cells, *companions, *doses], corners, played, companions, dosed)
        group = next(iter(self.policies.values())).group
        return Read(declared, self.base, group, self.source)

    def _check_levers(self) -> None:
        for name, factor in self.file.factorial.items():
            self._check_lever(("factorial", name, "lever"), factor.lever)
        if self.file.equal is not None:
            self._check_lever(("equal",), self.file.equal)
        if self.file.dose is not None:
            self._check_lever(("dose", "lever"), self.file.dose.lever)

    def _check_lever(self, where: tuple[str | int, ...], name: str) -> None:
        if name not in LEVERS:
            self.findings.wrong(where, none_of("lever", name, LEVERS))

    def _check_reference(self) -> None:
        for name, policies in self.file.conditions.items():
            chosen = self.file.reference.get(name)
            if chosen is None:
                self.findings.lacking(("reference",), f"needs {name}: one of {', '.join(policies)}")
            elif chosen not in policies:
                self.findings.wrong(("reference", name), none_of("policy", chosen, policies, name))
        for name in self.file.reference:
            if name not in self.file.conditions:
                self.findings.wrong(("reference", name), none_of("condition", name, self.file.conditions), on_key=True)

    def _check_contrasts(self) -> None:
        asked = [(("contrasts", k), one) for k, one in enumerate(self.file.contrasts)]
        for where, one in asked:
            for side in ("of", "against"):
                self._check_strategy((*where, side), getattr(one, side))
            if one.of == one.against:
                self.findings.wrong((*where, "against"), f"{one.of} is held against itself")

    def _check_strategy(self, where: tuple[str | int, ...], name: str) -> None:
        if name not in self.file.strategies:
            self.findings.wrong(where, none_of("strategy", name, self.file.strategies, "strategies"))

    def _check_rest(self) -> None:
        if self.file.dose is not None:
            for k, name in enumerate(self.file.dose.of):
                self._check_strategy(("dose", "of", k), name)
            self._check_strategy(("dose", "against"), self.file.dose.against)
        if self.file.plausible is not None:
            self._check_strategy(("plausible", "under"), self.file.plausible.under)
            for name in self.file.plausible.bounds:
                if self.file.outcomes and name not in self.file.outcomes:
                    self.findings.wrong(
                        ("plausible", "bounds", name), none_of("outcome", name, self.file.outcomes, "outcomes")
                    )
        if self.file.variants is not None:
            for k, name in enumerate(self.file.variants.strategies):
                self._check_strategy(("variants", "strategies", k), name)
        if self.file.closer is None and (self.file.variants or self.file.dose or self.file.tipping):
            self.findings.lacking((), "variants, dose and tipping need closer: the look under the reference condition")

    def _dose(self, levers: Mapping[str, Mapping[str, float]]) -> tuple[Dosed | None, list[Cell]]:
        asked = self.file.dose
        if asked is None:
            return None, []
        strategies = {
            name: [at_level(name, levers[name], asked.lever, value) for value in asked.values] for name in asked.of
        }
        names = {name: tuple(cell.name for cell in own) for name, own in strategies.items()}
        runs = self.file.reduced.dose if self.reduced else asked.runs
        cells = [cell for own in strategies.values() for cell in own]
        return Dosed(asked.lever, tuple(asked.values), names, asked.against, runs), cells

    def _declared(
        self,
        contrasts: list[Contrast],
        cells: list[Cell],
        corners: list[str],
        played: list[str],
        companions: list[Cell],
        dosed: Dosed | None,
    ) -> Declared:
        file, less = self.file, self.file.reduced
        beside = dict.fromkeys(name for one in contrasts for name in one[:2] if name not in file.strategies)
        beside |= dict.fromkeys(cell.name for cell in companions)
        variants, screening = file.variants, file.screening
        laid = [] if variants is None else ["", *variants.overlays]
        over = () if variants is None else variants.strategies or file.strategies
        return Declared(
            name=self.source.path.stem,
            title=file.title,
            question=file.question,
            scenario=file.scenario,
            months=file.months,
            seed=file.seed,
            factors={name: (one.lever, tuple(one.levels)) for name, one in file.factorial.items()},
            corners=tuple(corners),
            strategies=tuple(file.strategies),
            beside=tuple(beside),
            cells=tuple(cells),
            played=tuple(played),
            contrasts=tuple(contrasts),
            conditions={name: tuple(policies) for name, policies in file.conditions.items()},
            reference=dict(file.reference),
            uncertain=file.uncertain,
            draws=less.draws if self.reduced else file.draws,
            runs=less.runs if self.reduced else file.runs,
            outcomes=tuple(file.outcomes),
            closer=0 if file.closer is None else less.closer if self.reduced else file.closer.runs,
            variants=tuple(f"{name}+{one}" if one else name for one in laid for name in over),
            variant_runs=0 if variants is None else less.variants if self.reduced else variants.runs,
            dose=dosed,
            trajectories=0 if screening is None else less.screening if self.reduced else screening.trajectories,
            screening_runs=0 if screening is None else less.screening_runs if self.reduced else screening.runs,
            probes=tuple(Probe(**one.model_dump()) for one in file.probes),
            tipping=tuple(file.tipping),
            plausible=plausible(file),
            reduced=self.reduced,
            text=self.source.text,
        )
