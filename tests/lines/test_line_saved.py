"""A line that was saved is played again from the file, to the last bit of every table."""

from line_samples import DISPUTE, assert_same_tables, baseline, played

from eastsea_abm.lines.line import Line
from eastsea_abm.lines.policies import change_policy, standing
from eastsea_abm.results.played import play
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.saving import Kept, saved_text
from eastsea_abm.scenario.schema import date_of

MONTHS = 12


def kept(line: Line) -> Kept:
    since = None if line.since is None else date_of(line.since)
    return Kept(line.name, line.parent, since, date_of(line.next_month - 1), "", tuple(line.events))


def session() -> dict[str, Line]:
    """A trunk, a branch of it and a branch of that, with events, levers and policies that change midway."""
    main = Line(baseline(MONTHS, "counterstrike,engage"), name="main")
    main.put({**DISPUTE, "date": "2023-05-20", "note": 'A ruling: "pay", they say'})
    played(main, 4)
    main.pull("consult_rule", 0.3)
    played(main, 5)
    firmer = main.branch("firmer", 5)
    change_policy(firmer, standing(firmer), ["counterstrike", "hedge", "us-retrenchment"])
    played(firmer, 2)
    firmer.put({**DISPUTE, "date": "2023-07"})
    late = played(firmer, 1).branch("late", 7)
    late.put({"type": "summit", "actor": "KOR", "targets": ["JPN"], "impose": True, "date": "2023-09"})
    lines = {line.name: line for line in (main, firmer, late)}
    for line in lines.values():
        played(line, MONTHS - line.played)
    return lines


def test_every_line_of_a_saved_session_is_replayed_to_identical_tables(tmp_path):
    lines = session()
    text = saved_text(lines["main"].setup.scenario, branches=[kept(line) for line in lines.values()], branch="late")
    (tmp_path / "saved.yaml").write_text(text, encoding="utf-8")
    for name, line in lines.items():
        again = read_scenario(tmp_path / "saved.yaml", sets=[f"branch={name}"])
        assert_same_tables(line.tables(), play(again).tables)
    assert [len(line.events) for line in lines.values()] == [2, 8, 8]
