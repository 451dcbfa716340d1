"""Months of many runs are counted right, in any order, on any number of threads, in memory that stays flat."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eastsea_abm import monthly, summaries
from eastsea_abm.ensemble import simulate
from eastsea_abm.monthly import EXACT, exact, summarise
from eastsea_abm.outcomes import NAMES, OUTCOMES
from eastsea_abm.scenario.setup import Setup, made_ready
from eastsea_abm.summaries import CLASSES, LINEAR, OCTAVE, QUANTILES, SO_FAR, Summary, ruler, sort_into

RUNS, MONTHS = 40, 6
COLUMNS = ["cooperation", "trust", "crises", "entrapment", "involvement"]


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs speed; what compares engines asks for them."""
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")


@pytest.fixture(scope="module")
def setup() -> Setup:
    return made_ready("triangle", months=MONTHS)


@pytest.fixture(scope="module")
def series(setup: Setup) -> np.ndarray:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_DISABLE_JIT", "1")
        return simulate(setup, runs=RUNS)


def made_up(runs: int, seed: int = 0) -> np.ndarray:
    """Values of every kind that outcomes have."""
    chance = np.random.default_rng(seed)
    shape = (runs, MONTHS)
    rare = np.where(chance.random((2, *shape)) < 0.7, 0.0, chance.lognormal(-6.0, 3.0, (2, *shape)))
    return np.stack([chance.uniform(0, 100, shape), chance.random(shape), chance.poisson(3.0, shape), *rare], axis=-1)


def counted(parts: Sequence[np.ndarray], columns: Sequence[str] = COLUMNS) -> Summary:
    whole = Summary(columns, MONTHS)
    for part in parts:
        whole.add(part, np.full(len(part), -1))
    return whole


def longer(values: np.ndarray) -> np.ndarray:
    """With the sums so far behind, as a summary has them."""
    return np.concatenate([values, np.cumsum(values[..., [3, 4]], axis=1)], axis=-1)


def told(one: Summary) -> list[np.ndarray]:
    return [one.mean(), one.sd(), one.low, one.high, one.above, *(one.quantile(q) for q in QUANTILES)]


def identical(one: Summary, other: Summary) -> bool:
    pairs = zip(told(one), told(other), strict=True)
    return one.runs == other.runs and all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)


def test_means_spreads_and_shares_are_those_of_numpy() -> None:
    values = made_up(200)
    one, whole = counted([values]), longer(values)
    np.testing.assert_allclose(one.mean(), whole.mean(axis=0), rtol=1e-13)
    np.testing.assert_allclose(one.sd(), whole.std(axis=0, ddof=1), rtol=1e-11)
    assert np.array_equal(one.above, (whole > 0).sum(axis=0))
    assert np.array_equal(one.low, whole.min(axis=0))
    assert np.array_equal(one.high, whole.max(axis=0))


@pytest.mark.parametrize("runs", [1, 2, 37, 400])
@pytest.mark.parametrize("q", [0.0, *QUANTILES, 1.0])
def test_quantiles_lie_within_a_class_of_those_of_numpy(runs: int, q: float) -> None:
    values = made_up(runs, seed=runs)
    found, right = counted([values]).quantile(q), np.quantile(longer(values), q, axis=0)
    gap = np.abs(found - right)
    assert gap[:, 0].max() <= 100.0 / LINEAR
    assert gap[:, 1].max() <= 1.0 / LINEAR
    assert gap[:, 2].max() < 1e-12  # counts are exact
    # Between two neighbouring values both ends may be off.
    below, above = (np.quantile(longer(values), q, axis=0, method=how)[:, 3:] for how in ("lower", "higher"))
    assert (gap[:, 3:] <= np.maximum(below, above) / OCTAVE + 2.0**summaries.LOWEST).all()


def test_exact_quantiles_are_those_of_numpy() -> None:
    values = made_up(33)
    found = exact(values, np.ones(33, bool), COLUMNS)
    for k, q in enumerate(QUANTILES):
        np.testing.assert_allclose(found[k], np.quantile(longer(values), q, axis=0), rtol=1e-13, atol=1e-15)


def test_the_order_of_runs_and_merges_does_not_matter() -> None:
    values = made_up(48)
    whole = counted([values])
    parts = np.split(values, [5, 6, 30])
    for order in itertools.islice(itertools.permutations(parts), 8):
        merged = counted([order[0][::-1]])
        for part in order[1:]:
            merged.merge(counted([part]))
        assert identical(merged, whole)


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=20))
def test_sums_are_the_same_in_any_order(values: list[float]) -> None:
    series = np.array(values).reshape(-1, 1, 1)
    one, other = (Summary(["outreach"], 1) for _ in range(2))
    one.add(series, np.full(len(values), -1))
    other.add(series[::-1], np.full(len(values), -1))
    assert np.array_equal(one.mean(), other.mean())
    assert np.array_equal(one.sd(), other.sd())
    assert one.mean()[0, 0] == pytest.approx(np.mean(values), rel=1e-12, abs=1e-15)


@given(st.sampled_from(NAMES), st.floats(0, 100))
def test_a_value_lies_between_the_edges_of_its_class(name: str, value: float) -> None:
    one = ruler(name)
    if one.kind == summaries.ONE:
        value *= one.top / 100.0
    if one.kind == summaries.WHOLE:
        value = float(int(value))
    at = sort_into(one.kind, one.top, value)
    low, high = one.edges(np.array([at]))
    assert 0 <= at < CLASSES
    assert low[0] * (1 - 1e-15) <= value <= high[0] * (1 + 1e-15)


@pytest.mark.parametrize("value", [-5.0, 1e9, np.nextafter(100.0, 200.0)])
def test_what_lies_outside_falls_into_an_edge_class_and_quantiles_stay_between_the_extremes(value: float) -> None:
    one = Summary(["cooperation"], 1)
    one.add(np.array([50.0, value, value]).reshape(3, 1, 1), np.full(3, -1))
    for q in QUANTILES:
        assert min(50.0, value) <= one.quantile(q)[0, 0] <= max(50.0, value)


def test_every_unit_has_its_classes() -> None:
    kinds = {outcome.unit: ruler(outcome.name).kind for outcome in OUTCOMES}
    assert kinds == {
        "0 to 100": summaries.ONE,
        "0 to 1": summaries.ONE,
        "count": summaries.WHOLE,
        "months": summaries.WHOLE,
        "expected": summaries.SCALE,
        "stock": summaries.SCALE,
    }


def test_failed_runs_are_left_out_and_counted() -> None:
    values = made_up(10)
    wrong = np.full(10, -1)
    wrong[[2, 7]] = 3
    values[2, 3:], values[7, 3:] = np.nan, np.inf
    one = Summary(COLUMNS, MONTHS)
    one.add(values, wrong)
    assert (one.runs, one.failed) == (8, 2)
    np.testing.assert_allclose(one.mean(), longer(values[wrong < 0]).mean(axis=0), rtol=1e-13)


def test_nothing_is_said_of_no_runs() -> None:
    one = Summary(COLUMNS, MONTHS)
    one.add(np.full((3, MONTHS, len(COLUMNS)), np.nan), np.zeros(3, np.int64))
    for values in (one.mean(), one.sd(), one.quantile(0.5)):
        assert np.isnan(values).all()


def test_memory_is_that_of_one_summary_however_many_runs() -> None:
    one = counted([made_up(5)])
    held = sum(value.nbytes for value in vars(one).values() if isinstance(value, np.ndarray))
    one.add(made_up(500), np.full(500, -1))
    assert held == sum(value.nbytes for value in vars(one).values() if isinstance(value, np.ndarray))


@pytest.mark.parametrize("limit", [0, monthly.LIMIT])
def test_the_table_does_not_depend_on_threads(setup: Setup, limit: int) -> None:
    one, two = (summarise(setup, runs=RUNS, workers=workers, limit=limit) for workers in (1, 3))
    assert one.table.equals(two.table)
    assert one.quantiles == two.quantiles == (EXACT if limit else monthly.IN_CLASSES)


def test_the_table_sums_up_the_runs(setup: Setup, series: np.ndarray) -> None:
    table = summarise(setup, runs=RUNS).table
    assert list(table.columns[:4]) == ["month", "outcome", "runs", "failed"]
    own = table[table["outcome"] == "trust"]
    values = series[:, :, setup.columns.index("trust")]
    np.testing.assert_allclose(own["mean"], values.mean(axis=0), rtol=1e-13)
    np.testing.assert_allclose(own["q75"], np.quantile(values, 0.75, axis=0), rtol=1e-13)
    last = table[table["outcome"] == f"involvement{SO_FAR}"].iloc[-1]
    whole = series[:, :, setup.columns.index("involvement")].sum(axis=1)
    assert last["mean"] == pytest.approx(whole.mean(), rel=1e-12)
    assert last["above_zero"] == (whole > 0).mean()
    assert last["above_zero_low"] <= last["above_zero"] <= last["above_zero_high"]


def test_runs_are_seen_in_order_with_their_totals(setup: Setup) -> None:
    seen: list[tuple[int, int]] = []
    summarise(setup, runs=RUNS, first_run=3, workers=2, seen=lambda at, rows, wrong: seen.append((at, len(rows))))
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)
    assert seen[0][0] == 3
    assert sum(some for _, some in seen) == RUNS


@pytest.mark.xdist_group("compiled")
@pytest.mark.parametrize("limit", [0, monthly.LIMIT])
def test_both_engines_count_the_same(
    setup: Setup, monkeypatch: pytest.MonkeyPatch, compiled_engine: object, limit: int
) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "0")
    plain, fast = (summarise(setup, runs=18, engine=engine, limit=limit) for engine in ("plain", "compiled"))
    assert plain.table.equals(fast.table)
