"""What is asked of one factor: a list of values, a range, or the prior of the tables."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.names import shown, suggestion
from eastsea_abm.scenario.nodes import KeyPath

PRIOR, PRIORS = "prior", "priors"
RANGE = ("from", "to", "levels")
EACH = "each"
FORMS = "a list such as [0, 0.5, 1], a range {from: 0, to: 1, levels: 5}, {each: [...]}, or the word prior"
MOST_VALUES = 10_000  # of one factor


class FactorSpec(NamedTuple):
    """What is asked of a factor.

    Attributes
    ----------
    values
        A list: exactly these, numbers or words.
    low, high, levels
        A range, and the number of points of a grid over it; 0 where only sampled designs can use it.
    prior
        The range is the prior of the number's row.
    each
        Every sample of a sampled design meets all of ``values``, instead of one of them.
    """

    values: tuple[float | str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    levels: int = 0
    prior: bool = False
    each: bool = False

    @property
    def has_points(self) -> bool:
        """Whether a grid can be laid over the factor."""
        return bool(self.values) or self.levels > 0


def read_spec(findings: Findings, where: KeyPath, value: Any) -> FactorSpec | None:
    """The entry of a factor in a file; None where it cannot be used, which is noted."""
    if value == PRIOR:
        return FactorSpec(prior=True)
    if isinstance(value, list):
        return listed_spec(findings, where, value)
    if isinstance(value, dict):
        return _range(findings, where, value)
    findings.wrong(where, f"must be {FORMS}, not {shown(value)}")
    return None


def listed_spec(findings: Findings, where: KeyPath, values: list[Any]) -> FactorSpec | None:
    """A list of numbers, or of words; the same value twice is a problem."""
    if not values or len(values) > MOST_VALUES:
        findings.wrong(where, f"must list at least one value and at most {MOST_VALUES}")
        return None
    wrong: dict[int, str] = {}
    met: set[str] = set()
    for k, value in enumerate(values):
        if value == "" or not isinstance(value, bool | int | float | str) or not _finite(value):
            wrong[k] = f"must be a number or a word, not {shown(value)}"
        elif str(value := float(value) if is_number(value) else word(value)) in met:
            wrong[k] = f"{shown(value)} is listed twice"
        met.add(str(value))
    for k, message in wrong.items():
        findings.wrong((*where, k), message)
    return None if wrong else FactorSpec(values=plain(values))


def range_spec(findings: Findings, where: KeyPath, low: Any, high: Any, levels: Any = None) -> FactorSpec | None:
    """A range with its points; what is wrong with it is noted."""
    wrong = [(key, value) for key, value in (("from", low), ("to", high)) if not is_number(value)]
    for key, value in wrong:
        findings.wrong((*where, key), f"must be a number, not {shown(value)}")
    if levels is not None and (
        isinstance(levels, bool) or not isinstance(levels, int) or not 2 <= levels <= MOST_VALUES
    ):
        wrong.append(("levels", levels))
        findings.wrong((*where, "levels"), f"must be a whole number from 2 to {MOST_VALUES}, not {shown(levels)}")
    if not wrong and not low < high:
        wrong.append(("to", high))
        findings.wrong((*where, "to"), f"must be more than {low:g}, where the range begins, not {shown(high)}")
    return None if wrong else FactorSpec(low=float(low), high=float(high), levels=levels or 0)


def _range(findings: Findings, where: KeyPath, value: dict[str, Any]) -> FactorSpec | None:
    if EACH in value:
        return _each(findings, where, value)
    unknown = [key for key in value if key not in RANGE]
    lacking = [key for key in RANGE[:2] if key not in value]
    for key in unknown:
        findings.wrong((*where, key), f"unknown key{suggestion(key, RANGE)}", on_key=True)
    if lacking and not unknown:
        findings.wrong(where, f"a range needs {' and '.join(lacking)}: {{from: 0, to: 1, levels: 5}}")
    if unknown or lacking:
        return None
    return range_spec(findings, where, value["from"], value["to"], value.get("levels"))


def _each(findings: Findings, where: KeyPath, value: dict[str, Any]) -> FactorSpec | None:
    """Values that every sample meets."""
    for key in value:
        if key != EACH:
            findings.wrong((*where, key), f"beside {EACH} there can be nothing", on_key=True)
    values = value[EACH]
    if not isinstance(values, list):
        findings.wrong((*where, EACH), f"must be a list, not {shown(values)}")
        return None
    spec = listed_spec(findings, (*where, EACH), values)
    return spec._replace(each=True) if spec is not None and len(value) == 1 else None


def is_number(value: Any) -> bool:
    """Whether a value is a finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and _finite(value)


def _finite(value: Any) -> bool:
    try:
        return not isinstance(value, int | float) or math.isfinite(value)
    except OverflowError:  # a whole number beyond all floats
        return False


def plain(values: list[Any]) -> tuple[float | str, ...]:
    """Values as a column holds them: all numbers, or all words."""
    if all(is_number(value) for value in values):
        return tuple(float(value) + 0.0 for value in values)  # never minus zero, which reads oddly
    return tuple(word(value) for value in values)


def word(value: Any) -> str:
    """A value as ``--set`` reads it back."""
    return str(value).lower() if isinstance(value, bool) else str(value)
