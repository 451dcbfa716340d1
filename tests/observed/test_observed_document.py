"""The document says what the code says."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from eastsea_abm.bibliography import REFERENCES
from eastsea_abm.observed.index import ACTS_SHARE, ASSET_SHARE, PROTOCOL_SHARE, SMOOTHING, STEEPNESS
from eastsea_abm.observed.record import acts

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "observed.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def tool():
    """tools/observed.py, which is no package."""
    spec = importlib.util.spec_from_file_location("observed_tables", ROOT / "tools" / "observed.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules["observed_tables"] = module
    spec.loader.exec_module(module)
    return module


def test_the_generated_parts_are_as_the_code_has_them(tool):
    assert tool.document() == TEXT
    assert sorted(re.findall(r"<!-- generated:([a-z-]+) -->", TEXT)) == sorted(tool.PARTS)


def test_every_class_in_use_is_said_in_words_and_no_other(tool):
    assert set(tool.CLASSES) == {act.code for act in acts().values()}


def test_the_constants_in_words_are_those_of_the_code():
    assert f"| {ACTS_SHARE:.2f}, {ASSET_SHARE:.2f}, {PROTOCOL_SHARE:.2f} |" in TEXT
    assert f"| months of the mean | {SMOOTHING} |" in TEXT
    assert f"| steepness | {STEEPNESS:.0f} points a month |" in TEXT


def test_the_references_of_the_document_resolve():
    keys = re.findall(r"\[([A-Z]\w*\d{4})\]", TEXT)
    assert keys
    assert [key for key in keys if key not in REFERENCES] == []
