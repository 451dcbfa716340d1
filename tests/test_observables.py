"""What a hindcast reads beside the outcomes, and parameter sets of which each run takes one."""

from __future__ import annotations

import numpy as np
import pytest
import worlds

from eastsea_abm.ensemble import Observer, Player, in_order
from eastsea_abm.model import RegionModel
from eastsea_abm.observables import OBSERVABLES, names, observe
from eastsea_abm.scenario.parameter_sets import ParameterSets
from eastsea_abm.scenario.setup import made_ready

SETS = ParameterSets("toy", ("weight_threat", "flare"), np.array([[1.0, 0.5], [1.4, 0.2], [0.9, 0.33]]))


@pytest.fixture(scope="module")
def setup():
    return made_ready("history-2012-2026", months=14)


def test_observables_are_the_variables_of_the_stage(setup):
    observer = Observer(setup, "plain")
    row = dict(zip(observer.columns, observer.series(2, 1)[0, -1], strict=True))
    model = RegionModel(setup, run=2)
    model.run_for(14)
    w, at = model.world, setup.index.states.index
    for name, kind in ((name, name.split("_")[0]) for name in names(setup)):
        who = name.split("_")[1:]
        if kind == "status":
            assert row[name] == w.status[setup.index.instruments.index("_".join(who))], name
        else:
            value = getattr(w, "answer" if kind == "pressure" else kind)[at(who[0]), at(who[1])]
            assert row[name] == max(value, 0.0), name


def test_every_kind_of_observable_is_there_and_outcomes_are_as_without_them(setup):
    assert {name.split("_")[0] for name in names(setup)} == {one.name for one in OBSERVABLES}
    outcomes = Player(setup, "plain").series(0, 2)
    assert np.array_equal(Observer(setup, "plain").series(0, 2)[:, :, : outcomes.shape[2]], outcomes)


def test_a_region_without_contested_ties_has_fewer_columns_and_fills_them():
    r = worlds.ready(worlds.synthetic(5, 2))
    row = np.full(200, np.nan)
    observe(r.world, r.region, row, 3)
    ties = int(sum(r.region.contested[i, j] for i, j in zip(r.region.tie_actor, r.region.tie_target, strict=True)))
    wide = 3 * ties + 2 * r.region.rivalry_actor.size + r.region.instrument_code.size
    assert np.isfinite(row[3 : 3 + wide]).all()
    assert np.isnan(row[3 + wide :]).all()
    assert np.isnan(row[:3]).all()


@pytest.mark.parametrize("run", range(4))
def test_run_r_plays_with_row_r_of_the_parameter_sets_and_then_again_from_the_first(setup, run):
    many = setup.with_sets(SETS)
    alone = made_ready("history-2012-2026", months=14, settings=SETS.row(run % 3))
    expected = Player(alone, "plain").series(run, 1)
    assert np.array_equal(Player(many, "plain").series(run, 1), expected)
    model = RegionModel(many, run=run)
    model.run_for(14)
    assert np.array_equal(model.outcomes, expected[0])


@pytest.mark.xdist_group("compiled")
def test_compiled_runs_with_parameter_sets_are_the_plain_ones_whoever_shares_them(setup):
    many = setup.with_sets(SETS)
    plain = Observer(many, "plain").series(0, 7)
    for workers in (1, 2):
        blocks = in_order(many, Observer.series, runs=7, workers=workers, made=Observer)
        assert np.array_equal(np.concatenate([block for _, block in blocks]), plain)
