"""A calibration of the real record whose runs are quick inventions: statistics that follow the parameters."""

from __future__ import annotations

import numpy as np
import pytest

from eastsea_abm.calibration import calibrate, figure_page, table
from eastsea_abm.calibration.asked import Asked
from eastsea_abm.calibration.asked import asked as checked
from eastsea_abm.calibration.plan import Plan
from eastsea_abm.scenario.parameter_sets import ParameterSets

CALLS: list[tuple[str, int]] = []  # what was played: label of the sets and number of runs
STRONG = ("mood_settlement", "weight_threat")


def invented(plan: Plan, sets: ParameterSets, draws: range, workers=None, engine=None) -> np.ndarray:
    """Every statistic a mixture of parameters, two of which weigh more, with noise that belongs to the run."""
    CALLS.append((sets.label, len(draws)))
    statistics = len(plan.layout.names)
    weights = np.random.default_rng(7).standard_normal((len(plan.names), statistics))
    for name in STRONG:
        weights[plan.names.index(name)] *= 6.0
    place = (sets.values - plan.low) / (plan.high - plan.low) - 0.5
    noise = np.random.default_rng(5).standard_normal((draws.stop, statistics))  # of run r the same in every call
    return place[np.array(draws) % len(place)] @ weights + noise[draws.start :]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Runs are invented; the list says which were asked for."""
    monkeypatch.setattr(table, "played", invented)
    monkeypatch.setattr(calibrate, "played", invented)
    monkeypatch.setattr(figure_page, "page", lambda manifest: "a page takes its time")
    CALLS.clear()
    return CALLS


def small(**changes: object) -> Asked:
    """A calibration of three years that takes a moment."""
    given = {"train": "2012-01:2016-12", "draws": 800, "accept": 0.1, "recover": 20, **changes}
    return checked(**given)  # type: ignore[arg-type]
