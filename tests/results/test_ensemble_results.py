"""An ensemble on disk: whole or not at all, the same bytes from anybody, checked run by run."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from many_samples import MONTHS, RUNS, described, made, spoil
from result_samples import rewritten

from eastsea_abm import run_ensemble
from eastsea_abm.errors import EnvironmentFault, ResultError
from eastsea_abm.figure_fans_page import page
from eastsea_abm.results import ManyRuns, Result, diff, load, play, run_rows, stored
from eastsea_abm.results import tables as parquet
from eastsea_abm.results.play_many import reproduce_many, save_many
from eastsea_abm.results.rerun import read_again
from eastsea_abm.results.store import kind_of, leftovers


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> ManyRuns:
    return made(tmp_path_factory.mktemp("many"), page)


@pytest.fixture
def mine(many: ManyRuns, tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(many.folder, tmp_path / "triangle" / many.folder.name))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_ensemble_holds_what_was_promised(many: ManyRuns) -> None:
    names = {"manifest.json", "runs.parquet", "months.parquet", "months.csv", "outcomes.csv", "figure.html"}
    assert set(contents(many.folder)) == names
    assert kind_of(many.folder) == "ensemble"
    assert many.folder.name.startswith("default-0-")
    assert isinstance(load(many.folder), ManyRuns)
    assert (many.manifest.run, many.manifest.runs, many.manifest.failed) == (0, RUNS, 0)


def test_its_tables_are_those_of_python(many: ManyRuns) -> None:
    totals = run_ensemble("triangle", runs=RUNS, months=MONTHS, keep="totals").loc[0, "default"]
    own = many.table("runs").set_index("run")
    assert list(own["reason"]) == [""] * RUNS
    np.testing.assert_array_equal(own.drop(columns=["status", "reason"]), totals.drop(columns=["status", "reason"]))
    told = run_ensemble("triangle", runs=RUNS, months=MONTHS, keep="summary").loc[0, "default"]
    months = many.table("months").set_index(["month", "outcome"])
    np.testing.assert_array_equal(months.to_numpy(float), told.to_numpy(float))


def test_outcomes_are_summed_up_over_the_runs(many: ManyRuns) -> None:
    own, runs = many.outcomes().set_index("outcome"), many.table("runs")
    for name in ("cooperation", "crises", "involvement"):
        values = runs[name]
        assert own.loc[name, "mean"] == pytest.approx(values.mean(), rel=1e-13)
        assert own.loc[name, "sd"] == pytest.approx(values.std(), rel=1e-12)
        assert own.loc[name, "q25"] == pytest.approx(values.quantile(0.25), rel=1e-13)
        assert own.loc[name, "above_zero"] == (values > 0).mean()
        assert own.loc[name, "mean_low"] <= own.loc[name, "mean"] <= own.loc[name, "mean_high"]
    assert (own.loc["crises", "unit"], own.loc["crises", "over"]) == ("count", "sum")
    assert many.manifest.totals["trust"] == own.loc["trust", "mean"]
    pd.testing.assert_frame_equal(pd.read_csv(many.folder / "outcomes.csv").set_index("outcome"), own, check_exact=True)


@pytest.mark.parametrize("workers", [1, 3])
def test_anybody_writes_the_same_bytes(many: ManyRuns, tmp_path: Path, workers: int) -> None:
    again = save_many(*described(), tmp_path, engine="plain", workers=workers)
    assert again.manifest.files == many.manifest.files
    assert again.manifest.digest == many.manifest.digest


@pytest.mark.parametrize("stretch", [1, 7, 16, 20, 100])
def test_however_runs_are_written_every_one_is_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: ManyRuns, stretch: int
) -> None:
    monkeypatch.setattr(run_rows, "STRETCH", stretch)
    again = made(tmp_path)
    assert again.table("runs").equals(many.table("runs"))
    assert [again.totals(run)["run"] for run in range(RUNS)] == list(range(RUNS))


def test_another_number_of_runs_or_another_first_run_is_another_ensemble(many: ManyRuns) -> None:
    digests = {described(**asked)[0].digest for asked in ({}, {"runs": 21}, {"run": 1}, {"seed": 1})}
    assert len(digests) == 4
    assert many.manifest.digest in digests
    one = many.manifest.one(3)
    assert one.digest not in digests
    assert one.run == 3


def test_later_runs_are_the_same_runs(many: ManyRuns, tmp_path: Path) -> None:
    later = made(tmp_path, runs=4, run=12)
    own = many.table("runs").iloc[12:16].reset_index(drop=True)
    assert later.table("runs").equals(own)
    assert later.totals(13) == many.totals(13)
    with pytest.raises(ResultError, match="12 to 15"):
        later.totals(3)


def test_the_stage_plays_the_same_runs(many: ManyRuns) -> None:
    manifest = many.manifest.one(5)
    played = play(read_again(manifest), run=5)
    row = many.totals(5)
    assert {name: row[name] for name in played.totals} == played.totals


def test_an_ensemble_that_was_made_is_found(many: ManyRuns) -> None:
    root = many.folder.parent.parent
    found = stored(described()[0], root)
    assert isinstance(found, ManyRuns)
    assert stored(described(runs=3)[0], root) is None


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("where", ["playing", "writing"])
def test_what_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, where: str
) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise fault

    if where == "playing":
        monkeypatch.setattr(run_rows.RunRows, "add", refuse)
    else:
        monkeypatch.setattr(parquet.pq, "write_table", refuse)
    expected = EnvironmentFault if isinstance(fault, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        made(tmp_path)
    assert not list(tmp_path.iterdir())
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("name", ["runs.parquet", "months.parquet", "outcomes.csv"])
def test_a_changed_file_is_named(mine: Path, name: str) -> None:
    (mine / name).write_bytes((mine / name).read_bytes() + b" ")
    with pytest.raises(ResultError, match=f"{name} was changed"):
        load(mine)


def test_a_manifest_that_was_edited_is_refused(mine: Path) -> None:
    data = json.loads((mine / "manifest.json").read_text())
    for change, said in (({"runs": 21}, "digest does not fit"), ({"kind": "sweep"}, "of a sweep")):
        (mine / "manifest.json").write_text(json.dumps({**data, **change}))
        with pytest.raises(ResultError, match=said):
            load(mine)
    (mine / "manifest.json").write_text(json.dumps({name: data[name] for name in data if name != "runs"}))
    with pytest.raises(ResultError, match="keys: runs"):
        load(mine)


def test_an_ensemble_is_made_again_exactly(many: ManyRuns) -> None:
    done: list[int] = []
    again = reproduce_many(many, "plain", workers=2, tick=done.append)
    assert again.exact
    assert done[-1] == RUNS


@pytest.mark.parametrize(("name", "said"), [("runs", "run 4: trust in runs"), ("months", "2000-02: mean of trust")])
def test_a_table_that_was_tampered_with_is_found(mine: Path, name: str, said: str) -> None:
    loaded = load(mine)
    table = loaded.table(name)
    if name == "runs":
        table.loc[4, "trust"] += 1e-15
    else:
        row = table[(table["month"] == "2000-02") & (table["outcome"] == "trust")].index[0]
        table.loc[row, "mean"] += 1e-15
    rewritten(mine, name, table)
    loaded = load(mine)
    assert isinstance(loaded, ManyRuns)
    again = reproduce_many(loaded, "plain")
    assert len(again.partings) == 1
    assert str(again.partings[0]).startswith(said)


def test_quantiles_from_classes_are_reproduced_from_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from eastsea_abm.results import play_many

    monkeypatch.setattr(play_many, "LIMIT", 0)
    large = made(tmp_path, page)
    assert large.manifest.quantiles.startswith("counted in classes")
    assert "counted in classes" in (large.folder / "figure.html").read_text()
    monkeypatch.undo()
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    assert reproduce_many(large).exact


def test_a_run_that_goes_wrong_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, run=17, month=2)
    result = made(tmp_path, page)
    assert result.manifest.failed == 1
    row = result.totals(17)
    assert (row["status"], row["reason"]) == ("failed", "no finite number from 2000-03 on")
    assert np.isnan(row["trust"])
    assert set(result.outcomes()["runs"]) == {RUNS - 1}
    assert set(result.table("months")["failed"]) == {1}
    assert "20 runs (1 failed)" in (result.folder / "figure.html").read_text()


def test_where_every_run_goes_wrong_the_tables_say_nothing_and_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, run=0, month=0)
    result = made(tmp_path, runs=1)
    assert result.manifest.totals["trust"] is None
    assert result.table("months")["q50"].isna().all()


def test_ensembles_are_compared_with_ensembles(many: ManyRuns, kept: Result, tmp_path: Path) -> None:
    assert diff(many, many).same_tables
    other = made(tmp_path, seed=1)
    found = diff(many, other)
    assert found.settings["seed"] == (0, 1)
    assert found.outcomes["trust"] == (many.manifest.totals["trust"], other.manifest.totals["trust"])
    assert found.parting is not None
    assert found.parting.month == "2000-01"
    assert set(found.tables) == {"months", "runs"}
    with pytest.raises(ResultError, match="a run and an ensemble"):
        diff(many, kept)


def test_the_first_run_is_in_the_identity_and_circumstances_are_not(many: ManyRuns) -> None:
    other = dataclasses.replace(many.manifest, circumstances={"seconds": 3.0}, failed=5)
    assert other.digest == many.manifest.digest
