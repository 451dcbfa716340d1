"""``eastsea sweep table`` on a small store whose numbers are made up."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from cli_calls import Eastsea
from made_stores import made, on_disk


@pytest.fixture
def folder(home: Path) -> Path:
    def number(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return setting + 10.0 * policy + run

    rules = dict.fromkeys(("cooperation", "entrapment", "involvement", "crises"), number)
    factors = {"voice": [0.0, 0.0, 1.0, 1.0], "bind": [0.1, 0.9, 0.1, 0.9]}
    return on_disk(made(rules, factors, policies=("hedge", "engage"), runs=4, failed=[0]), home / "swept")


def test_a_table_is_shown_with_what_must_be_known(eastsea: Eastsea, folder: Path) -> None:
    told = eastsea("sweep", "table", "swept", "--by", "policy,voice")
    assert told.code == 0
    assert "entrapment: expected unconsented ally strikes" in told.out
    assert "involvement" in told.out
    assert "run numbers count as independent" in told.err
    assert "1 of 32 runs went numerically wrong" in told.err
    assert max(len(line) for line in told.out.splitlines()) <= 120


def test_counts_say_in_how_many_runs_there_is_any(eastsea: Eastsea, folder: Path) -> None:
    assert "runs above 0" in eastsea("sweep", "table", "swept", "--outcome", "crises").out
    assert "runs above 0" not in eastsea("sweep", "table", "swept", "--outcome", "cooperation").out


def test_a_narrow_terminal_gets_a_narrow_table(eastsea: Eastsea, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    told = eastsea("sweep", "table", "swept", "--by", "policy,voice,bind")
    assert max(len(line) for line in told.out.splitlines()) <= 60
    assert "engage" in told.out


def test_csv_json_and_the_terminal_say_the_same(eastsea: Eastsea, folder: Path, home: Path) -> None:
    told = eastsea("sweep", "table", "swept", "--by", "voice", "--csv", "mine.csv", "--json")
    rows = json.loads(told.out)["rows"]
    frame = pd.read_csv(home / "mine.csv")
    assert list(frame["mean"]) == [row["mean"] for row in rows]
    assert {row["voice"] for row in rows} == {0.0, 1.0}
    assert rows[0]["above_zero"] is None
    assert json.loads(told.out)["remarks"]


@pytest.mark.parametrize(
    ("by", "drawn"),
    [("policy,voice", "scatter"), ("policy,voice,bind", "heatmap"), ("policy", "scatter"), ("", "scatter")],
)
def test_a_figure_works_offline_and_names_runs_and_unit(
    eastsea: Eastsea, folder: Path, home: Path, by: str, drawn: str
) -> None:
    assert eastsea("sweep", "table", "swept", "--by", by, "--figure", "f.html", "--json").code == 0
    page = (home / "f.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert f'"type": "{drawn}"' in page.rpartition("const figures = ")[2]
    assert "expected, sum; " in page
    assert "32 runs" in page
    assert "no forecast" in page


def test_an_unfinished_sweep_says_how_much_is_there(eastsea: Eastsea, home: Path) -> None:
    store = made({"tension": lambda s, p, r: 1.0 * r}, {"voice": [0.0, 1.0]}, runs=7)
    on_disk(store, home / "half", parts=[0])
    told = eastsea("sweep", "table", "half")
    assert told.code == 0
    assert "7 of 14 runs are there" in told.err
    on_disk(store, home / "nothing", parts=[])
    assert "0 of 14 runs are there" in eastsea("sweep", "table", "nothing").err


@pytest.mark.parametrize(
    ("args", "code", "lines"),
    [
        (("swept", "--by", "polcy,vioce", "--outcome", "harms"), 2, 3),
        (("absent",), 1, 1),
        (("swept", "--csv", "absent/x.csv"), 1, 1),
        (("swept", "--figure", "absent/x.html"), 1, 1),
    ],
)
def test_faults_are_told_in_lines(eastsea: Eastsea, folder: Path, args: tuple[str, ...], code: int, lines: int) -> None:
    told = eastsea("sweep", "table", *args)
    assert told.code == code
    assert len(told.err.strip().splitlines()) == lines
    assert "Traceback" not in told.err
