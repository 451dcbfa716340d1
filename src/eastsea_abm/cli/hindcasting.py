"""``eastsea hindcast``: whether the model knows the past."""

from __future__ import annotations

import dataclasses
import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.errors import InputError, Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.hindcast.store import HindcastManifest
    from eastsea_abm.hindcast.whole import Asked

RUNS = 4000  # with a quarter of them the sign of one small change still hangs on the seed
FIRST, SPLIT, LAST = "2012-01", "2019-01", "2025-12"
MOST_RUNS = 20_000  # their months are kept in memory until they are scored


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command(epilog="Example:  [bold]eastsea hindcast --runs 500 --posterior record[/bold]")(hindcast)


def hindcast(
    first: str = typer.Option(FIRST, "--from", metavar="YYYY-MM", help="First month."),
    split: str = typer.Option(SPLIT, metavar="YYYY-MM", help="First month that is held out."),
    last: str = typer.Option(LAST, "--to", metavar="YYYY-MM", help="Last month."),
    runs: int = typer.Option(RUNS, metavar="N", min=20, max=MOST_RUNS, help="Histories under the same record."),
    seed: int = typer.Option(1, metavar="S", min=0, help="Seed."),
    posterior: str = typer.Option(
        "", metavar="NAME", help="Run r takes draw r of this posterior; see `eastsea calibrate`."
    ),
    sets: list[str] = typer.Option([], "--set", metavar="NAME=VALUE", help="A parameter or lever that differs."),
    ablate: bool = typer.Option(
        True, "--ablations/--no-ablations", help="Also leave out each drive and each mechanism."
    ),
    workers: int | None = typer.Option(None, metavar="W", min=1, help="Threads; as many as there are cores."),
    out: Path = typer.Option(Path("results"), metavar="ROOT", help="Where results are kept."),
    json: bool = typer.Option(False, "--json", help="Print what came out as JSON."),
) -> None:
    """Force the exogenous record of 2012 to 2025 alone, and score what the model makes of it on years held out.

    Nothing that the governments did with each other is imposed. Baselines that know no agents are scored on the same
    points; what has no score is n/a and never counts as beaten.
    """
    began = time.time()
    say(f"eastsea {__version__}: reading the record")
    asked = _asked(first, split, last, runs, seed, posterior, sets, ablate)
    folder, manifest, tables, repeated = made_or_found(asked, workers, out, began)
    if json:
        say_json(_brief(folder, manifest, tables, repeated))
    else:
        _show(folder, manifest, tables)


def _asked(
    first: str, split: str, last: str, runs: int, seed: int, posterior: str, sets: list[str], ablate: bool
) -> Asked:
    """Everything asked for, or all that is wrong with it."""
    from eastsea_abm.hindcast.evaluation import Window
    from eastsea_abm.hindcast.whole import Asked, setup_of
    from eastsea_abm.scenario.parameter_sets import find_posterior, fitted_with, odd_rules, read_posterior
    from eastsea_abm.scenario.schema import month_of

    problems = _wrong_dates({"--from": first, "--split": split, "--to": last})
    own, remarks = None, []
    if posterior:
        try:
            path = find_posterior(posterior)
            own = read_posterior(path)
            remarks = [*odd_rules(path, own.label), *_seen(fitted_with(path).until, split, own.label)]
        except InputError as error:
            problems.append(Problem("--posterior", 0, 0, "", str(error)))
    if problems:
        raise ScenarioError(problems)
    for remark in remarks:
        say(f"remark: {remark}")
    window = Window(month_of(first), month_of(split), month_of(last))
    asked = Asked(window, runs, seed, own, tuple(sets), ablate, tuple(remarks))
    setup_of(asked)()  # says what is wrong with the settings before anything is played
    return asked


def _seen(until: str, split: str, label: str) -> list[str]:
    """A remark where a posterior was fitted to months that are called held out."""
    if until < split:
        return []
    return [f"the posterior {label} was fitted to months until {until}: years from {split} on are not held out from it"]


def _wrong_dates(given: dict[str, str]) -> list[Problem]:
    """What is wrong with the months of the window."""
    from eastsea_abm.observed.index import RECORD_ENDS
    from eastsea_abm.scenario.dates import impossible
    from eastsea_abm.scenario.schema import date_of, month_of

    problems = []
    for option, text in given.items():
        why = impossible(text)
        if why or len(text) != 7:
            problems.append(Problem(option, 0, 0, "", why or f"must be a month such as {FIRST}, not {text!r}"))
    if problems:
        return problems
    first, split, last = (month_of(text) for text in given.values())
    if first < month_of(FIRST):
        problems.append(Problem("--from", 0, 0, "", f"the model's first starting values are of {FIRST}"))
    if last > RECORD_ENDS:
        problems.append(Problem("--to", 0, 0, "", f"the record ends in {date_of(RECORD_ENDS)}"))
    if not first + 24 <= split <= last - 11:
        problems.append(
            Problem("--split", 0, 0, "", "leave two years at least to train on before it, and one from it on to test")
        )
    return problems


def made_or_found(
    asked: Asked, workers: int | None, out: Path, began: float
) -> tuple[Path, HindcastManifest, dict[str, pd.DataFrame], bool]:
    """A hindcast that is made now, or the same one made before."""
    from eastsea_abm._jit import cache_is_warm, can_compile
    from eastsea_abm.cli.running import stamp
    from eastsea_abm.hindcast.store import described, read, save
    from eastsea_abm.hindcast.whole import made, stages
    from eastsea_abm.results.store import open_root

    manifest = described(asked)
    open_root(out)
    folder = out / manifest.folder
    if folder.exists():
        say(f"this hindcast has been made before and nothing was changed: {folder}")
        return (folder, *read(folder), True)
    if can_compile() and not cache_is_warm():
        say("compiling the rules first, once: about half a minute")
    with progress("ensembles", stages(asked)) as tick:
        tables, failed = made(asked, workers=workers, tick=tick)
    manifest = dataclasses.replace(manifest, failed=failed)
    command = shlex.join(["eastsea", *sys.argv[1:]])
    circumstances: dict[str, Any] = {
        "began": stamp(began),
        "ended": stamp(time.time()),
        "seconds": round(time.time() - began, 3),
        "command": command,
    }
    save(manifest, tables, out, {"figure.html": _page(manifest, tables, command)}, circumstances)
    return (folder, *read(folder), False)


def _page(manifest: HindcastManifest, tables: dict[str, pd.DataFrame], command: str) -> str:
    from eastsea_abm.hindcast.page import page

    return page(_about(manifest, command), tables)


def _about(manifest: HindcastManifest, command: str) -> Any:
    from eastsea_abm.hindcast.page import PageAbout

    return PageAbout(
        title="Does it know the past?",
        question="Given the exogenous record alone, does the model bring about what the two governments did?",
        first=manifest.first,
        split=manifest.split,
        last=manifest.last,
        runs=manifest.runs,
        seed=manifest.seed,
        parameters=f"posterior {manifest.posterior}" if manifest.posterior else "defaults",
        failed=manifest.failed,
        remarks=(*manifest.remarks, *(f"set: {text}" for text in manifest.sets)),
        command=command,
    )


def _brief(folder: Path, manifest: HindcastManifest, tables: dict[str, pd.DataFrame], repeated: bool) -> dict[str, Any]:
    from eastsea_abm.analysis.kept import records

    told = {name: records(tables[name]) for name in ("scores", "standings", "milestones", "ablations")}
    return {
        "result": str(folder),
        "digest": manifest.digest,
        "from": manifest.first,
        "split": manifest.split,
        "to": manifest.last,
        "runs": manifest.runs,
        "failed": manifest.failed,
        "seed": manifest.seed,
        "posterior": manifest.posterior or None,
        "repeated": repeated,
        **told,
    }


def _show(folder: Path, manifest: HindcastManifest, tables: dict[str, pd.DataFrame]) -> None:
    from eastsea_abm.hindcast.terminal import show
    from eastsea_abm.terminal import plain

    console = data()
    show(console, _about(manifest, manifest.circumstances.get("command", "")), tables)
    console.print()
    for name in ("figure.html", "scores.parquet", "manifest.json"):
        console.print(plain(str(folder / name)), soft_wrap=True)
