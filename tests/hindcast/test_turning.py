"""Turning points: the rule step by step, the pairing, and the yardstick of chance."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eastsea_abm.hindcast.turning import (
    AMPLITUDE,
    PEAK,
    PHASE,
    TROUGH,
    Match,
    Turn,
    candidates,
    chance,
    f1_of_paths,
    matched,
    turning_points,
    within_window,
)

UNIT = np.array([0.0, 1.0])


def zigzag(*corners: tuple[int, float]) -> np.ndarray:
    """Straight lines between corners (month, value)."""
    months, values = zip(*corners, strict=True)
    return np.interp(np.arange(months[-1] + 1), months, values)


def test_peaks_and_troughs_are_dated_where_the_path_turns():
    path = zigzag((0, 0.0), (12, 1.0), (30, 0.2), (48, 0.9), (60, 0.5))
    assert turning_points(path, UNIT) == [(12, PEAK), (30, TROUGH), (48, PEAK)]


def test_a_path_without_a_turn_and_a_constant_have_none():
    assert turning_points(np.arange(60.0), UNIT) == []
    assert turning_points(np.full(60, 3.0), UNIT) == []


def test_a_plateau_is_dated_at_its_middle_and_a_stair_is_no_peak():
    assert turning_points(zigzag((0, 0.0), (10, 1.0), (14, 1.0), (30, 0.0)), UNIT) == [(12, PEAK)]
    assert turning_points(zigzag((0, 0.0), (10, 1.0), (30, 1.0), (40, 2.0)), UNIT) == []


@pytest.mark.parametrize("corner", [4, 36])
def test_the_ends_of_a_path_hold_no_turning_point(corner):
    path = zigzag((0, 0.0), (corner, 1.0), (40, 0.0))
    assert turning_points(path, UNIT) == []
    assert turning_points(path, UNIT, reach=4) == [(corner, PEAK)]


def test_a_swing_below_the_least_amplitude_is_no_turn_and_its_neighbours_stay():
    path = zigzag((0, 0.0), (12, 1.0), (24, 0.5), (36, 0.55), (48, 0.0), (60, 0.8))
    assert turning_points(path, UNIT) == [(12, PEAK), (48, TROUGH)]
    assert turning_points(path, UNIT, amplitude=0.04) == [(12, PEAK), (24, TROUGH), (36, PEAK), (48, TROUGH)]


def test_the_smallest_swing_goes_first_so_that_the_highest_peak_stays():
    path = zigzag((0, 0.0), (12, 1.0), (24, 0.92), (36, 0.95), (48, 0.87), (60, 1.5))
    assert turning_points(path, UNIT) == [(12, PEAK), (48, TROUGH)]


def test_a_shallow_rise_before_the_first_peak_does_not_make_it_one():
    path = zigzag((0, 0.95), (12, 1.0), (30, 0.0), (48, 0.9))
    assert turning_points(path, UNIT) == [(30, TROUGH)]
    assert turning_points(path[::-1], UNIT) == [(18, TROUGH)]


def test_the_training_range_sets_the_threshold_and_nothing_else_does():
    path = zigzag((0, 0.0), (20, 1.0), (40, 0.0))
    assert turning_points(path, np.array([0.0, 9.0])) == [(20, PEAK)]
    assert turning_points(path, np.array([0.0, 11.0, math.nan])) == []
    assert turning_points(1e-6 * path, UNIT) == []  # a flat forecast does not bring its own small threshold


def test_a_peak_and_a_trough_too_close_in_time_both_go():
    path = zigzag((0, 0.0), (20, 1.0), (23, 0.6), (40, 1.6), (60, 0.0))
    assert turning_points(path, UNIT, reach=2) == [(40, PEAK)]
    assert turning_points(path, UNIT, reach=2, phase=3) == [(20, PEAK), (23, TROUGH), (40, PEAK)]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (zigzag((0, 0.0), (12, 1.0), (14, 0.9), (18, 1.1), (40, 0.0)), 18),
        (zigzag((0, 0.0), (12, 1.1), (16, 0.9), (18, 1.0), (22, 0.0), (30, -1.0)), 12),
        (zigzag((0, 0.0), (12, 1.0), (15, 0.9), (18, 1.0), (22, 0.0), (30, -1.0)), 12),
    ],
    ids=["second higher", "first higher", "alike"],
)
def test_of_two_peaks_without_a_trough_between_them_the_higher_stays(path, kept):
    assert [turn.kind for turn in candidates(path, 4)] == [PEAK, PEAK]
    assert turning_points(path, UNIT, reach=4, phase=1) == [(kept, PEAK)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=0, max_size=90), st.integers(1, 6))
def test_what_is_found_alternates_is_far_enough_apart_and_high_enough(values, reach):
    path = np.array(values, dtype=float)
    turns = turning_points(path, np.array([0.0, 10.0]), reach=reach, amplitude=0.2)
    for a, b in itertools.pairwise(turns):
        assert a.kind == -b.kind
        assert b.place - a.place >= PHASE
        assert a.kind * (path[a.place] - path[b.place]) >= 2.0
    upside_down = turning_points(-path, np.array([0.0, 10.0]), reach=reach, amplitude=0.2)
    assert upside_down == [(turn.place, -turn.kind) for turn in turns]


def test_missing_months_and_missing_training_are_refused():
    with pytest.raises(ValueError, match="every month"):
        turning_points(np.array([1.0, math.nan]), UNIT)
    with pytest.raises(ValueError, match="training values"):
        turning_points(np.zeros(20), np.array([math.nan]))
    with pytest.raises(ValueError, match="reach"):
        turning_points(np.zeros(20), UNIT, reach=0)


def turns(*pairs: tuple[int, int]) -> list[Turn]:
    return [Turn(*pair) for pair in pairs]


def test_turning_points_are_paired_with_their_kind_and_within_six_months():
    observed = turns((10, PEAK), (30, TROUGH), (50, PEAK))
    assert matched(observed, turns((16, PEAK), (30, PEAK), (57, PEAK))) == (1, 2, 2)
    assert matched(observed, observed) == (3, 0, 0)


def test_the_pairing_finds_as_many_as_can_be():
    # The nearest partner of 10 is 12, which 16 needs: a greedy pairing of nearest ones would end with one.
    assert matched(turns((10, PEAK), (16, PEAK)), turns((12, PEAK), (5, PEAK))).hits == 2


def test_one_forecast_serves_one_turning_point_only():
    assert matched(turns((10, PEAK), (14, PEAK)), turns((12, PEAK))) == (1, 1, 0)


def test_f1_is_not_available_where_neither_has_a_turning_point():
    assert math.isnan(matched([], []).f1)
    assert matched(turns((3, PEAK)), []).f1 == 0.0
    assert matched([], turns((3, PEAK))).f1 == 0.0
    assert Match(2, 1, 1).f1 == pytest.approx(2 / 3)


def test_chance_counts_the_shifts_that_do_as_well():
    got = chance(turns((10, PEAK)), turns((10, PEAK)), 84)
    assert got == (13, 84, 13 / 84)  # six months either way
    assert chance(turns((10, PEAK)), turns((60, PEAK)), 84).p == 1.0  # no hit: every shift does as well
    assert chance(turns((2, PEAK)), turns((83, PEAK)), 84).p == 1.0  # the window is no circle when turns are paired
    assert math.isnan(chance([], [], 84).p)


def test_more_turning_points_in_the_right_order_are_harder_to_have_by_chance():
    one, three = turns((10, PEAK)), turns((10, PEAK), (31, TROUGH), (60, PEAK))
    assert chance(three, three, 84, within=2).p < chance(one, one, 84).p
    with pytest.raises(ValueError, match="outside the window"):
        chance(one, one, 10)


def test_turning_points_of_a_longer_path_are_cut_to_the_window():
    assert within_window(turns((10, PEAK), (84, TROUGH), (167, PEAK), (168, TROUGH)), 84, 84) == [
        (0, TROUGH),
        (83, PEAK),
    ]


def test_every_path_of_an_ensemble_has_its_own_score():
    path = zigzag((0, 0.0), (20, 1.0), (40, 0.0), (60, 1.0))
    members = np.array([path, np.arange(61.0), np.roll(path, 9)])
    got = f1_of_paths(turns((10, TROUGH)), members, UNIT, (30, 31))
    np.testing.assert_array_equal(got, [1.0, 0.0, 0.0])
    assert (f1_of_paths(turns((10, TROUGH)), members, 11.0 * UNIT, (30, 31)) == 0.0).all()


def test_the_defaults_are_those_of_the_written_rule():
    assert (PHASE, AMPLITUDE) == (5, 0.1)
