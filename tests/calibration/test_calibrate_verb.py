"""``eastsea calibrate`` on the command line."""

from __future__ import annotations

import json

import pytest
from toy_calibration import quick  # noqa: F401

from eastsea_abm.cli import call

SMALL = ["calibrate", "--train", "2012-01:2015-12", "--draws", "800", "--accept", "0.1", "--recover", "20"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "150")


@pytest.mark.usefixtures("quick")
def test_a_posterior_is_made_shown_and_found_again(tmp_path, capsys):
    assert call(SMALL) == 0
    out = capsys.readouterr().out
    made = list((tmp_path / "results" / "posteriors").glob("record-*.parquet"))
    assert len(made) == 1
    assert f"eastsea hindcast --posterior {made[0].stem}" in out
    assert "combination 1" in out
    assert "90 % hold" in out
    assert "farther out than" in out
    assert call([*SMALL, "--json"]) == 0
    said = capsys.readouterr()
    assert "made before" in said.err
    told = json.loads(said.out)
    assert told["repeated"] is True
    assert told["path"].endswith(made[0].name)
    assert "recovery" not in told
    assert told["targets"][0]["recovery"]["histories"] == 20


@pytest.mark.usefixtures("quick")
def test_a_narrow_terminal_cuts_no_name(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "72")
    assert call(SMALL) == 0
    assert "mood_settlement " in capsys.readouterr().out


def test_everything_wrong_is_said_at_once(capsys):
    bad = ["--train", "2018", "--name", "a/b", "--draws", "50", "--accept", "2", "--parameters", "flair,flare,flare"]
    assert call(["calibrate", *bad, "--seed", "-1", "--recover", "5", "--workers", "0"]) == 2
    said = capsys.readouterr().err
    for option in ("--train", "--name", "--accept", "--parameters", "--seed", "--recover", "--workers"):
        assert option in said
    assert "flare" in said.split("flair", 1)[1], "the nearest name"
    assert "named twice" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--train", "2018-12:2012-01"], "ends before it begins"),
        (["--train", "2012-01:2013-12"], "too few"),
        (["--draws", "100"], "are needed"),
        (["--parameters", "voice,index_conduct"], "no parameter with a prior"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(given, said, capsys):
    assert call(["calibrate", *given]) == 2
    assert said in capsys.readouterr().err
