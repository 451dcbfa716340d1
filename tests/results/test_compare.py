"""Two results are compared exactly, and a result can be had again from its manifest alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from result_samples import rewritten

from eastsea_abm.errors import ResultError
from eastsea_abm.results import Result, diff, load, reproduce
from eastsea_abm.results.compare import first_parting


def test_a_result_does_not_differ_from_itself(kept: Result) -> None:
    found = diff(kept, kept)
    assert not found.settings
    assert not found.outcomes
    assert found.parting is None
    assert found.same_tables


def test_circumstances_make_no_difference(kept: Result, own: Path) -> None:
    data = json.loads((own / "manifest.json").read_text())
    (own / "manifest.json").write_text(json.dumps({**data, "circumstances": {"seconds": 99}}))
    assert not diff(kept, load(own)).settings


def test_the_last_bit_counts_and_nan_equals_nan(kept: Result) -> None:
    table = kept.tables["dyads"]
    assert first_parting("dyads", table, table.copy()) is None
    other = table.copy()
    other.loc[7, "trust"] = other.loc[7, "trust"] * (1 + 2**-52)
    parting = first_parting("dyads", table, other)
    assert parting is not None
    assert (parting.column, parting.month) == ("trust", table.loc[7, "month"])
    assert parting.row == f"{table.loc[7, 'actor']} to {table.loc[7, 'target']}"


def test_shorter_tables_and_other_columns_differ(kept: Result) -> None:
    table = kept.tables["outcomes"]
    shorter = first_parting("outcomes", table, table.iloc[:-1])
    assert shorter is not None
    assert shorter.column == "rows"
    other = first_parting("outcomes", table, table.drop(columns="mood"))
    assert other is not None
    assert other.column == "mood"


def test_a_result_is_made_again_without_its_files(
    kept: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert reproduce(kept).exact


def test_a_number_that_was_not_computed_is_found(own: Path) -> None:
    result = load(own)
    table = result.tables["states"].copy()
    table.loc[5, "leader"] += 0.25
    rewritten(own, "states", table)
    found = reproduce(load(own))
    assert not found.exact
    assert [parting.table for parting in found.partings] == ["states"]
    assert found.partings[0].column == "leader"


def test_texts_that_can_no_longer_be_read(own: Path) -> None:
    result = load(own)
    texts = {name: text.replace("title:", "tittle:") for name, text in result.manifest.texts.items()}
    with pytest.raises(ResultError, match="can no longer be read"):
        reproduce(Result(own, result.manifest.__class__(**{**vars(result.manifest), "texts": texts})))
