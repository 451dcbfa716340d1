"""The shorthand for factors on a command line."""

from __future__ import annotations

import pytest
from request_texts import complaints

from eastsea_abm.scenario.findings import Findings
from eastsea_abm.sweep.asked import ByHand
from eastsea_abm.sweep.request import request_from_vary
from eastsea_abm.sweep.specs import FactorSpec
from eastsea_abm.sweep.vary import parse_vary


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("voice=0:1.6:9", FactorSpec(low=0.0, high=1.6, levels=9)),
        ("voice=0:1.6", FactorSpec(low=0.0, high=1.6)),
        ("voice = -1e-3 : 1", FactorSpec(low=-0.001, high=1.0)),
        ("voice=0.1,0.5, 0.9", FactorSpec(values=(0.1, 0.5, 0.9))),
        ("voice=1", FactorSpec(values=(1.0,))),
        ("voice=prior", FactorSpec(prior=True)),
        ("start=2022-12,2023-06", FactorSpec(values=("2022-12", "2023-06"))),
        ("processes.leaders.on=true,false", FactorSpec(values=("true", "false"))),
        ("events[1].size=0.5,1", FactorSpec(values=(0.5, 1.0))),
    ],
)
def test_a_factor_is_a_range_a_list_or_its_prior(text: str, spec: FactorSpec) -> None:
    findings = Findings(ByHand())
    assert parse_vary([text], findings) == {text.partition("=")[0].strip(): spec}
    assert not findings.problems


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        (["voice"], "--vary: must be written name=0:1.6:9"),
        (["=1"], "--vary: must be written name=0:1.6:9"),
        (["voice=0:1:2:3"], "--vary: voice: must be written name=0:1.6:9"),
        (["voice=1:0"], "--vary: voice: must be more than 1, where the range begins, not 0"),
        (["voice=0:b"], "--vary: voice: must be a number, not 'b'"),
        (["voice=0:1:1"], "--vary: voice: must be a whole number from 2 to 10000, not 1"),
        (["voice=0:1:2.5"], "--vary: voice: must be a whole number from 2 to 10000, not 2.5"),
        (["voice=1,1.0"], "--vary: voice: 1 is listed twice"),
        (["voice=1,,2"], "--vary: voice: must be a number or a word, not nothing"),
        (["voice=.inf"], "--vary: voice: must be a number or a word, not inf"),
        (["voice=1", "voice=2"], "--vary: voice: is varied twice"),
        (["voice=1", "parameters.voice=2"], "--vary: parameters.voice: the same as voice"),
        (["vioce=1"], "--vary: vioce: no such parameter, lever or key; did you mean 'voice'?"),
        (["voice=9"], "--vary: voice: must be between 0 and 5, not 9"),
        (["inertia=prior"], "--vary: inertia: inertia has no prior"),
        (["events.size=1"], "--vary: events.size: a value of an event or a leader is written events[1].size"),
        (["states.AAA.leader=prior"], "--vary: states.AAA.leader: only parameters and levers have a prior"),
    ],
)
def test_what_cannot_be_varied_is_said_with_the_name_of_the_option(vary: list[str], said: str) -> None:
    told = complaints(request_from_vary("triangle", vary))
    assert len(told) == 1
    assert told[0].startswith(said)


def test_everything_wrong_by_hand_is_told_at_once() -> None:
    told = complaints(
        request_from_vary(
            "triangle",
            ["events[9].size=1", "bind=2"],
            policies=["hege", "hedge"],
            sets=["wedge=9", "states.AAA.leader=5"],
            outcomes=["entraped"],
            runs=0,
            months=0,
        )
    )
    assert {line.split(";")[0].split(", not")[0] for line in told} == {
        "--runs: must be at least 1 and at most 4294967296",
        "--vary: bind: must be between 0 and 1 share",
        "--vary: events[9].size: no event 9: this scenario has 4 events",
        "--outcomes: no outcome 'entraped'",
        "--months: must be between 1 and 2400",
        "--set: wedge: must be between 0 and 2 share",
        "--set: states.AAA.leader: must be between -1 and 1",
        "--policies: hege: no policy 'hege'",
    }


def test_an_unknown_scenario_is_named_with_the_nearest() -> None:
    assert complaints(request_from_vary("triangel")) == ["SCENARIO: no scenario 'triangel'; did you mean 'triangle'?"]


@pytest.mark.parametrize(
    ("design", "samples", "told"),
    [
        ("lsh", 5, "--design: no design 'lsh'; did you mean 'lhs'?"),
        ("csv", None, "--design: no design 'csv'; a table of settings is named in a sweep file"),
        ("lhs", 0, "--samples: must be between 1 and 1000000, not 0"),
        ("grid", 5, "--samples: the design grid is not sampled: leave samples out, or name lhs"),
        ("sobol", 6, "--samples: a Sobol design needs a power of two, such as 8, not 6"),
    ],
)
def test_a_design_by_hand_is_one_that_needs_no_file(design: str, samples: int | None, told: str) -> None:
    assert complaints(request_from_vary("triangle", ["voice=0:1:3"], design=design, samples=samples)) == [told]


def test_the_word_priors_stands_for_every_parameter_with_a_prior_that_is_not_set() -> None:
    from eastsea_abm.parameters import ROWS

    request = request_from_vary("triangle", ["priors"], sets=["voice=1"])
    assert set(request.factors) == {name for name, row in ROWS.items() if row.prior is not None} - {"voice"}
    assert request.design == "lhs"
