"""Findings made of counts, so that what a sentence must say is known."""

from __future__ import annotations

import numpy as np

from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.contrasts import Told, told
from eastsea_abm.verdict.found import Found
from eastsea_abm.verdict.names import GROUP
from eastsea_abm.verdict.pairs import Pairs
from eastsea_abm.verdict.relabelled import relabelled
from eastsea_abm.verdict.sampling import Layout

POSED = Contrast("engage", "hedge", "as posed (0 against 0.45)", True)
EQUAL = Contrast("engage", "quiet", "equal (none)", True)
Counts = tuple[int, int, int]  # of sets that are lower, equal, higher


def gaps(counts: Counts, size: float = 0.5) -> np.ndarray:
    """A difference a set: the lower ones first."""
    lower, equal, higher = counts
    return np.concatenate([np.full(lower, -size), np.zeros(equal), np.full(higher, size)])


def paired(gap: np.ndarray, surely: bool = True, runs: int = 16, base: float = 2.0) -> Pairs:
    """Pairs with these differences."""
    number, all_of = np.full(gap.size, runs), np.ones(gap.size, bool)
    sure = np.sign(gap) if surely else np.zeros(gap.size)
    return Pairs(number, base + gap, np.full(gap.size, base), gap, sure, all_of, all_of, gap < 0, gap < 0)


def flat(sets: int) -> Layout:
    """Every set met once."""
    return Layout(np.arange(sets), np.zeros(sets, int), (), ((),))


def one(counts: Counts, outcome: str = "entrapment", contrast: Contrast = POSED, surely: bool = True) -> Told:
    """What is told of these counts."""
    return told(contrast, outcome, paired(gaps(counts), surely), flat(sum(counts)))


def findings(
    entrapment: Counts,
    involvement: Counts,
    equal: Counts | None = None,
    others: Counts | None = None,
    depends: tuple[str, ...] = (),
    surely: bool = True,
) -> Found:
    """A whole finding; all outcomes but entrapment and involvement have the counts of ``others``."""
    contrasts = (POSED, EQUAL) if equal is not None else (POSED,)
    rows, moved = [], []
    for contrast in contrasts:
        first = entrapment if contrast == POSED or equal is None else equal
        for name in GROUP:
            counts = {"entrapment": first, "involvement": involvement}.get(name, others or first)
            rows.append(one(counts, name, contrast, surely))
        if sum(first) == sum(involvement):
            both = paired(gaps(first), surely), paired(gaps(involvement), surely, base=3.0)
            moved.append(relabelled(contrast, *both, flat(sum(first))))
    return Found(
        contrasts=contrasts,
        outcomes=GROUP,
        reference={},
        told=tuple(rows),
        relabelled=tuple(moved),
        depends=depends,
    )
