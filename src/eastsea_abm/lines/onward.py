"""Histories that go on from a month of a line: the same past, other luck or other levers from there on.

The world a run begins from is put down as it is. `schedule.begin` would weigh its instruments once more: after a
month in which a strike cut their practice that is not what the next month of the line itself reads.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from eastsea_abm import schedule
from eastsea_abm._jit import driven
from eastsea_abm.draws import Luck, luck
from eastsea_abm.ensemble import Player
from eastsea_abm.lines.line import Line
from eastsea_abm.scenario.schema import Event
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.scenario.timeline import DatedEvent, compile_record, events_of_event
from eastsea_abm.world import World, seated

FUTURES = "futures"  # what the compiled rules of futures are kept as


@dataclass(frozen=True)
class Onward(Setup):
    """A setup whose runs begin in the middle of a line: run r is what the line would play were its number r.

    Many of them are played by a `FuturesPlayer`; `begins` would not leave the world as it is.

    Attributes
    ----------
    world
        The world in which the first month begins. It is not changed.
    """

    world: World

    @functools.cached_property
    def at_sheet(self) -> World:
        """The world in which the first month begins."""
        return self.world

    def world_at_start(self, u: Luck, engine: str = "plain") -> World:
        """A world of its own in which the first month begins, whatever the luck."""
        return seated(self.world).world


def onward(line: Line, month: int, months: int, levers: Iterable[Event] = ()) -> Onward:
    """What goes on from a line after ``month`` months, with all that is to strike in it.

    Parameters
    ----------
    months
        How long; it may go past the end of the line's own run, of which no record says what happens then.
    levers
        Events of the first month, in place of injected ones that would set the same lever then.

    Raises
    ------
    InputError
        If the line has not played so far.
    """
    setup, first = line.setup, line.setup.start + month
    own = list(levers)
    set_anew = {event.lever for event in own}
    injected = [
        effect
        for effect in line.effects(own=True)
        if not (effect.effect == "lever" and effect.month == first and effect.item in set_anew)
    ]
    added = [effect for event in own for effect in events_of_event(event, setup.scenario.region)]
    every: list[DatedEvent] = sorted([*setup.events, *injected, *added], key=lambda effect: (effect.month, effect.date))
    events = [effect for effect in every if effect.month >= first]
    parts = {one.name: getattr(setup, one.name) for one in dataclasses.fields(Setup)}
    parts |= {
        "record": compile_record(events, setup.index, setup.record.held_until),
        "events": tuple(events),
        "start": first,
        "months": months,
    }
    return Onward(**parts, world=line.world(month))


class FuturesPlayer(Player):
    """Plays runs of an `Onward` in one thread, and can watch what everybody does in them."""

    driver = FUTURES
    setup: Onward

    def __init__(self, setup: Onward, engine: str | None = None) -> None:
        super().__init__(setup, engine)
        self._advance = driven(schedule.advance, self.engine)
        self._start = seated(setup.world)

    def _begins(self) -> World:
        return self.setup.world

    def _played(self, u: Luck, out: np.ndarray) -> None:
        for r in range(len(out)):
            self._one(Luck(u.seed_low, u.seed_high, u.run + r, u.chance), [out[r]])

    def _one(self, u: Luck, stretches: Iterable[np.ndarray]) -> None:
        """Play one run, so many months at a time as each of ``stretches`` has rows."""
        w, _, _, g, p, e, _ = self._held
        _, floats, ints, *_ = self._owners
        floats[:], ints[:] = self._start.floats, self._start.ints
        month = self.setup.start
        for rows in stretches:
            self._advance(w, g, p, u, e, month, rows)
            month += len(rows)

    def acts(self, first_run: int, runs: int) -> np.ndarray:
        """What each state did toward each partner, then rival, by month: shape ``(runs, months, pairs)``.

        Indices of acts, -1 for none and from the month on in which a run went wrong.
        """
        g, w = self.setup.region, self._owners[0]
        found = np.full((runs, self.setup.months, g.tie_actor.size + g.rivalry_actor.size), -1, np.int8)
        rows = np.zeros((self.setup.months, len(self.setup.columns)))

        def watched(seen: np.ndarray) -> Iterator[np.ndarray]:
            for t in range(len(rows)):
                yield rows[t : t + 1]
                acts = w.choice[g.tie_actor, g.tie_target], w.stance[g.rivalry_actor, g.rivalry_target]
                seen[t] = np.concatenate(acts)

        for r in range(runs):
            with np.errstate(all="ignore"), contextlib.suppress(ArithmeticError, ValueError):
                self._one(luck(self.seed, first_run + r), watched(found[r]))
        return found
