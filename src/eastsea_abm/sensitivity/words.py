"""An analysis of sensitivity in sentences, and as plain data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from eastsea_abm.sensitivity.analysis import Shares, Told
from eastsea_abm.sensitivity.asked import Asked
from eastsea_abm.sensitivity.convergence import RULE
from eastsea_abm.sensitivity.indices import FEW_RESAMPLES, NAMES, RESAMPLES
from eastsea_abm.sensitivity.shares import TOGETHER
from eastsea_abm.sweep.plan import Plan

#: What the two indices of a method are called in a table.
TITLES = {"morris": ("mu*", "sigma"), "sobol": ("total", "first order"), "pawn": ("distance", "")}
MEANS = {
    "morris": "mu* is the mean absolute effect of moving a factor over its whole width, in the outcome's unit; sigma "
    "the spread of the effects: interactions and bends",
    "sobol": "total and first order are shares of the variance of the means over settings: with and without what a "
    "factor does together with others",
    "pawn": "distance is PAWN's: the median greatest gap (0 to 1) between the distribution of the means over all "
    "settings and over those of a slice of the factor",
}
FLOORS = {
    "morris": "luck gives an idle factor a mu* of at most about",
    "sobol": "luck gives an idle factor a total of at most about",
    "pawn": "95 % of idle factors stay below",
}


def ranked(one: Told) -> list[int]:
    """Places of the factors, the greatest index first."""
    return [] if one.indices is None else [int(k) for k in np.argsort(-one.indices.main, kind="stable")]


def above(one: Told) -> int | None:
    """How many factors have their whole interval above the floor; None where no floor is known."""
    if one.indices is None or math.isnan(one.floor):
        return None
    return int((one.indices.low > one.floor).sum())


def lines(one: Told, method: str) -> list[str]:
    """What is to be known beside the factors of one table."""
    if one.indices is None or one.convergence is None:
        return ["does not vary over the settings"]
    said = [one.convergence.words]
    share = one.luck.share
    said.append(
        "one run a setting: how much of this is luck is not known"
        if math.isnan(share)
        else f"of the variance of these means {100 * share:.1f} % is luck, and would differ with other runs"
    )
    number = above(one)
    if number is not None:
        said.append(f"{FLOORS[method]} {one.floor:.3g}: {number} of {one.indices.main.size} surely above")
    return said


def remarks(plan: Plan, what: Asked, failed: int) -> list[str]:
    """How all of it is to be read."""
    times = FEW_RESAMPLES if what.method == "pawn" else RESAMPLES
    said = [
        f"{MEANS[what.method]}. Intervals are 95 %, normal around the index, by {times} bootstrap resamples",
        f"{RULE}. The three numbers are assumptions",
        "the settings span what we hold possible: shares of this space are no probabilities",
    ]
    if plan.runs > 1 and len(plan.policies) > 1:
        said.append("shares of variance are of single runs over the settings of this design and add up exactly")
    if what.method == "pawn" and plan.design in ("sobol", "morris"):
        said.append(f"the settings of a {plan.design} design hang together: pawn's intervals are too narrow on them")
    if failed:
        said.append(f"{failed:,} of {plan.rows:,} runs went numerically wrong and are left out of the means")
    return said


def shares_line(one: Shares) -> str:
    """Shares of variance in one line, those with luck in them put together too."""
    order = list(one.of)
    if math.isnan(one.of[order[0]]):
        return "shares of variance: nothing varies"
    luck = sum(one.of[name] for name, axes in zip(order, TOGETHER, strict=True) if 2 in axes)
    told = ", ".join(f"{name} {100 * one.of[name]:.1f} %" for name in order)
    left = f"; settings left out for failed runs: {one.left_out}" if one.left_out else ""
    return f"shares of variance: {told}; all that has luck in it {100 * luck:.1f} %{left}"


def brief(plan: Plan, what: Asked, parts: Sequence[Told | Shares], said: Sequence[str]) -> dict[str, Any]:
    """All of it for a script; what is no number is nan and becomes null."""
    return {
        "sweep": plan.name,
        "digest": plan.digest,
        "design": plan.design,
        "samples": plan.samples,
        "settings": plan.settings,
        "runs": plan.runs,
        "method": what.method,
        "seed": what.seed,
        "remarks": list(said),
        "analyses": [_told(plan, what.method, one) for one in parts if isinstance(one, Told)],
        "shares": [one._asdict() for one in parts if isinstance(one, Shares)],
    }


def _told(plan: Plan, method: str, one: Told) -> dict[str, Any]:
    found = one.convergence
    return {
        "scenario": one.scenario,
        "outcome": one.outcome,
        "policy": one.policy,
        "spread": one.spread,
        "luck_share": one.luck.share,
        "floor": one.floor,
        "above_floor": above(one),
        "converged": found.converged if found else None,
        "ranks_agree": found.ranks if found else None,
        "widest_interval": found.widest if found else None,
        "factors": [_row(plan.factors[k].name, method, one, k) for k in ranked(one)],
    }


def _row(name: str, method: str, one: Told, k: int) -> dict[str, Any]:
    assert one.indices is not None
    own = {key: float(values[k]) for key, values in one.indices._asdict().items()}
    first, second = NAMES[method]
    row: dict[str, Any] = {
        "factor": name,
        first: own["main"],
        f"{first}_low": own["low"],
        f"{first}_high": own["high"],
    }
    if second:
        row[second] = own["second"]
    if method == "sobol":
        row |= {"first_low": own["second_low"], "first_high": own["second_high"]}
    if method == "morris":
        row["mean_effect"] = own["sign"] * own["main"]
    return row
