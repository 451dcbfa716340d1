"""``--posterior NAME``: the same option of every verb that plays runs."""

from __future__ import annotations

from typing import Any

import typer

from eastsea_abm.errors import Problem, ScenarioError

POSTERIOR: Any = typer.Option(
    "",
    "--posterior",
    metavar="NAME",
    help="Run r plays with draw r of this posterior, see `eastsea calibrate`; --set goes before it.",
)


def with_posterior(sets: list[str], name: str) -> list[str]:
    """Settings with the posterior among them, by its whole name, so that what is kept says which it was.

    Raises
    ------
    ScenarioError
        If there is none of that name, or the settings name one too.
    """
    if not name:
        return sets
    from eastsea_abm.errors import InputError
    from eastsea_abm.scenario.parameter_sets import find_posterior

    if any(text.partition("=")[0].strip() == "posterior" for text in sets):
        raise ScenarioError([Problem("--posterior", 0, 0, "", "is named by --set too: give it once")])
    try:
        path = find_posterior(name)
    except InputError as error:
        raise ScenarioError([Problem("--posterior", 0, 0, "", str(error))]) from None
    known = name.endswith((".csv", ".parquet"))
    return [*sets, f"posterior={path if known else path.stem}"]
