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
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm.errors import ResultError, ScenarioError
from eastsea_abm.results.rerun import policy_path
from eastsea_abm.results.texts import lay_out
from eastsea_abm.scenario import Scenario, read_scenario
from eastsea_abm.scenario.choices import NO_POLICY
from eastsea_abm.scenario.setup import Setup, prepare
from eastsea_abm.sweep.plan import Plan, Source

if TYPE_CHECKING:
    import pandas as pd

READINGS = 256  # scenarios kept as read: one for each combination of keys that are no numbers


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
        with self._lock:
            scenario = self._read(self._scenario[setting], policy, keys)

        def numbers(kind: str) -> dict[str, float]:
            return {bare(name): float(value) for name, value in values.items() if kinds[name] == kind}

        return prepare(
            dataclasses.replace(
                scenario,
                parameters={**scenario.parameters, **numbers("parameter")},
                levers={**scenario.levers, **numbers("lever")},
            )
        )

    def _reading(self, name: str, policy: int, keys: tuple[str, ...]) -> Scenario:
        source = self.sources[name]
        main = lay_out(source.texts, source.main, self._laid_out(name))
        overlays = [policy_path(one, main.parent) for one in source.alternatives[policy].overlays]
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

    def command(self, setting: int, policy: int, run: int) -> str:
        """The command that plays one run alone, with every table."""
        source = self.source(setting)
        words = ["eastsea", "run", source.name, "--policy", ",".join(source.alternatives[policy].overlays) or NO_POLICY]
        for text in (*self.plan.sets, *(written(*pair) for pair in self.values(setting).items())):
            words += ["--set", text]
        words += ["--months", str(source.months), "--seed", str(source.seed), "--run", str(run)]
        return shlex.join(words)


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
