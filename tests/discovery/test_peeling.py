"""Peeling, pasting and the choice of a box, against what a reader can work out by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from eastsea_abm.discovery.choosing import Measured, chosen, measured, pick, quasi_ps, screen
from eastsea_abm.discovery.peeling import pasted, peeled, trajectory
from eastsea_abm.discovery.space import Box, Space, whole

TEN = Space(("x",), np.arange(10.0)[:, None])


def line(truth: str) -> np.ndarray:
    return np.array([letter == "t" for letter in truth])


def test_the_slice_least_often_true_is_peeled():
    truth = line("fffftttttf")
    box = whole(TEN)
    for low, high in ((1.0, np.inf), (3.0, np.inf), (3.0, 8.0)):  # 0 and 1; 2 and 3; then 8 and 9, a true one between
        box = peeled(TEN, truth, box, alpha=0.2 if low < 3 else 0.34)
        assert (box.low[0], box.high[0]) == (low, high)
    assert measured(TEN, truth, box) == Measured(4, 4, 0.8, 1.0, 0.4, pytest.approx(1 / 6), 1)


def test_equal_values_go_together():
    space = Space(("x",), np.array([0.0, 0, 0, 1, 1, 2, 2, 2])[:, None])
    box = peeled(space, line("ffftttff"), whole(space), alpha=0.05)
    assert (box.low[0], box.high[0]) == (0.0, np.inf)
    same = Space(("x",), np.ones((4, 1)))
    assert peeled(same, line("tftf"), whole(same)) is None


def test_a_word_is_peeled_from_a_list():
    codes = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2])[:, None]
    space = Space((), np.zeros((9, 0)), ("posture",), (("a", "b", "c"),), codes)
    box = peeled(space, line("tttffftff"), whole(space))
    assert box.allowed[0].tolist() == [True, False, True]
    box = peeled(space, line("tttffftff"), box)
    assert box.allowed[0].tolist() == [True, False, False]
    assert peeled(space, line("tttffftff"), box) is None


def test_pasting_widens_as_long_as_density_does_not_fall():
    narrow = Box(np.array([5.0]), np.array([8.0]))
    wide = pasted(TEN, line("fffftttttf"), narrow)
    assert (wide.low[0], wide.high[0]) == (3.0, 9.0)


def test_a_trajectory_shrinks_and_stops_where_too_little_is_covered():
    rng = np.random.default_rng(3)
    space = Space(("x", "y"), rng.random((200, 2)))
    truth = rng.random(200) < np.where(space.values[:, 0] > 0.6, 0.8, 0.2)
    boxes = trajectory(space, truth, whole(space), least_points=10, least_coverage=0.5)
    steps = [measured(space, truth, box) for box in boxes]
    assert all(later.points < earlier.points for earlier, later in itertools.pairwise(steps))
    assert steps[-1].coverage >= 0.5
    assert steps[-1].density > steps[0].density + 0.2


def test_the_densest_box_gives_way_to_one_of_fewer_factors_as_good():
    steps = [
        Measured(100, 40, 1.0, 0.40, 1.0, 0.0, 0),
        Measured(50, 36, 0.9, 0.72, 0.5, 0.1, 1),
        Measured(30, 23, 0.57, 0.77, 0.3, 0.2, 3),
        Measured(15, 15, 0.38, 1.00, 0.15, 0.3, 3),  # covers too little
    ]
    assert pick(steps) == 1


def test_quasi_p_is_the_binomial_tail():
    # In the box 4 of 4 are true; without its restriction 5 of 10: (1/2)^4.
    box = Box(np.array([3.0]), np.array([8.0]))
    assert quasi_ps(TEN, line("fffftttttf"), box)[0] == pytest.approx(1 / 16)


def test_a_box_in_three_dimensions_is_recovered_among_ten():
    rng = np.random.default_rng(11)
    values = rng.random((1500, 10))
    inside = (values[:, 2] > 0.5) & (values[:, 5] < 0.6) & (values[:, 7] > 0.3) & (values[:, 7] < 0.9)
    truth = rng.random(1500) < np.where(inside, 0.95, 0.05)
    space = Space(tuple(f"x{k}" for k in range(10)), values)
    found = chosen(space, truth)
    assert np.flatnonzero(found.box.restricted).tolist() == [2, 5, 7]
    edges = [found.box.low[2], found.box.high[5], found.box.low[7], found.box.high[7]]
    assert edges == pytest.approx([0.5, 0.6, 0.3, 0.9], abs=0.05)
    there = found.box.inside(space)
    assert (there & inside).sum() / (there | inside).sum() > 0.85


def test_a_word_and_a_number_make_a_box_together():
    rng = np.random.default_rng(5)
    values, codes = rng.random((400, 3)), rng.integers(3, size=(400, 1))
    truth = (values[:, 1] > 0.5) & (codes[:, 0] != 1)
    space = Space(("a", "b", "c"), values, ("posture",), (("firm", "absent", "wary"),), codes)
    found = chosen(space, truth)
    assert found.box.allowed[0].tolist() == [True, False, True]
    assert found.box.restricted.tolist() == [False, True, False, True]
    assert measured(space, truth, found.box).density > 0.97


def test_screening_keeps_what_parts_best():
    rng = np.random.default_rng(2)
    values = rng.random((300, 40))
    truth = (values[:, 17] > 0.4) & (values[:, 33] < 0.7)
    kept = screen(Space(tuple(map(str, range(40))), values), truth)
    assert {17, 33} <= set(kept)
    assert len(kept) == 6
    assert kept == sorted(kept)
