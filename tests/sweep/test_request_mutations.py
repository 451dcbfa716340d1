"""Whatever is written as a sweep, it is planned or refused; it never yields a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.sweep.planning import check_sweep, plan_sweep
from eastsea_abm.sweep.request import Request, request_from_vary

GOOD = """\
title: T
scenarios: [triangle]
policies: [hedge, engage+contribute]
set: {wedge: 0.1}
factors:
  voice: {from: 0, to: 1, levels: 3}
  events[1].size: [0.25, 1]
  lock_in: prior
design: lhs
samples: 4
runs: 5
months: 60
seed: 4
outcomes: [harm, entrapment_STRAIT]
"""
JUNK = st.sampled_from(
    ["- ", ": ", "{", "}", "[", "]", "'", "\n", "#", "null", ".inf", "1e999", "-", "9" * 50, "é", "prior", "a+b", "  ",
     "true", "[[1]]", "{}", "[]", "morris", "csv", "events[1].size", "events[0]", "levers.", "+"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["voice", "events[1].size", "events[9].date", "levers.x", "states.AAA.leader", "start", "", "."]
)
VALUES = st.text(max_size=8) | st.sampled_from(
    ["0:1:3", "prior", "1,2", "0:1e999", "true", "[AAA]", "1:", ":", ",", "9" * 400]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The good file with parts gone, repeated or replaced by junk."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 12))
        text = text[:at] + draw(st.just("") | JUNK) + text[at + gone :]
    return text


@settings(max_examples=80)
@given(mutated())
def test_a_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "sweeps" / "s.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    problems, _ = check_sweep(path)
    assert all(len(str(problem)) < 1200 and "pydantic" not in str(problem) for problem in problems)


@settings(max_examples=60)
@given(st.text(alphabet="voicebind,;\t\n0123456789.-\"'=x", max_size=60))
def test_a_table(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "sweeps"
    folder.mkdir(exist_ok=True)
    (folder / "a.csv").write_text(text, encoding="utf-8")
    (folder / "t.yaml").write_text("title: x\nscenario: triangle\nsettings: a.csv\n", encoding="utf-8")
    check_sweep(folder / "t.yaml")


def asked(vary: list[str], policy: str, text: str) -> Request:
    return request_from_vary("triangle", vary, policies=[policy], sets=[text], outcomes=[policy], months=6)


@settings(max_examples=60)
@given(
    st.lists(st.text(max_size=20) | st.tuples(NAMES, VALUES).map("=".join), max_size=3),
    st.text(max_size=10),
    st.text(max_size=20) | st.tuples(NAMES, VALUES).map("=".join),
)
def test_a_command_line(vary: list[str], policy: str, text: str) -> None:
    problems: list[Problem] | None = None
    try:
        plan_sweep(asked(vary, policy, text))
    except ScenarioError as error:
        problems = error.problems
    assert problems != []
    assert all(len(str(problem)) < 1200 for problem in problems or [])


def test_the_good_file_is_good_but_for_a_theatre_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(GOOD, encoding="utf-8")
    problems, _ = check_sweep(tmp_path / "s.yaml")
    assert [problem.key for problem in problems] == ["outcomes[2]"]
