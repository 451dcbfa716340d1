"""What a reference table is made of: which parameters are drawn from where, and what every draw is played with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

import numpy as np

from eastsea_abm._jit import rules_digest
from eastsea_abm.calibration.statistics import Layout, code_digest
from eastsea_abm.parameters import ROWS
from eastsea_abm.scenario.parameter_sets import ParameterSets
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.world import Floats

DIGITS = 16  # of a plan's digest
LABEL = "draws from the priors"


class Plan(NamedTuple):
    """A reference table, of any length: draw k is the same however many there are."""

    setup: Setup  # of the training months, without parameter sets
    layout: Layout
    names: tuple[str, ...]  # parameters that vary
    low: Floats  # (names,) of the priors, which are even between the two
    high: Floats

    @property
    def seed(self) -> int:
        """Of the draws and of the luck they are played with."""
        return self.setup.scenario.file.seed

    def draws(self, number: int) -> ParameterSets:
        """The first draws from the priors, evenly spread: a scrambled Sobol sequence."""
        from scipy.stats import qmc

        sequence = qmc.Sobol(len(self.names), scramble=True, rng=np.random.default_rng(self.seed))
        cube = sequence.random_base2(max(number - 1, 1).bit_length())[:number]
        return ParameterSets(LABEL, self.names, np.clip(self.low + cube * (self.high - self.low), self.low, self.high))

    @property
    def told(self) -> dict[str, Any]:
        """The plan in JSON's words, without its length."""
        return {
            "rules": rules_digest(),
            "played": played_with(self.setup),
            "statistics": code_digest(),
            "layout": self.layout,
            "seed": self.seed,
            "priors": {name: [float(a), float(b)] for name, a, b in zip(self.names, self.low, self.high, strict=True)},
        }

    @property
    def digest(self) -> str:
        """Digits that name the table."""
        return hashlib.sha256(json.dumps(self.told, sort_keys=True).encode()).hexdigest()[:DIGITS]


def planned(setup: Setup, layout: Layout) -> Plan:
    """The table in which every parameter with a prior varies.

    What is fixed would make a posterior surer than it may be: what the record cannot tell apart, the
    others must be free to take on.
    """
    rows = [row for row in ROWS.values() if row.prior]
    bounds = np.array([row.prior for row in rows], float)
    names = tuple(row.name for row in rows)
    return Plan(setup.with_sets(None), layout, names, bounds[:, 0].copy(), bounds[:, 1].copy())


def played_with(setup: Setup) -> str:
    """64 digits of all numbers a run of the setup reads: region, record, start, parameters, length, seed."""
    digest = hashlib.sha256()
    for arrays in (setup.region, setup.record, setup.begins):
        _add(digest, arrays._asdict().items())
    _add(digest, asdict(setup.parameters).items())
    _add(digest, (("start", setup.start), ("months", setup.months), ("seed", setup.scenario.file.seed)))
    return digest.hexdigest()


def _add(digest: Any, items: Iterable[tuple[str, Any]]) -> None:
    for name, value in items:
        array = np.ascontiguousarray(value)
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(array.tobytes())
