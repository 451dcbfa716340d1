"""Many runs on the terminal: the median curve, and what came out with its spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.terminal import LEFT, NARROWEST, WIDEST, axis, can_draw, plain, plot, shown

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from eastsea_abm.results.many import ManyManifest

SMALLEST = 0.001  # that can be read with three decimals
ROOMY = 80  # columns from which the quantiles stand beside the mean


def show_median(console: Console, manifest: ManyManifest, months: pd.DataFrame) -> None:
    """Median cooperation over the months."""
    own = months[months["outcome"] == "cooperation"]
    width = max(NARROWEST, min(WIDEST, console.width) - LEFT - 1)
    focal, partner = manifest.labels["focal"], manifest.labels["partner"]
    title = f"Cooperation of {focal} and {partner}, 0 to 100: median of {manifest.runs:,} runs"
    console.print(title, style="bold", highlight=False, markup=False)
    for line in plot([float(value) for value in own["q50"]], width=width, marks={}, braille=can_draw(console)):
        console.print(line, highlight=False, markup=False, overflow="crop", no_wrap=True)
    first, last = str(own["month"].iloc[0]), str(own["month"].iloc[-1])
    console.print(axis(first, last, width), highlight=False, markup=False, no_wrap=True)


def show_spread(console: Console, outcomes: pd.DataFrame) -> None:
    """Mean of every outcome over the runs, its 95 % interval, median and where 90 % of the runs lie."""
    from rich.table import Table

    roomy = console.width >= ROOMY
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
    table.add_column("Outcome", no_wrap=True)
    for title in ("Mean", "95 % of mean", *(("Median", "90 % of runs") if roomy else ())):
        table.add_column(title, justify="right", no_wrap=roomy)
    table.add_column("Unit")
    for row in outcomes.to_dict("records"):
        cells = [row["outcome"], short(row["mean"]), f"{short(row['mean_low'])} to {short(row['mean_high'])}"]
        if roomy:
            cells += [short(row["q50"]), f"{short(row['q05'])} to {short(row['q95'])}"]
        table.add_row(*(plain(cell) for cell in [*cells, f"{row['unit']}, {row['over']}"]))
    console.print()
    console.print(table)


def short(value: float) -> str:
    """A number as `shown` has it, and one that would be all zeros in powers of ten."""
    return f"{value:.0e}" if 0.0 < abs(value) < SMALLEST else shown(value)
