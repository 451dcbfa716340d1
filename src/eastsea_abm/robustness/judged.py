"""What a judgement of robustness holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

HIGH = 0.9  # assumption: the quantile of regret that stands for a bad future
ACCEPTABLE = 0.05  # assumption: how near to the best of a future is near enough
AGREED = 0.9  # assumption: share of resamples that must name the same policy
ALSO = 0.05  # assumption: a policy named in fewer resamples than this is no rival
RULES = ("mean", "high", "greatest", "acceptable")


class Choice(NamedTuple):
    """Who comes out ahead by one rule.

    Attributes
    ----------
    rule
        One of `RULES`: least mean (of the outcome, and so of regret), least 90th percentile of regret, least
        greatest regret, most often acceptable.
    policy
        The first by the estimate.
    shares
        ``(policies,)``: how often each comes first among resamples; ties shared.
    told
        Whether `AGREED` of the resamples name the same.
    rivals
        All that are named in `ALSO` of them or more, most often first.
    """

    rule: str
    policy: str
    shares: np.ndarray
    told: bool
    rivals: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """One outcome over futures.

    Attributes
    ----------
    means
        ``(policies,)``: over futures.
    regret
        ``(3, policies)``: mean, 90th percentile and greatest, measured from the best as the other half of the
        runs has it (`luck.mark`); at face value where there are too few runs for that. None is below 0.
    low, high
        95 % intervals of ``regret``; nan for the greatest, which one future decides.
    face
        The same as ``regret`` at face value.
    scale
        Mean over futures of the best's value: what regrets are told relative to; nan where it is 0.
    luck
        By how much luck flatters the best of several, mean over futures, in the outcome's unit; nan where unknown.
    agree
        Share of futures in which two halves of the runs name the same best; nan where unknown.
    best, best_low, best_high
        ``(policies,)``: share of futures in which each is best by the mean of all runs; ties shared.
    acceptable, acceptable_low, acceptable_high
        ``(policies,)``: share in which it is within the tolerance of the best.
    choices
        One a rule, in the order of `RULES`.
    """

    outcome: str
    better: int
    means: np.ndarray
    regret: np.ndarray
    low: np.ndarray
    high: np.ndarray
    face: np.ndarray
    scale: float
    luck: float
    agree: float
    best: np.ndarray
    best_low: np.ndarray
    best_high: np.ndarray
    acceptable: np.ndarray
    acceptable_low: np.ndarray
    acceptable_high: np.ndarray
    choices: tuple[Choice, ...]

    def choice(self, rule: str) -> Choice:
        """Who comes out ahead by a rule."""
        return self.choices[RULES.index(rule)]


@dataclass(frozen=True)
class Robust:
    """Policies over futures.

    Attributes
    ----------
    tolerance
        How near to the best is acceptable, as a share of the best's value.
    jointly, jointly_low, jointly_high
        ``(policies,)``: share of futures in which a policy is acceptable in every outcome at once.
    joint
        Who is so most often.
    units, unit
        How many ``parameter sets`` were redrawn, or of a grid ``runs``.
    """

    policies: tuple[str, ...]
    outcomes: tuple[Judged, ...]
    tolerance: float
    jointly: np.ndarray
    jointly_low: np.ndarray
    jointly_high: np.ndarray
    joint: Choice
    futures: int
    runs: int
    units: int
    unit: str
    left_out: int
    resamples: int
