"""What a sweep does: which scenarios, policies, factors and settings, how often, from which luck.

A plan says everything that decides the numbers of the tables, and nothing about how they are computed. Rows
are numbered: setting by setting, within a setting policy by policy, within a policy run by run. A part of the
store is a range of these numbers that depends on the plan alone, so no table can depend on workers or luck.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

#: Months times squared states that fill a part of the store: a few seconds of one core.
PART_WORK = 100_000_000
MOST_ROWS = 16_384  # of a part
FEWEST_PARTS = 64  # where there are rows enough, so that every worker has something to do
WORDS = ("title", "question")  # of a plan: they decide no table
DESIGNS = ("grid", "lhs", "sobol", "morris", "csv")


class Factor(NamedTuple):
    """One thing a sweep varies."""

    name: str  # voice | reassurance | events[1].size | states.KOR.leader | policy.posture
    kind: str  # parameter | lever | key | policy
    values: tuple[Any, ...] = ()  # a list: exactly these
    low: float = 0.0  # a range, where there is no list
    high: float = 0.0
    levels: int = 0  # points of a grid over the range; 0 where only sampled designs can use it

    @property
    def is_list(self) -> bool:
        """Whether the factor takes listed values and not a range."""
        return bool(self.values)


class Alternative(NamedTuple):
    """A policy that is compared: its name, and all overlays that it stands for."""

    name: str  # hedge | hedge+consult-first
    overlays: tuple[str, ...]  # in order, later wins; those of the file that stay come first


class Source(NamedTuple):
    """A scenario of a sweep with every text it is read from, so that it can be read anywhere."""

    name: str
    main: str  # its file among texts
    texts: dict[str, str]
    data: dict[str, str]  # packaged tables, by digest
    alternatives: tuple[Alternative, ...]  # one a policy of the plan, in the plan's order
    columns: tuple[str, ...]  # outcomes it has, in order
    months: int
    seed: int
    states: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that decides the tables of a sweep.

    Attributes
    ----------
    policies
        Names of alternatives, in order; every scenario knows them.
    sets
        Texts ``name=value`` that hold in every setting.
    samples
        Settings of a Latin hypercube, base sample of a Sobol design, trajectories of a Morris design.
    crossed
        Factors of which every sample meets all values: settings come sample by sample, and within a sample
        every combination of these.
    settings
        Number of settings (rows of ``design.parquet``), scenarios multiplied in.
    design_digest
        SHA-256 of the settings, so that a plan names its design without holding it.
    outcomes
        Columns that are kept.
    part_rows
        Rows of a part of the store.
    """

    name: str
    title: str = ""
    question: str = ""
    scenarios: tuple[Source, ...]
    policies: tuple[str, ...]
    sets: tuple[str, ...] = ()
    factors: tuple[Factor, ...] = ()
    design: str = "grid"
    samples: int = 0
    design_seed: int = 0
    runs: int
    outcomes: tuple[str, ...]
    settings: int
    design_digest: str
    part_rows: int
    crossed: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Number of rows of the outcome table."""
        return self.settings * len(self.policies) * self.runs

    @property
    def parts(self) -> int:
        """Number of parts of the store."""
        return -(-self.rows // self.part_rows)

    def part(self, k: int) -> range:
        """Row numbers of part ``k``."""
        return range(k * self.part_rows, min((k + 1) * self.part_rows, self.rows))

    @property
    def together(self) -> int:
        """Number of settings that share a sample: combinations of the factors that are crossed."""
        return math.prod(len(factor.values) for factor in self.factors if factor.name in self.crossed)

    def place(self, row: int) -> tuple[int, int, int]:
        """Setting, index of the policy, and run of a row."""
        rest, run = divmod(row, self.runs)
        setting, policy = divmod(rest, len(self.policies))
        return setting, policy, run

    def row(self, setting: int, policy: int, run: int) -> int:
        """Number of a row."""
        return (setting * len(self.policies) + policy) * self.runs + run

    def as_json(self) -> dict[str, Any]:
        """The plan as plain data."""
        data = asdict(self)
        data["scenarios"] = [
            {**source._asdict(), "alternatives": [one._asdict() for one in source.alternatives]}
            for source in self.scenarios
        ]
        data["factors"] = [factor._asdict() for factor in self.factors]
        if not self.crossed:
            del data["crossed"]  # so that plans without it keep their digest
        return json.loads(json.dumps(data))

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change with anything that decides the tables."""
        own = {name: value for name, value in self.as_json().items() if name not in WORDS}
        return hashlib.sha256(json.dumps(own, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def plan_from(data: Mapping[str, Any]) -> Plan:
    """The plan that `Plan.as_json` gave."""
    own = dict(data)
    own["scenarios"] = tuple(_source(one) for one in own["scenarios"])
    own["factors"] = tuple(Factor(**{**one, "values": tuple(one["values"])}) for one in own["factors"])
    for name in ("policies", "sets", "outcomes", "crossed"):
        own[name] = tuple(own.get(name, ()))
    return Plan(**own)


def _source(data: Mapping[str, Any]) -> Source:
    alternatives = tuple(Alternative(one["name"], tuple(one["overlays"])) for one in data["alternatives"])
    return Source(**{**data, "alternatives": alternatives, "columns": tuple(data["columns"])})


def rows_of_a_part(rows: int, months: int, states: int) -> int:
    """How many rows a part should have: the same for the same work, whoever does it."""
    by_work = PART_WORK // (months * states**2)
    by_number = -(-rows // FEWEST_PARTS)
    return max(1, min(MOST_ROWS, by_work, by_number))
