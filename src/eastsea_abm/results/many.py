"""Ensembles on disk: many runs of one scenario, one row a run and one a month.

The folder of one::

    manifest.json     what the runs were made from, and how many
    runs.parquet      one row a run: status, reason, and one number an outcome
    months.parquet    one row a month and outcome: mean, spread, quantiles over the runs
    months.csv        the same as text
    outcomes.csv      one row an outcome: what it was like over the runs
    figure.html       fan charts
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from eastsea_abm.errors import ResultError
from eastsea_abm.results.manifest import IDENTITY, Manifest
from eastsea_abm.results.store import Result

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.scenario.setup import Setup

KIND = "ensemble"
RUNS, MONTHS = "runs", "months"


@dataclass(frozen=True, kw_only=True)
class ManyManifest(Manifest):
    """Everything an ensemble says about itself.

    Attributes
    ----------
    run, runs
        Number of the first run, and how many there are.
    imposed
        Dated events that every run is forced by.
    quantiles
        How exact those of the months are.
    failed
        Runs that went numerically wrong.
    totals
        Means over the runs.
    """

    kind: str = KIND
    runs: int
    imposed: list[dict[str, str]] = field(default_factory=list)
    quantiles: str = ""
    failed: int = 0

    @classmethod
    def identity(cls) -> tuple[str, ...]:
        """Names of what the digest is made of."""
        return (*IDENTITY, "kind", "runs")

    def one(self, run: int) -> Manifest:
        """The manifest of a single run of the ensemble.

        Raises
        ------
        ResultError
            If it has no such run.
        """
        if not self.run <= run < self.run + self.runs:
            raise ResultError(f"run {run} is none of this ensemble: {self.run} to {self.run + self.runs - 1}")
        own = {one.name: getattr(self, one.name) for one in dataclasses.fields(Manifest)}
        return Manifest(**{**own, "run": run})


def of_many(manifest: Manifest, runs: int, setup: Setup) -> ManyManifest:
    """The manifest of an ensemble that is yet to be played, from that of its first run."""
    own = {one.name: getattr(manifest, one.name) for one in dataclasses.fields(Manifest)}
    return ManyManifest(**own, runs=runs, imposed=imposed(setup))


def imposed(setup: Setup) -> list[dict[str, str]]:
    """Dated events within the months of a run, one each however many effects they have."""
    from eastsea_abm.scenario.schema import date_of

    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for event in setup.events:
        if setup.start <= event.month < setup.start + setup.months:
            who = {"month": date_of(event.month), "date": event.date, "kind": event.kind, "actor": event.actor}
            what = {"text": event.text, "source": event.source}
            found.setdefault((event.date, event.text, event.actor), {**who, **what})
    return list(found.values())


class ManyRuns(Result):
    """An ensemble on disk."""

    manifest: ManyManifest

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its tables, in the order in which comparisons go through them."""
        return MONTHS, RUNS

    def totals(self, run: int) -> dict[str, Any]:
        """Status, reason and one number an outcome of one run.

        Raises
        ------
        ResultError
            If there is no such run, or the table was changed since it was written.
        """
        from eastsea_abm.results.run_rows import row_of

        self.manifest.one(run)
        return row_of(self.sound(RUNS), run - self.manifest.run)

    def outcomes(self) -> pd.DataFrame:
        """One row an outcome: what it was like over the runs; see `eastsea_abm.results.run_rows.over_runs`."""
        from eastsea_abm.results.run_rows import over_runs

        return over_runs(self.sound(RUNS), list(self.manifest.totals))
