"""Responses to doses: who is compared with whom, by how much, and what is said."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest
from made_stores import made

from eastsea_abm.errors import ScenarioError
from eastsea_abm.sweep.planning import plan_sweep
from eastsea_abm.sweep.request import request_from_vary
from eastsea_abm.tipping import dose, figure, words
from eastsea_abm.tipping.differences import student, welch

NAMES = ("deep", "none", "some", "calm-none", "calm-deep", "apart")
LEVERS = {
    "deep": (2.0, 0.0, 0.0),
    "none": (0.0, 0.0, 0.0),
    "some": (0.5, 0.0, 0.0),
    "calm-none": (0.0, 0.45, 0.0),
    "calm-deep": (2.0, 0.45, 0.0),
    "apart": (0.0, 0.0, 1.0),
}
SETS, RUNS = 50, 6


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch):
    """Entrapment falls by a tenth of the dose, in four of five sets by a little more and in one it rises."""
    keys = ("institutions", "reassurance", "tether")
    levers = {name: dict(zip(keys, values, strict=True)) for name, values in LEVERS.items()}
    monkeypatch.setattr(dose, "levers", lambda store: levers)
    doses = np.array([LEVERS[name][0] for name in NAMES])

    def entrapment(setting, policy, run):
        way = np.where(setting % 5 == 0, -0.2, 0.175)
        return 5.0 + 0.1 * run - way * doses[policy]

    return made({"entrapment": entrapment}, {"x": range(SETS)}, policies=NAMES, runs=RUNS, design="lhs", samples=SETS)


def test_policies_alike_in_other_levers_stand_in_one_row_by_dose(store):
    told = dose.response(store, "institutions")
    assert [[step.policy for step in row.steps] for row in told.rows] == [
        ["none", "some", "deep"],
        ["calm-none", "calm-deep"],
    ]
    assert [row.held for row in told.rows] == [{"reassurance": 0.0}, {"reassurance": 0.45}]
    assert [row.reference for row in told.rows] == ["none", "calm-none"]
    assert told.alone == ("apart",)


def test_differences_are_paired_means_over_sets(store):
    steps = dose.response(store, "institutions").rows[0].steps
    # (4 * 0.175 - 0.2) / 5 = 0.1 a unit of dose.
    assert [step.against.mean for step in steps] == pytest.approx([0.0, -0.05, -0.2])
    assert [step.against.lower for step in steps] == pytest.approx([0.0, 0.8, 0.8])
    assert [step.against.higher for step in steps] == pytest.approx([0.0, 0.2, 0.2])
    assert [step.before and step.before.mean for step in steps] == [None, pytest.approx(-0.05), pytest.approx(-0.15)]
    # No luck of runs in it: the interval is that of the mean of fifty sets.
    spread = np.where(np.arange(SETS) % 5 == 0, 0.2, -0.175).std(ddof=1) / math.sqrt(SETS)
    assert steps[2].against.high - steps[2].against.mean == pytest.approx(2 * 2.0096 * spread, rel=1e-3)


def test_a_reference_can_be_any_policy_and_stands_in_no_row(store):
    told = dose.response(store, "institutions", policies=("none", "deep"), against="apart")
    (row,) = told.rows
    assert row.reference == "apart"
    assert [step.against.mean for step in row.steps] == pytest.approx([0.0, -0.2])
    assert told.alone == ()


def test_shared_luck_counts_however_many_sets_there_are(monkeypatch):
    monkeypatch.setattr(dose, "levers", lambda store: {"a": {"institutions": 0.0}, "b": {"institutions": 1.0}})
    luck = np.random.default_rng(5).normal(size=4)
    rules = {"entrapment": lambda setting, policy, run: 1.0 + policy * luck[run] + 1e-6 * policy * np.cos(setting)}
    store = made(rules, {"x": range(200)}, policies=("a", "b"), runs=4, design="lhs", samples=200)
    one = dose.response(store, "institutions").rows[0].steps[1].against
    assert one.high - one.mean == pytest.approx(3.182 * luck.std(ddof=1) / 2, rel=1e-2)


def test_degrees_of_freedom_are_those_of_welch():
    assert welch([(2.0, 10)]) == pytest.approx(10)
    assert welch([(1.0, 10), (1.0, 10)]) == pytest.approx(20)
    assert student(3) == pytest.approx(3.182, abs=1e-3)
    assert student(math.inf) == pytest.approx(1.96, abs=1e-3)


def test_levers_are_read_from_the_texts_of_the_plan():
    names = ("hedge", "engage-institutionalise")
    plan, design, _ = plan_sweep(request_from_vary("triangle", ("voice=0:1:3",), policies=names))
    found = dose.levers(SimpleNamespace(plan=plan, design=design))
    assert found["hedge"]["institutions"] == 0.0
    assert found["engage-institutionalise"]["institutions"] == 0.5
    assert found["hedge"]["doctrine_rate"] == found["engage-institutionalise"]["doctrine_rate"]


def test_what_cannot_be_compared_is_refused(store):
    with pytest.raises(ScenarioError, match="did you mean 'institutions'"):
        dose.response(store, "institution")
    for one in dose.levers(store).values():
        one["contribution"] = 0.0
    with pytest.raises(ScenarioError, match="no two policies of this store differ in contribution"):
        dose.response(store, "contribution")
    with pytest.raises(ScenarioError, match="did you mean 'apart'"):
        dose.response(store, "institutions", against="aprt")


def test_what_is_said_has_every_dose_and_the_steps(store):
    told = dose.response(store, "institutions")
    first, second = words.dose_sentences(told)
    assert first.startswith("Mean entrapment (expected) by dose of institutions at reassurance 0, against none")
    assert "0.5: -0.05 (95 % interval" in first
    assert "lower in 80 %" in first
    assert first.endswith("Every step to a deeper dose is lower than the one before, beyond its 95 % interval.")
    assert "at reassurance 0.45, against calm-none" in second


def test_the_figure_has_a_line_a_row(store):
    chart = figure.dose_figure(told := dose.response(store, "institutions"))
    assert [trace.name for trace in chart.data] == ["reassurance 0", "reassurance 0.45"]
    assert chart.data[0].y == pytest.approx((0.0, -0.05, -0.2))
    assert figure.dose_alt(told).count("Mean entrapment") == 2
