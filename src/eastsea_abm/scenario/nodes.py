"""From the events of a YAML parser to plain data with the line and column of every key and value.

Scalars are read by the core rules of YAML 1.2 and by nothing else: NO is the text ``NO`` and a date stays the
text it was written as. Tags are refused, so no file can name a class. Aliases may repeat a part, but not
itself, and not until the file has grown beyond `MOST_VALUES`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from eastsea_abm.scenario.names import shown

KeyPath = tuple[str | int, ...]
Place = tuple[int, int]

DEEPEST = 30  # levels of nesting, aliases written out
MOST_VALUES = 50_000  # values in a file, aliases written out
LONGEST_INTEGER = 40  # digits; beyond, a number is read as a float

INTEGER = re.compile(r"[-+]?[0-9]+")
OCTAL, HEXADECIMAL = re.compile(r"0o[0-7]+"), re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}


#: What the parser says, and what it means to somebody who writes a file.
IN_PLAIN_WORDS = (
    ("'\\t' that cannot start any token", "a tab cannot indent a line; use spaces"),
    ("that cannot start any token", "a value cannot begin with this character; put it in quotes"),
    ("mapping values are not allowed", "a colon too many, or the indentation is off; text with a colon needs quotes"),
    ("could not find expected ':'", "a key without a colon, or a line that is not indented far enough"),
    ("expected <block end>", "the indentation does not match the lines above"),
    ("but expected <document start>", "the indentation does not match the lines above"),
    ("expected the node content", "a value is missing, or a bracket is not closed"),
    ("expected ',' or", "a comma is missing, or a bracket is not closed"),
    ("end of stream", "a quote is not closed"),
    ("document separator", "a quote is not closed"),
    ("expected alphabetic", "a value cannot begin with this character; put it in quotes"),
    ("escape", "an unknown sign after \\; use single quotes"),
)


class YamlFault(Exception):
    """A file that cannot be read any further, and where."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message, self.place = message, place


class Node:
    """A value of the file: a scalar, or the nodes of a list, or the keys and values of a mapping in turn."""

    def __init__(self, kind: str, place: Place, value: Any = None, text: str = "") -> None:
        self.kind, self.place, self.value, self.text = kind, place, value, text
        self.parts: list[Node] = []
        self.weight = self.height = 1

    def close(self) -> None:
        """Weigh the finished node, aliases written out."""
        self.weight += sum(part.weight for part in self.parts)
        self.height += max((part.height for part in self.parts), default=0)
        if self.weight > MOST_VALUES:
            raise YamlFault(f"more than {MOST_VALUES} values; split the file or use fewer aliases", self.place)
        if self.height > DEEPEST:
            raise YamlFault(f"nested more than {DEEPEST} levels deep", self.place)


def plain_words(said: str) -> str:
    """What the parser complains about, in words that do not presuppose knowing YAML."""
    return next((words for part, words in IN_PLAIN_WORDS if part in said), said[:100])


def scalar(text: str) -> Any:
    """An unquoted scalar by the core rules of YAML 1.2."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text) and len(text) <= LONGEST_INTEGER:
        return int(text)
    if OCTAL.fullmatch(text) or HEXADECIMAL.fullmatch(text):
        return int(text, 0) if len(text) <= LONGEST_INTEGER else math.inf
    if FLOAT.fullmatch(text):
        return float(text)
    if INFINITE.fullmatch(text):
        return -math.inf if text.startswith("-") else math.inf
    return text


def compose(events: Iterator[Any]) -> Node | None:
    """The tree of the one document in ``events``, None where there is nothing but comments."""
    opened: list[Node] = []
    anchors: dict[str, Node] = {}
    root: Node | None = None
    for met, event in enumerate(events):
        kind, place = type(event).__name__, _place(event)
        if met > 2 * MOST_VALUES:
            raise YamlFault(f"more than {MOST_VALUES} values; split the file", place)
        if kind == "DocumentStartEvent":
            if root is not None:
                raise YamlFault("a second document begins here; a file holds one", place)
            if event.tags or (event.version and tuple(event.version) != (1, 2)):
                raise YamlFault("directives (% lines) are not read: files are YAML 1.2", place)
        elif kind in ("MappingStartEvent", "SequenceStartEvent", "ScalarEvent"):
            node = _start(event, kind, place, anchors)
            opened.append(node)
            if len(opened) > DEEPEST:
                raise YamlFault(f"nested more than {DEEPEST} levels deep", place)
            if kind == "ScalarEvent":
                root = _finish(opened, opened.pop(), root)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            opened[-1].close()
            root = _finish(opened, opened.pop(), root)
        elif kind == "AliasEvent":
            root = _finish(opened, _alias(event, place, anchors, opened), root)
    return root


def _place(event: Any) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


def _start(event: Any, kind: str, place: Place, anchors: dict[str, Node]) -> Node:
    if event.tag is not None:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        raise YamlFault(f"YAML tags such as {shown(tag)} are not read; write plain values", place)
    if kind == "ScalarEvent":
        text = str(event.value)
        node = Node("scalar", place, text if event.style else scalar(text), text)
    else:
        node = Node("mapping" if kind == "MappingStartEvent" else "list", place)
    if event.anchor:
        anchors[str(event.anchor)] = node
    return node


def _alias(event: Any, place: Place, anchors: dict[str, Node], opened: list[Node]) -> Node:
    name = str(event.anchor)
    if name not in anchors:
        raise YamlFault(f"no anchor &{shown(name)[1:-1]} above this alias", place)
    if any(node is anchors[name] for node in opened):
        raise YamlFault(f"the alias *{shown(name)[1:-1]} repeats the part it stands in", place)
    return anchors[name]


def _finish(opened: list[Node], node: Node, root: Node | None) -> Node | None:
    if not opened:
        return node
    opened[-1].parts.append(node)
    return root


class Plain:
    """Plain data of a tree, and where each key and value stands."""

    def __init__(self, root: Node | None) -> None:
        self.keys: dict[KeyPath, Place] = {}
        self.values: dict[KeyPath, Place] = {}
        self.faults: list[tuple[KeyPath, Place, str]] = []
        self.data = None if root is None else self._value(root, ())

    def _value(self, node: Node, path: KeyPath) -> Any:
        self.values[path] = node.place
        if node.kind == "mapping":
            return self._mapping(node, path)
        if node.kind == "list":
            return [self._value(part, (*path, k)) for k, part in enumerate(node.parts)]
        return node.value

    def _mapping(self, node: Node, path: KeyPath) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, value in zip(node.parts[::2], node.parts[1::2], strict=True):
            here = (*path, key.text)
            if key.kind != "scalar":
                self.faults.append((path, key.place, f"a key must be a single word, not a {key.kind}"))
            elif key.text == "<<" and value.kind != "scalar":
                self.faults.append((here, key.place, "merge keys are not YAML 1.2; write the keys out, or use extends"))
            elif key.text in out:
                line = self.keys[here][0]
                self.faults.append((here, key.place, f"{shown(key.text)} is given twice, first in line {line}"))
            else:
                self.keys[here] = key.place
                out[key.text] = self._value(value, here)
        return out
