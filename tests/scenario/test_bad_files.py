"""Each bad file with the exact message it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario import read_scenario

HEAD = "title: x\nregion: tri\n"
RUN = "from 2012-01, the region's first starting values, to"

# name, text after HEAD, messages after "bad.yaml:"
AFTER_HEAD = [
    ("unknown key", "mnths: 3", ["3:1: mnths: unknown key; did you mean 'months'?"]),
    ("duplicate key", "title: y", ["3:1: title: 'title' is given twice, first in line 1"]),
    ("wrong type", "months: long", ["3:9: months: must be a whole number, not 'long'"]),
    ("number in quotes", 'months: "12"', ["3:9: months: must be a whole number, not '12'"]),
    ("number for text", "question: 5", ["3:11: question: must be text, not 5; put it in quotes"]),
    ("text for a list", "policy: hedge", ["3:9: policy: must be a list, such as [a, b], not 'hedge'"]),
    (
        "yes is not true",
        "processes: {leaders: {on: yes}}",
        ["3:27: processes.leaders.on: must be true or false, not 'yes'"],
    ),
    (
        "true is not 1",
        "parameters: {weight_trust: true}",
        ["3:28: parameters.weight_trust: must be a number, not true"],
    ),
    ("not a number", "levers: {engagement: .nan}", ["3:22: levers.engagement: must be a finite number, not nan"]),
    ("out of bounds", "months: 0", ["3:9: months: must be between 1 and 2400, not 0"]),
    ("huge number", "seed: -1", ["3:7: seed: must be between 0 and 18446744073709551615, not -1"]),
    (
        "unknown parameter",
        "parameters: {weight_trst: 1}",
        ["3:14: parameters.weight_trst: no such parameter; did you mean 'weight_trust'?"],
    ),
    (
        "parameter out of bounds",
        "parameters: {weight_trust: 9}",
        [
            "3:28: parameters.weight_trust: must be between 0 and 5 utility, not 9 "
            "(trust draws, distrust repels; source: assumption; sign: Kydd2005)"
        ],
    ),
    (
        "parameter as lever",
        "levers: {weight_trust: 1}",
        ["3:10: levers.weight_trust: weight_trust is one of the parameters: put it under parameters:"],
    ),
    (
        "lever on top",
        "engagement: 1",
        ["3:1: engagement: unknown key; engagement is one of the levers: put it under levers:"],
    ),
    (
        "lever of a policy",
        "policies: {p: {levers: {engagement: 7}}}",
        [
            "3:37: policies.p.levers.engagement: must be between -2 and 2 utility, not 7 "
            "(push toward (or away from) the partner; source: assumption; sign: LeeOpEd2022)"
        ],
    ),
    ("impossible month", "start: 2023-13", ["3:8: start: there is no month 13: months go from 01 to 12"]),
    (
        "impossible day",
        "leaders: [{date: 2023-02-30, state: AAA, orientation: 0}]",
        ["3:18: leaders[1].date: there is no day 30 in 2023-02: it has 28 days"],
    ),
    (
        "a year",
        "leaders: [{date: 2023, state: AAA, orientation: 0}]",
        ["3:18: leaders[1].date: must be a date: 2022-12 or 2022-12-16, not 2023"],
    ),
    ("a year of long ago", "start: 0001-01", ["3:8: start: the year must be between 1900 and 2199, not 1"]),
    (
        "date after the run",
        "months: 6\nleaders: [{date: 2025-01, state: AAA, orientation: 0}]",
        [f"4:18: leaders[1].date: 2025-01 lies outside the run: {RUN} 2023-05, its last month"],
    ),
    (
        "date before the run",
        "leaders: [{date: 2011-12-31, state: AAA, orientation: 0}]",
        [f"3:18: leaders[1].date: 2011-12-31 lies outside the run: {RUN} 2032-11, its last month"],
    ),
    (
        "start before the region",
        "start: 2010-01",
        ["3:8: start: 2010-01 lies before the region's first starting values, 2012-01"],
    ),
    (
        "record upside down",
        "record: {since: 2023-05, until: 2023-01}",
        ["3:33: record.until: 2023-01 lies before since, 2023-05"],
    ),
    ("unknown state", "states: {AAB: {leader: 0}}", ["3:10: states.AAB: no state 'AAB'; did you mean 'AAA'?"]),
    (
        "state in small letters",
        "states: {aaa: {leader: 0}}",
        ["3:10: states.aaa: must be a state's three capital letters, such as KOR, not 'aaa'; did you mean 'AAA'?"],
    ),
    (
        "NO is text",
        "leaders: [{date: 2023-01, state: NO, orientation: 0}]",
        ["3:34: leaders[1].state: must be a state's three capital letters, such as KOR, not 'NO'"],
    ),
    (
        "unknown pair",
        "dyads: {AAA-EEE: {trust: 0.1}}",
        ["3:9: dyads.AAA-EEE: no state 'EEE'; allowed: AAA, BBB, CCC, DDD"],
    ),
    (
        "pair with itself",
        "dyads: {AAA-AAA: {trust: 0.1}}",
        ["3:9: dyads.AAA-AAA: a state cannot be paired with itself"],
    ),
    (
        "unknown instrument",
        "instruments: {COURTS: {status: signed}}",
        ["3:15: instruments.COURTS: no instrument 'COURTS'; did you mean 'COURT'?"],
    ),
    (
        "unknown status",
        "instruments: {COURT: {status: signd}}",
        ["3:31: instruments.COURT.status: must be one of the allowed words, not 'signd'; did you mean 'signed'?"],
    ),
    (
        "unknown process",
        "record: {holds: {dispute: all}}",
        ["3:18: record.holds.dispute: must be one of the allowed words, not 'dispute'; did you mean 'disputes'?"],
    ),
    (
        "holds",
        "record: {holds: {disputes: some, leaders: [AAB]}}",
        [
            "3:28: record.holds.disputes: must be all or a list of states such as [KOR], not 'some'",
            "3:44: record.holds.leaders[1]: no state 'AAB'; did you mean 'AAA'?",
        ],
    ),
    (
        "unknown table",
        "record: {table: event_coded}",
        ["3:17: record.table: no table 'event_coded'; did you mean 'events_coded'?"],
    ),
    (
        "unknown id",
        "record: {leave: [2009-01-20-obma]}",
        ["3:18: record.leave[1]: no event '2009-01-20-obma' in events_coded; did you mean '2009-01-20-obama'?"],
    ),
    (
        "unknown type",
        "record: {types: [sumit]}",
        ["3:18: record.types[1]: no event has this type; did you mean 'summit'?"],
    ),
    (
        "unknown policy",
        "policies: {closer: {}}\npolicy: [closr]",
        ["4:10: policy[1]: no policy 'closr'; did you mean 'closer'?"],
    ),
    ("extends nobody", "extends: goood", ["3:10: extends: no scenario 'goood'; did you mean 'good'?"]),
    (
        "merge key",
        "states: {AAA: &a {leader: 0}, BBB: {<<: *a}}",
        ["3:37: states.BBB.<<: merge keys are not YAML 1.2; write the keys out, or use extends"],
    ),
]

EVENTS = [
    (
        "no effect",
        "type: misile_test, actor: DDD, targets: [AAA]",
        [
            "5: events[1]: needs an effect, a range, or a type that stands for one effect; "
            "did you mean the type 'missile_test'?"
        ],
    ),
    (
        "no targets",
        "effect: grieve, actor: AAA, size: 1",
        ["5: events[1]: the effect grieve needs targets: states it falls on, such as [KOR]"],
    ),
    (
        "no size",
        "effect: lead, actor: AAA",
        [
            "5: events[1]: the effect lead needs a size from -1 to 1: the actor has a new leader of this orientation "
            "(-1 nationalist, +1 pragmatic)"
        ],
    ),
    (
        "size",
        "effect: lead, actor: AAA, size: 3",
        [
            "53: events[1].size: must be between -1 and 1 for the effect lead, not 3 (the actor has a new leader of this "
            "orientation (-1 nationalist, +1 pragmatic))"
        ],
    ),
    (
        "unknown effect hides nothing and invents nothing",
        "effect: grive, actor: AAB, size: 1",
        [
            "29: events[1].effect: must be one of the allowed words, not 'grive'; did you mean 'grieve'?",
            "43: events[1].actor: no state 'AAB'; did you mean 'AAA'?",
        ],
    ),
    (
        "own target",
        "effect: grieve, actor: AAA, targets: [AAA], size: 1",
        ["59: events[1].targets[1]: the actor cannot be its own target"],
    ),
    (
        "instrument",
        "effect: instrument, actor: AAA, instrument: COURTS",
        [
            "5: events[1]: the effect instrument needs status",
            "5: events[1]: agreements are what the model itself brings about; to force one, add impose: true",
            "65: events[1].instrument: no instrument 'COURTS'; did you mean 'COURT'?",
        ],
    ),
    (
        "rung",
        "effect: rung, actor: AAA, size: 1.5",
        [
            "5: events[1]: the effect rung needs theatre",
            "53: events[1].size: must be the number of a rung: 0 calm, 1 alert, 2 crisis, 3 limited strike, 4 escalation",
        ],
    ),
    (
        "lever",
        "effect: lever, actor: AAA, lever: engagment, size: 1",
        ["55: events[1].lever: no such lever; did you mean 'engagement'?"],
    ),
    ("range", "range: ICBM, actor: DDD, targets: [AAA]", ["28: events[1].range: no range 'ICBM'; allowed: SRBM"]),
]

WHOLE = [
    ("empty", "", ["bad.yaml: the file is empty"]),
    ("comments only", "# nothing\n", ["bad.yaml:1:1: the file must hold keys (title: ...), not nothing"]),
    ("list", "- a\n", ["bad.yaml:1:1: the file must hold keys (title: ...), not a list"]),
    ("binary", "\0\1\2", ["bad.yaml: not a text file"]),
    ("utf-16", "title: x".encode("utf-16"), ["bad.yaml: written as UTF-16; save it as UTF-8"]),
    (
        "latin-1",
        "a: 1\ntitle: caf\xe9".encode("latin-1"),
        ["bad.yaml:2:11: byte 0xe9 is not UTF-8; save the file as UTF-8"],
    ),
    ("oversized", "title: " + "x" * 1_000_000, ["bad.yaml: larger than 1000 kB, so hardly a scenario"]),
    ("control character", "title: \a", ["bad.yaml:1:8: the character U+0007 is not allowed in YAML; delete it"]),
    (
        "tag",
        "title: !!python/object/apply:os.system [ls]",
        ["bad.yaml:1:8: YAML tags such as '!!python/object/apply:os.system' are not read; write plain values"],
    ),
    ("harmless tag", "title: !!str x", ["bad.yaml:1:8: YAML tags such as '!!str' are not read; write plain values"]),
    ("two documents", "title: a\n---\ntitle: b\n", ["bad.yaml:2:1: a second document begins here; a file holds one"]),
    (
        "directive",
        "%YAML 1.1\n---\ntitle: a\n",
        ["bad.yaml:2:1: directives (% lines) are not read: files are YAML 1.2"],
    ),
    ("alias in itself", "a: &a [*a]", ["bad.yaml:1:8: the alias *a repeats the part it stands in"]),
    ("no anchor", "a: *b", ["bad.yaml:1:4: no anchor &b above this alias"]),
    ("deep", "[" * 5000, ["bad.yaml:1:31: nested more than 30 levels deep"]),
    ("tab", "title: x\n\tquestion: y", ["bad.yaml:2:1: not valid YAML: a tab cannot indent a line; use spaces"]),
    ("bracket", "title: [a\n", ["bad.yaml:2:1: not valid YAML: a comma is missing, or a bracket is not closed"]),
    ("quote", "title: 'a\n", ["bad.yaml:2:1: not valid YAML: a quote is not closed"]),
    (
        "colon",
        "title: a: b\n",
        ["bad.yaml:1:9: not valid YAML: a colon too many, or the indentation is off; text with a colon needs quotes"],
    ),
    ("key", "? {a: b}\n: x\ntitle: x\nregion: tri", ["bad.yaml:1:3: a key must be a single word, not a mapping"]),
    ("no title", "region: tri", ["bad.yaml:1:1: title: missing"]),
    ("region", "title: x\nregion: trii", ["bad.yaml:2:9: region: no region 'trii'; did you mean 'tri'?"]),
]


def complaints(name: str | Path, **choices: object) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(name, **choices)  # type: ignore[arg-type]
    return str(caught.value).split("\n")


@pytest.mark.parametrize(("text", "messages"), [case[1:] for case in AFTER_HEAD], ids=[case[0] for case in AFTER_HEAD])
def test_part(folder: Path, text: str, messages: list[str]) -> None:
    (folder / "bad.yaml").write_text(f"{HEAD}{text}\n", encoding="utf-8")
    assert complaints("bad.yaml") == [f"bad.yaml:{message}" for message in messages]


@pytest.mark.parametrize(("text", "messages"), [case[1:] for case in EVENTS], ids=[case[0] for case in EVENTS])
def test_event(folder: Path, text: str, messages: list[str]) -> None:
    (folder / "bad.yaml").write_text(f"{HEAD}events:\n  - {{date: 2023-02, {text}}}\n", encoding="utf-8")
    assert complaints("bad.yaml") == [f"bad.yaml:4:{message}" for message in messages]


@pytest.mark.parametrize(("text", "messages"), [case[1:] for case in WHOLE], ids=[case[0] for case in WHOLE])
def test_whole_file(folder: Path, text: str | bytes, messages: list[str]) -> None:
    (folder / "bad.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert complaints("bad.yaml") == messages


def test_all_problems_at_once_in_the_order_of_the_file(folder: Path) -> None:
    (folder / "bad.yaml").write_text(
        "title: x\nregion: tri\npolcy: [a]\nstart: 2023-13\nparameters: {weight_trst: 1}\nstates: {AAB: {leader: 4}}\n"
        "months: 3\nmonths: 4\nevents:\n  - {date: 2023-02, effect: grieve, actor: AAA, targets: [AAC], size: big}\n"
        "policy: [nobody]\n",
        encoding="utf-8",
    )
    assert complaints("bad.yaml") == [
        "bad.yaml:3:1: polcy: unknown key; did you mean 'policy'?",
        "bad.yaml:4:8: start: there is no month 13: months go from 01 to 12",
        "bad.yaml:5:14: parameters.weight_trst: no such parameter; did you mean 'weight_trust'?",
        "bad.yaml:6:10: states.AAB: no state 'AAB'; did you mean 'AAA'?",
        "bad.yaml:6:24: states.AAB.leader: must be between -1 and 1, not 4",
        "bad.yaml:8:1: months: 'months' is given twice, first in line 7",
        "bad.yaml:10:59: events[1].targets[1]: no state 'AAC'; did you mean 'AAA'?",
        "bad.yaml:10:71: events[1].size: must be a number, not 'big'",
        "bad.yaml:11:10: policy[1]: no policy 'nobody'; there is no policy at all",
    ]


def test_an_alias_cannot_fill_the_memory(folder: Path) -> None:
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    lines = ["a: &a [x]"] + [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairs]
    (folder / "bad.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert complaints("bad.yaml") == ["bad.yaml:6:4: more than 50000 values; split the file or use fewer aliases"]


def test_very_many_problems_are_cut_short(folder: Path) -> None:
    (folder / "bad.yaml").write_text(HEAD + "".join(f"k{k}: 1\n" for k in range(500)), encoding="utf-8")
    said = complaints("bad.yaml")
    assert len(said) == 51
    assert said[-1] == "bad.yaml: and 450 more problems"


def test_nothing_is_repeated_at_length(folder: Path) -> None:
    long = "x" * 100_000
    (folder / "bad.yaml").write_text(
        f"{HEAD}{long}: 1\nmonths: {long}\nextends: {long}\npolicy: [{long}]\n", encoding="utf-8"
    )
    assert max(len(line) for line in complaints("bad.yaml")) < 400
    assert max(len(line) for line in complaints("good.yaml", sets=[f"{long}=1", long], policies=[long])) < 400


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing/here.yaml", "nothing/here.yaml: no such file"),
        ("regions/", "regions: is a folder, not a file"),
        ("/dev/zero", "/dev/zero: is not an ordinary file"),
        ("./a\0b", "./a\\x00b: './a\\x00b' is no name of a scenario"),
    ],
)
def test_not_a_file(folder: Path, name: str, message: str) -> None:
    assert complaints(name) == [message]


def test_a_name_that_is_a_file_beside(folder: Path) -> None:
    assert complaints("good")[0].endswith("did you mean the file 'good.yaml'?")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x", "--set: must be written name=value, not 'x'"),
        ("weight_trst=1", "--set: weight_trst: no such parameter, lever or dotted key; did you mean 'weight_trust'?"),
        ("weight_trust=a", "--set: weight_trust: must be a number, not 'a'"),
        (
            "levers.engagement=5",
            "--set: engagement: must be between -2 and 2 utility, not 5 "
            "(push toward (or away from) the partner; source: assumption; sign: LeeOpEd2022)",
        ),
        ("states.AAB.leader=0", "--set: states.AAB: no state 'AAB'; did you mean 'AAA'?"),
        ("states.AAA.leader=3", "--set: states.AAA.leader: must be between -1 and 1, not 3"),
        ("states.AAA.ledaer=0", "--set: states.AAA.ledaer: unknown key; did you mean 'leader'?"),
        ("start=2023-00", "--set: start: there is no month 0: months go from 01 to 12"),
    ],
)
def test_set(folder: Path, text: str, message: str) -> None:
    assert complaints("good.yaml", sets=[text]) == [message]


def test_choices_by_hand(folder: Path) -> None:
    assert complaints("good.yaml", policies=["closr"], months=0, seed=-1) == [
        "--months: must be between 1 and 2400, not 0",
        "--seed: must be between 0 and 18446744073709551615",
        "--policy: closr: no policy 'closr'; did you mean 'closer'?",
    ]
