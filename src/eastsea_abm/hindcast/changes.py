"""What taking things away changes: ablations against the whole model, and what to say of them.

A drive and a mechanism can have the same name, so what is left out is always named with its kind.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from eastsea_abm.hindcast.ablation import NOTHING
from eastsea_abm.hindcast.words import capital, number, plural, short

if TYPE_CHECKING:
    import pandas as pd

KINDS = {"drive": "drives", "mechanism": "mechanisms"}
LEAST = 5.0  # per cent of CRPS, on average over series, below which nothing is said to change, assumption
SINGLE = 10.0  # per cent of CRPS of one series from which it is said to do better without something, assumption
NAMED = 4  # things named in a sentence


def changes(ablations: pd.DataFrame) -> pd.DataFrame:
    """Scores of each ablation less those of the whole model.

    Columns: ``kind``, ``left_out``, ``series``, ``crps`` (per cent, above 0 is worse), ``signs`` (hits), ``rank``,
    ``f1`` (below 0 is worse); nan where either is n/a. Empty without ablations.
    """
    import pandas as pd

    names = ["kind", "left_out", "series", "crps", "signs", "rank", "f1"]
    if not len(ablations):
        return pd.DataFrame(columns=names)
    whole = ablations[ablations["kind"] == NOTHING].set_index("series")
    own = ablations[ablations["kind"] != NOTHING].reset_index(drop=True)
    before = whole.loc[own["series"]].reset_index()
    made = own[["kind", "left_out", "series"]].copy()
    made["crps"] = 100.0 * (own["crps"] / before["crps"] - 1.0)
    made["signs"] = own["sign_hits"] - before["sign_hits"]
    made["rank"], made["f1"] = own["rank"] - before["rank"], own["f1"] - before["f1"]
    return made


def ranked(made: pd.DataFrame) -> pd.DataFrame:
    """A row for each thing left out, the one whose loss costs most first.

    Columns: ``kind``, ``left_out``, ``crps`` (mean change over series, per cent), ``signs`` (sum of changes), ``same``
    (whether no score moves at all).
    """
    import pandas as pd

    rows = []
    for (kind, name), own in made.groupby(["kind", "left_out"], sort=False):
        moved = own[["crps", "signs", "rank", "f1"]].to_numpy(float)
        rows.append(
            {
                "kind": kind,
                "left_out": name,
                "crps": _mean(own["crps"].to_numpy(float)),
                "signs": float(np.nansum(own["signs"].to_numpy(float))),
                "same": bool((np.nan_to_num(moved) == 0.0).all()),
            }
        )
    names = ["kind", "left_out", "crps", "signs", "same"]
    return pd.DataFrame(rows, columns=names).sort_values("crps", ascending=False, kind="stable", ignore_index=True)


def _mean(values: np.ndarray) -> float:
    there = values[~np.isnan(values)]
    return float(there.mean()) if there.size else math.nan


def breaks(ablations: pd.DataFrame) -> list[str]:
    """What breaks, what the model is better without, and what makes no difference; nothing without ablations."""
    made = changes(ablations)
    table = ranked(made)
    said = []
    for kind, word in KINDS.items():
        own = table[table["kind"] == kind]
        if not len(own):
            continue
        worse, better = own[own["crps"] >= LEAST], own[own["crps"] <= -LEAST].iloc[::-1]
        parts = [
            f"CRPS rises most without {_named(worse)}"
            if len(worse)
            else f"nothing left out raises CRPS by {LEAST:.0f}%"
        ]
        if len(better):
            parts.append(f"it falls without {_named(better)}")
        rest = len(own) - len(worse) - len(better)
        if rest:
            parts.append(f"{number(rest)} of {number(len(own))} move it by less than {LEAST:.0f}%")
        said.append(f"{capital(word)}: {'; '.join(parts)}.")
        said += _better_single(made[made["kind"] == kind])
        same = own[own["same"]]
        if len(same):
            said.append(
                f"{capital(plural(len(same), word[:-1]))} chang{'es' if len(same) == 1 else 'e'} no score at all "
                f"({', '.join(same['left_out'])}): the record decides in their place, or they reach no series here."
            )
    if said:
        series = ", ".join(short(str(name)) for name in ablations["series"].unique())
        said.append(
            f"Per cent are means over {series}. The map onto each scale is fitted anew every time, so it makes up for "
            "part of what is lost. One ablation at a time: what two do together is not seen. No test stands behind "
            "these."
        )
    return said


def _better_single(made: pd.DataFrame) -> list[str]:
    """Series that are better forecast without something, whatever the others are."""
    own = made[made["crps"] <= -SINGLE].sort_values("crps", kind="stable")
    if not len(own):
        return []
    first = [
        f"{short(row['series'])} without {row['left_out']} ({row['crps']:+.0f}%)"
        for row in own.head(NAMED).to_dict("records")
    ]
    more = f" and {number(len(own) - NAMED)} more" if len(own) > NAMED else ""
    return [f"Single series do better without something: {', '.join(first)}{more}."]


def _named(rows: pd.DataFrame) -> str:
    first = [f"{row['left_out']} ({row['crps']:+.0f}%)" for row in rows.head(NAMED).to_dict("records")]
    more = len(rows) - len(first)
    return ", ".join(first) + (f" and {number(more)} more" if more else "")
