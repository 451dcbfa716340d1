"""Every other verb: what it says, what a script gets, and how it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_calls import SHORT, Eastsea

TABLE = "date,effect,actor,targets,size,note\n2000-05-01,provoke,CCC,AAA;BBB,0.9,Large manoeuvres\n"


def test_check_says_fine_or_every_problem(eastsea: Eastsea, home: Path) -> None:
    (home / "bad.yaml").write_text("title: Bad\nmoths: 12\nregion: triangel\n")
    assert eastsea("check", "triangle").out == "triangle: fine\n"
    told = eastsea("check", "triangle", "bad.yaml")
    assert told.code == 2
    assert told.out == "triangle: fine\nbad.yaml: 2 problems\n"
    assert "bad.yaml:2:1: moths" in told.err
    rows = json.loads(eastsea("check", "bad.yaml", "triangle", "--json").out)
    assert [len(row["problems"]) for row in rows] == [2, 0]
    assert rows[0]["problems"][0]["line"] == 2


def test_scenarios_are_listed_with_their_questions(eastsea: Eastsea) -> None:
    assert "triangle" in eastsea("scenarios").out
    rows = json.loads(eastsea("scenarios", "--json").out)
    assert {"baseline", "triangle"} <= {row["name"] for row in rows}
    assert all(row["path"] and not row["problems"] for row in rows)


def test_parameters_and_levers(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch) -> None:
    one = eastsea("parameters", "weight_trust")
    assert "0 to 5" in one.out
    assert "Kydd2005" in one.out
    rows = json.loads(eastsea("parameters", "--json").out)
    assert {"name", "default", "unit", "bounds", "prior", "symbol", "meaning", "source"} <= set(rows[0])
    assert any(row["kind"].startswith("lever") for row in rows)
    assert any(row["kind"] == "region" and row["name"] == "launches.intensity" for row in rows)
    assert "chance that a leader" in eastsea("parameters", "states.elections.fall").out
    told = eastsea("parameters", "wieght_trust")
    assert told.code == 2
    assert "did you mean 'weight_trust'" in told.err
    monkeypatch.setenv("COLUMNS", "60")
    assert max(len(line) for line in eastsea("parameters").out.splitlines()) <= 60


def test_schemas(eastsea: Eastsea, home: Path) -> None:
    assert set(json.loads(eastsea("schema").out)) == {"scenario", "region", "policy", "sweep", "study"}
    assert eastsea("schema", "--out", "schema").code == 0
    assert json.loads((home / "schema" / "scenario.schema.json").read_text())["title"]
    (home / "taken").write_text("")
    assert eastsea("schema", "--out", "taken").code == 1


def test_a_new_scenario_passes_the_check_and_runs(eastsea: Eastsea, home: Path) -> None:
    assert eastsea("new", "mine", "--from", "triangle").out == "mine.yaml\n"
    assert eastsea("check", "mine.yaml").code == 0
    assert eastsea("run", "mine.yaml", "--months", "3").code == 0
    (home / "scenarios").mkdir()
    assert eastsea("new", "mine").out == "scenarios/mine.yaml\n"


@pytest.mark.parametrize(
    "args",
    [("new", "mine", "--from", "nothing"), ("new", "../mine"), ("new", "mine.yaml"), ("new", ""), ("new", "x" * 61)],
)
def test_a_new_scenario_needs_a_good_name(eastsea: Eastsea, home: Path, args: tuple[str, ...]) -> None:
    assert eastsea(*args).code == 2
    assert not list(home.iterdir())


def test_a_new_scenario_overwrites_nothing(eastsea: Eastsea, home: Path) -> None:
    (home / "mine.yaml").write_text("mine")
    assert eastsea("new", "mine").code == 2
    assert (home / "mine.yaml").read_text() == "mine"


def test_events_are_checked_shown_and_written(eastsea: Eastsea, home: Path) -> None:
    (home / "mine.csv").write_text(TABLE)
    assert "Large manoeuvres" in eastsea("events", "mine.csv").out
    assert json.loads(eastsea("events", "mine.csv", "--json").out)[0]["targets"] == ["AAA", "BBB"]
    assert eastsea("events", "mine.csv", "--out", "checked.csv").code == 0
    first = json.loads(eastsea("events", "mine.csv", "--json").out)
    assert json.loads(eastsea("events", "checked.csv", "--json").out) == first
    (home / "mine.csv").write_text(TABLE.replace("provoke", "provke"))
    told = eastsea("events", "mine.csv")
    assert told.code == 2
    assert "mine.csv:2" in told.err
    assert eastsea("events", "absent.csv").code == 2


def test_the_packaged_table_survives_being_written(eastsea: Eastsea) -> None:
    eastsea("events", "events_coded", "--out", "copy.csv")
    assert eastsea("events", "copy.csv", "--json").out == eastsea("events", "events_coded", "--json").out


def test_explain_names_terms_that_sum(eastsea: Eastsea) -> None:
    eastsea(*SHORT)
    told = eastsea("explain", "triangle", "--actor", "AAA", "--partner", "BBB", "--month", "2000-06")
    assert told.code == 0
    assert "AAA to BBB, 2000-06" in told.out
    assert "utility of the act" in told.out
    data = json.loads(
        eastsea("explain", "triangle", "--actor", "aaa", "--partner", "BBB", "--month", "2000-06", "--json").out
    )
    for part in ("decision", "trust", "grievance"):
        assert sum(data[part]["terms"].values()) == pytest.approx(data[part]["total"], abs=1e-12)
    assert data["threat"] is None
    assert eastsea("explain", "triangle", "--actor", "AAA", "--partner", "CCC", "--month", "2000-06").code == 0


@pytest.mark.parametrize(
    ("actor", "partner", "month", "code"),
    [
        ("XXX", "BBB", "2000-06", 2),
        ("AAA", "AAA", "2000-06", 2),
        ("AAA", "BBB", "1999-06", 2),
        ("AAA", "BBB", "2000-13", 2),
        ("AAA", "BBB", "June", 2),
    ],
)
def test_explain_refuses_what_was_not_played(eastsea: Eastsea, actor: str, partner: str, month: str, code: int) -> None:
    eastsea(*SHORT)
    told = eastsea("explain", "triangle", "--actor", actor, "--partner", partner, "--month", month)
    assert told.code == code
    assert told.out == ""
    assert len(told.err.strip().splitlines()) == 1


def test_results_are_listed_compared_and_made_again(eastsea: Eastsea, home: Path) -> None:
    assert eastsea("results", "list").code == 0
    eastsea(*SHORT)
    eastsea(*SHORT, "--policy", "engage")
    rows = json.loads(eastsea("results", "list", "--json").out)
    assert [row["policies"] for row in rows] == [[], ["engage"]]
    told = eastsea("diff", "triangle/default", "triangle/engage")
    assert told.code == 0
    assert "levers.engagement" in told.out
    assert "They part in 2000-0" in told.out
    assert json.loads(eastsea("diff", "triangle/default", "triangle/engage", "--json").out)["parting"]["month"]
    assert "Every table is the same" in eastsea("diff", "triangle/engage", "triangle/engage").out
    assert "every table came out the same" in eastsea("reproduce", "triangle/engage").out
    assert eastsea("reproduce", "triangle").code == 1
    assert eastsea("diff", "triangle/engage", "nothing").code == 1


def test_clean_removes_leftovers(eastsea: Eastsea, home: Path) -> None:
    import socket

    (home / "results" / "triangle" / f".writing-{socket.gethostname()}-999999999-x").mkdir(parents=True)
    assert "1 unfinished" in eastsea("results", "list").err
    assert "removed 1" in eastsea("results", "clean").err
    assert "nothing to clean" in eastsea("results", "clean").err
