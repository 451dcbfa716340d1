"""Single values of events and leaders by hand: put in place, named in messages, kept in results."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_bad_files import complaints

from eastsea_abm.results.manifest import describe
from eastsea_abm.results.rerun import read_again
from eastsea_abm.scenario import read_scenario


def test_a_value_of_an_event_and_of_a_leader_takes_the_place_of_the_files(folder: Path) -> None:
    sets = ["events[2].size=0.25", "events[1].targets=[BBB]", "leaders[1].orientation=-0.3", "events[2].date=2023-05"]
    file = read_scenario("good.yaml", sets=sets).file
    assert (file.events[1].size, file.events[1].date, file.events[1].actor) == (0.25, "2023-05", "BBB")
    assert file.events[0].targets == ["BBB"]
    assert file.leaders[0].orientation == -0.3
    assert read_scenario("good.yaml").file.events[1].size == 1.0


def test_entries_of_the_extended_scenario_come_first(folder: Path) -> None:
    (folder / "child.yaml").write_text(
        "title: c\nextends: good\nevents:\n  - {date: 2023-08, effect: settle, actor: AAA, targets: [BBB], size: 1}\n",
        encoding="utf-8",
    )
    file = read_scenario("child.yaml", sets=["events[2].size=0.5", "events[4].size=0.75"]).file
    assert [event.size for event in file.events] == [None, 0.5, None, 0.75]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events[4].size=1", "events[4].size: no event 4: this scenario has 3 events"),
        ("leaders[2].orientation=1", "leaders[2].orientation: no leader 2: this scenario has 1 leader"),
        ("events[2].sise=1", "events[2].sise: unknown key; did you mean 'size'?"),
        ("events[2].size=much", "events[2].size: must be a number, not 'much'"),
        ("leaders[1].orientation=2", "leaders[1].orientation: must be between -1 and 1, not 2"),
        ("events[2].targets=[AAB]", "events[2].targets[1]: no state 'AAB'; did you mean 'AAA'?"),
        ("events[2].date=2023-13", "events[2].date: there is no month 13: months go from 01 to 12"),
        (
            "events[2].size=9",
            "events[2].size: must be between 0 and 3 for the effect grieve, not 9 "
            "(a history dispute flares between actor and target; 1 is an ordinary one)",
        ),
        (
            "events[2].date=2031-01",
            "events[2].date: 2031-01 lies outside the run: from 2012-01, the region's first starting values, "
            "to 2024-11, its last month",
        ),
        *(
            (
                f"{name}=1",
                f"{name}: a value of an event or a leader is written events[1].size or leaders[1].orientation, "
                "counted from 1",
            )
            for name in ("events[0].size", "events.size", "events[1]", "leaders[01].orientation", "events[1].size.x")
        ),
    ],
)
def test_a_problem_says_set_and_what_there_is(folder: Path, text: str, message: str) -> None:
    assert complaints("good.yaml", sets=[text]) == [f"--set: {message}"]


def test_all_problems_are_told_at_once(folder: Path) -> None:
    told = complaints("good.yaml", sets=["events[9].size=1", "leaders[1].orientation=x", "states.AAB.leader=0", "x=1"])
    assert [line.split(": ")[1] for line in told] == ["x", "leaders[1].orientation", "states.AAB"]
    # With the wrong value out of the way the missing event is told: entries that are bad are not counted.
    assert complaints("good.yaml", sets=["events[9].size=1", "states.AAB.leader=0"]) == [
        "--set: events[9].size: no event 9: this scenario has 3 events",
        "--set: states.AAB: no state 'AAB'; did you mean 'AAA'?",
    ]


def test_an_entry_that_is_bad_in_the_file_is_not_called_missing(folder: Path) -> None:
    text = (folder / "good.yaml").read_text(encoding="utf-8").replace("effect: grieve", "effect: grief")
    (folder / "bad.yaml").write_text(text, encoding="utf-8")
    assert [line for line in complaints("bad.yaml", sets=["events[3].note=x"]) if "--set" in line] == []


def test_a_manifest_gives_the_scenario_back_with_its_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sets = ["events[1].size=0.5", "voice=0.1"]
    scenario = read_scenario("triangle", sets=sets, months=24)
    manifest = describe(scenario, policies=[], sets=sets, run=0)
    assert manifest.sets == sets
    again = read_again(manifest)
    assert again.file == scenario.file
    assert again.file.events[0].size == 0.5
    assert manifest.digest != describe(read_scenario("triangle", months=24), policies=[], sets=[], run=0).digest
