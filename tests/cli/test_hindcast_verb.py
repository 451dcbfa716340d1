"""``eastsea hindcast``: made, kept, found again, made again; and bad input told at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_calls import Eastsea

from eastsea_abm.hindcast.store import read
from eastsea_abm.hindcast.tables import NAMES

SMALL = ("hindcast", "--split", "2015-01", "--to", "2016-12", "--runs", "20", "--no-ablations")


@pytest.mark.xdist_group("compiled")
def test_a_hindcast_is_kept_found_again_listed_made_again_and_refused_once_changed(
    eastsea: Eastsea, figures: None, home: Path
) -> None:
    done = eastsea(*SMALL, "--json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    folder = home / told["result"]
    kept = {path.name for path in folder.iterdir()}
    assert kept == {*(f"{name}.parquet" for name in NAMES), "figure.html", "manifest.json"}
    manifest, tables = read(folder)
    assert (manifest.first, manifest.split, manifest.last) == ("2012-01", "2015-01", "2016-12")
    assert set(tables["scores"]["method"]) >= {"model", "no change", "drift", "linear trend", "AR(1)", "event count"}
    assert tables["series"]["held_out"].tolist() == (tables["series"]["date"] >= "2015-01").tolist()
    assert told["ablations"] == []
    assert told["failed"] == manifest.failed == 0

    again = eastsea(*SMALL)
    assert "has been made before" in again.err
    assert "CRPS" in again.out
    listed = json.loads(eastsea("results", "list", "--json").out)
    assert [(one["kind"], one["digest"]) for one in listed] == [("hindcast", told["digest"])]
    repeated = eastsea("reproduce", told["result"])
    assert repeated.code == 0, repeated.err
    assert "every table came out the same" in repeated.out

    (folder / "scores.parquet").write_bytes(b"better")
    changed = eastsea("reproduce", told["result"])
    assert changed.code != 0
    assert "was changed after it was written" in changed.err


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ["--from", "2011-01", "--split", "2019-13", "--to", "2025"],
            ["--split: there is no month 13", "--to: must be a date: 2022-12"],
        ),
        (["--from", "2011-01", "--to", "2027-01"], ["--from: the model's first", "--to: the record ends in 2026-08"]),
        (["--split", "2012-06"], ["--split: leave two years"]),
        (["--posterior", "nobody"], ["--posterior: no posterior 'nobody'"]),
        (["--set", "weight_thread=1"], ["did you mean 'weight_threat'"]),
    ],
)
def test_everything_that_is_wrong_is_said_at_once_before_anything_is_played(
    eastsea: Eastsea, home: Path, words: list[str], lines: list[str]
) -> None:
    done = eastsea("hindcast", *words)
    assert done.code == 2
    for line in lines:
        assert line in done.err
    assert "Traceback" not in done.err
    assert not (home / "results").exists()
