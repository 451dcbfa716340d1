"""From the complaints of the models to problems in plain English, with line, remedy and nearest name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from eastsea_abm.errors import Problem
from eastsea_abm.scenario import fields
from eastsea_abm.scenario.names import number, shown, suggestion
from eastsea_abm.scenario.nodes import KeyPath
from eastsea_abm.scenario.pruning import pruned
from eastsea_abm.scenario.reading import Source
from eastsea_abm.scenario.schema import Colour, Date, Dyad, Iso3, Name

PASSES = 6  # taking one bad part out can uncover another; a file needs two or three passes

#: What a pattern of the models asks for, in words.
PATTERNS = {
    fields.pattern(Iso3): "must be a state's three capital letters, such as KOR",
    fields.pattern(Dyad): "must be two states, such as KOR-JPN",
    fields.pattern(Name): "must be a name of letters, digits, - and _ that begins with a letter",
    fields.pattern(Date): "must be a date: 2022-12 or 2022-12-16",
    fields.pattern(Colour): 'must be a colour in quotes, such as "#0072B2"',
}
#: What a type of the models asks for, in words.
TYPES = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "list_type": "must be a list, such as [a, b]",
    "tuple_type": "must be a list, such as [a, b]",
    "dict_type": "must hold lines of key: value",
    "model_type": "must hold lines of key: value",
}
BOUND_TYPES = ("greater_than_equal", "greater_than", "less_than_equal", "less_than")


class Validated(NamedTuple):
    """What became of a file: the model of all that is right in it, its data without the rest, the problems."""

    file: Any
    source: Source
    problems: list[Problem]


class Complaint(NamedTuple):
    """One error of the models, with its place in the data."""

    path: KeyPath
    kind: str
    value: Any
    context: dict[str, Any]
    on_key: bool
    options: bool  # of one of several forms a value may take


def validated(model: type[BaseModel], source: Source, hints: Callable[[KeyPath], str] = lambda _: "") -> Validated:
    """Read ``source`` as ``model``; what is wrong is told, taken out, and the rest read nevertheless.

    Parameters
    ----------
    model
        `ScenarioFile`, `RegionFile` or `Overlay`.
    hints
        What to add to an unknown key, where more is known about it.

    Returns
    -------
    Validated
        ``file`` is None where so much is wrong that nothing can be made of the rest.
    """
    problems = list(source.problems)
    rest = source
    for turn in range(PASSES):
        try:
            return Validated(model.model_validate(rest.data), rest, problems)
        except ValidationError as error:
            complaints = list(_complaints(error, rest.data))
        if turn == 0:
            problems += [_problem(model, rest, complaint, hints) for complaint in complaints]
        rest = pruned(
            rest,
            [c.path for c in complaints if c.kind != "missing"],
            [c.path for c in complaints if c.kind == "missing"],
        )
    return Validated(None, rest, problems)


def _complaints(error: ValidationError, data: Any) -> Iterator[Complaint]:
    """Errors by place; of a value that may be a word or a list, those of the form it has."""
    seen: set[KeyPath] = set()
    for entry in error.errors(include_url=False, include_context=True):
        path, forms, value = _walk(data, entry["loc"])
        if forms and isinstance(value, list) != forms[0].startswith("list"):
            continue
        complaint = Complaint(
            path, entry["type"], entry.get("input"), entry.get("ctx", {}), entry["loc"][-1:] == ("[key]",), bool(forms)
        )
        if path not in seen or complaint.kind == "missing":
            yield complaint
        seen.add(path)


def _walk(data: Any, loc: Iterable[str | int]) -> tuple[KeyPath, list[str], Any]:
    """Key path of an error; names of forms in between; the value that has these forms."""
    path: list[str | int] = []
    forms: list[str] = []
    formed: Any = None
    for part in loc:
        inside = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if inside:
            data = data[part]
            path.append(part)
        elif isinstance(part, str) and re.match(r"(literal|list)\[", part):
            forms.append(part)
            formed = data
        elif part != "[key]":
            path.append(part)
    return tuple(path), forms, formed


def _problem(model: type[BaseModel], source: Source, complaint: Complaint, hints: Callable[[KeyPath], str]) -> Problem:
    on_key = complaint.on_key or complaint.kind == "extra_forbidden"
    return source.problem(complaint.path, _message(model, complaint, hints), on_key)


def _message(model: type[BaseModel], c: Complaint, hints: Callable[[KeyPath], str]) -> str:
    if c.kind == "extra_forbidden":
        return f"unknown key{hints(c.path) or suggestion(str(c.path[-1]), fields.keys_at(model, c.path[:-1]))}"
    if c.kind == "missing":
        return "missing" if isinstance(c.path[-1], str) else "too few entries in this list"
    if c.options and not isinstance(c.value, list) and c.kind == "literal_error":
        return f"must be {c.context['expected'].strip(chr(39))} or a list of states such as [KOR], not {shown(c.value)}"
    if c.kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", c.context["expected"])
        written = c.path[-1] if c.on_key else c.value
        return f"must be one of the allowed words, not {shown(written)}{suggestion(str(written), allowed)}"
    if c.kind == "string_pattern_mismatch":
        return _pattern_message(c)
    if c.kind in BOUND_TYPES:
        return f"must be {_between(*fields.bounds_at(model, c.path), c.context)}, not {shown(c.value)}"
    if c.kind in ("too_short", "too_long"):
        least, most = c.context.get("min_length"), c.context.get("max_length")
        return f"must have {f'at least {least}' if least else f'at most {most}'} entries"
    if c.kind == "string_too_long":
        return f"must be no longer than {c.context['max_length']} letters"
    asked = fields.pattern_at(model, c.path)
    if c.kind == "string_type" and asked in PATTERNS:
        return f"{PATTERNS[asked]}, not {shown(c.value)}"
    if c.kind in TYPES:
        quotes = "; put it in quotes" if c.kind == "string_type" and isinstance(c.value, int | float) else ""
        return f"{TYPES[c.kind]}, not {shown(c.value)}{quotes}"
    return f"cannot be used here: {shown(c.value)}"


def _pattern_message(c: Complaint) -> str:
    pattern = c.context["pattern"]
    written = str(c.value)
    message = f"{PATTERNS.get(pattern, 'is not written as it should be')}, not {shown(written)}"
    upper = written.upper()
    return f"{message}; did you mean {shown(upper)}?" if upper != written and re.match(pattern, upper) else message


def _between(low: float | None, high: float | None, context: dict[str, Any]) -> str:
    low = context.get("ge", context.get("gt")) if low is None else low
    high = context.get("le", context.get("lt")) if high is None else high
    if low is not None and high is not None:
        return f"between {number(low)} and {number(high)}"
    return f"at least {number(low)}" if low is not None else f"at most {number(high or 0)}"


def none_of(kind: str, name: str, names: Iterable[str], of: str = "") -> str:
    """``no state 'KRO' in northeast-asia; did you mean 'KOR'?``."""
    allowed = list(names)
    rest = suggestion(name, allowed) if allowed else f"; there is no {kind} at all"
    return f"no {kind} {shown(name)}{f' in {of}' if of else ''}{rest}"
