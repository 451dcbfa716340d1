"""``eastsea study``: sizes and widths before, what came out after, and the folder among the other results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_calls import Eastsea

STUDY = """
title: Tiny
scenario: triangle
months: 2
seed: 4
strategies: [hedge, passive]
equal: reassurance
conditions: {doctrine: [counterstrike, consult-first]}
reference: {doctrine: counterstrike}
uncertain: {trust_gain: prior}
draws: 2
runs: 2
outcomes: [entrapment, cooperation]
contrasts: [{of: hedge, against: passive}]
closer: {runs: 3}
"""


@pytest.fixture
def tiny(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    path = home / "tiny.yaml"
    path.write_text(STUDY)
    return path


def test_a_study_says_what_it_costs_and_what_came_out_and_is_made_again(eastsea: Eastsea, tiny: Path) -> None:
    told = eastsea("study", str(tiny))
    assert told.code == 0
    assert "main 4 settings x 2 strategies x 2 runs = 16; closer 2 settings x 2 strategies x 3 runs = 12" in told.err
    assert "in all 28 runs" in told.err
    assert "hedge against passive (reassurance 0.45 against 0): difference ±" in told.err
    assert "28 runs, 0 of them failed" in told.out
    folder = next(line.split()[-1] for line in told.out.splitlines() if line.startswith("  eastsea report"))
    again = eastsea("study", str(tiny), "--json")
    assert again.code == 0
    found = json.loads(again.out)
    assert found["folder"] == folder
    assert {name: one.get("rows") for name, one in found["stages"].items()} == {"main": 16, "closer": 12, "fans": None}
    assert found["widths"][0]["contrast"]["of"] == "hedge"
    [listed] = json.loads(eastsea("results", "list", "--json").out)
    assert (listed["kind"], listed["runs"]) == ("study", 28)
    made = eastsea("reproduce", folder)
    assert made.code == 0
    assert "all 12 runs came out the same" in made.out
    assert "the fans came out the same" in made.out


def test_what_is_wrong_with_a_study_is_said_by_check_and_by_study(eastsea: Eastsea, tiny: Path) -> None:
    tiny.write_text(STUDY.replace("against: passive", "against: pasive"))
    for verb in ("check", "study"):
        told = eastsea(verb, str(tiny))
        assert told.code == 2
        assert "did you mean 'passive'?" in told.err
    assert eastsea("study", "worrisom-friends").code == 2


def test_the_study_that_ships_is_fine(eastsea: Eastsea) -> None:
    told = eastsea("check", "worrisome-friends")
    assert (told.code, told.out) == (0, "worrisome-friends: fine\n")


def test_what_is_no_study_and_what_is_one_are_told_apart(eastsea: Eastsea, tiny: Path) -> None:
    told = eastsea("study", "baseline")
    assert told.code == 2
    assert "is no study: it names no strategies" in told.err
    assert len(told.err.splitlines()) == 2
    for verb in ("sweep", "run"):
        told = eastsea(verb, "worrisome-friends")
        assert told.code == 2
        assert "it is a study: eastsea study worrisome-friends" in told.err


def test_a_report_that_cannot_be_written_is_refused_before_it_is_made(eastsea: Eastsea, tiny: Path) -> None:
    assert eastsea("study", str(tiny), "--out", "mine").code == 0
    (tiny.parent / "taken").write_text("")
    told = eastsea("report", "mine", "--out", "taken/report.html")
    assert told.code == 1
    assert "cannot write to taken" in told.err
    assert "months" not in told.err
