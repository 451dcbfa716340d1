"""A line is the run its events make, whatever was done to it on the way."""

import numpy as np
import pytest
import worlds

from eastsea_abm.chronicle import Chronicle
from eastsea_abm.errors import InputError, ScenarioError, StepFailed
from eastsea_abm.lines.line import Line
from eastsea_abm.lines.policies import change_policy, standing
from eastsea_abm.model import RegionModel
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.setup import Setup, made_ready, prepare

DISPUTE = {"type": "history_dispute", "actor": "KOR", "targets": ["JPN"], "size": 2.0, "note": "A ruling"}


@pytest.fixture(scope="module")
def setup() -> Setup:
    return made_ready("phnom-penh-2022", months=20)


def played(line: Line, months: int) -> Line:
    for _ in range(months):
        line.step()
    return line


def in_a_file(setup: Setup, line: Line) -> RegionModel:
    """The same events, written into the scenario's file."""
    file = setup.scenario.file
    scenario = read_scenario("phnom-penh-2022", months=file.months)
    events = [*scenario.file.events, *line.events]
    object.__setattr__(scenario, "file", scenario.file.model_copy(update={"events": events}))
    return RegionModel(prepare(scenario))


def test_a_line_makes_the_tables_of_a_run_of_the_same_events(setup):
    line = played(Line(setup), 3)
    line.put(DISPUTE)
    line.pull("engagement", 1.0)
    line.pull("engagement", 0.6)  # takes the other's place
    line.put({**DISPUTE, "date": "2023-09", "size": 0.5})
    played(line, 9)
    model = in_a_file(setup, line)
    chronicle = Chronicle(model)
    for _ in range(12):
        model.step()
        chronicle.watch()
    assert worlds.same(line.world(12), model.world) == []
    for name, table in chronicle.tables().items():
        assert table.equals(line.tables()[name]), name


def test_a_branch_has_every_bit_of_its_past_and_goes_its_own_way_only_where_something_changes(setup):
    line = played(Line(setup), 4)
    line.put(DISPUTE)
    played(line, 8)
    same, other = line.branch("same", 6), line.branch("other", 3)
    played(same, 6)
    assert worlds.same(same.world(12), line.world(12)) == []
    assert (same.parent, same.since, same.played) == ("main", setup.start + 6, 12)
    played(other, 9)  # the dispute of the fifth month lies after it left
    assert other.events == []
    assert np.array_equal(other.model.outcomes[:4], line.model.outcomes[:4])
    assert not np.array_equal(other.model.outcomes[:12], line.model.outcomes[:12])
    assert len(other.model.datacollector.model_vars["cooperation"]) == 12  # Mesa has seen them all


def test_what_waits_can_be_taken_back_and_what_has_struck_cannot(setup):
    line = played(Line(setup), 2)
    line.put({**DISPUTE, "date": "2023-05"})
    (place, event), *_ = line.waiting
    assert event.date == "2023-05"
    line.withdraw(place)
    assert worlds.same(played(line, 6).world(8), played(Line(setup), 8).world(8)) == []
    line.put(DISPUTE)
    line.step()
    with pytest.raises(InputError, match="cannot be taken back"):
        line.withdraw(0)


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({**DISPUTE, "date": "2022-12"}, "has passed"),
        ({**DISPUTE, "date": "2033-01"}, "lies after the run"),
        ({**DISPUTE, "actor": "KOX"}, "no state"),
        ({**DISPUTE, "size": 9}, "between 0 and 3"),
    ],
)
def test_an_event_that_cannot_happen_is_refused_and_nothing_is_kept_of_it(setup, event, said):
    line = played(Line(setup), 1)
    with pytest.raises((InputError, ScenarioError), match=said):
        line.put(event)
    assert line.events == []


def test_the_same_event_twice_is_refused_as_a_file_would_be(setup):
    line = Line(setup)
    line.put(DISPUTE)
    with pytest.raises(InputError, match="there already"):
        line.put({**DISPUTE, "note": "told otherwise"})


def test_a_step_that_fails_leaves_the_line_where_it_stood(setup):
    line, twin = played(Line(setup), 3), played(Line(setup), 5)
    line.model.world.trust[:] = np.nan
    with pytest.raises(StepFailed, match="2023-03"):
        line.step()
    assert line.played == 3
    assert worlds.same(played(line, 2).world(5), twin.world(5)) == []


def test_how_far_an_event_moved_cooperation_is_known_once_its_months_are_played(setup):
    line = Line(setup)
    line.put({**DISPUTE, "date": "2023-02"})
    played(line, 5)
    assert line.moved(3) is None
    assert len(line.moved(3, now=True)) == len(line.happenings(3))
    played(line, 3)
    moved = {h.text: m.moved for h, m in zip(line.happenings(3), line.moved(3), strict=True)}
    without = played(Line(setup), 8).model.outcomes[2:8, 0]
    assert moved["A ruling"] == pytest.approx(line.model.outcomes[2:8, 0].mean() - without.mean())
    assert moved["A ruling"] < 0


def test_a_change_of_policy_is_lever_events_that_a_saved_line_remembers(setup):
    line = played(Line(setup), 2)
    before = standing(line)
    after = [*(name for name in before if name != "seoul-as-recorded"), "engage-institutionalise"]
    assert change_policy(line, before, after) == []
    line.step()
    focal, partner = (setup.index.state(name) for name in ("KOR", "JPN"))
    assert line.world(3).institutions[focal, partner] == 0.5
    assert "engage-institutionalise" in standing(line)
    again = Line(setup, events=line.events)
    assert standing(again, 3) == standing(line)
    assert worlds.same(played(again, 3).world(3), line.world(3)) == []
