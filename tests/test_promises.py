"""What the compiler is told about the rules (see `_reference`) holds when they run plainly."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
import worlds

from eastsea_abm import schedule
from eastsea_abm.draws import luck
from eastsea_abm.scenario.setup import made_ready
from eastsea_abm.world import seated


class FromTheStart(np.ndarray):
    """An array that refuses to count places from its end."""

    def __getitem__(self, at: Any) -> Any:
        forward(at)
        return super().__getitem__(at)

    def __setitem__(self, at: Any, value: Any) -> None:
        forward(at)
        super().__setitem__(at, value)


def forward(at: Any) -> None:
    for place in at if isinstance(at, tuple) else (at,):
        if isinstance(place, int | np.integer) and place < 0:
            raise IndexError(f"place {at} counts from the end")


def strict(tuple_of_arrays: Any) -> Any:
    fields = (a.view(FromTheStart) if isinstance(a, np.ndarray) else a for a in tuple_of_arrays)
    return type(tuple_of_arrays)(*fields)


def test_an_array_that_counts_from_the_start_refuses_minus_one():
    array = np.zeros((2, 2)).view(FromTheStart)
    assert array[1, 0] == 0.0
    with pytest.raises(IndexError, match="counts from the end"):
        array[0, -1]
    with pytest.raises(IndexError, match="counts from the end"):
        array[-1] = 1.0


@pytest.mark.parametrize("scenario", ["phnom-penh-2022", "history-2012-2026", "aegean", "triangle"])
def test_no_rule_counts_from_the_end_and_none_changes_what_stays(scenario):
    setup = made_ready(scenario, months=30)
    constant = [a.copy() for part in (setup.region, setup.record) for a in part if isinstance(a, np.ndarray)]
    w = strict(setup.world_at_start(luck(1)))
    rows = np.zeros((30, len(setup.columns))).view(FromTheStart)
    g, e = strict(setup.region), strict(setup.record)
    w.rung[:] = 2  # crises, so that allies, observers and patrons are asked after
    schedule.advance(w, g, setup.parameters, luck(1), e, setup.start, rows)
    after = [a for part in (setup.region, setup.record) for a in part if isinstance(a, np.ndarray)]
    assert all(np.array_equal(x, y, equal_nan=x.dtype.kind == "f") for x, y in zip(constant, after, strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_no_rule_counts_from_the_end_in_invented_regions_whatever_happens(seed):
    file = worlds.synthetic(3 + 3 * seed, seed)
    r = worlds.ready(file, happenings=worlds.random_happenings(file, 18, 60, seed), **worlds.HOT)
    rows = np.zeros((18, len(r.columns()))).view(FromTheStart)
    w = strict(r.world)
    schedule.advance(w, strict(r.region), r.parameters, luck(seed), strict(r.record), r.start, rows)
    assert np.isfinite(rows).all()


def test_no_two_arrays_of_a_seated_world_overlap():
    seat = seated(worlds.ready(worlds.northeast_asia()).world)
    assert not any(np.shares_memory(a, b) for a, b in combinations(seat.world, 2))
    assert sum(a.size for a in seat.world) == seat.floats.size + seat.ints.size
