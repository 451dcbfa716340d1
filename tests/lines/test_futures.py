"""Futures of a line: their luck, their fans, and that the line itself is one of them."""

import json

import numpy as np
import pytest
from line_samples import baseline, in_crisis, played, same_world

from eastsea_abm.analysis.words import CAVEAT
from eastsea_abm.draws import luck
from eastsea_abm.ensemble import Player
from eastsea_abm.errors import InputError, ScenarioError
from eastsea_abm.lines.fans import from_start
from eastsea_abm.lines.futures import play, prepared
from eastsea_abm.lines.line import Line
from eastsea_abm.lines.onward import FuturesPlayer, onward
from eastsea_abm.lines.policies import change_policy, standing
from eastsea_abm.mechanisms import instruments
from eastsea_abm.scenario.parameter_sets import ParameterSets
from eastsea_abm.scenario.setup import made_ready
from eastsea_abm.world import copy

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


def test_a_world_goes_on_as_it_is_in_the_middle_of_a_crisis():
    """A strike cut the practice of what is signed after protocols were weighed: they are not weighed anew."""
    line = in_crisis()
    weighed = copy(line.world(4))
    instruments.weigh(weighed, line.setup.region, line.setup.parameters)
    assert not np.array_equal(weighed.protocol, line.world(4).protocol)
    setup = onward(line, 4, 5)
    assert same_world(setup.world_at_start(line.model.luck), line.world(4))
    future = FuturesPlayer(setup, "plain").series(line.run, 1)[0]
    assert np.array_equal(setup.run(line.model.luck), future)
    played(line, 5)
    assert np.array_equal(future, line.model.outcomes[4:9])


def test_futures_under_a_policy_are_those_of_a_branch_that_turns_to_it(line):
    """Also where a lever was to be set in the very month, and events wait beyond it."""
    line = line.branch("asked", 10)
    line.put(WAITING)
    line.put({"effect": "lever", "actor": "KOR", "lever": "engagement", "size": -1, "date": "2023-10-20"})
    path = prepared(line, 10, ["engage"], MONTHS).paths[0]
    turned = line.branch("turned", 10)
    turned.put(WAITING)
    change_policy(turned, standing(line), path.stands_for)
    played(turned, MONTHS)
    assert np.array_equal(path.setup.run(line.model.luck), turned.model.outcomes[10 : 10 + MONTHS])
    assert not path.stands


def test_what_was_injected_strikes_after_what_the_file_dates_for_the_same_day(tmp_path):
    (tmp_path / "elected.yaml").write_text(
        "title: Elected\nextends: baseline\nmonths: 6\nevents:\n"
        "  - {date: 2023-03, effect: lead, actor: KOR, size: 0.5}\n",
        encoding="utf-8",
    )
    line = Line(made_ready(str(tmp_path / "elected.yaml")))
    line.put({"effect": "lead", "actor": "KOR", "size": -0.5, "date": "2023-03"})
    future = onward(played(line, 2), 2, 4).run(line.model.luck)
    assert np.array_equal(future, played(line, 4).model.outcomes[2:])
    assert line.world(4).leader[line.setup.index.state("KOR")] == -0.5


def test_futures_of_a_month_long_played_hold_what_struck_since(line):
    setup = onward(line, 4, 6)
    assert np.array_equal(setup.run(line.model.luck), line.model.outcomes[4:10])


def test_futures_may_go_past_the_end_of_the_run():
    """Where no record says what happened then, a longer run of the same scenario has the same months."""
    short, longer = played(Line(baseline(5)), 5), played(Line(baseline(12)), 12)
    assert np.array_equal(onward(short, 3, 9).run(short.model.luck), longer.model.outcomes[3:])


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


def test_partings_are_the_first_months_in_which_acts_differ(forked):
    """Counted again run by run from the acts of every pair."""
    g, names = forked.fork.setup.region, forked.fork.setup.index.states
    told = [one for one in forked.told()["partings"] if one["policy"] == "hedge"]
    pairs = [*zip(g.tie_actor, g.tie_target, strict=True), *zip(g.rivalry_actor, g.rivalry_target, strict=True)]
    for one in told:
        mine = [k for k, (i, j) in enumerate(pairs) if (names[i], names[j]) == (one["actor"], one["target"])]
        apart = (forked.acts[0] != forked.acts[1])[:, :, mine].any(axis=2)
        months = [next((t + 1 for t in range(MONTHS) if apart[r, t]), None) for r in range(12)]
        parted = [month for month in months if month is not None]
        assert one["share"] == pytest.approx(len(parted) / 12, rel=1e-3)
        assert one["median"] == int(np.median(parted))
        assert one["first_month"] == forked.fork.dates[min(parted) - 1]
    assert 0 < len(told) < len(pairs)


def test_a_future_that_goes_wrong_is_left_out_under_every_policy(forked):
    fine = np.arange(12) != 3
    broken = forked._replace(fine=fine, series=forked.series.copy(), totals=forked.totals.copy())
    broken.series[1, 3] = broken.totals[1, 3] = np.nan
    told = broken.told()
    for k, policy in enumerate(("default", "hedge")):
        mean = next(t["mean"] for t in told["totals"] if (t["outcome"], t["policy"]) == ("cooperation", policy))
        assert mean == pytest.approx(forked.totals[k, fine, 0].mean(), rel=1e-3)
    assert told["failed"] == 1
    assert any("1 futures went numerically wrong" in sentence for sentence in told["words"])
    nobody = forked._replace(fine=np.zeros(12, bool)).told()
    json.dumps(nobody, allow_nan=False)
    assert not any(one["sure"] for one in nobody["differences"])


def spoiled(monkeypatch, player, goes_wrong) -> None:
    """Let run 2 go wrong in the setups for which ``goes_wrong`` is true."""
    judged = player.judged

    def judged_otherwise(self, first_run, runs):
        series, rows, wrong = judged(self, first_run, runs)
        if goes_wrong(self.setup):
            series[2], rows[2], wrong[2] = 1e9, np.nan, 1
        return series, rows, wrong

    monkeypatch.setattr(player, "judged", judged_otherwise)


def test_one_policy_under_which_a_future_goes_wrong_is_enough(line, monkeypatch):
    fork = prepared(line, 10, ["default", "hedge"], 2)
    spoiled(monkeypatch, FuturesPlayer, lambda setup: setup is fork.paths[1].setup)
    assert play(fork, 4, engine="plain").fine.tolist() == [True, True, False, True]


def test_the_fan_leaves_out_what_goes_wrong(monkeypatch):
    spoiled(monkeypatch, Player, lambda setup: True)
    fan = from_start(baseline(2), 4, engine="plain")
    assert fan["runs"] == 3
    assert max(fan["outcomes"]["cooperation"]["q95"]) < 100


def test_words_claim_no_difference_that_the_interval_does_not_know(forked):
    told = forked.told()
    unsure = [one for one in told["differences"] if not one["sure"] and one["outcome"] == "entrapment"]
    assert unsure
    for one in unsure:
        label = next(policy["label"] for policy in told["policies"] if policy["name"] == one["policy"])
        sentence = next(words for words in told["words"] if f"Under “{label}”" in words)
        assert "entrapment" in sentence.partition("cannot be told apart")[0].rsplit(";", 1)[-1]
    assert told["words"][-1] == CAVEAT


def test_how_far_futures_are_is_told_and_can_be_ended(line):
    fork, seen = prepared(line, 10, ["default", "hedge"], 2), []
    play(fork, 20, engine="plain", tick=seen.append)
    assert seen == [16, 20, 36, 40]

    def enough(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        play(fork, 20, engine="plain", tick=enough)


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
    for month, policies, months, outcomes in (
        (99, ["default"], 3, None),
        (10, [], 3, None),
        (10, ["hedge", "hedge"], 3, None),
        (10, ["default"], 0, None),
        (10, ["default"], 3, ["happiness"]),
    ):
        with pytest.raises(InputError):
            prepared(line, month, policies, months, outcomes)


def test_the_fan_from_the_start_is_the_ensemble_of_the_scenario():
    setup = made_ready("triangle", months=6)
    fan = from_start(setup, 5, engine="plain")
    runs = np.stack([setup.run(luck(setup.scenario.file.seed, r))[:, 0] for r in range(5)])
    assert fan["outcomes"]["cooperation"]["q50"] == pytest.approx(np.median(runs, axis=0), rel=1e-3)
    assert fan["months"][0] == setup.scenario.file.start[:7]


def test_futures_of_a_line_keep_the_parameter_set_of_its_run():
    sets = ParameterSets("toy", ("weight_threat", "flare"), np.array([[1.0, 0.5], [1.5, 0.1]]))
    line = Line(made_ready("baseline", months=12).with_sets(sets), run=3)
    for _ in range(4):
        line.step()
    assert line.setup.parameters.weight_threat == line.model.parameters.weight_threat == 1.5
    own = FuturesPlayer(onward(line, 4, 5), "plain").series(3, 1)[0]
    for _ in range(5):
        line.step()
    assert np.array_equal(own, line.model.outcomes[4:9])
