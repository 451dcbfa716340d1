"""The table of draws: the same bytes whoever plays it, and nothing lost when it is killed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eastsea_abm.calibration import store, table
from eastsea_abm.calibration.plan import planned
from eastsea_abm.calibration.statistics import Layout, Shape
from eastsea_abm.calibration.table import of_rows, reference_table
from eastsea_abm.errors import EnvironmentFault
from eastsea_abm.hindcast.setting import forced_setup
from eastsea_abm.scenario.parameter_sets import ParameterSets, digest_of

MONTHS = 3
FIRST = 2012 * 12


@pytest.fixture(scope="module")
def plan():
    setup = forced_setup("2012-01", MONTHS)
    shape = Shape("mood", "", "mood_KOR_JPN", tuple((t, t + 1) for t in range(MONTHS)), ("a", "b", "c"))
    return planned(setup, Layout(FIRST, MONTHS, (shape,), ("TISA",), ("GSOMIA", "TISA")))


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("tables/*/*") if path.name != "lock"}


@pytest.fixture(scope="module")
def whole(plan, tmp_path_factory):
    root = tmp_path_factory.mktemp("whole")
    return reference_table(root, plan, 34, workers=1, engine="plain", size=17), files(root)


def test_one_worker_or_two_write_the_same_bytes(plan, whole, tmp_path):
    other = reference_table(tmp_path, plan, 34, workers=2, engine="plain", size=17)
    assert files(tmp_path) == whole[1]
    assert np.array_equal(other.statistics, whole[0].statistics)


def restored(root: Path, plan, whole) -> Path:
    folder = root / "tables" / plan.digest
    folder.mkdir(parents=True)
    for name, content in whole[1].items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("harm", ["gone", "torn", "changed"])
def test_a_part_that_is_not_sound_is_played_again_and_no_other(plan, whole, tmp_path, monkeypatch, harm):
    folder = restored(tmp_path, plan, whole)
    victim = store.path_of(folder, range(17, 34))
    if harm == "gone":
        victim.unlink()
        (folder / ".writing-1-part").write_bytes(b"half")
    elif harm == "torn":
        victim.write_bytes(victim.read_bytes()[:-100])
    else:
        names, drawn = plan.layout.names, plan.draws(34).values[17:]
        found = store.kept(folder, range(17, 34), names, drawn)
        sound = store.checksum(names, drawn, found)
        monkeypatch.setattr(store, "checksum", lambda *a: sound)
        found[0, -1] += 1.0
        victim.write_bytes(store.packed(names, drawn, found))
        monkeypatch.undo()
    asked = []
    real = table.played
    monkeypatch.setattr(table, "played", lambda p, s, draws, w, e: asked.append(draws) or real(p, s, draws, w, e))
    reference_table(tmp_path, plan, 34, engine="plain", size=17)
    assert asked == [range(17, 34)]
    assert files(tmp_path) == whole[1]


def test_a_longer_table_begins_with_the_shorter(plan, whole, tmp_path, monkeypatch):
    restored(tmp_path, plan, whole)
    monkeypatch.setattr(table, "played", lambda p, s, draws, w, e: np.zeros((len(draws), len(p.layout.names))))
    longer = reference_table(tmp_path, plan, 51, engine="plain", size=17)
    assert np.array_equal(longer.statistics[:34], whole[0].statistics)
    assert np.array_equal(longer.values[:34], whole[0].values)


def test_draws_fill_the_priors_evenly_and_follow_the_seed(plan):
    values = plan.draws(512).values
    place = (values - plan.low) / (plan.high - plan.low)
    assert place.min() >= 0
    assert place.max() <= 1
    assert np.abs(place.mean(axis=0) - 0.5).max() < 0.01
    other = planned(forced_setup("2012-01", MONTHS, seed=2), plan.layout)
    assert digest_of(other.draws(8).text()) != digest_of(plan.draws(8).text())
    assert other.digest != plan.digest


def test_one_calibration_writes_a_table_at_a_time(plan, tmp_path):
    with store.opened(tmp_path, plan), pytest.raises(EnvironmentFault, match="another calibration"):
        reference_table(tmp_path, plan, 17, engine="plain")


def test_a_run_that_went_wrong_is_left_out_and_counted():
    statistics = np.array([[2.0], [5.0], [np.nan], [11.0]])
    found = of_rows(ParameterSets("", ("a", "b"), np.arange(8.0).reshape(4, 2)), statistics)
    assert found.failed == 1
    assert found.values.tolist() == [[0.0, 1.0], [2.0, 3.0], [6.0, 7.0]]
    assert found.statistics.tolist() == [[2.0], [5.0], [11.0]]
