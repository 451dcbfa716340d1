"""The map from model to record: increasing, bounded, recovered, blind to what is held out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eastsea_abm.hindcast import map as m
from eastsea_abm.hindcast.map import MonotoneMap
from eastsea_abm.hindcast.scores import crps

DRAW = np.random.default_rng(11)


def example(points: int = 60, members: int = 80, noise: float = 0.2) -> tuple[np.ndarray, np.ndarray]:
    """Model values around a course, and an observation that is one more member under a known map."""
    draw = np.random.default_rng(5)
    course = np.sin(np.arange(points) / 5.0)
    ensemble = course + noise * draw.normal(size=(members, points))
    other = course + noise * draw.normal(size=points)
    return ensemble, 10.0 + 80.0 / (1.0 + np.exp(-(0.5 + 1.4 * other)))


def test_a_known_map_is_recovered():
    ensemble, observed = example()
    fitted = MonotoneMap.fit(ensemble, observed, 10.0, 90.0)
    x = np.linspace(-1.2, 1.2, 25)
    truth = 10.0 + 80.0 / (1.0 + np.exp(-(0.5 + 1.4 * x)))
    assert fitted.flag == ""
    assert np.abs(fitted(x) - truth).max() < 3.0


def test_no_other_curve_of_the_family_does_better():
    ensemble, observed = example(30, 40)
    fitted = MonotoneMap.fit(ensemble, observed, 0.0, 100.0)
    best = crps(observed, fitted(ensemble)).mean()
    for a in np.linspace(-2.0, 2.0, 17):
        for b in np.linspace(0.0, 3.0, 13):
            assert crps(observed, fitted._replace(a=a, b=b)(ensemble)).mean() >= best - 1e-4


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 9), st.booleans())
def test_the_map_never_falls_and_stays_on_the_scale(seed, points, against):
    draw = np.random.default_rng(seed)
    ensemble = draw.normal(3.0, 2.0, (12, points))
    observed = np.clip(0.4 + (-0.1 if against else 0.1) * ensemble.mean(axis=0), 0.0, 1.0)
    fitted = MonotoneMap.fit(ensemble, observed, 0.0, 1.0)
    y = fitted(np.concatenate([[-1e9], np.linspace(-20.0, 20.0, 200), [1e9]]))
    assert (np.diff(y) >= 0.0).all()
    assert y.min() >= 0.0
    assert y.max() <= 1.0


def test_what_is_held_out_changes_nothing_and_the_fit_repeats():
    ensemble, observed = example()
    first = MonotoneMap.fit(ensemble[:, :40], observed[:40], 0.0, 100.0)
    ensemble[:, 40:], observed[40:] = 1e6, -1e6
    assert MonotoneMap.fit(ensemble[:, :40], observed[:40], 0.0, 100.0) == first


def test_missing_observations_do_not_enter():
    ensemble, observed = example(20)
    gapped = observed.copy()
    gapped[15:] = math.nan
    assert MonotoneMap.fit(ensemble, gapped, 0.0, 100.0) == MonotoneMap.fit(ensemble[:, :15], observed[:15], 0.0, 100.0)


@pytest.mark.parametrize(
    ("ensemble", "observed", "flag"),
    [
        (DRAW.normal(size=(9, 1)), np.array([30.0]), m.ONE_POINT),
        (np.full((9, 5), 0.3), np.array([30.0, 31.0, 35.0, 30.0, 29.0]), m.NO_SPREAD),
        (np.tile(np.arange(5.0), (9, 1)), np.array([35.0, 33.0, 30.0, 28.0, 25.0]), m.NO_SLOPE),
    ],
)
def test_with_nothing_to_fit_the_map_is_the_training_median_and_says_why(ensemble, observed, flag):
    fitted = MonotoneMap.fit(ensemble, observed, 0.0, 100.0)
    assert fitted.flag == flag
    np.testing.assert_array_equal(fitted(np.array([-5.0, math.nan, 7.0])), [30.0, math.nan, 30.0])


def test_training_values_at_the_ends_of_the_scale_are_fitted():
    fitted = MonotoneMap.fit(np.tile(np.arange(6.0), (5, 1)), np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]), 0.0, 1.0)
    np.testing.assert_allclose(fitted(np.array([1.0, 4.0])), [0.0, 1.0], atol=0.02)


def test_no_point_and_points_off_the_scale_are_refused():
    with pytest.raises(ValueError, match="no training point"):
        MonotoneMap.fit(np.zeros((3, 0)), np.zeros(0), 0.0, 1.0)
    with pytest.raises(ValueError, match="not within"):
        MonotoneMap.fit(DRAW.normal(size=(3, 2)), np.array([0.5, 1.5]), 0.0, 1.0)
