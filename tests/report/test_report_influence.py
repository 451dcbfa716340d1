"""Influence of factors: hand-made cases, and what is said where nothing can be."""

from __future__ import annotations

import math

import numpy as np
import pytest
from made_stores import made
from report_samples import swept

from eastsea_abm.report.influence import PAWN, RANK, gap, influence, interval, ranked


def test_the_interval_of_a_rank_correlation_is_fishers() -> None:
    low, high = interval(0.5, 103)
    # tanh(atanh(.5) -+ 1.96 * 1.03 / 10), worked out by hand
    assert low == pytest.approx(0.3341, abs=2e-4)
    assert high == pytest.approx(0.6360, abs=2e-4)
    assert interval(1.0, 50)[1] <= 1.0


def test_a_factor_that_orders_the_difference_has_a_rank_correlation_of_minus_one() -> None:
    told = ranked(swept(), "engage", "hedge", "entrapment", "too few settings")
    assert told.measure == RANK
    assert told.of["voice"].size == pytest.approx(-1.0, abs=0.01)
    assert told.of["voice"].told
    assert abs(told.of["bind"].size) < 0.2
    assert told.floor == pytest.approx(1.96 / math.sqrt(119))
    assert told.remarks[0].startswith("too few settings; so influence is the rank correlation")


def test_pawn_is_taken_where_the_settings_are_enough_and_finds_the_same_factor() -> None:
    store = swept()
    told = influence(store, "engage", "hedge", "entrapment", store.plan.rows)
    assert told.measure == PAWN
    assert told.of["voice"].size > 0.5
    assert told.of["voice"].told
    assert not told.of["bind"].told
    assert sum(told.shares.values()) == pytest.approx(1.0)


def test_too_few_settings_for_pawn_are_told_with_the_reason() -> None:
    store = swept(sets=60)
    told = influence(store, "engage", "hedge", "entrapment", store.plan.rows)
    assert told.measure == RANK
    assert "pawn needs" in told.remarks[0]


def test_nothing_is_ranked_where_the_difference_is_the_same_in_all_settings() -> None:
    told = ranked(swept(), "engage", "hedge", "involvement", "a reason")
    assert told.measure == ""
    assert told.of == {}
    assert told.remarks == ("a reason",)


def test_a_failed_run_leaves_its_pair_out_and_not_its_setting() -> None:
    def number(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        return setting + 10.0 * policy * (run + 1)

    store = made({"entrapment": number}, {"voice": [0.0, 1.0]}, policies=("hedge", "engage"), runs=2, failed=[0, 4, 5])
    means, _ = gap(store, "engage", "hedge", "entrapment")
    assert means[0] == pytest.approx(20.0)  # run 0 of hedge failed: run 1 alone is a pair
    assert math.isnan(means[1])  # both runs of hedge failed
