"""``eastsea run``: what is written, what is said, and what goes wrong without a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path

import pytest
from cli_calls import SHORT, Eastsea

from eastsea_abm.results import store
from eastsea_abm.results import tables as parquet


def folder(home: Path) -> Path:
    return next((home / "results" / "triangle").iterdir())


def contents(place: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in place.iterdir()}


def test_a_run_says_and_keeps_what_came_out(eastsea: Eastsea, figures: None, home: Path) -> None:
    said = eastsea(*SHORT)
    assert said.code == 0
    assert said.err.startswith("eastsea 0.1.0: reading triangle\nfound ")
    assert "Cooperation of AAA and BBB, 0 to 100" in said.out
    assert "What moved it most" in said.out
    assert re.search(r"cooperation +\d+\.\d +0 to 100, mean", said.out)
    assert {"manifest.json", "figure.html", "outcomes.csv", "events.parquet"} <= set(contents(folder(home)))
    circumstances = json.loads((folder(home) / "manifest.json").read_text())["circumstances"]
    assert circumstances["engine"] == "plain"
    assert circumstances["seconds"] > 0


def test_the_same_run_again_says_so_and_changes_nothing(eastsea: Eastsea, home: Path) -> None:
    first = eastsea(*SHORT)
    before = contents(folder(home))
    again = eastsea(*SHORT)
    assert again.code == 0
    assert "made before and nothing was changed" in again.err
    assert again.out == first.out
    assert contents(folder(home)) == before
    assert eastsea(*SHORT, "--engine", "plain").err.count("made before") == 1


def test_other_settings_are_another_run(eastsea: Eastsea, home: Path) -> None:
    for more in (
        (),
        ("--seed", "1"),
        ("--run", "1"),
        ("--set", "weight_trust=0.7"),
        ("--months", "11"),
        ("--policy", "engage"),
    ):
        assert eastsea(*SHORT, *more).code == 0
    assert len(list((home / "results" / "triangle").iterdir())) == 6


def test_json_is_all_of_standard_output(eastsea: Eastsea) -> None:
    said = eastsea(*SHORT, "--json", "--set", "weight_trust=4.5")
    told = json.loads(said.out)
    assert told["months"] == 12
    assert told["repeated"] is False
    assert set(told["totals"]) > {"cooperation", "trust"}
    assert any("weight_trust" in remark for remark in told["remarks"])
    assert json.loads(eastsea(*SHORT, "--json", "--set", "weight_trust=4.5").out)["repeated"] is True


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("run", "triangel"), "did you mean 'triangle'"),
        (("run", "nowhere/x.yaml"), "no such file"),
        (("run", "."), "no scenario '.'"),
        (("run", "./"), "is a folder"),
        (("run", ""), ""),
        (("run", "triangle", "--policy", "enrage"), "engage"),
        (("run", "triangle", "--months", "0"), "between 1 and"),
        (("run", "triangle", "--months", "ten"), "--months"),
        (("run", "triangle", "--seed", "-1"), "--seed"),
        (("run", "triangle", "--run", "-1"), "--run"),
        (("run", "triangle", "--run", "4294967296"), "--run"),
        (("run", "triangle", "--set", "wieght_trust=1"), "did you mean"),
        (("run", "triangle", "--set", "weight_trust"), "="),
        (("run", "triangle", "--set", "weight_trust=1e9"), "weight_trust"),
        (("run", "triangle", "--engine", "fast"), "auto, plain, compiled"),
        (("run", "triangle", "--sed", "1"), "--se"),
        (("run",), "SCENARIO"),
        (("rnu", "triangle"), "Did you mean 'run'"),
    ],
)
def test_bad_input_is_named_and_ends_with_2(eastsea: Eastsea, home: Path, args: tuple[str, ...], said: str) -> None:
    told = eastsea(*args)
    assert told.code == 2
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.out == ""
    assert not (home / "results").exists()


def test_a_bad_file_is_told_line_by_line(eastsea: Eastsea, home: Path) -> None:
    (home / "bad.yaml").write_text("title: Bad\nmoths: 12\nseed: NO\n")
    told = eastsea("run", "bad.yaml")
    assert told.code == 2
    assert "bad.yaml:2:1: moths" in told.err
    assert "bad.yaml:3:" in told.err


def test_a_file_where_the_root_should_be(eastsea: Eastsea, home: Path) -> None:
    (home / "results").write_text("")
    told = eastsea(*SHORT)
    assert told.code == 1
    assert told.err.splitlines()[-1] == "eastsea: cannot write to results: a file stands where a folder is needed"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses(eastsea: Eastsea, home: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(frame: object, path: Path) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(parquet, "write_table", refuse)
    told = eastsea(*SHORT)
    assert told.code == 1
    assert told.err.splitlines()[-1].startswith("eastsea: cannot write to results: ")
    assert not list((home / "results").iterdir())


def test_a_damaged_result_is_not_taken_for_the_run(eastsea: Eastsea, home: Path) -> None:
    eastsea(*SHORT)
    (folder(home) / "states.parquet").unlink()
    told = eastsea(*SHORT)
    assert told.code == 1
    assert "states.parquet is missing" in told.err


def test_our_own_faults_are_not_swallowed(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(store, "open_root", broken)
    with pytest.raises(ZeroDivisionError):
        eastsea(*SHORT)


@pytest.mark.parametrize("columns", ["20", "40", "200"])
def test_any_width_will_do(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert eastsea(*SHORT).code == 0
