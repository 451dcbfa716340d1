"""Tables of dated events."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_texts import refusal

from eastsea_abm.errors import ScenarioError
from eastsea_abm.scenario import read_facts
from eastsea_abm.scenario.effects import BY_NAME, TYPES

HEAD = "date,effect,actor,targets,size\n"
BAD = [
    ("2023-13,provoke,PRK,KOR,0.5", ["2:1: date: there is no month 13: months go from 01 to 12"]),
    ("1/2/2023,provoke,PRK,KOR,0.5", ["2:1: date: must be a date: 2022-12 or 2022-12-16, not '1/2/2023'"]),
    ("2023-01,provok,PRK,KOR,0.5", ["2:1: effect: no effect 'provok'; did you mean 'provoke'?"]),
    (
        "2023-01,provoke,North,KOR,0.5",
        ["2:1: actor: must be a state's three capital letters, such as KOR, not 'North'"],
    ),
    (
        "2023-01,provoke,PRK,KOR;jpn,0.5",
        ["2:1: targets: must be states' three capital letters with ; between them, not 'jpn'"],
    ),
    ("2023-01,provoke,PRK,KOR,lots", ["2:1: size: must be a number, not 'lots'"]),
    ("2023-01,provoke,PRK,KOR,nan", ["2:1: size: must be a number, not 'nan'"]),
    ("2023-01,provoke,PRK,KOR,5", ["2:1: size: the effect provoke takes 0 to 1, not 5"]),
    ("2023-01,provoke,PRK,,0.5", ["2:1: targets: the effect provoke needs at least one state"]),
    ("2023-01,commit;broker,USA,,0.5", ["2:1: size: 1 sizes for 2 effects"]),
    (
        "2023-01,instrument,KOR,JPN,1",
        ["2:1: instrument: each effect instrument needs one entry under instrument and one under status"],
    ),
    ("2023-01,,PRK,KOR,0.5", ["2:1: effect: is empty; allowed: " + ", ".join(BY_NAME)]),
    ("2023-01,provoke,PRK,KOR,0.5,a, b", ["2:1: 7 cells under 5 column names; put text with commas in quotes"]),
    (
        "2023-13,provoke,PRK,KOR,0.5\n2023-01,grive,PRK,KOR,1",
        [
            "2:1: date: there is no month 13: months go from 01 to 12",
            "3:1: effect: no effect 'grive'; did you mean 'grieve'?",
        ],
    ),
]


def test_the_packaged_table() -> None:
    facts = read_facts()
    assert len(facts) == 354
    by_id = {fact.id: fact for fact in facts}
    obama = by_id["2009-01-20-obama"]
    assert (obama.effects, obama.sizes, obama.signs, obama.rubric) == (
        ("commit", "broker"),
        (0.85, 0.2),
        (0, 0),
        ("R38", "R39"),
    )
    assert {fact.klass for fact in facts} == {"exogenous", "outcome", "marker"}
    assert all(len(fact.effects) == len(fact.sizes) == len(fact.signs) == len(fact.rubric) for fact in facts)


def test_types_mean_what_the_table_says() -> None:
    """A type stands for an effect only where the table codes most of its rows so."""
    facts = read_facts()
    for name, meaning in TYPES.items():
        effects = [fact.effects[0] for fact in facts if fact.type == name]
        assert 2 * effects.count(meaning.effect) >= len(effects), name


@pytest.mark.parametrize(("rows", "messages"), BAD)
def test_bad_cells(folder: Path, rows: str, messages: list[str]) -> None:
    (folder / "t.csv").write_text(HEAD + rows + "\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_facts("t.csv")
    assert str(caught.value).split("\n") == [f"t.csv:{message}" for message in messages]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "date,effct,actor,targets,size\n",
            ["1:1: unknown column 'effct'; did you mean effect?", "1:1: the table lacks the columns effect"],
        ),
        ("date,effect,actor,targets,size,date\n", ["1:1: date: two columns have this name"]),
        (HEAD + '2023-01,"provoke\n', ["2:1: not a CSV table: unexpected end of data"]),
        ("\n\n ,\n", ["1:1: the table is empty"]),
    ],
)
def test_bad_tables(folder: Path, text: str, messages: list[str]) -> None:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_facts("t.csv")
    assert [m.replace("t.csv: ", "") for m in str(caught.value).split("\n")] == [f"t.csv:{m}" for m in messages]


def test_spreadsheets(folder: Path) -> None:
    """A byte order mark, semicolons between columns, quoted cells, columns of the reader's own."""
    text = (
        "\ufeffDate;Effect;Actor;Targets;Size;note;mine\r\n"
        '2023-01-05;provoke;PRK;"KOR;JPN";0.5;"salvo, two";7\r\n2023-02;commit;USA;;0.6;;\r\n'
    )
    (folder / "t.csv").write_bytes(text.encode("utf-8"))
    first, second = read_facts(folder / "t.csv")
    assert (first.targets, first.note, first.klass, first.days) == (("KOR", "JPN"), "salvo, two", "exogenous", 1)
    assert (second.targets, second.sizes, second.id) == ((), (0.6,), "2023-02-line-3")


@given(st.text(alphabet=st.sampled_from('a1,;"\n\t-.KOR\x00é'), max_size=80))
def test_any_text_is_a_table_or_an_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("facts") / "t.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    assert refusal(lambda: read_facts(path)) != []
