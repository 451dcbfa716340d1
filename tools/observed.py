"""Tables of docs/observed.md, from the packaged record alone.

``python tools/observed.py`` prints the document with its generated parts as the code has them now.
``python tools/observed_picture.py`` draws docs/figures/observed.png.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from eastsea_abm.observed import Point, all_series, cooperation_index, milestones
from eastsea_abm.observed.record import acts, facts, outcomes
from eastsea_abm.scenario.schema import date_of, month_of

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "observed.md"
PART = re.compile(r"<!-- generated:([a-z-]+) -->\n(.*?)<!-- /generated -->", re.DOTALL)
FIRST, LAST = month_of("2012-01"), month_of("2025-12")

#: Classes of acts in our own words, and when they are used.
CLASSES = {
    "057": "an agreement is signed or a body set up by a joint text",
    "062": "the forces of the two work or train together",
    "064": "information is shared",
    "085": "economic curbs are lifted",
    "0312": "intent to work together militarily",
    "0314": "intent to share information",
    "036": "intent to negotiate",
    "043": "a visit is received: the two meet in the country of one of them",
    "044": "the two meet at a third place",
    "014": "an option is weighed; used for the one row that cuts both ways",
    "1212": "military cooperation is turned down or withheld",
    "1622": "military assistance is cut back",
    "163": "embargo, boycott or sanction; here the tightening of export licences",
}
MEETINGS = ("043", "044")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join(lines + [f"| {' | '.join(map(str, row))} |" for row in rows]) + "\n"


def classes() -> str:
    """Classes with their weights, and how often they stand in the record."""
    used = Counter(act.code for act in acts().values())
    weight = {act.code: act.weight for act in acts().values()}
    return table(
        ("CAMEO", "weight", "rows", "when"),
        ((code, f"{weight[code]:+.1f}", used[code], when) for code, when in CLASSES.items()),
    )


def every_act() -> str:
    """Every outcome row of the pair with its weight."""
    rows = ((fact, acts()[fact.id]) for fact in outcomes())
    return table(
        ("date", "what", "CAMEO", "weight", "why"),
        ((fact.date, fact.note, act.code, f"{act.weight:+.1f}", act.line) for fact, act in rows),
    )


def left_out() -> str:
    """Outcome rows in which only one of the two takes part."""
    rows = [fact for fact in facts() if fact.klass == "outcome" and fact.id not in acts()]
    return table(("date", "what", "between"), ((fact.date, fact.note, ", ".join(fact.parties)) for fact in rows))


def versions() -> dict[str, np.ndarray]:
    """The index and four ways in which it could have been made."""
    halved = {name: act.weight / 2 for name, act in acts().items() if act.code in MEETINGS}
    return {
        "as used": cooperation_index(FIRST, LAST),
        "smoothed over 3": cooperation_index(FIRST, LAST, smoothing=3),
        "smoothed over 12": cooperation_index(FIRST, LAST, smoothing=12),
        "no inventory": cooperation_index(FIRST, LAST, instruments=False),
        "meetings halved": cooperation_index(FIRST, LAST, weights=halved),
    }


def by_year(values: np.ndarray) -> np.ndarray:
    """Calendar-year means."""
    return values.reshape(-1, 12).mean(axis=1)


def years() -> str:
    """Calendar-year means of every version."""
    labels = [str(year) for year in range(FIRST // 12, LAST // 12 + 1)]
    return table(
        ("version", *labels), ((name, *(f"{x:.0f}" for x in by_year(made))) for name, made in versions().items())
    )


def correlations() -> str:
    """Rank correlation of every two versions by month, and what the annual changes of each share with the index."""
    made = versions()
    changes = {name: np.sign(np.diff(by_year(values)).round(6)) for name, values in made.items()}
    used = changes["as used"]
    moved = int((used != 0).sum())
    rows = []
    for name, values in made.items():
        rank = [f"{spearmanr(values, other).statistic:.2f}" for other in made.values()]
        year = f"{spearmanr(by_year(values), by_year(made['as used'])).statistic:.2f}"
        rows.append((name, *rank, year, f"{int((changes[name] == used)[used != 0].sum())} of {moved}"))
    return table(("by month", *made, "by year, with the index", "same sign of the annual change"), rows)


def milestone_list() -> str:
    """Milestones of the record."""
    return table(("month", "instrument", "change"), ((date_of(m.month), m.title, m.change) for m in milestones()))


def poll_points() -> str:
    """Good shares of every poll by year; filled-in ones in brackets, a new segment marked."""
    series = {name: one for name, one in all_series(FIRST, LAST).items() if name.startswith(("relations", "liking"))}
    rows = []
    for year in range(FIRST // 12, LAST // 12 + 1):
        cells = [_cell(one.points, year) for one in series.values()]
        if any(cells):
            rows.append((year, *cells))
    return table(("year", *series), rows)


def _cell(points: Sequence[Point], year: int) -> str:
    breaks = {b.month for a, b in pairwise(points) if a.segment != b.segment}
    for point in points:
        if point.month // 12 == year:
            shown = f"({point.value:.2f})" if point.imputed else f"{point.value:.2f}"
            return f"new: {shown}" if point.month in breaks else shown
    return ""


def series_list() -> str:
    """Every series with its unit, its reach and its counterpart."""
    rows = []
    for name, one in all_series(FIRST, LAST).items():
        reach = f"{date_of(one.points[0].month)} to {date_of(one.points[-1].month)}"
        training = sum(point.month < month_of("2019-01") for point in one.points)
        counterpart = f"`{one.model}`" if one.model else "given to the model" if one.forced else "none"
        rows.append((f"`{name}`", one.unit, reach, f"{training} + {len(one.points) - training}", counterpart))
    return table(("series", "unit", "months", "points before and from 2019", "column of the model"), rows)


PARTS: dict[str, Callable[[], str]] = {
    "classes": classes,
    "acts": every_act,
    "left-out": left_out,
    "years": years,
    "correlations": correlations,
    "milestones": milestone_list,
    "polls": poll_points,
    "series": series_list,
}


def document() -> str:
    """The document with its generated parts made anew."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return PART.sub(lambda part: f"<!-- generated:{part[1]} -->\n{PARTS[part[1]]()}<!-- /generated -->", text)


if __name__ == "__main__":
    sys.stdout.write(document())
