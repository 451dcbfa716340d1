"""A whole calibration: what it leaves on the disk, and that nothing after the training years enters it."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from toy_calibration import STRONG, quick, small

from eastsea_abm.calibration import posterior_files
from eastsea_abm.calibration.calibrate import calibrate, prepared
from eastsea_abm.calibration.figure_page import page
from eastsea_abm.calibration.plan import played_with
from eastsea_abm.calibration.training_record import observed_statistics
from eastsea_abm.hindcast.setting import forced_setup
from eastsea_abm.observed import record
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario import facts
from eastsea_abm.scenario.parameter_sets import find_posterior, read_posterior

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        quick.__wrapped__(patch)
        root = tmp_path_factory.mktemp("made") / "posteriors"
        return calibrate(small(), root)


def test_every_command_finds_and_reads_the_posterior(made, monkeypatch):
    sets = read_posterior(made.path)
    assert set(sets.names) == {name for name, row in ROWS.items() if row.prior}
    assert len(sets.values) == made.manifest["fit"]["accepted"] == 80
    monkeypatch.chdir(made.path.parent.parent)
    made_results = Path("results")
    made_results.mkdir()
    shutil.copytree(made.path.parent, made_results / "posteriors")
    assert find_posterior("record").name == made.path.name


def test_the_manifest_says_what_it_was_made_of(made):
    told = made.manifest
    assert told["label"] == made.path.stem
    assert told["train"] == {"from": "2012-01", "to": "2016-12", "months": 60}
    assert told["table"]["draws"] == 800
    assert 0 < told["fit"]["effective"] <= 80
    assert told["fit"]["distance_least"] <= told["fit"]["distance_most"]
    assert set(STRONG) <= set(told["screening"]["chosen"])
    assert {one["recovery"]["histories"] for one in told["targets"]} == {20}
    assert told == posterior_files.plain(told)
    assert posterior_files.read_manifest(made.path)["words"] == told["words"]


def test_the_page_stands_alone_and_shows_every_target(made):
    few = {**made.manifest, "targets": [made.manifest["targets"][k] for k in (0, -1)]}
    text = page(few)
    assert all(one["name"] in text for one in few["targets"])
    assert "farther out than" in text
    assert "default-src 'none'" in text
    assert page({**few, "recovery": None}).count("fitted back:") == 0 < text.count("fitted back:")


def test_the_same_again_is_found_and_nothing_is_played(made, quick):
    again = calibrate(small(), made.path.parent)
    assert again.repeated
    assert again.path == made.path
    assert quick == []


def test_draws_that_were_damaged_are_made_again(made, tmp_path):
    root = tmp_path / "posteriors"
    shutil.copytree(made.path.parent, root)
    (root / made.path.name).write_bytes(b"no table")
    again = calibrate(small(), root)
    assert not again.repeated
    assert again.path.read_bytes() == made.path.read_bytes()


def test_parameters_by_hand_are_the_ones_reported_on(tmp_path):
    found = calibrate(small(parameters=("precision", "flare")), tmp_path)
    assert [one["name"] for one in found.manifest["targets"]] == ["precision", "flare"]
    assert found.manifest["fit"]["compared_by"] == "parameters"


def test_without_recovery_nothing_is_claimed(tmp_path):
    found = calibrate(small(recover=0), tmp_path)
    assert found.manifest["recovery"] is None
    assert {one["verdict"] for one in found.manifest["targets"]} <= {"no claim", "not moved"}
    assert "no claim" in {one["verdict"] for one in found.manifest["targets"]}


# --- nothing after the training years --------------------------------------------------------------


def rewritten(path: Path, change: Callable[[dict[str, str]], None]) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for row in rows:
        change(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def changed_events(row: dict[str, str]) -> None:
    """Every size of a later event halved, and its date moved to another day."""
    if row["date"] >= "2017":
        row["size"] = ";".join(str(0.5 * float(size)) for size in row["size"].split(";"))
        row["date"] = f"{row['date'][:8]}07"
        row["status"] = row["status"].replace("active", "suspended")


def changed_figures(row: dict[str, str]) -> None:
    if int(row["year"]) >= 2017:
        row["value"] = str(0.37 * float(row["value"]) + 5.0)


@pytest.fixture
def other_future(tmp_path, monkeypatch):
    """A copy of the data in which every figure and event from 2017 on is another."""
    folder = tmp_path / "data"
    shutil.copytree(facts.DATA, folder)
    rewritten(folder / "events_coded.csv", changed_events)
    rewritten(folder / "series.csv", changed_figures)
    for module in (facts, record):
        monkeypatch.setattr(module, "DATA", folder)
    caches = (record.facts, record.figures, record.acts, record.launches)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def test_changing_every_later_year_changes_no_byte_of_a_posterior(made, other_future, tmp_path):
    again = calibrate(small(), tmp_path / "posteriors")
    assert not again.repeated
    assert again.path.name == made.path.name
    assert again.path.read_bytes() == made.path.read_bytes()
    told, then = ({k: v for k, v in one.manifest.items() if k != "circumstances"} for one in (again, made))
    assert told == then, "neither does a word of its manifest"


def test_what_is_played_and_held_against_it_is_the_same_whatever_comes_later(made, other_future):
    plan, observed = prepared(small())
    assert posterior_files.plain(plan.told).items() <= made.manifest["table"].items()
    assert [one["observed"] for one in made.manifest["statistics"]] == posterior_files.plain(observed.values)


def test_later_years_are_seen_by_whoever_trains_on_them(request):
    def seen() -> tuple[bytes, str]:
        return observed_statistics(2012 * 12, 84).values.tobytes(), played_with(forced_setup("2012-01", 84))

    before = seen()
    request.getfixturevalue("other_future")
    after = seen()
    assert before[0] != after[0], "figures and acts"
    assert before[1] != after[1], "what forces a run"
