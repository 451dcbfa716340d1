"""Write the generated parts of the documents from the code's own tables.

A part stands between ``<!-- generated:NAME -->`` and ``<!-- /generated -->``; everything else in a file is
written by hand and left alone. ``python tools/write_docs.py`` rewrites the parts, ``--check`` changes nothing
and exits 1 when a part differs from what the code says. The tables themselves are in `doc_tables`.
"""

from __future__ import annotations

import argparse
import functools
import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for folder in ("src", "tools"):
    if str(ROOT / folder) not in sys.path:
        sys.path.insert(0, str(ROOT / folder))

import doc_tables as tables  # noqa: E402

FILES = ("docs/odd.md", "docs/bibliography.md", "README.md")
OPEN = "<!-- generated:{} -->"
CLOSE = "<!-- /generated -->"
PART = re.compile(r"<!-- generated:([a-z0-9-]+) -->\n(.*?)<!-- /generated -->", re.DOTALL)

#: Every part by name; those of a mechanism are called ``mechanism-NAME``.
PARTS: dict[str, Callable[[], str]] = {
    "schedule": tables.schedule_list,
    "world": lambda: tables.declared_table("World"),
    "region-arrays": lambda: tables.declared_table("Region"),
    "record-arrays": lambda: tables.declared_table("Record"),
    "parameters": tables.parameters_table,
    "levers": tables.levers_table,
    "region-constants": tables.region_constants_table,
    "partner-acts": tables.partner_acts_table,
    "rival-acts": tables.rival_acts_table,
    "effects": tables.effects_table,
    "processes": tables.processes_list,
    "outcomes": tables.outcomes_table,
    "streams": tables.streams_table,
    "northeast-asia": tables.region_tables,
    "bibliography": tables.bibliography_list,
    "mechanisms": tables.mechanisms_table,
    "patterns": tables.patterns_table,
    **{f"mechanism-{name}": functools.partial(tables.mechanism_part, name) for name in tables.mechanism_names()},
}


def rewritten(text: str) -> str:
    """``text`` with every generated part as the code has it now.

    Raises
    ------
    KeyError
        If the text asks for a part nobody writes.
    """

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name == "cited":  # needs the rest of the text, so it is written last
            return match[0]
        if name not in PARTS:
            raise KeyError(f"no part {name!r}; there are {', '.join(PARTS)}, cited")
        return part(name, PARTS[name]())

    text = PART.sub(replace, text)
    return PART.sub(lambda m: part("cited", tables.cited_list(text)) if m[1] == "cited" else m[0], text)


def part(name: str, body: str) -> str:
    """A generated part with its markers."""
    return f"{OPEN.format(name)}\n{body.strip()}\n{CLOSE}"


def drifted(old: str, new: str) -> list[str]:
    """Names of the parts in which two texts differ."""
    before, after = PART.findall(old), PART.findall(new)
    return [a[0] for a, b in zip(before, after, strict=True) if a != b]


def main(arguments: list[str] | None = None) -> int:
    """Rewrite the documents, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the generated parts of the documents.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a part is out of date")
    check = parser.parse_args(arguments).check
    stale = False
    for name in FILES:
        path = ROOT / name
        if not path.exists():
            continue
        old = path.read_text(encoding="utf-8")
        new = rewritten(old)
        if new == old:
            continue
        stale = True
        print(f"{name}: {', '.join(drifted(old, new))}")
        if not check:
            path.write_text(new, encoding="utf-8")
    if check and stale:
        print("out of date: run python tools/write_docs.py", file=sys.stderr)
    return int(check and stale)


if __name__ == "__main__":
    sys.exit(main())
