"""One run of an ensemble or a sweep, played again on the stage and explained."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from eastsea_abm.cli.console import progress
from eastsea_abm.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    import numpy as np

    from eastsea_abm.explain import Explanation
    from eastsea_abm.results.many import ManyRuns
    from eastsea_abm.scenario.setup import Setup


class Chosen(NamedTuple):
    """A run among many."""

    setup: Setup
    run: int
    stored: Mapping[str, Any]  # its row: status, reason, outcomes
    command: str  # that plays it alone, with every table


def of_ensemble(result: ManyRuns, run: int | None) -> Chosen:
    """A run of an ensemble.

    Raises
    ------
    InputError
        If it has no such run.
    """
    from eastsea_abm.cli.ensembling import command_of
    from eastsea_abm.results.rerun import read_again
    from eastsea_abm.scenario.setup import prepare

    manifest = result.manifest
    last = manifest.run + manifest.runs - 1
    if run is None or not manifest.run <= run <= last:
        said = "" if run is None else f"{run} is none of them; "
        raise InputError(
            f"{result.folder} holds {manifest.runs} runs: {said}name one with --run, {manifest.run} to {last}"
        )
    return Chosen(prepare(read_again(manifest)), run, result.totals(run), command_of(manifest, run))


def of_sweep(folder: Path, setting: int | None, policy: str, run: int | None) -> Chosen:
    """A run of a sweep.

    Raises
    ------
    InputError
        If it has no such setting, policy or run.
    ResultError
        If that run has not been computed yet, or its part is damaged.
    """
    from eastsea_abm.errors import ResultError
    from eastsea_abm.sweep import parts
    from eastsea_abm.sweep.settings import Bench
    from eastsea_abm.sweep.store import Store

    store = Store.open(folder)
    plan = store.plan
    wrong = [
        f"--{name} {'is needed' if value is None else f'{value} is none of these'}: 0 to {number - 1}"
        for name, value, number in (("setting", setting, plan.settings), ("run", run, plan.runs))
        if value is None or not 0 <= value < number
    ]
    policy = policy or (plan.policies[0] if len(plan.policies) == 1 else "")
    if policy not in plan.policies:
        wrong.append(f"--policy {f'{policy} is none of these' if policy else 'is needed'}: {', '.join(plan.policies)}")
    if wrong or setting is None or run is None:
        raise InputError("\n".join(f"{folder}: {one}" for one in wrong))
    place = plan.policies.index(policy)
    row = plan.row(setting, place, run)
    part = row // plan.part_rows
    if part not in store.entries:
        raise ResultError(f"{folder}: that run has not been computed yet")
    if said := parts.damage(folder, store.entries[part]):
        raise ResultError(f"{folder}: {said}")
    stored = parts.read(parts.path_of(folder, part)).slice(row - plan.part(part).start, 1).to_pylist()[0]
    bench = Bench(plan, store.design)
    return Chosen(bench.setup(setting, place), run, stored, bench.command(setting, place, run, store.folder))


def explained(chosen: Chosen, actor: str, partner: str, months: int) -> Explanation:
    """Why ``actor`` did what it did in month number ``months``; the whole run is checked against its row.

    Raises
    ------
    InputError
        If the run went numerically wrong before that month.
    EnvironmentFault
        If it comes out differently from what is stored.
    """
    import numpy as np

    from eastsea_abm.model import RegionModel

    setup = chosen.setup
    outcomes = np.full((setup.months, len(setup.columns)), np.nan)
    told = None
    with progress("months", setup.months) as tick, np.errstate(all="ignore"):
        try:
            model = RegionModel(setup, run=chosen.run)
            outcomes = model.outcomes
            while model.running:
                model.step()
                if model.steps == months:
                    told = model.explain(actor, partner)
                tick(model.steps)
        except (ArithmeticError, ValueError):  # where machine code goes on with what is no number
            if not chosen.stored["reason"]:
                raise
    check(chosen, outcomes)
    if told is None:
        raise InputError(f"run {chosen.run} does not get that far: {chosen.stored['reason']}")
    return told


def check(chosen: Chosen, outcomes: np.ndarray) -> None:
    """Raise `EnvironmentFault` unless the months of the run add up to its row, to the last bit."""
    import numpy as np

    from eastsea_abm import outcomes as rules
    from eastsea_abm.ensemble import reasons

    setup = chosen.setup
    row = np.zeros(len(setup.columns))
    wrong = rules.total(outcomes, rules.over(setup.columns), row)
    again = {**dict(zip(setup.columns, row.tolist(), strict=True)), "reason": reasons(setup, np.array([wrong]))[0]}
    for name, value in chosen.stored.items():
        if name in again and value != again[name] and not (_is_nan(value) and _is_nan(again[name])):
            raise EnvironmentFault(
                f"played again, run {chosen.run} differs from the stored one: {name} is {value!r} in its row, "
                f"{again[name]!r} came out"
            )


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)
