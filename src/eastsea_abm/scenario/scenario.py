"""A scenario: a question put to the model, read and checked, with everything it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from eastsea_abm.errors import InputError, Problem, ScenarioError
from eastsea_abm.levers import LEVERS
from eastsea_abm.scenario.check import check_scenario
from eastsea_abm.scenario.check_numbers import key_hint
from eastsea_abm.scenario.check_region import check_region
from eastsea_abm.scenario.choices import Chosen, Sets, choose_policies
from eastsea_abm.scenario.elements import LISTS, put_in_place
from eastsea_abm.scenario.facts import Fact, table_path
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.lookup import find, scenario_files, study_hint
from eastsea_abm.scenario.merge import Family, Merged, merge, read_family
from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.parameter_sets import ParameterSets, find_posterior, odd_rules, read_posterior
from eastsea_abm.scenario.problems import validated
from eastsea_abm.scenario.reading import Source, displayed, in_order, read_source
from eastsea_abm.scenario.schema import Overlay, RegionFile, ScenarioFile
from eastsea_abm.scenario.selection import Selected, select_facts

NAMED_PARTS = ("states", "theatres", "instruments", "sheets", "outsiders")
LONGEST_RUN, LARGEST_SEED = 2400, 2**64 - 1


@dataclass(frozen=True)
class Scenario:
    """One question put to the model, ready to be set up.

    Attributes
    ----------
    name, path
        The name of the file without its ending, and where it was found.
    file
        The file merged with its parents, events with their effects written out and those of the chosen branch at
        their end, months and seed as asked for.
    overlays
        Policies in the order in which they are laid over the file; of two that set the same, the later wins.
    facts
        Rows of the record that force the run: exogenous ones, and those under ``impose``.
    markers
        Other rows in the same months: what happened and the model must bring about itself, or not.
    texts
        Text of every file used, by displayed path.
    remarks
        What a reader should know and may have meant.
    parameters, levers
        What differs from the tables, after file, policies and sets.
    posterior
        Parameter sets of which run r takes row r; `parameters` goes before them.
    """

    name: str
    path: Path
    file: ScenarioFile
    region: RegionFile
    region_name: str
    overlays: tuple[tuple[str, Overlay], ...] = ()
    facts: tuple[Fact, ...] = ()
    markers: tuple[Fact, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    parameters: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)
    posterior: ParameterSets | None = None


class Listed(NamedTuple):
    """A scenario that can be named."""

    name: str
    path: Path
    title: str
    question: str
    problems: list[Problem] | None
    branches: tuple[str, ...] = ()


def read_scenario(
    name_or_path: str | Path,
    policies: Sequence[str] = (),
    sets: Sequence[str] = (),
    months: int | None = None,
    seed: int | None = None,
) -> Scenario:
    """Find, read and check a scenario.

    Parameters
    ----------
    name_or_path
        A path, or a name that is looked for in ``./scenarios`` and in the package.
    policies
        Names of overlays, instead of those under ``policy`` in the file; ``none`` for none.
    sets
        Texts ``name=value``: a parameter, a lever, or a dotted key such as ``states.KOR.leader`` or
        ``events[1].size``.
    months, seed
        Instead of those in the file.

    Raises
    ------
    ScenarioError
        With every problem of every file.
    """
    return _Reader(name_or_path, policies, sets, months, seed).scenario()


class _Reader:
    """Collects the parts of a scenario, and every problem on the way."""

    def __init__(
        self,
        name_or_path: str | Path,
        policies: Sequence[str],
        sets: Sequence[str],
        months: int | None,
        seed: int | None,
    ) -> None:
        self.problems: list[Problem] = _override_problems(months, seed)
        self.remarks: list[str] = []
        self.texts: dict[str, str] = {}
        self.policies = policies
        self.overrides = {key: value for key, value in (("months", months), ("seed", seed)) if value is not None}
        self.sets = Sets(sets)
        self.problems += self.sets.problems
        self.remarks += self.sets.remarks
        self.path = self._found(name_or_path)

    def _found(self, name_or_path: str | Path) -> Path:
        if isinstance(name_or_path, Path):
            return name_or_path
        found = find("scenario", name_or_path)
        if found.path is None:
            file = Path(f"{name_or_path}.yaml")
            beside = f"; did you mean the file {shown(file.name)}?" if file in Path().glob("*.yaml") else ""
            name = shown(name_or_path).strip("'")
            complaint = found.complaint + (study_hint(name) or beside)
            raise ScenarioError([*self.problems, Problem(name, 0, 0, "", complaint)])
        return found.path

    def scenario(self) -> Scenario:
        family = read_family(self.path, key_hint)
        self.problems += family.problems
        if not family.sources or family.sources[-1].path != self.path:
            self._stop()
        main = family.sources[-1]
        for source in reversed(family.sources):
            self.texts[source.file] = source.text
        merged = self._with_elements(
            merge([*family.sources, *([self.sets.source] if self.sets.source else [])]), family
        )
        read = self._file(merged)
        # What a parent that cannot be read may say is not held against the child.
        open_ended = not family.complete
        name, region = ("", None) if open_ended and "region" not in merged.data else self._region(merged, read)
        findings = Findings(merged)
        file = check_scenario(merged, read, region, main, findings, family.complete)
        chosen = Chosen() if open_ended else choose_policies(self.policies, file, merged, self.path)
        asking = self._asking(merged, ("record", "table"))
        selected = select_facts(findings, file.model_copy(update=self.overrides), region, asking)
        self._add(findings, chosen, selected)
        posterior = self._posterior(merged, file)
        if self.problems or region is None:
            self._stop()
            raise AssertionError("unreachable")
        return self._assembled(file, name, region, chosen, selected, posterior)

    def _with_elements(self, merged: Merged, family: Family) -> Merged:
        """Values of single events and leaders put in place."""
        merged, missing = put_in_place(merged, self.sets.elements)
        # An entry that was taken out as bad, or that a parent may hold, must not be missed.
        if family.complete and not any(problem.key.startswith(LISTS) for problem in family.problems):
            self.problems += missing
        return merged

    def _stop(self) -> None:
        raise ScenarioError(in_order(self.problems, self.texts))

    def _file(self, merged: Merged) -> ScenarioFile:
        """The merged data as a model; parts that were fine alone can clash only in odd ways."""
        source = Source("", self.path, "", merged.data, {}, {})
        file, _, problems = validated(ScenarioFile, source)
        self.problems += [problem._replace(file=displayed(self.path)) for problem in problems]
        if not isinstance(file, ScenarioFile):
            self._stop()
        assert isinstance(file, ScenarioFile)
        return file

    def _asking(self, merged: Merged, where: KeyPath) -> Path | None:
        """The file in which a name stands; None for one given by hand, which may lead anywhere."""
        source = merged.origins[where][0] if where in merged.origins else None
        if source is not None and source is self.sets.source:
            return None
        return self.path if source is None else source.path

    def _region(self, merged: Merged, file: ScenarioFile) -> tuple[str, RegionFile | None]:
        found = find("region", file.region, self._asking(merged, ("region",)))
        if found.path is None:
            self.problems.append(merged.problem(("region",), found.complaint))
            return file.region, None
        try:
            source = read_source(found.path)
        except ScenarioError as error:
            self.problems += error.problems
            return found.path.stem, None
        region = read_region(source, self.problems, self.remarks)
        self.texts[source.file] = source.text
        return found.path.stem, region

    def _add(self, findings: Findings, chosen: Chosen, selected: Selected) -> None:
        self.problems += [*findings.problems, *chosen.problems]
        self.remarks += [*findings.remarks, *chosen.remarks]
        self.texts.update(chosen.texts)
        self.texts.update(selected.texts)

    def _posterior(self, merged: Merged, file: ScenarioFile) -> ParameterSets | None:
        """The parameter sets that the scenario names; a name given by hand may be a path."""
        if file.posterior is None:
            return None
        try:
            by_hand = self._asking(merged, ("posterior",)) is None
            path = find_posterior(file.posterior, self.path, may_be_path=by_hand)
            sets = read_posterior(path)
        except InputError as error:
            self.problems.append(merged.problem(("posterior",), str(error)))
            return None
        # Kept with the texts, so that a run can be made again where the posterior's own file is not.
        self.texts[displayed(path.with_suffix(".csv"))] = sets.text()
        self.remarks += odd_rules(path, sets.label)
        return sets

    def _assembled(
        self,
        file: ScenarioFile,
        region_name: str,
        region: RegionFile,
        chosen: Chosen,
        selected: Selected,
        posterior: ParameterSets | None,
    ) -> Scenario:
        parameters, levers = dict(file.parameters), dict(file.levers)
        by: dict[str, str] = {}
        for name, overlay in chosen.overlays:
            for number, value in [*overlay.parameters.items(), *overlay.levers.items()]:
                if number in by:
                    self.remarks.append(f"{number} is set by {by[number]} and by {name}: {name} wins")
                by[number] = name
                (levers if number in overlay.levers else parameters)[number] = value
        parameters |= self.sets.parameters
        levers |= self.sets.levers
        self.remarks += _idle_levers(levers, region)
        if posterior is not None:
            self.remarks += _told_of(posterior, parameters)
        return Scenario(
            self.path.stem,
            self.path,
            file.model_copy(update=self.overrides),
            region,
            region_name,
            tuple(chosen.overlays),
            selected.facts,
            selected.markers,
            self.texts,
            tuple(dict.fromkeys(self.remarks)),
            parameters,
            levers,
            posterior,
        )


def read_region(source: Source, problems: list[Problem], remarks: list[str]) -> RegionFile | None:
    """A region as far as it can be read; what is wrong with it is added to ``problems``."""
    region, rest, wrong = validated(RegionFile, source)
    problems += wrong
    # What was taken out as bad must not be missed where it is named.
    if not isinstance(region, RegionFile) or any((key,) in rest.hurt for key in NAMED_PARTS):
        return None
    findings = Findings(rest)
    check_region(findings, region)
    if region.record is not None:
        path, complaint = table_path(region.record, source.path)
        if path is None:
            findings.wrong(("record",), complaint)
    problems += findings.problems
    remarks += findings.remarks
    return region


def _override_problems(months: int | None, seed: int | None) -> list[Problem]:
    problems = []
    if months is not None and not 1 <= months <= LONGEST_RUN:
        problems.append(Problem("--months", 0, 0, "", f"must be between 1 and {LONGEST_RUN}, not {months}"))
    if seed is not None and not 0 <= seed <= LARGEST_SEED:
        problems.append(Problem("--seed", 0, 0, "", f"must be between 0 and {LARGEST_SEED}"))
    return problems


def _told_of(posterior: ParameterSets, parameters: Mapping[str, float]) -> list[str]:
    """What a posterior means for a run."""
    over = [name for name in posterior.names if name in parameters]
    told = [f"run r takes draw r of the posterior {posterior.label} ({len(posterior.values):,} draws)"]
    if over:
        told.append(f"{', '.join(over)}: the scenario or --set says a value, so the posterior's is not taken")
    return told


def _idle_levers(levers: Mapping[str, float], region: RegionFile) -> list[str]:
    """Levers of a role that nobody has in this region."""
    patron = region.states[region.focal].patron if region.focal in region.states else None
    holders = {"focal": region.focal, "partner": region.partner, "patron": patron}
    return [
        f"lever {name} does nothing: the region has no {LEVERS[name].role}"
        for name in levers
        if holders[LEVERS[name].role] is None
    ]


def list_scenarios() -> list[Listed]:
    """Every scenario that can be named here, with its title, its question, and its problems if it has any."""
    out = []
    for name, path in scenario_files():
        try:
            scenario = read_scenario(path)
            file = scenario.file
            out.append(Listed(name, path, file.title, file.question, None, tuple(file.branches)))
        except ScenarioError as error:
            out.append(Listed(name, path, "", "", error.problems))
    return out
