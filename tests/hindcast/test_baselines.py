"""Baselines: what each claims, that it is reproducible, and that it says n/a where it has nothing to go on."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eastsea_abm.hindcast.baselines import LEADERS_ALONE, NAMES, Forecast, forecast

MONTHS = np.arange(0, 84, 12) + 4
VALUES = np.array([40.0, 44.0, 41.0, 47.0, 46.0, 50.0, 49.0])
LATER = np.arange(84, 168, 12) + 4
COUNTS, COMING = np.array([1.0, 3.0, 2.0, 5.0, 4.0, 6.0, 6.0]), np.array([6.0, 2.0, 0.0, 9.0, 4.0, 4.0, 4.0])


def made(name: str, months=MONTHS, values=VALUES, later=LATER, **other) -> Forecast | None:
    options = {"every": "year", "counts_train": COUNTS, "counts_test": COMING, "low": -1e3, "high": 1e3, "seed": 1}
    return forecast(name, months, values, later, **(options | other))


EVERY = pytest.mark.parametrize("name", [*NAMES, LEADERS_ALONE])


@EVERY
def test_a_forecast_is_made_again_to_the_last_bit_and_another_seed_makes_another(name):
    one, again, other = made(name), made(name), made(name, seed=2)
    assert np.array_equal(one.members, again.members)
    assert not np.array_equal(one.members, other.members)
    assert np.array_equal(one.point, other.point)


def test_no_baseline_is_drawn_with_the_luck_of_another():
    assert not np.array_equal(made("event count").members, made(LEADERS_ALONE).members)


@EVERY
def test_the_point_is_the_median_of_the_members(name):
    got = made(name, members=40_000)
    width = np.subtract(*np.quantile(got.members, (0.75, 0.25), axis=0))
    assert got.members.shape == (40_000, LATER.size)
    tolerance = 0.1 if name == "AR(1)" else 0.02  # iterated, its paper median is exact at the first step only
    assert (np.abs(np.median(got.members, axis=0) - got.point) < tolerance * width).all()


@EVERY
def test_nothing_leaves_the_scale(name):
    got = made(name, low=42.0, high=48.0)
    for values in got:
        assert values.min() >= 42.0
        assert values.max() <= 48.0


def test_no_change_is_exactly_constant_and_its_paths_part_with_the_root_of_time():
    got = made("no change", members=40_000)
    assert (got.point == VALUES[-1]).all()
    steps = np.diff(VALUES)
    expected = math.sqrt((steps**2).mean()) * np.sqrt(np.arange(1, 8))
    np.testing.assert_allclose(got.members.std(axis=0), expected, rtol=0.02)


def test_drift_goes_on_as_training_went_from_first_to_last():
    got = made("drift", members=40_000)
    rate = (VALUES[-1] - VALUES[0]) / 6.0
    np.testing.assert_allclose(got.point, VALUES[-1] + rate * np.arange(1, 8))
    sd = np.std(np.diff(VALUES), ddof=1)
    years = np.arange(1, 8)
    np.testing.assert_allclose(got.members.std(axis=0), sd * np.sqrt(years + years**2 / 6.0), rtol=0.02)


def test_the_linear_trend_has_the_predictive_t_of_least_squares():
    from scipy.stats import linregress, t

    got = made("linear trend", members=40_000)
    x, x_test = MONTHS / 12.0, LATER / 12.0
    line = linregress(x, VALUES)
    np.testing.assert_allclose(got.point, line.intercept + line.slope * x_test)
    s = math.sqrt(((VALUES - line.intercept - line.slope * x) ** 2).sum() / 5)
    width = s * np.sqrt(1 + 1 / 7 + (x_test - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    np.testing.assert_allclose(np.quantile(got.members, 0.95, axis=0) - got.point, t.ppf(0.95, 5) * width, rtol=0.04)


def test_the_regressions_on_a_covariate_follow_it_and_not_time():
    got = made("event count")
    assert got.point[0] > got.point[1] > got.point[2]
    assert got.point[4] == got.point[5] == got.point[6]
    assert np.array_equal(got.point, made(LEADERS_ALONE).point)
    slope, level = np.polyfit(COUNTS, VALUES, 1)
    np.testing.assert_allclose(got.point, level + slope * COMING)


def test_ar1_goes_back_to_its_mean():
    values = np.array(
        [50.0, 58.0, 54.0, 52.0, 51.0, 59.0, 54.5]
    )  # each half as far from 50 as the last, with two jumps
    got = made("AR(1)", values=values)
    slope, level = np.polyfit(values[:-1], values[1:], 1)
    expected = [values[-1]]
    for _ in range(7):
        expected.append(level + slope * expected[-1])
    np.testing.assert_allclose(got.point, expected[1:])


def test_an_exploding_ar1_is_held_below_one():
    values = 1.0 + 1.3 ** np.arange(7)
    got = made("AR(1)", values=values)
    steps = np.diff(got.point)
    np.testing.assert_allclose(steps[1:] / steps[:-1], 0.99)


def test_gaps_and_breaks_make_no_pair_and_no_change():
    gapped = np.array([4, 16, 28, 52, 64, 76, 100])  # four pairs a year apart
    later = LATER + 24
    assert made("AR(1)", gapped, later=later) is not None
    assert made("AR(1)", gapped, later=later, segments=np.array([0, 0, 0, 0, 0, 1, 1])) is None
    jump = VALUES + np.array([0.0, 0.0, 0.0, 500.0, 500.0, 500.0, 500.0])
    parts = np.array([0, 0, 0, 1, 1, 1, 1])
    assert made("no change", values=jump, segments=parts).members.std(axis=0)[0] < 10.0
    assert made("no change", values=jump).members.std(axis=0)[0] > 100.0


def test_a_longer_wait_makes_a_wider_fan():
    one, four = made("no change", later=np.array([88, 124]), members=20_000).members.std(axis=0)
    assert four / one == pytest.approx(2.0, rel=0.03)
    monthly = made("drift", np.arange(7), later=np.arange(7, 14), every="month")
    np.testing.assert_allclose(np.diff(monthly.point), (VALUES[-1] - VALUES[0]) / 6.0)


@pytest.mark.parametrize(
    ("name", "points", "other"),
    [
        ("no change", 1, {}),
        ("drift", 2, {}),
        ("linear trend", 3, {}),
        ("AR(1)", 4, {}),
        ("event count", 3, {}),
        ("event count", 7, {"counts_train": None}),
        ("event count", 7, {"counts_train": np.full(7, 2.0)}),
        (LEADERS_ALONE, 7, {"counts_test": None}),
        ("no change", 0, {}),
    ],
)
def test_what_cannot_be_forecast_is_not_available(name, points, other):
    cut = {"counts_train": COUNTS[:points]} | other
    assert made(name, MONTHS[:points], VALUES[:points], **cut) is None


@EVERY
def test_missing_training_values_are_left_out_with_their_covariate(name):
    values = np.append(VALUES, math.nan)
    got = made(name, np.append(MONTHS, 85), values, counts_train=np.append(COUNTS, 99.0))
    assert np.array_equal(got.members, made(name).members)


def test_unknown_names_and_test_points_before_the_split_are_refused():
    with pytest.raises(ValueError, match="no baseline"):
        made("no idea")
    with pytest.raises(ValueError, match="come after"):
        made("drift", later=np.array([76, 90]))
