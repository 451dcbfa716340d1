"""Indices of sensitivity, of arrays alone: Morris's and Sobol's by SALib, PAWN by our own lines.

Every function takes the factors as numbers and the answers, one a setting, and gives one index a factor with a
95 % interval from a bootstrap. Which settings form a block is known from the order in which a design makes them.

PAWN [PianosiWagener2018]_ is the median, over slices of a factor, of the
Kolmogorov-Smirnov distance between the answers in the slice and all answers. SALib's version leaves the greatest
value out of the last slice, which for a factor on a few levels is a whole level; hence our own.
"""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np

from eastsea_abm.errors import InputError
from eastsea_abm.intervals import NORMAL
from eastsea_abm.sweep.design import EXTRA, MORRIS_LEVELS

RESAMPLES = 500  # of the bootstrap of Morris and Sobol
FEW_RESAMPLES = 100  # of that of PAWN, each of which sorts every factor
SLICES = 10  # of a factor's range, as SALib has it; fewer where the factor has fewer levels
SHUFFLES = 100  # of a factor that moves nothing, by which PAWN's floor is known
FLOOR = 95.0  # percentile of PAWN's index of a factor that moves nothing
#: The index by which a method ranks, and a second one that tells of interactions; PAWN has none.
NAMES = {"morris": ("mu_star", "sigma"), "sobol": ("total", "first"), "pawn": ("median", "")}


class Indices(NamedTuple):
    """Indices of all factors, each array one value a factor.

    Attributes
    ----------
    main, low, high
        mu*, the total Sobol index, or PAWN's median distance, with its interval.
    second, second_low, second_high
        sigma (no interval: nan), or the first-order Sobol index; nan for PAWN.
    sign
        Mean effect over mean absolute effect, -1 to 1, of Morris; nan for others.
    """

    main: np.ndarray
    low: np.ndarray
    high: np.ndarray
    second: np.ndarray
    second_low: np.ndarray
    second_high: np.ndarray
    sign: np.ndarray


def salib(name: str) -> Any:
    """The module of SALib that analyses by this method.

    Raises
    ------
    InputError
        If SALib is not installed.
    """
    import importlib

    try:
        return importlib.import_module(f"SALib.analyze.{name}")
    except ImportError:
        raise InputError(
            f"the method {name} needs SALib, which is not installed: make extras, or pip install 'eastsea_abm[{EXTRA}]'"
        ) from None


def morris(cube: np.ndarray, answers: np.ndarray, seed: int) -> Indices:
    """Mean absolute elementary effect and spread of the effects, of moving a factor over its whole width.

    Parameters
    ----------
    cube
        Settings, trajectory by trajectory, each factor in [0, 1]; shape (settings, factors).
    answers
        One a setting.
    """
    number = cube.shape[1]
    told = salib("morris").analyze(
        _problem(number), cube, answers, num_levels=MORRIS_LEVELS, num_resamples=RESAMPLES, seed=_seed(seed)
    )
    mean, spread = np.asarray(told["mu_star"], float), np.asarray(told["sigma"], float)
    half, signed = np.asarray(told["mu_star_conf"], float), np.asarray(told["mu"], float)
    none = np.full(number, np.nan)
    sign = np.divide(signed, mean, out=np.zeros(number), where=mean > 0)
    return Indices(mean, np.maximum(mean - half, 0.0), mean + half, spread, none, none, sign)


def sobol(factors: int, answers: np.ndarray, seed: int) -> Indices:
    """Total and first-order indices from Saltelli's design without second orders.

    They are estimates: a small one may come out below 0, and its interval always may.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SALib warns where a resample is constant; its index is then 0
        told = salib("sobol").analyze(
            _problem(factors), answers, calc_second_order=False, num_resamples=RESAMPLES, seed=_seed(seed)
        )
    total, first = np.asarray(told["ST"], float), np.asarray(told["S1"], float)
    wide, narrow = np.asarray(told["ST_conf"], float), np.asarray(told["S1_conf"], float)
    none = np.full(factors, np.nan)
    return Indices(total, total - wide, total + wide, first, first - narrow, first + narrow, none)


def pawn(
    columns: np.ndarray, answers: np.ndarray, seed: int, resamples: int = FEW_RESAMPLES, together: int = 1
) -> Indices:
    """PAWN's median distance of every factor; any design, any order of settings.

    Parameters
    ----------
    columns
        Values or codes of the factors, shape (settings, factors); only their order and ties matter.
    resamples
        Of the bootstrap; with 0 there are no intervals.
    together
        Settings in a row that share a sample: they are drawn together.
    """
    draw = np.random.default_rng(_seed(seed))
    settings, number = columns.shape
    places = np.arange(settings).reshape(-1, together)
    none = np.full(number, np.nan)
    found = distances(columns, answers, draw)
    taken = (places[draw.integers(len(places), size=len(places))].ravel() for _ in range(resamples))
    resampled = [distances(columns[rows], answers[rows], draw) for rows in taken]
    # Around the index itself: the mean of the resamples lies above it.
    half = NORMAL * np.std(resampled, axis=0, ddof=1) if resamples else none
    return Indices(found, np.maximum(found - half, 0.0), np.minimum(found + half, 1.0), none, none, none, none)


def pawn_floor(answers: np.ndarray, seed: int, together: int = 1) -> float:
    """What PAWN gives a factor that moves nothing: `FLOOR` percentile over factors in random order."""
    draw = np.random.default_rng([_seed(seed), 1])
    idle = np.repeat(draw.random((answers.size // together, SHUFFLES)), together, axis=0)
    return float(np.percentile(distances(idle, answers, draw), FLOOR))


def distances(columns: np.ndarray, answers: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """For every factor, the median over its slices of the greatest gap between two distribution functions.

    A slice is a level of the factor; where it has more than `SLICES`, slices have as many settings each, and those
    of one value fall into them at random.
    """
    size, number = columns.shape
    rising = draw.permutation(size)
    columns, answers = columns[rising], answers[rising]
    rising = np.argsort(answers, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(answers[rising]) > 0, True))  # equal answers are one step
    everywhere = ((ends + 1) / size)[:, None]
    found = np.empty(number)
    for k in range(number):
        levels, part = np.unique(columns[:, k], return_inverse=True)
        if levels.size > SLICES:
            part[np.argsort(columns[:, k], kind="stable")] = np.arange(size) * SLICES // size
        slices = np.arange(min(SLICES, levels.size))
        inside = np.cumsum(part[rising][:, None] == slices, axis=0, dtype=np.int32)[ends]
        found[k] = np.median(np.abs(inside / inside[-1] - everywhere).max(axis=0))
    return found


def _problem(number: int) -> dict[str, Any]:
    return {"num_vars": number, "names": [f"x{k}" for k in range(number)], "bounds": [[0.0, 1.0]] * number}


def _seed(seed: int) -> int:
    """A number SALib takes for a seed: it takes 0 for none."""
    return int(np.random.SeedSequence(seed).generate_state(1)[0]) or 1
