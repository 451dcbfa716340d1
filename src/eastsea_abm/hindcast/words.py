"""What a reader may conclude from a hindcast, in sentences: for the page, the terminal and the document.

Pure functions of the tables. A sentence never says more than the paired test allows, and what is n/a is no win.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.hindcast.evaluation import HELD_OUT
from eastsea_abm.hindcast.forecasts import ANCHORED, MODEL
from eastsea_abm.hindcast.paired import LEAST_POINTS, LEVEL
from eastsea_abm.hindcast.rolling import ROLLING, ROLLING_ALL

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.hindcast.page import PageAbout

PERIODS = (HELD_OUT, ROLLING, ROLLING_ALL)
METHODS = {MODEL: "the model", ANCHORED: "the model's change from the last value"}
SCORES = {
    "signs": "Signs of yearly changes",
    "rank": "Rank correlation",
    "crps": "CRPS",
    "f1": "Turning points",
    "f1_paths": "Turning points of single runs",
}
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Counts(NamedTuple):
    """Series by where a method stands on one score against the best baseline that has it."""

    ahead: tuple[str, ...]
    level: tuple[str, ...]
    behind: tuple[str, ...]
    na: tuple[str, ...]

    @property
    def judged(self) -> int:
        """Series in which there is something to compare."""
        return len(self.ahead) + len(self.level) + len(self.behind)


def number(n: int) -> str:
    """A number as a word up to twelve."""
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"


def plural(n: int, word: str) -> str:
    """A number with what it counts: ``one year``, ``seven years``."""
    return f"{number(n)} {word}{'' if n == 1 else 's'}"


def short(series: str) -> str:
    """A series by its short name: ``relations KOR``."""
    return series.replace("_", " ")


def listed(names: Iterable[str]) -> str:
    """Short names, joined."""
    return ", ".join(short(name) for name in names)


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def forced(about: PageAbout) -> list[str]:
    """What the runs were given, and what is their own."""
    return [
        f"Every run begins in {about.first} and is given the record of what the model does not explain: who governs "
        "in Seoul and Tokyo, the posture of the United States, steps of Japan's doctrine, North Korean launches, "
        "drills, patrols and incidents, rulings of courts, disputes over the past and the islets, and how these were "
        "settled. Many of the disputes and all settlements are acts of the two governments.",
        "What the two did together, or refused each other, in security and trade is not given: no meeting, agreement, "
        "joint drill, curb or suspension. Attitudes, decisions, agreements, cooperation and the mood of the publics "
        "are the model's own, to the last month.",
        f"Months before {about.split} are training: from them come the map onto each observed scale and every "
        f"baseline. From {about.split} to {about.last} all is held out.",
    ]


def counts(standings: pd.DataFrame, period: str, method: str = MODEL) -> dict[str, Counts]:
    """Where a method stands, by score, in the order of `SCORES`."""
    own = _of(standings, period, method)
    found = {}
    for score in SCORES:
        rows = own[own["score"] == score] if len(own) else own
        if len(rows):
            by = {word: tuple(map(str, rows.loc[rows["ahead"] == word, "series"])) for word in rows["ahead"].unique()}
            found[score] = Counts(by.get("ahead", ()), by.get("level", ()), by.get("behind", ()), by.get("n/a", ()))
    return found


def tally(standings: pd.DataFrame, period: str, method: str = MODEL) -> list[str]:
    """A line a score: ahead of, level with and behind the best baseline, wins and losses alike."""
    lines = []
    for score, found in counts(standings, period, method).items():
        parts = [f"n/a in {len(found.na)}{_which(found.na)}, which counts for nobody"] if found.na else []
        if found.judged:
            won = f"ahead of the best baseline in {len(found.ahead)} of {found.judged} series{_which(found.ahead)}"
            even = [f"level in {len(found.level)}{_which(found.level)}"] if found.level else []
            parts = [won, *even, f"behind in {len(found.behind)}{_which(found.behind)}", *parts]
        lines.append(f"{SCORES[score]}: {', '.join(parts)}.")
    return lines


def claim(standings: pd.DataFrame, period: str, method: str = MODEL) -> str:
    """What may be claimed in a period, given how many years there are to compare on."""
    own = _of(standings, period, method)
    tested = own[own["n"] > 0] if len(own) else own
    what = {HELD_OUT: "held-out ", ROLLING: "held-out "}.get(period, "")
    if not len(tested):
        return "No score can be put to a paired test: no claim of skill can be made."
    most = int(tested["n"].max())
    if most < LEAST_POINTS:
        years = plural(most, f"{what}year")
        return (
            f"{capital(years)} to compare on at the most: no claim of skill can be made whatever the numbers "
            f"(that takes {number(LEAST_POINTS)})."
        )
    enough = tested[tested["n"] >= LEAST_POINTS]
    shown = enough[enough["p"] < LEVEL]
    better, worse = (shown[shown["ahead"] == word] for word in ("ahead", "behind"))
    parts = [
        f"shows {METHODS[method]} {word} than the best baseline on {_scores(rows)}"
        for word, rows in (("better", better), ("worse", worse))
        if len(rows)
    ]
    rest = len(enough) - len(better) - len(worse)
    if rest:
        parts.append(f"shows no difference on {number(rest)}" if parts else "shows no difference on any of them")
    few = len(tested) - len(enough)
    left = (
        f" {capital(plural(few, 'score'))} with fewer years carr{'ies' if few == 1 else 'y'} no claim." if few else ""
    )
    return (
        f"Of {plural(len(enough), 'score')} with {number(LEAST_POINTS)} years or more, the paired test "
        f"{', '.join(parts)}.{left}"
    )


def verdict(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Claim first, then the counts of the held-out years."""
    standings = tables["standings"]
    return [claim(standings, HELD_OUT), *tally(standings, HELD_OUT)]


def rolled(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The claims of one-year-ahead forecasts, from held-out origins and from all."""
    standings = tables["standings"]
    said = []
    for period in (ROLLING, ROLLING_ALL):
        there = [method for method in METHODS if len(_of(standings, period, method))]
        for text, methods in _alike({method: claim(standings, period, method) for method in there}).items():
            said.append(f"{capital(period)}, {' and '.join(METHODS[method] for method in methods)}: {text}")
    if len(_of(standings, ROLLING_ALL, MODEL)):
        said.append(
            "Origins before the split are no forecasts of a model that was built or fitted with those years in view: "
            "what is better there is no evidence of skill, what is worse is evidence against it."
        )
    return said


def turning(scores: pd.DataFrame) -> list[str]:
    """How the model dates the turning points of the monthly series, and how often chance does as well."""
    said = []
    for row in scores[(scores["period"] == HELD_OUT) & (scores["method"] == MODEL)].to_dict("records"):
        if row["f1"] == row["f1"]:
            there, found = int(row["turns"] + row["missed"]), int(row["turns"])
            said.append(
                f"Turning points of {short(row['series'])} within six months: {found} of {there} found, "
                f"{int(row['false_alarms'])} false, F1 {row['f1']:.2f}. {100 * row['chance']:.0f}% of all shifts of "
                "the same dates do as well."
            )
        elif row["f1_paths"] == row["f1_paths"]:
            said.append(f"Turning points of {short(row['series'])}: n/a, the model's median never turns.")
    return said


def dates(milestones: pd.DataFrame) -> list[str]:
    """Whether the runs make the changes of instruments when the states did."""
    said = []
    for period, own in milestones.groupby("period", sort=False) if len(milestones) else ():
        n, beaten, never = len(own), int((own["score"] < own["score_hazard"]).sum()), own["score"] < own["score_never"]
        best = own.sort_values("in_year", kind="stable").iloc[-1]
        said.append(
            f"Instruments, {period}: in {beaten} of {n} changes the runs date better than a constant hazard, in "
            f"{int(never.sum())} of {n} better than 'never'. At most {100 * best['in_year']:.0f}% of the runs make a "
            f"change in the year of the states ({best['milestone']})."
        )
    return said


def _of(standings: pd.DataFrame, period: str, method: str) -> pd.DataFrame:
    if not len(standings):
        return standings
    return standings[(standings["period"] == period) & (standings["method"] == method)]


def _alike(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Texts with the names of those of whom they are said."""
    found: dict[str, list[str]] = {}
    for name, text in texts.items():
        found.setdefault(text, []).append(name)
    return found


def _which(names: tuple[str, ...]) -> str:
    return f" ({listed(names)})" if names else ""


def _scores(rows: pd.DataFrame) -> str:
    names = {"crps": "CRPS", "signs": "signs"}
    return ", ".join(
        f"{names.get(row['score'], row['score'])} of {short(row['series'])} (p={row['p']:.3f}, {row['n']} years)"
        for row in rows.to_dict("records")
    )
