"""A run of a sweep played again on the stage, every month kept, and checked against its row."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from eastsea_abm import outcomes as rules
from eastsea_abm.chronicle import Chronicle
from eastsea_abm.errors import EnvironmentFault
from eastsea_abm.happenings import Happening
from eastsea_abm.model import RegionModel
from eastsea_abm.parameters import Parameters
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.stories.names import Names
from eastsea_abm.world import Region, World


@dataclass(frozen=True)
class Played:
    """A run under one policy. Months are counted from 0.

    Attributes
    ----------
    rows
        Outcomes by month, shape ``(months, outcomes)``.
    totals
        One number an outcome.
    """

    policy: str
    setup: Setup
    chronicle: Chronicle
    rows: np.ndarray
    totals: dict[str, float]

    @property
    def region(self) -> Region:
        """Who is there."""
        return self.chronicle.model.region

    @property
    def parameters(self) -> Parameters:
        """The numbers of this run."""
        return self.chronicle.model.parameters

    @property
    def dates(self) -> list[str]:
        """``YYYY-MM`` of every month."""
        return self.chronicle.dates

    @property
    def names(self) -> Names:
        """How states and theatres are called."""
        return Names(self.setup)

    def before(self, k: int) -> World:
        """The world in which month ``k`` begins."""
        return self.chronicle.befores[k]

    def after(self, k: int) -> World:
        """The world after month ``k``."""
        return self.chronicle.befores[k + 1]

    def happened(self, k: int) -> list[Happening]:
        """What month ``k`` brought; levers, which are no happenings of the world, are left out."""
        return [one for one in self.chronicle.happenings[k] if one.kind != "lever"]

    def series(self, outcome: str) -> np.ndarray:
        """An outcome by month."""
        return self.rows[:, self.setup.columns.index(outcome)]


def played(policy: str, setup: Setup, run: int) -> Played:
    """Play a run on the plain stage."""
    model = RegionModel(setup, run=run)
    chronicle = Chronicle(model, keeps_worlds=True)
    while model.running:
        model.step()
        chronicle.watch()
    row = np.zeros(len(setup.columns))
    rules.total(model.outcomes, rules.over(setup.columns), row)
    return Played(policy, model.setup, chronicle, model.outcomes, dict(zip(setup.columns, row.tolist(), strict=True)))


def check(run: Played, outcome: str, stored: float) -> None:
    """Raise `EnvironmentFault` unless the run comes out as it is stored, to the last bit."""
    again = run.totals[outcome]
    if again != stored and not (math.isnan(again) and math.isnan(stored)):
        raise EnvironmentFault(
            f"played again under {run.policy}, the run differs from the stored one: {outcome} is {stored!r} in its "
            f"row, {again!r} came out; the sweep was computed with other rules"
        )
