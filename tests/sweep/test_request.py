"""Sweep files and blocks of scenarios: what is read, and what is said of what cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from request_texts import FILE, complaints, write

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario import list_scenarios, read_scenario
from eastsea_abm.sweep.planning import check_sweep, plan_sweep
from eastsea_abm.sweep.request import FactorSpec, read_request

ROOT = Path(__file__).parents[2]
HEAD = "title: x\nscenario: triangle\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sweep_file_says_all_a_sweep_needs() -> None:
    write(
        "title: T\nquestion: Q\nscenarios: [triangle, aegean]\npolicies: [hedge, engage+contribute]\n"
        "set: {wedge: 0.1, start: 2020-02}\n"
        "factors:\n  voice: {from: 0, to: 1, levels: 3}\n  bind: [0.25, 1]\n  lock_in: prior\n"
        "design: lhs\nsamples: 7\nruns: 5\nmonths: 6\nseed: 4\noutcomes: [harm]\n"
    )
    request = read_request("s", runs=9)
    assert (request.name, request.title, request.question) == ("s", "T", "Q")
    assert request.scenarios == ("triangle", "aegean")
    assert request.policies == ("hedge", "engage+contribute")
    assert request.sets == ("wedge=0.1", "start=2020-02")
    assert request.factors == {
        "voice": FactorSpec(low=0.0, high=1.0, levels=3),
        "bind": FactorSpec(values=(0.25, 1.0)),
        "lock_in": FactorSpec(prior=True),
    }
    assert (request.design, request.samples, request.months, request.seed) == ("lhs", 7, 6, 4)
    assert (request.runs, request.outcomes, request.problems) == (9, ("harm",), ())


@pytest.mark.parametrize(
    ("factors", "design"),
    [("{voice: [1, 2]}", "grid"), ("{voice: [1, 2], bind: prior}", "lhs"), ("priors", "lhs"), ("{}", "grid")],
)
def test_a_design_left_out_is_a_grid_where_all_factors_have_points(factors: str, design: str) -> None:
    write(f"{HEAD}factors: {factors}\n")
    assert read_request("s").design == design


def test_the_block_of_a_scenario_sweeps_that_scenario(home: Path) -> None:
    (home / "mine.yaml").write_text(
        "title: Mine\nextends: triangle\nsweep:\n  factors: {voice: [0, 1]}\n  runs: 3\n", encoding="utf-8"
    )
    plan, design, _ = plan_sweep(read_request("mine.yaml", months=5))
    assert (plan.name, plan.title, plan.runs) == ("mine", "Mine", 3)
    assert [(one.name, one.months) for one in plan.scenarios] == [("mine.yaml", 5)]
    assert list(design["voice"]) == [0.0, 1.0]


def test_the_block_of_a_scenario_changes_no_run_and_is_not_handed_down(home: Path) -> None:
    text = "title: Mine\nextends: triangle\n"
    (home / "scenarios").mkdir()
    (home / "scenarios" / "plain.yaml").write_text(text, encoding="utf-8")
    (home / "scenarios" / "block.yaml").write_text(f"{text}sweep: {{factors: {{voice: [0]}}}}\n", encoding="utf-8")
    (home / "scenarios" / "child.yaml").write_text("title: Child\nextends: block\n", encoding="utf-8")
    assert read_scenario("block").file == read_scenario("plain").file
    assert read_request("child").factors == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("runs: 0", ["3:7: runs: must be between 1 and 4294967296, not 0"]),
        ("rums: 3", ["3:1: rums: unknown key; did you mean 'runs'?"]),
        (
            "voice: 1",
            ["3:1: voice: unknown key; put voice under factors: to vary it, or under set: to set it"],
        ),
        ("design: lsh\nsamples: 4", ["3:9: design: must be one of the allowed words, not 'lsh'; did you mean 'lhs'?"]),
        ("samples: 4", ["3:10: samples: the design grid is not sampled: leave samples out, or name lhs"]),
        ("design: sobol\nsamples: 6\nfactors: {bind: prior}",
         ["4:10: samples: a Sobol design needs a power of two, such as 8, not 6"]),
        ("design: morris", ["3:9: design: the design morris needs factors"]),
        ("design: csv", ["3:9: design: the design csv needs settings: a table with one row a setting"]),
        ("settings: no.csv", ["3:11: settings: no such file: 'no.csv'"]),
        ("factors: voice", ["3:10: factors: must hold lines of name: values, or be the word priors, not 'voice'"]),
        ("factors: {vioce: [1]}", ["3:11: factors.vioce: no such parameter, lever or key; did you mean 'voice'?"]),
        ("factors: {levers.voice: [1]}", ["3:11: factors.levers.voice: voice is one of the parameters"]),
        ("factors: {voice: [1, 1]}", ["3:22: factors.voice[2]: 1 is listed twice"]),
        ("factors: {voice: [true]}", ["3:19: factors.voice[1]: must be a number, not 'true'"]),
        ("factors: {voice: []}", ["3:18: factors.voice: must list at least one value and at most 10000"]),
        ("factors: {voice: {from: 2, to: 1}}",
         ["3:32: factors.voice.to: must be more than 2, where the range begins, not 1"]),
        ("factors: {voice: {from: 2}}", ["3:18: factors.voice: a range needs to: {from: 0, to: 1, levels: 5}"]),
        ("factors: {voice: {form: 2, to: 3}}", ["3:19: factors.voice.form: unknown key; did you mean 'from'?"]),
        ("design: grid\nfactors: {bind: prior}",
         ["4:17: factors.bind: a grid needs points: a list of values, or a range with levels"]),
        ("set: {bind: 1}\nfactors: {bind: [1]}", ["4:11: factors.bind: is set and varied"]),
        ("set: [bind]", ["3:7: set[1]: must be written name=value, not 'bind'"]),
        ("set: {states.AAB.leader: 0}", ["3:26: set.states.AAB.leader: no state 'AAB'; did you mean 'AAA'?"]),
        ("set: {bind: [1, 2]}",
         ["3:13: set.bind: must be a number or a word, not a list; what varies goes under factors:"]),
        ("policies: [hege]", ["3:12: policies[1]: no policy 'hege'; did you mean 'hedge'?"]),
        ("policies: [hedge, hedge]", ["3:19: policies[2]: hedge is named twice"]),
        ("policies: [+]", ["3:12: policies[1]: names no policy"]),
        ("outcomes: [entraped]", ["3:12: outcomes[1]: no outcome 'entraped'; did you mean 'entrapment'?"]),
        ("factors: {states.AAA.leader: [0, 2]}",
         ["3:34: factors.states.AAA.leader[2]: must be between -1 and 1, not 2"]),
        ("factors: {start: [2000-01, 1999-01]}",
         ["3:28: factors.start[2]: 1999-01 lies before the region's first starting values, 2000-01"]),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_line_column_and_remedy(text: str, told: list[str]) -> None:
    assert complaints(f"{HEAD}{text}\n") == told


def test_a_sweep_needs_a_title_and_a_scenario_that_exists() -> None:
    assert complaints("runs: 3\n") == [
        "1:1: title: missing",
        "1:1: a sweep needs scenario: the scenario it runs, by name or path",
    ]
    assert complaints("title: x\nscenarios: [triangle, triangel, triangle]\n") == [
        "2:23: scenarios[2]: no scenario 'triangel'; did you mean 'triangle'?",
        "2:33: scenarios[3]: triangle is named twice",
    ]


def test_values_that_can_come_together_are_read_together() -> None:
    dates = "factors:\n  events[1].date: [2001-03, 2001-06]\n"
    same = "  events[1].size: [0.8, 1]\n  events[1].targets: ['[AAA, BBB]', '[AAA]']\n"
    assert complaints(f"{HEAD}{dates}") == []
    told = complaints(f"{HEAD}{dates}{same}  events[1].note: [The challenger closes a strait for a week]\n")
    assert len(told) == 1
    assert "events[1].date=2001-06 with events[1].size=1 with events[1].targets=[AAA]" in told[0]
    assert "the same event as in" in told[0]


def test_everything_wrong_with_a_table_of_settings_is_told_by_line() -> None:
    write("voice;states.AAA.leader\n0.5;1\n9;x\n;3\n", "a.csv")
    file = f"{FILE.removesuffix('s.yaml')}a.csv"
    told = [line.split(" (")[0] for line in complaints(f"{HEAD}settings: a.csv\n")]
    assert told == [
        f"{file}:3:1: voice: must be between 0 and 5, not 9",
        f"{file}:3:1: states.AAA.leader: must be a number, not 'x'",
        f"{file}:4:1: voice: is empty",
        f"{file}:4:1: states.AAA.leader: must be between -1 and 1, not 3",
    ]
    write("voice,voic,voice,scenario\n1\n", "a.csv")
    assert complaints(f"{HEAD}settings: a.csv\n") == [
        f"{file}:1:1: voic: no such parameter, lever or key; did you mean 'voice'?",
        f"{file}:1:1: voice: two columns hold this factor",
        f"{file}:1:1: scenario: scenarios are named in the sweep; every one has all settings",
        f"{file}:2:1: 1 cells under 4 column names",
    ]
    write("setting\n1\n", "a.csv")
    assert complaints(f"{HEAD}settings: a.csv\n") == [f"{file}:1:1: no column holds a factor"]
    write("voice\n", "a.csv")
    assert complaints(f"{HEAD}settings: a.csv\n") == [
        f"{file}:1:1: the table needs a line of names and at least one setting"
    ]


def test_a_name_is_a_sweep_before_it_is_a_scenario() -> None:
    write(HEAD, "triangle.yaml")
    assert read_request("triangle").title == "x"
    with pytest.raises(ScenarioError, match=r"no sweep or scenario 'priorss'; did you mean 'priors'"):
        read_request("priorss")


def test_sweeps_are_not_listed_as_scenarios() -> None:
    write(HEAD, "mine.yaml")
    assert {"mine", "priors", "screening"}.isdisjoint(one.name for one in list_scenarios())


def test_names_are_looked_for_beside_the_folder_of_sweeps(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "scenarios").mkdir()
    (home / "scenarios" / "own.yaml").write_text("title: Own\nextends: triangle\n", encoding="utf-8")
    path = write("title: x\nscenario: own\n").resolve()
    (home / "elsewhere").mkdir()
    monkeypatch.chdir(home / "elsewhere")
    plan, _, _ = plan_sweep(read_request(str(path)))
    assert "title: Own" in plan.scenarios[0].texts[plan.scenarios[0].main]


def test_check_knows_sweeps_and_blocks(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from eastsea_abm.cli import call

    write(f"{HEAD}runs: 0\nfactors: {{vioce: [1]}}\n")
    (home / "mine.yaml").write_text("title: M\nextends: triangle\nsweep: {policies: [hege]}\n", encoding="utf-8")
    assert call(["check", FILE, "mine.yaml", "priors"]) == 2
    out = capsys.readouterr()
    assert out.out.splitlines() == [f"{FILE}: 2 problems", "mine.yaml: 1 problem", "priors: fine"]
    assert f"{FILE}:4:11: factors.vioce: no such parameter" in out.err
    assert "mine.yaml:3:20: sweep.policies[1]: no policy 'hege'; did you mean 'hedge'?" in out.err


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios" / "sweeps").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_sweep_is_fine_and_asks_a_question(path: Path) -> None:
    assert check_sweep(path) == ([], ())
    assert read_request(path.stem).question


def test_the_example_of_the_readme_is_read(home: Path) -> None:
    readme = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
    scenario, sweep = (re.search(rf"```yaml\n([^`]*title: {title}.*?)```", readme, re.DOTALL)
                       for title in ("Quiet diplomacy", "How much does the ruling matter"))  # fmt: skip
    assert scenario is not None
    assert sweep is not None
    path = write(sweep[1], "rulings.yaml")
    (path.parents[1] / "quiet-diplomacy.yaml").write_text(scenario[1], encoding="utf-8")
    plan, design, remarks = plan_sweep(read_request("rulings"))
    assert remarks == ()
    assert (plan.settings, plan.policies) == (15, ("hedge", "engage", "engage+consult-first"))
    assert plan.scenarios[0].alternatives[2].overlays == ("engage", "consult-first")
    assert list(design["events[1].size"].unique()) == [0.5, 1.2, 2.0]


def test_a_scenario_without_a_block_is_swept_as_it_is() -> None:
    request = read_request("aegean", runs=7)
    assert (request.scenarios, request.factors, request.policies, request.runs) == (("aegean",), {}, (), 7)
    plan, design, _ = plan_sweep(request)
    assert (plan.policies, plan.rows, len(design)) == (("default",), 7, 1)
