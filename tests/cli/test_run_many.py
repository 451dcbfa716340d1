"""``eastsea run --runs``, and what other verbs make of an ensemble and of one run of many."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from cli_calls import Eastsea

from eastsea_abm.ensemble import Player
from eastsea_abm.results import tables as parquet

MANY = ("run", "triangle", "--months", "6", "--runs", "5")
WHY = ("--actor", "AAA", "--partner", "BBB", "--month", "2000-04")


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs speed."""
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")


def folder(home: Path) -> Path:
    return next((home / "results" / "triangle").iterdir())


def contents(place: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in place.iterdir()}


def test_an_ensemble_says_and_keeps_what_came_out(eastsea: Eastsea, figures: None, home: Path) -> None:
    said = eastsea(*MANY, "--workers", "2")
    assert said.code == 0
    assert "median of 5 runs" in said.out
    assert "95 % of mean" in said.out
    assert "One run alone: eastsea run triangle --months 6 --seed 0 --run 0" in said.out
    assert {"manifest.json", "runs.parquet", "months.parquet", "months.csv", "outcomes.csv", "figure.html"} == set(
        contents(folder(home))
    )
    told = json.loads((folder(home) / "manifest.json").read_text())
    assert (told["kind"], told["runs"], told["run"]) == ("ensemble", 5, 0)
    assert told["circumstances"]["engine"] == "plain"


def test_the_same_ensemble_again_says_so_and_changes_nothing(eastsea: Eastsea, home: Path) -> None:
    first = eastsea(*MANY)
    before = contents(folder(home))
    again = eastsea(*MANY, "--workers", "1")
    assert "made before and nothing was changed" in again.err
    assert again.out == first.out
    assert contents(folder(home)) == before


def test_one_run_is_an_ensemble_of_one_and_without_runs_a_run_on_the_stage(eastsea: Eastsea, home: Path) -> None:
    assert eastsea(*MANY[:-1], "1").code == 0
    assert (folder(home) / "runs.parquet").exists()
    eastsea(*MANY[:-2])
    assert [row["kind"] for row in json.loads(eastsea("results", "list", "--json").out)].count("run") == 1


def test_json_is_all_of_standard_output(eastsea: Eastsea) -> None:
    told = json.loads(eastsea(*MANY, "--json", "--run", "3").out)
    assert (told["run"], told["runs"], told["failed"], told["repeated"]) == (3, 5, 0, False)
    own = {row["outcome"]: row for row in told["outcomes"]}
    assert own["trust"]["mean"] == told["totals"]["trust"]
    assert own["trust"]["q05"] <= own["trust"]["q50"] <= own["trust"]["q95"]
    assert json.loads(eastsea(*MANY, "--json", "--run", "3").out)["repeated"] is True


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--runs", "0"), "--runs"),
        (("--runs", "many"), "--runs"),
        (("--workers", "2"), "--workers is for many runs"),
        (("--runs", "2", "--workers", "0"), "--workers"),
        (("--runs", "2", "--run", "4294967295"), "leaves no room"),
        (("--runs", "2", "--engine", "compiled"), "numba"),
        (("--runs", "2", "--engine", "fast"), "auto, plain, compiled"),
        (("--runs", "2", "--policy", "enrage"), "engage"),
    ],
)
def test_bad_input_is_named_and_ends_with_2(eastsea: Eastsea, home: Path, more: tuple[str, ...], said: str) -> None:
    told = eastsea("run", "triangle", *more)
    assert told.code == 2
    assert said in told.err
    assert told.out == ""
    assert not (home / "results").exists()


def test_a_disk_that_is_full_leaves_nothing(eastsea: Eastsea, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet.pq, "write_table", refuse)
    told = eastsea(*MANY)
    assert told.code == 1
    assert told.err.splitlines()[-1] == "eastsea: cannot write to results: no space left on the disk"
    assert not list((home / "results").iterdir())


def test_a_run_that_goes_wrong_is_counted_and_named(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Player.series

    def series(self: Player, first_run: int, runs: int) -> np.ndarray:
        out = own(self, first_run, runs)
        out[2, 3:] = np.nan
        return out

    monkeypatch.setattr(Player, "series", series)
    told = eastsea(*MANY)
    assert told.code == 0
    assert "5 runs (1 failed)" in told.out
    assert "1 runs failed; run 2: no finite number from 2000-04 on" in told.out


@pytest.mark.parametrize("columns", ["20", "60", "200"])
def test_any_width_will_do(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert eastsea(*MANY).code == 0


def test_ensembles_are_listed_compared_and_made_again(eastsea: Eastsea) -> None:
    eastsea(*MANY)
    eastsea(*MANY, "--policy", "engage")
    eastsea(*MANY[:-2])
    listed = eastsea("results", "list").out
    assert listed.count("ensemble") == 2
    rows = json.loads(eastsea("results", "list", "--json").out)
    assert sorted(row["kind"] for row in rows) == ["ensemble", "ensemble", "run"]
    engaged = next(row["result"] for row in rows if row["policies"] == ["engage"])
    plain, single = (
        next(row["result"] for row in rows if row["kind"] == kind and row["policies"] == [])
        for kind in ("ensemble", "run")
    )
    assert "every table came out the same" in eastsea("reproduce", engaged).out
    told = eastsea("diff", plain, engaged)
    assert "levers.engagement" in told.out
    assert "They part in 2000-0" in told.out
    refused = eastsea("diff", plain, single)
    assert refused.code == 1
    assert "a run and an ensemble" in refused.err


def test_a_sweep_is_listed_and_played_again_but_is_no_result_of_a_run(eastsea: Eastsea) -> None:
    eastsea("sweep", "triangle", "--vary", "voice=0,1", "--runs", "2", "--months", "3", "--workers", "1", "--yes")
    (row,) = json.loads(eastsea("results", "list", "--json").out)
    assert (row["kind"], row["settings"], row["runs"]) == ("sweep", 2, 4)
    assert "sweep" in eastsea("results", "list").out
    told = eastsea("reproduce", row["result"])
    assert (told.code, told.out) == (0, f"{row['result']}: all 4 runs came out the same\n")
    told = eastsea("diff", row["result"], row["result"])
    assert told.code == 1
    assert "sweep" in told.err


def test_a_run_of_an_ensemble_is_explained_like_the_run_alone(eastsea: Eastsea) -> None:
    where = json.loads(eastsea(*MANY, "--json").out)["result"]
    told = eastsea("explain", where, "--run", "3", *WHY, "--json")
    assert told.code == 0
    assert "with every table: eastsea run triangle --months 6 --seed 0 --run 3" in told.err
    alone = json.loads(eastsea("run", "triangle", "--months", "6", "--seed", "0", "--run", "3", "--json").out)["result"]
    assert json.loads(eastsea("explain", alone, *WHY, "--json").out) == json.loads(told.out)


def test_a_run_of_a_sweep_is_explained_under_its_setting_and_policy(eastsea: Eastsea) -> None:
    eastsea("sweep", "triangle", "--vary", "weight_trust=0.2,2", "--policies", "none,engage", "--runs", "2", "--months",
            "6", "--workers", "1", "--yes", "--out", "swept")  # fmt: skip
    told = eastsea("explain", "swept", "--setting", "1", "--policy", "engage", "--run", "1", *WHY, "--json")
    assert told.code == 0
    command = told.err.split("with every table: eastsea ")[1].split()
    alone = json.loads(eastsea(*command, "--json").out)["result"]
    assert json.loads(eastsea("explain", alone, *WHY, "--json").out) == json.loads(told.out)
    refused = eastsea("explain", "swept", "--setting", "2", *WHY)
    assert refused.code == 2
    assert [one in refused.err for one in ("--setting 2", "--run is needed", "--policy is needed: none, engage")] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "name one with --run, 0 to 4"),
        (("--run", "5"), "5 is none of them; name one"),
        (("--run", "1", "--setting", "0"), "leave out --setting"),
        (("--run", "1", "--policy", "x"), "leave out --policy"),
        (("--run", "1", "--actor", "XXX"), "XXX is no state"),
        (("--run", "1", "--month", "2001-01"), "2000-01 to 2000-06"),
    ],
)
def test_explain_refuses_what_an_ensemble_does_not_hold(eastsea: Eastsea, more: tuple[str, ...], said: str) -> None:
    where = json.loads(eastsea(*MANY, "--json").out)["result"]
    told = eastsea("explain", where, *WHY, *more)
    assert told.code == 2
    assert said in told.err
    assert told.out == ""


def test_a_single_run_has_no_other_runs(eastsea: Eastsea) -> None:
    eastsea(*MANY[:-2])
    assert "is a single run: leave out --run" in eastsea("explain", "triangle", "--run", "1", *WHY).err


def test_a_run_that_differs_from_its_row_is_not_explained(eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Player.series
    monkeypatch.setattr(Player, "series", lambda *args: own(*args) + 1e-13)
    where = json.loads(eastsea(*MANY, "--json").out)["result"]
    told = eastsea("explain", where, "--run", "1", *WHY)
    assert told.code == 1
    assert "differs from the stored one: cooperation" in told.err
