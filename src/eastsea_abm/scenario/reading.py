"""Read one YAML file into plain data, or say what keeps it from being read."""

from __future__ import annotations

import functools
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario.names import dotted, shown
from eastsea_abm.scenario.nodes import KeyPath, Place, Plain, YamlFault, compose, plain_words

LARGEST = 1_000_000  # bytes; the largest file that ships is a hundredth of it
MOST_PROBLEMS = 50  # of one file; beyond, only their number


@dataclass(frozen=True)
class Source:
    """A file as read: its data, and where each key and value stands.

    Attributes
    ----------
    file
        The path as messages show it.
    data
        Plain data: mappings, lists, text, numbers, true, false and None.
    keys, values
        Line and column, from 1, of the key and of the value at a key path.
    problems
        What is wrong with the YAML itself and did not stop the reading: duplicate keys.
    hurt
        Mappings from which something bad was taken out, so that nothing can be said to be lacking there.
    written
        Key paths as they were in the file, where taking something out has moved them.
    """

    file: str
    path: Path
    text: str
    data: dict[str, Any]
    keys: Mapping[KeyPath, Place]
    values: Mapping[KeyPath, Place]
    problems: tuple[Problem, ...] = ()
    hurt: frozenset[KeyPath] = frozenset()
    written: Mapping[KeyPath, KeyPath] = field(default_factory=dict)

    def problem(self, where: KeyPath, message: str, on_key: bool = False) -> Problem:
        """A problem at a key path, placed at the value, or at the key, or at the nearest part above."""
        known = next((n for n in range(len(where), 0, -1) if where[:n] in self.written), 0)
        name = dotted((*self.written.get(where[:known], where[:known]), *where[known:]))
        first, second = (self.keys, self.values) if on_key else (self.values, self.keys)
        for length in range(len(where), -1, -1):
            part = where[:length]
            place = first.get(part) or second.get(part)
            if place is not None:
                return Problem(self.file, *place, name, message)
        return Problem(self.file, 0, 0, name, message)

    def is_hurt(self, where: KeyPath) -> bool:
        """Whether something bad was taken out of the mapping at ``where``."""
        return where in self.hurt


def displayed(path: Path) -> str:
    """A path as messages show it: from the working folder where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd())) if path.is_absolute() else str(path)
    except (ValueError, OSError):
        return str(path)


def read_text(path: Path) -> str:
    """The text of a small, regular UTF-8 file; raise `ScenarioError` for anything else."""
    file = displayed(path)
    file = file if len(file) <= 300 else file[:299] + "…"
    try:
        kind = path.stat().st_mode
        raw = _start_of(path) if stat.S_ISREG(kind) else b""
    except FileNotFoundError:
        raise _refusal(file, "no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a possible path"
        raise _refusal(file, f"cannot be read: {reason}") from None
    if not stat.S_ISREG(kind):
        raise _refusal(file, "is a folder, not a file" if stat.S_ISDIR(kind) else "is not an ordinary file")
    if len(raw) > LARGEST:
        raise _refusal(file, f"larger than {LARGEST // 1000} kB, so hardly a scenario")
    return _decoded(file, raw)


def _start_of(path: Path) -> bytes:
    """No more of a file than is needed to see that it is too large."""
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _decoded(file: str, raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(file, "written as UTF-16; save it as UTF-8")
    if b"\0" in raw:
        raise _refusal(file, "not a text file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise ScenarioError([Problem(file, before.count(b"\n") + 1, column, "", message)]) from None
    if not text.strip():
        raise _refusal(file, "the file is empty")
    return text


def _refusal(file: str, message: str) -> ScenarioError:
    return ScenarioError([Problem(file, 0, 0, "", message)])


def read_source(path: Path) -> Source:
    """Read a YAML file; raise `ScenarioError` when nothing can be made of it.

    Faults that leave the rest readable (duplicate keys) are in ``problems`` of the result.
    """
    return parsed(read_text(path), displayed(path), path)


@functools.lru_cache(maxsize=64)
def parsed(text: str, file: str, path: Path) -> Source:
    """The data of a YAML text. Cached, since many scenarios name the same region; treat it as read-only."""
    try:
        plain = Plain(compose(_events(text)))
    except YamlFault as fault:
        raise ScenarioError([Problem(file, *fault.place, "", fault.message)]) from None
    if not isinstance(plain.data, dict):
        message = f"the file must hold keys (title: ...), not {shown(plain.data)}"
        raise ScenarioError([Problem(file, 1, 1, "", message)])
    problems = tuple(Problem(file, *place, dotted(where), message) for where, place, message in plain.faults)
    return Source(file, path, text, plain.data, plain.keys, plain.values, problems)


def _events(text: str) -> Any:
    """Parser events; every way in which the parser can stumble becomes a `YamlFault`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except ReaderError as error:
        before = text[: error.position]
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the character U+{ord(text[error.position]):04X} is not allowed in YAML; delete it"
        raise YamlFault(message, place) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
        raise YamlFault(f"not valid YAML: {plain_words(error.problem or '')}", place) from None
    # The scanner has places where odd text trips it rather than being refused.
    except (
        YAMLError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        OverflowError,
        RecursionError,
    ):
        raise YamlFault("not valid YAML", (0, 0)) from None


def in_order(problems: list[Problem], files: Iterable[str] = ()) -> list[Problem]:
    """Problems by file, in the order of ``files`` or as first met, then by line; very many are cut short."""
    met = [problem.file for problem in problems]
    options = [file for file in met if file.startswith("--")]
    order = {file: k for k, file in enumerate(dict.fromkeys([*options, *files, *met]))}
    unique = sorted(dict.fromkeys(problems), key=lambda p: (order[p.file], p.line, p.column))
    out: list[Problem] = []
    for file in order:
        own = [problem for problem in unique if problem.file == file]
        out += own[:MOST_PROBLEMS]
        if len(own) > MOST_PROBLEMS:
            out.append(Problem(file, 0, 0, "", f"and {len(own) - MOST_PROBLEMS} more problems"))
    return out
