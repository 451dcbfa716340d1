"""The journal: what is finished is known, what is torn is not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from eastsea_abm.sweep import journal
from eastsea_abm.sweep.journal import Entry

FIRST, SECOND = Entry(0, 5, 0, "a" * 64, 1000, 0.5), Entry(1, 5, 2, "b" * 64, 1001, 0.25)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    journal.append(tmp_path, FIRST)
    journal.append(tmp_path, SECOND)
    return tmp_path


def test_entries_come_back_as_they_were_written(folder: Path) -> None:
    assert journal.read(folder) == {0: FIRST, 1: SECOND}


def test_an_empty_folder_has_nothing_finished(tmp_path: Path) -> None:
    assert journal.read(tmp_path) == {}


def test_a_last_line_torn_anywhere_loses_that_part_and_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    path = folder / "journal"
    for cut in range(1, len(SECOND.line()) + 1):
        os.truncate(path, path.stat().st_size - cut)
        assert journal.read(folder) == {0: FIRST}, cut
        journal.mend(folder)
        journal.append(folder, SECOND)
        assert journal.read(folder) == {0: FIRST, 1: SECOND}, cut


@pytest.mark.parametrize(
    "line",
    [b"\0" * 40, b"{}", b"[1, 2]", b"\xff\xfe", b'{"part": "x"}', FIRST.line().encode().replace(b"1000", b'"1000"')],
)
def test_a_line_that_is_no_entry_counts_for_nothing_and_is_mended(folder: Path, line: bytes) -> None:
    path = folder / "journal"
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + line + b"\n" + second)
    assert journal.read(folder) == {0: FIRST, 1: SECOND}
    journal.mend(folder)
    assert path.read_bytes() == first + second


def test_a_sound_journal_is_not_written_anew(folder: Path) -> None:
    before = (folder / "journal").stat().st_ino
    journal.mend(folder)
    assert (folder / "journal").stat().st_ino == before


def test_of_two_lines_about_a_part_the_later_holds(folder: Path) -> None:
    journal.append(folder, FIRST._replace(bytes=7))
    assert journal.read(folder)[0].bytes == 7


def test_a_line_the_disk_is_too_full_for_is_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "journal").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        journal.append(folder, FIRST._replace(part=2))
    assert (folder / "journal").read_bytes() == before
