"""A model for pages that step it themselves: it keeps what the board shows of it."""

from __future__ import annotations

from typing import Any

from eastsea_abm.dashboard.asked import asked
from eastsea_abm.dashboard.feed import Filter
from eastsea_abm.dashboard.frame import Shown, frame
from eastsea_abm.dashboard.setting import drawn_states, setting
from eastsea_abm.lines.line import Line
from eastsea_abm.model import RegionModel
from eastsea_abm.scenario.setup import prepare

NONE = "none"  # of a group of policies


class WatchedModel(RegionModel):
    """`RegionModel` as SolaraViz makes and steps it.

    Everything the command line asked for stays through every reset: SolaraViz builds models anew from its
    sliders, and would otherwise drop what a scenario file had set.

    Parameters
    ----------
    seed
        Instead of the file's.
    rng, scenario
        What Mesa passes to every model; ours has its own seed and its own kind of scenario.
    choices
        A policy by group, under keys beginning with ``policy_``, and parameters by name.
    """

    def __init__(
        self, seed: int | str | None = None, rng: int | None = None, scenario: object = None, **choices: Any
    ) -> None:
        opened = asked()
        policies = tuple(str(name) for key, name in choices.items() if key.startswith("policy_") and name != NONE)
        parameters = {key: float(value) for key, value in choices.items() if not key.startswith("policy_")}
        with_policies = any(key.startswith("policy_") for key in choices)
        chosen = (policies or (NONE,)) if with_policies else opened.policies
        moved = opened.changed(policies=chosen, parameters={**opened.parameters, **parameters}, fresh=True)
        super().__init__(prepare(moved.changed(seed=opened.seed if seed is None else int(seed)).read()))
        self.line = Line(self.setup, model=self)

    def step(self) -> None:
        """One month, kept; nothing once the run is over."""
        before = self.line.played
        super().step()
        if before < self.months:
            self.line.chronicle.watch()

    def told(self) -> dict[str, Any]:
        """`setting` of the board."""
        return setting(self.line, [name for name, _ in self.setup.scenario.overlays])

    def shown(self, selected: tuple[str, str] | None, wanted: Filter) -> dict[str, Any]:
        """`frame` of the board."""
        line = self.line
        policies = [name for name, _ in self.setup.scenario.overlays]
        states = drawn_states(self.setup)
        shown = Shown({line.name: line}, line.name, line.played, states, policies, False, wanted, selected, None)
        return frame(shown, line.played)
