"""Ensembles that tests are made with, and runs that go wrong on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eastsea_abm.ensemble import Player
from eastsea_abm.results import ManyRuns
from eastsea_abm.results.manifest import describe
from eastsea_abm.results.many import ManyManifest, of_many
from eastsea_abm.results.play_many import Drawn, save_many
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.setup import Setup, prepare

RUNS, MONTHS = 20, 6


def described(runs: int = RUNS, run: int = 0, seed: int = 0, name: str = "triangle") -> tuple[ManyManifest, Setup]:
    """An ensemble that is yet to be played."""
    scenario = read_scenario(name, months=MONTHS, seed=seed)
    setup = prepare(scenario)
    return of_many(describe(scenario, policies=[], sets=[], run=run), runs, setup), setup


def made(root: Path, drawn: Drawn | None = None, **asked: Any) -> ManyRuns:
    """A small ensemble, played plainly."""
    return save_many(*described(**asked), root, engine="plain", drawn=drawn)


def spoil(monkeypatch: pytest.MonkeyPatch, run: int, month: int) -> None:
    """Let a run have no number from a month on."""
    own = Player.series

    def series(self: Player, first_run: int, runs: int) -> np.ndarray:
        out = own(self, first_run, runs)
        if first_run <= run < first_run + runs:
            out[run - first_run, month:] = np.nan
        return out

    monkeypatch.setattr(Player, "series", series)
