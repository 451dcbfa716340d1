"""The model that SolaraViz makes anew with every reset."""

import pytest

from eastsea_abm.dashboard import asked
from eastsea_abm.dashboard.feed import Filter
from eastsea_abm.dashboard.opened import Opened
from eastsea_abm.dashboard.watched import WatchedModel
from eastsea_abm.model import RegionModel


@pytest.fixture
def opened(monkeypatch):
    monkeypatch.setattr(asked, "_asked", [Opened("phnom-penh-2022", sets=("voice=1.3",), months=4)])


def test_a_reset_of_solaraviz_keeps_what_the_command_line_set(opened):
    model = WatchedModel(seed="7", rng=1, scenario=object(), policy_0="none", policy_1="hedge", bind=0.7)
    scenario = model.setup.scenario
    assert (scenario.parameters["voice"], scenario.parameters["bind"]) == (1.3, 0.7)
    assert [name for name, _ in scenario.overlays] == ["hedge"]
    assert (scenario.file.seed, model.months) == (7, 4)


def test_its_months_are_those_of_the_model_and_it_ends_with_the_run(opened):
    model, plain = WatchedModel(), RegionModel("phnom-penh-2022", settings={"voice": 1.3}, months=4)
    for _ in range(6):
        model.step()
        plain.step()
    assert model.line.played == 4
    assert (model.outcomes == plain.outcomes).all()
    assert model.shown(("KOR", "JPN"), Filter())["why"]["decisions"]
