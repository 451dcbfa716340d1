"""From a store to boxes: what holds where, what is refused, what is told from chance, and what is said."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from discovery_samples import WHERE, sweep
from made_stores import made, on_disk

from eastsea_abm.cli import call
from eastsea_abm.cli.discovering import show
from eastsea_abm.discovery import words
from eastsea_abm.discovery.chance import stability
from eastsea_abm.discovery.covering import Discovery, discover
from eastsea_abm.discovery.plain import as_data
from eastsea_abm.discovery.space import Space
from eastsea_abm.discovery.statement import read_statement
from eastsea_abm.discovery.tree import grown
from eastsea_abm.discovery.truths import truths
from eastsea_abm.errors import InputError

FEW = {"shuffles": 19, "resamples": 6}


@pytest.fixture(scope="module")
def told() -> Discovery:
    return discover(sweep(), WHERE, **FEW)


def judged(store, where: str = WHERE):
    return truths(store, read_statement(where, store.plan.outcomes, store.plan.policies))


def two_policies(gaps: list[list[float]], failed=()):
    """A setting a row, in which engaging differs from hedging by so much, run by run."""
    table = np.array(gaps)
    rules = {"entrapment": lambda setting, policy, run: 10.0 * (run + 1) + policy * table[setting, run]}
    return made(rules, {"voice": range(len(gaps))}, policies=("hedge", "engage"), runs=table.shape[1], failed=failed)


def test_a_statement_is_judged_by_means_over_pairs():
    found = judged(two_policies([[-1, -1, -1.1], [2, -0.5, -0.5], [0, 0, 0], [-3, 1, 1]]))
    assert found.true.tolist() == [True, False, False, True]
    assert found.unclear.tolist() == [False, True, True, True]


def test_a_run_that_failed_under_one_policy_counts_under_none():
    # Row 0 is the first run of hedging: its partner would turn the mean.
    found = judged(two_policies([[9, -1, -1]], failed=[0]))
    assert found.true.tolist() == [True]
    assert found.runs.tolist() == [2]


def test_several_conditions_must_all_hold():
    store = two_policies([[-1.0, -1.0], [-2.0, -2.0]])
    assert judged(store, f"{WHERE} and entrapment(engage) < 13.5").true.tolist() == [False, True]


def test_settings_that_are_not_there_are_left_out():
    store = sweep(settings=60)
    rows = store.table().slice(0, 50 * 8)
    store._rows = rows
    found = discover(store, WHERE, boxes=1, **FEW)
    assert (found.settings, found.left_out) == (50, 10)
    assert any("10 settings without a whole run" in line for line in words.caveats(found, store.plan))


def test_the_corner_is_found_and_said(told):
    (box,) = told.boxes
    plan = sweep().plan
    said = words.sentence(told, 0, plan)
    assert said.startswith("Where voice is above 0.")
    assert "posture is " in said
    assert "firm" not in said
    assert "engage has less entrapment than hedge in" in said
    assert box.numbers.density > 0.9
    assert box.numbers.elsewhere < 0.15
    assert box.stability.density > 0.8
    assert dict(zip(box.space.names, box.stability.restricted, strict=True))["voice"] == 1.0
    assert told.ended


def test_the_same_seed_says_the_same(told):
    plan = sweep().plan
    again = discover(sweep(), WHERE, **FEW)
    assert json.dumps(as_data(again, plan), default=str) == json.dumps(as_data(told, plan), default=str)


def test_what_one_box_does_not_hold_the_next_does():
    rng = np.random.default_rng(8)
    x, y = rng.random((2, 500)).round(5)
    better = (x > 0.7) | (y > 0.8)
    rules = {"entrapment": lambda setting, policy, run: 1.0 - policy * np.where(better[setting], 0.5, -0.5)}
    store = made(rules, {"x": x, "y": y}, policies=("hedge", "engage"), runs=1, design="lhs", samples=500)
    found = discover(store, WHERE, boxes=3, **FEW)
    asked = [[name for name, _ in words.clauses(one.space, one.chosen.box)] for one in found.boxes]
    assert asked == [["x"], ["y"]]
    assert sum(one.of_all for one in found.boxes) > 0.95
    assert words.sentence(found, 1, store.plan).startswith("Outside the boxes before, where y is above 0.")
    assert "among the rest, it holds in" in found.ended


def test_without_a_signal_there_is_no_box():
    found = discover(sweep(signal=False), WHERE, **FEW)
    assert found.boxes == ()
    assert "no box is told from chance" in found.ended
    assert words.tree_lines(found.tree) == []


@pytest.mark.parametrize(
    ("store", "said"),
    [
        (lambda: sweep(settings=39), "39 settings are too few"),
        (lambda: two_policies([[-1.0]] * 45 + [[1.0]] * 9), "holds in 45 of 54 settings and not in 9"),
        (lambda: two_policies([[-1.0]] * 9 + [[1.0]] * 45), "holds in 9 of 54 settings and not in 45"),
        (lambda: made({"entrapment": lambda s, p, r: 1.0 * p}, {}, policies=("hedge", "engage")), "nothing varies"),
    ],
    ids=["few settings", "few false", "few true", "no factor"],
)
def test_too_little_is_refused(store, said):
    with pytest.raises(InputError, match=said):
        discover(store(), WHERE, **FEW)


def test_resamples_say_how_stable_a_box_is():
    rng = np.random.default_rng(6)
    values = rng.random((150, 3))
    found = stability(Space(("a", "b", "c"), values), values[:, 1] > 0.5, rng, resamples=5)
    assert found.restricted[1] == 1.0
    assert found.none == 0.0
    assert found.density > 0.9


def test_a_tree_splits_where_it_should():
    values = np.random.default_rng(1).random((200, 2))
    tree = grown(Space(("a", "b"), values), values[:, 1] > 0.25, np.random.default_rng(0), shuffles=19)
    assert tree.split.factor == "b"
    assert tree.split.low <= 0.25 < tree.split.high
    assert (tree.first.true, tree.other.true) == (0, tree.other.points)


@pytest.mark.parametrize(("low", "high", "text"), [(0.1, 0.5, "0.3"), (0.8978, 0.9012, "0.9"), (1, 2, "1.5")])
def test_a_bound_is_the_shortest_number_between(low, high, text):
    assert words.between(low, high) == text


def test_designs_that_share_values_say_so(told):
    plan = dataclasses.replace(sweep().plan, design="sobol")
    assert any("share values" in line for line in words.caveats(told, plan))


def test_the_terminal_shows_a_box_in_eighty_columns(told, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    show(told, sweep().plan)
    out = capsys.readouterr().out
    assert "Box 1" in out
    assert "steady or absent" in out or "absent or steady" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_verb_finds_and_refuses(tmp_path: Path, capsys):
    folder = str(on_disk(sweep(settings=120, runs=2), tmp_path / "swept"))
    assert call(["discover", folder, "--where", WHERE, "--boxes", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {row["factor"] for row in found["boxes"][0]["restrictions"]} == {"posture", "voice"}
    assert found["boxes"][0]["trajectory"][0]["coverage"] == 1.0
    assert call(["discover", folder, "--where", "entrapmnt(engage) < entrapment(hegde)"]) == 2
    err = capsys.readouterr().err
    assert "did you mean 'entrapment'?" in err
    assert "did you mean 'hedge'?" in err
