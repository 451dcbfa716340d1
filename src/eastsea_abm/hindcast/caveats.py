"""What keeps the numbers of a hindcast from meaning more than they do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from eastsea_abm.hindcast.baselines import LEADERS_ALONE
from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.words import number, plural

if TYPE_CHECKING:
    import pandas as pd


def caveats(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Every caveat, a paragraph each."""
    scores, series = tables["scores"], tables["series"]
    own = series[series["series"].isin(set(scores["series"]))]
    held = own[own["held_out"] & (own["every"] == "year")]
    most = int(held.groupby("series").size().max()) if len(held) else 0
    filled, all_points = int(own["imputed"].sum()), int((own["every"] == "year").sum())
    tested = len(tables["standings"])
    return [
        "Hindsight. Leaders, posture and doctrine are coded by a written rubric from what was known on the day, but "
        "the rubric, the list of what drives the region and the rules of the model were written by people who knew "
        "how it went (docs/coding.md). Held out means held out of the fit, not out of the minds of those who built it.",
        "Given, not foretold. A forecast made in the year itself would not have known who would govern or what would "
        "be launched. The question here is what follows if that is known; baselines that use the same knowledge (event "
        "count, leaders alone) stand beside it. Disputes and settlements are given although governments made most of "
        "them; the ablation 'governments' history' leaves rulings of courts alone.",
        f"Small numbers. A yearly series has {number(most)} held-out points at the most, which move together: "
        "relations and its two publics, and the index by month and by year, are the same history told more than once.",
        f"Many comparisons. {tested} scores are compared in all, each with the best of several baselines, chosen after "
        "the fact. No p is corrected for either.",
        f"Filled-in points. {filled} of {plural(all_points, 'yearly point')} that are scored have one answer of the "
        "poll filled in by rule (docs/observed.md); they are drawn hollow and count in full.",
        "One rubric. The cooperation index is one way of weighing acts, set by one coder; docs/observed.md shows how "
        "far other weights move it.",
        "A band is of luck and, with a posterior, of parameters. It holds no doubt about the rules themselves.",
        *turned_leaders(scores),
        *flags(scores),
    ]


def turned_leaders(scores: pd.DataFrame) -> list[str]:
    """Where a regression on the leaders learns the wrong sign, how well it would rank with the right one."""
    own = scores[(scores["method"] == LEADERS_ALONE) & (scores["period"] == HELD_OUT) & (scores["rank"] < 0.0)]
    if own.empty:
        return []
    said = ", ".join(f"{one['series'].replace('_', ' ')} {-one['rank']:+.2f}" for one in own.to_dict("records"))
    return [
        "Leaders alone is a regression without any idea of its sign, and learns the wrong one in these training years. "
        "Who knows that willing leaders bring states together would read it the other way round: its rank correlation "
        f"would then be {said}. A good part of what the model says is who governs, as the ablation 'leaders' shows."
    ]


def flags(scores: pd.DataFrame) -> list[str]:
    """What the map onto a scale says of itself."""
    own = scores[(scores["flag"] != "") & (scores["period"] == HELD_OUT)]
    return [f"Scale of {row['series']}, {row['method']}: {row['flag']}." for row in own.to_dict("records")]
