"""A line: one history on the stage that can be looked back on, changed, and gone on from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.chronicle import Chronicle
from eastsea_abm.errors import InputError, StepFailed
from eastsea_abm.explain import Explanation, explain
from eastsea_abm.happenings import Happening
from eastsea_abm.lines.injected import Injected, lever_event
from eastsea_abm.model import ENGINES, RegionModel
from eastsea_abm.moves import HORIZON, Move, moves_of
from eastsea_abm.scenario.schema import Event, date_of, month_of
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.scenario.timeline import DatedEvent
from eastsea_abm.world import World

if TYPE_CHECKING:
    import pandas as pd


class Line:
    """A history on Mesa's stage. What is injected is kept apart from what the scenario's own file dates.

    Parameters
    ----------
    setup
        The scenario made ready to run, without the events of any branch.
    parent, since
        The line it left, and the calendar month from which on it goes its own way; None for a trunk.
    events
        What is injected from the start on, in order; the events of its past included.
    engine
        ``plain`` or ``compiled``: see `use`.
    run
        Number of the run under the scenario's seed.
    model
        A stage of the same setup that somebody else steps, who then calls ``chronicle.watch``.

    Attributes
    ----------
    model, chronicle
        The stage and what it has shown. Both are others after a step that failed.
    """

    def __init__(
        self,
        setup: Setup,
        *,
        name: str = "main",
        parent: str | None = None,
        since: int | None = None,
        events: Iterable[Event | Mapping[str, Any]] = (),
        engine: str = "plain",
        run: int = 0,
        note: str = "",
        model: RegionModel | None = None,
    ) -> None:
        self.setup = setup.of_run(run)  # a line keeps the parameter set of its run, whatever its futures meet
        self.name = name
        self.parent = parent
        self.since = since
        self.note = note
        self.model = model or RegionModel(setup, run=run, engine=engine)
        self.chronicle = Chronicle(self.model, keeps_worlds=True)
        self._injected = Injected(self.model)
        for event in events:
            self.put(event)

    def __repr__(self) -> str:
        return f"<Line {self.name}: {self.setup.scenario.name}, {self.played} of {self.months} months>"

    # --- time ------------------------------------------------------------------------------------------

    @property
    def run(self) -> int:
        """Number of the run under the scenario's seed."""
        return self.model.run

    @property
    def months(self) -> int:
        """Months the scenario lasts."""
        return self.setup.months

    @property
    def played(self) -> int:
        """Months that have been played."""
        return len(self.chronicle.happenings)

    @property
    def at_end(self) -> bool:
        """Whether every month has been played."""
        return self.played >= self.months

    @property
    def next_month(self) -> int:
        """The calendar month to come."""
        return self.setup.start + self.played

    def use(self, engine: str) -> None:
        """Play months to come with this engine; both give the same numbers to the last bit.

        Raises
        ------
        InputError
            If there is no such engine.
        """
        if engine not in ENGINES:
            raise InputError(f"no engine {engine!r}: choose {' or '.join(ENGINES)}")
        self.model.engine = engine

    def step(self) -> None:
        """Play one month, with what is due in it.

        Raises
        ------
        InputError
            If the run is over.
        StepFailed
            If the month has no finite numbers or the rules break down; the line then stands where it stood.
        """
        if self.at_end:
            raise InputError(f"the run is over: {date_of(self.next_month - 1)} was its last month")
        before, month = self.played, date_of(self.next_month)
        try:
            with np.errstate(all="ignore"):  # what is no number is told below, by name
                self.model.step()
            self._judge()
            self.chronicle.watch()
        except Exception as fault:
            self._stand(before)
            if isinstance(fault, StepFailed):
                raise
            raise StepFailed(month, f"{type(fault).__name__}: {fault}") from fault

    def _judge(self) -> None:
        row = self.model.outcomes[self.model.steps - 1]
        wrong = [name for name, value in zip(self.setup.columns, row, strict=True) if not np.isfinite(value)]
        if wrong:
            raise StepFailed(self.model.date, f"no finite number comes out for {', '.join(wrong[:3])}")

    def _stand(self, months: int) -> None:
        """Put the stage after its first ``months`` months again; what has been kept of them is known."""
        known, events = self.chronicle, self.events
        model = RegionModel(self.setup, run=self.run, engine=self.model.engine)
        self._injected = Injected(model, events)
        model.replay(known.befores[1 : months + 1], self.model.outcomes[:months])
        self.model, self.chronicle = model, known.retold(model, months)

    def branch(self, name: str, month: int) -> Line:
        """A line of its own that shares the first ``month`` months; what was injected for later does not strike in it.

        Raises
        ------
        InputError
            If this line has not played so far.
        """
        self._must_have(month)
        since = self.setup.start + month
        twin = Line(self.setup, name=name, parent=self.name, since=since, engine=self.model.engine, run=self.run)
        twin._injected = Injected(twin.model, [event for event in self.events if month_of(event.date) < since])
        twin.model.replay(self.chronicle.befores[1 : month + 1], self.model.outcomes[:month])
        twin.chronicle = self.chronicle.retold(twin.model, month)
        return twin

    # --- what is injected ------------------------------------------------------------------------------

    @property
    def events(self) -> list[Event]:
        """What was injected, struck or waiting, in the order in which a saved file lists it."""
        return self._injected.events

    @property
    def waiting(self) -> list[tuple[int, Event]]:
        """What was injected and has yet to strike, each with its place in `events`."""
        return self._injected.waiting

    def effects(self, *, own: bool = False) -> list[DatedEvent]:
        """Every effect that has struck or will: of the scenario first, then what was injected.

        Parameters
        ----------
        own
            Only of what was injected.
        """
        return [*(() if own else self.setup.events), *self._injected.effects]

    def put(self, event: Event | Mapping[str, Any]) -> Event:
        """Let an event happen at its date, or in the month to come where it names none.

        Returns
        -------
        Event
            The event as a scenario file would hold it, its effect and size written out.

        Raises
        ------
        ScenarioError
            If the event cannot be understood.
        InputError
            If its date has passed or lies after the run, or the same event is there already.
        """
        return self._injected.put(event)

    def pull(self, lever: str, value: float, *, kind: str = "lever", note: str = "") -> Event:
        """Set a lever in the month to come, in place of what was to set it then.

        Parameters
        ----------
        kind, note
            The event's type, and the sentence that tells it.

        Raises
        ------
        ScenarioError
            If the value is not possible.
        InputError
            If there is no such lever, nobody in the region has it, or the run is over.
        """
        return self._injected.replace(lever_event(self.setup, lever, value, kind=kind, note=note))

    def remark(self, kind: str, actor: str, note: str) -> Event:
        """Say something in the month to come that changes nothing, in place of a waiting remark of the same type.

        Raises
        ------
        InputError
            If there is no such actor, or the run is over.
        """
        return self._injected.replace({"type": kind, "effect": "none", "actor": actor, "note": note})

    def withdraw(self, index: int) -> None:
        """Take back an event that has yet to strike.

        Raises
        ------
        InputError
            If ``index`` is not the place of such an event in `events`.
        """
        self._injected.withdraw(index)

    # --- looking back ----------------------------------------------------------------------------------

    def world(self, month: int) -> World:
        """The world after ``month`` months, 0 for the start. It is not to be changed.

        Raises
        ------
        InputError
            If this line has not played so far.
        """
        self._must_have(month)
        return self.chronicle.befores[month]

    def why(self, month: int, actor: str, target: str) -> Explanation:
        """Why ``actor`` did what it did toward ``target`` in the ``month``-th month.

        Raises
        ------
        InputError
            If this line has not played so far, or the two are neither partners nor rivals.
        """
        return explain(self.world(month), self.setup.region, self.setup.index, actor, target)

    def happenings(self, month: int) -> list[Happening]:
        """What the ``month``-th month brought, from 1 on.

        Raises
        ------
        InputError
            If this line has not played so far.
        """
        self._must_have(month, 1)
        return self.chronicle.happenings[month - 1]

    def moved(self, month: int, *, now: bool = False) -> list[Move] | None:
        """How far each happening of the ``month``-th month moved cooperation.

        Parameters
        ----------
        now
            Tell it from as many months as there are.

        Returns
        -------
        list or None
            One move a happening; None while months that have a say in it are yet to be played.
        """
        self._must_have(month, 1)
        if not (now or self.at_end or month - 1 + HORIZON <= self.played):
            return None
        return moves_of(self.chronicle, month - 1)

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tidy tables of the months played: what ``eastsea run`` writes of the same events and so many months."""
        return self.chronicle.tables()

    def _must_have(self, month: int, first: int = 0) -> None:
        if not first <= month <= self.played:
            raise InputError(f"month {month} has not been played: {self.name} has months {first} to {self.played}")
