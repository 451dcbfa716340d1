"""Summaries of sweeps whose numbers are made up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from made_stores import made

from eastsea_abm.analysis.grouping import grouped
from eastsea_abm.errors import ScenarioError
from eastsea_abm.intervals import quantile, wilson


def rough(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
    """Different in every row."""
    return np.random.default_rng(3).normal(size=setting.size) + policy + 0.1 * setting


def luck(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
    """What a run makes of its luck, the same in every setting and under every policy."""
    return np.random.default_rng(5).normal(size=run.max() + 1)[run]


def test_numbers_are_those_of_pandas() -> None:
    store = made(
        {"tension": rough}, {"voice": [0.0, 0.0, 1.0], "bind": [0.1, 0.5, 0.1]}, policies=("a", "b"), failed=[4]
    )
    told = grouped(store, ["policy", "voice"]).table.set_index(["policy", "voice"])
    rows = store.table().to_pandas().merge(store.design)
    by = rows[rows["status"] == "ok"].groupby(["policy", "voice"])["tension"]
    expected = pd.DataFrame(
        {
            "mean": by.mean(),
            "sd": by.std(),
            "median": by.median(),
            "low_5": by.quantile(0.05),
            "high_95": by.quantile(0.95),
        }
    )
    pd.testing.assert_frame_equal(told[expected.columns], expected)
    assert list(told["n"]) == [9, 5, 10, 5]
    assert list(told["failed"]) == [1, 0, 0, 0]


def test_groups_come_in_the_order_of_the_plan() -> None:
    store = made({"tension": rough}, {"voice": [1.0, 0.0]}, policies=("z", "a"))
    told = grouped(store, ["policy", "voice"]).table
    assert list(zip(told["policy"], told["voice"], strict=True)) == [("z", 0.0), ("z", 1.0), ("a", 0.0), ("a", 1.0)]
    assert len(grouped(store, []).table) == 1


def test_more_settings_with_the_same_luck_narrow_nothing() -> None:
    few = grouped(made({"tension": luck}, {"voice": [0.0]}, runs=40), ["policy"]).table
    many = grouped(made({"tension": luck}, {"voice": list(np.linspace(0, 1, 50))}, runs=40), ["policy"]).table
    assert many["low"][0] == pytest.approx(few["low"][0])
    values = luck(np.zeros(40), np.zeros(40), np.arange(40))
    assert few["high"][0] - few["mean"][0] == pytest.approx(quantile(40) * values.std(ddof=1) / np.sqrt(40))
    assert set(many["independent"]) == {"runs"}


def test_a_grid_is_no_sample_and_its_settings_may_differ() -> None:
    def apart(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return luck(setting, policy, run) + 100.0 * setting

    one = grouped(made({"tension": luck}, {"voice": [0.0, 1.0]}, runs=30), ["policy"]).table
    other = grouped(made({"tension": apart}, {"voice": [0.0, 1.0]}, runs=30), ["policy"]).table
    assert other["high"][0] - other["mean"][0] == pytest.approx(one["high"][0] - one["mean"][0])


def test_intervals_of_a_sample_hold_the_truth_as_often_as_they_say() -> None:
    draw = np.random.default_rng(11)
    held = naive = 0
    for _ in range(200):
        settings, lucks = draw.normal(size=25), draw.normal(size=25)

        def value(setting: np.ndarray, policy: np.ndarray, run: np.ndarray, s=settings, u=lucks) -> np.ndarray:
            return s[setting] + u[run] + draw.normal(size=run.size)

        store = made({"tension": value}, {"voice": list(range(25))}, runs=25, design="lhs", samples=25)
        row = grouped(store, ["policy"]).table.iloc[0]
        held += row["low"] < 0 < row["high"]
        naive += abs(row["mean"]) < 1.96 * row["sd"] / np.sqrt(row["n"])
    assert 180 <= held <= 199
    assert naive < 100


@pytest.mark.parametrize(("design", "samples"), [("sobol", 6), ("morris", 6)])
def test_settings_made_of_one_sampled_point_count_once(design: str, samples: int) -> None:
    def value(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return np.random.default_rng(2).normal(size=6)[setting // 4]

    store = made({"tension": value}, {"voice": list(range(24))}, runs=1, design=design, samples=samples)
    row = grouped(store, ["policy"]).table.iloc[0]
    points = np.random.default_rng(2).normal(size=6)
    assert row["independent"] == "settings"
    assert row["high"] - row["mean"] == pytest.approx(quantile(6) * points.std(ddof=1) / np.sqrt(6))


def test_no_interval_where_nothing_repeats() -> None:
    told = grouped(made({"tension": luck}, {"voice": [0.0, 1.0]}, runs=1), ["policy"])
    assert np.isnan(told.table["low"][0])
    assert set(told.table["independent"]) == {"nothing"}
    assert any("no interval" in remark for remark in told.remarks)
    sampled = grouped(made({"tension": rough}, {"voice": [0.0, 1.0]}, runs=1, design="lhs"), ["policy"])
    assert any("this one luck" in remark for remark in sampled.remarks)


def test_runs_of_scenarios_with_seeds_of_their_own_do_not_share_luck() -> None:
    factors = {"voice": [0.0]}
    same = grouped(made({"tension": luck}, factors, runs=20, seeds={"a": 1, "b": 1}), [])
    other = grouped(made({"tension": luck}, factors, runs=20, seeds={"a": 1, "b": 2}), [])
    wide, narrow = (float(told.table["high"][0] - told.table["low"][0]) for told in (same, other))
    assert narrow < 0.8 * wide


def test_a_share_has_the_interval_of_independent_runs_where_they_are() -> None:
    def some(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return (run % 4 == 0).astype(float)

    one = grouped(made({"crises": some}, {"voice": [0.0]}, runs=40), ["policy"]).table.iloc[0]
    assert one["above_zero"] == 0.25
    assert (one["above_zero_low"], one["above_zero_high"]) == pytest.approx(wilson(0.25, 40))
    many = grouped(made({"crises": some}, {"voice": [0.0] * 9}, runs=40), ["policy"]).table.iloc[0]
    assert many["above_zero_low"] == pytest.approx(one["above_zero_low"])
    none = grouped(made({"crises": lambda s, p, r: 0.0 * r}, {"voice": [0.0]}, runs=40), ["policy"]).table.iloc[0]
    assert none["above_zero"] == 0.0
    assert none["above_zero_high"] > 0.05
    assert np.isnan(grouped(made({"tension": rough}, {"voice": [0.0]}), []).table["above_zero"][0])


def test_a_sampled_factor_is_cut_into_groups_with_as_many_settings_each() -> None:
    values = np.random.default_rng(1).permutation(np.linspace(0.0, 1.6, 100))
    store = made({"tension": rough}, {"voice": list(values)}, runs=2, design="lhs", samples=100)
    told = grouped(store, ["voice"])
    assert list(told.table["n"]) == [40] * 5
    assert told.table["voice"][0].startswith("0 to 0.3")
    assert any("100 different values of voice" in remark for remark in told.remarks)
    grid = made({"tension": rough}, {"voice": list(np.linspace(0.0, 1.6, 100))}, runs=2)
    assert len(grouped(grid, ["voice"]).table) == 100


def test_words_and_few_levels_are_groups_as_they_are() -> None:
    store = made({"tension": rough}, {"holder": ["x", "y", "x"], "level": [1.0, 2.0, 2.0]}, design="csv")
    told = grouped(store, ["holder", "level"]).table
    assert list(zip(told["holder"], told["level"], strict=True)) == [("x", 1.0), ("x", 2.0), ("y", 2.0)]


def test_an_outcome_one_scenario_lacks_is_summed_up_over_the_others() -> None:
    def lacking(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return np.where(setting == 0, np.nan, 1.0)

    told = grouped(made({"entrapment_KP": lacking}, {"voice": [0.0, 1.0]}), ["voice"]).table
    assert list(told["n"]) == [0, 5]
    assert np.isnan(told["mean"][0])
    assert told["mean"][1] == 1.0


def test_involvement_stands_beside_entrapment() -> None:
    rules = dict.fromkeys(("tension", "cooperation", "involvement", "entrapment"), rough)
    store = made(rules, {"voice": [0.0]})
    assert grouped(store, [], ["entrapment"]).outcomes == ["entrapment", "involvement"]
    assert grouped(store, []).outcomes == ["entrapment", "involvement", "cooperation"]
    assert grouped(made({"tension": rough}, {"voice": [0.0]}), []).outcomes == ["tension"]


def test_every_unknown_name_is_told_with_the_nearest() -> None:
    store = made({"tension": rough}, {"voice": [0.0]})
    with pytest.raises(ScenarioError) as raised:
        grouped(store, ["polcy", "voice", "wedge"], ["tensoin"])
    said = str(raised.value).splitlines()
    assert len(said) == 3
    assert "did you mean 'policy'?" in said[0]
    assert "'wedge'" in said[1]
    assert "--outcome: no outcome 'tensoin' in this store; did you mean 'tension'?" in said[2]


def test_one_column_is_read_at_a_time() -> None:
    store = made(dict.fromkeys(("tension", "cooperation", "trust"), rough), {"voice": [0.0, 1.0]})
    grouped(store, ["voice"], ["tension", "cooperation", "trust"])
    assert all(columns is not None and len(columns) == 1 for columns in store.asked)
    assert [columns for columns in store.asked if columns == ["trust"]] == [["trust"]]
