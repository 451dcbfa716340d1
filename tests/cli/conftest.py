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


@pytest.fixture
def figures() -> None:
    """For tests that look at the figure of a result."""


@pytest.fixture(autouse=True)
def undrawn(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures take most of the time of a short run, so results go without, but where `figures` is asked for."""
    if "figures" not in request.fixturenames:
        from eastsea_abm import figure_compare_page, figure_fans_page, figure_page
        from eastsea_abm.hindcast import page

        for module in (figure_compare_page, figure_fans_page, figure_page, page):
            monkeypatch.setattr(module, "page", lambda *args, **more: "")
