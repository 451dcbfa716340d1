"""A line gives the bits of a file with the same events; it can be looked back on, changed, and gone on from."""

import numpy as np
import pytest
from line_samples import DISPUTE, MONTHS, assert_same_tables, baseline, file_tables, in_crisis, played, same_world

from eastsea_abm import chronicle as chronicle_module
from eastsea_abm import schedule
from eastsea_abm.errors import InputError, ScenarioError, StepFailed
from eastsea_abm.lines.line import Line
from eastsea_abm.model import RegionModel
from eastsea_abm.moves import HORIZON, UNKNOWN
from eastsea_abm.scenario.setup import made_ready


def test_a_poked_line_gives_the_tables_of_a_file_with_its_events(poked, tmp_path):
    assert len(poked.events) == 5
    assert_same_tables(poked.tables(), file_tables(tmp_path, poked.events))


def test_a_branch_gives_the_tables_of_a_file_with_its_events(poked, tmp_path):
    branch = poked.branch("firmer", 10)
    assert (branch.parent, branch.since, branch.played) == ("main", poked.setup.start + 10, 10)
    assert branch.events == poked.events[:3]  # what struck later in the parent does not strike here
    branch.put({"effect": "settle", "actor": "KOR", "targets": ["JPN"], "size": 1.0})
    played(branch, MONTHS - 10)
    assert_same_tables(branch.tables(), file_tables(tmp_path, branch.events))


def test_a_line_played_in_part_gives_the_tables_of_so_many_months(setup, tmp_path):
    line = Line(setup)
    line.put({**DISPUTE, "date": "2023-04"})
    played(line, 9)
    line.moved(3)  # known by now: the tables must not tell it otherwise
    assert_same_tables(line.tables(), file_tables(tmp_path, line.events, months=9))


def test_a_line_is_the_run_of_its_number(setup):
    model = RegionModel(setup, run=5)
    model.run_for(6)
    line = played(Line(setup, run=5), 6)
    assert same_world(line.world(6), model.world)


def test_mesa_sees_the_months_a_branch_shares(poked):
    branch = poked.branch("again", MONTHS)
    ours, theirs = branch.model, poked.model
    assert (ours.steps, ours.time, ours.running) == (theirs.steps, theirs.time, theirs.running)
    assert ours.datacollector.model_vars == theirs.datacollector.model_vars
    assert ours.datacollector.get_agent_vars_dataframe().equals(theirs.datacollector.get_agent_vars_dataframe())


def test_a_line_and_its_branch_do_not_touch_each_other(setup):
    line = played(Line(setup), 5)
    branch = line.branch("other", 3)
    branch.pull("engagement", 1.0)
    before = [array.copy() for array in line.world(5)]
    played(branch, 4)
    played(line, 1)
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(before, line.world(5), strict=True))
    alone = played(Line(setup), 6)
    assert same_world(line.world(6), alone.world(6))
    assert not same_world(branch.world(6), alone.world(6))


def test_the_compiled_month_can_be_taken_up_at_any_time(compiled_engine):
    line = in_crisis()
    other = line.branch("compiled", 2)
    for event in line.events[6:]:
        other.put(event)
    other.use("compiled")
    played(other, 16)
    played(line, 14)
    assert_same_tables(other.tables(), line.tables())


def test_an_engine_that_does_not_exist_is_refused(setup):
    with pytest.raises(InputError, match="no engine 'fast'"):
        Line(setup).use("fast")


# --- what is injected --------------------------------------------------------------------------------


def test_an_undated_event_strikes_in_the_month_to_come(setup):
    line = played(Line(setup), 2)
    assert line.put(DISPUTE).date == "2023-02"
    assert line.waiting == [(0, line.events[0])]
    line.step()
    assert line.waiting == []
    assert any(told.kind == "grieve" for told in line.happenings(3))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": "2022-12"}, "has passed: the month to come is 2023-02"),
        ({"date": "2024-12"}, "lies after the run: its last month is 2024-11"),
        ({"date": "2023-05"}, "the same event is there already"),
        ({"size": 7}, "must be between"),
        ({"actor": "XXX"}, "no state"),
        ({"date": "soon"}, "date"),
    ],
)
def test_what_cannot_be_injected_is_refused_and_leaves_nothing(setup, change, words):
    line = played(Line(setup), 2)
    line.put({**DISPUTE, "date": "2023-05"})
    with pytest.raises(InputError, match=words):
        line.put({**DISPUTE, **change})
    assert len(line.events) == len(line.waiting) == 1


def test_an_event_of_the_file_is_not_injected_once_more(tmp_path):
    (tmp_path / "one.yaml").write_text(
        "title: One\nextends: baseline\nmonths: 6\nevents:\n"
        "  - {date: 2023-02, effect: grieve, actor: KOR, targets: [JPN], size: 1.5}\n",
        encoding="utf-8",
    )
    line = Line(made_ready(str(tmp_path / "one.yaml")))
    with pytest.raises(InputError, match="there already"):
        line.put({**DISPUTE, "date": "2023-02", "note": "told otherwise"})


def test_a_lever_pulled_twice_in_a_month_is_set_once(setup):
    line = played(Line(setup), 2)
    line.put({**DISPUTE, "date": "2023-06"})
    for value in (0.2, 0.9, 0.4):
        line.pull("engagement", value)
    line.pull("institutions", 0.5)
    assert [(event.lever, event.size) for _, event in line.waiting[1:]] == [("engagement", 0.4), ("institutions", 0.5)]
    line.step()
    line.pull("engagement", 0.4)  # another month: nothing is replaced
    assert [event.lever for event in line.events] == [None, "engagement", "institutions", "engagement"]
    at = line.setup.index.state
    assert line.world(3).engagement[at("KOR"), at("JPN")] == 0.4


def test_a_lever_that_cannot_be_pulled_leaves_what_waits(setup):
    line = Line(setup)
    line.pull("engagement", 0.3)
    for lever, value, words in (("engagement", 99.0, "must be between"), ("steering", 0.1, "no lever 'steering'")):
        with pytest.raises(InputError, match=words):
            line.pull(lever, value)
    assert [event.size for event in line.events] == [0.3]


def test_what_is_withdrawn_does_not_strike(setup):
    one, other = Line(setup), Line(setup)
    one.put({**DISPUTE, "date": "2023-02"})
    twice = {**DISPUTE, "targets": ["JPN", "USA"], "date": "2023-02"}  # the same effect on the same state
    one.put(twice)
    other.put(twice)
    one.withdraw(0)
    assert one.events == other.events
    assert same_world(played(one, 3).world(3), played(other, 3).world(3))
    with pytest.raises(InputError, match="what has struck cannot be taken back"):
        one.withdraw(0)


def test_nothing_is_injected_after_the_end(poked):
    for change in (lambda: poked.put(DISPUTE), lambda: poked.pull("engagement", 0.1), poked.step):
        with pytest.raises(InputError, match="the run is over: 2024-11 was its last month"):
            change()


# --- looking back ------------------------------------------------------------------------------------


def test_every_month_can_be_explained(poked):
    for month in (0, 1, 9, MONTHS):
        why = poked.why(month, "KOR", "JPN")
        assert why.decision is not None
        assert why.act or month == 0
    assert poked.why(9, "KOR", "JPN") != poked.why(10, "KOR", "JPN")
    with pytest.raises(InputError, match="month 25 has not been played"):
        poked.why(MONTHS + 1, "KOR", "JPN")
    with pytest.raises(InputError, match="months 1 to 24"):
        poked.happenings(0)


def test_what_moved_cooperation_is_told_once_its_months_are_played(setup):
    line = Line(setup)
    line.put(DISPUTE)
    played(line, HORIZON - 1)
    assert line.moved(1) is None
    early = line.moved(1, now=True)
    assert early is not None
    line.step()
    late = line.moved(1)
    assert late is not None
    assert late != early
    n = next(k for k, told in enumerate(line.happenings(1)) if told.kind == "grieve")
    without = played(Line(setup), HORIZON).model.outcomes[:HORIZON, 0].mean()
    assert late[n].moved == pytest.approx(line.model.outcomes[:HORIZON, 0].mean() - without)
    assert late[n].moved < 0
    assert line.moved(1) is late  # not played again


def test_moves_of_a_branch_are_those_of_its_own_future(setup):
    line = Line(setup)
    line.put({**DISPUTE, "date": "2023-02"})
    played(line, 10)
    kept = line.moved(3)
    late, early = line.branch("late", 9), line.branch("early", 6)
    early.put({"effect": "settle", "actor": "KOR", "targets": ["JPN"], "size": 2.0})
    assert late.moved(3) == kept
    assert early.moved(3) is None
    assert played(early, 4).moved(3) != kept


def test_a_line_of_many_states_can_be_looked_back_on(setup, monkeypatch):
    monkeypatch.setattr(chronicle_module, "MANY_STATES", 1)
    line = Line(setup)
    line.put(DISPUTE)
    played(line, 3)
    assert line.moved(1, now=True) == [UNKNOWN] * len(line.happenings(1))
    assert same_world(line.branch("back", 2).world(1), line.world(1))


# --- a step that fails -------------------------------------------------------------------------------


def _spoil(monkeypatch, month: int, spoil) -> None:
    """Let the calendar month ``month`` go wrong."""
    advance = schedule.advance

    def spoiled(w, g, p, u, e, start, rows):
        advance(w, g, p, u, e, start, rows)
        if start == month:
            spoil(w, rows)

    monkeypatch.setattr(schedule, "advance", spoiled)


def _overflow(w, rows) -> None:
    w.trust[:] = np.nan
    raise OverflowError("math range error")


def _nan(w, rows) -> None:
    w.trust[:] = np.nan
    rows[0, 0] = np.inf


@pytest.mark.parametrize(("spoil", "reason"), [(_overflow, "OverflowError: math range error"), (_nan, "cooperation")])
def test_a_failing_step_says_why_and_loses_nothing(setup, monkeypatch, spoil, reason):
    line = Line(setup)
    line.put({**DISPUTE, "date": "2023-03"})
    line.put({**DISPUTE, "date": "2023-04", "size": 0.5})
    played(line, 3)
    undisturbed = played(line.branch("twin", 3), 0)
    for event in line.events:
        undisturbed.put(event)
    played(undisturbed, 3)
    with monkeypatch.context() as patch:
        _spoil(patch, line.next_month, spoil)
        for _ in range(2):
            with pytest.raises(StepFailed, match=reason) as failed:
                line.step()
            assert failed.value.month == "2023-03"
            assert line.played == line.model.steps == 3
            assert len(line.waiting) == 2
            assert np.isnan(line.model.outcomes[3:]).all()
    line.put({"effect": "none", "actor": "KOR", "note": "Here it stopped."})
    played(line, 3)
    assert same_world(line.world(6), undisturbed.world(6))
    assert line.model.datacollector.model_vars == undisturbed.model.datacollector.model_vars


def test_problems_of_an_event_name_the_key(setup):
    with pytest.raises(ScenarioError) as refused:
        Line(setup).put({**DISPUTE, "size": -4})
    assert [problem.key for problem in refused.value.problems] == ["size"]


def test_a_line_tells_how_far_it_is():
    line = played(Line(baseline(3)), 2)
    assert repr(line) == "<Line main: baseline, 2 of 3 months>"
    assert not line.at_end
    assert played(line, 1).at_end
