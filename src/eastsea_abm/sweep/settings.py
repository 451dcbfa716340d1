"""From a row of a design to a scenario made ready to run.

A `Bench` reads the texts of a plan, not the files they came from, so that the parent, its threads, its
processes and workers on other machines all set up the same. Settings that differ in numbers only share one
reading of the scenario; what hangs on the numbers is made anew for each.
"""

from __future__ import annotations

import dataclasses
import functools
import shlex
import shutil
import tempfile
import threading
import weakref
from collections.abc import Sequence
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm.errors import ResultError, ScenarioError
from eastsea_abm.results.rerun import policy_path
from eastsea_abm.results.texts import lay_out
from eastsea_abm.scenario import Scenario, read_scenario
from eastsea_abm.scenario.choices import NO_POLICY
from eastsea_abm.scenario.setup import Setup, prepare
from eastsea_abm.sweep.factors import POLICY
from eastsea_abm.sweep.plan import Plan, Source
from eastsea_abm.sweep.policies import laid_beneath, parts_of

if TYPE_CHECKING:
    import pandas as pd

BESIDE = "scenario"  # a folder in that of a study, beside its stores
READINGS = 1024  # scenarios kept as read, 0.1 MB each: one for each combination of policies and keys


class Bench:
    """Sets up any setting of a plan.

    Parameters
    ----------
    design
        One row a setting: ``setting``, ``scenario``, and a column for every factor.
    """

    def __init__(self, plan: Plan, design: pd.DataFrame) -> None:
        self.plan = plan
        self.sources = {source.name: source for source in plan.scenarios}
        self._scenario = [str(name) for name in design["scenario"]]
        self._values = {factor.name: design[factor.name].tolist() for factor in plan.factors}
        self._lock = threading.Lock()  # one reader at a time: the folder of texts is laid out at the first
        self._folder: Path | None = None
        self._read = functools.lru_cache(READINGS)(self._reading)
        self._groups: dict[tuple[str, str], str] = {}  # of overlays by scenario, as far as they have been read

    def source(self, setting: int) -> Source:
        """The scenario of a setting."""
        return self.sources[self._scenario[setting]]

    def values(self, setting: int) -> dict[str, Any]:
        """What the factors are in a setting."""
        return {name: column[setting] for name, column in self._values.items()}

    def setup(self, setting: int, policy: int) -> Setup:
        """A setting under a policy, made ready to run."""
        values = self.values(setting)
        kinds = {factor.name: factor.kind for factor in self.plan.factors}
        keys = tuple(written(name, value) for name, value in values.items() if kinds[name] == "key")
        beneath = tuple(str(value) for name, value in values.items() if kinds[name] == POLICY)
        with self._lock:
            scenario = self._read(self._scenario[setting], policy, beneath, keys)

        def numbers(kind: str) -> dict[str, float]:
            return {bare(name): float(value) for name, value in values.items() if kinds[name] == kind}

        return prepare(
            dataclasses.replace(
                scenario,
                parameters={**scenario.parameters, **numbers("parameter")},
                levers={**scenario.levers, **numbers("lever")},
            )
        )

    def overlays(self, setting: int, policy: int) -> list[str]:
        """Names of the overlays of a setting under a policy, in order."""
        kinds = {factor.name: factor.kind for factor in self.plan.factors}
        beneath = [str(value) for name, value in self.values(setting).items() if kinds[name] == POLICY]
        with self._lock:
            return self._overlays(self._scenario[setting], policy, beneath)

    def _overlays(self, name: str, policy: int, beneath: Sequence[str]) -> list[str]:
        above = self.sources[name].alternatives[policy].overlays
        if not beneath:
            return list(above)
        own = [part for one in beneath for part in parts_of(one)]
        return laid_beneath(own, above, {one: self._group(name, one) for one in {*own, *above}})

    def _group(self, name: str, overlay: str) -> str:
        """The group of an overlay as the texts of a scenario have it."""
        if (name, overlay) not in self._groups:
            read = self._scenario_with(name, [overlay], ())
            self._groups[name, overlay] = read.overlays[0][1].group
        return self._groups[name, overlay]

    def _reading(self, name: str, policy: int, beneath: tuple[str, ...], keys: tuple[str, ...]) -> Scenario:
        return self._scenario_with(name, self._overlays(name, policy, beneath), keys)

    def _scenario_with(self, name: str, overlays: Sequence[str], keys: Sequence[str]) -> Scenario:
        source = self.sources[name]
        main = lay_out(source.texts, source.main, self._laid_out(name))
        overlays = [policy_path(one, main.parent) for one in overlays]
        try:
            return read_scenario(
                main,
                policies=overlays or [NO_POLICY],
                sets=[*self.plan.sets, *keys],
                months=source.months,
                seed=source.seed,
            )
        except ScenarioError as error:
            said = str(error).replace(str(self._laid_out(name)), "")
            raise ResultError(f"the texts in the plan can no longer be read:\n{said}") from None

    def _laid_out(self, name: str) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="eastsea-")).resolve()
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder / str(list(self.sources).index(name))

    def command(self, setting: int, policy: int, run: int, store: Path | None = None) -> str:
        """The command that plays one run alone, with every table.

        Parameters
        ----------
        store
            The folder of the store: a scenario that a study keeps beside it is named by its path.
        """
        source = self.source(setting)
        name = source.name if store is None else str(kept_beside(store, source) or source.name)
        words = ["eastsea", "run", name, "--policy", ",".join(self.overlays(setting, policy)) or NO_POLICY]
        kinds = {factor.name: factor.kind for factor in self.plan.factors}
        own = [written(name, value) for name, value in self.values(setting).items() if kinds[name] != POLICY]
        for text in (*self.plan.sets, *own):
            words += ["--set", text]
        words += ["--months", str(source.months), "--seed", str(source.seed), "--run", str(run)]
        return shlex.join(words)


def kept_beside(store: Path, source: Source) -> Path | None:
    """The file of a scenario that a study keeps for its stores; None where there is none."""
    path = store.parent / BESIDE / source.main
    return path if path.is_file() else None


def bare(name: str) -> str:
    """A number's own name: ``levers.doctrine`` is the lever ``doctrine``."""
    return name.rpartition(".")[2]


def written(name: str, value: Any) -> str:
    """A setting as ``--set`` takes it: the shortest digits that give the number back, whole numbers without a point."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return f"{name}={value}"
    number = float(value)
    # Some keys, such as the months of a tenure, take whole numbers only.
    return f"{name}={int(number)}" if number.is_integer() else f"{name}={number!r}"
