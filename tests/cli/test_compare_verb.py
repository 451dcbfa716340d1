"""``eastsea compare``: the same luck under every policy, kept, resumed, and refused with every reason at once."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from cli_calls import Eastsea, Said

from eastsea_abm import ensemble
from eastsea_abm.analysis.side_by_side import Question, folder_of, planned
from eastsea_abm.draws import luck
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario.setup import made_ready

THREE = ("compare", "triangle", "--policies", "hedge,distance,engage", "--months", "6")
COLUMNS = {"outcome", "policy", "difference", "half_width", "relative", "better", "worse", "variance_reduction"}


def answer(told: Said) -> dict[str, Any]:
    assert told.code == 0, told.err
    return dict(json.loads(told.out))


def test_a_comparison_is_kept_with_tables_figure_and_circumstances(eastsea: Eastsea, figures: None, home: Path) -> None:
    data = answer(eastsea(*THREE, "--runs", "30", "--json"))
    folder = home / data["result"]
    assert folder.parent == home / "results" / "compare"
    assert folder.name.startswith("triangle-")
    for name in ("differences.csv", "best.csv", "compare.json", "figure.html", "manifest.json", "design.parquet"):
        assert (folder / name).is_file()
    table = pd.read_csv(folder / "differences.csv")
    assert set(table.columns) >= COLUMNS
    assert set(table["policy"]) == {"distance", "engage"}
    assert set(table["reference"]) == {"hedge"}
    assert (table["pairs"] == 30).all()
    best = pd.read_csv(folder / "best.csv")
    assert best.groupby("outcome")["share"].sum().to_numpy() == pytest.approx(1.0)
    kept = json.loads((folder / "compare.json").read_text())
    assert {**kept, "circumstances": None} == {**data, "circumstances": None}
    assert "seconds" in kept["circumstances"]
    assert "command" in json.loads((folder / "manifest.json").read_text())["circumstances"]
    page = (folder / "figure.html").read_text()
    assert "Content-Security-Policy" in page
    assert "no verdict on a policy" in page


def test_differences_are_those_of_runs_with_the_same_luck(eastsea: Eastsea) -> None:
    """The mean difference is that of runs played one by one with the same numbers."""
    data = answer(eastsea(*THREE, "--runs", "4", "--json"))
    totals = {}
    for policy in ("hedge", "engage"):
        setup = made_ready("triangle", policy=policy, months=6)
        series = [setup.run(luck(setup.scenario.file.seed, run)) for run in range(4)]
        totals[policy] = pd.DataFrame(ensemble.totals(np.array(series), setup.columns), columns=setup.columns)
    gaps = totals["engage"] - totals["hedge"]
    for row in data["differences"]:
        if row["policy"] == "engage":
            own = gaps[row["outcome"]]
            assert row["difference"] == pytest.approx(own.mean(), abs=1e-12)
            assert row["lower"] == (own < 0).mean()


def test_the_same_command_computes_nothing_twice(eastsea: Eastsea, home: Path) -> None:
    first = answer(eastsea(*THREE, "--runs", "30", "--json"))
    outcomes = home / first["result"] / "outcomes"
    before = {path.name: path.stat().st_mtime_ns for path in outcomes.iterdir()}
    lost = sorted(outcomes.iterdir())[0]
    lost.unlink()
    again = answer(eastsea(*THREE, "--runs", "30", "--json"))
    assert {**again, "circumstances": None} == {**first, "circumstances": None}
    after = {path.name: path.stat().st_mtime_ns for path in outcomes.iterdir()}
    assert after.pop(lost.name) != before.pop(lost.name)
    assert after == before


def test_the_reference_can_be_chosen(eastsea: Eastsea) -> None:
    first = answer(eastsea(*THREE, "--runs", "10", "--json"))
    turned = answer(eastsea(*THREE, "--runs", "10", "--against", "engage", "--json"))
    assert turned["result"] == first["result"]  # the same runs
    assert turned["reference"] == "engage"

    def of(data: dict[str, Any], policy: str) -> list[float]:
        return [row["difference"] for row in data["differences"] if row["policy"] == policy]

    assert of(turned, "hedge") == pytest.approx([-value for value in of(first, "engage")])


def test_draws_vary_every_prior_but_what_is_fixed(eastsea: Eastsea, home: Path) -> None:
    data = answer(eastsea(*THREE, "--draws", "8", "--runs", "3", "--set", "voice=0.4", "--json"))
    assert set(data["sampled"]) == {name for name, row in ROWS.items() if row.prior} - {"voice"}
    assert (data["unit"], data["draws"], data["runs"]) == ("parameter set", 8, 3)
    design = pd.read_parquet(home / data["result"] / "design.parquet")
    for name in data["sampled"]:
        low, high = ROWS[name].prior or (math.nan, math.nan)
        # One draw in each eighth of the prior: a Latin hypercube.
        assert sorted(int(8 * (value - low) / (high - low)) for value in design[name]) == list(range(8))
    assert {row["unit"] for row in data["best"]} == {"run", "parameter set"}
    assert all(row["pairs"] == 8 for row in data["differences"])
    assert {"median", "low_5", "high_95", "spread_of"} <= set(data["differences"][0])
    question = Question(
        scenario="triangle", policies=("hedge", "distance", "engage"), runs=3, draws=8, months=6, sets=("voice=0.4",)
    )
    assert folder_of(planned(question)[0], Path("results")) == Path(data["result"])
    assert folder_of(planned(dataclasses.replace(question, seed=5))[0], Path("results")) != Path(data["result"])


def test_a_precision_gives_what_so_many_runs_at_once_give(eastsea: Eastsea, home: Path) -> None:
    wanted = (*THREE, "--precision", "1%", "--outcomes", "cooperation")
    data = answer(eastsea(*wanted, "--json"))
    row = [one for one in data["differences"] if one["outcome"] == "cooperation"]
    assert data["runs"] >= 100
    assert all(one["relative_half_width"] <= 0.01 for one in row)
    assert f"{data['runs']:,} runs of each policy" in data["remarks"][0]
    at_once = answer(eastsea(*THREE, "--runs", str(data["runs"]), "--out", "other", "--json"))
    assert at_once["digest"] == data["digest"]
    assert Path(at_once["result"]).name == Path(data["result"]).name
    assert at_once["differences"] == data["differences"]


def test_a_precision_that_is_missed_names_the_difference(eastsea: Eastsea) -> None:
    told = eastsea(*THREE, "--precision", "0.000001", "--most", "150", "--outcomes", "cooperation")
    assert told.code == 0
    assert "150 runs of each policy did not reach ± 1e-06:" in told.out
    assert "cooperation under engage: ± " in told.out


@pytest.mark.parametrize("width", ["60", "100"])
def test_the_terminal_shows_involvement_beside_entrapment(
    eastsea: Eastsea, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    told = eastsea(*THREE, "--runs", "10", "--outcomes", "entrapment")
    assert told.code == 0
    lines = told.out.splitlines()
    heads = [line.split(" ")[0] for line in lines if "is best)" in line]
    assert heads == ["entrapment", "involvement"]
    assert "hedge is hedge" in told.out
    assert "no verdict on a policy." in " ".join(told.out.split())
    assert ("Pairing" in told.out) == (width == "100")
    assert max(len(line) for line in lines if "results" not in line) <= int(width)


def test_a_policy_takes_the_place_of_its_own_group_only(eastsea: Eastsea) -> None:
    data = answer(
        eastsea("compare", "baseline", "--policies", "hedge,engage", "--months", "2", "--runs", "1", "--json")
    )
    assert data["policies"] == {"hedge": ["counterstrike", "hedge"], "engage": ["counterstrike", "engage"]}
    # One pair has a difference and no interval.
    assert all(row["half_width"] is None and row["difference"] is not None for row in data["differences"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("triangle", "--policies", "hedge"), ["--policies", "at least two"]),
        (("triangle", "--policies", "hedge,hedge"), ["at least two"]),
        (("triangle", "--policies", ","), ["at least two"]),
        (("triangle", "--policies", "hedge,engage", "--against", "dual"), ["--against", "'dual'"]),
        (("triangle", "--policies", "hedge,engage", "--precision", "2%", "--draws", "5"), ["--precision", "--draws"]),
        (("triangle", "--policies", "hedge,engage", "--precision", "much"), ["--precision", "much"]),
        (("triangle", "--policies", "hedge,engage", "--draws", "1"), ["--draws", "at least 2"]),
        (("triangle", "--policies", "hedge,engage", "--outcomes", "crisis"), ["did you mean 'crises'"]),
        (("triangle", "--policies", "hedge,engaged", "--set", "vioce=1"), ["engaged", "vioce"]),
        (("triangel", "--policies", "hedge,engage"), ["did you mean 'triangle'"]),
        (
            ("triangle", "--policies", "hedge,engage", "--against", "x", "--precision", "0", "--draws", "1"),
            ["--against", "--precision", "--draws"],
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_every_reason(
    eastsea: Eastsea, home: Path, args: tuple[str, ...], said: list[str]
) -> None:
    told = eastsea("compare", *args)
    assert told.code == 2
    assert told.out == ""
    for text in said:
        assert text in told.err
    assert "Traceback" not in told.err
    assert not (home / "results").exists()
