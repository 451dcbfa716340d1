"""Many runs are the same runs: whoever asks, on however many threads, in whatever portions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from eastsea_abm import InputError, RegionModel, ScenarioError, ensemble_tables, read_scenario, run_ensemble
from eastsea_abm.ensemble import Player, blocks
from eastsea_abm.outcomes import NAMES
from eastsea_abm.scenario.setup import made_ready

SCENARIO, MONTHS, SEED = "phnom-penh-2022", 18, 5
TINY: dict[str, Any] = {"months": 6, "runs": 3}


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return run_ensemble(SCENARIO, runs=6, months=MONTHS, seed=SEED, workers=2)


def test_a_table_has_a_row_a_setting_policy_run_and_month(table: pd.DataFrame) -> None:
    assert table.index.names == ["setting", "policy", "run", "month"]
    assert len(table) == 6 * MONTHS
    assert table.index[0] == (0, "default", 0, "2022-12")
    assert tuple(table.columns[: len(NAMES)]) == NAMES
    assert np.isfinite(table.to_numpy()).all()


def test_threads_do_not_matter(table: pd.DataFrame) -> None:
    one = run_ensemble(SCENARIO, runs=6, months=MONTHS, seed=SEED, workers=1)
    assert one.equals(table)


def test_portions_do_not_matter(table: pd.DataFrame) -> None:
    later = run_ensemble(SCENARIO, runs=2, first_run=4, months=MONTHS, seed=SEED)
    assert later.equals(table.loc[(slice(None), slice(None), [4, 5]), :])


def test_blocks_come_in_order_and_hold_every_run() -> None:
    setup = made_ready("triangle", months=3)
    found = [(at, len(series)) for at, series in blocks(setup, runs=40, first_run=7, workers=2)]
    assert found == [(7, 16), (23, 16), (39, 8)]


@pytest.mark.parametrize("run", [0, 3])
def test_a_run_of_the_ensemble_can_be_watched_alone(table: pd.DataFrame, run: int) -> None:
    model = RegionModel(SCENARIO, run=run, months=MONTHS, seed=SEED)
    while model.running:
        model.step()
    np.testing.assert_array_equal(model.outcomes, table.loc[0, "default", run].to_numpy())


def test_policies_meet_the_same_luck() -> None:
    """`institutions` is 0 where nobody sets it: the same numbers, so the same histories."""
    base = run_ensemble("baseline", "hedge", 3, 1, months=24)
    same = run_ensemble("baseline", "hedge", 3, 1, months=24, parameters={"institutions": 0})
    assert base.equals(same)


def test_another_seed_is_another_history(table: pd.DataFrame) -> None:
    other = run_ensemble(SCENARIO, runs=1, months=MONTHS, seed=SEED + 1)
    assert not other.loc[0, "default", 0].equals(table.loc[0, "default", 0])


def test_a_policy_takes_the_place_of_its_group_and_leaves_the_others() -> None:
    both = run_ensemble("baseline", "hedge,none", months=12, runs=2)
    assert list(both.index.unique("policy")) == ["hedge", "none"]
    model = RegionModel("baseline", policy="counterstrike,hedge", run=1, months=12)
    while model.running:
        model.step()
    np.testing.assert_array_equal(model.outcomes, both.loc[0, "hedge", 1].to_numpy())


def test_overlays_are_joined_by_a_plus() -> None:
    joint = run_ensemble("triangle", ["engage+consult-first"], **TINY)
    model = RegionModel("triangle", policy="engage,consult-first", months=6)
    while model.running:
        model.step()
    np.testing.assert_array_equal(model.outcomes, joint.loc[0, "engage+consult-first", 0].to_numpy())


@pytest.mark.parametrize("as_frame", [False, True])
def test_every_setting_is_played_with_its_numbers(as_frame: bool) -> None:
    rows = [{"weight_trust": 0.2, "engagement": 0.5}, {"weight_trust": 2.0, "engagement": -0.5}]
    both = run_ensemble("triangle", parameters=pd.DataFrame(rows) if as_frame else rows, keep="totals", **TINY)
    assert list(both.index.unique("setting")) == [0, 1]
    alone = run_ensemble("triangle", settings=rows[1], keep="totals", **TINY)
    assert alone.loc[0].equals(both.loc[1])
    assert not both.loc[0].equals(both.loc[1])


def test_a_scenario_that_was_read_is_played_as_it_is() -> None:
    scenario = read_scenario("triangle", policies=["engage"], months=6)
    own = run_ensemble(scenario, runs=3)
    assert own.loc[0, "engage"].equals(run_ensemble("triangle", "engage", **TINY).loc[0, "engage"])
    with pytest.raises(InputError, match="policies, seed"):
        run_ensemble(scenario, "hedge", seed=1)


def test_totals_have_a_row_a_run_and_agree_with_the_months() -> None:
    series, totals = (run_ensemble("triangle", keep=keep, **TINY) for keep in ("series", "totals"))
    assert totals.index.names == ["setting", "policy", "run"]
    assert set(totals["status"]) == {"ok"}
    by_run = series.groupby(level="run")
    np.testing.assert_allclose(totals["trust"], by_run["trust"].mean(), rtol=1e-12)
    np.testing.assert_allclose(totals["involvement"], by_run["involvement"].sum(), rtol=1e-12)
    np.testing.assert_array_equal(totals["asset"], by_run["asset"].last())


def test_a_summary_has_a_row_a_month_and_outcome() -> None:
    told = run_ensemble("triangle", "none,engage", keep="summary", **TINY)
    assert told.index.names == ["setting", "policy", "month", "outcome"]
    assert told.attrs["quantiles"] == "exact"
    series = run_ensemble("triangle", "none,engage", **TINY)
    for policy in ("none", "engage"):
        mean = series.loc[0, policy]["trust"].groupby(level="month").mean()
        np.testing.assert_allclose(told.loc[0, policy].xs("trust", level="outcome")["mean"], mean, rtol=1e-13)


def test_what_does_not_fit_is_summed_up_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensemble_tables, "LIMIT", 1000)
    with pytest.warns(UserWarning, match="summed up by month"):
        told = run_ensemble("triangle", **TINY)
    assert told.equals(run_ensemble("triangle", keep="summary", **TINY))
    assert run_ensemble("triangle", keep="series", **TINY).index.names[-1] == "month"


def broken(own: Any) -> Any:
    """A player whose run 1 has no number from its third month on."""

    def series(self: Player, first_run: int, runs: int) -> np.ndarray:
        out: np.ndarray = own(self, first_run, runs)
        if first_run <= 1 < first_run + runs:
            out[1 - first_run, 2:] = np.nan
        return out

    return series


def test_a_run_that_goes_wrong_is_a_row_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Player, "series", broken(Player.series))
    totals = run_ensemble("triangle", keep="totals", **TINY)
    assert list(totals["status"]) == ["ok", "failed", "ok"]
    assert totals["reason"].iloc[1] == "no finite number from 2000-03 on"
    assert totals.iloc[1, 2:].isna().all()
    told = run_ensemble("triangle", keep="summary", **TINY)
    assert set(told["runs"]) == {2}
    assert set(told["failed"]) == {1}
    assert np.isfinite(told.drop(columns="sd").to_numpy()).all()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"runs": 0, "workers": 0, "keep": "all"}, ["runs=0", "workers=0", "keep='all'"]),
        ({"first_run": -1}, ["first_run=-1"]),
        ({"first_run": 2**32 - 1, "runs": 2}, ["first_run"]),
        ({"parameters": []}, ["no setting is left"]),
    ],
)
def test_what_cannot_be_used_is_named(asked: Mapping[str, Any], said: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        run_ensemble("triangle", **asked)
    assert all(one in str(caught.value) for one in said)


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        run_ensemble(
            "triangle",
            ["enrage", "engage", "engage"],
            parameters=[{"wieght_trust": 1}, {"weight_trust": 1e9}, {"states.AAA.leader": 1}],
        )
    told = str(caught.value)
    for one in (
        "policies: enrage: no policy 'enrage'",
        "policies: engage: is named twice",
        "parameters[0]: wieght_trust: no such",
        "parameters[1]: weight_trust: must be between",
        "parameters[2]: keys with dots",
    ):
        assert one in told
