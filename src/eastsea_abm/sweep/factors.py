"""From the names a user writes to factors: a parameter, a lever, a key of the scenario, or a policy laid beneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from eastsea_abm.errors import Problem
from eastsea_abm.scenario.check_numbers import judge, table
from eastsea_abm.scenario.choices import SETTABLE, is_settable
from eastsea_abm.scenario.elements import LISTS, WRITTEN, element_path
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import nearest, shown
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.sweep.asked import Request
from eastsea_abm.sweep.plan import Factor
from eastsea_abm.sweep.specs import FactorSpec

POLICY = "policy"  # policy.NAME: overlays that lie beneath the compared policies, under a name of one's own
TABLES = {"parameter": "parameters", "lever": "levers"}


class Named(NamedTuple):
    """What a name leads to; ``wrong`` says why nowhere."""

    kind: str = ""  # parameter | lever | key | policy
    name: str = ""  # as columns of tables and ``--set`` have it
    wrong: str = ""


class Resolved(NamedTuple):
    """The factors of a sweep, those every sample meets all values of, what is wrong with them, and what is odd."""

    factors: tuple[Factor, ...]
    crossed: tuple[str, ...]
    problems: list[Problem]
    remarks: list[str]


def named(name: str) -> Named:
    """The parameter, lever or key that ``name`` means, as ``--set`` would have it."""
    keys = name.split(".")
    for kind, rows in TABLES.items():
        if name in table(rows):
            return Named(kind, name)
        if keys[0] == rows and len(keys) == 2:
            wrong = "" if keys[1] in table(rows) else judge(rows, keys[1], 0.0).wrong.partition(": put it")[0]
            return Named(kind, _own_name(kind, keys[1]), wrong)
    if element_path(name) is not None or is_settable(keys):
        return Named("key", name)
    if keys[0] == POLICY and len(keys) == 2 and keys[1].replace("-", "_").isidentifier():
        return Named(POLICY, name)
    if keys[0] == POLICY:
        return Named(
            wrong="a policy that varies is written policy.NAME with a name of your own, such as policy.posture"
        )
    if keys[0].startswith(LISTS):
        return Named(wrong=WRITTEN)
    close = nearest(name, [*table("parameters"), *table("levers")]) if len(keys) == 1 else None
    hint = f"did you mean {shown(close)}?" if close else f"a key begins with {', '.join((*SETTABLE, *LISTS))}"
    return Named(wrong=f"no such parameter, lever or key; {hint}")


def _own_name(kind: str, name: str) -> str:
    """One name for one factor: prefixed only where both tables have the name."""
    return f"levers.{name}" if kind == "lever" and name in table("parameters") else name


def bare(factor: Factor) -> str:
    """The name of a number in its table."""
    return factor.name.rpartition(".")[2]


def resolve(request: Request) -> Resolved:
    """Factors of a request that is no table of settings."""
    findings = Findings(request.located)
    taken: dict[str, str] = {named(text.partition("=")[0].strip()).name: "set" for text in request.sets}
    factors = []
    for written, spec in request.factors.items():
        where: KeyPath = ("factors", written)
        what = named(written)
        if what.wrong:
            findings.wrong(where, what.wrong, on_key=True)
        elif what.name in taken:
            first = taken[what.name]
            findings.wrong(where, "is set and varied" if first == "set" else f"the same as {first}", on_key=True)
        else:
            taken[what.name] = written
            factor = _factor(findings, where, what, spec)
            factors += [factor] if factor is not None else []
            if request.design == "grid" and factor is not None and not factor.is_list and not factor.levels:
                findings.wrong(where, "a grid needs points: a list of values, or a range with levels")
    every = {named(written).name for written, spec in request.factors.items() if spec.each}
    crossed = [factor.name for factor in factors if factor.name in every] if request.design != "grid" else []
    _check_crossed(findings, request.design, factors, crossed)
    return Resolved(tuple(factors), tuple(crossed), findings.problems, findings.remarks)


def _check_crossed(findings: Findings, design: str, factors: Sequence[Factor], crossed: Sequence[str]) -> None:
    for name in crossed if design != "lhs" else ():
        findings.wrong(("factors", name), f"{{each: [...]}} needs the design lhs or grid; {design} makes its own steps")
    if crossed and design == "lhs" and len(crossed) == len(factors):
        findings.wrong(("design",), "every factor is met in full: nothing is left to sample, name the design grid")


def _factor(findings: Findings, where: KeyPath, what: Named, spec: FactorSpec) -> Factor | None:
    if what.kind == POLICY:
        if not spec.values or not all(isinstance(value, str) for value in spec.values):
            findings.wrong(where, "must list names of policies")
            return None
        return Factor(what.name, what.kind, spec.values)
    if what.kind == "key":
        if spec.prior:
            findings.wrong(where, "only parameters and levers have a prior; write a list or a range")
            return None
        return Factor(what.name, what.kind, spec.values, spec.low, spec.high, spec.levels)
    row = table(TABLES[what.kind])[what.name.rpartition(".")[2]]
    if spec.prior:
        if row.prior is None:
            findings.wrong(where, f"{row.name} has no prior: it is a named constant; write a list or a range")
            return None
        return Factor(what.name, what.kind, (), float(row.prior[0]), float(row.prior[1]))
    factor = Factor(what.name, what.kind, spec.values, spec.low, spec.high, spec.levels)
    return factor if check_values(findings, where, factor) else None


def check_values(findings: Findings, where: KeyPath, factor: Factor) -> bool:
    """Whether all values of a parameter or a lever lie within its bounds; outside its prior is a remark."""
    fine = True
    odd: list[tuple[KeyPath, str]] = []
    for place, value in places(where, factor):
        if isinstance(value, str):
            findings.wrong(place, f"must be a number, not {shown(value)}")
            fine = False
            continue
        verdict = judge(TABLES[factor.kind], bare(factor), value)
        if verdict.wrong:
            findings.wrong(place, verdict.wrong)
            fine = False
        elif verdict.remark:
            odd.append((place, verdict.remark))
    for place, remark in odd[:1]:
        findings.remark(place, remark)
    return fine


def places(where: KeyPath, factor: Factor) -> list[tuple[KeyPath, Any]]:
    """Values at which a factor is checked, and where each stands: all of a list, the ends of a range."""
    if factor.is_list:
        return [((*where, k), value) for k, value in enumerate(factor.values)]
    return [((*where, "from"), factor.low), ((*where, "to"), factor.high)]
