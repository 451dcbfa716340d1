"""Seconds a run by the number of states: ``states.py MONTHS TIES STATES...``; ``TIES`` 0 lets ties grow with states."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from eastsea_abm.ensemble import Player
from eastsea_abm.scenario.setup import made_ready

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from synthetic_region import write

ENOUGH = 0.4  # seconds of a turn
REPEATS = 5


def a_run(player: Player) -> float:
    """Seconds of a run, best of turns that are long enough to be measured."""
    player.totals(0, 1)
    begin = time.perf_counter()
    player.totals(0, 1)
    runs = max(1, int(ENOUGH / max(time.perf_counter() - begin, 1e-6)))
    found = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        for k in range(runs):
            player.totals(k, 1)
        found.append((time.perf_counter() - begin) / runs)
    return min(found)


def main(months: int, groups: int, states: list[int]) -> None:
    """Print seconds a run, and a setup's, by states."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in states:
            path = write(number, Path(folder), groups or None, months)
            begin = time.perf_counter()
            setup = made_ready(str(path))
            read = time.perf_counter() - begin
            found[number] = {"run": a_run(Player(setup)), "read": read}
    print(json.dumps(found))


if __name__ == "__main__":
    months, groups, *states = map(int, sys.argv[1:])
    main(months, groups, states)
