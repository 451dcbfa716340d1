"""``eastsea sweep``: thousands of runs over many settings, in a folder that survives being interrupted."""

from __future__ import annotations

import re
import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli import sweep_folders, sweep_table
from eastsea_abm.cli.console import data, say, say_json
from eastsea_abm.cli.posterior_option import POSTERIOR, with_posterior
from eastsea_abm.cli.verb_or_file import START, Start, VerbOrFile
from eastsea_abm.errors import EastSeaError, InputError

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.about import Shard
    from eastsea_abm.sweep.plan import Plan
    from eastsea_abm.sweep.store import Store

ROOT = Path("results") / "sweeps"
LONGEST = 60  # characters of a name in a path
SHORT = 8  # digits of the plan's digest in a folder's name
sweep_app = typer.Typer(cls=VerbOrFile, no_args_is_help=True)


class Interrupted(EastSeaError):
    """The reader stopped a sweep."""

    exit_code = 130


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.add_typer(
        sweep_app,
        name="sweep",
        help="Play many runs over many settings, or look after the folder of such a sweep.",
        epilog="Examples:  [bold]eastsea sweep baseline --vary voice=0:1.6:9 --runs 200[/bold]     "
        "[bold]eastsea sweep status results/sweeps/NAME[/bold]",
    )
    sweep_app.command(
        name=START,
        cls=Start,
        hidden=True,
        epilog="Example:  [bold]eastsea sweep baseline --vary voice=0:1.6:9 --vary bind=0.1,0.5,0.9 --runs 200[/bold]",
    )(start)
    sweep_folders.register(sweep_app)
    sweep_table.register(sweep_app)


def start(
    sweep: str = typer.Argument(..., metavar="FILE|SCENARIO", help="A sweep file, or a scenario, by name or path."),
    vary: list[str] = typer.Option(
        [], metavar="NAME=SPEC", help="A factor: 0:1.6:9 (from, to, points), 0.1,0.5 (values) or prior; repeatable."
    ),
    policies: str = typer.Option("", metavar="A,B", help="Policies to compare; A+B lays B over A."),
    sets: list[str] = typer.Option([], "--set", metavar="NAME=VALUE", help="What holds in every setting; repeatable."),
    posterior: str = POSTERIOR,
    design: str | None = typer.Option(None, metavar="grid|lhs|sobol|morris", help="How settings fill the factors."),
    samples: int | None = typer.Option(None, metavar="N", help="Size of a sampled design."),
    runs: int | None = typer.Option(None, metavar="N", help="Runs of every setting and policy."),
    months: int | None = typer.Option(None, metavar="N", help="Length of the runs; as the file says if left out."),
    seed: int | None = typer.Option(None, metavar="S", help="Seed; as the file says if left out."),
    outcomes: str = typer.Option("", metavar="A,B", help="Outcomes to keep; all if left out."),
    yes: bool = typer.Option(False, "--yes", "-y", help="Begin without asking, however long it takes."),
    out: Path | None = typer.Option(None, metavar="DIR", help="The folder; below results/sweeps if left out."),
    workers: int | None = typer.Option(None, metavar="N", help="As many as there are cores if left out."),
    executor: str = typer.Option("local", metavar="local|dask", help="Who does the work; the tables are the same."),
    scheduler: str | None = typer.Option(None, metavar="ADDRESS", help="A Dask cluster of your own."),
    shard: str | None = typer.Option(None, metavar="I/N", help="Only this share of the sweep; see `sweep merge`."),
    json: bool = typer.Option(False, "--json", help="Print what came out as JSON."),
) -> None:
    """Play every setting under every policy, many times, and keep one row a run.

    The same command goes on where an earlier one stopped.
    """
    began = time.time()
    say(f"eastsea {__version__}: reading {sweep}")
    from eastsea_abm.sweep.execution import checked
    from eastsea_abm.sweep.shards import read_shard

    checked(executor, workers, scheduler)
    share = read_shard(shard) if shard is not None else None
    own = {
        "policies": _listed(policies),
        "sets": with_posterior(sets, posterior),
        "outcomes": _listed(outcomes),
        "design": design,
    }
    plan, settings = planned(sweep, vary, {**own, "samples": samples}, runs=runs, months=months, seed=seed)
    folder = out or ROOT / named(plan, share)
    how = {"workers": workers, "executor": executor, "scheduler": scheduler}
    try:
        store = swept(plan, settings, folder, share, yes, how, began)
    except KeyboardInterrupt:
        raise Interrupted("interrupted; the same command goes on where it stopped") from None
    if json:
        say_json(brief(store))
    else:
        show(store)


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def planned(sweep: str, vary: list[str], own: dict[str, Any], **given: int | None) -> tuple[Plan, pd.DataFrame]:
    """The plan and its settings, from a file or from the command line; remarks are said."""
    from eastsea_abm.sweep.planning import plan_sweep
    from eastsea_abm.sweep.request import read_request, request_from_vary

    by_hand = bool(vary) or any(value for value in own.values())
    if by_hand and is_sweep_file(sweep):
        raise InputError(
            f"{sweep} is a sweep file, which says itself what to vary and keep; beside it only --runs, --months and "
            "--seed can be given"
        )
    options: dict[str, Any] = {**own, **given}
    request = request_from_vary(sweep, vary, **options) if by_hand else read_request(sweep, **given)
    plan, design, remarks = plan_sweep(request)
    for remark in remarks:
        say(f"remark: {remark}")
    return plan, design


def is_sweep_file(name: str) -> bool:
    """Whether a name or path stands for a sweep file, and not for a scenario."""
    from eastsea_abm.errors import ScenarioError
    from eastsea_abm.scenario.lookup import find
    from eastsea_abm.scenario.parts import is_sweep
    from eastsea_abm.scenario.reading import read_source

    path = find("sweep", name).path
    try:
        return path is not None and is_sweep(read_source(path))
    except ScenarioError:  # the reading to come says why
        return False


def named(plan: Plan, shard: Shard | None) -> str:
    """The name of the folder of a sweep."""
    plain = re.sub(r"[^A-Za-z0-9_.+-]+", "-", plan.name).strip(".-")[:LONGEST] or "sweep"
    share = f"-shard-{shard.number}-of-{shard.of}" if shard is not None else ""
    return f"{plain}-{plan.digest[:SHORT]}{share}"


def swept(
    plan: Plan, design: pd.DataFrame, folder: Path, shard: Shard | None, yes: bool, how: dict[str, Any], began: float
) -> Store:
    """The finished store of a plan, after computing what it lacked."""
    from eastsea_abm.cli.running import stamp
    from eastsea_abm.cli.sweep_progress import sweep_progress
    from eastsea_abm.sweep.execution import conduct
    from eastsea_abm.sweep.opening import opened

    with opened(folder, plan, design, shard, say) as store:
        if store.finished:
            say(f"nothing is missing in {folder}")
        else:
            agreed(store, how, yes)
        with sweep_progress(store) as tick:
            by = conduct(store, **how, tick=tick, said=say)
        command = shlex.join(["eastsea", *sys.argv[1:]])
        circumstances = {"began": stamp(began), "ended": stamp(time.time()), "command": command}
        store.finish({**circumstances, "workers": how["workers"] or _hands(how), "executor": by})
        return store


def _hands(how: dict[str, Any]) -> int | None:
    from eastsea_abm.sweep.execution import cores

    return None if how["scheduler"] else cores()


def agreed(store: Store, how: dict[str, Any], yes: bool) -> None:
    """Say what is to come, and ask if it is much; where the answer is no, nothing is left behind."""
    from eastsea_abm.sweep.opening import discard

    try:
        _ask(store, how, yes)
    except BaseException:
        if not store.entries:
            discard(store)
        raise


def _ask(store: Store, how: dict[str, Any], yes: bool) -> None:
    from eastsea_abm.sweep.estimate import estimate, spoken_size, spoken_time
    from eastsea_abm.sweep.execution import cores, warm_up
    from eastsea_abm.sweep.task import order

    plan = store.plan
    share = f", shard {store.shard}" if not store.shard.whole else ""
    say(
        f"{counted(plan.settings, 'setting')} x {counted(len(plan.policies), 'policy', 'policies')} x "
        f"{counted(plan.runs, 'run')} = {counted(plan.rows, 'run')}{share}"
        + (f", {store.rows_done} of them done" if store.rows_done else "")
    )
    bench = warm_up(order(plan, store.design), plan.part(store.missing()[0]).start, say)
    workers = how["workers"] or cores()
    found = estimate(store, bench, workers)
    cost = f"about {spoken_time(found.seconds)} on {counted(workers, 'worker')}, {spoken_size(found.bytes)} of disk"
    if found.bytes > found.free:
        cost += f", of which {spoken_size(found.free)} are free"
    say(f"{found.rows} runs to go: {cost}; {store.folder}")
    if not found.much or yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(f"{found.rows} runs would take {cost}; add --yes to begin")
    if not typer.confirm("Begin?", err=True):
        raise typer.Exit


def counted(number: int, one: str, more: str = "") -> str:
    """A number of things."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def brief(store: Store) -> dict[str, Any]:
    """A finished sweep for a script."""
    content = store.about.content
    assert content is not None
    return {
        "folder": str(store.folder),
        "name": store.plan.name,
        "plan": store.plan.digest,
        **content._asdict(),
        "settings": store.plan.settings,
        "policies": list(store.plan.policies),
        "runs": store.plan.runs,
        "shard": None if store.shard.whole else str(store.shard),
        **{key: store.about.circumstances.get(key) for key in ("seconds", "runs_per_second", "workers", "executor")},
    }


def show(store: Store) -> None:
    """A finished sweep on the terminal, and what can be done with it."""
    from eastsea_abm.terminal import plain

    told = brief(store)
    console, folder = data(), shlex.quote(str(store.folder))
    console.print(plain(store.plan.title or store.plan.name), style="bold")
    failed = f", {told['failed']} of them failed" if told["failed"] else ""
    console.print(plain(f"{told['rows']} runs{failed}, {told['runs_per_second']:.0f} runs/s"))
    console.print(plain(f"digest {told['digest']}"), soft_wrap=True)
    console.print(plain(str(store.folder)), soft_wrap=True)
    by = ",".join(["policy", *(factor.name for factor in store.plan.factors)][:2])
    merge = [f"eastsea sweep merge {folder} OTHERS... --out DIR"] if not store.shard.whole else []
    for command in (f"eastsea sweep table {folder} --by {by}", f"eastsea sweep verify {folder}", *merge):
        console.print(plain(f"  {command}"), soft_wrap=True)
