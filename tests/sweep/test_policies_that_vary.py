"""Policies as a factor: they lie beneath the compared ones, and every sample can meet all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eastsea_abm.errors import ScenarioError
from eastsea_abm.sweep.plan import Plan, plan_from
from eastsea_abm.sweep.planning import plan_sweep
from eastsea_abm.sweep.request import read_request, request_from_vary
from eastsea_abm.sweep.settings import Bench

CROSSED = """
title: Crossed
scenario: baseline
policies: [hedge, engage+contribute]
factors:
  voice: prior
  policy.doctrine: {each: [status-quo, consult-first]}
  policy.posture: {each: [us-committed, us-retrenchment]}
design: lhs
samples: 3
runs: 1
"""


@pytest.fixture(scope="module")
def crossed(tmp_path_factory):
    path = tmp_path_factory.mktemp("crossed") / "crossed.yaml"
    path.write_text(CROSSED)
    plan, design, _ = plan_sweep(read_request(str(path)))
    return plan, design


def test_every_sample_meets_every_combination(crossed):
    plan, design = crossed
    assert (plan.settings, plan.together) == (12, 4)
    assert plan.crossed == ("policy.doctrine", "policy.posture")
    for sample in range(3):
        own = design.iloc[4 * sample : 4 * sample + 4]
        assert own["voice"].nunique() == 1
        assert list(zip(own["policy.doctrine"], own["policy.posture"], strict=True)) == [
            ("status-quo", "us-committed"),
            ("status-quo", "us-retrenchment"),
            ("consult-first", "us-committed"),
            ("consult-first", "us-retrenchment"),
        ]
    assert design["voice"].nunique() == 3


def test_a_policy_that_varies_replaces_the_files_own_of_its_group_and_lies_beneath_the_compared(crossed):
    plan, design = crossed
    bench = Bench(plan, design)
    assert bench.overlays(3, 1) == ["consult-first", "us-retrenchment", "engage", "contribute"]
    levers = bench.setup(3, 1).scenario.levers
    assert levers["consult_rule"] == 0.5
    assert levers["commitment"] == 0.3
    assert levers["engagement"] == 0.4
    assert bench.setup(0, 0).scenario.levers["consult_rule"] == 0.0


def test_the_command_of_a_run_names_every_policy_and_no_factor_of_policies(crossed):
    command = Bench(*crossed).command(3, 0, 0)
    assert "--policy consult-first,us-retrenchment,hedge " in command
    assert "policy.posture" not in command


def test_a_plan_without_crossed_factors_is_written_as_it_always_was():
    plan, _, _ = plan_sweep(request_from_vary("baseline", ["voice=0,1"], policies=["hedge"], runs=1))
    assert "crossed" not in plan.as_json()
    assert plan_from(plan.as_json()) == plan
    assert plan.together == 1


def test_a_crossed_plan_survives_being_written(crossed):
    plan: Plan = crossed[0]
    assert plan_from(plan.as_json()).digest == plan.digest


def wrong(vary: list[str], **more) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        plan_sweep(request_from_vary("baseline", vary, policies=["hedge", "engage"], runs=1, **more))
    return [problem.message for problem in caught.value.problems]


def test_a_factor_may_not_take_a_compared_policys_place():
    assert wrong(["policy.mine=passive,us-committed"]) == ["passive is a strategy of the focal state, and so is engage"]


def test_two_factors_may_not_vary_one_group():
    said = wrong(["policy.a=us-committed,us-baseline", "policy.b=us-retrenchment"])
    assert said == ["us-retrenchment is a posture of the patron, and so is policy.a"]


def test_unknown_policies_and_forms_are_told_at_once():
    said = wrong(["policy.a=us-comitted", "policy=hedge", "policy.b=0:1:3"])
    assert any("did you mean 'us-committed'" in one for one in said) or any("us-comitted" in one for one in said)
    assert any("written policy.NAME" in one for one in said)
    assert "must list names of policies" in said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("design: sobol\nsamples: 4\nfactors: {voice: prior, policy.a: {each: [us-committed]}}", "makes its own steps"),
        ("design: lhs\nfactors: {policy.a: {each: [us-committed]}}", "nothing is left to sample"),
        ("factors: {voice: {each: [0, 1], from: 0}}", "beside each there can be nothing"),
        ("factors: {voice: {each: 3}}", "must be a list, not 3"),
    ],
)
def test_each_is_refused_where_it_means_nothing(tmp_path: Path, text: str, message: str):
    path = tmp_path / "odd.yaml"
    path.write_text(f"title: Odd\nscenario: baseline\npolicies: [hedge]\n{text}\nruns: 1\n")
    with pytest.raises(ScenarioError, match=message):
        plan_sweep(read_request(str(path)))


def test_each_on_a_grid_is_a_list_like_any_other(tmp_path: Path):
    path = tmp_path / "grid.yaml"
    path.write_text("title: G\nscenario: baseline\nfactors: {voice: {each: [0, 1]}, bind: [0.1, 0.5, 0.9]}\nruns: 1\n")
    plan, design, _ = plan_sweep(read_request(str(path)))
    assert (plan.design, plan.crossed, len(design)) == ("grid", (), 6)
