"""Posteriors: named, found, read with suspicion, and taken by scenarios."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from eastsea_abm.errors import InputError, ScenarioError
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.parameter_sets import (
    ParameterSets,
    digest_of,
    find_posterior,
    from_text,
    names_of_posteriors,
    read_posterior,
)
from eastsea_abm.scenario.setup import prepare

VALUES = np.array([[1.0, 0.5], [1.4, 0.2], [1 / 3, 0.1]])
SETS = ParameterSets("", ("weight_threat", "flare"), VALUES)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, name: str = "toy", sets: ParameterSets = SETS, digest: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{digest or digest_of(sets.text())[:8]}.parquet"
    pd.DataFrame(sets.values, columns=list(sets.names)).to_parquet(path, index=False)
    return path


def test_text_gives_every_bit_back() -> None:
    again = from_text(SETS.text(), "x")
    assert again.names == SETS.names
    assert np.array_equal(again.values, SETS.values)


def test_a_posterior_is_found_by_its_name_its_whole_name_the_first_digits_and_its_path(here: Path) -> None:
    path = put(here / "results" / "posteriors")
    for name in ("toy", path.stem, path.stem[:-4], str(path)):
        assert find_posterior(name).resolve() == path.resolve()
    assert names_of_posteriors() == [path.stem]
    assert np.array_equal(read_posterior(path).values, VALUES)


def test_a_name_that_fits_two_posteriors_or_none_is_refused_with_what_there_is(here: Path) -> None:
    folder = here / "results" / "posteriors"
    with pytest.raises(InputError, match="eastsea calibrate"):
        find_posterior("toy")
    one, other = put(folder), put(folder, sets=SETS._replace(values=VALUES + 0.01))
    with pytest.raises(InputError, match=f"{min(one.stem, other.stem)}, {max(one.stem, other.stem)}"):
        find_posterior("toy")
    with pytest.raises(InputError, match="toy-"):
        find_posterior("tuy")


def test_a_posterior_that_was_changed_or_holds_what_no_parameter_may_be_is_not_read(here: Path) -> None:
    with pytest.raises(InputError, match="changed after it was written"):
        read_posterior(put(here, digest="00000000"))
    wrong = ParameterSets("", ("weight_thread", "index_asset", "flare"), np.array([[1.0, 0.2, 7.0]]))
    with pytest.raises(InputError) as told:
        read_posterior(put(here, "wrong", wrong))
    for part in ("weight_thread", "index_asset is no parameter with a prior", "flare: must be between 0 and 1"):
        assert part in str(told.value)
    (here / "none-12345678.parquet").write_bytes(b"not parquet")
    with pytest.raises(InputError, match="cannot be read"):
        read_posterior(here / "none-12345678.parquet")


def test_what_a_scenario_or_a_setting_says_of_a_number_goes_before_its_posterior(here: Path) -> None:
    path = put(here / "results" / "posteriors")
    own = read_scenario("calm", sets=["posterior=toy", "flare=0.4"])
    setup = prepare(own)
    assert setup.of_run(4).parameters.weight_threat == VALUES[1, 0]
    assert setup.of_run(4).parameters.flare == 0.4
    assert any("flare" in remark for remark in own.remarks)
    assert own.texts[str(Path("results") / "posteriors" / f"{path.stem}.csv")] == SETS.text()


def test_a_file_may_name_a_posterior_but_not_lead_to_one(here: Path) -> None:
    path = put(here / "posteriors")
    (here / "mine.yaml").write_text("title: Mine\nextends: calm\nposterior: toy\n")
    assert prepare(read_scenario("mine.yaml")).of_run(0).parameters.flare == 0.5
    (here / "mine.yaml").write_text(f"title: Mine\nextends: calm\nposterior: {path}\n")
    with pytest.raises(ScenarioError, match=r"mine.yaml:3:12: posterior: .*must be a name"):
        read_scenario("mine.yaml")


def test_sets_without_the_parameters_that_are_given_may_be_none_at_all() -> None:
    assert SETS.without(["flare"]).names == ("weight_threat",)
    assert SETS.without(SETS.names) is None
