"""Indices against functions whose indices are known, and the rule by which they count as converged."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eastsea_abm.sensitivity.convergence import RULE, agreement, convergence
from eastsea_abm.sensitivity.indices import Indices, distances, morris, pawn, pawn_floor, sobol
from eastsea_abm.sweep.design import settings
from eastsea_abm.sweep.plan import Factor

THREE = tuple(Factor(name, "parameter", (), 0.0, 1.0) for name in ("a", "b", "c"))


def cube(design: str, samples: int) -> np.ndarray:
    pytest.importorskip("SALib")
    return np.column_stack(list(settings(design, THREE, samples, 3).values()))


def ishigami(unit: np.ndarray) -> np.ndarray:
    """Ishigami and Homma 1990, a = 7, b = 0.1."""
    x = math.pi * (2 * unit - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def exact() -> tuple[np.ndarray, np.ndarray]:
    """First-order and total indices of Ishigami's function, from its variances in closed form."""
    one = 0.5 * (1 + 0.1 * math.pi**4 / 5) ** 2
    two, both = 49 / 8, 0.01 * math.pi**8 * (1 / 18 - 1 / 50)
    return np.array([one, two, 0.0]) / (one + two + both), np.array([one + both, two, both]) / (one + two + both)


def test_sobol_finds_the_indices_of_ishigamis_function() -> None:
    told = sobol(3, ishigami(cube("sobol", 1024)), 1)
    first, total = exact()
    assert np.allclose(told.main, total, atol=0.03)
    assert np.allclose(told.second, first, atol=0.03)
    assert ((told.low < total) & (total < told.high)).all()


def test_morris_finds_slopes_and_tells_bends_from_straight_lines() -> None:
    unit = cube("morris", 20)
    told = morris(unit, 3 * unit[:, 0] - 2 * unit[:, 1], 1)
    assert np.allclose(told.main, [3, 2, 0])
    assert np.allclose(told.second, 0, atol=1e-9)
    assert np.allclose(told.sign, [1, -1, 0])
    assert morris(unit, unit[:, 0] * unit[:, 1], 1).second[0] > 0.1


def test_pawn_is_salibs_where_next_to_no_setting_is_lost() -> None:
    """A continuous factor: SALib loses one setting of two thousand."""
    pawn_of_salib = pytest.importorskip("SALib.analyze.pawn").analyze
    draw = np.random.default_rng(2)
    x, y = draw.random((2000, 1)), draw.normal(size=2000)
    y = y + 2 * x[:, 0]
    problem = {"num_vars": 1, "names": ["a"], "bounds": [[0, 1]]}
    expected = pawn_of_salib(problem, x, y, S=10)["median"][0]
    assert distances(x, y, draw) == pytest.approx(expected, abs=0.01)


def test_pawn_counts_a_level_of_a_list_by_hand() -> None:
    column, answers = np.array([[0], [0], [1], [1]]), np.array([1.0, 2.0, 2.0, 3.0])
    # At 1: 1/2 against 1/4 and 0 against 1/4; at 2: 1 against 3/4 and 1/2 against 3/4.
    assert distances(column, answers, np.random.default_rng(1)) == pytest.approx(0.25)


def test_pawn_ranks_and_its_floor_holds_the_idle_factor() -> None:
    x = np.random.default_rng(5).random((400, 3))
    answers = 4 * x[:, 0] + x[:, 1]
    told = pawn(x, answers, 1)
    floor = pawn_floor(answers, 1)
    assert told.main[0] > told.main[1] > told.main[2]
    assert told.low[0] > floor
    assert told.low[2] < floor


@pytest.mark.parametrize("seed", [0, 2**40])
def test_the_seed_alone_decides_intervals(seed: int) -> None:
    unit = cube("sobol", 64)
    answers = ishigami(unit)
    for make in (lambda s: sobol(3, answers, s), lambda s: pawn(unit, answers, s)):
        one, again, other = make(seed), make(seed), make(seed + 1)
        assert np.array_equal(one.high, again.high)
        assert not np.array_equal(one.high, other.high)


def indices(main: list[float], half: float = 0.0) -> Indices:
    of, none = np.array(main), np.full(len(main), np.nan)
    return Indices(of, of - half, of + half, none, none, none, none)


def test_the_rule_of_convergence_asks_for_ranks_intervals_and_little_luck() -> None:
    four = [4.0, 3.0, 2.0, 1.0]
    whole = indices(four, 0.9)
    assert convergence(whole, indices([5.0, 3.0, 2.0, 1.0]), math.nan).converged
    turned = convergence(whole, indices(four[::-1]), 0.0)
    assert turned.ranks == pytest.approx(-1)
    assert turned.words.startswith("not converged: ranks from half the sample agree by -1.00")
    wide = convergence(indices(four, 1.1), indices(four), 0.0)
    assert not wide.converged
    assert "± 28 %" in wide.words
    assert convergence(whole, indices(four), 0.3).words.startswith("not converged")
    assert "too much luck" in convergence(whole, indices(four), 0.3).words
    assert "does not vary" in convergence(whole, None, 0.0).words
    assert "0.8" in RULE


def test_only_the_first_ten_factors_decide_on_convergence() -> None:
    whole = [float(k) for k in range(20, 0, -1)]
    assert convergence(indices(whole), indices([*whole[:10], *whole[:9:-1]]), 0.0).ranks == pytest.approx(1)


def test_agreement_is_spearmans() -> None:
    from scipy.stats import spearmanr

    one, other = np.array([1.0, 2.0, 2.0, 5.0, 0.0]), np.array([2.0, 1.0, 4.0, 4.0, 0.5])
    assert agreement(one, other) == pytest.approx(spearmanr(one, other).statistic)
    assert agreement(one[:1], other[:1]) == 1.0
    assert agreement(one, np.ones(5)) == 0.0
