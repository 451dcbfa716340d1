"""A manifest names a run: by everything that decides its numbers, and by nothing else."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from result_samples import made

from eastsea_abm.results import Result, reproduce
from eastsea_abm.results.manifest import Manifest, describe, parse
from eastsea_abm.results.played import engine_for, play
from eastsea_abm.results.rerun import read_again
from eastsea_abm.results.store import save
from eastsea_abm.results.texts import kept as kept_texts
from eastsea_abm.scenario import read_scenario


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 9},
        {"run": 3},
        {"months": 3},
        {"rules": "x"},
        {"parameters": {"weight_trust": 0.1}},
        {"levers": {"doctrine": 0.9}},
        {"texts": {"triangle.yaml": "x"}},
        {"policies": ["x"]},
        {"data": {"t.csv": "0"}},
    ],
)
def test_what_decides_the_numbers_changes_the_digest(kept: Result, change: dict[str, Any]) -> None:
    assert dataclasses.replace(kept.manifest, **change).digest != kept.manifest.digest


def test_what_does_not_decide_them_leaves_it(kept: Result) -> None:
    other = dataclasses.replace(kept.manifest, circumstances={"seconds": 1}, versions={}, commit=None, totals={})
    assert other.digest == kept.manifest.digest


def test_a_manifest_is_read_as_it_was_written(kept: Result) -> None:
    assert parse(kept.manifest.text(), Path("manifest.json")) == kept.manifest


@pytest.mark.parametrize("names", [["../../etc"], ["a/b/c.yaml"], ["é|<>"], ["x" * 300], ["."]])
def test_a_folder_stays_below_its_root(kept: Result, names: list[str]) -> None:
    folder = dataclasses.replace(kept.manifest, policies=names, name=names[0]).folder
    assert ".." not in folder.parts
    assert len(folder.parts) == 2
    assert all(len(part) < 250 for part in folder.parts)


def test_totals_are_means_sums_and_lasts(kept: Result) -> None:
    table, totals = kept.tables["outcomes"], kept.manifest.totals
    assert totals["cooperation"] == pytest.approx(table["cooperation"].mean())
    assert totals["crises"] == table["crises"].sum()
    assert totals["asset"] == table["asset"].iloc[-1]


def test_settings_are_kept(tmp_path: Path) -> None:
    manifest, played = made(sets=["weight_trust=0.9", "reassurance=0.3"])
    assert manifest.parameters == {"weight_trust": 0.9}
    assert manifest.levers == {"reassurance": 0.3}
    assert reproduce(save(manifest, played, tmp_path)).exact


def test_the_order_of_settings_makes_no_other_run() -> None:
    scenario = read_scenario("triangle", months=3)
    one, other = (describe(scenario, policies=[], sets=sets, run=0) for sets in (["b=1", "a=2", "a=3"], ["a=3", "b=1"]))
    assert one.sets == other.sets == ["a=3", "b=1"]


def test_a_reader_s_own_files_travel_with_the_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home" / "scenarios"
    (home / "policies").mkdir(parents=True)
    (home / "triangle.yaml").write_text("title: Mine\nextends: triangle\nrecord: {table: mine.csv}\n")
    (home / "mine.csv").write_text("date,effect,actor,targets,size\n2000-05-01,provoke,CCC,AAA;BBB,0.9\n")
    (home / "policies" / "closer.yaml").write_text("title: Closer\nlevers: {engagement: 0.5}\n")
    monkeypatch.chdir(home.parent)
    scenario = read_scenario("triangle", policies=["closer"], months=12)
    manifest = describe(scenario, policies=["closer"], sets=[], run=0)
    assert {"triangle.yaml", "mine.csv", "policies/closer.yaml", "package/triangle.yaml"} <= set(manifest.texts)
    result = save(manifest, play(scenario), tmp_path / "results")
    assert str(tmp_path) not in (result.folder / "manifest.json").read_text()
    monkeypatch.chdir(tmp_path)
    home.parent.rename(tmp_path / "gone")
    assert reproduce(result).exact


def test_a_policy_given_as_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = tmp_path / "far.yaml"
    policy.write_text("title: Far\nlevers: {engagement: -0.5}\n")
    monkeypatch.chdir(tmp_path)
    scenario = read_scenario("triangle", policies=[str(policy)], months=12)
    result = save(describe(scenario, policies=[str(policy)], sets=[], run=0), play(scenario), tmp_path / "results")
    assert result.folder.name.startswith("far-0-")
    policy.unlink()
    assert reproduce(result).exact


def test_packaged_tables_are_named_by_their_digest() -> None:
    scenario = read_scenario("phnom-penh-2022", months=3)
    manifest = describe(scenario, policies=[], sets=[], run=0)
    assert list(manifest.data) == ["events_coded.csv"]
    assert all(not name.endswith(".csv") for name in manifest.texts)
    assert manifest.markers
    again = read_again(manifest)
    assert kept_texts(dict(again.texts), again.path)[0].values()


def test_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    from eastsea_abm import _jit

    monkeypatch.setattr(_jit, "cache_is_warm", lambda *_: True)
    assert engine_for("auto", 7, 120) == "plain"
    assert engine_for("auto", 200, 120) == "compiled"
    monkeypatch.setattr(_jit, "cache_is_warm", lambda *_: False)
    assert engine_for("auto", 200, 120) == "plain"
    assert engine_for("plain", 200, 120) == "plain"


@pytest.mark.xdist_group("compiled")
def test_plain_and_compiled_give_the_same_tables(kept: Result) -> None:
    from eastsea_abm import _jit

    if not _jit.can_compile():
        pytest.skip("numba is absent or switched off")
    assert reproduce(kept, engine="compiled").exact


def test_manifest_is_a_dataclass_of_plain_values(kept: Result) -> None:
    assert isinstance(kept.manifest, Manifest)
    json.dumps(dataclasses.asdict(kept.manifest), allow_nan=False)
