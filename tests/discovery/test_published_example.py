"""Peeling against a published example: the renewable energy standard of Bryant and Lempert (2010).

The oracle is what the documentation of the EMA workbench prints for their data ("Performing Scenario Discovery in
Python", emaworkbench.readthedocs.io/en/latest/examples/scenario_discovery.html, read November 2026): 882 runs of which
89 are costly, slices of a tenth, the box with the number 21 that it shows "following Bryant & Lempert", its
quasi-p-values, and the last box.

The workbench rounds the size of a slice up, and takes the largest of slices equally bad. We round down, and of such
slices rather take one of a factor of which something is asked already. These two things are the whole difference on
these data: with both undone the boxes agree to the case; as we cut they are as good, restrict the same factors, and
at nearly the same values. Its other criterion (what is gained divided by what is cut away) changes nothing here.

The article itself was not seen. A note on it that was seen (of unknown hands) names three of its four bounds.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from eastsea_abm.discovery.choosing import chosen, measured, quasi_ps
from eastsea_abm.discovery.peeling import peeled, trajectory
from eastsea_abm.discovery.space import Box, Space, whole

BIOMASS, ELASTICITY, BACKSTOP, COST = (
    "Total biomass",
    "Demand elasticity",
    "Biomass backstop price",
    "Cellulosic cost",
)
#: As printed for box 21: the bound (a point at it is inside), whether it is the upper one, and the quasi-p-value.
PRINTED = {
    BIOMASS: (755.8, True, 4.716968553178765e-06),
    ELASTICITY: (-0.422, False, 1.1849299115762218e-16),
    BACKSTOP: (150.05, False, 3.515112530263049e-11),
    COST: (72.65, False, 0.15741333528927348),
}
WITHOUT_COST = {name: PRINTED[name] for name in PRINTED if name != COST}
BEYOND = 1e9  # further out than any point


@pytest.fixture(scope="module")
def example() -> tuple[Space, np.ndarray]:
    """The runs by their nine factors, and which of them are costly."""
    text = Path(__file__).with_name("bryant_lempert_2010.csv").read_text(encoding="utf-8")
    names, *rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    table = np.array(rows, float)
    return Space(tuple(names[:-1]), table[:, :-1]), table[:, -1] == 1


def as_printed(space: Space, bounds: dict) -> Box:
    """A box of ours, whose bounds lie outside, from printed ones, which lie inside."""
    box = whole(space)
    for name, (bound, upper, _) in bounds.items():
        factor = space.numbers.index(name)
        box = (
            box.below(factor, np.nextafter(bound, np.inf)) if upper else box.above(factor, np.nextafter(bound, -np.inf))
        )
    return box


def theirs(space: Space, truth: np.ndarray) -> list[Box]:
    """Our peeling with slices rounded up, a factor already cut favoured only among slices of one size.

    Something is asked of every factor from the start, so that none is favoured; those already cut are put first, so
    that they win where all else is equal.
    """
    nine = len(space.numbers)
    # 40: a box that never shrinks is to fail, not to hang
    boxes = [Box(np.full(nine, -BEYOND), np.full(nine, BEYOND))]
    while not truth[boxes[-1].inside(space)].all() and len(boxes) < 40:
        low, high, _ = boxes[-1]
        points = int(boxes[-1].inside(space).sum())
        order = np.argsort((low == -BEYOND) & (high == BEYOND), stable=True)
        alpha = (math.ceil(0.1 * points) + 0.5) / points
        smaller = peeled(space.only(order), truth, Box(low[order], high[order]), alpha)
        back = np.argsort(order)
        boxes.append(Box(smaller.low[back], smaller.high[back]))
    return boxes


def asked(space: Space, box: Box) -> list[str]:
    """Names of the factors that are cut on either side."""
    return [name for k, name in enumerate(space.numbers) if box.low[k] > -BEYOND or box.high[k] < BEYOND]


def test_the_data_are_those_of_the_example(example):
    space, truth = example
    assert space.values.shape == (882, 9)
    assert truth.sum() == 89


def test_the_printed_box_holds_what_was_printed(example):
    space, truth = example
    found = measured(space, truth, as_printed(space, PRINTED))
    assert (found.coverage, found.density, found.support) == pytest.approx((0.752809, 0.770115, 0.0986395), abs=5e-7)
    assert found.factors == 4


def test_the_printed_quasi_p_values_are_ours(example):
    space, truth = example
    values = dict(zip(space.names, quasi_ps(space, truth, as_printed(space, PRINTED)), strict=True))
    assert {name: p for name, p in values.items() if not np.isnan(p)} == pytest.approx(
        {name: p for name, (_, _, p) in PRINTED.items()}, rel=1e-9, abs=0
    )


def test_without_the_factor_told_least_from_chance_the_box_holds_what_was_printed(example):
    space, truth = example
    box = as_printed(space, PRINTED).without(space.numbers.index(COST))
    found = measured(space, truth, box)
    assert (found.coverage, found.density, found.support) == pytest.approx((0.764045, 0.715789, 0.10771), abs=5e-7)
    assert found.factors == 3
    left = ~box.inside(space)
    assert (left.sum(), truth[left].sum()) == (787, 21)


def test_peeling_as_they_cut_gives_their_boxes_to_the_case(example):
    space, truth = example
    boxes = theirs(space, truth)
    found = measured(space, truth, boxes[21])
    assert (found.coverage, found.density, found.support) == pytest.approx((0.752809, 0.770115, 0.0986395), abs=5e-7)
    assert set(asked(space, boxes[21])) == set(PRINTED)
    inside = space.values[boxes[21].inside(space)]
    for name, (bound, upper, _) in PRINTED.items():
        k = space.numbers.index(name)
        if upper:
            assert inside[:, k].max() <= bound < boxes[21].high[k]
        else:
            assert boxes[21].low[k] < bound <= inside[:, k].min()
    assert len(boxes) == 28
    last = measured(space, truth, boxes[-1])
    assert (last.coverage, last.density, last.support) == pytest.approx((0.5056179775, 1.0, 0.0510204082), abs=5e-10)
    assert len(asked(space, boxes[-1])) == 6


@pytest.mark.parametrize(("alpha", "true"), [(0.1, 66), (0.05, 67)])
def test_peeling_as_we_cut_passes_through_a_box_as_good(example, alpha: float, true: int):
    """Of 87 runs 67 are costly in theirs; one fewer is far within the standard error of such a share (4 runs)."""
    space, truth = example
    boxes = trajectory(space, truth, whole(space), least_points=44, least_coverage=0.5, alpha=alpha)
    (box,) = (box for box in boxes if box.inside(space).sum() == 87)
    assert measured(space, truth, box).true == true
    assert set(asked(space, box)) == set(PRINTED)
    for name, (bound, upper, _) in PRINTED.items():
        k = space.numbers.index(name)
        ours, other = (box.high[k], box.low[k]) if upper else (box.low[k], box.high[k])
        assert ours == pytest.approx(bound, abs=np.ptp(space.values[:, k]) / 20), name
        assert np.isinf(other)


@pytest.mark.parametrize("alpha", [0.1, 0.05])
def test_the_box_we_choose_restricts_the_three_factors_they_kept(example, alpha: float):
    space, truth = example
    found = chosen(space, truth, alpha)
    assert {space.names[k] for k in np.flatnonzero(found.box.restricted)} == set(WITHOUT_COST)
    assert found.dropped == (COST,)
    for name, (_, upper, _) in WITHOUT_COST.items():
        k = space.numbers.index(name)
        assert np.isfinite(found.box.high[k] if upper else found.box.low[k])


def test_the_bounds_told_of_the_article_give_its_coverage_and_density(example):
    """79 % and 73 % at biomass < 769, backstop > 148, cost > 72.65; the bound of the elasticity is not told."""
    space, truth = example
    box = as_printed(space, {BIOMASS: (769, True, 0), BACKSTOP: (148, False, 0), COST: (72.65, False, 0)})
    k = space.numbers.index(ELASTICITY)
    steps = [measured(space, truth, box.above(k, bound)) for bound in np.unique(space.values[:, k])]
    assert (0.79, 0.73) in {(round(one.coverage, 2), round(one.density, 2)) for one in steps}
