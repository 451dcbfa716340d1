"""A comparison as it is kept beside its outcome table: two tables, the same as JSON, and the figures."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from eastsea_abm.analysis.comparison import Comparison

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.sweep.store import Store


@dataclass(frozen=True)
class Made:
    """A comparison that was made.

    Attributes
    ----------
    shown
        Outcomes that are drawn and printed; the tables hold all.
    remarks
        How the wanted precision was reached or missed, a line each.
    circumstances
        When, how and how fast.
    """

    store: Store
    told: Comparison
    shown: list[str]
    remarks: list[str] = field(default_factory=list)
    circumstances: dict[str, Any] = field(default_factory=dict)


def brief(made: Made) -> dict[str, Any]:
    """All of a comparison as plain data; what is no number is None."""
    plan, told, about = made.store.plan, made.told, made.store.about
    source = plan.scenarios[0]
    return {
        "result": str(made.store.folder),
        "scenario": source.name,
        "policies": {one.name: list(one.overlays) for one in source.alternatives},
        "reference": told.reference,
        "seed": source.seed,
        "months": source.months,
        "runs": told.runs,
        "draws": told.sets if plan.factors else 0,
        "sampled": [factor.name for factor in plan.factors],
        "unit": told.unit,
        "interval": f"95 %, {told.interval}",
        "failed": told.failed,
        "shown": made.shown,
        "remarks": made.remarks,
        "rules": about.rules,
        "digest": about.content.digest if about.content else None,
        "differences": records(told.differences),
        "best": records(told.best),
        "circumstances": made.circumstances,
    }


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as plain data."""
    objects = table.astype(object)
    return [
        {str(key): value for key, value in row.items()} for row in objects.where(table.notna(), None).to_dict("records")
    ]


def keep(made: Made) -> None:
    """Write the analysis into the folder of the store, each file whole or not at all.

    Raises
    ------
    EnvironmentFault
        If it cannot be written; the outcome table stays.
    """
    from eastsea_abm.figure_compare_page import page
    from eastsea_abm.results.store import writing
    from eastsea_abm.sweep.disk import put

    told = made.told
    texts = {
        "differences.csv": told.differences.to_csv(index=False, lineterminator="\n"),
        "best.csv": told.best.to_csv(index=False, lineterminator="\n"),
        "compare.json": json.dumps(brief(made), indent=1, ensure_ascii=False, allow_nan=False) + "\n",
        "figure.html": page(told, made.store.plan, made.shown, made.remarks),
    }
    with writing(made.store.folder):
        for name, text in texts.items():
            put(made.store.folder / name, text.encode())
