"""A region of a few states and a scenario in it, in a folder of their own."""

from pathlib import Path

import pytest
from sample_texts import REGION, SCENARIO


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions" / "tri.yaml").write_text(REGION, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(SCENARIO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    # What ships is not what these tests are about.
    monkeypatch.setattr("eastsea_abm.scenario.lookup.packaged", lambda: tmp_path / "package")
    return tmp_path
