"""What is chosen on top of a file: policies by name, and single values written ``name=value``."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.check_numbers import check_numbers, judge, table
from eastsea_abm.scenario.elements import BY_HAND, LISTS, WRITTEN, element_path, tried
from eastsea_abm.scenario.findings import Findings
from eastsea_abm.scenario.lookup import Found, find, is_path, names
from eastsea_abm.scenario.merge import Merged
from eastsea_abm.scenario.names import LONGEST, nearest, shown
from eastsea_abm.scenario.nodes import KeyPath, scalar
from eastsea_abm.scenario.problems import none_of, validated
from eastsea_abm.scenario.reading import Source, read_source
from eastsea_abm.scenario.schema import Overlay, ScenarioFile

NO_POLICY = "none"  # asks for the scenario without the policies its file names
SETTABLE = ("states", "dyads", "instruments", "processes", "record", "start", "branch", "posterior")
WHOLE = ("start", "branch", "posterior")  # of these, the keys that hold one value and no others


@dataclasses.dataclass
class Chosen:
    """Policies in order, the texts of their files, and what is wrong with them."""

    overlays: list[tuple[str, Overlay]] = dataclasses.field(default_factory=list)
    texts: dict[str, str] = dataclasses.field(default_factory=dict)
    problems: list[Problem] = dataclasses.field(default_factory=list)
    remarks: list[str] = dataclasses.field(default_factory=list)


def choose_policies(asked: Sequence[str], file: ScenarioFile, merged: Merged, main: Path) -> Chosen:
    """Overlays of a run: those asked for by hand, or else those of the file's ``policy``."""
    chosen = Chosen()
    named: list[tuple[str, int | None]] = [(name.strip(), None) for name in asked]
    named = named or [(name, k) for k, name in enumerate(file.policy)]
    if [name for name, _ in named] == [NO_POLICY] and NO_POLICY not in file.policies:
        return chosen
    for name, place in named:
        where: KeyPath = ("policy", place or 0)
        asking = None if place is None else merged.origin(where)[0].path
        try:
            if any(name == other for other, _ in chosen.overlays):
                raise _Refusal(f"{shown(name)} is named twice")
            overlay = file.policies.get(name) or _from_file(name, main, asking, file, chosen)
        except _Refusal as refusal:
            if any(("policies",) in source.hurt for source in merged.sources):
                continue  # it may be the one that was taken out as bad
            chosen.problems.append(
                Problem("--policy", 0, 0, name[:LONGEST], str(refusal))
                if place is None
                else merged.problem(where, str(refusal))
            )
            continue
        if overlay is not None:
            chosen.overlays.append((name, overlay))
    return chosen


class _Refusal(Exception):
    """A policy that cannot be had, and why."""


def _from_file(name: str, main: Path, asking: Path | None, file: ScenarioFile, chosen: Chosen) -> Overlay | None:
    found = find("policy", name, asking) if asking is not None else _by_hand(name, main)
    if found.path is None:
        raise _Refusal(none_of("policy", name, [*file.policies, *names("policy", main)]))
    try:
        source = read_source(found.path)
    except ScenarioError as error:
        chosen.problems += error.problems
        return None
    chosen.texts[source.file] = source.text
    return read_overlay(source, chosen.problems, chosen.remarks)


def read_overlay(source: Source, problems: list[Problem], remarks: list[str]) -> Overlay | None:
    """A policy as far as it can be read; what is wrong with it is added to ``problems``."""
    overlay, rest, wrong = validated(Overlay, source)
    findings = Findings(rest)
    if isinstance(overlay, Overlay):
        check_numbers(findings, ("parameters",), "parameters", overlay.parameters)
        check_numbers(findings, ("levers",), "levers", overlay.levers)
    problems += [*wrong, *findings.problems]
    remarks += findings.remarks
    return overlay if isinstance(overlay, Overlay) else None


def _by_hand(name: str, main: Path) -> Found:
    """A name typed by hand is looked for beside the scenario too; a path may lead anywhere."""
    if is_path(name):
        return find("policy", name)
    found = find("policy", name, main)
    return found if found.path is not None else find("policy", name)


def is_settable(keys: Sequence[str]) -> bool:
    """Whether a dotted key leads to a value of a scenario that can be set by hand."""
    return keys[0] in SETTABLE and (len(keys) > 1 or keys[0] in WHOLE)


class Sets:
    """Values written ``name=value``: numbers of the tables, and a source for all else.

    Attributes
    ----------
    parameters, levers
        Numbers by name: they come last, after every policy.
    source
        Starting values by dotted key, to be merged as if a child of the file held them; None without any.
    elements
        Values of single events and leaders by key path, to be put in place in the merged file.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.parameters: dict[str, float] = {}
        self.levers: dict[str, float] = {}
        self.problems: list[Problem] = []
        self.remarks: list[str] = []
        self.elements: dict[KeyPath, Any] = {}
        data: dict[str, Any] = {}
        for text in texts:
            self._take(text, data)
        self.source = self._validated(data) if data else None
        if wrong := tried(self.elements):
            self.problems += wrong
            self.elements = {}

    def _wrong(self, name: str, message: str) -> None:
        self.problems.append(Problem("--set", 0, 0, name[:LONGEST], message))

    def _take(self, text: str, data: dict[str, Any]) -> None:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name or not name.isprintable():
            self._wrong("", f"must be written name=value, not {shown(text)}")
            return
        keys = name.split(".")
        kind = next(
            (
                kind
                for kind in ("parameters", "levers")
                if keys in ([kind, keys[-1]], [keys[-1]]) and (len(keys) == 2 or name in table(kind))
            ),
            None,
        )
        if kind is not None:
            self._number(kind, keys[-1], scalar(value))
        elif is_settable(keys):
            _put(data, keys, _value(value))
        elif (path := element_path(name)) is not None:
            self.elements[path] = _value(value)
        elif keys[0].startswith(LISTS):
            self._wrong(name, WRITTEN)
        else:
            numbers = [*table("parameters"), *table("levers")]
            close = nearest(name, numbers) if len(keys) == 1 else None
            hint = (
                f"did you mean {shown(close)}?"
                if close
                else f"a dotted key begins with {', '.join((*SETTABLE, *LISTS))}"
            )
            self._wrong(name, f"no such parameter, lever or dotted key; {hint}")

    def _number(self, kind: str, name: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(name, f"must be a number, not {shown(value)}")
            return
        verdict = judge(kind, name, value)
        if verdict.wrong:
            self._wrong(name, verdict.wrong)
        else:
            getattr(self, kind)[name] = float(value)
        if verdict.remark:
            self.remarks.append(f"--set: {name}: {verdict.remark}")

    def _validated(self, data: dict[str, Any]) -> Source | None:
        source = dataclasses.replace(BY_HAND, data={"title": "", **data})
        file, rest, problems = validated(ScenarioFile, source)
        self.problems += problems
        rest.data.pop("title", None)
        return rest if file is not None else None


def _value(text: str) -> Any:
    """A value, or a list of values in brackets."""
    if text.startswith("[") and text.endswith("]"):
        return [scalar(part.strip()) for part in text[1:-1].split(",") if part.strip()]
    return scalar(text)


def _put(data: dict[str, Any], keys: list[str], value: Any) -> None:
    for key in keys[:-1]:
        below = data.setdefault(key, {})
        if not isinstance(below, dict):
            data[key] = below = {}
        data = below
    data[keys[-1]] = value
