"""A session saved as a scenario file: read alone it is the same run, with the same lines, wherever it lies."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_branches import FILE

from eastsea_abm.errors import InputError
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.check import check_event
from eastsea_abm.scenario.reading import parsed
from eastsea_abm.scenario.saving import Kept, kept_branches, saved_text
from eastsea_abm.scenario.schema import Event
from eastsea_abm.scenario.setup import prepare
from eastsea_abm.scenario.yaml_text import yaml_text

TRUNK = [Kept("main")]


def read_back(path, text):
    """What a saved session is when it is read alone."""
    path.write_text(text, encoding="utf-8", newline="")
    return read_scenario(path)


def dispute(scenario, date, size=1.0):
    """An event of a session, as a running model checks it."""
    event = {"date": date, "effect": "grieve", "actor": "JPN", "targets": ["KOR"], "size": size}
    return check_event(event, scenario.region)


def test_a_saved_session_is_the_same_run_and_the_same_lines(tmp_path):
    (tmp_path / "branching.yaml").write_text(FILE)
    before = read_scenario(tmp_path / "branching.yaml", ["hedge"], ["voice=1.3", "engagement=0.7"], seed=9)
    text = saved_text(before, branches=kept_branches(before), branch="late")
    saved = tmp_path / "saved.yaml"
    saved.write_text(text)
    after = read_scenario(saved)
    assert (after.parameters, after.levers) == (before.parameters, before.levers)
    assert prepare(after).events == prepare(before).events
    assert (after.file.seed, after.file.months, after.file.start) == (9, 36, before.file.start)
    assert kept_branches(after) == kept_branches(before)
    assert str(tmp_path) not in text
    assert saved_text(after, branches=kept_branches(after), branch="late") == text


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
        [Kept("main"), Kept("x", "main", "1999-12")],
    ],
)
def test_lines_that_no_file_can_hold_are_refused(lines):
    with pytest.raises(InputError):
        saved_text(read_scenario("triangle"), branches=lines, branch="main")


def test_of_a_scenario_that_ships_only_what_differs_is_written(tmp_path):
    scenario = read_scenario("phnom-penh-2022", ["hedge"], ["weight_trust=0.7", "states.KOR.leader=0.2"], months=40)
    text = saved_text(scenario, branches=TRUNK, branch="main")
    data = parsed(text, "", tmp_path).data
    assert data == {
        "title": scenario.file.title,
        "extends": "phnom-penh-2022",
        "start": "2022-12",
        "months": 40,
        "seed": scenario.file.seed,
        "policy": ["hedge"],
        "parameters": {"weight_trust": 0.7},
        "states": {"KOR": {"leader": 0.2}},
        "branch": "main",
        "branches": {"main": {}},
    }


def test_all_is_written_where_a_child_could_not_take_it_away(tmp_path):
    scenario = read_scenario("triangle", sets=["events[1].size=0.5"])
    text = saved_text(scenario, branches=TRUNK, branch="main")
    assert "extends" not in text
    again = read_back(tmp_path / "saved.yaml", text)
    assert again.file.events == scenario.file.events
    assert prepare(again).events == prepare(scenario).events


def test_what_was_set_above_a_policy_stays_above_it(tmp_path):
    sets = ["engagement=0.7", "brokerage=0.1"]
    scenario = read_scenario("baseline", ["hedge"], sets)
    again = read_back(tmp_path / "saved.yaml", saved_text(scenario, branches=TRUNK, branch="main"))
    assert again.file.policy == ["hedge", "by-hand"]
    assert again.file.policies["by-hand"].levers == {"engagement": 0.7}
    assert again.levers == scenario.levers
    # What no policy sets stands in the file itself, where another policy leaves it alone.
    assert read_scenario(tmp_path / "saved.yaml", ["none"]).levers == {"brokerage": 0.1}


def test_the_order_in_which_levers_are_set_makes_no_other_run():
    one, other = (
        prepare(read_scenario("calm", ["none"], sets))
        for sets in (["reassurance=.3", "engagement=.2"], ["engagement=.2", "reassurance=.3"])
    )
    assert one.events == other.events
    assert len(one.events) == 2


def test_a_scenario_of_ones_own_says_what_it_needs_and_names_no_folder(folder):
    (folder / "policies").mkdir()
    (folder / "policies" / "apart.yaml").write_text("title: Apart\nlevers: {engagement: -0.3}\n")
    (folder / "mine.csv").write_text("date,effect,actor,targets,size\n2023-01,provoke,DDD,AAA,0.5\n")
    choices = {"policies": [str(folder / "policies" / "apart.yaml"), "closer"], "sets": ["record.table=mine.csv"]}
    scenario = read_scenario(folder / "good.yaml", **choices)
    text = saved_text(scenario, branches=kept_branches(scenario), branch="second")
    assert str(folder) not in text
    assert '# It needs beside it: "regions/tri.yaml", "mine.csv".' in text
    (folder / "policies" / "apart.yaml").unlink()
    again = read_back(folder / "saved.yaml", text)
    assert again.file.policy == ["apart", "closer"]
    assert (again.levers, again.facts) == (scenario.levers, scenario.facts)
    assert kept_branches(again) == kept_branches(scenario)


def test_a_line_whose_parent_is_gone_keeps_what_had_happened(tmp_path):
    scenario = read_scenario("baseline")
    early, late = dispute(scenario, "2023-02"), dispute(scenario, "2023-09", 2.0)
    orphan = Kept("orphan", "gone", "2023-06", "2024-01", "", (early, late))
    again = read_back(tmp_path / "saved.yaml", saved_text(scenario, branches=[orphan], branch="orphan"))
    assert again.file.events == [early, late]
    assert kept_branches(again) == (orphan._replace(parent=None, since=None),)


def test_a_line_that_shares_no_past_with_its_parent_is_written_by_itself(tmp_path):
    scenario = read_scenario("baseline")
    early, late = dispute(scenario, "2023-02"), dispute(scenario, "2023-09", 2.0)
    lines = [Kept("main"), Kept("other", "main", "2023-06", None, "", (early, late))]
    again = read_back(tmp_path / "saved.yaml", saved_text(scenario, branches=lines, branch="other"))
    assert again.file.events == [early, late]


def test_a_session_asked_to_be_shorter_can_be_saved(tmp_path):
    (tmp_path / "branching.yaml").write_text(FILE)
    scenario = read_scenario(tmp_path / "branching.yaml", months=7)
    text = saved_text(scenario, branches=kept_branches(scenario), branch="late")
    again = read_back(tmp_path / "saved.yaml", text)
    assert [(one.name, one.parent, one.until) for one in kept_branches(again)] == [
        ("main", None, None),
        ("late", None, "2023-06"),
        ("later", None, None),
    ]
    last = prepare(again).start + 7
    assert [event for event in prepare(scenario).events if event.month < last] == list(prepare(again).events)
    assert saved_text(again, branches=kept_branches(again), branch="late") == text


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["no", "NULL", "1e3", "2022-12", "- a", "a: b", "#", "0x1F", "~", "", " x ", "'", "\x85", "\ufeff", "\u2028"]
)
VALUES = st.recursive(
    TEXT | st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXT, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_as_it_was(tmp_path_factory, data):
    assert parsed(yaml_text(data), "", tmp_path_factory.getbasetemp()).data == data
