"""Whether an analysis would say the same from half of the sample: a rule, and its verdict in words."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from eastsea_abm.sensitivity.indices import Indices

FIRST = 10  # factors that are looked at
AGREE = 0.8  # assumption: least rank correlation of their order with that from half of the sample
WIDE = 0.25  # assumption: widest half of an interval among them, as a share of the greatest index
LUCKY = 0.25  # assumption: most of the variance of the means that may be luck
RULE = (
    f"converged: the ranks of the first {FIRST} factors correlate by at least {AGREE:g} (Spearman) with those from the "
    f"first half of the sample, none of their intervals reaches further than {WIDE:.0%} of the greatest index to "
    f"either side, and no more than {LUCKY:.0%} of the variance of the means is luck, where that is known"
).replace("%", " %")


class Convergence(NamedTuple):
    """Of one analysis.

    Attributes
    ----------
    ranks
        Spearman's correlation over the first factors; 1 with a single one, nan where half of the sample is flat.
    widest
        Widest half of an interval among them, as a share of the greatest index.
    luck
        Share of the variance of the means; nan where that is not known.
    """

    converged: bool
    ranks: float
    widest: float
    luck: float

    @property
    def words(self) -> str:
        """The verdict and its reason, the interval as a share of the greatest index."""
        ranks = f"ranks from half the sample agree by {self.ranks:.2f}"
        if math.isnan(self.ranks):
            ranks = "half of the sample does not vary"
        told = f"{ranks}, widest interval ± {100 * self.widest:.0f} %"
        if self.luck > LUCKY:
            told += ", too much luck"
        return f"{'converged' if self.converged else 'not converged'}: {told}"


def convergence(whole: Indices, half: Indices | None, luck: float) -> Convergence:
    """Judge by `RULE`.

    Parameters
    ----------
    half
        None where half of the sample does not vary.
    luck
        Share of the variance of the means that is luck; nan where that is not known.
    """
    first = np.argsort(-whole.main, kind="stable")[:FIRST]
    ranks = math.nan if half is None else agreement(whole.main[first], half.main[first])
    greatest = float(whole.main[first[0]])
    widest = float((whole.high - whole.low)[first].max()) / 2 / greatest if greatest > 0 else math.inf
    return Convergence(ranks >= AGREE and widest <= WIDE and not luck > LUCKY, ranks, widest, luck)


def agreement(one: np.ndarray, other: np.ndarray) -> float:
    """Spearman's rank correlation; 1 of one value, 0 where all values on one side are the same."""
    from scipy.stats import rankdata

    if one.size < 2:
        return 1.0
    a, b = (rankdata(values) - (one.size + 1) / 2 for values in (one, other))
    scale = math.sqrt(float((a**2).sum() * (b**2).sum()))
    return float((a * b).sum()) / scale if scale > 0 else 0.0
