"""``eastsea run --runs``: many runs of a scenario, summed up."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from eastsea_abm.cli.console import data, progress, say, say_json

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.results.manifest import Manifest
    from eastsea_abm.results.many import ManyManifest, ManyRuns
    from eastsea_abm.scenario import Scenario
    from eastsea_abm.scenario.setup import Setup


class Asked(NamedTuple):
    """How many runs of what, and where to."""

    scenario: str  # as it was typed
    runs: int
    workers: int | None
    engine: str
    out: Path
    json: bool
    began: float


def play(first: Manifest, scenario: Scenario, asked: Asked) -> None:
    """Play runs from that of the manifest ``first`` on, keep and show them."""
    from eastsea_abm.results.many import ManyRuns, of_many
    from eastsea_abm.results.store import open_root, stored
    from eastsea_abm.scenario.setup import prepare

    engine = engine_of(asked.engine)
    setup = prepare(scenario)
    manifest = of_many(first, asked.runs, setup)
    open_root(asked.out)
    result = stored(manifest, asked.out)
    repeated = result is not None
    if result is None:
        result = played_and_kept(manifest, setup, engine, asked)
    else:
        say(f"this ensemble has been made before and nothing was changed: {result.folder}")
    assert isinstance(result, ManyRuns)
    if asked.json:
        outcomes = result.outcomes().to_dict("records")
        say_json({**brief(result), "outcomes": outcomes, "repeated": repeated, "remarks": list(scenario.remarks)})
    else:
        show(result)


def engine_of(wanted: str) -> str:
    """``plain`` or ``compiled``: for many runs ``auto`` compiles wherever it can."""
    from eastsea_abm._jit import can_compile
    from eastsea_abm.results.played import engine_for

    return engine_for("compiled" if wanted == "auto" and can_compile() else wanted, 0, 0)


def played_and_kept(manifest: ManyManifest, setup: Setup, engine: str, asked: Asked) -> ManyRuns:
    """Play and write an ensemble."""
    from eastsea_abm._jit import cache_is_warm
    from eastsea_abm.cli.running import stamp
    from eastsea_abm.figure_fans_page import page
    from eastsea_abm.results.play_many import save_many

    if engine == "compiled" and not cache_is_warm():
        say("compiling the rules first, once: about half a minute")

    def circumstances() -> dict[str, Any]:
        return {
            "began": stamp(asked.began),
            "ended": stamp(time.time()),
            "seconds": round(time.time() - asked.began, 3),
            "command": shlex.join(["eastsea", *sys.argv[1:]]),
            "asked": asked.scenario,
            "engine": engine,
            "workers": asked.workers,
            "found": str(setup.scenario.path),
        }

    with progress("runs", manifest.runs) as tick:
        return save_many(
            manifest,
            setup,
            asked.out,
            workers=asked.workers,
            engine=engine,
            tick=tick,
            drawn=page,
            circumstances=circumstances,
        )


def command_of(manifest: ManyManifest, run: int) -> str:
    """The command that plays one run of an ensemble alone, with every table."""
    words = ["eastsea", "run", manifest.circumstances.get("asked") or manifest.name]
    words += ["--policy", ",".join(manifest.policies)] if manifest.policies else []
    for text in manifest.sets:
        words += ["--set", text]
    words += ["--months", str(manifest.months), "--seed", str(manifest.seed), "--run", str(run)]
    return shlex.join(words)


def brief(result: ManyRuns) -> dict[str, Any]:
    """An ensemble for a script."""
    from eastsea_abm.cli.running import brief as of_a_run

    m = result.manifest
    return {**of_a_run(result), "runs": m.runs, "failed": m.failed, "quantiles": m.quantiles}


def show(result: ManyRuns) -> None:
    """An ensemble on the terminal."""
    from eastsea_abm.figure_fans_page import setting_line
    from eastsea_abm.terminal import plain
    from eastsea_abm.terminal_many import show_median, show_spread

    console, manifest = data(), result.manifest
    console.print(plain(manifest.title), style="bold")
    console.print(plain(setting_line(manifest)))
    if manifest.question:
        console.print(plain(manifest.question), style="italic")
    if manifest.labels["focal"] and manifest.labels["partner"]:
        console.print()
        show_median(console, manifest, result.table("months"))
    show_spread(console, result.outcomes())
    console.print()
    if manifest.failed:
        console.print(plain(failures(result)))
    console.print(plain(f"One run alone: {command_of(manifest, manifest.run)}"), soft_wrap=True)
    for name in ("figure.html", "outcomes.csv", "months.csv", "runs.parquet", "manifest.json"):
        if (result.folder / name).exists():
            console.print(plain(str(result.folder / name)), soft_wrap=True)


def failures(result: ManyRuns) -> str:
    """How many runs went numerically wrong, and the first of them."""
    table: pd.DataFrame = result.table("runs")
    first = table[table["status"] != "ok"].iloc[0]
    return f"{result.manifest.failed:,} runs failed; run {first['run']}: {first['reason']}"
