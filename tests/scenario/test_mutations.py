"""Whatever is done to a file, it is read or refused; it never yields a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_texts import REGION, SCENARIO, refusal

from eastsea_abm.scenario import read_scenario

JUNK = st.sampled_from(
    [
        "- ",
        ": ",
        "? ",
        "&a ",
        "*a",
        "!x ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "\t",
        "\n",
        "\n\n",
        "#",
        "|",
        ">",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "null",
        "~",
        ".inf",
        "1e999",
        "0x",
        "-",
        "9" * 50,
        "é",
        "\\",
        "\x00",
        "\x85",
        "\u2028",
        "\ud800",
        "<<: ",
        "NO",
        "2023-99",
        "AAA",
        "  ",
    ]
)
SETTABLE = st.sampled_from(
    ["weight_trust", "engagement", "states.AAA.leader", "dyads.AAA-BBB", "record", "start", "branch", "."]
)
VALUES = st.text(max_size=10) | st.sampled_from(["[a, b]", "1", "null", "[", "2023-01", "{}"])


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text with some lines gone or moved, some characters changed, and junk put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(text) - 1, 0)))
        action = draw(st.sampled_from(["junk", "delete", "line", "repeat", "indent", "cut"]))
        if action == "junk":
            text = text[:at] + draw(JUNK) + text[at:]
        elif action == "delete":
            text = text[:at] + text[at + draw(st.integers(1, 8)) :]
        elif action == "cut":
            text = text[:at]
        else:
            lines = text.split("\n")
            k = draw(st.integers(0, len(lines) - 1))
            lines[k : k + 1] = {"line": [], "repeat": [lines[k]] * 2, "indent": ["  " + lines[k]]}[action]
            text = "\n".join(lines)
    return text


def read(folder: Path, scenario: str, region: str) -> None:
    (folder / "regions").mkdir(exist_ok=True)
    (folder / "regions" / "tri.yaml").write_bytes(region.encode("utf-8", "surrogatepass"))
    path = folder / "s.yaml"
    path.write_bytes(scenario.encode("utf-8", "surrogatepass"))
    problems = refusal(lambda: read_scenario(path))
    assert problems != []
    for problem in problems or []:
        assert len(str(problem)) < 1200
        assert "pydantic" not in str(problem)


@settings(max_examples=150)
@given(mutated(SCENARIO))
def test_scenario(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read(tmp_path_factory.getbasetemp(), text, REGION)


@settings(max_examples=80)
@given(mutated(REGION))
def test_region(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read(tmp_path_factory.getbasetemp(), SCENARIO, text)


@given(st.lists(st.text(max_size=30) | st.tuples(SETTABLE, VALUES).map("=".join), max_size=3))
def test_sets(tmp_path_factory: pytest.TempPathFactory, sets: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp() / "sets"
    (folder / "regions").mkdir(exist_ok=True, parents=True)
    (folder / "regions" / "tri.yaml").write_text(REGION, encoding="utf-8")
    (folder / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    assert refusal(lambda: read_scenario(folder / "s.yaml", sets=sets)) != []


@given(st.text(max_size=60))
def test_names(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    assert refusal(lambda: read_scenario(name, policies=[name])) != []
