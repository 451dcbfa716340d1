"""A turning point, or that there is none, or that it cannot be told, in words that claim no more."""

from __future__ import annotations

import math

from eastsea_abm.tipping.dose_words import caveats as dose_caveats
from eastsea_abm.tipping.dose_words import sentences as dose_sentences
from eastsea_abm.tipping.finding import Tipping
from eastsea_abm.tipping.phrases import joined, meaning_of, named, percent, plural, way
from eastsea_abm.tipping.turns import AGREED, Turn

__all__ = ["caveats", "dose_caveats", "dose_sentences", "finding", "meaning_of", "named", "scope", "sentence", "way"]


def sentence(told: Tipping) -> str:
    """What the sweep says of where the policy with the best mean changes, and no more than that."""
    return f"{finding(told)} {scope(told)}"


def finding(told: Tipping) -> str:
    """The turns that are told; that there is none; or that it cannot be told, and why."""
    about = f"mean {named(told.outcome)}"
    if told.same:
        return f"Nothing to tell: mean {named(told.outcome)} is the same under {joined(told.policies)}."
    sure = [turn for turn in told.turns if turn.told]
    if not told.turns:
        return _none(told, about) if told.told else _unclear(told, about)
    if not sure:
        return _unclear(told, about)
    said = " ".join(_turn(told, turn, about) for turn in sure)
    rest = len(told.turns) - len(sure)
    more = "Another change of place" if rest == 1 else f"{rest} more changes of place"
    return f"{said} {more} in the estimate cannot be told from chance." if rest else said


def scope(told: Tipping) -> str:
    """What the factor means, over which range it was varied, and what the rest of the sweep did meanwhile."""
    meaning, unit = meaning_of(told.factor)
    means = f": {meaning}" if meaning else ""
    of = f", unit {unit}" if unit and unit != "1" else ""
    over = f"{told.settings:,} settings" if told.unit == "runs" else f"{told.units:,} {told.unit}"
    if told.unit != "runs" and told.settings != told.units:
        over += f" ({told.settings:,} settings)"
    return (
        f"({told.factor}{means}{of}; varied from {ends(told)}, a range that is an assumption. "
        f"Means are over everything else that varies in the sweep, {over} of {told.runs:,} "
        f"run{plural(told.runs)} each.)"
    )


def _turn(told: Tipping, turn: Turn, about: str) -> str:
    digits = figures(told)
    return (
        f"Under the stated assumptions, {turn.before} has the {way(told.better)} {about} below about "
        f"{round(turn.value, digits):g} of {told.factor}, and {turn.after} above it: the 95 % band of the turning "
        f"point is {band(told, turn)}, and {percent(turn.share)} of resamples show this turn."
    )


def band(told: Tipping, turn: Turn) -> str:
    """The band of a turn; open where it reaches an end of the range."""
    digits = figures(told)
    low, high = round(turn.low, digits), round(turn.high, digits)
    if turn.low <= told.low and turn.high >= told.high:
        return "the whole range"
    if turn.low <= told.low:
        return f"below {high:g}, open to the lower end of the range"
    if turn.high >= told.high:
        return f"above {low:g}, open to the upper end of the range"
    return f"{low:g} to {high:g}"


def _none(told: Tipping, about: str) -> str:
    assert told.margin is not None
    one, more = told.policies[int(told.preferred[0])], "lower" if told.better > 0 else "higher"
    margin = told.margin
    least, most = f"{margin.least:.2g}", f"{margin.greatest:.2g}"
    by = f"about {least}" if least == most else f"{least} to {most}"
    sure = f"at least {margin.least_low:.2g}" if margin.least_low > 0 else "none at some values"
    return (
        f"No turn within the range: under the stated assumptions {one} has the {way(told.better)} {about} at every "
        f"value of {told.factor} from {ends(told)}. {margin.rival}, which comes nearest, is {more} by "
        f"{by} (95 % bounds: {sure}, at most {margin.greatest_high:.2g}); {percent(told.steady)} of resamples "
        "show no turn."
    )


def _unclear(told: Tipping, about: str) -> str:
    """Why no turn, and no want of one, is told."""
    start = f"It cannot be told whether the policy with the {way(told.better)} {about} changes with {told.factor}"
    if not told.turns:
        one = told.policies[int(told.preferred[0])]
        return (
            f"{start}: in the estimate it is {one} throughout, but only in {percent(told.steady)} of resamples, fewer "
            f"than the {percent(AGREED)} asked for (an assumption)."
        )
    turn = max(told.turns, key=lambda one: one.share)
    number = f" ({len(told.turns)} turns in all)" if len(told.turns) > 1 else ""
    return (
        f"{start}: the estimate turns from {turn.before} to {turn.after} at "
        f"{round(turn.value, figures(told)):g}{number}; {_why_not(turn)}."
    )


def _why_not(turn: Turn) -> str:
    share = percent(turn.share)
    if turn.share < AGREED:
        share = percent(turn.share) if share != percent(AGREED) else f"{100 * turn.share:.1f} %"
        return f"only {share} of resamples show that turn, fewer than the {percent(AGREED)} asked for (an assumption)"
    if not turn.apart:
        return f"though {share} of resamples show that turn, the two cannot be told apart on both sides of it"
    return "its 95 % band is the whole range"


def caveats(told: Tipping) -> list[str]:
    """What a reader must know to believe a turning point no more than it deserves."""
    fitted = {
        0: "means level by level, straight lines between them",
        1: "straight lines, which cross-validation preferred to natural cubic splines",
    }.get(told.degrees, f"natural cubic splines of {told.degrees} degrees of freedom, chosen by cross-validation")
    redrawn = "run numbers" if told.unit == "runs" else "parameter sets and run numbers"
    if told.runs == 1:
        redrawn = "parameter sets; with one run a set all holds for one luck"
    said = [
        f"Curves: {fitted}. Bands: {told.resamples:,} resamples of {redrawn}.",
        "A turn of the mean: in single parameter sets the order of policies may be another on either side of it.",
    ]
    if told.left_out:
        said.append(f"{told.left_out:,} settings without a whole run under every policy are left out.")
    return said


def figures(told: Tipping) -> int:
    """Decimals with which a value of the factor is told: two of its range."""
    return 2 - math.floor(math.log10(told.high - told.low))


def ends(told: Tipping) -> str:
    """The range of the factor, with as many digits as its values are told with."""
    digits = figures(told)
    return f"{round(told.low, digits):g} to {round(told.high, digits):g}"
