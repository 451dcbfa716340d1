"""A judgement of robustness as plain data, for a script."""

from __future__ import annotations

from typing import Any

import numpy as np

from eastsea_abm.robustness import words
from eastsea_abm.robustness.judged import Choice, Judged, Robust

REGRETS = ("mean", "high", "greatest")
SHARES = ("means", "best", "best_low", "best_high", "acceptable", "acceptable_low", "acceptable_high")


def as_data(told: Robust) -> dict[str, Any]:
    """All of it, by policy."""

    def by_policy(values: np.ndarray) -> dict[str, float]:
        return dict(zip(told.policies, values.tolist(), strict=True))

    def rule(choice: Choice) -> dict[str, Any]:
        return {**choice._asdict(), "shares": by_policy(choice.shares), "rivals": list(choice.rivals)}

    def outcome(one: Judged) -> dict[str, Any]:
        rows = {
            name: {key: by_policy(getattr(one, key)[k]) for key in ("regret", "low", "high", "face")}
            for k, name in enumerate(REGRETS)
        }
        return {
            "outcome": one.outcome,
            "regret": rows,
            **{name: by_policy(getattr(one, name)) for name in SHARES},
            "best_mean": one.scale,
            "luck": one.luck,
            "halves_agree": one.agree,
            "choices": [rule(choice) for choice in one.choices],
            "words": words.sentence(told, one),
        }

    return {
        "policies": list(told.policies),
        "futures": told.futures,
        "runs": told.runs,
        "units": told.units,
        "unit_of_resampling": told.unit,
        "left_out": told.left_out,
        "tolerance": told.tolerance,
        "outcomes": [outcome(one) for one in told.outcomes],
        "jointly": {
            "share": by_policy(told.jointly),
            "low": by_policy(told.jointly_low),
            "high": by_policy(told.jointly_high),
            "choice": rule(told.joint),
        },
        "words": words.sentences(told),
        "remarks": words.caveats(told),
    }
