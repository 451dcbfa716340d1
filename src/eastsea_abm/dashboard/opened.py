"""What a session begins with: a scenario and what was asked for on top of it, or a saved session."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from eastsea_abm.scenario import Scenario, read_scenario

SAVED = "session.yaml"  # name of a saved session while it is read


@dataclass(frozen=True)
class Opened:
    """What a page was opened with, and what resets keep.

    Attributes
    ----------
    scenario
        Name or path; of a saved session its path, or empty where its text is in ``load``.
    policies
        Overlays instead of those of the file; none for those of the file.
    sets
        Texts ``name=value`` from the command line.
    parameters, levers
        Numbers that were moved on the page and hold from the next reset on.
    load
        Text of a saved session, instead of ``scenario``.
    fresh
        Whether the branches of the file are left out: the run begins anew.
    """

    scenario: str = "phnom-penh-2022"
    policies: tuple[str, ...] = ()
    seed: int | None = None
    months: int | None = None
    sets: tuple[str, ...] = ()
    parameters: Mapping[str, float] = field(default_factory=dict)
    levers: Mapping[str, float] = field(default_factory=dict)
    load: str = ""
    fresh: bool = False

    def read(self) -> Scenario:
        """The scenario with everything asked for.

        Raises
        ------
        ScenarioError
            With every problem of every file, and of what was asked for.
        """
        numbers = [f"{name}={value!r}" for name, value in {**self.parameters, **self.levers}.items()]
        sets = [*self.sets, *numbers]
        if not self.load:
            return read_scenario(self.scenario, self.policies, sets, self.months, self.seed)
        with tempfile.TemporaryDirectory(prefix="eastsea-") as folder:
            path = Path(folder) / (Path(self.scenario).name or SAVED)
            path.write_text(self.load, encoding="utf-8", newline="")
            return read_scenario(path, self.policies, sets, self.months, self.seed)

    def changed(self, **values: object) -> Opened:
        """The same with other values."""
        return dataclasses.replace(self, **values)  # type: ignore[arg-type]
