"""``eastsea sensitivity`` on small stores whose numbers are made up."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made_stores import Rule, made, on_disk

from eastsea_abm.cli import call
from eastsea_abm.sweep.design import settings
from eastsea_abm.sweep.plan import Factor

NAMES = [f"x{k}" for k in range(17)]
Sense = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sense(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sense:
    monkeypatch.setenv("COLUMNS", "80")

    def sensitivity(*args: Any) -> tuple[int, str, str]:
        capsys.readouterr()
        return call(["sensitivity", *map(str, args)]), *capsys.readouterr()

    return sensitivity


def store(
    folder: Path,
    design: str = "morris",
    samples: int = 12,
    number: int = 3,
    failed: tuple[int, ...] = (),
    parts: int | None = None,
    policies: tuple[str, ...] = ("hedge", "engage-more"),
    noise: float = 0.1,
) -> Path:
    """Cooperation is 3 x0 + x1; the second policy adds x1 again; the rest of the factors is idle."""
    if design != "lhs":
        pytest.importorskip("SALib")
    factors = [Factor(name, "parameter", (), 0.0, 1.0) for name in NAMES[:number]]
    columns = settings(design, factors, samples, 1)
    x = np.column_stack(list(columns.values()))

    def rule(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        luck = np.random.default_rng(1).normal(size=setting.size)
        return 3 * x[setting, 0] + (1 + policy) * x[setting, 1] + noise * luck + run

    rules: dict[str, Rule] = {"cooperation": rule, "coercion": lambda setting, policy, run: 0.0 * setting}
    told = made(rules, columns, policies=policies, runs=3, design=design, samples=samples, failed=failed)
    told.plan = dataclasses.replace(told.plan, part_rows=len(told.table()) if parts is None else 100)
    return on_disk(told, folder / "swept", None if parts is None else range(parts))


def analyses(out: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one["outcome"], one["policy"]): one for one in json.loads(out)["analyses"]}


def test_a_morris_store_is_told_by_policy_and_of_their_difference(tmp_path: Path, sense: Sense) -> None:
    code, out, _ = sense(store(tmp_path, noise=0.0), "--json")
    assert code == 0
    told = analyses(out)
    for policy, effects in {"hedge": [3, 1, 0], "engage-more": [3, 2, 0], "engage-more - hedge": [1, 0, 0]}.items():
        assert [row["mu_star"] for row in told["cooperation", policy]["factors"]] == pytest.approx(effects, abs=1e-6)
    assert told["cooperation", "engage-more - hedge"]["factors"][0]["factor"] == "x1"
    assert told["cooperation", "hedge"]["converged"] is True
    assert told["coercion", "hedge"]["factors"] == []
    shares = json.loads(out)["shares"][0]["of"]
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["parameters x luck"] == pytest.approx(0, abs=1e-9)


def test_the_floor_is_what_luck_alone_gives(tmp_path: Path, sense: Sense) -> None:
    one = analyses(sense(store(tmp_path, samples=100), "--outcome", "cooperation", "--json")[1])["cooperation", "hedge"]
    idle = one["factors"][-1]
    assert idle["factor"] == "x2"
    assert one["floor"] == pytest.approx(idle["mu_star"], rel=0.25)
    assert one["above_floor"] == 2


def test_a_sobol_store_gives_shares(tmp_path: Path, sense: Sense) -> None:
    code, out, _ = sense(store(tmp_path, "sobol", 128, noise=0.01), "--json", "--outcome", "cooperation")
    assert code == 0
    rows = {row["factor"]: row for row in analyses(out)["cooperation", "hedge"]["factors"]}
    assert rows["x0"]["total"] == pytest.approx(0.9, abs=0.03)
    assert rows["x1"]["first"] == pytest.approx(0.1, abs=0.03)


def test_any_other_store_is_told_by_pawn_without_salib(
    tmp_path: Path, sense: Sense, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = store(tmp_path, "lhs", 100, policies=("hedge",))
    monkeypatch.setitem(sys.modules, "SALib", None)
    out = sense(folder, "--json", "--outcome", "cooperation")[1]
    assert json.loads(out)["method"] == "pawn"
    assert analyses(out)["cooperation", "hedge"]["factors"][0]["factor"] == "x0"
    assert json.loads(out)["shares"] == []


def test_the_table_keeps_to_the_terminal_and_counts_what_it_leaves_out(tmp_path: Path, sense: Sense) -> None:
    code, out, err = sense(store(tmp_path, number=17), "--outcome", "cooperation")
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "and 2 more" in out
    assert "converged" in out
    assert "is luck" in out
    assert "shares of variance" in out
    assert "assumptions" in err


def test_the_same_seed_says_the_same(tmp_path: Path, sense: Sense) -> None:
    folder = store(tmp_path)
    one, again, other = (sense(folder, "--json", "--seed", seed)[1] for seed in (0, 0, 1))
    assert one == again
    assert one != other


def test_failed_runs_are_left_out_and_a_setting_without_any_is_refused(tmp_path: Path, sense: Sense) -> None:
    code, out, err = sense(store(tmp_path / "some", failed=(0,)), "--outcome", "cooperation")
    assert code == 0
    assert "settings left out for failed runs: 1" in " ".join(out.split())
    assert "1 of 288 runs went numerically wrong" in err
    code, _, err = sense(store(tmp_path / "all", failed=(0, 1, 2)))
    assert code == 2
    assert "of which no run came to its end: 1" in err


def test_every_wrong_name_is_told_at_once_with_the_nearest(tmp_path: Path, sense: Sense) -> None:
    code, _, err = sense(
        store(tmp_path), "--outcome", "coperation", "--method", "moris", "--contrast", "hedge-engage-mor", "--seed", -1
    )
    assert code == 2
    for near in ("'cooperation'", "'morris'", "'hedge-engage-more'", "--seed"):
        assert near in err


def test_a_contrast_finds_its_policies_among_hyphens(tmp_path: Path, sense: Sense) -> None:
    folder = store(tmp_path, policies=("hedge", "engage-more", "more"))
    assert ("cooperation", "engage-more - hedge") not in analyses(sense(folder, "--json")[1])
    out = sense(folder, "--json", "--contrast", "engage-more-hedge", "--outcome", "cooperation")[1]
    assert [policy for _, policy in analyses(out)] == ["hedge", "engage-more", "engage-more - hedge"]


@pytest.mark.parametrize(
    ("made_as", "method", "said"),
    [
        ({"samples": 8}, "auto", "morris needs at least 10 trajectories; the sweep has 8"),
        ({"design": "sobol", "samples": 32}, "auto", "sobol needs at least 64 base samples; the sweep has 32"),
        ({"design": "lhs", "samples": 90}, "auto", "20 settings a factor and 100 in all, here 100; the sweep has 90"),
        ({}, "sobol", "sobol reads the settings of a sobol design; this sweep is morris"),
        ({"parts": 1}, "auto", "is not whole: 100 of 288 runs are there"),
    ],
)
def test_what_cannot_be_told_is_refused(
    tmp_path: Path, sense: Sense, made_as: dict[str, Any], method: str, said: str
) -> None:
    code, _, err = sense(store(tmp_path, **made_as), "--method", method)
    assert code == 2
    assert said in err


def test_without_salib_the_extra_is_named(tmp_path: Path, sense: Sense, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = store(tmp_path)
    for module in [name for name in sys.modules if name.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "SALib", None)
    code, _, err = sense(folder)
    assert code == 2
    assert "make extras" in err
