"""One split and rolling origins, on runs made by hand: no model is played."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eastsea_abm.hindcast import baselines
from eastsea_abm.hindcast.against import standings
from eastsea_abm.hindcast.aligned import at_points, is_counted, known_before, points_of, scale
from eastsea_abm.hindcast.evaluation import HELD_OUT, Window, columns_of, evaluate, scored
from eastsea_abm.hindcast.forecasts import ANCHORED, METHODS, MODEL
from eastsea_abm.hindcast.played import Runs
from eastsea_abm.hindcast.rolling import roll
from eastsea_abm.observed import Point, Series, all_series
from eastsea_abm.scenario.schema import month_of

FIRST, SPLIT, LAST = month_of("2012-01"), month_of("2019-01"), month_of("2025-12")
WINDOW = Window(FIRST, SPLIT, LAST)
MONTHS = LAST - FIRST + 1
REAL = all_series(FIRST, LAST)


def series(values, every: str = "year", unit: str = "share of respondents, 0 to 1", name: str = "poll") -> Series:
    """A series with a point every May, or every month."""
    months = range(FIRST + 4, LAST + 1, 12) if every == "year" else range(FIRST, LAST + 1)
    points = tuple(Point(m, float(v), "here", "high", False, 0) for m, v in zip(months, values, strict=True))
    return Series(name, "A poll", unit, every, points, "cooperation", False, "")


def wave(months=MONTHS):
    """Something that rises and falls, 10 to 90."""
    return 50.0 + 40.0 * np.sin(np.arange(months) / 9.0)


def runs(path: np.ndarray, spread: float = 2.0, number: int = 24) -> Runs:
    noise = np.random.default_rng(5).normal(0.0, spread, (number, 1))
    return Runs(FIRST, ("cooperation",), (path[None, :] + noise)[:, :, None], 0)


def knowing(every: str = "year") -> tuple[Runs, Series]:
    """A model that knows the record up to a rising curve."""
    path = wave()
    shown = 1.0 / (1.0 + np.exp(-(path - 50.0) / 20.0))
    return runs(path), series(
        shown[4::12] if every == "year" else 100.0 * shown, every, "0 to 100" if every != "year" else "share, 0 to 1"
    )


def test_a_model_that_knows_the_record_wins_what_can_be_won_and_no_claim_is_made_of_seven_points():
    played, poll = knowing()
    found = evaluate(played, poll, WINDOW)
    row = next(row for row in found.rows if row.method == MODEL)
    assert (row.n, row.period) == (7, HELD_OUT)
    assert (row.sign_hits, row.sign_n) == (7.0, 7)
    assert row.rank == 1.0
    assert row.crps < 0.05
    told = {one.score: one for one in standings(found.rows, found.losses)}
    assert told["crps"].ahead == "ahead"
    assert told["crps"].verdict == "too few points (n=7): no claim"


def test_a_baseline_without_a_score_is_never_beaten():
    played, poll = knowing()
    found = evaluate(played, poll, WINDOW)
    rows = [row for row in found.rows if row.method in (MODEL, "no change")]
    told = {one.score: one for one in standings(rows, found.losses)}
    assert told["signs"].ahead == "n/a"
    assert math.isnan(told["signs"].best)


def test_what_is_held_out_moves_nothing_that_is_forecast():
    played, poll = knowing()
    changed = poll._replace(
        points=tuple(p._replace(value=1.0 - p.value) if p.month >= SPLIT else p for p in poll.points)
    )
    before, after = (evaluate(played, one, WINDOW) for one in (poll, changed))
    for method in METHODS:
        one, other = before.made[method], after.made[method]
        if one is not None:
            assert np.array_equal(one.members, other.members), method
            assert np.array_equal(one.changes, other.changes), method


def test_the_model_claims_the_change_that_most_of_its_runs_make():
    path = np.repeat(np.linspace(40, 60, MONTHS // 12), 12)
    played = runs(path, spread=30.0)
    rising = evaluate(played, series(np.linspace(0.2, 0.8, 14)), WINDOW)
    assert rising.rows[0].sign_hits == 7.0, "luck of a run is the same on both sides of a change"


def test_a_monthly_series_is_judged_by_its_turning_points_and_not_by_signs():
    played, index = knowing("month")
    row, walk = evaluate(played, index, WINDOW, methods=(MODEL, "no change")).rows
    assert math.isnan(row.sign_hits)
    assert row.f1 > 0.9
    assert row.f1_paths > 0.9
    assert math.isnan(walk.f1), "a median that never turns has no turning points to be scored"


def test_a_counted_year_is_the_mean_of_its_months_and_known_when_it_has_ended():
    path = np.arange(MONTHS, dtype=float)
    counted = series(np.ones(14), unit="ships a year")._replace(
        points=tuple(Point(FIRST + 6 + 12 * k, 1.0, "here", "high", False, 0) for k in range(14))
    )
    assert is_counted(counted)
    points = points_of(counted, FIRST, LAST)
    assert at_points(runs(path, 0.0, 2), counted, points.months)[0, :2] == pytest.approx([5.5, 17.5])
    fiscal = counted._replace(points=tuple(p._replace(month=p.month + 3) for p in counted.points))
    own = points_of(fiscal, FIRST, LAST)
    assert known_before(fiscal, own, SPLIT).months.max() == month_of("2017-10"), "that of 2018 ends in March 2019"
    assert np.isnan(at_points(runs(path, 0.0, 2), fiscal, own.months)[0, -1]), "a year that is not wholly played"


@pytest.mark.parametrize("name", [one.name for one in scored(REAL)])
def test_every_series_that_is_scored_has_a_column_and_a_scale_that_holds_its_training_years(name):
    one = REAL[name]
    assert one.model in columns_of(REAL)
    train = known_before(one, points_of(one, FIRST, LAST), SPLIT)
    if len(train.values):
        low, high = scale(one, train.values)
        assert low <= train.values.min() <= train.values.max() <= high


def test_what_forces_the_run_is_never_scored():
    assert "launches" not in {one.name for one in scored(REAL)}
    assert all(one.model for one in scored(REAL))


def test_rolling_origins_forecast_each_year_from_what_was_known_and_pool_the_points():
    played, poll = knowing()
    rolled = roll(played, poll, WINDOW, held_out=True)
    assert [row.method for row in rolled.rows] == [MODEL, ANCHORED, *METHODS[1:]]
    own = rolled.rows[0]
    assert (own.n, own.sign_n) == (7, 7)
    assert rolled.blocks.tolist() == list(range(7))
    every = roll(played, poll, WINDOW, held_out=False)
    assert every.rows[0].n == 10, "from the fifth point on"


def test_a_later_year_moves_no_earlier_origin():
    played, poll = knowing()
    last = poll.points[-1]
    changed = poll._replace(points=(*poll.points[:-1], last._replace(value=1.0 - last.value)))
    before, after = (roll(played, one, WINDOW, held_out=True) for one in (poll, changed))
    for method in (MODEL, *baselines.NAMES):
        one, other = before.losses[method].crps[:-1], after.losses[method].crps[:-1]
        assert np.array_equal(one, other, equal_nan=True), method


def test_from_the_last_value_only_the_change_counts():
    played, poll = knowing()
    lifted = poll._replace(points=tuple(p._replace(value=min(1.0, p.value * 0.5)) for p in poll.points))
    rolled = roll(played, lifted, WINDOW, held_out=True)
    by = {row.method: row for row in rolled.rows}
    assert by[ANCHORED].sign_hits == by[MODEL].sign_hits
    assert by[ANCHORED].crps < by["no change"].crps


def test_a_series_without_training_points_is_not_scored():
    played, poll = knowing()
    late = poll._replace(points=tuple(p for p in poll.points if p.month >= SPLIT))
    assert evaluate(played, late, WINDOW) is None
    assert evaluate(played, poll._replace(points=poll.points[:7]), WINDOW) is None, "nor one without held-out points"
