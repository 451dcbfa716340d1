"""Verbs about the folder of a sweep: how far it is, whether it is sound, putting shards together, one run of it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.errors import EnvironmentFault, InputError

if TYPE_CHECKING:
    from eastsea_abm.sweep.status import Status
    from eastsea_abm.sweep.verification import Verdict

FOLDER = typer.Argument(..., metavar="DIR", help="Folder of a sweep.")


def register(sweep_app: typer.Typer) -> None:
    """Add the verbs of this file."""
    sweep_app.command(epilog="Example:  [bold]eastsea sweep status results/sweeps/NAME[/bold]")(status)
    sweep_app.command(epilog="Example:  [bold]eastsea sweep verify results/sweeps/NAME --sample 500[/bold]")(verify)
    sweep_app.command(epilog="Example:  [bold]eastsea sweep merge DIR1 DIR2 --out whole[/bold]")(merge)
    sweep_app.command(epilog="Example:  [bold]eastsea sweep replay DIR --setting 3 --run 17[/bold]")(replay)


def status(folder: Path = FOLDER, json: bool = typer.Option(False, "--json", help="Print it as JSON.")) -> None:
    """Say how far a sweep is, what failed in it, and what is damaged."""
    from eastsea_abm.sweep.status import status as looked
    from eastsea_abm.sweep.store import Store

    found = looked(Store.open(folder))
    if json:
        say_json(asdict(found))
    else:
        _show(found)


def _show(found: Status) -> None:
    from eastsea_abm.sweep.estimate import spoken_size
    from eastsea_abm.terminal import plain

    share = f", shard {found.shard}" if found.shard != "1/1" else ""
    lines = [
        f"{found.name}{share}: {'finished' if found.finished else 'not finished'}",
        f"{found.parts_done} of {found.parts} parts, {found.rows_done} of {found.rows} runs, "
        f"{found.settings_done} of {found.settings} settings, {spoken_size(found.bytes)}",
        *([f"digest {found.digest}"] if found.digest else []),
        *(f"damaged: {one}" for one in found.damage),
        *([f"{found.failed} runs failed, the first of them"] if found.failed else []),
        *(f"  setting {one['setting']}, {one['policy']}, run {one['run']}: {one['reason']}" for one in found.failures),
    ]
    console = data()
    for line in lines:
        console.print(plain(line), soft_wrap=True)
    if not found.finished:
        say("the same `eastsea sweep` goes on where it stopped")


def verify(
    folder: Path = FOLDER,
    sample: int | None = typer.Option(None, metavar="N", help="Runs to play again; 100 if left out."),
    seed: int = typer.Option(0, metavar="S", min=0, help="Which runs are drawn."),
    json: bool = typer.Option(False, "--json", help="Print what was found as JSON."),
) -> None:
    """Check every file, and play a sample of the runs again; every number must come out the same.

    Exit code 1 where something is damaged or came out differently.
    """
    from eastsea_abm.sweep.verification import SAMPLE

    found = _sound(folder, SAMPLE if sample is None else sample, seed, json)
    if not json:
        print(f"{folder}: {found.rows} rows are as they were written; {found.sampled} played again came out the same")


def played_again(folder: Path) -> None:
    """Play every run of a sweep again, from the plan in its manifest; raise `EnvironmentFault` where one differs."""
    found = _sound(folder)
    print(f"{folder}: all {found.sampled} runs came out the same")


def _sound(folder: Path, sample: int | None = None, seed: int = 0, json: bool = False) -> Verdict:
    """What came of verifying a store, all of it where no sample is named; a fault where it is not sound."""
    from eastsea_abm.sweep.store import Store
    from eastsea_abm.sweep.verification import MOST_SHOWN, verify

    store = Store.open(folder)
    number = store.rows_done if sample is None else sample
    with progress("runs", min(number, store.rows_done)) as tick:
        found = verify(store, number, seed, tick)
    for remark in found.remarks:
        say(f"remark: {remark}")
    if json:
        say_json({**asdict(found), "sound": found.sound})
    wrong = [*found.damage, *found.partings]
    if wrong:
        more = f"\n  and {len(wrong) - MOST_SHOWN} more" if len(wrong) > MOST_SHOWN else ""
        listed = "\n".join(f"  {one}" for one in wrong[:MOST_SHOWN])
        raise EnvironmentFault(f"{folder} is not sound:\n{listed}{more}")
    return found


def merge(
    folders: list[Path] = typer.Argument(..., metavar="DIR...", help="Folders of the same sweep."),
    out: Path | None = typer.Option(None, metavar="DIR", help="A new folder; into the first of them if left out."),
    json: bool = typer.Option(False, "--json", help="Print what came out as JSON."),
) -> None:
    """Put shards of a sweep together; the result is as if it had been computed in one."""
    from eastsea_abm.sweep.shards import merge as merged
    from eastsea_abm.sweep.status import status as looked
    from eastsea_abm.sweep.store import Store

    opened = [Store.open(folder) for folder in folders]
    with progress("runs", opened[0].plan.rows) as tick:
        store = merged(folders, out, tick, say)
    found = looked(store)
    if json:
        say_json(asdict(found))
    else:
        _show(found)


def replay(
    folder: Path = FOLDER,
    setting: int = typer.Option(..., metavar="S", help="Number of the setting."),
    run: int = typer.Option(..., metavar="R", help="Number of the run."),
    policy: str | None = typer.Option(None, metavar="P", help="The policy; the first of the sweep if left out."),
) -> None:
    """Print the command that plays one run of a sweep alone, with every table and figure."""
    from eastsea_abm.sweep.settings import Bench
    from eastsea_abm.sweep.store import Store

    store = Store.open(folder)
    plan = store.plan
    wrong: list[Any] = []
    for name, value, most in (("--setting", setting, plan.settings), ("--run", run, plan.runs)):
        if not 0 <= value < most:
            wrong.append(f"{name} {value}: this sweep has 0 to {most - 1}")
    name = plan.policies[0] if policy is None else policy
    if name not in plan.policies:
        wrong.append(f"--policy {name}: this sweep has {', '.join(plan.policies)}")
    if wrong:
        raise InputError("\n".join(wrong))
    print(Bench(plan, store.design).command(setting, plan.policies.index(name), run, folder))
