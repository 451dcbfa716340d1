"""Box after box: what a box holds is taken out, and the next is looked for among the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.discovery.chance import RESAMPLES, SHUFFLES, Stability, as_dense, stability
from eastsea_abm.discovery.choosing import CHANCE, Chosen, Measured, chosen, measured
from eastsea_abm.discovery.space import Space, space_of
from eastsea_abm.discovery.statement import Statement, read_statement
from eastsea_abm.discovery.tree import Node, grown
from eastsea_abm.discovery.truths import truths
from eastsea_abm.errors import InputError

LEAST_SETTINGS, LEAST_EACH = 40, 10  # below them any box is luck (assumption)


@dataclass(frozen=True)
class Found:
    """A box that is more than luck.

    Attributes
    ----------
    space
        The points among which it was found: those outside earlier boxes.
    numbers
        What it holds of them.
    of_all
        Share of all true settings, earlier boxes' included, that lie in it.
    as_dense
        How often shuffled truths gave a box as dense.
    """

    space: Space
    chosen: Chosen
    numbers: Measured
    of_all: float
    as_dense: float
    stability: Stability


@dataclass(frozen=True)
class Discovery:
    """What a sweep says about a statement.

    Attributes
    ----------
    settings, true, unclear
        Settings judged; those in which it holds; those in which too few runs leave it open.
    left_out
        Settings without a whole run.
    ended
        Why there are no more boxes; empty where as many as asked for were found.
    """

    statement: Statement
    space: Space
    settings: int
    true: int
    unclear: int
    left_out: int
    runs: int
    boxes: tuple[Found, ...]
    ended: str
    tree: Node


def discover(
    store: Stored,
    where: str,
    *,
    outcome: str = "",
    boxes: int = 3,
    seed: int = 1,
    shuffles: int = SHUFFLES,
    resamples: int = RESAMPLES,
    said: Callable[[str], None] = lambda text: None,
) -> Discovery:
    """Look for the conditions under which a statement holds.

    Raises
    ------
    ScenarioError
        If the statement cannot be read.
    InputError
        If nothing varies, or there is too little to tell anything.
    """
    plan = store.plan
    statement = read_statement(where, plan.outcomes, plan.policies, outcome)
    space = space_of(plan, store.design)
    if not space.names:
        raise InputError("nothing varies in this store but the policies; sweep it over factors, or over the priors")
    judged = truths(store, statement)
    space, truth = space.take(judged.there), judged.true[judged.there]
    lacking = too_little(space, truth)
    if lacking:
        raise InputError(f"{statement}: {lacking}")
    found, ended = _covered(space, truth, boxes, seed, shuffles, resamples, said)
    return Discovery(
        statement,
        space,
        int(truth.size),
        int(truth.sum()),
        int(judged.unclear.sum()),
        int((~judged.there).sum()),
        int(judged.runs.max()),
        tuple(found),
        ended,
        grown(space, truth, np.random.default_rng([seed, 0]), shuffles=shuffles),
    )


def too_little(space: Space, truth: np.ndarray) -> str:
    """Why no box can be told from so few points; empty where there are enough."""
    true, false = int(truth.sum()), int((~truth).sum())
    number = space.independent(np.ones(truth.size, bool))
    if number < LEAST_SETTINGS:
        what = "settings" if space.samples is None else "samples"
        return f"{number} {what} are too few to tell where it holds: at least {LEAST_SETTINGS} are needed"
    if min(true, false) < LEAST_EACH:
        return (
            f"it holds in {true} of {truth.size} settings and not in {false}: at least {LEAST_EACH} of either are "
            "needed to tell where it turns"
        )
    return ""


def _covered(
    space: Space, truth: np.ndarray, boxes: int, seed: int, shuffles: int, resamples: int, said: Callable[[str], None]
) -> tuple[list[Found], str]:
    found: list[Found] = []
    rest = np.ones(truth.size, bool)
    while len(found) < boxes:
        own, true = space.take(rest), truth[rest]
        lacking = too_little(own, true)
        if lacking:
            return found, f"among the rest, {lacking}"
        said(f"looking for box {len(found) + 1} among {true.size} settings")
        rng = np.random.default_rng([seed, 1 + len(found)])
        one = chosen(own, true)
        luck = as_dense(own, true, one, rng, shuffles) if one.found else 1.0
        if luck > CHANCE:
            which = "no box" if not found else "no further box"
            why = "none of its restrictions is, by a binomial test"
            if one.found:
                why = f"shuffled truths give boxes as dense in more than {100 * CHANCE:.0f} % of searches"
            return found, f"{which} is told from chance: {why}"
        numbers = measured(own, true, one.box)
        stable = stability(own, true, rng, resamples)
        found.append(Found(own, one, numbers, numbers.true / int(truth.sum()), luck, stable))
        rest &= ~one.box.inside(space)
    return found, ""
