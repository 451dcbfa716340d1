"""Parameters and levers of a file against their tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from eastsea_abm.levers import LEVERS
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import listed, nearest, shown
from eastsea_abm.scenario.nodes import KeyPath


class Verdict(NamedTuple):
    """What is wrong with a number, or only worth a remark."""

    wrong: str = ""
    remark: str = ""
    on_key: bool = False  # the name is wrong, not the value


def table(kind: str) -> Mapping[str, Any]:
    """Rows of ``parameters`` or ``levers`` by name."""
    if kind == "levers":
        return LEVERS
    # The table of parameters stands in a module that loads numpy: only a file that sets a parameter needs it.
    from eastsea_abm.parameters import ROWS

    return ROWS


def judge(kind: str, name: str, value: float) -> Verdict:
    """Whether ``name`` is a row of the table ``kind``, and ``value`` within its bounds."""
    rows = table(kind)
    row = rows.get(name)
    if row is None:
        other = "levers" if kind == "parameters" else "parameters"
        if name in table(other):
            return Verdict(f"{name} is one of the {other}: put it under {other}:", on_key=True)
        return Verdict(f"no such {kind[:-1]}; {_hint(name, kind)}", on_key=True)
    low, high = row.bounds
    if not low <= value <= high:
        return Verdict(
            f"must be between {low:g} and {high:g}{_unit(row.unit)}, not {shown(value)} "
            f"({row.meaning}; source: {row.source})"
        )
    if row.prior is not None and not row.prior[0] <= value <= row.prior[1]:
        return Verdict(
            remark=f"{shown(value)} is outside the range that sweeps sample, "
            f"{row.prior[0]:g} to {row.prior[1]:g}{_unit(row.unit)}"
        )
    return Verdict()


def check_numbers(findings: Findings, where: KeyPath, kind: str, values: Mapping[str, float]) -> None:
    """Check every number of the mapping at ``where``."""
    for name, value in values.items():
        verdict = judge(kind, name, value)
        if verdict.wrong:
            findings.wrong((*where, name), verdict.wrong, verdict.on_key)
        elif verdict.remark:
            findings.remark((*where, name), verdict.remark)


def key_hint(path: KeyPath) -> str:
    """What to say about an unknown key that is the name of a number in the wrong place."""
    for kind in ("levers", "parameters"):
        if str(path[-1]) in table(kind):
            return f"; {path[-1]} is one of the {kind}: put it under {kind}:"
    return ""


def _hint(name: str, kind: str) -> str:
    close = nearest(name, table(kind))
    if close is not None:
        return f"did you mean {shown(close)}?"
    return f"allowed: {listed(LEVERS)}" if kind == "levers" else "'eastsea parameters' lists them"


def _unit(unit: str) -> str:
    """A unit as the end of a sentence, with a space before it; nothing for a pure number."""
    return "" if unit == "1" else f" {unit.replace('1/', 'per ')}"
