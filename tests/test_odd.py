"""docs/odd.md says what the code says: generated parts fresh, everything named, every key resolved."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from eastsea_abm import draws
from eastsea_abm.bibliography import REFERENCES
from eastsea_abm.levers import LEVERS
from eastsea_abm.parameters import ROWS
from eastsea_abm.vocabulary import EFFECTS, PROCESSES
from eastsea_abm.world import Record, Region, World

ROOT = Path(__file__).resolve().parents[1]
EXPLANATION = (
    "pull_terms",
    "decision_terms",
    "decision_chance",
    "trust_terms",
    "grievance_terms",
    "threat_terms",
    "rival_terms",
    "weights",
    "tie_draw",
    "rivalry_draw",
)


def load(name: str) -> ModuleType:
    """A module of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


tables = load("doc_tables")
write_docs = load("write_docs")


@pytest.fixture(scope="module")
def odd() -> str:
    return (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def by_hand(odd: str) -> str:
    """The text without its generated parts: what a table lists must also be put to use in words."""
    return write_docs.PART.sub("", odd)


def named(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text))


def test_generated_parts_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert write_docs.main(["--check"]) == 0, capsys.readouterr().out


def test_a_stale_part_is_noticed(odd: str) -> None:
    stale = odd.replace("| `precision` | λ | 3 |", "| `precision` | λ | 4 |")
    assert stale != odd
    assert write_docs.drifted(stale, write_docs.rewritten(stale)) == ["parameters"]


def test_a_part_nobody_writes_is_an_error() -> None:
    with pytest.raises(KeyError, match="no part 'weather'"):
        write_docs.rewritten("<!-- generated:weather -->\n<!-- /generated -->")


def test_every_part_of_the_specification_is_in_it(odd: str) -> None:
    elsewhere = {"bibliography", "mechanisms", "patterns"}
    assert {name for name, _ in write_docs.PART.findall(odd)} == (set(write_docs.PARTS) | {"cited"}) - elsewhere


def test_every_parameter_stands_in_a_rule(by_hand: str) -> None:
    assert set(ROWS) - named(by_hand) == set()


def test_every_lever_stream_effect_and_process_is_put_to_use(by_hand: str) -> None:
    streams = {name for name in tables.STREAMS if name != "CRISIS"}
    names = set(LEVERS) | streams | {effect.name for effect in EFFECTS} | set(PROCESSES)
    assert names - named(by_hand) == set()
    assert "`CRISIS`" in by_hand, "the stream, not the rung"


def test_streams_of_the_table_are_those_of_the_code(odd: str) -> None:
    numbers = {
        name: value
        for name, value in vars(draws).items()
        if name.isupper() and isinstance(value, int) and name != "MASK"
    }
    assert set(numbers) == set(tables.STREAMS)
    for name, number in numbers.items():
        assert f"| {number} | `{name}` |" in odd


def test_every_variable_is_put_to_use(by_hand: str) -> None:
    skip = {
        "code",
        "partner",
        "rival",
        "tie_actor",
        "tie_target",
        "tie_pair",
        "rivalry_pair",
        "rivalry_actor",
        "rivalry_target",
    }
    fields = {name for name in (*World._fields, *Region._fields) if not name.startswith("instrument_")}
    fields -= {name for name in Region._fields if name.startswith("theatre_")} | skip | set(EXPLANATION)
    assert fields - named(by_hand) == set()
    assert "`decision_terms`" in by_hand


def test_every_field_of_the_arrays_is_described(odd: str) -> None:
    for owner in (World, Region, Record):
        for name in owner._fields:
            assert f"| `{name}` |" in odd, f"{owner.__name__}.{name}"


def test_every_mechanism_has_its_part_in_the_order_of_the_month(odd: str) -> None:
    headings = re.findall(r"^### 7\.(\d+) (\w+)$", odd, re.MULTILINE)
    assert [name for _, name in headings] == tables.mechanism_names()
    assert [int(k) for k, _ in headings] == list(range(1, len(headings) + 1))
    files = {path.stem for path in (ROOT / "src" / "eastsea_abm" / "mechanisms").glob("*.py")} - {"__init__"}
    assert set(tables.mechanism_names()) == files, "every mechanism is scheduled"


@pytest.mark.parametrize("file", ["docs/odd.md", "docs/design.md"])
def test_every_key_resolves(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    prose = re.sub(r"\$\$.*?\$\$|```.*?```|`[^`]*`|\$[^$]*\$", "", text, flags=re.DOTALL)
    keys = set(re.findall(r"\[([A-Z]\w+)\](?!\()", prose))
    assert len(keys) > (30 if "odd" in file else 4)
    assert keys - set(REFERENCES) == set()


def test_links_lead_somewhere() -> None:
    for name in ("docs/odd.md", "docs/design.md", "docs/bibliography.md", "CONTRIBUTING.md", "results/README.md"):
        path = ROOT / name
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert "://" in target or (path.parent / target).exists(), f"{name}: {target}"


@pytest.mark.parametrize("name", tables.mechanism_names())
def test_an_equation_stands_in_dollars(name: str) -> None:
    part = tables.mechanism_part(name)
    assert ".. math::" not in part
    assert ":math:" not in part
    assert part.count("$$") % 2 == 0
    assert "]_" not in part
