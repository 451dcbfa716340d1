"""A response to the doses of a lever in sentences."""

from __future__ import annotations

from eastsea_abm.tipping.differences import Difference
from eastsea_abm.tipping.dose import Response, Row
from eastsea_abm.tipping.phrases import joined, named, percent


def sentences(told: Response) -> list[str]:
    """A sentence a row: how the outcome differs at each dose from the reference."""
    return [_row(told, row) for row in told.rows]


def _row(told: Response, row: Row) -> str:
    held = f" at {held_label(row)}" if row.held else ""
    each = [
        f"{step.dose:g}: {signed(step.against)}, lower in {percent(step.against.lower)}"
        for step in row.steps
        if step.policy != row.reference
    ]
    return (
        f"Mean {named(told.outcome)} by dose of {told.lever}{held}, against {row.reference}, under the stated "
        f"assumptions ({told.units:,} {told.unit}): {'; '.join(each)}. {shape(told, row)}"
    )


def held_label(row: Row) -> str:
    """A row's name: the levers in which it differs from the others, else its reference."""
    return joined([f"{name} {value:g}" for name, value in row.held.items()]) or f"against {row.reference}"


def shape(told: Response, row: Row) -> str:
    """Whether every step from dose to dose goes one way, as far as can be told."""
    ways = [side(step.before) for step in row.steps if step.before is not None]
    if len(ways) < 2:
        return ""
    for number, word in ((-1, "lower"), (1, "higher")):
        if all(one == number for one in ways):
            return f"Every step to a deeper dose is {word} than the one before, beyond its 95 % interval."
    unsure = ways.count(0)
    if unsure == len(ways):
        return "No single step from dose to dose can be told from none."
    down, up = ways.count(-1), ways.count(1)
    parts = [f"{n} {word}" for n, word in ((down, "lower"), (up, "higher")) if n]
    rest = f", {unsure} cannot be told from none" if unsure else ""
    return f"Of {len(ways)} steps from dose to dose {joined(parts)} beyond the 95 % interval{rest}."


def side(one: Difference) -> int:
    """-1 where the interval lies below 0, 1 where above, else 0."""
    return -1 if one.high < 0 else 1 if one.low > 0 else 0


def signed(one: Difference) -> str:
    """A difference with its interval."""
    return f"{one.mean:+.3g} (95 % interval {one.low:.2g} to {one.high:.2g})"


def caveats(told: Response) -> list[str]:
    """What a reader must know of a response to doses."""
    said = [
        f"Doses of {told.lever} are compared among policies alike in all other levers; which doses those are is an "
        "assumption of the sweep. Differences are taken run by run under the same luck, then averaged.",
        "Intervals of doses count run numbers as independent, as tables of sweeps do: wider than over sets alone.",
    ]
    if told.alone:
        said.append(f"No other policy is like {joined(told.alone)} in all other levers: left out of the doses.")
    if told.left_out:
        said.append(f"{told.left_out:,} settings without a whole run under every policy are left out.")
    return said
