"""A comparison on the terminal: outcome by outcome, the reference, then how the other policies differ."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from eastsea_abm.analysis.comparison import Comparison, outcome
from eastsea_abm.analysis.words import CAVEAT, best_is, failures, meanings, setting
from eastsea_abm.terminal import plain, shown

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from eastsea_abm.analysis.kept import Made

ROOMY = 90  # columns from which differences in the outcome's own unit and what pairing bought are shown too
FILES = ("figure.html", "differences.csv", "best.csv", "manifest.json")


def show(console: Console, made: Made) -> None:
    """Print a comparison."""
    told, plan = made.told, made.store.plan
    console.print(plain(plan.title or plan.name), style="bold")
    for line in (setting(told, plan), *meanings(plan), *made.remarks):
        console.print(plain(line))
    for name in made.shown:
        console.print()
        console.print(plain(heading(told, name)), style="bold")
        console.print(outcome_table(console, told, name))
    console.print()
    for line in closing(told, console.width >= ROOMY):
        console.print(plain(line))
    for name in FILES:
        console.print(plain(str(made.store.folder / name)), soft_wrap=True)


def heading(told: Comparison, name: str) -> str:
    """The outcome, its unit and what the reference has of it."""
    one = outcome(name)
    mean = float(_rows(told, name)["reference_mean"].iloc[0])
    return f"{name} ({one.unit}, {one.over}; {best_is(name)}): {told.reference} {shown(mean)}"


def outcome_table(console: Console, told: Comparison, name: str) -> Table:
    """A row a policy: difference, shares of being better and best, what pairing bought."""
    from rich.table import Table

    roomy = console.width >= ROOMY
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column("Policy", overflow="fold", min_width=12)
    judged = outcome(name).better != 0
    titles = ["% of reference", "Better/worse" if judged else "Lower/higher", "Best" if judged else "Lowest"]
    for title in (["Difference"] if roomy else []) + titles + (["Pairing"] if roomy else []):
        table.add_column(title, justify="right", no_wrap=True)
    best = told.best[(told.best["outcome"] == name) & (told.best["unit"] == told.unit)].set_index("policy")["share"]
    rows = _rows(told, name).set_index("policy")
    for policy in told.policies:
        share = percent(best[policy])
        if policy == told.reference:
            cells = ["reference", "", share]
            table.add_row(plain(policy), *(["", *cells, ""] if roomy else cells), style="dim")
        else:
            table.add_row(plain(policy), *_cells(rows.loc[[policy]].iloc[0], judged, share, roomy))
    return table


def _cells(row: pd.Series[Any], judged: bool, share: str, roomy: bool) -> list[str]:
    relative, half = 100.0 * float(row["relative"]), 100.0 * float(row["relative_half_width"])
    cells = [
        f"{relative:+.1f}{wide(half, '.1f')}" if math.isfinite(relative) else "none",
        both(row["better"], row["worse"]) if judged else both(row["lower"], row["higher"]),
        share,
    ]
    if not roomy:
        return cells
    bought = float(row["variance_reduction"])
    own = f"{row['difference']:+.3g}{wide(float(row['half_width']), '.2g')}"
    return [own, *cells, f"x {bought:.1f}" if math.isfinite(bought) else "none"]


def wide(half: float, form: str) -> str:
    """A half-width behind its number; nothing where one pair gives none."""
    return f" ± {half:{form}}" if math.isfinite(half) else ""


def percent(share: float) -> str:
    """A share as per cent."""
    return f"{100 * share:.0f} %" if math.isfinite(share) else "none"


def both(one: float, other: float) -> str:
    """Two shares as per cent."""
    return f"{100 * one:.0f}/{100 * other:.0f} %" if math.isfinite(one) else "none"


def closing(told: Comparison, roomy: bool) -> list[str]:
    """How the numbers are to be read."""
    unit = "runs" if told.sets == 1 else "parameter sets"
    lines = [f"± is a 95 % interval of the paired difference ({told.interval}). Shares are of {unit}, ties split."]
    if roomy:
        lines.append(f"Pairing: without shared luck so many times as many {unit} would give the same interval.")
    return [*lines, *failures(told), CAVEAT]


def _rows(told: Comparison, name: str) -> pd.DataFrame:
    return told.differences[told.differences["outcome"] == name]
