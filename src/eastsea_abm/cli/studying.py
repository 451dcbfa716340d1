"""``eastsea study``: a declared question, played over strategies, conditions and everything uncertain."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli import study_table
from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eastsea_abm.study.folder import Study
    from eastsea_abm.study.stages import Planned, Stage
    from eastsea_abm.study.widths import Width
    from eastsea_abm.sweep.plan import Plan

ROOT = Path("results") / "studies"


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(
        epilog="Examples:  [bold]eastsea study worrisome-friends --reduced[/bold]     "
        "[bold]eastsea report results/studies/NAME[/bold]",
    )(study)


def study(
    file: str = typer.Argument(..., metavar="FILE", help="A study, by name or path."),
    reduced: bool = typer.Option(False, "--reduced", help="Few draws and runs: minutes, and a first look only."),
    yes: bool = typer.Option(False, "--yes", "-y", help="Begin without asking, however long it takes."),
    out: Path | None = typer.Option(None, metavar="DIR", help="The folder; below results/studies if left out."),
    workers: int | None = typer.Option(None, metavar="N", min=1, help="As many as there are cores if left out."),
    page: bool = typer.Option(False, "--report", help="Write the report of the study too, as `eastsea report` does."),
    json: bool = typer.Option(False, "--json", help="Print what came out as JSON."),
) -> None:
    """Play a declared study: every strategy under every condition and parameter set, with the same luck.

    The same command goes on where an earlier one stopped. What came out is read by `eastsea report`.
    """
    began = time.time()
    say(f"eastsea {__version__}: reading {file}")
    from eastsea_abm.study.conduct import begun, played
    from eastsea_abm.study.folder import new
    from eastsea_abm.study.reading import read_study
    from eastsea_abm.study.stages import planned

    read = read_study(file, reduced)
    plan = planned(read)
    for remark in plan.remarks:
        say(f"remark: {remark}")
    folder = out or ROOT / new(read.declared, plan.stages).folder
    done = begun(read.declared, plan, folder)
    say(sized(plan))
    try:
        if not done.finished:
            agreed(done, plan, workers, yes)
        done = conducted(done, plan, workers, began, played)
    except KeyboardInterrupt:
        from eastsea_abm.cli.sweeping import Interrupted

        raise Interrupted("interrupted; the same command goes on where it stopped") from None
    if json:
        say_json(brief(done))
    else:
        show(done)
    if page:
        from eastsea_abm.cli.reporting import report

        report(str(done.folder), None, False, None, None, Path("results"))


def sized(plan: Planned) -> str:
    """How many runs every stage has."""
    parts = [
        f"{stage.name} {stage.plan.settings:,} settings x {len(stage.plan.policies)} strategies x "
        f"{stage.plan.runs} runs = {stage.plan.rows:,}"
        for stage in plan.stages
    ]
    return "; ".join([*parts, f"in all {sum(stage.plan.rows for stage in plan.stages):,} runs"])


def agreed(study: Study, plan: Planned, workers: int | None, yes: bool) -> None:
    """Say what is to come and how well it will be known, and ask if it is long."""
    from eastsea_abm.study.widths import expected
    from eastsea_abm.sweep.estimate import LONG, pilot, spoken_size, spoken_time
    from eastsea_abm.sweep.execution import cores, warm_up
    from eastsea_abm.sweep.task import order

    look = closest(plan.stages)
    widths = expected(
        warm_up(order(look.plan, look.design), 0, say), study.declared.contrasts, shown_outcome(look.plan)
    )
    say(f"expected of {shown_outcome(look.plan)}, from a pilot of a few sets:")
    for line in study_table.told(widths):
        say(f"  {line}")
    seconds = size = 0.0
    for stage in plan.stages:
        cost = pilot(warm_up(order(stage.plan, stage.design), 0, say))
        done = rows_done(study, stage)
        rows = stage.plan.rows - done
        seconds += (rows / stage.plan.runs * cost.setting + rows * cost.run) / (workers or cores())
        size += rows * cost.row
    say(f"about {spoken_time(seconds)}, {spoken_size(size)} of disk; {study.folder}")
    if seconds <= LONG or yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(f"the study would take about {spoken_time(seconds)}; add --yes to begin")
    if not typer.confirm("Begin?", err=True):
        raise typer.Exit


def rows_done(study: Study, stage: Stage) -> int:
    """Rows of a stage that are there already."""
    from eastsea_abm.sweep.about import NAME

    return study.store(stage.name).rows_done if (study.folder / stage.name / NAME).is_file() else 0


def closest(stages: Sequence[Stage]) -> Stage:
    """The stage whose signs are read."""
    from eastsea_abm.study.stages import CLOSER

    return next((stage for stage in stages if stage.name == CLOSER), stages[0])


def shown_outcome(plan: Plan) -> str:
    """The outcome whose widths are told."""
    from eastsea_abm.analysis.grouping import SHOWN

    return next((name for name in SHOWN if name in plan.outcomes), plan.outcomes[0])


def conducted(study: Study, plan: Planned, workers: int | None, began: float, played: Any) -> Study:
    """The finished study, after computing what it lacked."""
    from eastsea_abm.cli.running import stamp
    from eastsea_abm.cli.sweep_progress import sweep_progress
    from eastsea_abm.sweep.execution import cores

    def circumstances() -> dict[str, Any]:
        command = shlex.join(["eastsea", *sys.argv[1:]])
        return {
            "began": stamp(began),
            "ended": stamp(time.time()),
            "command": command,
            "workers": workers or cores(),
        }

    done: Study = played(
        study, plan, workers=workers, said=say, progress=sweep_progress, counting=progress, circumstances=circumstances
    )
    return done


def brief(study: Study) -> dict[str, Any]:
    """A finished study for a script."""
    return {
        "folder": str(study.folder),
        "name": study.declared.name,
        "digest": study.about.digest,
        "rules": study.about.rules,
        "reduced": study.declared.reduced,
        "stages": study.about.content,
        "widths": [{**one._asdict(), "contrast": one.contrast._asdict()} for one in widths_of(study)],
        "circumstances": study.about.circumstances,
    }


def widths_of(study: Study) -> list[Width]:
    """How well the contrasts of a finished study are known."""
    from eastsea_abm.study.stages import CLOSER, MAIN
    from eastsea_abm.study.widths import found

    store = study.store(CLOSER if CLOSER in study.stages else MAIN)
    return found(store, study.declared.contrasts, shown_outcome(store.plan))


def show(study: Study) -> None:
    """A finished study on the terminal, and what can be done with it."""
    from eastsea_abm.sweep.estimate import spoken_time
    from eastsea_abm.terminal import plain

    console, folder = data(), shlex.quote(str(study.folder))
    console.print(plain(study.declared.title), style="bold")
    console.print(plain(study.declared.question))
    console.print(study_table.grid(widths_of(study)))
    runs = sum(one.get("rows", 0) for one in study.about.content.values())
    failed = sum(one.get("failed", 0) for one in study.about.content.values())
    how = study.about.circumstances
    memory = f", at most {how['peak_memory_mb']:.0f} MB" if how.get("peak_memory_mb") else ""
    console.print(plain(f"{runs:,} runs, {failed} of them failed, {spoken_time(how['seconds'])}{memory}"))
    console.print(plain(f"digest {study.about.digest}"), soft_wrap=True)
    for command in (f"eastsea report {folder}", f"eastsea sweep verify {folder}/main --sample 50"):
        console.print(plain(f"  {command}"), soft_wrap=True)
