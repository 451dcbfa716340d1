"""What a hindcast is given, and what it is not."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import eastsea_abm
from eastsea_abm.errors import ScenarioError
from eastsea_abm.hindcast.neutral import NEUTRALS
from eastsea_abm.hindcast.setting import ALL, DRIVES, LAUNCHES, WHOLE, forced_setup
from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario.facts import read_facts

MECHANISMS = Path(eastsea_abm.__file__).parent / "mechanisms"
GIVEN = ("conduct", "instrument", "rung")  # effects by which a record would impose what the model is asked about


def effects(**asked) -> list[str]:
    return [event.effect for event in forced_setup(months=168, **asked).events]


def test_nothing_that_the_governments_did_with_each_other_is_imposed():
    setup = forced_setup(months=168)
    assert {fact.klass for fact in setup.scenario.facts} == {"exogenous"}
    assert not set(GIVEN) & {event.effect for event in setup.events}
    dated = [event for event in setup.events if event.effect == "lever" and event.month > setup.start]
    assert dated == [], "a strategy is a decision of a government too"
    kept = {fact.id for fact in read_facts() if fact.klass == "exogenous" and "2012-01" <= fact.date < "2026-01"}
    assert {fact.id for fact in setup.scenario.facts} == kept, "and nothing exogenous is missing"


def test_a_shorter_hindcast_knows_nothing_of_later_months():
    short, long = forced_setup(months=84), forced_setup(months=168)
    assert max(event.month for event in short.events) < short.start + 84
    early = [event for event in long.events if event.month < short.start + 84]
    assert list(short.events) == early


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("leaders", {"lead"}),
        ("history events", {"grieve", "settle"}),
        ("US posture", {"commit", "broker"}),
        ("doctrine", {"doctrine"}),
    ],
)
def test_a_drive_that_is_left_out_takes_its_effects_along_and_no_others(name, gone):
    before, after = effects(), effects(without=[name])
    assert gone <= set(before)
    assert after == [effect for effect in before if effect not in gone]


def test_without_launches_other_pressure_stays_and_the_other_way_round():
    launches = forced_setup(months=168, without=["launches"]).events
    others = forced_setup(months=168, without=["other pressure"]).events
    assert not any(event.kind in LAUNCHES for event in launches)
    assert any(event.effect == "provoke" for event in launches)
    assert {event.kind for event in others if event.effect == "provoke"} <= set(LAUNCHES)


def test_without_governments_history_only_courts_are_left():
    left = [event for event in forced_setup(months=168, without=["governments' history"]).events]
    history = {event.text for event in left if event.effect in ("grieve", "settle")}
    courts = {fact.description for fact in read_facts() if "R24" in fact.rubric}
    assert history
    assert history <= courts


def test_without_the_whole_record_nothing_happens_and_the_parts_make_the_whole():
    assert set(effects(without=[ALL])) == {"lever"}
    assert set(effects(without=list(WHOLE))) == {"lever"}


def test_an_unknown_drive_is_refused_with_the_nearest():
    with pytest.raises(ScenarioError, match="launches"):
        forced_setup(without=["launchs"])


def stated(mechanism: str) -> set[str]:
    """Names that the docstring of a mechanism gives under its neutral values."""
    text = re.sub(r"\s+", " ", (MECHANISMS / f"{mechanism}.py").read_text(encoding="utf-8").split('"""')[1])
    sentence = re.search(r"Neutral values?: (.*?)(?:\.(?: |$)|\.$)", text)
    assert sentence, mechanism
    return {word for word in re.findall(r"[a-z_]+", sentence[1]) if word in ROWS or word in LEVERS}


@pytest.mark.parametrize("name", NEUTRALS)
def test_a_mechanism_is_switched_off_as_its_docstring_says(name):
    neutral = NEUTRALS[name]
    own = {**neutral.parameters, **neutral.levers}
    if stated(name):
        assert stated(name) == set(own)
    for parameter, value in neutral.parameters.items():
        low, high = ROWS[parameter].bounds
        assert low <= value <= high


def test_every_mechanism_can_be_switched_off_but_two():
    files = {path.stem for path in MECHANISMS.glob("*.py")} - {"__init__"}
    assert files - set(NEUTRALS) == {"record", "balance"}


def test_switching_off_reaches_the_run():
    setup = forced_setup(months=24, parameters=NEUTRALS["doctrine"].parameters, levers=NEUTRALS["doctrine"].levers)
    assert setup.parameters.arming == 0.0
    assert setup.scenario.levers["doctrine_rate"] == 0.0


def test_every_drive_has_a_meaning():
    assert all(drive.meaning for drive in DRIVES.values())
    assert np.unique(list(DRIVES)).size == len(DRIVES)
