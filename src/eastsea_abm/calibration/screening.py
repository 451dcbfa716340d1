"""Which parameters the training record can identify at all, asked of simulated histories before the record is seen.

A parameter is identifiable as far as the statistics predict it: the share of its variance that a regression
explains in draws it was not fitted to is the contraction to be expected of its posterior. Parameters that
substitute for each other are identified together or not at all, so the same is asked of combinations: the
directions of parameter space of which most is explained, each a right angle to those before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eastsea_abm.calibration.moments import Moments, spreads
from eastsea_abm.world import Floats

MOST_CHOSEN = 5
LEAST_EXPLAINED = 0.03  # share of a parameter's variance below which a fit would be noise (assumption)
ALIKE = 0.9  # correlation of two predictions from which on they are one (assumption)
MOST_COMBINATIONS = 6
LEAST_COMBINED = 0.05  # share of a combination's variance (assumption)
NAMED = 5  # parameters named of a combination
LEAST_LOADING = 0.2  # of a parameter that is named


class Screened(NamedTuple):
    """What the statistics tell of each parameter, and of combinations of them."""

    names: tuple[str, ...]
    explained: Floats  # (parameters,) share of variance predicted in draws not fitted to, not below 0
    predicted: Floats  # (parameters, parameters) correlation of predictions
    shares: Floats  # (parameters, statistics) squared rank correlation
    combined: Floats  # (combinations,) share of variance of each combination, as `explained`
    loadings: Floats  # (parameters, combinations) of standardised log-odds, squares sum to 1


class Chosen(NamedTuple):
    """Parameters to report on, and why others were passed over."""

    names: tuple[str, ...]
    passed: dict[str, str]  # name of a parameter that would have been next, and what it repeats


def screened(names: Sequence[str], odds: Floats, statistics: Floats) -> Screened:
    """Screen parameters, given as log-odds, shape ``(rows, parameters)``."""
    whole = Moments.of(statistics, odds).regression()
    scaled = whole.predicted(statistics, np.eye(len(names)))
    _, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
    loadings = vectors[:, ::-1][:, :MOST_COMBINATIONS]
    loadings = loadings * np.sign(loadings[np.abs(loadings).argmax(axis=0), np.arange(loadings.shape[1])])
    combined = held_out(odds, statistics, loadings)
    kept = combined >= LEAST_COMBINED
    return Screened(
        tuple(names),
        held_out(odds, statistics, np.eye(len(names))),
        correlations(scaled, scaled),
        correlations(ranks(odds), ranks(statistics)) ** 2,
        combined[kept],
        loadings[:, kept],
    )


def held_out(odds: Floats, statistics: Floats, directions: Floats) -> Floats:
    """Share of variance of each direction predicted in the half of the rows not fitted to, not below 0."""
    half, shares = len(odds) // 2, []
    for here, there in ((slice(None, half), slice(half, None)), (slice(half, None), slice(None, half))):
        model = Moments.of(statistics[here], odds[here]).regression()
        truth = (odds[there] - model.means) / model.spreads @ directions
        error = truth - model.predicted(statistics[there], directions)
        shares.append(1.0 - (error**2).mean(axis=0) / (truth**2).mean(axis=0))
    return np.maximum(np.mean(shares, axis=0), 0.0)


def correlations(one: Floats, other: Floats) -> Floats:
    """Correlation of every column of the one with every column of the other; 0 where one never varies."""
    a, b = ((x - x.mean(axis=0)) / spreads(x.var(axis=0)) for x in (one, other))
    return np.asarray(a.T @ b / len(a))


def ranks(values: Floats) -> Floats:
    """Ranks down each column, ties in the middle."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(values, axis=0), float)


def chosen(found: Screened, most: int = MOST_CHOSEN) -> Chosen:
    """The few best-predicted parameters, none of which repeats another.

    In falling order of what is explained, as long as it is `LEAST_EXPLAINED`; a parameter whose prediction
    correlates above `ALIKE` with that of one already taken is passed over: statistics cannot tell the two apart.
    """
    taken: list[int] = []
    passed: dict[str, str] = {}
    for k in np.argsort(-found.explained, kind="stable"):
        if len(taken) == most or found.explained[k] < LEAST_EXPLAINED:
            break
        like = [one for one in taken if abs(found.predicted[k, one]) > ALIKE]
        if like:
            passed[found.names[k]] = found.names[like[0]]
        else:
            taken.append(int(k))
    return Chosen(tuple(found.names[k] for k in taken), passed)


def in_words(names: Sequence[str], loading: Floats) -> str:
    """A combination as the parameters it consists of, the weightiest first: ``weight_threat - weight_trust``."""
    order = [int(k) for k in np.argsort(-np.abs(loading), kind="stable")][:NAMED]
    named = [k for k in order if abs(loading[k]) >= LEAST_LOADING] or order[:1]
    parts = [f"{'-' if loading[k] < 0 else '+'} {abs(loading[k]):.2f} {names[k]}" for k in named]
    return " ".join(parts).removeprefix("+ ")
