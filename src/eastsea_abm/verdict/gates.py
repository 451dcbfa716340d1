"""Which word a share allows, by its interval alone."""

from __future__ import annotations

from eastsea_abm.verdict.shares import Share

MOST, FEWER, ABOUT, UNTOLD, NEITHER = "most", "fewer than half", "about half", "cannot be told", "neither in most"
HALF = 0.5
NEAR = 0.1  # assumption: an interval within this of one half is about half
LEAST = 10  # assumption: fewer parameter sets than this carry no verdict, however alike
HOLDS, FAILS = "holds here", "fails here"


def gate(lower: Share, higher: Share) -> str:
    """In what part of the cases one policy is lower.

    Parameters
    ----------
    lower, higher
        Shares in which it is lower and higher; the rest are exactly equal.

    Returns
    -------
    str
        `MOST` only where the whole interval of ``lower`` is above one half, `FEWER` only where that of ``higher``
        is: where nothing is tied the two are the same question. `NEITHER` where both are below one half, which
        takes ties; `ABOUT` where both intervals span one half and reach no further than `NEAR`; else `UNTOLD`.
    """
    if lower.samples < LEAST:
        return UNTOLD
    if lower.low > HALF:
        return MOST
    if higher.low > HALF:
        return FEWER
    if lower.high < HALF and higher.high < HALF:
        return NEITHER
    near = all(HALF - NEAR <= one.low <= HALF <= one.high <= HALF + NEAR for one in (lower, higher))
    return ABOUT if near else UNTOLD


def holding(better: Share, worse: Share) -> str:
    """Whether a statement holds or fails among some cases, or cannot be told."""
    return {MOST: HOLDS, FEWER: FAILS}.get(gate(better, worse), UNTOLD)
