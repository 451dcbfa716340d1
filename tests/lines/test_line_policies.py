"""Another policy in the middle of a run is lever events, and a saved line knows which policies stand on it."""

import numpy as np
import pytest
from line_samples import baseline, played, same_world

from eastsea_abm.errors import InputError, ScenarioError
from eastsea_abm.lines.line import Line
from eastsea_abm.lines.policies import change_policy, changed, levers_set, standing
from eastsea_abm.scenario.setup import made_ready

ENGAGED = ("counterstrike", "engage")


def levers(events) -> dict[str, float]:
    """Levers that events set."""
    return {event.lever: event.size for event in events if event.effect == "lever"}


@pytest.fixture
def line() -> Line:
    """Two months under counterstrike and engagement."""
    return played(Line(baseline(12, ",".join(ENGAGED))), 2)


def test_a_policy_takes_the_place_of_another_in_the_month_to_come(line):
    assert standing(line) == ENGAGED
    assert change_policy(line, ENGAGED, ["counterstrike", "hedge"]) == []
    assert levers(line.events) == {"engagement": 0.0, "reassurance": 0.45, "tether": 0.0}
    assert {event.date for event in line.events} == {"2023-02"}
    line.step()
    at = line.setup.index.state
    assert line.world(3).engagement[at("KOR"), at("JPN")] == 0.0
    assert line.world(3).reassurance[at("KOR")].max() == 0.45
    assert standing(line) == ("counterstrike", "hedge")
    assert standing(line, 1) == ENGAGED


def test_a_policy_that_is_laid_down_gives_its_levers_back_but_no_level(line):
    """Doctrine and commitment are where the run has brought them: who set them goes, and they stay."""
    change_policy(line, ENGAGED, [*ENGAGED, "us-retrenchment"])
    played(line, 1)
    line.pull("engagement", 0.9)
    change_policy(line, standing(line), [])
    waiting = levers(event for _, event in line.waiting)
    assert waiting == {"engagement": 0.0, "tether": 0.0}  # the rest stands at its default already
    patron = line.setup.index.state("USA")
    line.step()
    assert line.world(4).commitment_mean[patron] == 0.3
    assert standing(line) == ()
    assert any(event.note == "KOR lays down engage: engagement 0, tether 0." for event in line.events)


def test_a_policy_that_stays_leaves_levers_where_the_reader_moved_them(line):
    line.pull("engagement", 0.1)
    line.step()
    change_policy(line, ENGAGED, ["consult-first", "engage"])
    assert levers(event for _, event in line.waiting) == {"consult_rule": 0.5}
    stands = levers_set(line, line.played)
    again = changed(line.setup.scenario, ENGAGED, ENGAGED, stands, named=["engage"])
    assert again.levers == {"engagement": 0.4}  # unless it is named once more, as a fork does


def test_the_last_choice_of_a_month_counts(line):
    change_policy(line, ENGAGED, ["counterstrike", "hedge"])
    change_policy(line, standing(line), ENGAGED)
    assert standing(line) == ENGAGED
    assert len([event for event in line.events if event.effect == "none"]) == 1
    plain = played(Line(line.setup), 2)
    assert same_world(played(line, 4).world(6), played(plain, 4).world(6))


def test_a_choice_that_changes_nothing_leaves_no_trace(line):
    assert change_policy(line, ENGAGED, ENGAGED) == []
    assert line.events == []


def test_a_line_made_again_from_its_events_knows_its_policies(line):
    change_policy(line, ENGAGED, ["us-retrenchment", "counterstrike"])
    played(line, 3)
    again = played(Line(line.setup, events=line.events), 5)
    later = ("us-retrenchment", "counterstrike")
    assert [standing(again, month) for month in (0, 1, 2, 5)] == [ENGAGED, ENGAGED, later, later]
    assert same_world(again.world(5), line.world(5))


def test_one_sentence_tells_what_each_state_does(line):
    change_policy(line, ENGAGED, ["us-retrenchment", "counterstrike", "hedge"])
    line.step()
    told = [(one.actor, one.text) for one in line.happenings(3) if one.kind == "policy"]
    assert told == [
        ("KOR", "Policies from here on: us-retrenchment, counterstrike, hedge."),
        ("KOR", "KOR turns to hedge: engagement 0, reassurance 0.45, tether 0."),
        ("USA", "USA turns to us-retrenchment: commitment 0.3, brokerage 0.05."),
    ]


def test_what_only_a_reset_can_change_is_told_by_name(tmp_path):
    (tmp_path / "own.yaml").write_text(
        "title: Own\nextends: baseline\nmonths: 6\npolicy: [bold]\npolicies:\n"
        "  bold: {group: strategy of the focal state, levers: {engagement: 1.0}, parameters: {weight_threat: 1.0}}\n"
        "  shy: {group: strategy of the focal state, levers: {engagement: -1.0}, parameters: {weight_coercion: 2.0}}\n",
        encoding="utf-8",
    )
    line = Line(made_ready(str(tmp_path / "own.yaml"), settings={"tether": 0.3}))
    left = change_policy(line, ["bold"], ["shy", "hedge"])
    assert left == [
        "shy sets weight_coercion to 2, which only a reset can change",
        "weight_threat stays as bold set it, until a reset",
        "tether stays at 0.3: it was set by hand for the whole run",
    ]
    assert levers(line.events) == {"engagement": 0.0, "reassurance": 0.45}


@pytest.mark.parametrize("name", ["hedgee", "./hedge.yaml", "../policies/hedge", "/etc/passwd", ""])
def test_a_policy_that_is_no_name_is_refused_and_changes_nothing(line, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hedge.yaml").write_text("title: Mine\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="polic"):
        change_policy(line, ENGAGED, [*ENGAGED, name])
    assert line.events == []


def test_no_policy_changes_after_the_end(line):
    played(line, 10)
    with pytest.raises(InputError, match="the run is over"):
        change_policy(line, ENGAGED, ["hedge"])
    assert np.isfinite(line.model.outcomes).all()
