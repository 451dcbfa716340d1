"""``eastsea explain``: why a state did what it did in a month of a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from eastsea_abm.cli.one_of_many import Chosen
    from eastsea_abm.explain import Explanation
    from eastsea_abm.model import RegionModel
    from eastsea_abm.results.store import Result

PARTS = ("pull", "decision", "trust", "grievance", "threat", "pressure")


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(
        name="explain",
        epilog="Example:  [bold]eastsea explain phnom-penh-2022 --actor KOR --partner JPN --month 2023-03[/bold]",
    )(explain)


def explain(
    result: str = typer.Argument(..., metavar="RESULT", help="Folder of a result, or how its path below ROOT begins."),
    actor: str = typer.Option(..., metavar="ISO3", help="The state whose act is explained."),
    partner: str = typer.Option(..., metavar="ISO3", help="Its partner or rival."),
    month: str = typer.Option(..., metavar="YYYY-MM", help="A month of the run."),
    run: int | None = typer.Option(None, metavar="R", min=0, help="Which run of an ensemble or a sweep."),
    setting: int | None = typer.Option(None, metavar="S", min=0, help="Which setting of a sweep."),
    policy: str = typer.Option("", metavar="P", help="Which policy of a sweep, where it has several."),
    out: str = typer.Option("results", metavar="ROOT", help="Where results are kept."),
    json: bool = typer.Option(False, "--json", help="Print the terms as JSON."),
) -> None:
    """Name the terms of a decision and of the changes of attitude in one month; each set sums to its total.

    The run is played again and checked: up to that month against the stored decision, one of an ensemble or a
    sweep to its end against its row.
    """
    from pathlib import Path

    from eastsea_abm.results.many import ManyRuns
    from eastsea_abm.results.store import find_result, kind_of, load
    from eastsea_abm.scenario.schema import month_of
    from eastsea_abm.sweep.about import KIND

    folder = find_result(result, Path(out))
    actor, partner = actor.upper(), partner.upper()
    asked = {"run": run, "setting": setting, "policy": policy or None}
    if kind_of(folder) == KIND:
        from eastsea_abm.cli.one_of_many import of_sweep

        told = one(of_sweep(folder, setting, policy, run), actor, partner, month)
    elif isinstance(loaded := load(folder), ManyRuns):
        from eastsea_abm.cli.one_of_many import of_ensemble

        refuse(asked, ("setting", "policy"), f"{folder} is an ensemble under one setting and one policy")
        told = one(of_ensemble(loaded, run), actor, partner, month)
    else:
        refuse(asked, ("run", "setting", "policy"), f"{folder} is a single run")
        manifest = loaded.manifest
        months = place(month_of(manifest.start), manifest.months, month)
        known(manifest.labels["states"], actor, partner)
        told = explained(loaded, actor, partner, months)
        checked(loaded, told, month)
    if json:
        say_json({"month": month, **told._asdict(), **{part: _terms(getattr(told, part)) for part in PARTS}})
    else:
        show(told, month)


def refuse(asked: Mapping[str, Any], names: Sequence[str], why: str) -> None:
    """Raise `InputError` where something was asked that the result does not have."""
    odd = [f"--{name}" for name in names if asked[name] is not None]
    if odd:
        raise InputError(f"{why}: leave out {', '.join(odd)}")


def one(chosen: Chosen, actor: str, partner: str, month: str) -> Explanation:
    """A run of many, explained, and how to play it alone."""
    from eastsea_abm.cli.one_of_many import explained

    setup = chosen.setup
    months = place(setup.start, setup.months, month)
    known(setup.index.states, actor, partner)
    told = explained(chosen, actor, partner, months)
    say(f"with every table: {chosen.command}")
    return told


def known(states: Iterable[str], actor: str, partner: str) -> None:
    """Raise `InputError` unless both are states of the region."""
    for iso3 in (actor, partner):
        if iso3 not in states:
            raise InputError(f"{iso3} is no state of this region: {', '.join(states)}")


def place(start: int, months: int, month: str) -> int:
    """How many months of a run must be played to have played ``month``."""
    from eastsea_abm.scenario.schema import MONTH, date_of, month_of

    fits = MONTH.fullmatch(month)
    played = month_of(month) - start + 1 if fits and 1 <= int(month[5:7]) <= 12 else 0
    if not 1 <= played <= months:
        raise InputError(f"{month!r} is no month of this run: {date_of(start)} to {date_of(start + months - 1)}")
    return played


def explained(result: Result, actor: str, partner: str, months: int) -> Explanation:
    """Play ``months`` again and ask why."""
    from eastsea_abm.results.rerun import replay

    found: list[Explanation] = []

    def ask(model: RegionModel) -> None:
        found.append(model.explain(actor, partner))

    with progress("months", months) as tick:
        replay(result.manifest, months=months, tick=tick, ended=ask)
    return found[0]


def checked(result: Result, told: Explanation, month: str) -> None:
    """The stored decision must be the one that is explained."""
    table = result.table("decisions")
    own = table[(table["month"] == month[:7]) & (table["actor"] == told.actor) & (table["target"] == told.partner)]
    if told.decision is None or not len(own):
        return
    stored = own.iloc[0]
    if stored["act"] != told.act or abs(float(stored["utility"]) - told.decision.total) > 1e-12:
        raise EnvironmentFault(
            f"played again, this run differs from the stored one (the rules were "
            f"{result.manifest.rules}): {stored['act']} is stored, {told.act} came out"
        )
    if bool(stored["forced"]):
        say("this act was forced by a dated event; its terms are what the state would have weighed")


def show(told: Explanation, month: str) -> None:
    """Terms as signed bars."""
    from eastsea_abm.terminal import bars, can_draw, plain

    console = data()
    acts = []
    if told.act:
        acts.append(f"{told.act} (chance {told.chance:.0%})")
    if told.stance:
        acts.append(f"toward a rival: {told.stance}")
    console.print(plain(f"{told.actor} to {told.partner}, {month[:7]}: {', '.join(acts) or 'no act'}"), style="bold")
    for part in PARTS:
        terms = getattr(told, part)
        if terms is not None:
            console.print()
            console.print(bars(terms, can_draw(console)))


def _terms(terms: Any) -> Any:
    return None if terms is None else {"what": terms.what, "total": terms.total, "terms": terms.terms}
