"""Every call starts in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_calls import Eastsea, caller


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


@pytest.fixture
def eastsea(capsys: pytest.CaptureFixture[str]) -> Eastsea:
    return caller(capsys)
