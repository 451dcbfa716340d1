"""Many runs of one scenario: the same rules, run after run, on every core.

Runs are played in blocks of a fixed size, so that memory stays flat however many there are and nothing
depends on how many threads share them. A run is its seed and its number: whoever plays it, plainly or
compiled, alone or among a million, gets the same numbers.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm import outcomes, schedule
from eastsea_abm._jit import can_compile, driven, mark_cache_warm, reference
from eastsea_abm.draws import luck
from eastsea_abm.scenario import Scenario
from eastsea_abm.scenario.setup import Setup, made_ready
from eastsea_abm.world import seated

if TYPE_CHECKING:
    import pandas as pd

BLOCK = 16  # runs played in one call: their months of outcomes still fit a core's own cache


class Player:
    """Plays runs of one setup in one thread.

    Parameters
    ----------
    engine
        ``compiled``, ``plain``, or None for compiled where rules can be compiled.
    """

    def __init__(self, setup: Setup, engine: str | None = None) -> None:
        engine = engine or ("compiled" if can_compile() else "plain")
        self.setup = setup
        self.engine = engine
        self.seed = setup.scenario.file.seed
        self.how = outcomes.over(setup.columns)
        seat = seated(setup.at_sheet)
        held = (seat.world, seat.floats, seat.ints, setup.region, setup.numbers(engine), setup.record, setup.begins)
        self._held = tuple(map(reference, held)) if engine == "compiled" else held
        self._owners = held  # arrays outlive what refers to them
        self._play = driven(schedule.play, engine)
        self._total = driven(outcomes.total_all, engine)

    def series(self, first_run: int, runs: int) -> np.ndarray:
        """Outcomes by month, shape ``(runs, months, columns)``; nan from the month on in which a run went wrong."""
        out = np.full((runs, self.setup.months, len(self.setup.columns)), np.nan)
        if self.engine == "compiled":
            self._into(out, first_run)
            return out
        for r in range(runs):
            self._into(out[r : r + 1], first_run + r)
        return out

    def _into(self, out: np.ndarray, first_run: int) -> None:
        w, floats, ints, g, p, e, s = self._held
        u = luck(self.seed, first_run)
        # Where machine code goes on with inf or nan, Python raises: either way the run has no number from there on.
        with np.errstate(all="ignore"):
            try:
                self._play(w, floats, ints, g, p, u, e, s, out)
            except (ArithmeticError, ValueError):
                if self.engine == "compiled":
                    raise

    def totals(self, first_run: int, runs: int) -> tuple[np.ndarray, np.ndarray]:
        """See `run_totals`."""
        rows, wrong = np.zeros((runs, len(self.how))), np.zeros(runs, np.int64)
        self._total(self.series(first_run, runs), self.how, rows, wrong)
        if self.engine == "compiled":
            for r in np.nonzero(wrong >= 0)[0]:  # the plain rules say when it went wrong, and are right if they part
                judge = Player(self.setup, "plain")
                rows[r : r + 1], wrong[r : r + 1] = judge.totals(first_run + int(r), 1)
        return rows, wrong


def blocks(
    setup: Setup, *, runs: int, first_run: int = 0, workers: int | None = None
) -> Iterator[tuple[int, np.ndarray]]:
    """Blocks of runs in order: the number of the first run, and outcomes of shape ``(block, months, columns)``.

    Only a few blocks are in memory at a time.
    """
    yield from _in_order(setup, "series", runs, first_run, workers)


def _in_order(setup: Setup, what: str, runs: int, first_run: int, workers: int | None) -> Iterator[tuple[int, Any]]:
    """What players give for block after block; the first compiles, if need be, before threads ask for it at once."""
    spans = [(at, min(BLOCK, first_run + runs - at)) for at in range(first_run, first_run + runs, BLOCK)]
    if not spans:
        return
    threads = min(workers or os.cpu_count() or 1, len(spans))
    players = deque([Player(setup)])
    yield spans[0][0], getattr(players[0], what)(*spans[0])
    mark_cache_warm()
    players.extend(Player(setup) for _ in range(threads - 1))

    def one(span: tuple[int, int]) -> tuple[int, Any]:
        player = players.popleft()
        try:
            return span[0], getattr(player, what)(*span)
        finally:
            players.append(player)

    if threads == 1:
        yield from map(one, spans[1:])
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting = iter(spans[1:])
        ahead: deque[Future[tuple[int, Any]]] = deque(
            pool.submit(one, span) for span in itertools.islice(waiting, 2 * threads)
        )
        while ahead:
            done = ahead.popleft().result()
            ahead.extend(pool.submit(one, span) for span in itertools.islice(waiting, 1))
            yield done


def simulate(setup: Setup, *, runs: int, first_run: int = 0, workers: int | None = None) -> np.ndarray:
    """Outcomes of many runs, shape ``(runs, months, columns)``: all of them in memory."""
    out = np.zeros((runs, setup.months, len(setup.columns)))
    for at, series in blocks(setup, runs=runs, first_run=first_run, workers=workers):
        out[at - first_run : at - first_run + len(series)] = series
    return out


def run_totals(
    setup: Setup, *, runs: int, first_run: int = 0, workers: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """One number a run and outcome, shape ``(runs, columns)``, and where runs went wrong.

    Returns
    -------
    tuple
        The numbers, all nan for a run that went wrong; and of every run the month, from 0, whose outcomes
        are no finite numbers, -1 where there is none.
    """
    rows, wrong = np.zeros((runs, len(setup.columns))), np.zeros(runs, np.int64)
    for at, (some, bad) in _in_order(setup, "totals", runs, first_run, workers):
        here = slice(at - first_run, at - first_run + len(bad))
        rows[here], wrong[here] = some, bad
    return rows, wrong


def totals(series: np.ndarray, columns: Sequence[str]) -> np.ndarray:
    """One number a run and outcome, by what the outcome is summed over; shape ``(runs, columns)``."""
    rows = np.zeros((len(series), len(columns)))
    outcomes.total_all(series, outcomes.over(columns), rows, np.zeros(len(series), np.int64))
    return rows


def run_ensemble(
    scenario: str | Path | Scenario | Setup,
    *,
    policy: str | Sequence[str] = (),
    runs: int = 100,
    seed: int | None = None,
    months: int | None = None,
    settings: Mapping[str, Any] | None = None,
    first_run: int = 0,
    workers: int | None = None,
) -> pd.DataFrame:
    """Outcomes of every month of many runs.

    Parameters
    ----------
    runs, first_run
        Runs ``first_run`` to ``first_run + runs - 1`` of the seed; run r is the same whoever asks.
    workers
        Threads; as many as there are cores when None. The table does not depend on it.

    Returns
    -------
    DataFrame
        One row per run and month (index ``run``, ``month`` as ``YYYY-MM``), one column per outcome.
    """
    import pandas as pd

    from eastsea_abm.scenario.schema import date_of

    setup = made_ready(scenario, policy, seed, months, settings)
    out = simulate(setup, runs=runs, first_run=first_run, workers=workers)
    dates = [date_of(setup.start + k) for k in range(setup.months)]
    index = pd.MultiIndex.from_product([range(first_run, first_run + runs), dates], names=["run", "month"])
    return pd.DataFrame(out.reshape(-1, len(setup.columns)), index, setup.columns)
