"""The model on Mesa's stage: one run, month by month, to watch, poke and explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

import mesa
import numpy as np

from eastsea_abm import schedule
from eastsea_abm import vocabulary as v
from eastsea_abm._jit import driven
from eastsea_abm.draws import luck
from eastsea_abm.errors import InputError
from eastsea_abm.explain import Explanation, explain
from eastsea_abm.scenario import Scenario
from eastsea_abm.scenario.check import check_event
from eastsea_abm.scenario.schema import Event, date_of
from eastsea_abm.scenario.setup import Setup, made_ready
from eastsea_abm.scenario.timeline import DatedEvent, compile_record, events_of_event
from eastsea_abm.world import World

ENGINES = ("plain", "compiled")
BEFORE_THE_STEP = 0.5  # dated events of month k strike at k + 1/2, its step is at k + 1


class StateAgent(mesa.Agent):
    """A state: a name and a place in the arrays of ``model.world``.

    Attitudes are read from the world; overriding ``step`` here does nothing, because what a state does is
    the business of the mechanisms.
    """

    model: RegionModel

    def __init__(self, model: RegionModel, iso3: str, index: int) -> None:
        super().__init__(model)
        self.iso3 = iso3
        self.index = index

    def __repr__(self) -> str:
        return f"<StateAgent {self.iso3}>"

    def _toward(self, field: str) -> dict[str, float]:
        row = getattr(self.model.world, field)[self.index]
        return {other: float(row[j]) for j, other in enumerate(self.model.iso3) if j != self.index}

    @property
    def trust(self) -> dict[str, float]:
        """Trust in each other state, 0 to 1."""
        return self._toward("trust")

    @property
    def threat(self) -> dict[str, float]:
        """Threat perceived from each other state, 0 to 1."""
        return self._toward("threat")

    @property
    def grievance(self) -> dict[str, float]:
        """Acute history grievance toward each other state, 0 to 1."""
        return self._toward("grievance")

    @property
    def mood(self) -> dict[str, float]:
        """Warmth of the public toward each contested partner, 0 to 1."""
        contested = self.model.region.contested[self.index]
        return {name: value for name, value in self._toward("mood").items() if contested[self.model.iso3.index(name)]}

    @property
    def leader(self) -> float:
        """Orientation of the leader, -1 nationalist to 1 pragmatic."""
        return float(self.model.world.leader[self.index])

    @property
    def coercion(self) -> float:
        """Economic coercion felt, 0 to 1."""
        return float(self.model.world.coercion[self.index])

    @property
    def doctrine(self) -> float:
        """Declared strike doctrine, 0 to 1."""
        return float(self.model.world.doctrine[self.index])

    @property
    def cover(self) -> float:
        """Security cover felt, 0.05 to 1."""
        return float(self.model.world.cover[self.index])

    @property
    def last_actions(self) -> dict[str, str]:
        """What the state last did toward each partner and rival, by name."""
        w, i, acts = self.model.world, self.index, {}
        for j, other in enumerate(self.model.iso3):
            named = []
            if w.choice[i, j] >= 0:
                named.append(v.PARTNER_ACTS[w.choice[i, j]].name)
            if w.stance[i, j] >= 0:
                named.append(v.RIVAL_ACTS[w.stance[i, j]])
            if named:
                acts[other] = ", ".join(named)
        return acts

    def explain(self, partner: str) -> Explanation:
        """Why this state last did what it did to ``partner``; see `RegionModel.explain`."""
        return self.model.explain(self.iso3, partner)


class RegionModel(mesa.Model):
    """One run of a scenario. Owns the world; `schedule.step` moves it.

    Parameters
    ----------
    scenario
        Name or path of a scenario, a `Scenario`, or a `Setup`.
    policy
        Overlays, as a list or a string with commas.
    seed, run
        Run ``run`` of the ensemble with this seed; the seed of the file when None.
    months
        Length of the run, as the file says when None.
    engine
        ``plain`` (default) or ``compiled``. Both give the same numbers to the last bit.
    settings
        Parameters, levers or dotted starting values that differ, by name; a key of the form
        ``name=value`` is read as on the command line.

    Raises
    ------
    ScenarioError
        If anything in the scenario or the settings cannot be used.
    InputError
        If there is no such engine.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario | Setup = "baseline",
        *,
        policy: str | Sequence[str] = (),
        seed: int | None = None,
        run: int = 0,
        months: int | None = None,
        engine: str = "plain",
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        if engine not in ENGINES:
            raise InputError(f"no engine {engine!r}: choose {' or '.join(ENGINES)}")
        self.setup = made_ready(scenario, policy, seed, months, settings).of_run(run)
        seed = self.setup.scenario.file.seed
        super().__init__(rng=seed % 2**63)
        self.engine = engine
        self.run = run
        self.luck = luck(seed, run)
        self.region = self.setup.region
        self.parameters = self.setup.parameters
        self.iso3 = self.setup.index.states
        self.months = self.setup.months
        self.world = self.setup.world_at_start(self.luck, engine)
        self.states = [StateAgent(self, name, i) for i, name in enumerate(self.iso3)]
        self.outcomes = np.full((self.months, len(self.setup.columns)), np.nan)
        self._due: list[DatedEvent] = []
        self._known: tuple[World, np.ndarray] | None = None
        self._dated: dict[int, list[DatedEvent]] = {}
        self.happened: list[DatedEvent] = []
        for event in self.setup.events:
            if event.month >= self.setup.start:
                self._enter(event)
        self.datacollector = mesa.DataCollector(
            model_reporters={name: name for name in self.setup.columns},
            # not plain names: of those Mesa makes local functions, which cannot be pickled
            agent_reporters={name: attrgetter(name) for name in ("iso3", "leader", "coercion", "doctrine", "cover")},
        )

    @property
    def month(self) -> int:
        """Calendar month of the last step, 12 times the year plus the month from 0."""
        return self.setup.start + min(self.steps, self.months) - 1

    @property
    def date(self) -> str:
        """``YYYY-MM`` of the last step."""
        return date_of(self.month)

    def state(self, iso3: str) -> StateAgent:
        """The agent of a state.

        Raises
        ------
        KeyError
            If the region has no such state.
        """
        if iso3 not in self.iso3:
            raise KeyError(f"{iso3} is no state of this region: {', '.join(self.iso3)}")
        return self.states[self.iso3.index(iso3)]

    def inject(self, event: Event | Mapping[str, Any] | DatedEvent) -> list[DatedEvent]:
        """Let an event happen: in the month to come, or at its date.

        Parameters
        ----------
        event
            An `Event`, the mapping a scenario file would hold (``date`` may be left out), or one effect.

        Returns
        -------
        list
            The effects that will strike, by which `withdraw` knows them.

        Raises
        ------
        ScenarioError
            If the event cannot be understood or its date has passed.
        """
        effects = self._effects(event)
        for effect in effects:
            if effect.month <= self.month:
                raise InputError(f"{effect.date} has passed: the model stands after {self.date}")
        for effect in effects:
            self._enter(effect)
        return effects

    def withdraw(self, effects: Sequence[DatedEvent]) -> None:
        """Take back effects that `inject` gave and that have yet to strike; others are left as they are."""
        for effect in effects:
            dated = self._dated.get(effect.month - self.setup.start, [])
            dated[:] = [one for one in dated if one is not effect]  # an equal one of the file stays

    def replay(self, worlds: Sequence[World], rows: np.ndarray) -> None:
        """Play months whose outcome is known, without computing them: the calendar and the collector see them.

        Parameters
        ----------
        worlds
            The world after each of them.
        rows
            The outcomes of each of them.
        """
        for world, row in zip(worlds, rows, strict=True):
            self._known = world, row
            self.step()

    def _effects(self, event: Event | Mapping[str, Any] | DatedEvent) -> list[DatedEvent]:
        if isinstance(event, DatedEvent):
            return [event]
        checked = check_event(event, self.setup.scenario.region, default_date=date_of(self.month + 1))
        return list(events_of_event(checked, self.setup.scenario.region))

    def _enter(self, event: DatedEvent) -> None:
        """Put an effect into Mesa's calendar."""
        k = event.month - self.setup.start
        if k not in self._dated:
            self._dated[k] = []
            self.schedule_event(self._strike, at=k + BEFORE_THE_STEP)
        self._dated[k].append(event)

    def _strike(self) -> None:
        self._due = self._dated.pop(int(self.time - BEFORE_THE_STEP))

    def step(self) -> None:
        """One month."""
        if self.steps > self.months:
            self.running = False
            return
        happened = sorted(self._due, key=lambda event: (event.month, event.date))
        self._due = []
        self.happened = happened
        row = self.outcomes[self.steps - 1 : self.steps]
        if self._known is not None:
            self._recall(row[0])
        else:
            advance, p = driven(schedule.advance, self.engine), self.setup.numbers(self.engine)
            e = compile_record(happened, self.setup.index, self.setup.record.held_until)
            advance(self.world, self.region, p, self.luck, e, self.month, row)
        self._measured(row[0])

    def _recall(self, row: np.ndarray) -> None:
        """Put the known outcome of the month in its place."""
        assert self._known is not None
        world, row[:] = self._known
        self._known = None
        for own, value in zip(self.world, world, strict=True):
            own[...] = value

    def _measured(self, row: np.ndarray) -> None:
        """Let Mesa's collector see the month."""
        for name, value in zip(self.setup.columns, row, strict=True):
            setattr(self, name, float(value))  # where Mesa's collector looks for them
        self.datacollector.collect(self)
        self.running = self.steps < self.months

    def explain(self, actor: str, partner: str) -> Explanation:
        """Why ``actor`` last did what it did to ``partner``, and what changed its attitudes.

        Each set of named terms sums to what it explains, to 1e-12.
        """
        return explain(self.world, self.region, self.setup.index, actor, partner)
