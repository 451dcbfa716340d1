"""The store: same rows same bytes, names for content, damage told, strangers refused."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from sweep_samples import OUTCOMES, sample

from eastsea_abm.errors import EnvironmentFault, InputError, ResultError
from eastsea_abm.sweep import content, disk, opening, parts
from eastsea_abm.sweep.about import Shard
from eastsea_abm.sweep.differences import differences
from eastsea_abm.sweep.opening import opened
from eastsea_abm.sweep.plan import Alternative, Plan
from eastsea_abm.sweep.store import Store, design_bytes
from eastsea_abm.sweep.work import schema


def rows(plan: Plan, part: int) -> pa.Table:
    """Made-up rows of a part, some of them failed."""
    places = [plan.place(row) for row in plan.part(part)]
    wrong = [run == 1 for _, _, run in places]
    columns: list[Any] = [
        [setting for setting, _, _ in places],
        [run for _, _, run in places],
        [plan.policies[policy] for _, policy, _ in places],
        ["failed" if one else "ok" for one in wrong],
        ["no finite number" if one else "" for one in wrong],
    ]
    for k in range(len(plan.outcomes)):
        columns.append([np.nan if one else row / 7 + k for row, one in zip(plan.part(part), wrong, strict=True)])
    own = schema(plan)
    return pa.table([pa.array(one, field.type) for one, field in zip(columns, own, strict=True)], schema=own)


def filled(folder: Path, **changed: Any) -> Store:
    """A finished store of made-up rows."""
    plan, design = sample(**changed)
    with opened(folder, plan, design) as store:
        for part in store.missing():
            store.keep(part, rows(plan, part), 0.5)
        store.finish({"workers": 3, "executor": "nobody"})
    return Store.open(folder)


def keep(store: Store, *wanted: int) -> None:
    """Keep made-up rows of some parts."""
    for part in wanted:
        store.keep(part, rows(store.plan, part))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "sweep")


def test_the_table_holds_every_row_once_and_in_order(store: Store) -> None:
    table = store.table()
    places = list(zip(*(table[name].to_pylist() for name in ("setting", "policy", "run")), strict=True))
    plan = store.plan
    assert places == [(s, p, r) for s in range(plan.settings) for p in plan.policies for r in range(plan.runs)]
    assert table.schema.equals(schema(plan))


def test_columns_come_alone_in_the_order_asked_for(store: Store) -> None:
    assert store.table(["trust", "run"]).column_names == ["trust", "run"]
    one, whole = (store.table(names)["trust"].to_numpy() for names in (["trust"], None))
    assert np.array_equal(one, whole, equal_nan=True)


def test_an_unfinished_store_gives_what_it_has(tmp_path: Path) -> None:
    plan, design = sample()
    with opened(tmp_path / "sweep", plan, design) as store:
        store.keep(2, rows(plan, 2))
        assert store.table()["run"].to_pylist() == rows(plan, 2)["run"].to_pylist()
        assert not store.finished
        assert 2 not in store.missing()
    assert Store.open(tmp_path / "sweep").rows_done == plan.part_rows


def test_the_manifest_of_a_finished_sweep_says_what_came_out_and_how_fast(store: Store) -> None:
    told = json.loads((store.folder / "manifest.json").read_text())
    plan = store.plan
    assert told["content"] == {"digest": store.digest(), "rows": plan.rows, "failed": plan.settings * 2}
    assert told["circumstances"]["seconds"] == pytest.approx(0.5 * plan.parts)
    assert told["circumstances"]["runs_per_second"] == pytest.approx(plan.rows / (0.5 * plan.parts), abs=0.1)
    assert (told["circumstances"]["workers"], told["circumstances"]["executor"]) == (3, "nobody")
    assert told["digest"] == plan.digest
    assert told["shard"] is None


def test_the_digest_does_not_depend_on_the_split_into_parts(store: Store, tmp_path: Path) -> None:
    other = filled(tmp_path / "other", part_rows=7)
    assert other.plan.parts != store.plan.parts
    assert other.digest() == store.digest()
    assert store.digest() == content.digest([store.table()], schema(store.plan))


def test_the_digest_changes_with_every_bit_of_every_column() -> None:
    plan, _ = sample()
    table = rows(plan, 0)
    named = {content.digest([table], table.schema)}
    for k, name in enumerate(table.column_names):
        values = table[name].to_pylist()
        last = values[-1]
        values[-1] = last + "x" if isinstance(last, str) else np.nextafter(last, 9) if name in OUTCOMES else last + 1
        named.add(content.digest([table.set_column(k, name, pa.array(values, table[name].type))], table.schema))
    named.add(content.digest([table.slice(0, 4)], table.schema))
    assert len(named) == len(table.column_names) + 2


def test_texts_that_run_into_each_other_have_digests_of_their_own() -> None:
    def named(policy: str, reason: str) -> str:
        table = pa.table({"run": [0], "policy": [policy], "reason": [reason]})
        return content.digest([table], table.schema)

    assert named("ab", "c") != named("a", "bc")


def test_every_nan_is_the_same_nan() -> None:
    odd = np.array([0x7FF8_0000_0000_0001], np.uint64).view(np.float64)
    one, other = (pa.table({"policy": ["a"], "trust": values}) for values in (odd, [np.nan]))
    assert content.digest([one], one.schema) == content.digest([other], other.schema)


def test_the_same_table_packs_into_the_same_bytes_however_it_is_chunked() -> None:
    plan, _ = sample(part_rows=40)
    table = rows(plan, 0)
    pieces = pa.concat_tables([table.slice(k, 7) for k in range(0, table.num_rows, 7)])
    assert pieces["run"].num_chunks > 1
    assert parts.pack(pieces) == parts.pack(table)


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


@pytest.mark.parametrize(
    ("hurt", "told"), [(change_a_byte, "was changed"), (cut_short, "bytes instead of"), (Path.unlink, "is missing")]
)
def test_a_damaged_part_is_told_and_computed_again(store: Store, hurt: Any, told: str) -> None:
    path = parts.path_of(store.folder, 3)
    before = path.read_bytes()
    hurt(path)
    said: list[str] = []
    with opened(store.folder, store.plan, store.design, said=said.append) as again:
        assert again.missing() == [3]
        again.keep(3, rows(store.plan, 3))
        again.finish()
    assert len(said) == 1
    assert told in said[0]
    assert path.name in said[0]
    assert path.read_bytes() == before


def test_reading_a_damaged_part_is_refused_with_the_remedy(store: Store) -> None:
    change_a_byte(parts.path_of(store.folder, 3))
    with pytest.raises(ResultError, match=r"part-000003.parquet was changed .* computes it again"):
        Store.open(store.folder).table()


def test_a_finished_sweep_that_comes_out_differently_is_no_silent_success(store: Store) -> None:
    parts.path_of(store.folder, 3).unlink()
    with opened(store.folder, store.plan, store.design) as again:
        again.keep(3, rows(store.plan, 3).set_column(5, OUTCOMES[0], pa.array([0.5] * 5)))
        with pytest.raises(EnvironmentFault, match="differs"):
            again.finish()


def test_a_part_of_the_wrong_size_is_not_kept(tmp_path: Path) -> None:
    plan, design = sample()
    with opened(tmp_path / "sweep", plan, design) as store, pytest.raises(ValueError, match="rows instead of"):
        store.keep(0, rows(plan, 0).slice(1))


def test_another_plan_is_refused_with_the_first_differences(store: Store) -> None:
    plan, design = sample(voice=2.0)
    with (
        pytest.raises(InputError, match=r"factors.voice: 0 to 1.6 then, 0 to 2 now\n.*another --out, or remove"),
        opened(store.folder, plan, design),
    ):
        pass


def test_differences_name_what_the_reader_wrote_before_what_follows() -> None:
    plan, _ = sample()
    other = dataclasses.replace(plan, runs=7, design_digest="0", settings=9)
    assert differences(plan, other) == ["runs: 6 then, 7 now"]
    assert differences(plan, dataclasses.replace(plan, design_digest="0"))[0].startswith("design_digest: ")
    source = plan.scenarios[0]
    texts = {**source.texts, source.main: source.texts[source.main].replace("title:", "title: A", 1)}
    alternatives = (source.alternatives[0], Alternative("none", ("hedge",)))
    changed = dataclasses.replace(plan, scenarios=(source._replace(texts=texts, alternatives=alternatives),))
    found = differences(plan, changed)
    assert any(one.startswith(f"scenarios.triangle.texts.{source.main}: line ") for one in found)
    assert "scenarios.triangle.policies.none: none then, hedge now" in found


def test_other_rules_are_refused_with_both_digests(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "rules_digest", lambda: "f" * 16)
    with (
        pytest.raises(InputError, match=f"other rules: {store.about.rules} then, {'f' * 16} now.*another --out"),
        opened(store.folder, store.plan, store.design),
    ):
        pass


def test_another_shard_is_refused(store: Store) -> None:
    with (
        pytest.raises(InputError, match="is for shard 1/1, not 2/3"),
        opened(store.folder, store.plan, store.design, Shard(2, 3)),
    ):
        pass


def test_only_one_may_write(store: Store) -> None:
    with (
        opened(store.folder, store.plan, store.design),
        pytest.raises(EnvironmentFault, match="another sweep is writing to"),
        opened(store.folder, store.plan, store.design),
    ):
        pass
    with opened(store.folder, store.plan, store.design) as again:
        assert again.finished


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    plan, design = sample()
    (tmp_path / "thesis.tex").write_text("")
    with pytest.raises(InputError, match=r"thesis.tex lies there"), opened(tmp_path, plan, design):
        pass
    assert not (tmp_path / "manifest.json").exists()


def test_half_a_beginning_is_begun_again(tmp_path: Path) -> None:
    plan, design = sample()
    (tmp_path / "outcomes").mkdir()
    (tmp_path / "design.parquet").write_bytes(b"PAR1")
    (tmp_path / ".writing-1-manifest.json").write_text("{")
    with opened(tmp_path, plan, design) as store:
        assert len(store.missing()) == plan.parts
    assert not list(tmp_path.glob(".writing-*"))


def test_what_killed_sweeps_left_is_removed_at_the_next_start(store: Store) -> None:
    left = [store.folder / ".writing-1-journal", store.folder / "outcomes" / ".writing-1-part-000001.parquet"]
    for path in left:
        path.write_text("half")
    with opened(store.folder, store.plan, store.design):
        assert not any(path.exists() for path in left)


def test_a_changed_manifest_is_not_read(store: Store) -> None:
    path = store.folder / "manifest.json"
    path.write_text(path.read_text().replace('"runs": 6', '"runs": 5'))
    with pytest.raises(ResultError, match=r"manifest\.json was changed"):
        Store.open(store.folder)


@pytest.mark.parametrize("hurt", [change_a_byte, cut_short, Path.unlink])
def test_a_damaged_design_is_told_and_written_again(store: Store, hurt: Any) -> None:
    path = store.folder / "design.parquet"
    before = path.read_bytes()
    hurt(path)
    said: list[str] = []
    with opened(store.folder, store.plan, store.design, said=said.append):
        pass
    assert said == ["damaged: design.parquet was changed after it was written; it is written again"]
    assert path.read_bytes() == before


def test_another_design_than_the_plan_names_is_not_read(store: Store) -> None:
    other = store.design.assign(voice=0.25)
    (store.folder / "design.parquet").write_bytes(design_bytes(other))
    with pytest.raises(ResultError, match=r"design\.parquet was changed"):
        Store.open(store.folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"kind": "sweep", "format": 1}', '{"format": 9}'])
def test_what_is_no_manifest_is_no_sweep(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ResultError, match=r"manifest\.json"):
        Store.open(tmp_path)


def test_a_folder_that_is_missing_empty_or_a_file_is_no_sweep(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path, why in ((tmp_path / "nowhere", "no "), (tmp_path, "has no manifest"), (tmp_path / "file", "Not a dir")):
        with pytest.raises(ResultError, match=why):
            Store.open(path)


def refusing(code: int, after: int = 0) -> Any:
    """A stand-in for ``os.fsync`` with which the system refuses, after a while."""
    left = [after]

    def fsync(descriptor: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(code, os.strerror(code))

    return fsync


FULL, READ_ONLY = (errno.ENOSPC, "no space left"), (errno.EROFS, "read-only")


@pytest.mark.parametrize(
    ("code", "why", "after"), [(*FULL, 0), (*FULL, 1), (*FULL, 2), (*FULL, 3), (*READ_ONLY, 0), (*READ_ONLY, 2)]
)
def test_a_disk_that_refuses_is_one_line_and_nothing_finished_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, why: str, after: int
) -> None:
    plan, design = sample()
    folder = tmp_path / "sweep"
    with opened(folder, plan, design) as store:
        store.keep(0, rows(plan, 0))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refusing(code, after))
            with pytest.raises(EnvironmentFault, match=why) as told:
                keep(store, 1, 2)
    assert "\n" not in str(told.value)
    assert not list(folder.rglob(".writing-*"))
    with opened(folder, plan, design) as store:
        assert set(store.entries) >= {0}
        for part in store.missing():
            store.keep(part, rows(plan, part))
        whole = [rows(plan, part) for part in range(plan.parts)]
        assert store.finish().digest == content.digest(whole, schema(plan))


def test_a_folder_that_vanishes_is_one_line(store: Store, tmp_path: Path) -> None:
    import shutil

    plan, design = sample()
    with opened(tmp_path / "gone", plan, design) as open_store:
        shutil.rmtree(tmp_path / "gone")
        with pytest.raises(EnvironmentFault, match="the folder has vanished"):
            open_store.keep(0, rows(plan, 0))
    assert not (tmp_path / "gone").exists()


def test_a_file_in_the_place_of_the_folder_is_one_line(tmp_path: Path) -> None:
    plan, design = sample()
    (tmp_path / "sweep").write_text("")
    for folder in (tmp_path / "sweep", tmp_path / "sweep" / "below"):
        with (
            pytest.raises(EnvironmentFault, match="a file stands where a folder is needed"),
            opened(folder, plan, design),
        ):
            pass


def test_a_folder_one_may_not_write_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, design = sample()

    def refuse(path: Path, content: bytes) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("eastsea_abm.sweep.store.put", refuse)
    with pytest.raises(EnvironmentFault, match="Permission denied"), opened(tmp_path / "sweep", plan, design):
        pass


def test_a_write_that_is_interrupted_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        disk.put(tmp_path / "file", b"content")
    assert list(tmp_path.iterdir()) == []
