"""Shards put together are the sweep as if it had been computed in one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from sweep_samples import expected, files, sample

from eastsea_abm.errors import EnvironmentFault, InputError
from eastsea_abm.sweep.about import Shard
from eastsea_abm.sweep.opening import opened
from eastsea_abm.sweep.parts import path_of
from eastsea_abm.sweep.settings import Bench
from eastsea_abm.sweep.shards import merge, read_shard
from eastsea_abm.sweep.store import Store
from eastsea_abm.sweep.work import compute

pytestmark = pytest.mark.usefixtures("plain")


def shard(folder: Path, number: int, of: int, leave: int = 0, voice: float = 1.6) -> Path:
    """A shard, computed but for its last ``leave`` parts."""
    plan, design = sample(voice=voice)
    bench = Bench(plan, design)
    with opened(folder, plan, design, Shard(number, of)) as store:
        for part in store.missing()[: len(store.wanted) - leave]:
            store.keep(part, compute(bench, plan.part(part)), 0.5)
        if store.finished:
            store.finish()
    return folder


def test_shards_share_out_all_parts_and_none_twice() -> None:
    plan, _ = sample()
    held = [part for number in (1, 2, 3) for part in Shard(number, 3).parts(plan)]
    assert sorted(held) == list(range(plan.parts))
    assert list(Shard(3, 40).parts(dataclasses.replace(plan, part_rows=1))) == [2, 42]


@pytest.mark.parametrize("text", ["", "3", "0/4", "5/4", "1/0", "a/b", "1/2/3", "-1/4", "1.5/2", "1/99999999"])
def test_what_names_no_shard_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="must be written I/N"):
        read_shard(text)


def test_a_shard_is_read_as_it_is_written() -> None:
    assert read_shard("3/40") == Shard(3, 40)


def test_merged_shards_are_the_whole_sweep_byte_for_byte(tmp_path: Path) -> None:
    held = [shard(tmp_path / str(number), number, 3) for number in (1, 2, 3)]
    done: list[int] = []
    store = merge(held, tmp_path / "whole", tick=done.append)
    assert store.finished
    assert store.shard.whole
    assert files(tmp_path / "whole") == expected(*sample())
    assert done[-1] == store.plan.rows
    assert Store.open(tmp_path / "whole").about.content == store.about.content
    assert store.about.content is not None
    assert store.about.content.digest == store.digest()


def test_shards_can_be_merged_into_the_first(tmp_path: Path) -> None:
    held = [shard(tmp_path / str(number), number, 2) for number in (1, 2)]
    store = merge(held)
    assert store.folder == held[0]
    assert Store.open(held[0]).shard.whole
    assert files(held[0]) == expected(*sample())
    assert Store.open(held[1]).shard == Shard(2, 2)


def test_a_merge_that_lacks_parts_is_a_sweep_to_go_on_with(tmp_path: Path) -> None:
    plan, design = sample()
    merge([shard(tmp_path / "1", 1, 2), shard(tmp_path / "2", 2, 2, leave=2)], tmp_path / "whole")
    with opened(tmp_path / "whole", plan, design) as store:
        assert len(store.missing()) == 2
        assert store.about.content is None
        for part in store.missing():
            store.keep(part, compute(Bench(plan, design), plan.part(part)))
        store.finish()
    assert files(tmp_path / "whole") == expected(plan, design)


def test_parts_that_both_have_must_be_the_same(tmp_path: Path) -> None:
    one, other = shard(tmp_path / "1", 1, 1), shard(tmp_path / "2", 1, 2)
    assert merge([one, other], tmp_path / "whole").finished
    plan, design = sample()
    again = Store.open(other)
    again.keep(2, compute(Bench(plan, design), plan.part(3)))
    with pytest.raises(EnvironmentFault, match="part 2 differs between"):
        merge([one, other], tmp_path / "another")


def test_a_damaged_part_is_left_out_and_told(tmp_path: Path) -> None:
    held = [shard(tmp_path / str(number), number, 2) for number in (1, 2)]
    path_of(held[1], 3).write_bytes(b"")
    said: list[str] = []
    store = merge(held, tmp_path / "whole", said=said.append)
    assert store.missing() == [3]
    assert len(said) == 1
    assert "part-000003.parquet has 0 bytes" in said[0]


def test_another_sweep_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    held = [shard(tmp_path / "1", 1, 2), shard(tmp_path / "2", 2, 2, voice=2.0)]
    with pytest.raises(InputError, match=r"factors.voice: 0 to 1.6 in the first, 0 to 2 here"):
        merge(held, tmp_path / "whole")
    assert not (tmp_path / "whole").exists()
    assert Store.open(held[0]).shard == Shard(1, 2)


def test_other_rules_are_refused_and_old_ones_can_still_be_merged(tmp_path: Path) -> None:
    held = [shard(tmp_path / str(number), number, 2) for number in (1, 2)]
    for folder in held:
        about = Store.open(folder).about
        dataclasses.replace(about, rules="0" * 16).write(folder)
        if folder == held[0]:
            with pytest.raises(InputError, match="made by other rules"):
                merge(held, tmp_path / "whole")
    assert merge(held, tmp_path / "whole").about.rules == "0" * 16
