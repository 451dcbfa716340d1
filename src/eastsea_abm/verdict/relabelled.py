"""Consent or relabelling: whether less unconsented entrapment is less involvement, or involvement with consent.

A strike that draws the focal state in is consented or not: involvement is entrapment and the consented part. A
policy that asks consent of the same strikes lowers the first and leaves their sum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.gates import gate
from eastsea_abm.verdict.pairs import Pairs
from eastsea_abm.verdict.sampling import Layout
from eastsea_abm.verdict.shares import Share, share_of


@dataclass(frozen=True)
class Relabelled:
    """How a contrast moved strikes between not happening, consented and unconsented.

    Attributes
    ----------
    contrast
        What was compared.
    runs
        Pairs of runs a setting; the fewest, where runs failed.
    entrapment
        Share of settings in which unconsented entrapment is lower.
    both
        Share in which involvement is lower too.
    only
        Share in which entrapment is lower and involvement is not: consent moved, strikes did not go.
    only_of_lower
        The last among settings with less entrapment.
    involvement, involvement_higher
        Shares in which involvement is lower and higher, whatever entrapment does.
    consented_higher
        Share in which the consented part, involvement less entrapment, is higher.
    moved, moved_low_5, moved_high_95
        Of the fall in entrapment, the part that the consented part took up, 0 to 1: median and 5 to 95 % over
        settings with less entrapment; nan where there is none.
    """

    contrast: Contrast
    runs: int
    entrapment: Share
    both: Share
    only: Share
    only_of_lower: Share
    involvement: Share
    involvement_higher: Share
    consented_higher: Share
    moved: float
    moved_low_5: float
    moved_high_95: float

    @property
    def word(self) -> str:
        """Among settings with less entrapment, in what part involvement is not lower; see `gates`."""
        one = self.only_of_lower
        rest = Share(1.0 - one.share, 1.0 - one.high, 1.0 - one.low, one.cases, one.samples)
        return gate(one, rest)


def relabelled(
    contrast: Contrast, entrapment: Pairs, involvement: Pairs, layout: Layout, which: np.ndarray | None = None
) -> Relabelled:
    """Take a contrast apart over the settings of ``which``, or all."""
    own = (layout.everywhere if which is None else which) & entrapment.there & involvement.there
    sample, less, gone = layout.sample[own], entrapment.gap[own], involvement.gap[own]
    lower = less < 0
    moved = np.clip(1.0 - gone[lower] / less[lower], 0.0, 1.0)
    low, middle, high = np.quantile(moved, (0.05, 0.5, 0.95)) if moved.size else (math.nan,) * 3
    return Relabelled(
        contrast,
        int(entrapment.runs[own].min()) if own.any() else 0,
        entrapment=share_of(lower, sample),
        both=share_of(lower & (gone < 0), sample),
        only=share_of(lower & (gone >= 0), sample),
        only_of_lower=share_of(gone[lower] >= 0, sample[lower]),
        involvement=share_of(gone < 0, sample),
        involvement_higher=share_of(gone > 0, sample),
        consented_higher=share_of(gone - less > 0, sample),
        moved=float(middle),
        moved_low_5=float(low),
        moved_high_95=float(high),
    )
