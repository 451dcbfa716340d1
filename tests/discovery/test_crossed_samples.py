"""Conditions crossed with every sample: settings of one sample are one draw, and no evidence by themselves."""

from __future__ import annotations

import dataclasses

import numpy as np
from made_stores import Made, made

from eastsea_abm.discovery import words
from eastsea_abm.discovery.chance import drawn_again, shuffled
from eastsea_abm.discovery.choosing import quasi_ps
from eastsea_abm.discovery.covering import discover
from eastsea_abm.discovery.space import Space, space_of, whole
from eastsea_abm.discovery.tree import grown
from eastsea_abm.sensitivity.indices import pawn, pawn_floor
from eastsea_abm.sweep.plan import Factor

WHERE = "entrapment(engage) < entrapment(hedge)"
SAMPLES, POSTURES = 60, ("firm", "steady", "absent", "hostile", "gone")
FEW = {"shuffles": 39, "resamples": 10}


def crossed(better: np.ndarray) -> Made:
    """Sixty samples of six idle factors under five postures; ``better`` is (samples, postures)."""
    rng = np.random.default_rng(2)
    idle = {f"x{k}": np.repeat(rng.random(SAMPLES).round(6), len(POSTURES)) for k in range(6)}
    flat = better.ravel()
    rules = {"entrapment": lambda setting, policy, run: 1.0 - policy * np.where(flat[setting], 0.5, -0.5)}
    factors = {**idle, "policy.posture": list(POSTURES) * SAMPLES}
    store = made(rules, factors, policies=("hedge", "engage"), runs=1, design="lhs", samples=SAMPLES)
    own = tuple(
        one if one.name != "policy.posture" else Factor(one.name, "policy", POSTURES) for one in store.plan.factors
    )
    store.plan = dataclasses.replace(store.plan, factors=own, crossed=("policy.posture",))
    return store


def test_what_a_sample_repeats_is_not_counted_again():
    luck = np.random.default_rng(5).random(SAMPLES) < 0.4  # of samples, by no factor at all
    found = discover(crossed(np.repeat(luck[:, None], len(POSTURES), axis=1)), WHERE, **FEW)
    assert found.boxes == ()


def test_a_tree_over_repeated_samples_splits_no_more_often_than_chance():
    space = space_of((store := crossed(np.zeros((SAMPLES, 5), bool))).plan, store.design)
    alone = space._replace(samples=None)
    split = {"together": 0, "alone": 0}
    for seed in range(10):
        rng = np.random.default_rng(seed)
        truth = np.repeat(rng.random(SAMPLES) < 0.4, len(POSTURES))
        split["together"] += grown(space, truth, rng, 1, 39).first is not None
        split["alone"] += grown(alone, truth, rng, 1, 39).first is not None
    assert split["together"] <= 3  # 5 % of 10, and luck
    assert split["alone"] >= 9


def test_a_condition_that_decides_is_found():
    rng = np.random.default_rng(7)
    holds = np.array([True, True, False, False, False])
    better = np.where(rng.random((SAMPLES, 5)) < 0.1, ~holds, holds)
    store = crossed(better)
    found = discover(store, WHERE, **FEW)
    [(name, asked), *_] = words.clauses(found.boxes[0].space, found.boxes[0].chosen.box)
    assert (name, asked) == ("policy.posture", "firm or steady")
    assert any(
        "Each of 60 samples meets all 5 combinations of policy.posture" in one
        for one in words.caveats(found, store.plan)
    )


def test_shuffles_keep_the_truths_of_a_sample_together():
    samples = np.repeat(np.arange(4), 3)
    space = Space(("x",), np.zeros((12, 1)), samples=samples)
    truth = np.repeat([True, False, True, False], 3)
    for seed in range(20):
        other = shuffled(space, truth, np.random.default_rng(seed)).reshape(4, 3)
        assert ((other.sum(1) == 0) | (other.sum(1) == 3)).all()
        assert other.sum() == 6
    drawn = drawn_again(space, 12, np.random.default_rng(0))
    assert all(np.isin(samples[drawn] == k, True).sum() % 3 == 0 for k in range(4))


def test_a_quasi_p_counts_samples():
    values = np.repeat(np.arange(8.0), 5)[:, None]
    truth = values[:, 0] >= 4
    box = whole(Space(("x",), values)).above(0, 3.0)
    alone = quasi_ps(Space(("x",), values), truth, box)[0]
    together = quasi_ps(Space(("x",), values, samples=np.repeat(np.arange(8), 5)), truth, box)[0]
    np.testing.assert_allclose([alone, together], [0.5**20, 0.5**4])


def test_pawn_knows_less_of_settings_that_share_a_sample():
    rng = np.random.default_rng(1)
    x = np.repeat(rng.random((60, 1)), 5, axis=0)
    answers = np.repeat(rng.random(60), 5) + 0.01 * rng.random(300)
    alone, together = pawn(x, answers, 1, 60), pawn(x, answers, 1, 60, together=5)
    assert (together.high - together.low)[0] > 1.5 * (alone.high - alone.low)[0]
    assert pawn_floor(answers, 1, 5) > 1.5 * pawn_floor(answers, 1)
