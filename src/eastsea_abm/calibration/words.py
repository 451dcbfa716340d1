"""What a calibration found, in sentences that claim no more than recovery supports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LEAST_SHIFT = 0.25  # standard deviations of the prior (assumption): less is no move worth a word
LEAST_NARROWER = 0.1  # share of the prior's variance (assumption)
ERRORS = 3.0  # standard errors beyond which a change is not the luck of the draws (assumption)
LEAST_AGREEMENT = 0.2  # lower end of the rank correlation of truth and estimate (assumption)
LEAST_COVERAGE = 0.85  # of 90 % intervals (assumption): those that hold the truth less often say too much
FAR = 0.95  # share of simulated histories beyond which a record counts as out of reach (assumption)

MOVED, NARROWED, UNMOVED, UNSUPPORTED = "moved", "narrowed", "not moved", "no claim"


def verdict(target: Mapping[str, Any]) -> str:
    """``moved``, ``narrowed``, ``not moved`` or ``no claim``.

    Moved needs a shift, narrowed a contraction, that is worth a word and that another table of draws would show
    too; either needs a recovery in which estimates follow the truth and 90 % intervals
    may hold it as often as `LEAST_COVERAGE`.
    """
    shifted = abs(target["shift"]) >= max(LEAST_SHIFT, ERRORS * target["shift_error"])
    narrower = target["contraction"] >= max(LEAST_NARROWER, ERRORS * target["contraction_error"])
    if not (shifted or narrower):
        return UNMOVED
    if not supported(target.get("recovery")):
        return UNSUPPORTED
    return MOVED if shifted else NARROWED


def supported(recovery: Mapping[str, Any] | None) -> bool:
    """Whether recovery lets anything be said of a target."""
    return (
        recovery is not None
        and recovery["correlation_low"] > LEAST_AGREEMENT
        and recovery["coverage"]["0.9"][2] >= LEAST_COVERAGE
    )


def told(target: Mapping[str, Any]) -> str:
    """One sentence about a target."""
    name, found = target["title"], verdict(target)
    left = f"{100 * (1 - target['contraction']):.0f} % of the prior's variance is left"
    expected = _expected(target)
    if found == UNMOVED:
        return f"{name}: the record leaves it where the prior had it ({left}{expected})."
    if found == UNSUPPORTED:
        return f"{name}: its draws changed, but {_why(target.get('recovery'))}: no claim."
    if found == NARROWED:
        return f"{name}: narrowed and not moved; {left}{expected}."
    way = "up" if target["shift"] > 0 else "down"
    far = f"{abs(target['shift']):.2f} (standard error {target['shift_error']:.2f}) prior standard deviations"
    return f"{name}: moved {way} by {far}; {left}{expected}."


def _expected(target: Mapping[str, Any]) -> str:
    recovery = target.get("recovery")
    if recovery is None:
        return ""
    said = f", {100 * (1 - recovery['contraction']):.0f} % in simulated histories"
    if target["contraction"] > recovery["contraction_high"]:
        return f"{said}: surer than 95 % of them"
    if target["contraction"] < recovery["contraction_low"]:
        return f"{said}: less sure than 95 % of them"
    return said


def _why(recovery: Mapping[str, Any] | None) -> str:
    if recovery is None:
        return "no histories were fitted back"
    if recovery["correlation_low"] <= LEAST_AGREEMENT:
        return "in simulated histories the estimate hardly follows the truth"
    return "in simulated histories its intervals miss the truth too often"


def reached(prior: Mapping[str, Any], posterior: Mapping[str, Any]) -> list[str]:
    """Sentences on whether the model comes near the record."""
    out = []
    for which, one in (("prior", prior), ("posterior", posterior)):
        inside = one["statistics"] - len(one["outside"])
        line = (
            f"Under the {which} the record lies farther out than {100 * one['farther']:.0f} % of simulated histories; "
            f"{inside} of its {one['statistics']} statistics lie in their middle 90 %"
        )
        out.append(f"{line}{_listed(one['outside'])}.")
    if prior["farther"] > FAR:
        out.append("The model hardly reaches this record, whatever its parameters: no posterior makes up for that.")
    if posterior["distance"] >= prior["distance"]:
        out.append("The posterior's histories come no nearer to the record as a whole than the prior's.")
    return out


def _listed(names: Sequence[str]) -> str:
    if not names:
        return ""
    return f", not {', '.join(names[:6])}{f' and {len(names) - 6} more' if len(names) > 6 else ''}"


def identified(chosen: Sequence[str], passed: Mapping[str, str], combined: Sequence[float], by_hand: bool) -> list[str]:
    """Sentences on what the training record can tell apart."""
    if by_hand:
        out = ["Runs and record were compared by what statistics tell of the parameters named by hand."]
    else:
        number = len(combined)
        out = [
            f"Statistics of these months tell of {number} combination{'' if number == 1 else 's'} of parameters; by "
            "these runs and record were compared. All other directions keep their priors."
        ]
    if not chosen:
        out.append("No single parameter can be told from the others.")
    out += [f"{name} was passed over: statistics cannot tell it from {like}." for name, like in passed.items()]
    return out
