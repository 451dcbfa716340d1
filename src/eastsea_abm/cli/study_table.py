"""How well the contrasts of a study are known, or will be, on the terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from eastsea_abm.study.widths import Width


def told(widths: Sequence[Width]) -> list[str]:
    """A line a contrast: how well it is known."""
    return [
        f"{one.contrast.of} against {one.contrast.against} ({one.contrast.reassurance or 'as posed'}): "
        f"difference ± {relative(one.half)} of the second's mean, share of sets ± {100 * one.share_half:.0f} points, "
        f"{100 * one.undecided:.0f} % of sets undecided"
        for one in widths
    ]


def relative(share: float) -> str:
    """A share of a mean; none where that mean is 0."""
    return f"{100 * share:.1f} %" if math.isfinite(share) else "n/a"


def grid(widths: Sequence[Width]) -> Table:
    """A row a contrast."""
    from rich.table import Table

    from eastsea_abm.terminal import plain

    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column("Contrast", overflow="fold")
    table.add_column("Level", overflow="fold", style="dim")
    for title in ("Less in", "Undecided", "Mean difference"):
        table.add_column(title, justify="right")
    for one in widths:
        table.add_row(
            plain(f"{one.contrast.of} against {one.contrast.against}"),
            plain(one.contrast.reassurance),
            f"{100 * one.lower:.0f} ± {100 * one.share_half:.0f} %",
            f"{100 * one.undecided:.0f} %",
            f"{100 * one.difference:+.1f} ± {relative(one.half)}" if math.isfinite(one.half) else "n/a",
        )
    return table
