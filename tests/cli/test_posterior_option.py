"""``--posterior NAME`` of every verb that plays runs, and the posterior that comes with the repository."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from cli_calls import Eastsea

from eastsea_abm._jit import rules_digest
from eastsea_abm.scenario.parameter_sets import ParameterSets, digest_of, fitted_with, read_posterior
from eastsea_abm.scenario.setup import made_ready

KEPT = Path(__file__).parents[2] / "results" / "posteriors"
SETS = ParameterSets("", ("weight_threat", "flare"), np.array([[1.0, 0.5], [1.4, 0.2], [0.7, 0.1]]))


@pytest.fixture
def label(home: Path) -> str:
    """A posterior of three draws, in its place."""
    folder = home / "results" / "posteriors"
    folder.mkdir(parents=True)
    name = f"toy-{digest_of(SETS.text())[:8]}"
    pd.DataFrame(SETS.values, columns=list(SETS.names)).to_parquet(folder / f"{name}.parquet", index=False)
    return name


def test_a_run_takes_its_draw_and_can_be_made_again_where_the_posterior_is_gone(
    eastsea: Eastsea, home: Path, label: str
) -> None:
    told = json.loads(eastsea("run", "triangle", "--months", "6", "--run", "4", "--posterior", "toy", "--json").out)
    alone = made_ready("triangle", months=6, settings=SETS.row(4))
    played = pd.read_parquet(Path(told["result"]) / "outcomes.parquet")
    again = eastsea("run", "triangle", "--months", "6", "--run", "4", "--json", *_sets(SETS.row(4)))
    assert pd.read_parquet(Path(json.loads(again.out)["result"]) / "outcomes.parquet").equals(played)
    assert alone.parameters.flare == 0.2
    (home / "results" / "posteriors").rename(home / "gone")
    repeated = eastsea("reproduce", told["result"])
    assert repeated.code == 0, repeated.err


def _sets(row: dict[str, float]) -> list[str]:
    return [word for name, value in row.items() for word in ("--set", f"{name}={value!r}")]


def test_run_r_of_an_ensemble_and_of_a_sweep_is_the_run_of_its_own_draw(
    eastsea: Eastsea, home: Path, label: str
) -> None:
    many = json.loads(eastsea("run", "triangle", "--months", "6", "--runs", "5", "--posterior", label, "--json").out)
    runs = pd.read_parquet(Path(many["result"]) / "runs.parquet").set_index("run")
    swept = eastsea("sweep", "triangle", "--months", "6", "--runs", "5", "--posterior", "toy", "--yes", "--json")
    assert swept.code == 0, swept.err
    store = pd.read_parquet(Path(json.loads(swept.out)["folder"]) / "outcomes").set_index("run")
    for run in (1, 4):
        words = ("run", "triangle", "--months", "6", "--run", str(run), "--json", *_sets(SETS.row(run)))
        alone = json.loads(eastsea(*words).out)["totals"]
        assert runs.loc[run, "cooperation"] == alone["cooperation"] == store.loc[run, "cooperation"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("run", "triangle", "--posterior", "tay"), "--posterior: no posterior 'tay'"),
        (("run", "triangle", "--posterior", "toy", "--set", "posterior=toy"), "--posterior: is named by --set too"),
        (("compare", "triangle", "--policies", "hedge,engage", "--draws", "3", "--posterior", "toy"), "--draws: draws"),
    ],
)
def test_what_cannot_be_is_refused(eastsea: Eastsea, home: Path, label: str, words: tuple[str, ...], line: str) -> None:
    done = eastsea(*words)
    assert done.code == 2
    assert line in done.err


def test_the_posterior_that_is_kept_was_fitted_with_these_rules() -> None:
    """Otherwise: ``eastsea calibrate``, put the new one in its place, run ``tools/calibration.py``, and say so."""
    told = re.search(r"record-[0-9a-f]{8}", (KEPT.parents[1] / "docs" / "calibration.md").read_text(encoding="utf-8"))
    assert told is not None
    path = KEPT / f"{told[0]}.parquet"
    assert len(read_posterior(path).values) == 800
    assert fitted_with(path) == (rules_digest(), "2018-12")


def test_a_posterior_that_has_seen_held_out_years_or_other_rules_says_so(
    eastsea: Eastsea, home: Path, label: str
) -> None:
    fitted = {"train": {"from": "2012-01", "to": "2019-06"}, "table": {"rules": "of old"}}
    (home / "results" / "posteriors" / f"{label}.json").write_text(json.dumps(fitted))
    words = ("hindcast", "--posterior", "toy", "--set", "nothing=1")  # refused after the remarks, before any run
    told = eastsea(*words)
    assert told.code == 2
    assert "was fitted to months until 2019-06: years from 2019-01 on are not held out from it" in told.err
    assert "was fitted with other rules than these (of old)" in told.err
    assert "not held out" not in eastsea(*words, "--split", "2020-01").err
    run = eastsea("run", "triangle", "--months", "1", "--posterior", "toy")
    assert "was fitted with other rules than these (of old)" in run.err
