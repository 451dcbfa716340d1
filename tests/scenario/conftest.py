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
    return tmp_path
