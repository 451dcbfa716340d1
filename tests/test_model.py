"""The stage: Mesa's model plays the same month as the drivers, and can be stopped, copied, poked and explained."""

import copy
import os
import pickle
import subprocess
import sys

import mesa
import numpy as np
import pytest

from eastsea_abm.draws import luck
from eastsea_abm.errors import InputError
from eastsea_abm.model import RegionModel, StateAgent
from eastsea_abm.scenario.setup import made_ready

SCENARIOS = ["baseline", "phnom-penh-2022", "aegean"]


def played(model: RegionModel) -> RegionModel:
    while model.running:
        model.step()
    return model


def same_world(a: RegionModel, b: RegionModel) -> bool:
    return all(np.array_equal(x, y, equal_nan=True) for x, y in zip(a.world, b.world, strict=True))


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("run", [0, 7])
def test_the_stage_and_the_driver_tell_the_same_story(scenario, run):
    setup = made_ready(scenario, months=48, seed=11)
    model = played(RegionModel(setup, run=run))
    np.testing.assert_array_equal(model.outcomes, setup.run(luck(11, run)))


def test_a_run_knows_its_months_and_its_states():
    model = played(RegionModel("baseline", months=3))
    assert model.date == "2023-02"
    assert [agent.iso3 for agent in model.states] == sorted(model.iso3)
    assert len(model.agents) == len(model.iso3)
    with pytest.raises(KeyError, match="no state of this region"):
        model.state("XXX")


def test_agents_show_attitudes_and_last_actions():
    model = played(RegionModel("baseline", months=2))
    kor = model.state("KOR")
    assert kor.trust["JPN"] == model.world.trust[kor.index, model.state("JPN").index]
    assert set(kor.mood) == {"JPN"}
    assert set(kor.threat) == set(model.iso3) - {"KOR"}
    assert kor.last_actions["JPN"] in {
        "confront",
        "cool",
        "routine",
        "dialogue",
        "share",
        "exercise",
        "institutionalise",
    }
    assert -1 <= kor.leader <= 1
    assert kor.grievance["JPN"] > 0


def test_run_for_advances_by_months():
    model = RegionModel("baseline", months=24)
    model.run_for(10)
    assert model.steps == 10
    same = RegionModel("baseline", months=24)
    for _ in range(10):
        same.step()
    assert same_world(model, same)


COPIES = {"pickle": lambda model: pickle.loads(pickle.dumps(model)), "deepcopy": copy.deepcopy}


@pytest.mark.parametrize("through", COPIES.values(), ids=COPIES)
def test_a_copied_run_goes_on_bit_for_bit(through):
    model = RegionModel("phnom-penh-2022", months=30)
    model.run_for(12)
    twin = through(model)
    played(model)
    assert twin.steps == 12
    played(twin)
    assert same_world(model, twin)
    np.testing.assert_array_equal(model.outcomes, twin.outcomes)


def test_an_injected_event_strikes_in_its_month_and_not_before():
    one, other = RegionModel("calm", months=12), RegionModel("calm", months=12)
    one.run_for(3)
    other.run_for(3)
    one.inject({"effect": "grieve", "actor": "KOR", "targets": ["JPN"], "size": 1.5, "date": "2023-05"})
    for k in range(3, 5):
        one.step()
        other.step()
        assert same_world(one, other), k
    one.step()
    other.step()
    kor, jpn = one.state("KOR"), one.state("JPN")
    assert kor.grievance["JPN"] > other.state("KOR").grievance["JPN"]
    assert jpn.grievance["KOR"] > other.state("JPN").grievance["KOR"]


def test_an_event_without_a_date_happens_next_month():
    model = RegionModel("calm", months=6)
    model.run_for(2)
    model.inject({"effect": "lead", "actor": "KOR", "size": -0.9})
    model.step()
    assert model.state("KOR").leader == -0.9


def test_what_has_passed_cannot_be_injected():
    model = RegionModel("calm", months=6)
    model.run_for(3)
    with pytest.raises(InputError, match="passed"):
        model.inject({"effect": "lead", "actor": "KOR", "size": 0.1, "date": "2022-12"})


def test_an_event_nobody_can_understand_is_explained():
    model = RegionModel("calm", months=6)
    with pytest.raises(InputError, match="grieve"):
        model.inject({"effect": "greive", "actor": "KOR", "targets": ["JPN"]})


def test_the_data_collector_keeps_outcomes_and_agents():
    model = played(RegionModel("baseline", months=4))
    table = model.datacollector.get_model_vars_dataframe()
    np.testing.assert_array_equal(table.to_numpy(), model.outcomes)
    agents = model.datacollector.get_agent_vars_dataframe()
    assert set(agents["iso3"]) == set(model.iso3)


def test_a_run_stops_when_its_months_are_over():
    model = played(RegionModel("baseline", months=3))
    before = model.outcomes.copy()
    model.step()
    assert not model.running
    assert model.date == "2023-02"
    np.testing.assert_array_equal(model.outcomes, before)


def test_an_engine_that_does_not_exist_is_refused():
    with pytest.raises(InputError, match="no engine 'fast': choose plain or compiled"):
        RegionModel("calm", months=1, engine="fast")


def test_rules_compile_also_where_nothing_can_be_saved(tmp_path):
    """A cache folder that cannot be made costs time, not the run."""
    (tmp_path / "file").touch()
    code = (
        "from eastsea_abm import draws, _jit; u = draws.luck(1); "
        "assert _jit.compiled(draws.uniform)(u, 4, 5, 6, 7, 0) == draws.uniform(u, 4, 5, 6, 7, 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "EASTSEA_CACHE": str(tmp_path / "file")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_batch_run_works():
    rows = mesa.batch_run(
        RegionModel,
        {"scenario": "baseline", "months": 3, "policy": ["hedge", "engage"]},
        number_processes=1,
        rng=[1],
        data_collection_period=-1,
        display_progress=False,
    )
    assert {row["policy"] for row in rows} == {"hedge", "engage"}
    assert all("cooperation" in row for row in rows)


def test_explain_names_its_terms():
    model = played(RegionModel("baseline", months=5))
    said = model.state("KOR").explain("JPN")
    assert said.act
    assert 0 < said.chance <= 1
    assert "common threat" in said.decision.terms
    assert model.explain("KOR", "PRK").threat is not None
    with pytest.raises(InputError, match="neither partners nor rivals"):
        model.explain("PRK", "TWN")


def test_a_state_agent_is_a_mesa_agent():
    assert issubclass(StateAgent, mesa.Agent)
