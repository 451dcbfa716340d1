"""What a good file becomes; how files extend, are found, and are listed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from test_bad_files import complaints

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario import list_scenarios, read_scenario
from eastsea_abm.scenario.check import check_event


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file(folder: Path) -> None:
    scenario = read_scenario("good.yaml")
    assert (scenario.name, scenario.path, scenario.region_name) == ("good", Path("good.yaml"), "tri")
    assert scenario.parameters == {"weight_trust": 0.8}
    assert scenario.levers == {"reassurance": 0.3, "engagement": 0.5}
    assert [name for name, _ in scenario.overlays] == ["closer"]
    assert sorted(scenario.texts) == ["good.yaml", "regions/tri.yaml"]
    assert scenario.file.events[1].note == "NO"
    assert scenario.file.leaders[0].date == "2023-03-05"


def test_effects_are_written_out(folder: Path) -> None:
    events = [(event.effect, event.size) for event in read_scenario("good.yaml").file.events]
    assert events == [("provoke", None), ("grieve", 1.0), ("instrument", None)]
    write(
        folder / "good.yaml",
        "title: x\nregion: tri\nevents:\n  - {date: 2023-01, type: summit, actor: AAA, targets: [BBB]}\n",
    )
    event = read_scenario("good.yaml").file.events[0]
    assert (event.effect, event.size) == ("conduct", 0.35)


def test_sets_come_last(folder: Path) -> None:
    scenario = read_scenario(
        "good.yaml",
        sets=[
            "engagement=-0.5",
            "weight_trust=1",
            "states.AAA.leader=-0.2",
            "dyads.BBB-AAA.trust=0.9",
            "instruments.COURT.status=signed",
        ],
    )
    assert scenario.levers["engagement"] == -0.5
    assert scenario.parameters == {"weight_trust": 1.0}
    assert scenario.file.states["AAA"].leader == -0.2
    assert scenario.file.dyads["BBB-AAA"].trust == 0.9
    assert scenario.file.dyads["AAA-BBB"].trust == 0.3


def test_a_set_does_not_move_where_names_are_looked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert read_scenario("../good.yaml", sets=["states.AAA.leader=0.1"]).region_name == "tri"
    write(folder / "plain.yaml", "title: x\nregion: tri\n")
    write(folder / "elsewhere" / "mine.csv", "id,date,effect,actor,targets,size\none,2023-01,provoke,DDD,AAA,0.5\n")
    assert [fact.id for fact in read_scenario("../plain.yaml", sets=["record.table=mine.csv"]).facts] == ["one"]


def test_a_parent_that_cannot_be_read_makes_no_further_noise(folder: Path) -> None:
    write(folder / "child.yaml", "title: C\nextends: goood\npolicy: [closer]\nstates: {AAA: {leader: 0}}\nmnths: 2\n")
    assert complaints("child.yaml") == [
        "child.yaml:2:10: extends: no scenario 'goood'; did you mean 'good'?",
        "child.yaml:5:1: mnths: unknown key; did you mean 'months'?",
    ]


def test_months_and_seed_by_hand(folder: Path) -> None:
    scenario = read_scenario("good.yaml", months=3, seed=9)
    assert (scenario.file.months, scenario.file.seed) == (3, 9)
    assert len(scenario.file.events) == 3


def test_policies_in_order_later_wins(folder: Path) -> None:
    write(folder / "policies" / "apart.yaml", "title: Apart\nlevers: {engagement: -0.3, tether: 1}\n")
    scenario = read_scenario("good.yaml", policies=["closer", "apart"])
    assert scenario.levers == {"reassurance": 0.3, "engagement": -0.3, "tether": 1.0}
    assert "engagement is set by closer and by apart: apart wins" in scenario.remarks
    assert "policies/apart.yaml" in scenario.texts
    assert read_scenario("good.yaml", policies=["none"]).overlays == ()
    write(folder / "policies" / "apart.yaml", "levers: {engagment: 1}\ntitel: x\n")
    assert complaints("good.yaml", policies=["apart"]) == [
        "policies/apart.yaml:1:10: levers.engagment: no such lever; did you mean 'engagement'?",
        "policies/apart.yaml:2:1: titel: unknown key; did you mean 'title'?",
    ]


def test_outside_the_prior_is_a_remark(folder: Path) -> None:
    assert read_scenario("good.yaml", sets=["weight_trust=4"]).remarks[0] == (
        "--set: weight_trust: 4 is outside the range that sweeps sample, 0.2 to 1.2 utility"
    )


def test_the_record(folder: Path) -> None:
    write(
        folder / "mine.csv",
        "date,effect,actor,targets,size,class,id\n2023-01-05,provoke,DDD,AAA;BBB,0.5,,one\n"
        "2023-02,grieve,AAA,BBB,1,,two\n2023-03,conduct,AAA,BBB,0.8,outcome,three\n"
        "2023-04,conduct,AAA,BBB,0.8,outcome,four\n2023-09,grieve,AAA,BBB,1,,late\n"
        "2022-11,grieve,AAA,BBB,1,,early\n",
    )
    write(
        folder / "a.yaml",
        "title: x\nregion: tri\nrecord: {table: mine.csv, until: 2023-04, leave: [two], impose: [four]}\n",
    )
    scenario = read_scenario("a.yaml")
    assert [fact.id for fact in scenario.facts] == ["one", "four"]
    assert [fact.id for fact in scenario.markers] == ["three"]
    assert "mine.csv" in scenario.texts
    write(folder / "mine.csv", "date,effect,actor,targets,size\n2023-01,provoke,DDD,AAA;BBC,0.5\n")
    write(folder / "a.yaml", "title: x\nregion: tri\nrecord: {table: mine.csv}\n")
    assert complaints("a.yaml") == ["mine.csv:2:1: targets: no state 'BBC'; did you mean 'BBB'?"]


def test_extends(folder: Path) -> None:
    write(
        folder / "child.yaml",
        "title: Child\nextends: good\nstates: {BBB: {leader: 0}}\nlevers: {tether: 1}\n"
        "policy: []\nrecord: {holds: {leaders: [AAA]}}\n"
        "events:\n  - {date: 2023-06, effect: war, actor: DDD, size: 0.3}\n",
    )
    file = read_scenario("child.yaml").file
    assert (file.title, file.months, file.policy) == ("Child", 24, [])
    assert sorted(file.states) == ["AAA", "BBB"]
    assert file.levers == {"reassurance": 0.3, "tether": 1.0}
    assert [event.effect for event in file.events] == ["provoke", "grieve", "instrument", "war"]
    assert file.record is not None
    assert file.record.holds == {"leaders": ["AAA"], "disputes": ["AAA"]}
    write(folder / "child.yaml", "title: Child\nextends: good.yaml\nrecord: null\n")
    assert read_scenario("child.yaml").file.record is None


def test_a_problem_names_the_file_in_which_it_stands(folder: Path) -> None:
    write(
        folder / "parent.yaml",
        "title: P\nregion: tri\nevents:\n  - {date: 2023-01, effect: war, actor: DDE, size: 0.3}\n",
    )
    write(
        folder / "child.yaml",
        "title: C\nextends: parent\nevents:\n  - {date: 2023-01, effect: war, actor: DDD, size: 3}\n",
    )
    assert complaints("child.yaml") == [
        "child.yaml:4:52: events[1].size: must be between 0 and 1 for the effect war, not 3 "
        "(an outside war: rivals of the actor raise their threat by this share)",
        "parent.yaml:4:41: events[1].actor: no state 'DDE'; did you mean 'DDD'?",
    ]


def test_labels_are_those_of_the_file(folder: Path) -> None:
    write(
        folder / "bad.yaml",
        "title: C\nregion: tri\nevents:\n  - 5\n"
        "  - {date: 2023-01, effect: war, actor: DDE, size: 0.3}\n"
        "  - {date: 2023-02, effect: war, actor: DDD, size: 0.3}\n"
        "  - {date: 2023-02, effect: war, actor: DDD, size: 0.3, note: again}\n",
    )
    assert complaints("bad.yaml") == [
        "bad.yaml:4:5: events[1]: must hold lines of key: value, not 5",
        "bad.yaml:5:41: events[2].actor: no state 'DDE'; did you mean 'DDD'?",
        "bad.yaml:7:5: events[4]: the same event as in bad.yaml, line 6",
    ]


def test_what_is_bad_is_not_missed_elsewhere(folder: Path) -> None:
    write(folder / "bad.yaml", "title: C\nregion: tri\npolicy: [p]\npolicies: {p: 5}\n")
    assert complaints("bad.yaml") == ["bad.yaml:4:15: policies.p: must hold lines of key: value, not 5"]


def test_a_shorter_child_leaves_out_what_its_parent_has_later(folder: Path) -> None:
    write(folder / "child.yaml", "title: C\nextends: good\nmonths: 3\n")
    scenario = read_scenario("child.yaml")
    assert [event.effect for event in scenario.file.events] == ["provoke", "grieve"]
    assert scenario.file.leaders == []
    assert any(
        remark.startswith("good.yaml:15:12: leaders[1].date: 2023-03-05 lies outside the run")
        for remark in scenario.remarks
    )


def test_extends_in_a_circle(folder: Path) -> None:
    write(folder / "a.yaml", "title: a\nextends: b\n")
    write(folder / "b.yaml", "title: b\nextends: c\n")
    write(folder / "c.yaml", "title: c\nextends: a\n")
    assert complaints("a.yaml") == ["c.yaml:2:10: extends: extends itself in a circle: a -> b -> c -> a"]
    write(folder / "a.yaml", "title: a\nextends: a\n")
    assert complaints("a.yaml") == ["a.yaml:2:10: extends: extends itself in a circle: a -> a"]


def test_extends_cannot_lead_out(folder: Path) -> None:
    out = "leads out of the scenario folders; a file may name files only in its own folder, ./scenarios or the package"
    write(folder / "own" / "a.yaml", "title: a\nextends: ../good.yaml\nregion: ../regions/tri.yaml\n")
    assert complaints("own/a.yaml") == [
        f"own/a.yaml:2:10: extends: '../good.yaml' {out}",
        f"own/a.yaml:3:9: region: '../regions/tri.yaml' {out}",
    ]
    (folder / "own" / "link.yaml").symlink_to(folder / "good.yaml")
    write(folder / "own" / "a.yaml", "title: a\nextends: link\n")
    assert f"own/a.yaml:2:10: extends: 'link' {out}" in complaints("own/a.yaml")


def test_where_a_name_is_looked_for(folder: Path) -> None:
    text = "title: {}\nregion: tri\n"
    write(folder / "scenarios" / "regions" / "tri.yaml", (folder / "regions" / "tri.yaml").read_text(encoding="utf-8"))
    write(folder / "scenarios" / "one.yaml", text.format("in scenarios"))
    assert read_scenario("one").path == Path("scenarios/one.yaml")
    write(folder / "own" / "child.yaml", "title: child\nextends: one\n")
    assert read_scenario("own/child.yaml").texts.keys() >= {"scenarios/one.yaml"}
    write(folder / "own" / "one.yaml", text.format("own"))
    assert read_scenario("own/child.yaml").texts.keys() >= {"own/one.yaml"}
    # A file of the same name means the other one, further on.
    write(folder / "own" / "one.yaml", "title: own\nextends: one\n")
    assert read_scenario("own/one.yaml").texts.keys() >= {"own/one.yaml", "scenarios/one.yaml"}


def test_list(folder: Path) -> None:
    write(folder / "scenarios" / "good.yaml", (folder / "good.yaml").read_text(encoding="utf-8"))
    write(folder / "scenarios" / "bad.yaml", "title: [")
    write(folder / "scenarios" / "regions" / "tri.yaml", (folder / "regions" / "tri.yaml").read_text(encoding="utf-8"))
    listed = {one.name: one for one in list_scenarios()}
    assert listed["good"][1:] == (Path("scenarios/good.yaml"), "A test", "Is it read?", None, ("first", "second"))
    assert listed["bad"].problems is not None


def test_unquoted_dates_stay_text(folder: Path) -> None:
    assert read_scenario("good.yaml").file.events[0].date == "2023-01-15"
    assert read_scenario("good.yaml").file.start == "2022-12"


def test_an_event_by_hand(folder: Path) -> None:
    region = read_scenario("good.yaml").region
    event = check_event({"actor": "AAA", "effect": "grieve", "targets": ("BBB",), "size": 1}, region, "2023-01")
    assert (event.date, event.targets) == ("2023-01", ["BBB"])
    with pytest.raises(ScenarioError) as caught:
        check_event({"actor": "AAB", "effect": "grieve", "targets": ["BBB"], "size": 9, "sise": 1}, region, "2023-13")
    assert sorted(str(caught.value).split("\n")) == [
        "event: actor: no state 'AAB'; did you mean 'AAA'?",
        "event: date: there is no month 13: months go from 01 to 12",
        "event: sise: unknown key; did you mean 'size'?",
        "event: size: must be between 0 and 3 for the effect grieve, not 9 "
        "(a history dispute flares between actor and target; 1 is an ordinary one)",
    ]


def test_importing_is_light() -> None:
    code = (
        "import sys, eastsea_abm.scenario; "
        "print([m for m in ('numpy', 'pandas', 'mesa', 'plotly', 'numba', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
