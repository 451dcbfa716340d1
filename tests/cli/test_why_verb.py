"""``eastsea why`` on a small finished sweep."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_calls import Eastsea

from eastsea_abm.cli import call

SWEEP = """
title: A few months
scenario: baseline
policies: [hedge, engage-institutionalise]
runs: 2
months: 4
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_DISABLE_JIT", "1")
        place = tmp_path_factory.mktemp("why")
        (place / "few.yaml").write_text(SWEEP)
        assert call(["sweep", str(place / "few.yaml"), "--out", str(place / "store"), "--workers", "1"]) == 0
    return place / "store"


def test_a_contrast_is_told_with_commands_and_its_caveat(folder: Path, eastsea: Eastsea) -> None:
    done = eastsea("why", str(folder), "--contrast", "engage-institutionalise-hedge")
    assert done.code == 0
    told = " ".join(done.out.split())
    assert "Median pair: entrapment under engage-institutionalise less that under hedge" in told
    assert "Worst pair" in told
    assert "They first part in 2022-12" in told
    assert "it is no evidence for engage-institutionalise or hedge" in told
    assert "eastsea run baseline --policy counterstrike,hedge" in told
    assert "involvement" in told
    assert "no forecast" in done.err


def test_json_holds_the_stories_and_a_figure_is_drawn(folder: Path, eastsea: Eastsea, tmp_path: Path) -> None:
    page = tmp_path / "why.html"
    done = eastsea("why", str(folder), "--runs", "worst", "--json", "--figure", str(page))
    data = json.loads(done.out)
    assert [story["pair"]["which"] for story in data["stories"]] == ["worst"]
    assert data["stories"][0]["contrast"] == ["engage-institutionalise", "hedge"]
    assert data["stories"][0]["words"]
    assert "http-equiv" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--contrast", "engage-hedge"), "engage-institutionalise-hedge"),
        (("--outcome", "entrapmnt", "--runs", "best"), "entrapment"),
        (("--setting", "7"), "7 is none of these: 0 to 0"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    folder: Path, eastsea: Eastsea, words: tuple[str, ...], said: str
) -> None:
    done = eastsea("why", str(folder), *words)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
