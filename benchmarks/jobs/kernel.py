"""One run of the rules, plain and compiled, and the draws of a run alone: ``kernel.py MONTHS``."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable

import numpy as np

from eastsea_abm import draws
from eastsea_abm._jit import compiled, mark_cache_warm, rule
from eastsea_abm.draws import Luck, luck, normal, uniform
from eastsea_abm.ensemble import BLOCK, Player
from eastsea_abm.scenario.setup import Setup, made_ready

REPEATS, RUNS, DRAWN = 7, 20 * BLOCK, 16  # turns, runs in a turn, runs whose draws are counted
NAMES = {value: name for name, value in vars(draws).items() if name.isupper() and isinstance(value, int)}


def addresses(setup: Setup, runs: int) -> tuple[np.ndarray, Counter[str]]:
    """Every draw that plain runs ask for: what it is computed from and whether it is normal; and counts by stream.

    The generator is replaced by one that writes down its counter. The compiled rules are the same rules, so
    they ask for the same draws.
    """
    asked: list[tuple[int, ...]] = []
    philox = draws.philox

    def writing(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
        is_normal = sys._getframe(1).f_code.co_name == "normal"
        asked.append((c0, c1, c2 & 0xFF, c2 >> 8, c3 >> 16, c3 & 0xFFFF, is_normal))
        return philox(c0, c1, c2, c3, k0, k1)

    draws.philox = writing
    try:
        for k in range(runs):
            setup.run(luck(setup.scenario.file.seed, k))
    finally:
        draws.philox = philox
    return np.array(asked, np.int64), Counter(NAMES[one[2]] for one in asked)


@rule
def draw_all(asked: np.ndarray, seed_low: int, seed_high: int) -> float:
    """Draw everything in ``asked`` once more; the sum keeps a compiler from leaving it out."""
    added = 0.0
    for k in range(asked.shape[0]):
        u = Luck(seed_low, seed_high, asked[k, 0], True)
        if asked[k, 6]:
            added += normal(u, asked[k, 2], asked[k, 1], asked[k, 4], asked[k, 5])
        else:
            added += uniform(u, asked[k, 2], asked[k, 1], asked[k, 4], asked[k, 5], asked[k, 3])
    return added


def timed(go: Callable[[], object]) -> float:
    """Seconds of a call."""
    begin = time.perf_counter()
    go()
    return time.perf_counter() - begin


def main(months: int) -> None:
    """Print everything as JSON."""
    setup = made_ready("baseline", months=months)
    player = Player(setup)
    first = timed(lambda: player.totals(0, 1))
    mark_cache_warm()
    asked, by_stream = addresses(setup, DRAWN)
    seed = luck(setup.scenario.file.seed)
    again = compiled(draw_all)
    again(asked[:2], seed.seed_low, seed.seed_high)
    runs, drawn = [], []
    for _ in range(REPEATS):  # in turns, so that a busy minute strikes both
        runs.append(timed(lambda: [player.totals(k, BLOCK) for k in range(0, RUNS, BLOCK)]) / RUNS)
        drawn.append(timed(lambda: [again(asked, seed.seed_low, seed.seed_high) for _ in range(DRAWN)]) / DRAWN**2)
    plain = Player(setup, "plain")
    slow = min(timed(lambda: plain.totals(0, 3)) / 3 for _ in range(3))
    streams = {name: number / DRAWN for name, number in by_stream.most_common()}
    print(json.dumps({"first": first, "run": min(runs), "draws": min(drawn), "plain": slow, "streams": streams}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
