"""How the score of turning points hangs on its rule: ``python tools/turning_points.py [RUNS]`` prints a table.

The rule that is used was fixed before any score was seen; this shows what others would have said.
"""

from __future__ import annotations

import sys

import numpy as np

from eastsea_abm.hindcast.aligned import Points
from eastsea_abm.hindcast.evaluation import Window, columns_of, evaluate
from eastsea_abm.hindcast.forecasts import MODEL
from eastsea_abm.hindcast.played import play
from eastsea_abm.hindcast.setting import forced_setup
from eastsea_abm.hindcast.turning import AMPLITUDE, WITHIN, Match, matched, turning_points, within_window
from eastsea_abm.hindcast.turns import whole_paths
from eastsea_abm.observed import all_series
from eastsea_abm.scenario.schema import month_of

FIRST, SPLIT, LAST = month_of("2012-01"), month_of("2019-01"), month_of("2025-12")
RIVAL = "event count"  # the one baseline whose median turns


def main(runs: int) -> None:
    """Print hits, missed, false alarms and F1 under several rules."""
    series = all_series(FIRST, LAST)
    played = play(forced_setup(), columns_of(series), runs=runs)
    found = evaluate(played, series["index"], Window(FIRST, SPLIT, LAST), methods=(MODEL, RIVAL))
    assert found is not None
    write = sys.stdout.write
    write("| amplitude, of the training range | within, months | turns in the record | model | event count |\n")
    write("|---|---|---|---|---|\n")
    for amplitude, within in ((AMPLITUDE, WITHIN), (AMPLITUDE, 12), (0.25, WITHIN), (0.5, WITHIN), (0.5, 12)):
        cells = []
        for method in (MODEL, RIVAL):
            made = found.made[method]
            assert made is not None
            path, _ = whole_paths(method, made, played, found.series, found.train, found.test)
            number, match = judged(path, found.train, found.test, amplitude, within)
            cells.append(f"{match.hits} found, {match.false_alarms} false, F1 {match.f1:.2f}")
        write(f"| {amplitude} | {within} | {number} | {' | '.join(cells)} |\n")


def judged(path: np.ndarray, train: Points, test: Points, amplitude: float, within: int) -> tuple[int, Match]:
    """Turning points of the record, and how many of them a path finds."""
    window = len(train.values), len(test.values)
    whole = np.concatenate([train.values, test.values])
    there, claimed = (
        within_window(turning_points(one, train.values, amplitude=amplitude), *window) for one in (whole, path)
    )
    return len(there), matched(there, claimed, within)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
