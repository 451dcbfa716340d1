"""Recovery, screening and reach on the simulator whose answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from toy_histories import HIGH, LOW, NOISE, toy_odds, toy_table

from eastsea_abm.calibration.fit import Fitter
from eastsea_abm.calibration.fitting import errors_of
from eastsea_abm.calibration.reach import reach
from eastsea_abm.calibration.recovery import fisher, recovered, summed_up
from eastsea_abm.calibration.screening import ALIKE, Screened, chosen, in_words, screened
from eastsea_abm.calibration.targets import Targets, marginal

NAMES = ("wide", "narrow", "unseen")


@pytest.fixture(scope="module")
def table():
    return toy_table(8000)


@pytest.fixture(scope="module")
def found(table):
    return screened(NAMES, toy_odds(table[0]), table[1])


def test_screening_says_how_much_of_a_parameter_the_statistics_tell(found):
    even = (HIGH - LOW)[:2] ** 2 / 12
    share = even / (even + NOISE**2)  # of a parameter's variance, were the prior Gaussian
    assert np.abs(found.explained[:2] - share).max() < 0.1
    assert found.explained[2] < 0.01
    assert np.argmax(found.shares[0]) == 0
    assert np.argmax(found.shares[1]) == 1


def test_what_nothing_tells_of_is_neither_chosen_nor_part_of_a_combination(found):
    assert chosen(found).names == ("wide", "narrow")
    assert chosen(found, most=1).names == ("wide",)
    assert len(found.combined) == 2
    assert np.abs(found.loadings[2]).max() < 0.1
    assert np.allclose(found.loadings.T @ found.loadings, np.eye(2))


def test_a_parameter_that_repeats_another_is_passed_over_and_named():
    like = np.array([[1.0, -0.95, 0.1], [-0.95, 1.0, 0.1], [0.1, 0.1, 1.0]])
    assert abs(like[0, 1]) > ALIKE
    none = np.zeros((3, 0))
    picked = chosen(Screened(NAMES, np.array([0.5, 0.4, 0.3]), like, none, np.zeros(0), none))
    assert picked.names == ("wide", "unseen")
    assert picked.passed == {"narrow": "wide"}


def test_two_that_can_only_be_told_together_are_one_combination():
    rng = np.random.default_rng(1)
    values = rng.random((6000, 2))
    total = values.sum(axis=1) + 0.1 * rng.standard_normal(6000)
    odds = np.log(values / (1 - values))
    told = screened(("a", "b"), odds, np.column_stack([total, rng.standard_normal(6000)]))
    assert len(told.combined) == 1
    assert told.combined[0] > 0.8 > 0.6 > told.explained.max()
    assert np.abs(np.abs(told.loadings[:, 0]) - math.sqrt(0.5)).max() < 0.05
    assert in_words(("a", "b"), told.loadings[:, 0]).count("0.7") == 2


def test_recovery_finds_intervals_that_hold_the_truth_as_often_as_they_say(table):
    values, statistics = table
    odds = toy_odds(values)
    directions = np.eye(3)[:, :2]
    fitter = Fitter.of(statistics, odds, directions, 0.05)
    targets = Targets(
        ("wide", "narrow", "combination"),
        np.array([0, 1]),
        LOW[:2],
        HIGH[:2],
        odds.mean(0),
        odds.std(0),
        directions[:, :1],
    )
    ticks = []
    told = summed_up(targets.names, recovered(fitter, targets, 200, 1, ticks.append))
    for one in told:
        for share, (got, low, high) in one.coverage.items():
            assert low <= float(share) <= high, (one.name, share, got)
    assert told[0].correlation > 0.85
    assert told[0].contraction > 0.75
    assert told[1].correlation < told[0].correlation
    assert told[1].contraction < told[0].contraction
    assert told[2].correlation == pytest.approx(told[0].correlation, abs=0.05)
    assert ticks[-1] == 200


def test_an_interval_of_a_correlation_narrows_with_pairs():
    narrow, wide = fisher(0.5, 400), fisher(0.5, 20)
    assert wide[0] < narrow[0] < 0.5 < narrow[1] < wide[1]
    assert math.isnan(fisher(0.5, 3)[0])
    assert fisher(1.0, 10)[1] == pytest.approx(1.0)


def test_a_record_out_of_reach_is_known_for_it():
    rng = np.random.default_rng(0)
    histories = rng.standard_normal((2000, 4))
    names = list("abcd")
    near = reach(histories, np.zeros(4), np.ones(4), names)
    far = reach(histories, np.array([5.0, 0.0, 0.0, 0.0]), np.ones(4), names)
    assert near.farther < 0.1
    assert near.outside == ()
    assert near.distance < near.typical
    assert far.farther == 1.0
    assert far.outside == ("a",)


def test_a_history_among_its_like_lies_no_farther_out_than_most():
    rng = np.random.default_rng(2)
    shares = [reach(x[1:], x[0], np.ones(3), "abc").farther for x in rng.standard_normal((40, 400, 3))]
    assert 0.3 < np.mean(shares) < 0.7


def test_the_error_of_a_shift_is_what_it_differs_by_from_table_to_table():
    shifts, errors = [], []
    for seed in range(12):
        values, statistics = toy_table(3000, seed)
        odds = toy_odds(values)
        fitter = Fitter.of(statistics, odds, np.eye(3)[:, :2], 0.05)
        targets = Targets(NAMES, np.arange(3), LOW, HIGH, odds.mean(0), odds.std(0), np.zeros((3, 0)))
        record = np.array([7.0, 3.0, 10.0, 0.0])
        shifts.append(marginal(targets.of(fitter.fitted(record, 1).draws), targets.of(odds)).shift)
        errors.append(errors_of(fitter, targets, record, 1).shift)
    assert np.all(np.abs(np.log(np.mean(errors, axis=0) / np.std(shifts, axis=0, ddof=1))) < np.log(2.0))
