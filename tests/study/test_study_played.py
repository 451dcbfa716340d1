"""A study on disk: played, stopped, gone on with, opened again."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from test_study_file import SMALL

from eastsea_abm.errors import InputError, ResultError
from eastsea_abm.study.conduct import begun, played
from eastsea_abm.study.declared import Contrast
from eastsea_abm.study.folder import open_study
from eastsea_abm.study.reading import read_study
from eastsea_abm.study.stages import planned
from eastsea_abm.study.widths import components, expected, found
from eastsea_abm.sweep.settings import Bench


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A small study, played plainly."""
    before = os.environ.get("NUMBA_DISABLE_JIT")
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    folder = tmp_path_factory.mktemp("study")
    (folder / "small.yaml").write_text(SMALL)
    read = read_study(str(folder / "small.yaml"))
    plan = planned(read)
    study = played(begun(read.declared, plan, folder / "out"), plan, workers=1)
    yield read, plan, study
    os.environ.pop("NUMBA_DISABLE_JIT") if before is None else os.environ.update(NUMBA_DISABLE_JIT=before)


def test_a_study_comes_back_as_it_was_declared(finished):
    read, plan, study = finished
    again = open_study(study.folder)
    assert again.declared == read.declared
    assert again.finished
    assert again.stages == ("main", "closer", "variants", "dose", "screening")
    assert [again.store(stage.name).plan.digest for stage in plan.stages] == [s.plan.digest for s in plan.stages]
    assert again.about.circumstances["seconds"] >= 0


def test_played_again_nothing_is_computed_and_nothing_changes(finished):
    read, plan, study = finished
    said: list[str] = []
    before = json.loads((study.folder / "manifest.json").read_text())
    played(begun(read.declared, plan, study.folder), plan, workers=1, said=said.append)
    assert said == []
    after = json.loads((study.folder / "manifest.json").read_text())
    assert after.pop("circumstances")["peak_memory_mb"] >= before.pop("circumstances")["peak_memory_mb"]
    assert after == before


def test_a_study_goes_on_where_it_stopped_and_comes_out_the_same(finished, tmp_path: Path):
    read, plan, study = finished

    class Stopped(Exception):
        pass

    def stop(what: str) -> None:
        if what.startswith("closer"):
            raise Stopped

    half = begun(read.declared, plan, tmp_path / "half")
    with pytest.raises(Stopped):
        played(half, plan, workers=1, said=stop)
    assert not open_study(half.folder).finished
    assert half.store("main").finished
    whole = played(begun(read.declared, plan, half.folder), plan, workers=2)
    digests = [{name: one["digest"] for name, one in two.about.content.items()} for two in (study, whole)]
    assert digests[0] == digests[1]


def test_the_same_draw_meets_the_same_luck_in_every_stage(finished):
    *_, study = finished
    main, closer = (study.store(name).table().to_pandas() for name in ("main", "closer"))
    design = study.store("main").design
    reference = design.index[design["policy.doctrine"] == "counterstrike"]
    for sample, setting in enumerate(reference):
        one = main[(main["setting"] == setting) & (main["policy"] == "hedge")]["cooperation"].to_numpy()
        other = closer[(closer["setting"] == sample) & (closer["policy"] == "hedge")]["cooperation"].to_numpy()
        np.testing.assert_array_equal(one, other[: one.size])


def test_fans_are_the_months_behind_the_totals(finished):
    *_, study = finished
    fans = study.fans()
    closer = study.store("closer").table().to_pandas()
    own = closer[(closer["policy"] == "hedge") & (closer["setting"] == closer["run"])]
    months = fans[(fans["policy"] == "hedge") & (fans["outcome"] == "cooperation")]
    assert list(months["month"]) == ["2000-01", "2000-02", "2000-03"]
    assert months["mean"].mean() == pytest.approx(own["cooperation"].mean())
    assert (months["q05"] <= months["q50"]).all()
    assert (months["q50"] <= months["q95"]).all()
    assert set(fans.groupby("outcome")["so_far"].first().items()) == {("cooperation", False), ("entrapment", True)}


def test_another_study_does_not_fill_the_folder(finished, tmp_path: Path):
    _, _, study = finished
    (tmp_path / "small.yaml").write_text(SMALL.replace("seed: 4", "seed: 5"))
    read = read_study(str(tmp_path / "small.yaml"))
    with pytest.raises(InputError, match=r"(?s)holds another study; its stage main:\n.*seed: 4 then, 5 now"):
        begun(read.declared, planned(read), study.folder)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="is no study and not empty"):
        begun(read.declared, planned(read), tmp_path / "mine")


def test_a_study_killed_before_its_scenario_lay_there_goes_on(finished, tmp_path: Path):
    read, plan, _ = finished
    study = begun(read.declared, plan, tmp_path / "killed")
    shutil.rmtree(study.folder / "scenario")
    begun(read.declared, plan, study.folder)
    assert (study.folder / "scenario" / "small-cells.yaml").is_file()


def test_a_manifest_that_was_changed_is_refused(finished, tmp_path: Path):
    *_, study = finished
    data = json.loads((study.folder / "manifest.json").read_text())
    data["plans"]["main"] = "0" * 64
    (tmp_path / "manifest.json").write_text(json.dumps(data))
    with pytest.raises(ResultError, match="was changed after it was written"):
        open_study(tmp_path)
    with pytest.raises(ResultError, match="is no study"):
        open_study(tmp_path / "nowhere")


def test_strategies_no_file_holds_can_be_played_from_the_folder(finished):
    from eastsea_abm.scenario import read_scenario

    *_, study = finished
    path = study.folder / "scenario" / "small-cells.yaml"
    scenario = read_scenario(path, ["hedge-reassurance-0"])
    assert scenario.levers["reassurance"] == 0.0
    assert scenario.overlays[0][1].group == "strategy of the focal state"


def test_widths_know_what_sets_share_and_what_they_do_not():
    rng = np.random.default_rng(3)
    gap = 2.0 * rng.standard_normal((400, 1)) + 3.0 * rng.standard_normal((1, 300)) + rng.standard_normal((400, 300))
    between, shared, rest = components(gap)
    assert between == pytest.approx(4.0, rel=0.2)
    assert shared == pytest.approx(9.0, rel=0.2)
    assert rest == pytest.approx(1.0, rel=0.02)


def test_the_width_of_a_finished_store_follows_from_its_components(finished):
    *_, study = finished
    contrast = Contrast("engage-institutionalise", "hedge")
    [width] = found(study.store("closer"), [contrast], "cooperation")
    table = study.store("closer").table().to_pandas().pivot(
        index=["setting", "run"], columns="policy", values="cooperation"
    )  # fmt: skip
    gap = (table["engage-institutionalise"] - table["hedge"]).unstack()
    base = abs(table["hedge"].mean())
    between, shared, rest = components(gap.to_numpy())
    assert width.difference == pytest.approx(gap.mean(axis=None) / base)
    assert width.lower == pytest.approx((gap.mean(axis=1) < 0).mean())
    assert width.half == pytest.approx(1.959963984540054 * np.sqrt(between / 3 + shared / 3 + rest / 9) / base)


def test_a_pilot_plays_a_few_runs_of_the_very_store(finished):
    _, plan, study = finished
    stage = plan.stages[1]
    contrast = Contrast("engage-institutionalise", "hedge")
    assert expected(Bench(stage.plan, stage.design), [contrast], "cooperation") == found(
        study.store("closer"), [contrast], "cooperation"
    )
