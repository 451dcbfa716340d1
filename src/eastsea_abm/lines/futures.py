"""Many futures of a line from one month on, under two or more policies with the same luck."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from eastsea_abm.ensemble import in_order
from eastsea_abm.errors import InputError
from eastsea_abm.lines.injected import lever_event
from eastsea_abm.lines.line import Line
from eastsea_abm.lines.onward import FuturesPlayer, Onward, onward
from eastsea_abm.lines.policies import KIND, asked_for, changed, levers_set, overlay_of, standing
from eastsea_abm.outcomes import NAMES
from eastsea_abm.scenario.check import check_event
from eastsea_abm.scenario.choices import NO_POLICY
from eastsea_abm.scenario.schema import Event, date_of
from eastsea_abm.sweep.policies import DEFAULT, JOINT, parts_of

#: What is shown where nothing is asked for: involvement stands beside entrapment.
MAIN = ("cooperation", "trilateral", "entrapment", "involvement", "abandonment", "crises", "isolation", "tension")
WATCHED = 40  # futures whose acts are compared pair by pair
MOST_POLICIES = 6  # that colours and dashes still keep apart
RUNS, MONTHS = 500, 36


class Path(NamedTuple):
    """What is played under one policy."""

    name: str  # as it was asked for: default | hedge | hedge+consult-first
    label: str
    stands_for: tuple[str, ...]  # all overlays that hold
    stands: bool  # whether it sets no lever anew: the line itself goes on
    left: tuple[str, ...]  # sentences on what the policy would set and cannot in the middle of a run
    setup: Onward


class Fork(NamedTuple):
    """A month of a line and the policies to go on under. Nothing in it changes when the line does."""

    line: str
    run: int  # number of the line among the futures
    outcomes: tuple[str, ...]
    paths: tuple[Path, ...]

    @property
    def setup(self) -> Onward:
        """What is the same under every policy: region, first month, how many months."""
        return self.paths[0].setup

    @property
    def dates(self) -> list[str]:
        """``YYYY-MM`` of every month of the futures."""
        return [date_of(self.setup.start + k) for k in range(self.setup.months)]


class Futures(NamedTuple):
    """Futures that have been played; arrays are by policy, then run.

    Runs that went numerically wrong under one policy are marked as not fine under all.
    """

    fork: Fork
    series: np.ndarray  # (policy, run, month, outcome)
    totals: np.ndarray  # (policy, run, outcome)
    fine: np.ndarray  # (run,)
    acts: np.ndarray  # (policy, run, month, pair), see `FuturesPlayer.acts`
    own: np.ndarray | None  # (month, outcome) of the line itself, where one of the policies lets it go on
    seconds: float

    def told(self) -> dict[str, Any]:
        """The futures as a page is told of them."""
        from eastsea_abm.lines.told import told

        return told(self)


def fork(
    line: Line,
    month: int,
    policies: Sequence[str] = (DEFAULT,),
    runs: int = RUNS,
    months: int = MONTHS,
    outcomes: Sequence[str] | None = None,
    tick: Callable[[int], None] | None = None,
) -> Futures:
    """Play futures of a line from ``month`` months on; see `prepared` and `play`."""
    return play(prepared(line, month, policies, months, outcomes), runs, tick=tick)


def prepared(
    line: Line,
    month: int,
    policies: Sequence[str] = (DEFAULT,),
    months: int = MONTHS,
    outcomes: Sequence[str] | None = None,
) -> Fork:
    """Read the policies and set up what goes on from ``month`` months of a line.

    Parameters
    ----------
    policies
        ``default`` for the line as it stands; other names take the place of what stands of their group, as in
        ``eastsea compare``. Differences are taken against the first.
    outcomes
        Names of outcomes, `MAIN` by default.

    Raises
    ------
    ScenarioError
        If a policy cannot be had.
    InputError
        If the line has not played so far, or something is asked for that cannot be.
    """
    chosen = tuple(outcomes or (name for name in MAIN if name in line.setup.columns))
    if unknown := [name for name in chosen if name not in line.setup.columns]:
        raise InputError(f"no outcome {', '.join(unknown)}; outcomes: {', '.join(NAMES)}")
    if not 1 <= len(policies) <= MOST_POLICIES or len(set(policies)) < len(policies):
        raise InputError(f"one to {MOST_POLICIES} policies, each named once, not {', '.join(policies) or 'none'}")
    if months < 1:
        raise InputError(f"futures last at least one month, not {months}")
    return Fork(line.name, line.run, chosen, tuple(_path(line, month, months, asked) for asked in policies))


def _path(line: Line, month: int, months: int, asked: str) -> Path:
    scenario, now = line.setup.scenario, standing(line, month)
    alternative = asked_for(scenario, now, asked)
    named = [name for name in parts_of(asked) if name in alternative.overlays]
    change = changed(scenario, now, alternative.overlays, levers_set(line, month), named)
    date = date_of(line.setup.start + month)
    levers = [_checked(line, lever, value, date) for lever, value in change.levers.items()]
    setup = onward(line, month, months, levers)
    return Path(asked, _label(line, asked), alternative.overlays, not levers, change.left, setup)


def _checked(line: Line, lever: str, value: float, date: str) -> Event:
    return check_event(lever_event(line.setup, lever, value, date=date, kind=KIND), line.setup.scenario.region)


def _label(line: Line, asked: str) -> str:
    scenario = line.setup.scenario
    if asked == DEFAULT and DEFAULT not in scenario.file.policies:
        return "As it stands"
    words = ["No policy" if name == NO_POLICY else overlay_of(scenario, name).title or name for name in parts_of(asked)]
    return f" {JOINT} ".join(words)


def play(
    fork: Fork,
    runs: int = RUNS,
    *,
    tick: Callable[[int], None] | None = None,
    workers: int | None = None,
    engine: str | None = None,
) -> Futures:
    """Play futures 0 to ``runs - 1`` under every policy.

    Parameters
    ----------
    tick
        Called with how many have been played, under all policies together. What it raises ends the work.
    engine
        ``compiled``, ``plain``, or None for compiled where rules can be compiled.
    """
    began = time.perf_counter()
    columns = [fork.setup.columns.index(name) for name in fork.outcomes]
    shape = len(fork.paths), runs, fork.setup.months
    series = np.zeros((*shape, len(columns)))
    totals = np.zeros((*shape[:2], len(columns)))
    wrong = np.zeros(shape[:2], np.int64)
    g = fork.setup.region
    acts = np.zeros((shape[0], min(runs, WATCHED), shape[2], g.tie_actor.size + g.rivalry_actor.size), np.int8)

    def work(player: FuturesPlayer, first: int, number: int) -> tuple[Any, ...]:
        watched = player.acts(first, max(0, min(number, WATCHED - first)))
        months, sums, bad = player.judged(first, number)
        return months[:, :, columns], sums[:, columns], bad, watched

    for k, path in enumerate(fork.paths):
        for first, (months, sums, bad, watched) in in_order(
            path.setup, work, runs=runs, workers=workers or os.cpu_count(), engine=engine, made=FuturesPlayer
        ):
            here = slice(first, first + len(bad))
            series[k, here], totals[k, here], wrong[k, here] = months, sums, bad
            acts[k, first : first + len(watched)] = watched
            if tick is not None:
                tick(k * runs + here.stop)
    own = next((path.setup for path in fork.paths if path.stands), None)
    own_rows = None if own is None else _own(own, fork.run, columns)
    return Futures(fork, series, totals, (wrong < 0).all(0), acts, own_rows, time.perf_counter() - began)


def _own(setup: Onward, run: int, columns: list[int]) -> np.ndarray:
    """The months of one run, nan from where it goes wrong on; on the plain rules, which need no loading."""
    rows = np.full((setup.months, len(setup.columns)), np.nan)
    player = FuturesPlayer(setup, "plain")
    rows[:] = player.series(run, 1)[0]
    return rows[:, columns]


def played(fork: Fork, runs: int = RUNS, *, tick: Callable[[int], None] | None = None) -> dict[str, Any]:
    """Play futures and tell a page of them; see `play` and `Futures.told`."""
    return play(fork, runs, tick=tick).told()
