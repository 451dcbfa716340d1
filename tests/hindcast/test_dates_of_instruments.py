"""When runs sign, suspend and restore what the states did."""

from __future__ import annotations

import numpy as np
import pytest

from eastsea_abm.hindcast.dates import columns, dated, first_change, yearly_hazard
from eastsea_abm.hindcast.evaluation import Window
from eastsea_abm.hindcast.played import Runs
from eastsea_abm.observed import instrument_status, milestones
from eastsea_abm.scenario.schema import month_of

FIRST, SPLIT, LAST = month_of("2012-01"), month_of("2019-01"), month_of("2025-12")
WINDOW = Window(FIRST, SPLIT, LAST)


@pytest.mark.parametrize(
    ("codes", "signed", "suspended", "restored"),
    [
        ([0, 0, 1, 2, 3, 3, 2], 2, 4, 6),
        ([0, 0, 0, 0, 0, 0, 0], -1, -1, -1),
        ([2, 2, 3, 3, 3, 3, 3], 0, 2, -1),
        ([0, 1, 3, 1, 3, 2, 2], 1, 2, 3),
    ],
)
def test_changes_are_found_in_the_month_in_which_they_are_made(codes, signed, suspended, restored):
    status = np.array([codes])
    for change, place in (("signed", signed), ("suspended", suspended), ("restored", restored)):
        assert first_change(status, change, 100)[0] == (place if place < 0 else 100 + place)


def as_in_the_record(number: int = 3) -> Runs:
    status = instrument_status(FIRST, LAST)
    values = np.stack([status[name].astype(float) for name in status], axis=1)
    return Runs(FIRST, tuple(columns(list(status))), np.repeat(values[None], number, axis=0), 0)


def test_runs_that_do_what_the_states_did_are_right_and_certain():
    found = dated(as_in_the_record(), WINDOW)
    assert [one.milestone for one in found] == [one.name for one in milestones() if FIRST <= one.month <= LAST]
    for one in found:
        assert (one.in_year, one.never, one.at_risk, one.score) == (1.0, 0.0, 1.0, 0.0)
        assert one.score < one.score_hazard
        assert one.score < one.score_never
        assert (one.period == "held out") == (one.date >= "2019-01")


def test_runs_that_never_sign_are_the_baseline_never():
    own = as_in_the_record()
    never = own._replace(values=np.zeros_like(own.values))
    for one in dated(never, WINDOW):
        assert one.never == 1.0
        assert one.score == one.score_never
        assert one.at_risk == (1.0 if one.change == "signed" else 0.0)


def test_the_constant_hazard_knows_training_years_alone():
    shorter = yearly_hazard("signed", Window(FIRST, SPLIT, month_of("2019-12")))
    assert yearly_hazard("signed", WINDOW) == shorter
    assert 0.0 < yearly_hazard("suspended", WINDOW) < yearly_hazard("signed", WINDOW) * 10
    assert yearly_hazard("restored", WINDOW) == 0.5, "nothing was suspended in training: half a change in no year"
