"""A region of 200 states, written by ``tools/synthetic_region.py``, on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_calls import Eastsea
from worlds import ROOT

from eastsea_abm.scenario.reading import LARGEST
from eastsea_abm.scenario.setup import made_ready

TOOL = ROOT / "tools" / "synthetic_region.py"


def synthetic(*args: str) -> str:
    done = subprocess.run([sys.executable, str(TOOL), *args], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_sweep_takes_200_states(eastsea: Eastsea, home: Path) -> None:
    path = synthetic("200", "many")
    told = eastsea(
        "sweep", path, "--vary", "voice=0.2,0.8", "--runs", "1", "--months", "2", "--yes", "--out", "s", "--json"
    )
    assert told.code == 0, told.err
    found = json.loads(told.out)
    assert (found["rows"], found["failed"], found["settings"]) == (2, 0, 2)
    assert json.loads((home / "s" / "manifest.json").read_text())["plan"]["scenarios"][0]["states"] == 200


@pytest.mark.parametrize(("states", "groups"), [(4, 1), (30, 1), (30, 7)])
def test_ties_can_stay_while_states_are_added(home: Path, states: int, groups: int) -> None:
    setup = made_ready(synthetic(str(states), "few", str(groups)))
    assert setup.region.code.size == states
    assert setup.region.rivalry_actor.size == 6 * groups
    assert int(setup.region.contested.sum()) == 2 * groups
    assert setup.scenario.remarks == ()


def test_a_thousand_states_would_still_be_read(home: Path) -> None:
    synthetic("1000", "many")
    assert (home / "many" / "regions" / "synthetic-1000.yaml").stat().st_size < LARGEST
