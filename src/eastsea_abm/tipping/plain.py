"""Turning points and responses to doses as plain data, for a script."""

from __future__ import annotations

from typing import Any

from eastsea_abm.tipping import words
from eastsea_abm.tipping.dose import Response
from eastsea_abm.tipping.finding import Tipping

FIELDS = ("means", "means_low", "means_high", "contrasts", "contrasts_low", "contrasts_high", "often")


def as_data(told: Tipping) -> dict[str, Any]:
    """A turning point; curves by policy."""
    meaning, unit = words.meaning_of(told.factor)
    return {
        "factor": told.factor,
        "meaning": meaning,
        "unit": unit,
        "outcome": told.outcome,
        "best_is": words.way(told.better),
        "policies": list(told.policies),
        "method": "smooth" if told.degrees else "levels",
        "degrees": told.degrees,
        "at": told.at.tolist(),
        "preferred": [told.policies[k] for k in told.preferred],
        **{name: dict(zip(told.policies, getattr(told, name).tolist(), strict=True)) for name in FIELDS},
        "turns": [turn._asdict() for turn in told.turns],
        "steady": told.steady,
        "margin": told.margin._asdict() if told.margin else None,
        "told": told.told,
        "units": told.units,
        "unit_of_resampling": told.unit,
        "settings": told.settings,
        "runs": told.runs,
        "left_out": told.left_out,
        "words": words.sentence(told),
        "remarks": words.caveats(told),
    }


def dose_data(told: Response) -> dict[str, Any]:
    """A response to doses."""
    return {
        "lever": told.lever,
        "outcome": told.outcome,
        "units": told.units,
        "unit_of_means": told.unit,
        "runs": told.runs,
        "left_out": told.left_out,
        "alone": list(told.alone),
        "rows": [
            {
                "held": row.held,
                "reference": row.reference,
                "steps": [
                    {
                        **step._asdict(),
                        "against": step.against._asdict(),
                        "before": step.before._asdict() if step.before else None,
                    }
                    for step in row.steps
                ],
            }
            for row in told.rows
        ],
        "words": words.dose_sentences(told),
    }
