"""What a statement may say, and what is said of one that cannot be read."""

from __future__ import annotations

import pytest

from eastsea_abm.discovery.statement import Term, read_statement
from eastsea_abm.errors import ScenarioError

OUTCOMES = ("entrapment", "isolation")
POLICIES = ("hedge", "engage-institutionalise", "hedge+consult-first")


def read(text: str):
    return read_statement(text, OUTCOMES, POLICIES)


def wrong(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read(text)
    assert caught.value.exit_code == 2
    return [problem.message for problem in caught.value.problems]


def test_a_statement_compares_outcomes_and_numbers():
    found = read(" entrapment( engage-institutionalise )<entrapment(hedge) and isolation(hedge+consult-first) >= 3e1 ")
    assert str(found) == (
        "entrapment(engage-institutionalise) < entrapment(hedge) and isolation(hedge+consult-first) >= 30"
    )
    assert found.words == (
        "engage-institutionalise has less entrapment than hedge and isolation under hedge+consult-first is at least 30"
    )
    assert len(found.terms) == 3


def test_a_number_first_is_turned_round():
    (one,) = read("0.5 <= isolation(hedge)").conditions
    assert (one.left, one.sign, one.right) == (Term("isolation", "hedge"), ">=", Term(number=0.5))


def test_every_wrong_name_is_named_with_its_neighbour():
    found = wrong("entrapmnt(hegde) < isolation(hedge) and isolation(engage) > 1")
    assert [message.partition(";")[2].strip() for message in found] == [
        "did you mean 'entrapment'?",
        "did you mean 'hedge'?",
        found[2].partition(";")[2].strip(),
    ]
    assert "no policy 'engage'" in found[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no comparison"),
        ("entrapment(hedge)", "is no comparison"),
        ("entrapment(hedge) == 1", "is no comparison"),
        ("1 < 2", "is the same in every setting"),
        ("isolation(hedge) < isolation(hedge)", "is the same in every setting"),
        ("isolation < 3", "'isolation' is neither OUTCOME(POLICY) nor a number"),
        ("isolation(hedge) < nan", "'nan' is neither OUTCOME(POLICY) nor a number"),
    ],
)
def test_what_is_no_statement_is_refused(text, said):
    (message,) = wrong(text)
    assert said in message
    assert "write OUTCOME(POLICY) < OUTCOME(POLICY)" in message


def test_a_policy_alone_stands_for_the_outcome_named_beside_it():
    outcomes, policies = ("entrapment", "harm"), ("engage", "engage-more", "hedge")
    told = read_statement("engage-more < hedge and harm(engage) > 1", outcomes, policies, "entrapment")
    assert str(told) == "entrapment(engage-more) < entrapment(hedge) and harm(engage) > 1"
    with pytest.raises(ScenarioError, match="did you mean 'entrapment'"):
        read_statement("engage < hedge", outcomes, policies, "entrapmnt")
    with pytest.raises(ScenarioError, match="neither OUTCOME"):
        read_statement("engage < hedge", outcomes, policies)
