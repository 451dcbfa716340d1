"""Every outcome of a comparison as two tables: differences from a reference, and who is best how often."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.analysis.best import RUN, SET, best_of_runs, best_of_sets
from eastsea_abm.analysis.contrasts import by_run, by_set, contrast, cube, paired, spread, spread_values
from eastsea_abm.intervals import method
from eastsea_abm.outcomes import OUTCOMES, Outcome

if TYPE_CHECKING:
    import pandas as pd

#: Entrapment in one theatre is a column ``entrapment_KP``.
BY_THEATRE = "entrapment_"
#: What is shown where nothing is asked for: involvement always stands beside entrapment.
MAIN = (
    "entrapment",
    "involvement",
    BY_THEATRE,
    "harm",
    "abandonment",
    "unilateral",
    "crises",
    "isolation",
    "coercion",
    "cooperation",
)
#: Which of them are counted on in the distribution over parameter sets and in a wanted precision.
FIRST = ("entrapment", "involvement")


@dataclass(frozen=True)
class Comparison:
    """What came of the same luck under several policies.

    Attributes
    ----------
    differences
        One row an outcome and policy other than the reference; see `contrasts.contrast`.
    best
        One row an outcome, unit (run, parameter set) and policy.
    spreads
        For each outcome of `FIRST`, for each policy, its values over parameter sets; empty with one set.
    failed
        Runs by policy that went numerically wrong; their pairs are left out under every policy.
    """

    policies: tuple[str, ...]
    reference: str
    runs: int
    sets: int
    differences: pd.DataFrame
    best: pd.DataFrame
    failed: dict[str, int]
    spreads: dict[str, dict[str, tuple[str, np.ndarray]]] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """What a difference is one of: a run, or the mean of a parameter set."""
        return RUN if self.sets == 1 else SET

    @property
    def outcomes(self) -> list[str]:
        """Names of the outcomes, in the order of the tables."""
        return list(dict.fromkeys(self.best["outcome"]))

    @property
    def interval(self) -> str:
        """How the intervals of differences were made."""
        return method(self.runs if self.sets == 1 else self.sets)


def compare(
    read: Callable[[str], Any],
    fine: np.ndarray,
    outcomes: Sequence[str],
    *,
    policies: Sequence[str],
    runs: int,
    reference: str = "",
) -> Comparison:
    """Contrast every outcome, one column in memory at a time.

    Parameters
    ----------
    read
        An outcome's column of the table by name, rows by parameter set, then policy, then run.
    fine
        For every row whether its run came to its end.
    reference
        The policy the others are held against; the first when left out.
    """
    import pandas as pd

    against = reference or policies[0]
    whole = cube(fine, len(policies), runs)
    sets = whole.shape[1]
    differences: list[dict[str, Any]] = []
    best: list[dict[str, Any]] = []
    spreads = {}
    for name in outcomes:
        values = paired(cube(np.asarray(read(name), dtype=float), len(policies), runs), whole)
        better = outcome(name).better
        units = by_run(values) if sets == 1 else by_set(values)
        own = dict(zip(policies, units, strict=True))
        differences += _differences(name, own, against, better, sets > 1)
        rows = [best_of_runs(values, better), *([best_of_sets(values, better)] if sets > 1 else [])]
        best += [
            {"outcome": name, "policy": policy, **row}
            for one in rows
            for policy, row in zip(policies, one, strict=True)
        ]
        if sets > 1 and name in FIRST:
            spreads[name] = {one: spread_values(own[one], own[against]) for one in policies if one != against}
    failed = {name: int(number) for name, number in zip(policies, (~whole).sum((1, 2)), strict=True)}
    return Comparison(
        tuple(policies), against, runs, sets, pd.DataFrame(differences), pd.DataFrame(best), failed, spreads
    )


def _differences(
    name: str, units: Mapping[str, np.ndarray], against: str, better: int, over_sets: bool
) -> list[dict[str, Any]]:
    rows = []
    for policy, values in units.items():
        if policy != against:
            row = {"outcome": name, "policy": policy, "reference": against, "unit": SET if over_sets else RUN}
            row |= contrast(values, units[against], better)
            rows.append(row | (spread(values, units[against]) if over_sets else {}))
    return rows


def outcome(name: str) -> Outcome:
    """What an outcome is, that of a theatre included."""
    known = {one.name: one for one in OUTCOMES}
    if name in known:
        return known[name]
    whole = known[BY_THEATRE.rstrip("_")]
    return whole._replace(name=name, meaning=f"entrapment in the theatre {name.removeprefix(BY_THEATRE)}")


def main_outcomes(there: Sequence[str]) -> list[str]:
    """Those of ``there`` that are shown where nothing is asked for, in the order in which they are shown."""
    shown: list[str] = []
    for name in MAIN:
        shown += [one for one in there if one == name or (name == BY_THEATRE and one.startswith(name))]
    return list(dict.fromkeys(shown))


def beside(wanted: Sequence[str], there: Sequence[str]) -> list[str]:
    """The wanted outcomes, involvement among them wherever entrapment is."""
    shown = list(dict.fromkeys(wanted))
    about = [k for k, name in enumerate(shown) if name == "entrapment" or name.startswith(BY_THEATRE)]
    if about and "involvement" in there and "involvement" not in shown:
        shown.insert(about[0] + 1, "involvement")
    return shown
