"""``eastsea compare``: the same luck under several policies."""

from __future__ import annotations

import dataclasses
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from eastsea_abm._version import __version__
from eastsea_abm.cli.console import data, progress, say, say_json
from eastsea_abm.cli.posterior_option import POSTERIOR, with_posterior
from eastsea_abm.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.analysis.kept import Made
    from eastsea_abm.analysis.precision import Missed, Width
    from eastsea_abm.analysis.side_by_side import Question
    from eastsea_abm.sweep.plan import Plan

RUNS, RUNS_A_DRAW = 400, 48  # of each policy; of each policy and parameter set
MOST = 20_000  # runs of a policy that a wanted precision may take
MOST_DRAWS = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command(
        epilog="Example:  [bold]eastsea compare baseline --policies hedge,engage,engage-institutionalise[/bold]",
    )(compare)


def compare(
    scenario: str = typer.Argument(..., help="Name or path of a scenario.", metavar="SCENARIO"),
    policies: str = typer.Option(..., metavar="A,B,...", help="Policies; one joined by + lays several overlays."),
    runs: int | None = typer.Option(
        None, metavar="N", min=1, help=f"Runs of each policy ({RUNS}); with --draws of each set too ({RUNS_A_DRAW})."
    ),
    draws: int = typer.Option(
        0, metavar="D", min=0, max=MOST_DRAWS, help="Parameter sets drawn from the priors: the answer is a map."
    ),
    against: str = typer.Option("", metavar="P", help="The policy the others are held against; the first if left out."),
    precision: str = typer.Option(
        "", metavar="W", help="Run until every difference has a half-width of W: 2% of the reference's mean, or 0.01."
    ),
    most: int = typer.Option(MOST, metavar="N", min=1, help="Runs of each policy that --precision may take."),
    outcomes: str = typer.Option(
        "", metavar="A,B", help="Outcomes that are shown and held to the precision; the tables keep all."
    ),
    months: int | None = typer.Option(None, metavar="N", help="Length of a run; as the file says if left out."),
    seed: int | None = typer.Option(None, metavar="S", help="Seed; as the file says if left out."),
    sets: list[str] = typer.Option([], "--set", metavar="NAME=VALUE", help="Holds under every policy; repeatable."),
    posterior: str = POSTERIOR,
    workers: int | None = typer.Option(None, metavar="N", min=1, help="As many as there are cores if left out."),
    out: Path = typer.Option(Path("results"), metavar="ROOT", help="Where results are kept."),
    json: bool = typer.Option(False, "--json", help="Print what came out as JSON."),
) -> None:
    """Run the same luck under every policy and show the paired differences.

    A named policy takes the place of the scenario's own of the same group; its others stay. Killed half way,
    the same command goes on where it stopped.
    """
    say(f"eastsea {__version__}: reading {scenario}")
    from eastsea_abm.analysis.side_by_side import Question

    names = tuple(name for name in (part.strip() for part in policies.split(",")) if name)
    question = Question(
        scenario=scenario,
        policies=names,
        runs=runs or (RUNS_A_DRAW if draws else RUNS),
        draws=draws,
        months=months,
        seed=seed,
        sets=tuple(with_posterior(sets, posterior)),
    )
    asked = Asked(against or (names[0] if names else ""), words(outcomes), precision, runs, most, workers, out)
    made = answered(question, asked)
    if json:
        from eastsea_abm.analysis.kept import brief

        say_json(brief(made))
    else:
        from eastsea_abm.terminal_compare import show

        show(data(), made)


class Asked(NamedTuple):
    """How the question is to be answered."""

    against: str
    outcomes: list[str]
    precision: str
    runs: int | None
    most: int
    workers: int | None
    out: Path


def words(text: str) -> list[str]:
    """Names between commas, each once."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def answered(question: Question, asked: Asked) -> Made:
    """Plan, play, contrast and keep a comparison."""
    from eastsea_abm.analysis.comparison import beside, main_outcomes
    from eastsea_abm.analysis.kept import Made, keep
    from eastsea_abm.analysis.side_by_side import contrasted, planned, played
    from eastsea_abm.results.store import open_root

    began = time.time()
    refuse(question, asked)
    plan, design, remarks = planned(question)
    known(plan, asked)
    for remark in remarks:
        say(f"remark: {remark}")
    open_root(asked.out)
    shown = beside(asked.outcomes, plan.outcomes) or main_outcomes(plan.outcomes)
    rows: Any = None
    lines: list[str] = []
    if asked.precision:
        plan, design, rows, lines = settled(question, plan, design, asked)
    told_of = {"command": shlex.join(["eastsea", *sys.argv[1:]])}
    with progress("runs", plan.rows) as tick:
        store = played(
            plan, design, asked.out, workers=asked.workers, rows=rows, tick=tick, said=say, circumstances=told_of
        )
    told = contrasted(store, asked.against)
    circumstances = {**told_of, "seconds": round(time.time() - began, 3)}
    made = Made(store, told, shown, lines, circumstances)
    keep(made)
    return made


def refuse(question: Question, asked: Asked) -> None:
    """Raise with everything that is wrong before any file is read."""
    problems = []
    if len(set(question.policies)) < 2:
        problems.append(_problem("policies", "at least two different policies are compared: --policies hedge,engage"))
    elif asked.against not in question.policies:
        problems.append(_problem("against", f"{asked.against!r} is none of {', '.join(question.policies)}"))
    if asked.precision and question.draws:
        problems.append(
            _problem(
                "precision", "with --draws the width comes from the sets, not from runs: give more --draws instead"
            )
        )
    if question.draws and any(text.startswith("posterior=") for text in question.sets):
        problems.append(_problem("draws", "draws from the priors would take the place of the posterior's: give one"))
    if question.draws == 1:
        problems.append(_problem("draws", "one parameter set is no map; give at least 2"))
    if asked.precision:
        from eastsea_abm.analysis.precision import width
        from eastsea_abm.errors import InputError

        try:
            width(asked.precision)
        except InputError as error:
            problems.append(_problem("precision", str(error)))
    if problems:
        raise ScenarioError(problems)


def known(plan: Plan, asked: Asked) -> None:
    """Raise if outcomes are asked for that the scenario does not have."""
    from eastsea_abm.scenario.problems import none_of

    problems = [
        _problem("outcomes", none_of("outcome", name, plan.outcomes))
        for name in asked.outcomes
        if name not in plan.outcomes
    ]
    if problems:
        raise ScenarioError(problems)


def _problem(option: str, message: str) -> Problem:
    return Problem(f"--{option}", 0, 0, "", message)


def settled(
    question: Question, plan: Plan, design: pd.DataFrame, asked: Asked
) -> tuple[Plan, pd.DataFrame, Any, list[str]]:
    """As many runs as the precision takes: the plan for them, and their rows; and a line on how it went."""
    from eastsea_abm.analysis.comparison import FIRST
    from eastsea_abm.analysis.precision import FIRST_LOOK, width
    from eastsea_abm.analysis.side_by_side import Precise, planned

    wanted = width(asked.precision)
    held = asked.outcomes or [name for name in FIRST if name in plan.outcomes]
    whole, design, _ = planned(dataclasses.replace(question, runs=asked.most))
    search = Precise(whole, design, outcomes=held, reference=asked.against, wanted=wanted, said=say)
    with progress("runs of each policy", asked.most) as tick:
        lacking = search.settle(asked.runs or FIRST_LOOK, asked.most, asked.workers, tick)
    plan, design, _ = planned(dataclasses.replace(question, runs=search.runs))
    return plan, design, search.rows(), how_it_went(search.runs, held, wanted, lacking)


def how_it_went(runs: int, held: Sequence[str], wanted: Width, lacking: Sequence[Missed]) -> list[str]:
    """How many runs the precision took, or what missed it."""
    if not lacking:
        return [f"{runs:,} runs of each policy: every difference in {', '.join(held)} is known to ± {wanted}"]
    return [f"{runs:,} runs of each policy did not reach ± {wanted}:", *(f"  {one}" for one in lacking)]
