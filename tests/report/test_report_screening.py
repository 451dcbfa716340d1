"""Influence from a screening: Morris's effects on a difference whose effects are known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from made_stores import Made, made

from eastsea_abm.report.influence import MORRIS, screened
from eastsea_abm.sweep.design import settings
from eastsea_abm.sweep.plan import Factor

FACTORS = tuple(Factor(name, "parameter", (), 0.0, 2.0) for name in ("voice", "bind", "idle"))


def store() -> Made:
    """Engaging less hedging is voice less three times bind; hedging has 10 on average."""
    columns = settings("morris", FACTORS, 12, 1)
    voice, bind = (np.array(columns[name]) for name in ("voice", "bind"))

    def entrapment(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
        luck = np.where(run % 2, 1.0, -1.0)
        return 10.0 + luck + policy * (voice[setting] - 3.0 * bind[setting])

    rules = {"entrapment": entrapment, "involvement": entrapment}
    swept = made(rules, columns, policies=("hedge", "engage"), runs=4, design="morris", samples=12)
    swept.plan = dataclasses.replace(swept.plan, factors=FACTORS)
    return swept


def test_effects_are_those_of_the_whole_range_over_the_references_mean_with_their_sign():
    swept = store()
    found, settled = screened(swept, "engage", "hedge", "entrapment", swept.plan.rows)
    assert settled
    assert found.measure == MORRIS
    assert found.of["voice"].size == pytest.approx(2.0 / 10.0)
    assert found.of["bind"].size == pytest.approx(-6.0 / 10.0)
    assert found.of["idle"].size == 0.0
    assert (found.of["bind"].told, found.of["idle"].told) == (True, False)
    assert found.of["bind"].low <= found.of["bind"].size <= found.of["bind"].high
