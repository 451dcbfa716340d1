"""How policies hold over futures, in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.robustness.judged import AGREED, HIGH, Choice, Judged, Robust

#: What a policy has that comes first by a rule.
HAS = {
    "high": "the least 90th-percentile regret",
    "greatest": "the least greatest regret",
    "acceptable": "the largest share of futures in which it is acceptable",
}


def sentences(told: Robust) -> list[str]:
    """All that is said of a store: outcome by outcome, then jointly."""
    said = [sentence(told, one) for one in told.outcomes]
    return [*said, jointly(told)] if len(told.outcomes) > 1 else said


def sentence(told: Robust, one: Judged) -> str:
    """Who is best on average, who is robust by which rule, whether that is the same, and what luck does to it."""
    first = f"Under the stated assumptions, over {over(told)}: {average(one)}; {robust(one)}."
    return f"{first} {same(one)} {luck(told, one)}"


def average(one: Judged) -> str:
    """Who is best on average."""
    what = f"{'highest' if one.better > 0 else 'lowest'} mean {named(one.outcome)}"
    choice = one.choice("mean")
    if choice.told:
        return f"{choice.policy} has the {what}"
    return f"which has the {what} cannot be told ({rivals(choice)})"


def robust(one: Judged) -> str:
    """Who comes out ahead by the rules of robustness, those rules together that name the same."""
    by_policy: dict[str, list[str]] = {}
    unclear = []
    for choice in one.choices:
        if choice.rule != "mean":
            if choice.told:
                by_policy.setdefault(choice.policy, []).append(HAS[choice.rule])
            else:
                unclear.append(f"which has {HAS[choice.rule]} cannot be told ({rivals(choice)})")
    return "; ".join([*(f"{policy} has {joined(rules)}" for policy, rules in by_policy.items()), *unclear])


def same(one: Judged) -> str:
    """Whether the best on average and the robust choice, by 90th-percentile regret, are the same."""
    first, other = one.choice("mean"), one.choice("high")
    if first.told and other.told:
        if first.policy == other.policy:
            return "The best on average and the least 90th-percentile regret are the same policy."
        return (
            f"The best on average ({first.policy}) and the least 90th-percentile regret ({other.policy}) are different "
            "policies: which to prefer is a question of what one is afraid of, and not one the model answers."
        )
    return "Whether the best on average and the least 90th-percentile regret are the same policy cannot be told."


def luck(told: Robust, one: Judged) -> str:
    """What luck does to the best of several."""
    if math.isnan(one.luck):
        number = f"{told.runs} run{'' if told.runs == 1 else 's'} a future"
        return f"With {number} the luck in regrets cannot be measured: they are at face value, and too great."
    part = f", {percent(one.luck / one.scale)} of it" if one.scale > 0 else ""
    return (
        f"The luck of the runs alone flatters the best of the {len(told.policies)} policies by {one.luck:.2g} on "
        f"average{part}, which is taken out of regrets; two halves of the runs name the same best in "
        f"{percent(one.agree)} of futures."
    )


def jointly(told: Robust) -> str:
    """How often each is acceptable in every outcome at once."""
    names = joined([one.outcome.replace("_", " ") for one in told.outcomes])
    order = sorted(range(len(told.policies)), key=lambda k: -told.jointly[k])
    shares = "; ".join(
        f"{told.policies[k]} in {percent(told.jointly[k])} ({percent(told.jointly_low[k])} to "
        f"{percent(told.jointly_high[k])})"
        for k in order[:3]
    )
    who = (
        f"most often {told.joint.policy}"
        if told.joint.told
        else f"which most often cannot be told ({rivals(told.joint)})"
    )
    return f"Within {percent(told.tolerance)} of the best in {names} at once: {shares}; {who}."


def rivals(choice: Choice) -> str:
    """Who comes first in how many resamples."""
    if len(choice.rivals) == 1:
        return f"{choice.rivals[0]} comes first in fewer than {percent(AGREED)} of resamples"
    return f"{joined(choice.rivals[:3])} each come first in some of the resamples"


def over(told: Robust) -> str:
    """How many futures, of how many samples and runs."""
    sets = f" of {told.units:,} parameter sets" if told.unit != "runs" and told.units != told.futures else ""
    return f"{told.futures:,} futures{sets} of {told.runs:,} run{'' if told.runs == 1 else 's'} each"


def caveats(told: Robust) -> list[str]:
    """What a reader must know before regrets are believed."""
    redrawn = "run numbers" if told.unit == "runs" else "parameter sets and run numbers"
    said = [
        "Regret is what a policy lacks to the best of those compared in the same future, in the outcome's unit; other "
        "policies than these may do better. A future is a setting of the sweep.",
        f"Acceptable is within {percent(told.tolerance)} of the best of a future; a bad future is the "
        f"{100 * HIGH:.0f}th percentile of regret; told is what {percent(AGREED)} of resamples agree on: three "
        "assumptions.",
        f"Intervals are 95 %, by {told.resamples} resamples of {redrawn}, and somewhat too wide. Greatest regrets have "
        "none: a single future decides them, by its luck too.",
        "Shares are of the futures of this sweep, whose ranges are assumptions, and no probabilities.",
    ]
    if not math.isnan(told.outcomes[0].luck):
        said.append(
            "Regrets are measured from the best policy that one half of the runs names, at what the other half says it "
            "is worth: on average a little too small. At face value they are too great."
        )
    if told.left_out:
        said.append(f"{told.left_out:,} settings without a whole run under every policy are left out.")
    return said


def named(outcome: str) -> str:
    """An outcome with its unit."""
    return f"{outcome.replace('_', ' ')} ({outcome_of(outcome).unit})"


def joined(parts: Sequence[str]) -> str:
    """Parts with commas, and the last with and."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def percent(share: float) -> str:
    """A share as per cent."""
    return f"{100 * share:.0f} %" if math.isfinite(share) else "an unknown share"
