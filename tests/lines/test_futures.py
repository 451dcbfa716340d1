"""Futures of a line: their luck, their fans, and that the line itself is one of them."""

import numpy as np
import pytest

from eastsea_abm.draws import luck
from eastsea_abm.errors import InputError, ScenarioError
from eastsea_abm.lines.fans import from_start
from eastsea_abm.lines.futures import play, prepared
from eastsea_abm.lines.line import Line
from eastsea_abm.lines.onward import FuturesPlayer, onward
from eastsea_abm.lines.warming import ready
from eastsea_abm.scenario.setup import made_ready

MONTHS = 8
WAITING = {"type": "history_dispute", "actor": "KOR", "targets": ["JPN"], "size": 1, "date": "2023-11"}


@pytest.fixture(scope="module")
def line() -> Line:
    made = Line(made_ready("phnom-penh-2022", months=30))
    made.put(WAITING)
    for _ in range(10):
        made.step()
    return made


def goes_on(line: Line, run: int) -> np.ndarray:
    """What the line would go on to do were its number ``run``."""
    twin = line.branch("twin", 10)
    twin.put(WAITING)  # a branch leaves behind what has yet to strike
    twin.model.luck = luck(line.setup.scenario.file.seed, run)
    for _ in range(MONTHS):
        twin.step()
    return twin.model.outcomes[10 : 10 + MONTHS]


def test_future_r_is_what_the_line_goes_on_to_do_under_the_draws_of_run_r(line):
    player = FuturesPlayer(onward(line, 10, MONTHS), "plain")
    series = player.series(0, 3)
    for run in range(3):
        assert np.array_equal(series[run], goes_on(line, run))


@pytest.mark.xdist_group("compiled")
def test_compiled_futures_are_the_plain_ones_to_the_last_bit(line, compiled_engine):
    setup = onward(line, 10, MONTHS)
    plain, fast = (FuturesPlayer(setup, engine).series(0, 4) for engine in ("plain", "compiled"))
    assert np.array_equal(plain, fast)
    acts = [FuturesPlayer(setup, engine).acts(0, 2) for engine in ("plain", "compiled")]
    assert np.array_equal(*acts)


@pytest.fixture(scope="module")
def forked(line):
    return play(prepared(line, 10, ["default", "hedge", "engage-institutionalise"], MONTHS), 12, engine="plain")


def test_fans_are_quantiles_over_the_futures_of_each_policy(forked):
    told = forked.told()
    for k, policy in enumerate(("default", "hedge", "engage-institutionalise")):
        own = forked.series[k, :, :, 0]
        fan = told["fans"]["cooperation"][policy]
        assert fan["q05"] == pytest.approx(np.quantile(own, 0.05, axis=0), rel=1e-3)
        assert fan["q50"] == pytest.approx(np.quantile(own, 0.5, axis=0), rel=1e-3)
    crises = forked.series[1, :, :, forked.fork.outcomes.index("crises")].cumsum(axis=1)
    assert told["fans"]["crises"]["hedge"]["mean"] == pytest.approx(crises.mean(axis=0), rel=1e-3)


def test_differences_are_paired_and_from_the_first_policy(forked):
    told = forked.told()
    gaps = forked.totals[2, :, 0] - forked.totals[0, :, 0]
    one = next(
        d for d in told["differences"] if (d["outcome"], d["policy"]) == ("cooperation", "engage-institutionalise")
    )
    assert one["mean"] == pytest.approx(gaps.mean(), rel=1e-3)
    assert one["low"] < one["mean"] < one["high"]
    assert told["against"] == "default"


def test_the_line_itself_is_shown_under_the_policy_that_lets_it_go_on(line, forked):
    assert forked.told()["own"]["cooperation"] == pytest.approx(goes_on(line, 0)[:, 0], rel=1e-3)
    assert [path.stands for path in forked.fork.paths] == [True, False, False]


def test_a_policy_that_changes_nothing_parts_nobody(line):
    twice = play(
        prepared(line, 10, ["default", "+".join(name for name, _ in line.setup.scenario.overlays)], 3),
        4,
        engine="plain",
    )
    assert np.array_equal(twice.series[0], twice.series[1])
    assert twice.told()["partings"] == []
    assert "not one of 4 futures differs" in twice.told()["words"][0]


def test_who_parts_is_told_with_the_month(forked):
    first = forked.told()["partings"][0]
    assert (first["actor"], first["share"]) == ("KOR", 1.0)
    assert first["median"] >= 1


def test_what_waits_on_the_line_strikes_in_its_futures(line):
    waiting = onward(line, 10, 6)
    assert [event.kind for event in waiting.events if event.date == "2023-11"].count("history_dispute") >= 1


def test_unknown_policies_and_months_are_refused(line):
    with pytest.raises(ScenarioError, match="hedgee"):
        prepared(line, 10, ["default", "hedgee"], 3)
    with pytest.raises(InputError):
        prepared(line, 99, ["default"], 3)


def test_the_fan_from_the_start_is_the_ensemble_of_the_scenario():
    setup = made_ready("triangle", months=6)
    fan = from_start(setup, 5, engine="plain")
    runs = np.stack([setup.run(luck(setup.scenario.file.seed, r))[:, 0] for r in range(5)])
    assert fan["outcomes"]["cooperation"]["q50"] == pytest.approx(np.median(runs, axis=0), rel=1e-3)
    assert fan["months"][0] == setup.scenario.file.start[:7]


def test_nobody_waits_for_a_compiler_where_there_is_none(monkeypatch):
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    assert ready(lambda gone, usual: pytest.fail("nothing to wait for")) is False
