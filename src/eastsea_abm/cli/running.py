"""``eastsea run``: play a scenario and keep what came of it."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.cli.posterior_option import POSTERIOR, with_posterior

if TYPE_CHECKING:
    from eastsea_abm.results.manifest import Manifest
    from eastsea_abm.results.played import Played
    from eastsea_abm.results.store import Result
    from eastsea_abm.scenario import Scenario

LAST_RUN = 2**32 - 1


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(
        epilog="Example:  [bold]eastsea run phnom-penh-2022 --policy engage --months 60 --set weight_trust=0.8[/bold]"
    )(run)


def run(
    scenario: str = typer.Argument(
        ..., help="Name or path of a scenario; `eastsea scenarios` lists them.", metavar="SCENARIO"
    ),
    policy: str = typer.Option("", metavar="A,B", help="Policies laid over the scenario; 'none' for none."),
    months: int | None = typer.Option(None, metavar="N", help="Length of the run; as the file says if left out."),
    seed: int | None = typer.Option(None, metavar="S", help="Seed; as the file says if left out."),
    run: int = typer.Option(
        0, metavar="R", min=0, max=LAST_RUN, help="Which run of the ensemble with this seed; with --runs the first."
    ),
    runs: int | None = typer.Option(
        None, metavar="N", min=1, max=LAST_RUN + 1, help="Play N runs, and show what most were like."
    ),
    workers: int | None = typer.Option(
        None, metavar="W", min=1, help="Threads for --runs; as many as there are cores if left out."
    ),
    sets: list[str] = typer.Option(
        [],
        "--set",
        metavar="NAME=VALUE",
        help="A parameter, a lever, a starting value (states.KOR.leader), a value of an event (events[1].size) or "
        "the branch of a saved session (branch); repeatable.",
    ),
    posterior: str = POSTERIOR,
    engine: str = typer.Option("auto", metavar="auto|plain|compiled", help="Both engines give identical tables."),
    out: Path = typer.Option(Path("results"), metavar="ROOT", help="Where results are kept."),
    json: bool = typer.Option(False, "--json", help="Print what came out as JSON."),
) -> None:
    """Play a scenario month by month; keep its tables and a figure; show what came out.

    With --runs many runs are played and summed up: their spread is kept by month, of each run its totals.
    """
    began = time.time()
    refuse(run, runs, workers)
    say(f"eastsea {__version__}: reading {scenario}")
    manifest, found = described(scenario, policy, months, seed, run, with_posterior(sets, posterior))
    if runs is not None:
        from eastsea_abm.cli.ensembling import Asked, play

        play(manifest, found, Asked(scenario, runs, workers, engine, out, json, began))
        return
    from eastsea_abm.results.played import engine_for
    from eastsea_abm.results.store import open_root, stored

    chosen = engine_for(engine, len(found.region.states), manifest.months)
    open_root(out)
    result = stored(manifest, out)
    repeated = result is not None
    if result is None:
        result = played_and_kept(manifest, found, chosen, out, began)
    else:
        say(f"this run has been made before and nothing was changed: {result.folder}")
    if json:
        say_json({**brief(result), "repeated": repeated, "remarks": list(found.remarks)})
    else:
        show(result)


def refuse(run: int, runs: int | None, workers: int | None) -> None:
    """Raise `InputError` where options do not go together."""
    from eastsea_abm.errors import InputError

    if runs is None and workers is not None:
        raise InputError("--workers is for many runs; give --runs too")
    if runs is not None and run + runs - 1 > LAST_RUN:
        raise InputError(f"runs are numbered to {LAST_RUN}; --run {run} leaves no room for {runs} of them")


def described(
    scenario: str, policy: str, months: int | None, seed: int | None, run: int, sets: list[str]
) -> tuple[Manifest, Scenario]:
    """Read a scenario, say where it was found and what is odd about it."""
    from eastsea_abm.scenario import read_scenario

    policies = [name.strip() for name in policy.split(",") if name.strip()]
    found = read_scenario(scenario, policies=policies, sets=sets, months=months, seed=seed)
    say(f"found {found.path}")
    for remark in found.remarks:
        say(f"remark: {remark}")
    if found.file.branches:
        say(branches(found))
    from eastsea_abm.results.manifest import describe

    return describe(found, policies=policies, sets=sets, run=run), found


def branches(scenario: Scenario) -> str:
    """Which branch of a saved session is played, and which others there are."""
    from eastsea_abm.scenario.names import listed

    file = scenario.file
    others = listed(name for name in file.branches if name != file.branch)
    played = f"the branch {file.branch} is played" if file.branch else "no branch is played"
    return f"{played}; --set branch=NAME plays another: {others}" if others else played


def played_and_kept(manifest: Manifest, scenario: Scenario, engine: str, out: Path, began: float) -> Result:
    """Play and write a run."""
    from eastsea_abm._jit import STAGE, cache_is_warm
    from eastsea_abm.results.played import play
    from eastsea_abm.results.store import save

    if engine == "compiled" and not cache_is_warm(STAGE):
        say("compiling the rules first, once: about half a minute")
    with progress("months", manifest.months) as tick:
        played = play(scenario, run=manifest.run, engine=engine, tick=tick)
    figure = drawn(manifest, played)
    circumstances: dict[str, Any] = {
        "began": stamp(began),
        "ended": stamp(time.time()),
        "seconds": round(time.time() - began, 3),
        "command": shlex.join(["eastsea", *sys.argv[1:]]),
        "engine": engine,
        "found": str(scenario.path),
    }
    return save(manifest, played, out, {"figure.html": figure}, circumstances)


def drawn(manifest: Manifest, played: Played) -> str:
    """The figure of a run."""
    from eastsea_abm.figure_page import page

    return page(manifest, played.tables)


def stamp(seconds: float) -> str:
    """A time in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def brief(result: Result) -> dict[str, Any]:
    """A result for a script."""
    m = result.manifest
    return {
        "result": str(result.folder),
        "scenario": m.name,
        "policies": m.policies,
        "seed": m.seed,
        "run": m.run,
        "start": m.start,
        "months": m.months,
        "digest": m.digest,
        "engine": m.circumstances.get("engine"),
        "totals": m.totals,
    }


def show(result: Result) -> None:
    """A result on the terminal."""
    from eastsea_abm import terminal
    from eastsea_abm.figure_cooperation import top_events
    from eastsea_abm.figure_page import setting_line

    console, manifest = data(), result.manifest
    console.print(terminal.plain(manifest.title), style="bold")
    console.print(terminal.plain(setting_line(manifest)))
    if manifest.question:
        console.print(terminal.plain(manifest.question), style="italic")
    if manifest.labels["focal"] and manifest.labels["partner"]:
        console.print()
        top = top_events(result.table("events"))
        terminal.show_curve(console, manifest, result.table("outcomes"), top)
        terminal.show_top(console, top)
    terminal.show_outcomes(console, manifest.totals)
    console.print()
    for name in ("figure.html", "outcomes.csv", "manifest.json"):
        if (result.folder / name).exists():
            console.print(terminal.plain(str(result.folder / name)), soft_wrap=True)
