"""What a hindcast is given: the exogenous record, and nothing that the governments did with each other.

Rows of class outcome are never imposed, and the levers that a scenario file dates (a strategy of a government is a
decision too) are taken out. What is left can be taken out as well, drive by drive, to see what breaks.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.facts import Fact
from eastsea_abm.scenario.names import suggestion
from eastsea_abm.scenario.parameter_sets import ParameterSets
from eastsea_abm.scenario.schema import date_of, month_of
from eastsea_abm.scenario.setup import Setup, prepare

SCENARIO = "history-2012-2026"
LAUNCHES = ("missile_test", "satellite_launch", "nuclear_test")
COURTS = "R24"  # line of the rubric for rulings of courts: history that no government made


class Drive(NamedTuple):
    """A part of the record that can be left out."""

    name: str
    meaning: str
    effects: tuple[str, ...]
    types: tuple[str, ...] | None = None  # of these types only
    but: str = ""  # but rows under this line of the rubric

    def drives(self, fact: Fact, effect: str, rubric: str) -> bool:
        """Whether an effect of a fact belongs to the drive."""
        of_type = self.types is None or fact.type in self.types
        return effect in self.effects and of_type and (not self.but or rubric != self.but)


DRIVES = {
    drive.name: drive
    for drive in (
        Drive("leaders", "who governs in Seoul and Tokyo", ("lead",)),
        Drive("history events", "disputes and settlements over the past", ("grieve", "settle")),
        Drive("governments' history", "the same but rulings of courts", ("grieve", "settle"), but=COURTS),
        Drive("launches", "launches and nuclear tests of the DPRK", ("provoke",), LAUNCHES),
        Drive("US posture", "commitment and brokerage of the patron", ("commit", "broker")),
        Drive("doctrine", "steps of Japan's doctrine", ("doctrine", "nuclear")),
        Drive("other pressure", "drills, patrols, incidents, coercion, wars, outreach", ("coerce", "uncoerce", "war")),
    )
}
#: Of drives that overlap, those that together are the whole record.
WHOLE = ("leaders", "history events", "launches", "US posture", "doctrine", "other pressure")
ALL = "whole record"
OTHER_PRESSURE = ("provoke", "reassure", "receptive")  # where it is no launch


def belongs(drive: Drive, fact: Fact, effect: str, rubric: str) -> bool:
    """Whether an effect belongs to a drive; pressure and outreach that are no launch belong to the last."""
    if drive.name == "other pressure" and effect in OTHER_PRESSURE and fact.type not in LAUNCHES:
        return True
    return drive.drives(fact, effect, rubric)


def forced_setup(
    first: str = "2012-01",
    months: int = 168,
    *,
    without: Collection[str] = (),
    seed: int = 1,
    posterior: ParameterSets | None = None,
    parameters: Mapping[str, float] | None = None,
    levers: Mapping[str, float] | None = None,
    sets: Sequence[str] = (),
    scenario: str = SCENARIO,
) -> Setup:
    """The hindcast made ready to run.

    Parameters
    ----------
    first
        ``YYYY-MM``, the first month.
    months
        Length. Nothing that the record says of later months is read into the setup.
    without
        Names of `DRIVES` that are left out, or `ALL`.
    posterior
        Parameter sets of which run r takes row r.
    parameters, levers
        Numbers that differ.
    sets
        Texts ``name=value`` as ``--set`` takes them.

    Raises
    ------
    ScenarioError
        If there is no such scenario or drive, or a number cannot be used.
    """
    unknown = [name for name in without if name not in (*DRIVES, ALL)]
    if unknown:
        raise ScenarioError(
            [Problem("without", 0, 0, name, f"no such drive{suggestion(name, [*DRIVES, ALL])}") for name in unknown]
        )
    given = [f"start={first}", *sets, *(f"{name}={value!r}" for name, value in (parameters or {}).items())]
    given += [f"levers.{name}={value!r}" for name, value in (levers or {}).items()]
    read = read_scenario(scenario, sets=given, months=months, seed=seed)
    dropped = [DRIVES[name] for name in (WHOLE if ALL in without else without)]
    facts = [_without(fact, dropped) for fact in read.facts if fact.klass == "exogenous"]
    own = dataclasses.replace(
        read,
        facts=tuple(fact for fact in facts if fact.effects),
        file=read.file.model_copy(update={"events": [event for event in read.file.events if event.effect != "lever"]}),
    )
    setup = prepare(own)
    if posterior is not None:
        setup = setup.with_sets(posterior.without(own.parameters))
    return setup


def _without(fact: Fact, dropped: Sequence[Drive]) -> Fact:
    """A fact without the effects that belong to a drive."""
    kept = [
        k
        for k, effect in enumerate(fact.effects)
        if not any(belongs(drive, fact, effect, fact.rubric[k] if k < len(fact.rubric) else "") for drive in dropped)
    ]
    if len(kept) == len(fact.effects):
        return fact
    return fact._replace(
        effects=tuple(fact.effects[k] for k in kept),
        sizes=tuple(fact.sizes[k] for k in kept),
        signs=tuple(fact.signs[k] for k in kept),
        rubric=tuple(fact.rubric[k] for k in kept if k < len(fact.rubric)),
    )


def months_between(first: str, last: str) -> int:
    """Number of months from ``first`` to ``last``, both included."""
    return month_of(last) - month_of(first) + 1


def dates(setup: Setup) -> list[str]:
    """``YYYY-MM`` of every month of a setup."""
    return [date_of(setup.start + t) for t in range(setup.months)]
