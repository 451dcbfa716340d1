"""Branches in scenario files: what is played, and what is refused."""

import re
from pathlib import Path

import pytest
from test_bad_files import complaints

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.branches import events_of, without_branch

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


def test_parents_in_a_circle_are_told_once(folder):
    lines = ["a: {parent: c, since: 2023-01}", "b: {parent: a, since: 2023-01}", "c: {parent: b, since: 2023-01}"]
    (folder / "bad.yaml").write_text("title: x\nregion: tri\nbranches:\n  " + "\n  ".join(lines) + "\n")
    assert complaints("bad.yaml") == ["bad.yaml:4:15: branches.a.parent: comes from itself: a -> c -> b -> a"]


def test_a_parent_and_a_month_to_leave_it_belong_together(folder):
    (folder / "bad.yaml").write_text("title: x\nregion: tri\nbranches:\n  a: {since: 2023-01}\n  b: {parent: a}\n")
    assert complaints("bad.yaml") == [
        "bad.yaml:4:14: branches.a.since: only a branch with a parent can leave it: name the parent",
        "bad.yaml:5:6: branches.b: needs since: the month in which it leaves its parent",
    ]
    (folder / "bad.yaml").write_text("title: x\nregion: tri\nbranches:\n  a: {parnt: b, since: 2023-01}\n")
    assert complaints("bad.yaml") == ["bad.yaml:4:7: branches.a.parnt: unknown key; did you mean 'parent'?"]


def test_branches_merge_as_other_mappings_do(folder):
    (folder / "child.yaml").write_text(
        "title: c\nextends: good\nbranch: third\nbranches:\n"
        "  first: {events: [{date: 2023-09, effect: settle, actor: AAA, targets: [BBB], size: 2}]}\n"
        "  third: {parent: second, since: 2023-10}\n"
    )
    file = read_scenario("child.yaml").file
    assert list(file.branches) == ["first", "second", "third"]
    assert [event.size for event in events_of(file.branches, "first")] == [2.0]
    assert file.events == read_scenario("good.yaml").file.events  # what first now does comes after second has left it


def test_what_a_parent_holds_beyond_a_shorter_run_is_left_out_with_remarks(folder):
    (folder / "child.yaml").write_text("title: c\nextends: good\nmonths: 8\nbranch: first\n")
    scenario = read_scenario("child.yaml")
    assert events_of(scenario.file.branches, "first") == [scenario.file.events[-1]]
    assert any("branches.second.since: 2023-08 lies outside the run" in remark for remark in scenario.remarks)
    (folder / "child.yaml").write_text("title: c\nextends: good\nmonths: 7\nbranch: first\n")
    assert read_scenario("child.yaml").file.branches["first"].events == []


def test_branches_of_a_file_that_cannot_be_read_are_not_missed(folder):
    (folder / "child.yaml").write_text(
        "title: c\nextends: goood\nbranch: x\nbranches: {y: {parent: x, since: 2023-01}}\n"
    )
    assert complaints("child.yaml") == ["child.yaml:2:10: extends: no scenario 'goood'; did you mean 'good'?"]


def test_the_example_of_the_readme_does_what_it_says(tmp_path):
    readme = (Path(__file__).parents[2] / "scenarios" / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "two-answers.yaml"
    path.write_text(
        next(block for block in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "branches:" in block)
    )
    assert added(read_scenario(path)) == ["2024-03", "2025-03"]
    assert added(read_scenario(path, sets=["branch=ruling"])) == ["2024-03", "2025-09"]


def test_a_branch_is_set_by_hand(folder):
    assert [event.date for event in read_scenario("good.yaml", sets=["branch=first"]).file.events[3:]] == ["2023-07"]
    assert complaints("good.yaml", sets=["branch=furst"]) == ["--set: branch: no branch 'furst'; did you mean 'first'?"]
    assert complaints("good.yaml", sets=["branch=2"]) == [
        "--set: branch: must be a name of letters, digits, - and _ that begins with a letter, not 2"
    ]
