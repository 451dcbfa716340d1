"""Many runs are the same runs: whoever asks, on however many threads, in whatever portions."""

import numpy as np
import pytest

from eastsea_abm.ensemble import run_ensemble
from eastsea_abm.model import RegionModel

SCENARIO, MONTHS, SEED = "phnom-penh-2022", 18, 5


@pytest.fixture(scope="module")
def table():
    return run_ensemble(SCENARIO, runs=6, months=MONTHS, seed=SEED, workers=2)


def test_a_table_has_a_row_a_run_and_month(table):
    assert table.index.names == ["run", "month"]
    assert len(table) == 6 * MONTHS
    assert table.loc[0].index[0] == "2022-12"
    assert np.isfinite(table.to_numpy()).all()


def test_threads_do_not_matter(table):
    one = run_ensemble(SCENARIO, runs=6, months=MONTHS, seed=SEED, workers=1)
    assert one.equals(table)


def test_portions_do_not_matter(table):
    later = run_ensemble(SCENARIO, runs=2, first_run=4, months=MONTHS, seed=SEED)
    assert later.equals(table.loc[4:5])


@pytest.mark.parametrize("run", [0, 3])
def test_a_run_of_the_ensemble_can_be_watched_alone(table, run):
    model = RegionModel(SCENARIO, run=run, months=MONTHS, seed=SEED)
    while model.running:
        model.step()
    np.testing.assert_array_equal(model.outcomes, table.loc[run].to_numpy())


def test_policies_meet_the_same_luck():
    base = run_ensemble("baseline", policy="counterstrike,hedge", runs=3, months=24, seed=1)
    same = run_ensemble(
        "baseline", policy="counterstrike,hedge", runs=3, months=24, seed=1, settings={"institutions": 0}
    )
    assert base.equals(same)


def test_another_seed_is_another_history(table):
    assert not run_ensemble(SCENARIO, runs=1, months=MONTHS, seed=SEED + 1).loc[0].equals(table.loc[0])
