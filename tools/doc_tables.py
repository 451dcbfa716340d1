"""Tables for the documents, read from the sources of the package: see `write_docs`.

Comments and docstrings are read from the source text, so that a table cannot say anything the code does not.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from eastsea_abm import draws, outcomes, schedule, vocabulary, world
from eastsea_abm.bibliography import REFERENCES, cite
from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.region_constants import CONSTANTS

ROOT = Path(__file__).resolve().parents[1]
REGION = ROOT / "scenarios" / "regions" / "northeast-asia.yaml"
PATTERNS = ROOT / "docs" / "patterns.yaml"

#: What each stream decides, and its address: actor, target, item. A stream without a row here is an error.
STREAMS: dict[str, tuple[str, str, str, str, str]] = {
    "COMMITMENT": ("normal", "patron", "0", "0", "its commitment after an election"),
    "DISPUTE": ("uniform", "i", "j", "0", "whether history flares; i before j in the alphabet"),
    "DISPUTE_SIZE": ("uniform", "i", "j", "0", "how strongly"),
    "LEADER": ("normal", "state", "0", "0", "orientation of a new leader"),
    "LEADER_FALLS": ("uniform", "state", "0", "0", "whether a leader without a term falls"),
    "BELLIGERENCE": ("normal", "challenger", "0", "0", "innovation of its own drive"),
    "PARTNER_ACT": ("uniform", "i", "j", "0", "act of i toward partner j"),
    "RIVAL_ACT": ("uniform", "i", "j, or 0 for a challenger", "0", "act of i toward rival j; a challenger's posture"),
    "COERCION": ("uniform", "i", "j", "0", "whether i coerces j"),
    "ALERT": ("uniform", "challenger", "defender", "theatre", "calm to alert"),
    "CRISIS": ("uniform", "challenger", "defender", "theatre", "alert to crisis"),
    "STAND_DOWN": ("uniform", "challenger", "defender", "theatre", "a step down, from whichever rung"),
    "STRIKE": ("uniform", "challenger", "defender", "theatre", "whether the challenger strikes"),
    "DRAWN_IN": ("uniform", "challenger", "defender", "theatre", "whether that strike involves the observer"),
    "ABANDONED": ("uniform", "challenger", "defender", "theatre", "whether the observer's patron stays away"),
    "ALLY_INTENT": ("uniform", "challenger", "defender", "theatre", "whether the ally means to strike"),
    "CONSULTED": ("uniform", "challenger", "defender", "theatre", "whether it asks first"),
    "OBSERVER_CONSENTS": ("uniform", "challenger", "defender", "theatre", "the observer's answer"),
    "PATRON_CONSENTS": ("uniform", "challenger", "defender", "theatre", "the answer of the ally's patron"),
    "ABIDES": ("uniform", "challenger", "defender", "theatre", "whether a refused ally abides"),
    "ALLY_DRAWS_IN": ("uniform", "challenger", "defender", "theatre", "whether that strike involves the observer"),
    "ESCALATION": ("uniform", "challenger", "defender", "theatre", "limited strike to escalation"),
    "FORMATION": ("uniform", "first of the pair", "second", "instrument", "absent to signed"),
    "ACTIVATION": ("uniform", "first of the pair", "second", "instrument", "signed to active"),
    "SUSPENSION": ("uniform", "first of the pair", "second", "instrument", "signed or active to suspended"),
    "RESTORATION": ("uniform", "first of the pair", "second", "instrument", "suspended to active"),
}
PURE = {"MASK"}  # whole numbers in draws.py that are no streams


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell(value) for value in row)} |" for row in rows]
    return "\n".join(lines)


def cell(value: Any) -> str:
    """A value as it stands in a table."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple | list):
        return " to ".join(cell(float(v)) for v in value)
    return "" if value is None else str(value).replace("|", "\\|")


def code(name: str) -> str:
    """A name in code type."""
    return f"`{name}`"


# --- the rules ---------------------------------------------------------------------------------------


def schedule_calls() -> list[tuple[str, str]]:
    """Mechanism and trailing comment of each line of `schedule.step`, in order."""
    found = re.findall(r"^    (\w+)\.apply\(.*?\)(?:\s+# \d+\. (.*))?$", inspect.getsource(schedule.step), re.MULTILINE)
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(schedule.step))) if isinstance(node, ast.Call)]
    assert len(found) == len(calls), "every line of schedule.step is read"
    return found


def mechanism_names() -> list[str]:
    """Mechanisms in the order of the month."""
    return [name for name, _ in schedule_calls()]


def module_of(name: str) -> Any:
    """The module of a mechanism."""
    return importlib.import_module(f"eastsea_abm.mechanisms.{name}")


def first_line(name: str) -> str:
    """The claim of a mechanism: the first line of its docstring."""
    return (inspect.getdoc(module_of(name)) or "").splitlines()[0]


def schedule_list() -> str:
    """The month as a numbered list with its phases."""
    lines: list[str] = []
    for k, (name, phase) in enumerate(schedule_calls(), 1):
        if phase:
            lines += ["", f"*{phase[0].upper()}{phase[1:]}*", ""]
        applied = " ".join((inspect.getdoc(module_of(name).apply) or "").split())
        lines.append(markdown(f"{k}. **{name}**. {first_line(name)} {applied}"))
    return "\n".join(lines).strip()


def mechanism_part(name: str) -> str:
    """Docstring of a mechanism with its equations, the numbers it reads and the draws it makes."""
    module = module_of(name)
    source = Path(module.__file__ or "").read_text(encoding="utf-8")
    parts = [markdown(inspect.getdoc(module) or "")]
    numbers = [row for row in dict.fromkeys(re.findall(r"\bp\.(\w+)", source)) if row in ROWS]
    if numbers:
        parts.append("Numbers: " + ", ".join(f"`{row}` ({ROWS[row].symbol})" for row in numbers) + ".")
    streams = [s for s in dict.fromkeys(re.findall(r"\bdraws\.([A-Z_]+)\b", source)) if s in STREAMS]
    if streams:
        parts.append("Draws: " + ", ".join(f"`{s}` ({getattr(draws, s)})" for s in streams) + ".")
    return "\n\n".join(parts)


def markdown(docstring: str) -> str:
    """A docstring in reStructuredText as Markdown: equations in $$ blocks, keys in plain brackets."""
    out: list[str] = []
    lines = docstring.splitlines()
    k = 0
    while k < len(lines):
        start = re.match(r"\.\. math::\s*(.*)", lines[k])
        if not start:
            out.append(lines[k])
            k += 1
            continue
        block = [start[1]]
        k += 1
        while k < len(lines) and (not lines[k].strip() or lines[k].startswith(" ")):
            block.append(lines[k].strip())
            k += 1
        out += ["", equation(" ".join(line for line in block if line)), ""]
    text = re.sub(r":math:`([^`]*)`", r"$\1$", "\n".join(out))
    text = re.sub(r"\[(\w+)\]_", r"[\1]", text).replace("``", "`")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def equation(text: str) -> str:
    """LaTeX as a block that needs no plug-in to be read."""
    rows = [row.strip() for row in re.split(r"\\\\(?=\s|$)", text) if row.strip()]
    if len(rows) == 1 and "&" not in text:
        return f"$$\n{rows[0]}\n$$"
    body = " \\\\\n".join(rows)
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


def declared_table(owner: str) -> str:
    """Fields of a named tuple of world.py: name, shape, and the comment on the line that declares it."""
    rows: list[tuple[str, ...]] = []
    group = ""
    for line in inspect.getsource(getattr(world, owner)).splitlines():
        field = re.match(r"    (\w+): (Floats|Ints|int)\s+# (?:\(([^)]*)\))?\s*(.*)", line)
        if field:
            kind = "whole" if field[2] in ("Ints", "int") else "real"
            shape = field[3].rstrip(", ") if field[3] else "scalar"
            rows.append((code(field[1]), shape, kind, field[4] or group))
        elif re.match(r"    # \w", line):
            group = line.strip("# ").rstrip(".")
            rows.append((f"*{group}*", "", "", ""))
    names = [row[0].strip("`") for row in rows if row[0].startswith("`")]
    assert names == list(getattr(world, owner)._fields), f"every field of {owner} is declared on a line of its own"
    return table(("name", "shape", "kind", "meaning and interval"), rows)


def parameters_table() -> str:
    """The table of numbers."""
    return table(
        ("name", "symbol", "default", "unit", "bounds", "prior", "meaning", "source"),
        (
            (code(r.name), r.symbol, r.default, r.unit, r.bounds, r.prior or "constant", r.meaning, r.source)
            for r in ROWS.values()
        ),
    )


def levers_table() -> str:
    """The table of levers."""
    return table(
        ("name", "symbol", "whose", "default", "unit", "bounds", "prior", "meaning", "source"),
        (
            (code(r.name), r.symbol, r.role, r.default, r.unit, r.bounds, r.prior, r.meaning, r.source)
            for r in LEVERS.values()
        ),
    )


def region_constants_table() -> str:
    """The table of region constants."""
    told = (
        "Every number of a region file, in any region. Keys that a region chooses are left out of the names; where the "
        "default is empty the file gives the number, or the meaning says what holds without it."
    )
    return f"{told}\n\n" + table(
        ("name", "symbol", "default", "unit", "bounds", "prior", "meaning", "source"),
        (
            (code(r.name), r.symbol, r.default, r.unit, r.bounds, r.prior, r.meaning, r.source)
            for r in CONSTANTS.values()
        ),
    )


def partner_acts_table() -> str:
    """The partner repertoire."""
    return table(
        ("number", "act", "depth x", "visibility v", "event weight", "source of the weight"),
        ((k, a.name, a.depth, a.visibility, a.score, a.source) for k, a in enumerate(vocabulary.PARTNER_ACTS)),
    )


def rival_acts_table() -> str:
    """The rival repertoire."""
    return table(
        ("number", "act", "pressure y"),
        ((k, *row) for k, row in enumerate(zip(vocabulary.RIVAL_ACTS, vocabulary.PRESSURE, strict=True))),
    )


def effects_table() -> str:
    """What dated events do."""
    return table(
        ("number", "effect", "size", "meaning"),
        ((k, code(e.name), (e.low, e.high), e.meaning) for k, e in enumerate(vocabulary.EFFECTS)),
    )


def processes_list() -> str:
    """Processes a record can hold."""
    return ", ".join(f"`{name}` ({k})" for k, name in enumerate(vocabulary.PROCESSES))


def outcomes_table() -> str:
    """What a run is judged by."""
    return table(
        ("name", "unit", "months become one number by", "better for the focal state", "meaning"),
        (
            (code(o.name), o.unit, o.over, {-1: "less", 0: "", 1: "more"}[o.better], o.meaning)
            for o in outcomes.OUTCOMES
        ),
    )


def streams_table() -> str:
    """Streams of draws and their addresses."""
    numbers = {
        name: value
        for name, value in vars(draws).items()
        if name.isupper() and isinstance(value, int) and name not in PURE
    }
    assert list(numbers) == list(STREAMS), "every stream of draws.py has its row in doc_tables.STREAMS"
    return table(
        ("number", "stream", "kind", "actor", "target", "item", "decides"),
        ((number, code(name), *STREAMS[name]) for name, number in numbers.items()),
    )


def mechanisms_table() -> str:
    """Mechanisms for the README: claim, sources, neutral value."""
    rows = []
    for name in mechanism_names():
        text = " ".join((inspect.getdoc(module_of(name)) or "").split())
        claim = first_line(name).split(": ", 1)[1]
        keys = dict.fromkeys(re.findall(r"\[(\w+)\]_", text))
        neutral = re.search(r"Neutral values?:\s*(.*?)(?:\.\s|\.?$)", text)
        link = f"[{name}](src/eastsea_abm/mechanisms/{name}.py)"
        rows.append((link, claim[0].upper() + claim[1:], ", ".join(keys), neutral[1] if neutral else ""))
    return table(("mechanism", "claim", "sources", "does nothing at"), rows)


# --- data --------------------------------------------------------------------------------------------


def yaml(path: Path) -> Any:
    """A YAML file as plain data."""
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def patterns_table() -> str:
    """Patterns for the README, from docs/patterns.yaml."""
    rows = yaml(PATTERNS) if PATTERNS.exists() else []
    return table(
        ("pattern", "source", "status", "test or note"),
        ((r["pattern"], r.get("source"), r["status"], r.get("note")) for r in rows or []),
    )


def region_tables() -> str:
    """The shipped region, file value by file value; a cell that is empty has the default of the schema."""
    data = yaml(REGION)
    roles = f"Focal state {data['focal']}, its partner {data['partner']}. Outsiders: {', '.join(data['outsiders'])}."
    held = "; ".join(f"`{process}` of {_plain(states)}" for process, states in data["record_holds"].items())
    roles += f"\n\nA spin-up is forced by `{data['record']}` and holds {held}."
    parts = [
        roles,
        _states(data),
        _partners(data),
        _keyed(data, "rivals", "dyad"),
        _keyed(data, "theatres", "theatre", leave=("label", "at")),
        _keyed(data, "instruments", "instrument", leave=("label",)),
        _launches(data),
    ]
    parts += [_sheet(date, sheet) for date, sheet in data["sheets"].items()]
    parts.append("Sources\n\n" + table(("key", "source"), ((code(k), v) for k, v in data["sources"].items())))
    return "\n\n".join(parts)


def _states(data: Any) -> str:
    def row(name: str, s: Any) -> tuple[Any, ...]:
        e = s.get("elections", {})
        ties = [f"{s[k]['state']} × {s[k]['share']:g}" if k in s else "" for k in ("aligned", "counterpart")]
        return (
            name,
            s.get("patron"),
            s.get("bond"),
            *ties,
            bool(s.get("challenger")),
            s.get("cover"),
            ", ".join(s.get("closed", [])),
            e.get("every"),
            e.get("window"),
            e.get("fall"),
            e.get("mean"),
            e.get("sd"),
            e.get("backlash_norm"),
        )

    head = (
        "state",
        "patron",
        "bond",
        "aligned with",
        "counterpart",
        "challenger",
        "cover",
        "closed acts",
        "term",
        "window",
        "fall",
        "mean",
        "sd",
        "backlash norm",
    )
    return "`states`\n\n" + table(head, (row(name, s) for name, s in sorted(data["states"].items())))


def _partners(data: Any) -> str:
    head = ("pair", "treaty", "contested", "broker", "friction", "dispute rate", "felt")
    rows = (
        (
            pair,
            t.get("treaty"),
            bool(t.get("contested")),
            t.get("broker"),
            t.get("friction"),
            t.get("dispute_rate"),
            ", ".join(f"{k} {v:g}" for k, v in t.get("felt", {}).items()),
        )
        for pair, t in data["partners"].items()
    )
    return "`partners`\n\n" + table(head, rows)


def _keyed(data: Any, key: str, first: str, leave: tuple[str, ...] = ()) -> str:
    """A table of one section, with a column for every key used in it."""
    columns = [c for c in dict.fromkeys(k for row in data[key].values() for k in row) if c not in leave]
    rows = ((name, *(_plain(row.get(c)) for c in columns)) for name, row in data[key].items())
    return f"`{key}`\n\n" + table((first, *columns), rows)


def _plain(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value


def _launches(data: Any) -> str:
    launches = data["launches"]
    states = list(dict.fromkeys(s for reach in launches["reach"].values() for s in reach))
    rows = (
        (kind, intensity, *(launches["reach"][kind].get(s) for s in states))
        for kind, intensity in launches["intensity"].items()
    )
    told = f"`launches` (repeat {launches['repeat']:g}, overflown {launches['overflown']:g})"
    return f"{told}\n\n" + table(("class", "intensity", *(f"reach {s}" for s in states)), rows)


def _sheet(date: str, sheet: Any) -> str:
    def written(values: Any) -> str:
        return ", ".join(f"{k} {v if isinstance(v, str) else format(v, 'g')}" for k, v in values.items())

    rows = [
        (name, written(values))
        for part in ("states", "dyads", "instruments")
        for name, values in sheet.get(part, {}).items()
    ]
    return f"`sheets` {date}: {sheet['source']}\n\n" + table(("what", "starting values"), rows)


# --- sources -----------------------------------------------------------------------------------------


def bibliography_list() -> str:
    """Every source with what it is used for and how far it was checked."""
    return "\n\n".join(f"- **{key}**. {cite(key)} *{r.supports}* ({r.status})" for key, r in REFERENCES.items())


def cited_list(text: str) -> str:
    """References of the keys that a text names in brackets, or as the source of a number."""
    named = set(re.findall(r"\[(\w+)\]", text)) | set(re.findall(r"sign: (\w+)", text))
    named |= {word for line in text.splitlines() if line.startswith("|") for word in re.findall(r"\w+", line)}
    return "\n".join(f"- [{key}] {cite(key)}" for key in REFERENCES if key in named)
