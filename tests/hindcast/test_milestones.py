"""Milestones: shares of runs by year, who was at risk at all, and scores against naive dates."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eastsea_abm.hindcast.milestones import hazard, ranked_scores, timing


def month(year: int, number: int = 1) -> int:
    return 12 * year + number - 1


def test_shares_of_runs_are_by_calendar_year():
    months = np.array([month(2016, 1), month(2016, 12), month(2015, 1), month(2017, 12), month(2018, 1), -1, -1, -1])
    got = timing(months, month(2016, 11))
    assert got.runs == 8
    assert (got.in_year, got.within_one, got.never) == (2 / 8, 4 / 8, 3 / 8)
    assert got.median_year == 2016.0
    assert got.at_risk == 1.0


def test_a_run_that_never_signed_was_not_at_risk_of_suspending():
    suspended = np.array([month(2019, 3), month(2019, 9), -1, -1, -1])
    signed = np.array([month(2016), month(2018), month(2017), month(2019, 9), -1])
    got = timing(suspended, month(2019, 8), signed)
    assert got.at_risk == 3 / 5  # signing after the month of the suspension comes too late
    assert got.in_year == 2 / 5
    assert got.in_year_at_risk == pytest.approx(2 / 3)
    nobody = timing(np.full(4, -1), month(2019, 8), np.full(4, -1))
    assert (nobody.at_risk, nobody.never) == (0.0, 1.0)
    assert math.isnan(nobody.in_year_at_risk)
    assert math.isnan(nobody.median_year)


def test_never_is_not_a_year_near_the_observed_one():
    assert timing(np.array([-1]), 3).within_one == 0.0


def test_a_hazard_of_no_training_change_is_not_zero():
    assert hazard(2, 7) == 2.5 / 8
    assert 0.0 < hazard(0, 7) < hazard(1, 7)
    with pytest.raises(ValueError, match="years at risk"):
        hazard(8, 7)


def test_runs_all_right_score_0_and_never_scores_the_years_it_missed():
    got = ranked_scores(np.full(5, month(2016, 3)), month(2016, 11), month(2012), month(2018, 12), 0.2)
    assert got.model == 0.0
    assert got.never == 3 / 8  # wrong at the ends of 2016, 2017 and 2018, of eight ends (2011 is the first)
    assert 0.0 < got.hazard < got.never


def test_scores_are_those_of_the_cumulated_shares_written_out():
    months = np.array([month(2012, 5), month(2013, 2), month(2014, 1), -1])
    got = ranked_scores(months, month(2013, 7), month(2012), month(2014, 12), 0.5)
    assert got.model == pytest.approx((0.25**2 + 0.5**2 + 0.25**2) / 4)
    assert got.hazard == pytest.approx((0.5**2 + 0.25**2 + 0.125**2) / 4)


def test_the_further_off_the_runs_are_the_worse_they_score():
    scores = [ranked_scores(np.array([month(year)]), month(2016), month(2012), month(2025, 12), 0.1).model
              for year in (2016, 2017, 2019, 2023)]  # fmt: skip
    assert scores == sorted(scores)
    assert len(set(scores)) == 4


def test_a_change_before_the_window_counts_as_too_early_and_one_after_it_as_none():
    first, last = month(2019), month(2021, 12)
    early, first_year, late, none = (
        ranked_scores(np.array([when]), month(2019, 6), first, last, 0.1).model
        for when in (month(2015), month(2019, 1), month(2022, 1), -1)
    )
    assert early == 1 / 4
    assert first_year == 0.0
    assert late == none == 3 / 4


def test_what_never_happened_is_best_forecast_by_never():
    got = ranked_scores(np.array([month(2013), -1]), -1, month(2012), month(2014, 12), 0.3)
    assert got.never == 0.0
    assert got.model > 0.0
    assert got.hazard > 0.0


def test_months_that_are_not_whole_numbers_and_hazards_beyond_1_are_refused():
    with pytest.raises(ValueError, match="whole numbers"):
        timing(np.array([1.5]), 3)
    with pytest.raises(ValueError, match="hazard"):
        ranked_scores(np.array([1]), 3, 0, 5, 1.5)
    with pytest.raises(ValueError, match="must come first"):
        timing(np.array([1, 2]), 3, np.array([1]))
