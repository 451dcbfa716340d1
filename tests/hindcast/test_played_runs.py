"""Runs that go numerically wrong are left out, counted, and told; if all do, nothing is scored."""

from __future__ import annotations

import numpy as np
import pytest

from eastsea_abm.ensemble import Observer
from eastsea_abm.errors import InputError
from eastsea_abm.hindcast.played import play
from eastsea_abm.hindcast.setting import forced_setup


def spoilt(monkeypatch: pytest.MonkeyPatch, wrong: set[int]) -> None:
    """Let some runs go wrong from their third month on."""
    series = Observer.series

    def as_if(self: Observer, first: int, runs: int) -> np.ndarray:
        out = series(self, first, runs)
        for run in wrong.intersection(range(first, first + runs)):
            out[run - first, 2:] = np.nan
        return out

    monkeypatch.setattr(Observer, "series", as_if)


def test_a_run_that_goes_wrong_is_left_out_and_counted(monkeypatch):
    setup = forced_setup(months=4)
    whole = play(setup, ["cooperation"], runs=5, engine="plain")
    spoilt(monkeypatch, {1, 3})
    found = play(setup, ["cooperation"], runs=5, engine="plain")
    assert (whole.failed, found.failed) == (0, 2)
    assert np.array_equal(found.of("cooperation"), whole.of("cooperation")[[0, 2, 4]])


def test_where_every_run_goes_wrong_there_is_one_line_and_no_score(monkeypatch):
    spoilt(monkeypatch, {0, 1, 2})
    with pytest.raises(InputError, match="all 3 runs went numerically wrong"):
        play(forced_setup(months=4), ["cooperation"], runs=3, engine="plain")
