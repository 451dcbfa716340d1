"""Many runs of one scenario: the same rules, run after run, on every core.

Runs are played in blocks of a fixed size, so that memory stays flat however many there are and nothing
depends on how many threads share them. A run is its seed and its number: whoever plays it, plainly or
compiled, alone or among a million, gets the same numbers.
"""

from __future__ import annotations

import itertools
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np

from eastsea_abm import outcomes, schedule
from eastsea_abm._jit import MANY, can_compile, driven, mark_cache_warm, reference
from eastsea_abm.draws import Luck, luck
from eastsea_abm.observables import names as observed_names
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.world import seated

FINE, FAILED = "ok", "failed"  # status of a run
BLOCK = 16  # runs played in one call: their months of outcomes still fit a core's own cache


class Player:
    """Plays runs of one setup in one thread.

    Parameters
    ----------
    engine
        ``compiled``, ``plain``, or None for compiled where rules can be compiled.
    """

    driver = MANY  # what its compiled rules are kept as

    def __init__(self, setup: Setup, engine: str | None = None) -> None:
        engine = engine or ("compiled" if can_compile() else "plain")
        self.setup = setup
        self.engine = engine
        self.seed = setup.scenario.file.seed
        self.how = outcomes.over(setup.columns)
        seat = seated(setup.at_sheet)
        begins = self._begins()
        held = (seat.world, seat.floats, seat.ints, setup.region, setup.numbers(engine), setup.record, begins)
        self._held = tuple(map(reference, held)) if engine == "compiled" else held
        self._owners = held  # arrays outlive what refers to them
        names = setup.sets.names if setup.sets is not None else ()
        self._of_sets = np.array([list(ROWS).index(name) for name in names], np.int64)
        self._play = driven(schedule.play, engine)
        self._total = driven(outcomes.total_all, engine)

    def _begins(self) -> Any:
        """How a run begins, as `_played` takes it."""
        return self.setup.begins

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
        u = luck(self.seed, first_run)
        # Where machine code goes on with inf or nan, Python raises: either way the run has no number from there on.
        with np.errstate(all="ignore"):
            try:
                self._played(u, out)
            except (ArithmeticError, ValueError):
                if self.engine == "compiled":
                    raise

    def _played(self, u: Luck, out: np.ndarray) -> None:
        """Play a run a layer of ``out``, from ``u`` on."""
        w, floats, ints, g, p, e, s = self._held
        if self.setup.sets is None:
            self._play(w, floats, ints, g, p, u, e, s, out)
            return
        for r in range(len(out)):
            mine = Luck(u.seed_low, u.seed_high, u.run + r, u.chance)
            self._play(w, floats, ints, g, self._numbers(u.run + r), mine, e, s, out[r : r + 1])

    def _numbers(self, run: int) -> Any:
        """The parameter set of a run, as the engine's rules take it."""
        assert self.setup.sets is not None
        if self.engine == "plain":
            return self.setup.of_run(run).parameters
        p = self._held[4]
        row = np.ascontiguousarray(self.setup.sets.values[run % len(self.setup.sets.values)], np.float64)
        p.table[self._of_sets] = row.view(np.int64)  # of a record the table holds the numbers themselves
        return p

    def judged(self, first_run: int, runs: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Outcomes by month as `series` gives them, and what `run_totals` gives."""
        series = self.series(first_run, runs)
        rows, wrong = np.zeros((runs, len(self.how))), np.zeros(runs, np.int64)
        self._total(series, self.how, rows, wrong)
        if self.engine == "compiled":
            for r in np.nonzero(wrong >= 0)[0]:  # the plain rules say when it went wrong, and are right if they part
                judge, one = type(self)(self.setup, "plain"), slice(r, r + 1)
                series[one], rows[one], wrong[one] = judge.judged(first_run + int(r), 1)
        return series, rows, wrong

    def totals(self, first_run: int, runs: int) -> tuple[np.ndarray, np.ndarray]:
        """See `run_totals`."""
        return self.judged(first_run, runs)[1:]


class Observer(Player):
    """Plays runs, and measures what can be held against the record beside the outcomes."""

    def __init__(self, setup: Setup, engine: str | None = None) -> None:
        super().__init__(setup, engine)
        self.columns = [*setup.columns, *observed_names(setup)]

    def series(self, first_run: int, runs: int) -> np.ndarray:
        """Outcomes and observables by month, shape ``(runs, months, columns)``."""
        out = np.full((runs, self.setup.months, len(self.columns)), np.nan)
        if self.engine == "compiled":
            self._into(out, first_run)
        else:
            for r in range(runs):
                self._into(out[r : r + 1], first_run + r)
        return out


def blocks(
    setup: Setup, *, runs: int, first_run: int = 0, workers: int | None = None
) -> Iterator[tuple[int, np.ndarray]]:
    """Blocks of runs in order: the number of the first run, and outcomes of shape ``(block, months, columns)``.

    Only a few blocks are in memory at a time.
    """
    yield from in_order(setup, Player.series, runs=runs, first_run=first_run, workers=workers)


def in_order[T, S: Setup, P: Player](
    setup: S,
    work: Callable[[P, int, int], T],
    *,
    runs: int,
    first_run: int = 0,
    workers: int | None = None,
    engine: str | None = None,
    made: Callable[[S, str | None], P] = Player,  # type: ignore[assignment]
) -> Iterator[tuple[int, T]]:
    """What ``work`` makes of block after block: the number of the block's first run, and that.

    Parameters
    ----------
    work
        Called with a player, the first run and the number of runs, in several threads at once.
    made
        Makes a player of the setup, one a thread.
    """
    starts = range(first_run, first_run + runs, BLOCK)
    if not starts:
        return
    threads = min(workers or os.cpu_count() or 1, len(starts))
    players = deque([made(setup, engine)])

    def one(at: int) -> tuple[int, T]:
        player = players.popleft()
        try:
            return at, work(player, at, min(BLOCK, starts.stop - at))
        finally:
            players.append(player)

    yield one(starts[0])  # alone: where rules must be compiled, threads would all ask for it at once
    if players[0].engine == "compiled":
        mark_cache_warm(players[0].driver)
    players.extend(made(setup, engine) for _ in range(threads - 1))
    waiting = iter(starts[1:])
    if threads == 1:
        yield from map(one, waiting)
        return
    with ThreadPoolExecutor(threads) as pool:
        ahead: deque[Future[tuple[int, T]]] = deque(
            pool.submit(one, at) for at in itertools.islice(waiting, 2 * threads)
        )
        try:
            while ahead:
                done = ahead.popleft().result()
                ahead.extend(pool.submit(one, at) for at in itertools.islice(waiting, 1))
                yield done
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops early does not wait for what is queued


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
    for at, (some, bad) in in_order(setup, Player.totals, runs=runs, first_run=first_run, workers=workers):
        here = slice(at - first_run, at - first_run + len(bad))
        rows[here], wrong[here] = some, bad
    return rows, wrong


def totals(series: np.ndarray, columns: Sequence[str]) -> np.ndarray:
    """One number a run and outcome, by what the outcome is summed over; shape ``(runs, columns)``."""
    rows = np.zeros((len(series), len(columns)))
    outcomes.total_all(series, outcomes.over(columns), rows, np.zeros(len(series), np.int64))
    return rows


def reasons(setup: Setup, wrong: np.ndarray) -> list[str]:
    """Why runs failed, in words, from the months `run_totals` gives; empty for those that did not."""
    return [f"no finite number from {date_of(setup.start + t)} on" if t >= 0 else "" for t in wrong.tolist()]
