"""Verbs about results: list, clean, diff, reproduce."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli import sweep_folders
from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.errors import EnvironmentFault, ResultError

if TYPE_CHECKING:
    from eastsea_abm.results.rerun import Reproduction
    from eastsea_abm.results.store import Result

RESULT = "Folder of a result, or how its path below ROOT begins."
ROOT = typer.Option(Path("results"), "--out", metavar="ROOT", help="Where results are kept.")
shelf = typer.Typer(no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.add_typer(shelf, name="results", help="List results, or clean up what interrupted runs left behind.")
    app.command(
        name="diff", epilog="Example:  [bold]eastsea diff phnom-penh-2022/default phnom-penh-2022/engage[/bold]"
    )(differ)
    app.command(epilog="Example:  [bold]eastsea reproduce phnom-penh-2022/default[/bold]")(reproduce)


@shelf.command(name="list", epilog="Example:  [bold]eastsea results list --json[/bold]")
def list_results(
    root: Path = ROOT,
    json: bool = typer.Option(False, "--json", help="Print the list as JSON."),
) -> None:
    """List the results that are kept."""
    from eastsea_abm.results.store import leftovers, results

    rows: list[dict[str, Any]] = []
    for folder in results(root):
        try:
            rows.append(_listed(folder))
        except ResultError as error:
            say(f"damaged: {error}")
    if json:
        say_json(rows)
    else:
        _table(rows)
    if leftovers(root):
        say(f"{len(leftovers(root))} unfinished folders; remove them with: eastsea results clean --out {root}")


def _listed(folder: Path) -> dict[str, Any]:
    """A result for the list: a run, an ensemble, or a sweep."""
    from eastsea_abm.cli import ensembling, running
    from eastsea_abm.hindcast import store as hindcast_store
    from eastsea_abm.results.many import ManyRuns
    from eastsea_abm.results.store import kind_of, load
    from eastsea_abm.study import folder as study_folder
    from eastsea_abm.sweep import about

    if kind_of(folder) == study_folder.KIND:
        study = study_folder.open_study(folder)
        return {
            "kind": study_folder.KIND,
            "result": str(folder),
            "scenario": study.declared.scenario,
            "policies": list(study.declared.strategies),
            "runs": sum(one.get("rows", 0) for one in study.about.content.values()),
            "digest": study.about.digest,
        }
    if kind_of(folder) == about.KIND:
        plan = about.read(folder).plan
        return {
            "kind": about.KIND,
            "result": str(folder),
            "scenario": ", ".join(source.name for source in plan.scenarios),
            "policies": list(plan.policies),
            "settings": plan.settings,
            "runs": plan.rows,
            "digest": plan.digest,
        }
    if kind_of(folder) == hindcast_store.KIND:
        manifest, _ = hindcast_store.read(folder)
        return {
            "kind": hindcast_store.KIND,
            "result": str(folder),
            "runs": manifest.runs,
            "posterior": manifest.posterior,
            "digest": manifest.digest,
        }
    result = load(folder)
    brief = ensembling.brief(result) if isinstance(result, ManyRuns) else running.brief(result)
    return {"kind": "ensemble" if isinstance(result, ManyRuns) else "run", **brief}


def _table(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    from eastsea_abm.terminal import plain, shown

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
    table.add_column("Result", overflow="fold")
    table.add_column("Kind", no_wrap=True)
    for title in ("Months", "Runs", "Cooperation"):
        table.add_column(title, justify="right", no_wrap=True)
    for row in rows:
        runs = f"{row['runs']:,}" if "runs" in row else f"no. {row['run']}"
        cooperation = shown(row["totals"].get("cooperation")) if "totals" in row else ""
        cells = (row["result"], row["kind"], row.get("months", ""), runs, cooperation)
        table.add_row(*(plain(cell) for cell in cells))
    data().print(table if rows else "no results yet: eastsea run SCENARIO")


@shelf.command(epilog="Example:  [bold]eastsea results clean[/bold]")
def clean(root: Path = ROOT) -> None:
    """Remove what interrupted runs left behind; finished results are never touched."""
    from eastsea_abm.results.store import clean

    gone = clean(root)
    for path in gone:
        print(path)
    say(f"removed {len(gone)} unfinished folders" if gone else "nothing to clean")


def differ(
    one: str = typer.Argument(..., metavar="RESULT", help=RESULT),
    other: str = typer.Argument(..., metavar="RESULT", help=RESULT),
    root: Path = ROOT,
    json: bool = typer.Option(False, "--json", help="Print the differences as JSON."),
) -> None:
    """Say what differs between two results: settings, outcomes, and the month in which they part.

    Of two ensembles outcomes are means over the runs, and runs are compared number by number.
    """
    from eastsea_abm.results.compare import diff
    from eastsea_abm.results.store import find_result, load

    found = diff(load(find_result(one, root)), load(find_result(other, root)))
    if json:
        say_json(
            {
                "settings": found.settings,
                "outcomes": found.outcomes,
                "tables": found.tables,
                "parting": found.parting._asdict() if found.parting else None,
            }
        )
        return
    console = data()
    from eastsea_abm.terminal import plain, shown

    if found.settings:
        console.print("Settings", style="bold")
    for name, (first, second) in found.settings.items():
        console.print(plain(f"  {name}: {first} and {second}"))
    if found.outcomes:
        console.print("Outcomes", style="bold")
    for name, (a, b) in found.outcomes.items():
        change = f" ({b - a:+.4g})" if a is not None and b is not None else ""
        console.print(plain(f"  {name}: {shown(a)} and {shown(b)}{change}"))
    console.print(plain("They part in " + str(found.parting) if found.parting else "Every table is the same."))


def reproduce(
    result: str = typer.Argument(..., metavar="RESULT", help=RESULT),
    root: Path = ROOT,
    engine: str = typer.Option("auto", metavar="auto|plain|compiled", help="Both engines give identical tables."),
) -> None:
    """Play a result again from its manifest alone and compare every table exactly.

    Exit code 1 where a number came out differently.
    """
    from eastsea_abm.hindcast import store as hindcast_store
    from eastsea_abm.results.store import find_result, kind_of, load
    from eastsea_abm.study.folder import is_study
    from eastsea_abm.sweep import about

    folder = find_result(result, root)
    if is_study(folder):
        _study_again(folder)
        return
    if kind_of(folder) == about.KIND:
        sweep_folders.played_again(folder)
        return
    if kind_of(folder) == hindcast_store.KIND:
        _hindcast_again(folder)
        return
    loaded = load(folder)
    outcome = _made_again(loaded, engine)
    for remark in outcome.remarks:
        say(f"remark: {remark}")
    if not outcome.exact:
        listed = "\n".join(f"  {parting}" for parting in outcome.partings)
        raise EnvironmentFault(f"{loaded.folder} could not be reproduced; stored and played again part at\n{listed}")
    print(f"{loaded.folder}: every table came out the same")


def _hindcast_again(folder: Path) -> None:
    """A hindcast made again; exit code 1 where a table came out differently."""
    from eastsea_abm.hindcast.store import asked_of, made_again, read
    from eastsea_abm.hindcast.whole import stages

    with progress("ensembles", stages(asked_of(read(folder)[0]))) as tick:
        differ, remarks = made_again(folder, tick=tick)
    for remark in remarks:
        say(f"remark: {remark}")
    if differ:
        raise EnvironmentFault(f"{folder} could not be reproduced; these tables differ: {', '.join(differ)}")
    print(f"{folder}: every table came out the same")


def _study_again(folder: Path) -> None:
    """Every stage of a study played again, and the fans; exit code 1 where a number came out differently."""
    from eastsea_abm.study.conduct import fans_again
    from eastsea_abm.study.folder import open_study

    study = open_study(folder)
    for stage in study.stages:
        sweep_folders.played_again(folder / stage)
    if not fans_again(study, counting=progress):
        raise EnvironmentFault(f"{folder}: the fans came out otherwise")
    print(f"{folder}: the fans came out the same")


def _made_again(result: Result, engine: str) -> Reproduction:
    """A run or an ensemble played again."""
    from eastsea_abm.cli.ensembling import engine_of
    from eastsea_abm.results.many import ManyRuns
    from eastsea_abm.results.play_many import reproduce_many
    from eastsea_abm.results.played import engine_for
    from eastsea_abm.results.rerun import reproduce

    manifest = result.manifest
    if isinstance(result, ManyRuns):
        with progress("runs", result.manifest.runs) as tick:
            return reproduce_many(result, engine_of(engine), tick=tick)
    chosen = engine_for(engine, len(manifest.labels["states"]), manifest.months)
    with progress("months", manifest.months) as tick:
        return reproduce(result, chosen, tick)
