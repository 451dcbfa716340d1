"""Polls, spliced by a written rule: the good share of good plus bad, year by year.

1. A survey's month is the one given; where only the year is known, the usual month of that poll. Values of the
   same survey in one month are averaged.
2. Both answers given: good / (good + bad).
3. One given: the other is 100 less it less the don't-know share, which is the median of those of surveys of the
   same series, public and segment that are not later; where there is none, that of the first later one, and this
   is said. Where there is none at all, or nothing would be left, there is no point.
4. Years without a survey stay gaps. A change of panel, mode or organiser begins a new segment.

So a figure after a point moves the point only by a borrowed don't-know share: for the polls used, no figure from
2019 on moves a point before 2019.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eastsea_abm.observed.points import Point, Series, joined, lower
from eastsea_abm.observed.record import Figure, figures

SHARE = "share of good in good plus bad, 0 to 1"
#: Month of a survey whose month is not known (assumption: the commonest month of that poll).
USUAL_MONTH = {"yomiuri_hankook": 5, "genron_eai": 8}


class Poll(NamedTuple):
    """One question to one public; ``breaks`` are years in which a new segment begins, and why."""

    name: str
    title: str
    series: str  # the rows are SERIES_good... and SERIES_bad..., with {} in the place of good and bad
    observer: str
    subject: str
    model: str
    breaks: Mapping[int, str]

    def part(self, answer: str) -> str:
        """Name of the rows that hold one answer."""
        return self.series.format(answer)

    def segment(self, year: int) -> int:
        """How many breaks lie behind a year."""
        return sum(year >= at for at in self.breaks)


_RELATIONS, _LIKING = "yomiuri_hankook_relations_{}", "genron_eai_{}_impression"
_FORM = {2013: "2011 left a fifth of Japan's public without an answer, which 87 % bad in 2014 excludes"}
_WEB = {2024: "EAI alone or with other partners, on the web"}
_ONLINE = {2025: "API with an online panel instead of Genron"}
# fmt: off
POLLS = (
    Poll("relations_KOR", "Relations with Japan good, public of KOR", _RELATIONS, "KOR", "JPN", "cooperation", _FORM),
    Poll("relations_JPN", "Relations with Korea good, public of JPN", _RELATIONS, "JPN", "KOR", "cooperation", _FORM),
    Poll("liking_KOR", "Good impression of Japan, public of KOR", _LIKING, "KOR", "JPN", "mood_KOR_JPN", _WEB),
    Poll("liking_JPN", "Good impression of Korea, public of JPN", _LIKING, "JPN", "KOR", "mood_JPN_KOR", _ONLINE),
)
# fmt: on


class Answer(NamedTuple):
    """One answer in one survey."""

    value: float  # per cent of respondents
    source: str
    confidence: str
    dated: bool  # whether the month was given


def answers(poll: Poll, answer: str, rows: Sequence[Figure]) -> dict[int, Answer]:
    """An answer by month of survey; two values in a month are averaged."""
    name = poll.part(answer)
    found: dict[int, list[Figure]] = {}
    for row in rows:
        if (row.series, row.observer, row.subject) == (name, poll.observer, poll.subject):
            found.setdefault(12 * row.year + (row.month or _usual(name)) - 1, []).append(row)
    return {
        month: Answer(
            statistics.fmean(row.value for row in same),
            joined(row.source for row in same),
            lower(row.confidence for row in same),
            all(row.month is not None for row in same),
        )
        for month, same in sorted(found.items())
    }


def _usual(name: str) -> int:
    return next(month for poll, month in USUAL_MONTH.items() if name.startswith(poll))


def undecided(month: int, known: Mapping[int, float]) -> tuple[float, bool] | None:
    """Don't-know share for a month, and whether it is borrowed from a later survey; None where none is known.

    ``known`` are the shares of one segment by month.
    """
    earlier = [share for at, share in known.items() if at <= month]
    if earlier:
        return statistics.median(earlier), False
    return (known[min(known)], True) if known else None


def splice(poll: Poll, rows: Sequence[Figure] | None = None) -> Series:
    """The good share of a poll, by the rule above, from the packaged figures or ``rows``."""
    rows = figures() if rows is None else rows
    good, bad = answers(poll, "good", rows), answers(poll, "bad", rows)
    known: dict[int, dict[int, float]] = {}
    for month in sorted(good.keys() & bad.keys()):
        known.setdefault(poll.segment(month // 12), {})[month] = 100.0 - good[month].value - bad[month].value
    points, said = [], Said([], [], [], [])
    for month in sorted(good.keys() | bad.keys()):
        given = [part[month] for part in (good, bad) if month in part]
        segment = poll.segment(month // 12)
        share = _share(month, good, bad, known.get(segment, {}), said)
        if share is None:
            said.left_out.append(month // 12)
            continue
        if not all(answer.dated for answer in given):
            said.usual_month.append(month // 12)
        source, rated = joined(answer.source for answer in given), lower(answer.confidence for answer in given)
        points.append(Point(month, share, source, rated, len(given) == 1, segment))
    note = said.in_words({at: why for at, why in poll.breaks.items() if points and at > points[0].month // 12})
    return Series(poll.name, poll.title, SHARE, "year", tuple(points), poll.model, False, note)


class Said(NamedTuple):
    """Years of which something must be said."""

    imputed: list[int]
    borrowed: list[int]
    usual_month: list[int]
    left_out: list[int]

    def in_words(self, breaks: Mapping[int, str]) -> str:
        """One sentence for each list that is not empty, and for each break."""
        parts = (
            ("one answer filled in", self.imputed),
            ("by a later don't-know share", self.borrowed),
            ("usual month of the poll", self.usual_month),
            ("no point for want of a don't-know share", self.left_out),
        )
        words = [f"{what}: {', '.join(map(str, years))}" for what, years in parts if years]
        return "; ".join(words + [f"new segment from {at} ({why})" for at, why in breaks.items()])


def _share(
    month: int, good: Mapping[int, Answer], bad: Mapping[int, Answer], known: Mapping[int, float], said: Said
) -> float | None:
    if month in good and month in bad:
        return good[month].value / (good[month].value + bad[month].value)
    missing = undecided(month, known)
    if missing is None:
        return None
    given = good[month].value if month in good else bad[month].value
    decided = 100.0 - missing[0]
    if given > decided:
        return None
    said.imputed.append(month // 12)
    if missing[1]:
        said.borrowed.append(month // 12)
    return given / decided if month in good else 1.0 - given / decided


def mean_of_both(one: Series, other: Series) -> Series:
    """Mean of both publics in the years in which both were asked, at the later of the two months.

    A new segment begins where either's does.
    """
    by_year = [{point.month // 12: point for point in series.points} for series in (one, other)]
    points: list[Point] = []
    before: tuple[int, int] | None = None
    for year in sorted(by_year[0].keys() & by_year[1].keys()):
        a, b = by_year[0][year], by_year[1][year]
        segments = (a.segment, b.segment)
        at = points[-1].segment + (segments != before) if points else 0
        before = segments
        value, rated = 0.5 * (a.value + b.value), lower((a.confidence, b.confidence))
        source = joined((a.source, b.source))
        points.append(Point(max(a.month, b.month), value, source, rated, a.imputed or b.imputed, at))
    title = "Relations good, mean of both publics"
    note = f"years in which both were asked; KOR: {one.note}; JPN: {other.note}"
    return Series("relations", title, SHARE, "year", tuple(points), "cooperation", False, note)


def polls(rows: Sequence[Figure] | None = None) -> dict[str, Series]:
    """Every poll series by name, ``relations`` first."""
    spliced = {poll.name: splice(poll, rows) for poll in POLLS}
    return {"relations": mean_of_both(spliced["relations_KOR"], spliced["relations_JPN"]), **spliced}
