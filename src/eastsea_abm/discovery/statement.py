"""A statement about means, as a reader writes it: ``entrapment(engage) < entrapment(hedge) and harm(hedge) > 1``.

Where an outcome is named beside it, a policy alone means that outcome under it: ``engage < hedge``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.names import shown
from eastsea_abm.scenario.problems import none_of

GRAMMAR = "write OUTCOME(POLICY) < OUTCOME(POLICY), or a number on one side, with and between several"
COMPARED = re.compile(r"^(?P<left>[^<>=]*)(?P<sign><=|>=|<|>)(?P<right>[^<>=]*)$")
NAMED = re.compile(r"^(?P<outcome>[^()\s]+)\s*\(\s*(?P<policy>[^()]+?)\s*\)$")
SAME = {"<": "less", ">": "more", "<=": "no more", ">=": "no less"}
APART = {"<": "below", ">": "above", "<=": "at most", ">=": "at least"}
TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Term(NamedTuple):
    """An outcome under a policy, or a number."""

    outcome: str = ""
    policy: str = ""
    number: float = 0.0

    def __str__(self) -> str:
        return f"{self.outcome}({self.policy})" if self.outcome else f"{self.number:g}"


class Condition(NamedTuple):
    """Two terms and how they compare; the left one is no number."""

    left: Term
    sign: str  # < | > | <= | >=
    right: Term

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"

    @property
    def words(self) -> str:
        """The condition as a clause."""
        left, right = self.left, self.right
        if right.outcome == left.outcome:
            return f"{left.policy} has {SAME[self.sign]} {left.outcome} than {right.policy}"
        other = f"{right.outcome} under {right.policy}" if right.outcome else f"{right.number:g}"
        return f"{left.outcome} under {left.policy} is {APART[self.sign]} {other}"


class Statement(NamedTuple):
    """Conditions that must all hold."""

    conditions: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(map(str, self.conditions))

    @property
    def words(self) -> str:
        """The statement as a clause."""
        return " and ".join(one.words for one in self.conditions)

    @property
    def terms(self) -> list[Term]:
        """Terms that are no numbers, each once."""
        both = [term for one in self.conditions for term in (one.left, one.right)]
        return list(dict.fromkeys(term for term in both if term.outcome))


def read_statement(text: str, outcomes: Sequence[str], policies: Sequence[str], outcome: str = "") -> Statement:
    """The statement in ``text``.

    Parameters
    ----------
    outcomes, policies
        Names the store has.
    outcome
        What a policy alone stands for.

    Raises
    ------
    ScenarioError
        With everything that is wrong: what is no comparison, and every name that does not exist.
    """
    wrong: list[str] = []
    if outcome and outcome not in outcomes:
        known = none_of("outcome", outcome, outcomes, "this store")
        raise ScenarioError([Problem("--outcome", 0, 0, "", known)])
    if outcome:
        text = bare_policies(text, policies, outcome)
    conditions = [
        _condition(part.strip(), outcomes, policies, wrong) for part in re.split(r"\s+and\s+", text.strip(), flags=re.I)
    ]
    if wrong:
        raise ScenarioError([Problem("--where", 0, 0, "", message) for message in dict.fromkeys(wrong)])
    return Statement(tuple(one for one in conditions if one is not None))


def bare_policies(text: str, policies: Sequence[str], outcome: str) -> str:
    """The statement with every policy that stands alone as the outcome under it."""
    pieces = re.split(r"(\s+and\s+|<=|>=|<|>)", text.strip(), flags=re.I)
    return "".join(f"{outcome}({one.strip()})" if one.strip() in policies else one for one in pieces)


def _condition(part: str, outcomes: Sequence[str], policies: Sequence[str], wrong: list[str]) -> Condition | None:
    found = COMPARED.match(part)
    if found is None:
        wrong.append(f"{shown(part)} is no comparison; {GRAMMAR}")
        return None
    before = len(wrong)
    left, right = (_term(found[side].strip(), outcomes, policies, wrong) for side in ("left", "right"))
    sign = found["sign"]
    if len(wrong) > before:
        return None
    if left == right or not (left.outcome or right.outcome):
        wrong.append(f"{shown(part)} is the same in every setting; {GRAMMAR}")
        return None
    return Condition(left, sign, right) if left.outcome else Condition(right, TURNED[sign], left)


def _term(text: str, outcomes: Sequence[str], policies: Sequence[str], wrong: list[str]) -> Term:
    named = NAMED.match(text)
    if named is None:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            wrong.append(f"{shown(text)} is neither OUTCOME(POLICY) nor a number; {GRAMMAR}")
        return Term(number=number)
    outcome, policy = named["outcome"], named["policy"]
    if outcome not in outcomes:
        wrong.append(none_of("outcome", outcome, outcomes, "this store"))
    if policy not in policies:
        wrong.append(none_of("policy", policy, policies, "this store"))
    return Term(outcome, policy)
