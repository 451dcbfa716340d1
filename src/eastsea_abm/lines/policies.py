"""Another policy in the middle of a run, as dated events that set levers.

A policy that is laid down takes its levers back to what file or table says. Levers that only say where something
stands at the start (the partner's doctrine, the patron's commitment and brokerage) stay where they are. Parameters
that a policy sets hold for a whole run: they are told by name, and a reset changes them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.levers import LEVERS
from eastsea_abm.lines.line import Line
from eastsea_abm.scenario import Scenario, lookup
from eastsea_abm.scenario.choices import read_overlay
from eastsea_abm.scenario.lookup import find, is_path
from eastsea_abm.scenario.problems import none_of
from eastsea_abm.scenario.reading import read_source
from eastsea_abm.scenario.schema import Overlay, month_of
from eastsea_abm.sweep.plan import Alternative
from eastsea_abm.sweep.policies import alternative

#: Levers whose default is the sheet's: they set a level at the start, from which the model goes on by itself.
LEVELS = ("doctrine", "commitment", "brokerage")
KIND = "policy"  # type of the events of a change
FROM_HERE, NOBODY = "Policies from here on: ", "none"  # the remark by which a saved line knows its policies


class Change(NamedTuple):
    """What another choice of policies means in the month to come."""

    names: tuple[str, ...]
    levers: dict[str, float]  # those that are set
    left: tuple[str, ...]  # sentences on what cannot change now


def standing(line: Line, month: int | None = None) -> tuple[str, ...]:
    """Names of the policies that hold in the month after ``month`` months, by default in the month to come."""
    at = line.setup.start + (line.played if month is None else month)
    found = tuple(name for name, _ in line.setup.scenario.overlays)
    for event in sorted(line.events, key=lambda event: month_of(event.date)):
        is_change = event.type == KIND and event.effect == "none" and event.note.startswith(FROM_HERE)
        if is_change and month_of(event.date) <= at:
            listed = event.note.removeprefix(FROM_HERE).rstrip(".")
            found = () if listed == NOBODY else tuple(listed.split(", "))
    return found


def change_policy(line: Line, before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Put another choice of policies into a line, from the month to come on.

    Parameters
    ----------
    before, after
        Names of all policies that stand, and of all that shall.

    Returns
    -------
    list
        Sentences on what cannot change in the middle of a run.

    Raises
    ------
    ScenarioError
        If a policy cannot be had; nothing is changed then.
    InputError
        If the run is over.
    """
    if tuple(before) == tuple(after):
        return []
    scenario = line.setup.scenario
    change = changed(scenario, before, after, levers_set(line, line.played))
    texts = _sentences(scenario, before, change)
    listed = ", ".join(change.names) or NOBODY
    line.remark(KIND, scenario.region.focal or min(scenario.region.states), f"{FROM_HERE}{listed}.")
    for lever, value in change.levers.items():
        line.pull(lever, value, kind=KIND, note=texts[str(scenario.region.holder(lever))])
    return list(change.left)


def asked_for(scenario: Scenario, before: Sequence[str], asked: str) -> Alternative:
    """All policies that hold where ``asked`` (a name, or ``a+b``) takes the place of those of its group.

    Raises
    ------
    ScenarioError
        If a policy cannot be had.
    """

    def read(named: Sequence[str]) -> Scenario:
        return dataclasses.replace(scenario, overlays=tuple((name, overlay_of(scenario, name)) for name in named))

    return alternative(asked, read(before), read)


def changed(
    scenario: Scenario,
    before: Sequence[str],
    after: Sequence[str],
    stands: Mapping[str, float],
    named: Sequence[str] = (),
) -> Change:
    """What a choice of policies changes.

    Parameters
    ----------
    stands
        Levers as they were last set; see `levers_set`.
    named
        Policies whose levers are set even if they stood before: somebody may have moved them since.

    Raises
    ------
    ScenarioError
        If a policy cannot be had.
    """
    old = {name: overlay_of(scenario, name) for name in before}
    new = {name: overlay_of(scenario, name) for name in after}
    turned = {**{n: one for n, one in old.items() if n not in new}, **{n: new[n] for n in new if n not in old}}
    turned |= {name: new[name] for name in named if name in new}
    touched = {lever for overlay in turned.values() for lever in overlay.levers}
    composed, own = _composed(scenario, new), _by_hand(scenario)
    left = [
        f"{name} sets {number} to {value:g}, which only a reset can change"
        for name, overlay in new.items()
        if name not in old
        for number, value in overlay.parameters.items()
    ]
    left += [
        f"{number} stays as {name} set it, until a reset"
        for name, overlay in old.items()
        if name not in new
        for number in overlay.parameters
    ]
    levers: dict[str, float] = {}
    for lever, row in LEVERS.items():
        if lever not in touched or scenario.region.holder(lever) is None:
            continue
        if lever in own:
            left.append(f"{lever} stays at {own[lever]:g}: it was set by hand for the whole run")
        elif lever not in LEVELS or any(lever in overlay.levers for overlay in new.values()):
            value = composed.get(lever, row.default)
            if stands.get(lever) != value:
                levers[lever] = value
    return Change(tuple(after), levers, tuple(left))


def levers_set(line: Line, month: int) -> dict[str, float]:
    """Levers as they were last set up to and with the month after ``month`` months; no level that never was set."""
    at = line.setup.start + month
    found = {lever: row.default for lever, row in LEVERS.items() if lever not in LEVELS}
    for effect in sorted(line.effects(), key=lambda effect: (effect.month, effect.date)):
        if effect.effect == "lever" and effect.month <= at:
            found[effect.item] = effect.size
    return found


def overlay_of(scenario: Scenario, name: str) -> Overlay:
    """A policy by its name: one the scenario has or was read with, or one of a folder; never a path.

    Raises
    ------
    ScenarioError
        If there is none, or its file is bad.
    """
    known = {**dict(scenario.overlays), **scenario.file.policies}
    if name in known:
        return known[name]
    places = [] if is_path(name) else [find("policy", name, scenario.path), find("policy", name)]
    path = next((found.path for found in places if found.path is not None), None)
    if path is None:
        told = none_of("policy", name, [*known, *lookup.names("policy", scenario.path)])
        raise ScenarioError([Problem("policies", 0, 0, name, told)])
    problems: list[Problem] = []
    overlay = read_overlay(read_source(path), problems, [])
    if overlay is None or problems:
        raise ScenarioError(problems)
    return overlay


def _composed(scenario: Scenario, overlays: Mapping[str, Overlay]) -> dict[str, float]:
    """Levers that file and policies set, the later over the earlier."""
    found = dict(scenario.file.levers)
    for overlay in overlays.values():
        found |= overlay.levers
    return found


def _by_hand(scenario: Scenario) -> dict[str, float]:
    """Levers that were set on top of file and policies when the scenario was read."""
    composed = _composed(scenario, dict(scenario.overlays))
    return {lever: value for lever, value in scenario.levers.items() if composed.get(lever) != value}


def _sentences(scenario: Scenario, before: Sequence[str], change: Change) -> dict[str, str]:
    """What tells the change, by the state whose hand is on the levers."""
    by: dict[str, dict[str, float]] = {}
    for lever, value in change.levers.items():
        by.setdefault(str(scenario.region.holder(lever)), {})[lever] = value
    told = {}
    for state, levers in by.items():
        named, gone = (
            [name for name in names if levers.keys() & overlay_of(scenario, name).levers.keys()]
            for names in (change.names, [name for name in before if name not in change.names])
        )
        verb = "turns to" if named else "lays down"
        told[state] = f"{state} {verb} {' and '.join(named or gone)}: {_listed(levers)}."
    return told


def _listed(levers: Mapping[str, float]) -> str:
    return ", ".join(f"{lever} {value:g}" for lever, value in levers.items())
