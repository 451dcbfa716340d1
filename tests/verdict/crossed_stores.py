"""Sweeps made up by hand in which every parameter set meets all values of two policy factors."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Mapping

import numpy as np
from made_stores import Made, made

from eastsea_abm.sweep.plan import Factor

DOCTRINES = ("counterstrike", "refuse-consultation", "consult-first")
POSTURES = ("us-baseline", "us-retrenchment")
REFERENCE = {"policy.doctrine": "counterstrike", "policy.posture": "us-baseline"}
POLICIES = ("hedge", "engage", "quiet")

#: Mean of an outcome from the parameter set, the condition and the policy; arrays of one value a row.
Level = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


def crossed(
    levels: Mapping[str, Level], samples: int = 40, runs: int = 4, noise: float = 0.0, failed: tuple[int, ...] = ()
) -> Made:
    """A sweep of ``samples`` sets crossed with `DOCTRINES` and `POSTURES`; ``voice`` rises evenly from 0 to 1."""
    conditions = list(itertools.product(DOCTRINES, POSTURES))
    number = len(conditions)
    factors = {
        "voice": np.repeat(np.linspace(0.0, 1.0, samples), number).round(6),
        "policy.doctrine": [one for one, _ in conditions] * samples,
        "policy.posture": [one for _, one in conditions] * samples,
    }
    store = made(
        rules(levels, number, noise),
        factors,
        policies=POLICIES,
        runs=runs,
        design="lhs",
        samples=samples,
        failed=failed,
    )
    store.plan = dataclasses.replace(
        store.plan,
        crossed=("policy.doctrine", "policy.posture"),
        factors=(
            Factor("voice", "parameter", low=0.0, high=1.0),
            Factor("policy.doctrine", "policy", DOCTRINES),
            Factor("policy.posture", "policy", POSTURES),
        ),
    )
    return store


def sampled(
    levels: Mapping[str, Level], samples: int = 40, runs: int = 4, noise: float = 0.0, failed: tuple[int, ...] = ()
) -> Made:
    """The same sets under the first condition alone."""
    voice = {"voice": np.linspace(0.0, 1.0, samples).round(6)}
    store = made(
        rules(levels, 1, noise), voice, policies=POLICIES, runs=runs, design="lhs", samples=samples, failed=failed
    )
    store.plan = dataclasses.replace(store.plan, factors=(Factor("voice", "parameter", low=0.0, high=1.0),))
    return store


def rules(levels: Mapping[str, Level], number: int, noise: float) -> dict[str, Callable[..., np.ndarray]]:
    """Means with a noise that sums to nothing over the runs, of one policy alone so that pairs differ by it."""

    def one(level: Level) -> Callable[..., np.ndarray]:
        def rule(setting: np.ndarray, policy: np.ndarray, run: np.ndarray) -> np.ndarray:
            swing = noise * np.where(run % 2 == 0, 1.0, -1.0) * (policy == 1)
            return level(setting // number, setting % number, policy) + swing

        return rule

    return {name: one(level) for name, level in levels.items()}


def both(level: Level) -> dict[str, Level]:
    """Entrapment, and an involvement that follows it."""
    return {"entrapment": level, "involvement": lambda *at: 1.0 + level(*at)}
