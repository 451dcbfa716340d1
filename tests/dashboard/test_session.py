"""What a reader can do with a run, order by order, without a page."""

import errno
import threading
import zipfile
from io import BytesIO

import pytest

from eastsea_abm.dashboard import downloads, opened, playing
from eastsea_abm.scenario import read_scenario


def test_a_session_begins_before_the_first_month(watch):
    seen = watch("phnom-penh-2022")
    frame, setting = seen.told["frame"], seen.told["setting"]
    assert (frame["month"], frame["played"], frame["line"]) == (0, 0, "main")
    assert [state["iso3"] for state in setting["states"]] == ["CHN", "JPN", "KOR", "PRK", "RUS", "TWN", "USA"]
    assert setting["map"]["kind"] == "outlines"
    assert setting["map"]["places"]["USA"]["off"]
    assert frame["selected"] == ["KOR", "JPN"]


def test_steps_are_the_months_of_the_model(watch):
    seen = watch("phnom-penh-2022")
    frame = seen.ask("step", months=5)
    outcomes = seen.session.line.model.outcomes[:5, 0]
    assert frame["curve"]["lines"][0]["cooperation"] == [round(float(one), 1) for one in outcomes]
    assert (frame["month"], frame["date"]) == (5, "2023-04")
    assert sum(value for _, value in frame["why"]["decisions"][0]["terms"]) == pytest.approx(
        frame["why"]["decisions"][0]["utility"], abs=1e-3
    )


def test_what_is_injected_strikes_in_the_month_to_come_and_is_told_as_the_readers(watch):
    seen = watch("phnom-penh-2022")
    seen.ask("step", months=3)
    event = {"type": "history_dispute", "actor": "KOR", "targets": ["JPN"], "size": 2.0, "note": "A ruling"}
    frame = seen.ask("inject", event=event)
    assert [one["text"] for one in frame["waiting"]] == ["A ruling toward JPN"]
    before = frame["values"]["grievance"]
    frame = seen.ask("step")
    assert [one["origin"] for one in frame["feed"]["items"] if one["text"] == "A ruling"] == ["you"]
    k, j = (
        next(n for n, s in enumerate(seen.told["setting"]["states"]) if s["iso3"] == name) for name in ("KOR", "JPN")
    )
    assert frame["values"]["grievance"][k][j] > before[k][j]
    assert frame["waiting"] == []


def test_a_bad_event_is_refused_with_everything_that_is_wrong_and_nothing_changes(watch):
    seen = watch("phnom-penh-2022")
    before = seen.ask("step", months=2)
    after = seen.ask("inject", event={"type": "history_dispute", "actor": "KOX", "targets": ["JPN"], "size": 9})
    assert len(seen.complaint) == 2
    assert "did you mean 'KOR'" in seen.complaint[0]
    assert seen.told["notice"]["field"] == "actor"
    assert after == before


def test_going_on_from_an_earlier_month_is_a_branch_that_shares_its_past(watch):
    seen = watch("phnom-penh-2022")
    seen.ask("step", months=12)
    frame = seen.ask("see", month=6)
    assert frame["back"]
    assert len(frame["lines"]) == 1
    frame = seen.ask("step", months=6)
    assert [(one["name"], one["parent"], one["since"]) for one in frame["lines"]] == [
        ("main", None, None),
        ("branch-1", "main", "2023-06"),
    ]
    main, branch = frame["curve"]["lines"]
    assert branch["cooperation"] == main["cooperation"][branch["since_index"] :]  # same luck, nothing changed


def test_a_change_at_an_earlier_month_that_is_refused_leaves_no_branch(watch):
    seen = watch("phnom-penh-2022")
    seen.ask("step", months=4)
    seen.ask("see", month=2)
    frame = seen.ask("lever", name="engagement", value=99)
    assert seen.complaint
    assert (len(frame["lines"]), frame["month"]) == (1, 2)
    frame = seen.ask("lever", name="engagement", value=1)
    assert (len(frame["lines"]), frame["line"], frame["month"]) == (2, "branch-1", 2)
    assert seen.ask("step")["levers"]["engagement"] == 1


def test_lines_are_renamed_shown_and_dropped(watch):
    seen = watch()
    seen.ask("step", months=3)
    seen.ask("see", month=1)
    seen.ask("step")
    frame = seen.ask("rename", line="branch-1", name="firmer")
    assert [one["name"] for one in frame["lines"]] == ["main", "firmer"]
    seen.ask("drop", line="main")
    assert seen.complaint == ["firmer branch from main: drop them first"]
    assert seen.ask("line", name="main")["played"] == 3
    assert len(seen.ask("drop", line="firmer")["lines"]) == 1
    seen.ask("line", name="gone")
    assert seen.complaint
    seen.ask("rename", line="main", name="null")
    assert "as a value" in seen.complaint[0]


def test_a_reset_keeps_what_the_file_set_and_lays_only_what_was_named_over_it(watch):
    seen = watch("phnom-penh-2022", sets=("voice=1.3",))
    seen.ask("step", months=2)
    frame = seen.ask("reset", parameters={"bind": 0.7}, seed=5, policies=["engage"])
    assert frame["played"] == 0
    own = read_scenario("phnom-penh-2022", ["engage"], ["voice=1.3", "bind=0.7"], seed=5)
    now = seen.session.line.setup.scenario
    assert (now.parameters, now.levers, now.file) == (own.parameters, own.levers, own.file)
    assert seen.told["setting"]["policies"] == ["engage"]


def test_a_reset_to_a_scenario_that_is_not_there_leaves_the_run_as_it_is(watch):
    seen = watch()
    before = seen.ask("step", months=2)
    assert seen.ask("reset", scenario="trinagle") == before
    assert "did you mean 'triangle'" in seen.complaint[0]


@pytest.mark.parametrize(
    "order",
    [
        {"do": "run", "code": "1"},
        {"do": "step", "months": 100000},
        {"do": "step", "months": 1, "path": "/etc/passwd"},
        {"do": "see", "month": -1},
        {"do": "load", "text": "title: [", "filename": "../../x.yaml"},
        {"do": "inject", "event": {"note": "<script>"}},
        {"do": "reset", "scenario": "../secret"},
        "play",
        None,
    ],
)
def test_an_order_that_is_none_is_refused(watch, order):
    seen = watch()
    frame = seen.told["frame"]
    seen.session.command(order)
    assert seen.told["notice"]["kind"] == "error"
    assert seen.told["frame"] == frame


def test_the_feed_shows_what_is_asked_for(watch):
    seen = watch("phnom-penh-2022")
    seen.ask("step", months=12)
    items = seen.ask("filter", states=["CHN"])["feed"]["items"]
    assert items
    assert all("CHN" in (item["actor"], *item["target"].split(",")) for item in items)
    assert seen.ask("filter", text="no such word")["feed"]["items"] == []


def test_months_are_played_no_faster_than_they_are_drawn(watch):
    seen = watch()
    shown = threading.Semaphore(0)
    publish = seen.session._publish

    def told(channel, text):
        publish(channel, text)
        if channel == "frame":
            shown.release()

    seen.session._publish = told
    seen.ask("speed", per_second=60)
    seen.ask("play")
    for month in range(1, 4):
        assert shown.acquire(timeout=20)
        assert seen.told["frame"]["month"] == month  # nothing is played until the browser has answered
        assert not shown.acquire(timeout=0.05)
        seen.session.command({"do": "drawn", "id": seen.told["frame"]["id"]})
    seen.session.command({"do": "pause"})
    assert seen.told["frame"]["playing"] is False


def test_playing_ends_with_the_run_and_without_a_browser(watch, monkeypatch):
    monkeypatch.setattr(playing, "PATIENCE", 0.05)
    seen = watch(months=3)
    seen.ask("play")
    seen.session.playing._thread.join(20)
    assert seen.told["frame"]["month"] == 1  # nobody answered
    assert seen.told["frame"]["playing"] is False


def test_two_sessions_never_mix(watch):
    one, other = watch("phnom-penh-2022"), watch("phnom-penh-2022")
    one.ask("step", months=3)
    one.ask("lever", name="engagement", value=1)
    assert other.told["frame"]["played"] == 0
    assert other.ask("step")["waiting"] == []


def test_a_failing_month_stops_the_run_with_its_reason_and_loses_nothing(watch):
    seen = watch("phnom-penh-2022")
    before = seen.ask("step", months=2)
    seen.session.line.model.world.trust[:] = float("nan")
    frame = seen.ask("step")
    assert frame["problem"]["lines"]
    assert frame["played"] == 2
    assert frame["curve"] == before["curve"]


def test_a_fork_is_asked_for_the_shown_month(watch):
    seen = watch("phnom-penh-2022")
    seen.ask("step", months=4)
    seen.ask("see", month=3)
    seen.ask("fork", policies=["hedge", "engage"], runs=20, months=6)
    ((line, month, policies, runs, months),) = seen.session.futures.forks
    assert (line.name, month, policies, runs, months) == ("main", 3, ["hedge", "engage"], 20, 6)


def test_tables_are_offered_once(watch):
    seen = watch()
    seen.ask("step", months=2)
    seen.ask("data", format="csv")
    notice = seen.told["notice"]
    token = notice["url"].rpartition("/")[2]
    found = downloads.take(token)
    assert found.filename == "triangle-main-csv.zip"
    names = set(zipfile.ZipFile(BytesIO(found.content)).namelist())
    assert {"outcomes.csv", "dyads.csv", "session.yaml"} <= names
    assert downloads.take(token) is None


def test_a_session_is_saved_and_opened_again_as_it_was(watch):
    seen = watch("phnom-penh-2022", seed=4)
    seen.ask("step", months=5)
    seen.ask("inject", event={"type": "history_dispute", "actor": "KOR", "targets": ["JPN"], "size": 1})
    seen.ask("step", months=3)
    seen.ask("see", month=6)
    seen.ask("lever", name="engagement", value=1)
    before = seen.ask("step", months=2)
    seen.ask("save")
    text = downloads.take(seen.told["notice"]["url"].rpartition("/")[2]).content.decode()
    again = watch()
    again.ask("load", text=text, filename="mine.yaml")
    after = again.told["frame"]
    assert [(one["name"], one["since"], one["played"]) for one in after["lines"]] == [
        (one["name"], one["since"], one["played"]) for one in before["lines"]
    ]
    assert after["curve"] == before["curve"]
    assert after["line"] == "branch-1"


def test_a_policy_changes_in_the_middle_of_a_run_and_what_waits_can_be_taken_back(watch):
    seen = watch("phnom-penh-2022")
    seen.ask("step", months=2)
    frame = seen.ask("policies", names=["engage-institutionalise"])
    assert frame["policies"] == ["engage-institutionalise"]
    assert any("institutions" in one["text"] for one in frame["waiting"])
    frame = seen.ask("step")
    assert frame["levers"]["institutions"] == 0.5
    assert {one["origin"] for one in frame["feed"]["items"] if one["kind"] == "policy"} == {"you"}
    frame = seen.ask("inject", event={"type": "history_dispute", "actor": "KOR", "targets": ["JPN"], "size": 1})
    (waiting,) = frame["waiting"]
    assert seen.ask("withdraw", index=waiting["index"])["waiting"] == []
    seen.ask("policies", names=["../secret.yaml"])
    assert "by name only" in seen.complaint[0]


def test_a_full_disk_is_said_as_such_and_the_run_stays(watch, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    seen = watch()
    before = seen.ask("step")
    monkeypatch.setattr(opened.tempfile, "TemporaryDirectory", full)
    assert seen.ask("load", text="title: x\nextends: triangle\n") == before
    assert seen.complaint == ["No space left on device"]
    assert seen.told["notice"]["title"] == "The session cannot be opened"


def test_a_month_that_raises_is_told_and_does_not_leave_the_page_playing(watch, monkeypatch, capsys):
    seen = watch()
    monkeypatch.setattr(seen.session, "advance", lambda: 1 / 0)
    seen.ask("play")
    seen.session.playing._thread.join(20)
    assert seen.told["frame"]["playing"] is False
    assert seen.complaint == ["ZeroDivisionError: division by zero"]
    assert "Traceback" in capsys.readouterr().err
