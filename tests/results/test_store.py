"""Results are written whole or not at all, and read with suspicion."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
from pathlib import Path

import pytest

from eastsea_abm.errors import EnvironmentFault, ResultError
from eastsea_abm.results import Played, Result, load, stored
from eastsea_abm.results import tables as parquet
from eastsea_abm.results.manifest import Manifest
from eastsea_abm.results.store import WRITING, clean, find_result, leftovers, open_root, results, save

Run = tuple[Manifest, Played]


def test_a_result_holds_what_was_promised(kept: Result) -> None:
    names = {path.name for path in kept.folder.iterdir()}
    assert names == {"manifest.json", "outcomes.csv", *(f"{name}.parquet" for name in parquet.TABLES)}
    assert kept.folder.parent.name == "triangle"
    assert kept.folder.name.startswith("default-0-")
    assert len(kept.tables["outcomes"]) == kept.manifest.months


def test_tables_come_back_as_they_were(kept: Result, run: Run) -> None:
    for name, frame in run[1].tables.items():
        read = kept.tables[name]
        assert list(read.columns) == list(frame.columns)
        for column in frame.columns:
            if frame[column].dtype.kind == "f":
                assert read[column].to_numpy().tobytes() == frame[column].to_numpy().tobytes()


def test_the_same_tables_give_the_same_bytes(kept: Result, run: Run, tmp_path: Path) -> None:
    again = save(*run, tmp_path)
    assert again.manifest.files == kept.manifest.files
    assert (again.folder / "manifest.json").read_bytes() == (kept.folder / "manifest.json").read_bytes()


def test_parquet_names_no_host_and_no_pandas(kept: Result) -> None:
    import pyarrow.parquet as pq

    assert pq.ParquetFile(kept.folder / "states.parquet").schema_arrow.metadata is None
    assert socket.gethostname().encode() not in (kept.folder / "manifest.json").read_bytes()


def test_a_run_that_was_made_is_found(kept: Result, run: Run) -> None:
    root = kept.folder.parent.parent
    found = stored(run[0], root)
    assert found is not None
    assert found.folder == kept.folder
    assert stored(run[0], root / "elsewhere") is None


def test_saving_twice_leaves_the_first(run: Run, tmp_path: Path) -> None:
    first = save(*run, tmp_path)
    stamp = (first.folder / "manifest.json").stat().st_mtime_ns
    assert save(*run, tmp_path).folder == first.folder
    assert (first.folder / "manifest.json").stat().st_mtime_ns == stamp
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("name", ["manifest.json", "states.parquet", "outcomes.csv"])
def test_a_missing_file_is_named(own: Path, name: str) -> None:
    (own / name).unlink()
    with pytest.raises(ResultError, match=name):
        load(own)


@pytest.mark.parametrize("name", ["states.parquet", "outcomes.csv"])
def test_a_changed_file_is_named(own: Path, name: str) -> None:
    (own / name).write_bytes((own / name).read_bytes() + b" ")
    with pytest.raises(ResultError, match=f"{name} was changed"):
        load(own)


@pytest.mark.parametrize("spoil", ["{", "[]", "{}", '{"format": 99}', '{"format": 1}', ""])
def test_a_bad_manifest_is_refused(own: Path, spoil: str) -> None:
    (own / "manifest.json").write_text(spoil)
    with pytest.raises(ResultError):
        load(own)


def test_a_manifest_that_was_edited_is_refused(own: Path) -> None:
    data = json.loads((own / "manifest.json").read_text())
    (own / "manifest.json").write_text(json.dumps({**data, "seed": data["seed"] + 1}))
    with pytest.raises(ResultError, match="changed after it was written"):
        load(own)


def test_what_is_no_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="no such folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(ResultError, match=r"manifest\.json"):
        load(tmp_path)


def test_a_file_in_place_of_the_root(run: Run, tmp_path: Path) -> None:
    (tmp_path / "results").write_text("")
    for call in (lambda root: open_root(root), lambda root: save(*run, root)):
        with pytest.raises(EnvironmentFault, match="a file stands where a folder is needed"):
            call(tmp_path / "results")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOENT])
def test_a_disk_that_refuses_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(frame: object, path: Path) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(parquet, "write_csv", refuse)
    with pytest.raises(EnvironmentFault, match="cannot write to") as caught:
        save(*run, tmp_path)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_ctrl_c_while_writing_leaves_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(frame: object, path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parquet, "write_csv", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(*run, tmp_path)
    assert not list(tmp_path.iterdir())


def test_clean_takes_what_is_abandoned_and_nothing_else(own: Path, tmp_path: Path) -> None:
    host = socket.gethostname()
    dead, alive, foreign = (
        tmp_path / "triangle" / f"{WRITING}{who}-x"
        for who in (f"{host}-999999999", f"{host}-{os.getpid()}", "elsewhere-1")
    )
    for folder in (dead, alive, foreign):
        folder.mkdir()
    assert clean(tmp_path) == [dead]
    assert own.exists()
    assert alive.exists()
    os.utime(foreign, (0, 0))
    assert clean(tmp_path) == [foreign]
    shutil.rmtree(alive)
    assert list(results(tmp_path)) == [own]


def test_a_result_is_found_by_the_beginning_of_its_path(own: Path, tmp_path: Path) -> None:
    for name in (str(own), "triangle", f"triangle/{own.name[:9]}", str(own / "manifest.json")):
        assert find_result(name, tmp_path) == own
    with pytest.raises(ResultError, match="results list"):
        find_result("nothing", tmp_path)
    shutil.copytree(own, own.parent / "default-1-other")
    with pytest.raises(ResultError, match="fits 2 results"):
        find_result("triangle/def", tmp_path)
