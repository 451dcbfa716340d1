"""``eastsea calibrate``: which parameters go with the record of the training years, and which it says nothing of."""

from __future__ import annotations

import contextlib
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.errors import EastSeaError

if TYPE_CHECKING:
    from eastsea_abm.calibration.calibrate import Calibrated

EVERY = 20.0  # seconds between two lines where nobody watches a bar
ROOMY, MIDDLE = 140, 92  # columns from which recovery, and the prior, are shown too


class Interrupted(EastSeaError):
    """The reader stopped a calibration."""

    exit_code = 130


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(epilog="Example:  [bold]eastsea calibrate --train 2012-01:2018-12[/bold]")(calibrate)


def calibrate(
    train: str = typer.Option("2012-01:2018-12", metavar="FROM:TO", help="Months the fit may see."),
    name: str = typer.Option("record", metavar="NAME", help="What the posterior is called."),
    draws: int = typer.Option(100_000, metavar="N", help="Draws from the priors, each played once."),
    accept: float = typer.Option(0.02, metavar="SHARE", help="Share of the draws that is kept, the nearest."),
    parameters: str = typer.Option(
        "", metavar="A,B", help="Parameters to fit; those the record can identify if left out."
    ),
    seed: int = typer.Option(1, metavar="S", help="Of draws and luck."),
    recover: int = typer.Option(400, metavar="K", help="Simulated histories fitted back; 0 for none."),
    workers: int | None = typer.Option(None, metavar="N", help="As many as there are cores if left out."),
    out: Path = typer.Option(Path("results"), metavar="ROOT", help="Where results are kept."),
    json: bool = typer.Option(False, "--json", help="Print what came out as JSON."),
) -> None:
    """Fit parameters to the record of some years, without a likelihood, and say how far that can be trusted.

    Killed half way, the same command goes on where it stopped.
    """
    began = time.time()
    say(f"eastsea {__version__}: calibrating on {train}")
    from eastsea_abm._jit import cache_is_warm, can_compile
    from eastsea_abm.calibration.asked import asked
    from eastsea_abm.calibration.calibrate import calibrate as made

    own = tuple(one.strip() for one in parameters.split(",") if one.strip())
    wanted = asked(
        train, name=name, draws=draws, accept=accept, parameters=own, seed=seed, recover=recover, workers=workers
    )
    if can_compile() and not cache_is_warm():
        say("compiling the rules first, once: about half a minute")

    def circumstances() -> dict[str, Any]:
        from eastsea_abm.cli.running import stamp

        command = shlex.join(["eastsea", *sys.argv[1:]])
        seconds = round(time.time() - began, 3)
        return {"began": stamp(began), "ended": stamp(time.time()), "seconds": seconds, "command": command}

    try:
        found = made(wanted, out / "posteriors", workers=workers, watch=watched, circumstances=circumstances)
    except KeyboardInterrupt:
        raise Interrupted("interrupted; the same command goes on where it stopped") from None
    if found.repeated:
        say(f"this posterior has been made before and nothing was changed: {found.path}")
    if json:
        say_json(brief(found))
    else:
        show(found, out)


@contextlib.contextmanager
def watched(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar with the time left on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        with progress(what, total) as tick:
            yield tick
        return
    from eastsea_abm.sweep.estimate import spoken_time

    said_at, pace = time.monotonic(), list[tuple[float, int]]()

    def line(done: int) -> None:
        nonlocal said_at
        now = time.monotonic()
        if not pace:
            pace.append((now, done))  # what was there before, and what had to be compiled, says nothing of the pace
        elif now - said_at > EVERY and done < total:
            said_at = now
            left = (now - pace[0][0]) / (done - pace[0][1]) * (total - done)
            say(f"{done:,} of {total:,} {what}, {spoken_time(left)} left")

    yield line


def brief(found: Calibrated) -> dict[str, Any]:
    """A posterior for a script: the manifest without what only its page draws."""
    kept = {key: value for key, value in found.manifest.items() if key != "recovery"}
    kept["targets"] = [{k: v for k, v in one.items() if k != "histogram"} for one in kept["targets"]]
    return {"path": str(found.path), "repeated": found.repeated, **kept}


def show(found: Calibrated, out: Path) -> None:
    """A posterior on the terminal."""
    from eastsea_abm.terminal import plain

    manifest, console = found.manifest, data()
    console.print(plain(f"Posterior {manifest['label']}"), style="bold")
    fit = manifest["fit"]
    console.print(
        plain(
            f"{manifest['train']['from']} to {manifest['train']['to']}: {fit['accepted']:,} of "
            f"{manifest['table']['draws']:,} draws kept, {fit['effective']:.0f} effective"
        )
    )
    console.print(_grid(manifest["targets"], console.width))
    for line in manifest["words"]:
        console.print(plain(line), soft_wrap=True)
    console.print()
    for path in (found.path, found.path.with_suffix(".json"), found.path.with_suffix(".html")):
        console.print(plain(str(path)), soft_wrap=True)
    name = manifest["label"] if out == Path("results") else str(found.path)
    console.print(plain(f"  eastsea hindcast --posterior {shlex.quote(name)}"), soft_wrap=True)


def _grid(targets: list[dict[str, Any]], width: int) -> Any:
    from rich.table import Table

    from eastsea_abm.terminal import plain

    grid = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
    grid.add_column("", no_wrap=True)
    titles = ["90 %", "shift", "variance left"]
    titles = [*(("prior", "median") if width >= MIDDLE else ()), *titles]
    for title in [*titles, *(("expected", "rank corr.", "90 % hold") if width >= ROOMY else ()), ""]:
        grid.add_column(title, justify="right", no_wrap=True)
    for one in targets:
        prior = one["bounds"] or [one["prior"]["q05"], one["prior"]["q95"]]
        cells = [f"{prior[0]:.3g} to {prior[1]:.3g}", f"{one['q50']:.3g}"] if width >= MIDDLE else []
        cells += [f"{one['q05']:.3g} to {one['q95']:.3g}", f"{one['shift']:+.2f} ± {one['shift_error']:.2f}"]
        cells += [f"{100 * (1 - one['contraction']):.0f} %", *(_recovery(one["recovery"]) if width >= ROOMY else [])]
        grid.add_row(*map(plain, [one["name"], *cells, one["verdict"]]))
    return grid


def _recovery(found: dict[str, Any] | None) -> list[str]:
    """Variance left, rank correlation and coverage in simulated histories."""
    if found is None:
        return ["none"] * 3
    share = found["coverage"]["0.9"]
    held = f"{100 * share[0]:.0f} % ({100 * share[1]:.0f} to {100 * share[2]:.0f})"
    return [f"{100 * (1 - found['contraction']):.0f} %", f"{found['correlation']:.2f}", held]
