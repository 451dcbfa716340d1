"""A scenario of a sweep, read in every way the sweep will ask for, so that nothing fails later."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.results.manifest import read_texts
from eastsea_abm.results.texts import kept
from eastsea_abm.scenario import Scenario, read_scenario
from eastsea_abm.scenario.lookup import find
from eastsea_abm.scenario.names import LONGEST
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.schema import Overlay, ScenarioFile
from eastsea_abm.sweep.asked import Request
from eastsea_abm.sweep.plan import Alternative, Factor, Source
from eastsea_abm.sweep.policies import DEFAULT, alternative, parts_of

MOST_READ = 256  # combinations of values of keys that are read beforehand; a reading takes some milliseconds


class Tried(NamedTuple):
    """A value of a key, as ``--set`` takes it, and a problem with it where it stands."""

    text: str
    problem: Callable[[str], Problem]


class Reading:
    """One scenario of a request: its alternatives, its texts, and what is wrong.

    Attributes
    ----------
    base
        The scenario as its file has it; None where it cannot be read.
    """

    def __init__(self, request: Request, k: int) -> None:
        self.request, self.asked = request, request.scenarios[k]
        self.by_hand = True  # whether sets, months and seed of the request can be used
        self.problems: list[Problem] = []
        self.remarks: list[str] = []
        self.texts: dict[str, str] = {}
        self.alternatives: tuple[Alternative, ...] = ()
        self.overlays: dict[str, Overlay] = {}
        self.path = self._found(request.at("scenarios", k))
        self.base = self._base()
        if self.base is not None:
            self.alternatives = self._alternatives(self.base)

    def _at(self, where: KeyPath, message: str) -> Problem:
        return self.request.located.problem(where, message)

    def _wrong(self, where: KeyPath, message: str) -> None:
        self.problems.append(self._at(where, message))

    def _found(self, where: KeyPath) -> Path | None:
        found = find("scenario", self.asked, self.request.asking)
        if found.path is None:
            self._wrong(where, found.complaint)
        return found.path

    @property
    def name(self) -> str:
        """The scenario's name; the path that was given by hand, where `eastsea run` needs it to find the file."""
        assert self.path is not None
        by_name = find("scenario", self.path.stem).path
        found = by_name is not None and by_name.resolve() == self.path.resolve()
        # A path a file names would make plans of the same sweep differ from machine to machine.
        return self.path.stem if found or self.request.asking is not None else self.asked

    def _read(self, policies: Sequence[str] = (), sets: Sequence[str] = ()) -> Scenario:
        """The scenario with these policies and sets; its texts are kept."""
        assert self.path is not None
        request = self.request
        if self.by_hand:
            sets = [*request.sets, *sets]
            scenario = read_scenario(self.path, policies, sets, months=request.months, seed=request.seed)
        else:
            scenario = read_scenario(self.path, policies, sets)
        self.texts |= read_texts(scenario)
        self.remarks += scenario.remarks
        self.overlays |= dict(scenario.overlays)
        return scenario

    def _base(self) -> Scenario | None:
        if self.path is None:
            return None
        try:
            return self._read()
        except ScenarioError as error:
            self.problems += [self._of_set(problem) for problem in error.problems]
            if not (self.by_hand and all(problem.file.startswith("--") for problem in error.problems)):
                return None
        self.by_hand = False  # policies and factors can still be checked
        return self._base()

    def _of_set(self, problem: Problem) -> Problem:
        """A problem of a value that holds in every setting, where it was written."""
        if problem.file != "--set":
            return problem
        for k, text in enumerate(self.request.sets):
            name, equals, _ = text.partition("=")
            name = name.strip()[:LONGEST]
            own = name.startswith(problem.key) or name.endswith(f".{problem.key}")
            if own if problem.key else not (equals and name):
                return self._at(self.request.at("set", k), problem.message)
        return self._at(("set",), problem.message)

    def _alternatives(self, base: Scenario) -> tuple[Alternative, ...]:
        found: list[Alternative] = []
        for k, asked in enumerate(self.request.policies or (DEFAULT,)):
            where = self.request.at("policies", k)
            if not parts_of(asked):
                self._wrong(where, "names no policy")
                continue
            try:
                chosen = alternative(asked, base, lambda names: self._read(names))
                self._read(chosen.overlays)
            except ScenarioError as error:
                by_hand = [problem.file == "--policy" for problem in error.problems]
                told = zip(error.problems, by_hand, strict=True)
                self.problems += [self._at(where, problem.message) if own else problem for problem, own in told]
                continue
            if any(chosen.name == one.name for one in found):
                self._wrong(where, f"{chosen.name} is named twice")
            found.append(chosen)
        return tuple(found)

    def try_keys(self, alone: Iterable[Tried], together: Iterable[Sequence[str]]) -> None:
        """Read the scenario with every value of every key, and, if all is well, with what can come together.

        Parameters
        ----------
        alone
            Values of keys, each with where it stands.
        together
            Texts ``name=value`` that hold at once in some setting.
        """
        fine = [self._try([one.text], one.problem) for one in alone]
        if not all(fine):
            return
        for texts in itertools.islice(together, MOST_READ):
            if not self._try(texts, functools.partial(self._together, " with ".join(texts))):
                return

    def try_policies(self, factors: Sequence[Factor]) -> None:
        """Read the scenario with every policy that varies; what would take a compared policy away is a problem."""
        if self.base is None:
            return
        taken = self._taken()
        for factor in factors:
            own: dict[str, str] = {}
            for k, asked in enumerate(factor.values):
                where: KeyPath = ("factors", factor.name, k)
                try:
                    found = self._read(parts_of(str(asked)) or [str(asked)]).overlays
                except ScenarioError as error:
                    self.problems += [self._at(where, problem.message) for problem in error.problems]
                    continue
                for name, overlay in found:
                    if overlay.group in taken:
                        self._wrong(where, f"{name} is a {overlay.group}, and so is {taken[overlay.group]}")
                    own |= {overlay.group: factor.name} if overlay.group else {}
            taken |= own

    def _taken(self) -> dict[str, str]:
        """Groups of the policies that are compared, each with a policy of it; the file's own yield and do not count."""
        found = {}
        for one in self.alternatives:
            asked = parts_of(one.name)
            found.update({self.overlays[name].group: name for name in asked if name in self.overlays})
        return {group: name for group, name in found.items() if group}

    def _together(self, texts: str, message: str) -> Problem:
        return self._at(("factors",), f"{texts}: {message}")

    def _try(self, sets: Sequence[str], place: Callable[[str], Problem]) -> bool:
        try:
            self._read(sets=sets)
        except ScenarioError as error:
            self.problems += [place(problem.message) for problem in error.problems]
            return False
        return True

    def overruled(self, numbers: Collection[str]) -> list[str]:
        """Remarks on numbers that the file or policies set and the sweep varies."""
        assert self.base is not None
        own: dict[str, ScenarioFile | Overlay] = {self.base.name: self.base.file}
        own |= {name: self.overlays[name] for one in self.alternatives for name in one.overlays}
        set_by: dict[str, list[str]] = {}
        for name, says in own.items():
            for number in {*says.levers, *says.parameters} & {*numbers}:
                set_by.setdefault(number, []).append(name)
        return [
            f"{number} is varied, so what {', '.join(names)} would set it to does not count"
            for number, names in sorted(set_by.items())
        ]

    def source(self, columns: Sequence[str]) -> Source:
        """The scenario for a plan."""
        assert self.base is not None
        assert self.path is not None
        texts, data, main = kept(self.texts, self.path)
        file = self.base.file
        return Source(
            self.name, main, texts, data, self.alternatives, tuple(columns), file.months, file.seed,
            len(self.base.region.states),
        )  # fmt: skip
