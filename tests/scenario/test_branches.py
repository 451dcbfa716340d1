"""Branches in scenario files: what is played, what is refused, and that a saved session is the same run."""

import dataclasses

import pytest

from eastsea_abm.errors import InputError, ScenarioError
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.branches import without_branch
from eastsea_abm.scenario.saving import Kept, kept_branches, saved_text
from eastsea_abm.scenario.schema import Event
from eastsea_abm.scenario.setup import prepare

FILE = """\
title: Branches
extends: phnom-penh-2022
months: 36
events:
  - {date: 2023-05, effect: grieve, actor: KOR, targets: [JPN], size: 0.2}
branch: late
branches:
  main:
    events:
      - {date: 2023-02, effect: grieve, actor: KOR, targets: [JPN], size: 1}
      - {date: 2024-02, effect: grieve, actor: KOR, targets: [JPN], size: 2}
  late:
    parent: main
    since: 2023-08
    until: 2024-01
    events:
      - {date: 2023-09, effect: settle, actor: KOR, targets: [JPN], size: 1}
  later: {parent: late, since: 2023-09}
"""


SECOND = "{date: 2024-02, effect: grieve, actor: KOR, targets: [JPN], size: 2}"
OWN = "{date: 2023-05, effect: grieve, actor: KOR, targets: [JPN], size: 0.2}"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "branching.yaml"
    path.write_text(FILE)
    return path


def added(scenario):
    """Dates of the events that are in no branchless reading."""
    return [event.date for event in scenario.file.events[len(without_branch(scenario.file).events) :]]


def test_a_branch_plays_what_its_ancestors_did_before_it_left_them_and_then_its_own(file):
    assert added(read_scenario(file)) == ["2023-02", "2023-09"]
    assert added(read_scenario(file, sets=["branch=main"])) == ["2023-02", "2024-02"]
    assert added(read_scenario(file, sets=["branch=later"])) == ["2023-02"]


def test_without_a_branch_the_file_plays_its_own_events(file, tmp_path):
    plain = tmp_path / "plain.yaml"
    plain.write_text(FILE.replace("branch: late\n", ""))
    bare = read_scenario(plain)
    assert added(bare) == []
    assert without_branch(read_scenario(file).file).events == bare.file.events


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("branch: late", "branch: latte", "no branch 'latte'; did you mean 'late'?"),
        ("parent: main", "parent: mian", "no branch 'mian'; did you mean 'main'?"),
        ("    since: 2023-08\n", "", "needs since"),
        ("2023-09, effect: settle", "2023-07, effect: settle", "lies before since"),
        ("parent: late", "parent: later", "comes from itself"),
        ("size: 2}", "size: 9}", "between 0 and 3"),
        ("date: 2024-02", "date: 2034-02", "lies outside the run"),
        (SECOND, OWN, "the same event as in"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_branch_is_told_with_its_line(file, old, new, said):
    assert old in FILE
    file.write_text(FILE.replace(old, new))
    with pytest.raises(ScenarioError) as told:
        read_scenario(file)
    assert said in str(told.value)
    assert all(problem.line for problem in told.value.problems)


def rest(text):
    """A saved session without its first lines, which name the file it began from."""
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_a_saved_session_is_the_same_run_and_the_same_lines(file, tmp_path):
    before = read_scenario(file, ["hedge"], ["voice=1.3", "engagement=0.7"], seed=9)
    text = saved_text(before, branches=kept_branches(before), branch="late")
    saved = tmp_path / "saved.yaml"
    saved.write_text(text)
    after = read_scenario(saved)
    assert (after.parameters, after.levers) == (before.parameters, before.levers)
    assert prepare(after).events == prepare(before).events
    assert (after.file.seed, after.file.months, after.file.start) == (9, 36, before.file.start)
    assert kept_branches(after) == kept_branches(before)
    assert str(tmp_path) not in text
    assert rest(saved_text(after, branches=kept_branches(after), branch="late")) == rest(text)


def test_text_in_a_session_is_written_so_that_it_is_read_as_text(tmp_path):
    scenario = read_scenario("triangle")
    note = "a: {b}\n# c\t\u2028 <script> 'd' \"e\" \\ 대한민국 ---"
    event = Event(date="2023-02", effect="grieve", actor="AAA", targets=["BBB"], size=1.0, note=note)
    trunk = dataclasses.replace(scenario, file=scenario.file.model_copy(update={"start": "2023-01"}))
    text = saved_text(trunk, branches=[Kept("main", events=(event,))], branch="main")
    saved = tmp_path / "saved.yaml"
    saved.write_text(text, encoding="utf-8", newline="")
    assert read_scenario(saved).file.branches["main"].events[0].note == note


@pytest.mark.parametrize(
    "lines",
    [
        [Kept("main"), Kept("main")],
        [Kept("other")],
        [Kept("main"), Kept("a b")],
        [Kept("main"), Kept("x", "main", "1999-01")],
    ],
)
def test_lines_that_no_file_can_hold_are_refused(lines):
    with pytest.raises(InputError):
        saved_text(read_scenario("triangle"), branches=lines, branch="main")
