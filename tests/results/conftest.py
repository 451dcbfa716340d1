"""One small result that many tests look at, and a copy for those that break it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from result_samples import made

from eastsea_abm.results import Played, Result
from eastsea_abm.results.manifest import Manifest
from eastsea_abm.results.store import save


@pytest.fixture(scope="session")
def run() -> tuple[Manifest, Played]:
    return made()


@pytest.fixture(scope="session")
def kept(run: tuple[Manifest, Played], tmp_path_factory: pytest.TempPathFactory) -> Result:
    return save(*run, tmp_path_factory.mktemp("results"))


@pytest.fixture
def own(kept: Result, tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(kept.folder, tmp_path / "triangle" / kept.folder.name))
