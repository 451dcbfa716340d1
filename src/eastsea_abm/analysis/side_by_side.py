"""The same luck under every policy: planned, played, kept, contrasted.

A comparison is a sweep over policies, and over parameter sets where draws are asked for, so that it is stored,
resumed and verified like any other. A wanted precision decides only how many runs the sweep has: run r is the
same in a comparison of a hundred runs and of ten thousand.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eastsea_abm._jit import rules_digest
from eastsea_abm.analysis.comparison import Comparison, compare
from eastsea_abm.analysis.precision import FIRST_LOOK, MOST, Missed, Width, missed, next_look
from eastsea_abm.sweep.plan import Plan

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from eastsea_abm.scenario import Scenario
    from eastsea_abm.sweep.request import Request
    from eastsea_abm.sweep.store import Store

FOLDER = "compare"  # below the root of results
SHORT, LONGEST = 8, 60  # digits of the digest and characters of the name in a folder's name
IN_MEMORY = 64_000_000  # bytes of columns read at once: one at a time for millions of runs, all for few


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is compared.

    Attributes
    ----------
    draws
        Parameter sets drawn from the priors; 0 for the scenario's own numbers.
    """

    scenario: str
    policies: tuple[str, ...]
    runs: int
    draws: int = 0
    months: int | None = None
    seed: int | None = None
    sets: tuple[str, ...] = ()

    def request(self) -> Request:
        """The question as a sweep."""
        from eastsea_abm.sweep.request import request_from_vary

        own = self._scenario()
        request = request_from_vary(
            self.scenario,
            [f"{name}=prior" for name in self._sampled(own)] if self.draws else [],
            policies=self.policies,
            sets=self.sets,
            design="lhs" if self.draws else None,
            samples=self.draws or None,
            runs=self.runs,
            months=self.months,
            seed=self.seed,
        )
        return dataclasses.replace(request, title=own.file.title, question=own.file.question) if own else request

    def _scenario(self) -> Scenario | None:
        """The scenario as it stands; None where it cannot be read, which the planning says with all else."""
        from eastsea_abm.errors import ScenarioError
        from eastsea_abm.scenario import read_scenario

        try:
            return read_scenario(self.scenario)
        except ScenarioError:
            return None

    def _sampled(self, own: Scenario | None) -> list[str]:
        """Parameters that are drawn: those with a prior that neither the scenario nor ``sets`` fixes.

        Who writes a number into a scenario means that number.
        """
        from eastsea_abm.parameters import ROWS

        fixed = {text.partition("=")[0].strip().removeprefix("parameters.") for text in self.sets}
        fixed |= {*own.parameters} if own else set()
        return [name for name, row in ROWS.items() if row.prior is not None and name not in fixed]


def planned(question: Question) -> tuple[Plan, pd.DataFrame, tuple[str, ...]]:
    """The plan of a comparison, its settings, and remarks.

    Raises
    ------
    ScenarioError
        With every problem of the scenario, the policies and the settings.
    """
    from eastsea_abm.sweep.planning import plan_sweep

    return plan_sweep(question.request())


def folder_of(plan: Plan, root: Path) -> Path:
    """Where a comparison is kept: another question, or other rules, in another folder."""
    digest = sha256(f"{plan.digest} {rules_digest()}".encode()).hexdigest()
    name = re.sub(r"[^A-Za-z0-9_.+-]+", "-", plan.name).strip(".-")[:LONGEST] or "unnamed"
    return root / FOLDER / f"{name}-{digest[:SHORT]}"


def played(
    plan: Plan,
    design: pd.DataFrame,
    root: Path,
    *,
    workers: int | None = None,
    rows: pa.Table | None = None,
    tick: Callable[[int], None] | None = None,
    said: Callable[[str], None] = lambda text: None,
    circumstances: dict[str, str] | None = None,
) -> Store:
    """The finished store of a comparison; what is already there is not computed again.

    Parameters
    ----------
    rows
        The whole outcome table, where it has been computed already.
    """
    from eastsea_abm.sweep.execution import conduct
    from eastsea_abm.sweep.opening import opened

    with opened(folder_of(plan, root), plan, design, said=said) as store:
        if rows is not None:
            for part in store.missing():
                store.keep(part, rows.slice(plan.part(part).start, len(plan.part(part))))
        conduct(store, workers=workers, tick=tick, said=said)
        store.finish(circumstances)
    return store


def contrasted(store: Store, reference: str = "") -> Comparison:
    """The comparison a store holds; a few columns at a time are in memory."""
    import pyarrow.compute as pc

    from eastsea_abm.sweep.work import FINE

    plan = store.plan
    at_once = max(1, IN_MEMORY // (plan.rows * np.dtype(float).itemsize))
    fine = np.asarray(pc.equal(store.table(["status"])["status"], FINE).to_numpy(), bool)
    held: dict[str, np.ndarray] = {}

    def read(name: str) -> np.ndarray:
        if name not in held:
            held.clear()
            first = plan.outcomes.index(name)
            names = plan.outcomes[first : first + at_once]
            table = store.table(names)
            held.update((one, table[one].to_numpy()) for one in names)
        return held[name]

    return compare(read, fine, plan.outcomes, policies=plan.policies, runs=plan.runs, reference=reference)


class Precise:
    """Runs of every policy, ever more of them, until the differences are known as well as wanted.

    Parameters
    ----------
    plan, design
        Of one setting, with as many runs as there may be at most.
    outcomes
        Those whose differences from ``reference`` are held to ``wanted``.
    """

    def __init__(
        self,
        plan: Plan,
        design: pd.DataFrame,
        *,
        outcomes: Sequence[str],
        reference: str,
        wanted: Width,
        said: Callable[[str], None] = lambda text: None,
    ) -> None:
        from eastsea_abm.sweep.execution import warm_up
        from eastsea_abm.sweep.task import order

        self.plan = plan
        self.bench = warm_up(order(plan, design), 0, said)
        self.outcomes = tuple(outcomes)
        self.reference = reference
        self.wanted = wanted
        self.runs = 0
        self._tables: list[list[pa.Table]] = [[] for _ in plan.policies]

    def settle(
        self,
        first: int = FIRST_LOOK,
        most: int = MOST,
        workers: int | None = None,
        tick: Callable[[int], None] = lambda runs: None,
    ) -> list[Missed]:
        """Play until nothing is missing or ``most`` runs are made; return what is still missing."""
        self._play(min(max(first, 1), most), workers)
        while (lacking := self.missing()) and self.runs < most:
            tick(self.runs)
            self._play(next_look(self.runs, lacking, most), workers)
        return lacking

    def _play(self, runs: int, workers: int | None) -> None:
        """Play what is lacking to have ``runs`` of every policy."""
        from eastsea_abm.sweep.execution import cores
        from eastsea_abm.sweep.work import compute

        hands = workers or cores()
        stretches = list(_stretches(self.plan, self.runs, runs, hands))
        with ThreadPoolExecutor(hands) as pool:
            tables = list(pool.map(lambda stretch: compute(self.bench, stretch[1]), stretches))
        for (policy, _), table in zip(stretches, tables, strict=True):
            self._tables[policy].append(table)
        self.runs = runs

    def missing(self) -> list[Missed]:
        """Differences that are not known well enough yet."""
        import pyarrow as pa

        own = [pa.concat_tables(tables) for tables in self._tables]
        totals = {name: np.stack([table[name].to_numpy() for table in own]) for name in self.outcomes}
        return missed(totals, self.plan.policies, self.reference, self.wanted)

    def rows(self) -> pa.Table:
        """The whole outcome table of the runs made so far: what a plan for so many runs gives."""
        import pyarrow as pa

        return pa.concat_tables([table for tables in self._tables for table in tables]).combine_chunks()


def _stretches(plan: Plan, first: int, end: int, hands: int) -> Iterable[tuple[int, range]]:
    """Rows of runs ``first`` to ``end - 1`` of every policy, in about as many pieces as there are hands."""
    step = max(1, -(-(end - first) // hands))
    for policy in range(len(plan.policies)):
        for run in range(first, end, step):
            start = plan.row(0, policy, run)
            yield policy, range(start, start + min(step, end - run))
