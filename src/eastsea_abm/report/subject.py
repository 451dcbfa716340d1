"""What a report is of: a study, a finished sweep or comparison, an ensemble, a run."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from eastsea_abm.lines.told import LOOKS
from eastsea_abm.report.contrast import Played, contrasts, played
from eastsea_abm.study.declared import Contrast

if TYPE_CHECKING:
    from eastsea_abm.results.store import Result
    from eastsea_abm.study.declared import Declared
    from eastsea_abm.study.folder import Study
    from eastsea_abm.sweep.store import Store

STUDY, SWEEP, COMPARISON, ENSEMBLE, RUN = "study", "sweep", "comparison", "ensemble", "run"
COMPARED = "compare.json"  # lies in the folder of a comparison, and names its reference
#: Where nothing says which is the outcome in question; involvement always stands beside it.
FIRST = "entrapment"
CONDITION = "policy."  # begins the name of a factor whose values are policies beneath the compared one


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A folder, and what of it the sections read.

    Attributes
    ----------
    store
        The sweep over all conditions; None for a run or an ensemble.
    closer
        The same draws under the reference condition with more runs, for signs, boxes and stories; ``store`` again
        where there is no such stage.
    stages
        Further stores of a study by name.
    result
        The run or the ensemble.
    study
        The study, with what it declares.
    hindcast
        The folder of a finished hindcast, None where there is none.
    """

    folder: Path
    kind: str
    title: str
    question: str
    store: Store | None = None
    closer: Store | None = None
    stages: dict[str, Store] = field(default_factory=dict)
    result: Result | None = None
    study: Study | None = None
    hindcast: Path | None = None

    @property
    def stores(self) -> tuple[Store, Store]:
        """The store of all conditions and the closer one."""
        assert self.store is not None
        return self.store, self.closer or self.store

    @property
    def place(self) -> str:
        """Where the closer store lies, from beside the subject's folder."""
        inner = self.stores[1].folder.name
        return f"{self.folder.name}/{inner}" if self.study is not None else self.folder.name

    @property
    def declared(self) -> Declared | None:
        """What a study file asks for; None of anything else."""
        return self.study.declared if self.study is not None else None

    @property
    def strategies(self) -> tuple[str, ...]:
        """The policies that are shown together, in the order of their colours."""
        return self.declared.strategies if self.declared is not None else self.stores[1].plan.policies

    @property
    def looks(self) -> dict[str, tuple[str, str]]:
        """Colour and dash by policy, the same in every figure that shows policies by name.

        The two in question come first, for the first looks are those that are told apart best.
        """
        asked = (self.main.of, self.main.against) if self.main is not None else ()
        names = dict.fromkeys((*asked, *self.strategies, *self.stores[1].plan.policies))
        number = len(LOOKS)
        return {name: (LOOKS[k % number][0], LOOKS[(k + k // number) % number][1]) for k, name in enumerate(names)}

    @cached_property
    def played(self) -> tuple[Played, ...]:
        """What each policy of the closer store sets; empty where that cannot be read."""
        return played(self.stores[1])

    @cached_property
    def reference(self) -> str:
        """The policy the others are held against."""
        return self.contrasts[0].against if self.contrasts else self.stores[1].plan.policies[0]

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """What is held against what: as declared, or every policy against the first, the last of them in question."""
        if self.declared is not None:
            return tuple(self.declared.contrasts)
        policies = self.stores[1].plan.policies
        return contrasts(policies, compared_with(self.folder) or policies[0], self.played)[::-1]

    @property
    def main(self) -> Contrast | None:
        """The contrast in question, as posed; None of a single policy."""
        return self.contrasts[0] if self.contrasts else None

    @property
    def conditions(self) -> dict[str, str]:
        """By crossed factor, the value of the reference condition."""
        declared = self.declared.reference if self.declared is not None else {}
        return {f"{CONDITION}{name}": value for name, value in declared.items()}

    @cached_property
    def outcome(self) -> str:
        """The outcome in question."""
        kept = self.stores[1].plan.outcomes
        return FIRST if FIRST in kept else kept[0]


def compared_with(folder: Path) -> str:
    """The reference of a comparison; empty where the folder is of none."""
    try:
        told = json.loads((folder / COMPARED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(told.get("reference", "")) if isinstance(told, dict) else ""
