"""Numbers and contrasts in words; what may not be said."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from eastsea_abm.errors import InputError
from eastsea_abm.verdict.asked import EQUAL, Contrast
from eastsea_abm.verdict.contrasts import LOG_RATIO, Told
from eastsea_abm.verdict.gates import ABOUT, FEWER, MOST, NEITHER
from eastsea_abm.verdict.names import Labels, label, metric
from eastsea_abm.verdict.shares import Share

#: What turns a comparison of assumptions into a claim about the world, an advice or false precision.
FORBIDDEN = (
    r"\breduc(?:es?|ed|ing|tions?)\b",
    r"\bprov(?:es?|ed|en|ing)\b",
    r"\bshould\b",
    r"\bmust\b",
    r"\brisks?\b",
    r"\bwill\b",
    r"\bguarantee",
    r"\brecommend",
    r"\blikel(?:y|ihood)\b",
    r"(?<!not )(?<!no )\bprobabilit",
    r"\b(?:falls?|fell|drop\w*|cut\w*|lowers?|lowered|raises?|raised|down|up|less|more) by \d",
    r"\d\s?%\s(?:lower|higher|less|more|fewer)\b",
    r"\d\.\d{3,}",
)
TIED = 0.005  # assumption: exact ties are told from half a per cent on


def overclaims(text: str) -> list[str]:
    """What in a text claims too much."""
    return [found[0] for one in FORBIDDEN for found in re.finditer(one, text, flags=re.I)]


def refuse_claims(clauses: Sequence[str]) -> None:
    """Refuse clauses that claim too much.

    Raises
    ------
    InputError
        With every clause and what is wrong with it.
    """
    wrong = [f"{one!r}: {', '.join(overclaims(one))}" for one in clauses if overclaims(one)]
    if wrong:
        raise InputError(f"a clause claims more than a comparison of assumptions can: {'; '.join(wrong)}")


def percent(share: float) -> str:
    """A share as whole per cent; what is not quite none or all is not called so."""
    if not math.isfinite(share):
        return "an unknown share"
    whole = round(100.0 * share)
    if whole == 0 and share > 0:
        return "under 1 %"
    if whole == 100 and share < 1:
        return "over 99 %"
    return f"{whole} %"


def span(one: Share) -> str:
    """The 95 % interval of a share in whole per cent, rounded outwards so that no text is surer than the numbers."""
    if not math.isfinite(one.low):
        return "no interval"
    return f"{_floor(one.low)} to {_ceil(one.high)} %"


def _floor(share: float) -> int:
    return math.floor(100.0 * share + 1e-9)


def _ceil(share: float) -> int:
    return math.ceil(100.0 * share - 1e-9)


def signed(value: float) -> str:
    """A number with its sign and two decimals; what rounds to nothing is 0.00."""
    text = f"{value:+.2f}"
    return "0.00" if float(text) == 0 else text


def ratio(one: Told) -> str:
    """The median over sets with its 5 to 95 %, where it can be told; nothing said where it cannot."""
    if one.spread_of != LOG_RATIO:
        return "no log ratio, for a mean is zero in some sets"
    if not math.isfinite(one.median):
        return "no log ratio"
    return f"median log ratio {signed(one.median)} (5 to 95 % of sets {signed(one.low_5)} to {signed(one.high_95)})"


def sets(one: Told) -> str:
    """How many parameter sets and runs a number rests on."""
    runs = f"of {one.runs:,} paired run{'' if one.runs == 1 else 's'}"
    many = f"{one.lower.samples:,} parameter set{'' if one.lower.samples == 1 else 's'} {runs}"
    return many if one.conditions <= 1 else f"{many} under each of {one.conditions} conditions"


def reassurance(one: Contrast) -> str:
    """At what reassurance of rivals, in the words of the contrast."""
    if not one.reassurance:
        return "reassurance not stated"
    bare = one.reassurance.startswith(("as posed", f"{EQUAL} ("))
    return f"at reassurance {one.reassurance}" if bare else f"at {one.reassurance}"


def versus(one: Contrast, titles: Labels, verb: str = "was lower") -> str:
    """Lower under one than under the other."""
    return f"{verb} under {label(one.of, titles)} than under {label(one.against, titles)}"


def in_part(one: Told, number: str) -> str:
    """In what part of the sets, as far as the interval allows a word, with the share and its interval.

    Parameters
    ----------
    number
        What the sets are called, ``500 parameter sets of 16 paired runs``.
    """
    share, word = f"{percent(one.lower.share)} ({span(one.lower)})", one.word
    ties = f", exactly equal in {percent(one.equal)}" if one.equal >= TIED else ""
    if word in (MOST, FEWER):
        return f"in {word} of {number}: {share}{ties}"
    if word == ABOUT:
        return f"in about half of {number}: {share}{ties}, so which of the two is more often lower cannot be told"
    if word == NEITHER:
        return (
            f"in {share} of {number}, higher in {percent(one.higher.share)} and exactly equal in {percent(one.equal)}: "
            "neither in most"
        )
    if not one.lower.cases:
        return f"in a share that cannot be told: none of {number} has a whole pair of runs"
    return f"in {share} of {number}{ties}: whether in most cannot be told"


def undecided(one: Told) -> str:
    """In how many sets the runs tell no sign, and what that leaves open."""
    low, high = one.range
    if not math.isfinite(low):
        return "the sign in single sets cannot be told"
    if not one.undecided:
        return "no sign is open"
    left = f"the runs leave the sign open in {percent(one.undecided)}"
    return f"{left}, so that anything from {_floor(low)} to {_ceil(high)} % is possible"


def points(gap: tuple[float, float, float], other: str) -> str:
    """How far a share lies from another in percentage points, where the interval of the difference leaves out 0."""
    apart, low, high = gap
    if not (low > 0 or high < 0):
        return f"which cannot be told apart from {other}"
    way, ends = ("above", (low, high)) if apart > 0 else ("below", (-high, -low))
    return f"{abs(apart) * 100:.0f} points {way} {other} ({_floor(ends[0])} to {_ceil(ends[1])})"


def joined(parts: Sequence[str]) -> str:
    """Parts with commas, and the last with and."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def subject(name: str) -> str:
    """An outcome as something simulated, before a verb."""
    text = f"simulated {metric(name)}"
    return f"{text}," if "," in text else text


def named(one: Contrast, titles: Labels) -> str:
    """A contrast by its policies."""
    return f"{label(one.of, titles)} against {label(one.against, titles)}"
