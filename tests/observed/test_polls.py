"""Polls are spliced by the written rule, and no later figure moves an earlier point."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eastsea_abm.observed.polls import POLLS, Poll, mean_of_both, polls, splice, undecided
from eastsea_abm.observed.record import Figure, figures
from eastsea_abm.scenario.schema import month_of

SPLIT = month_of("2019-01")
PLAIN = Poll("p", "a poll", "genron_eai_{}", "KOR", "JPN", "", {})


def rows(*given, observer="KOR"):
    """Rows of the poll from (answer, year, month, value)."""
    return [
        Figure(f"genron_eai_{answer}", year, month, observer, "JPN", value, "%", f"page {year}", "high")
        for answer, year, month, value in given
    ]


def values(series):
    return {point.month // 12: point.value for point in series.points}


def test_two_answers_by_hand():
    (point,) = splice(PLAIN, rows(("good", 2015, 5, 20.0), ("bad", 2015, 5, 60.0))).points
    assert point.value == pytest.approx(0.25)
    assert (point.month, point.imputed, point.segment, point.source) == (month_of("2015-05"), False, 0, "page 2015")


def test_a_missing_answer_is_filled_in_from_the_surveys_that_are_not_later():
    known = rows(
        ("good", 2013, 5, 20.0), ("bad", 2013, 5, 70.0),  # don't know 10
        ("good", 2014, 5, 20.0), ("bad", 2014, 5, 60.0),  # 20
        ("bad", 2015, 5, 51.0),  # median 15: good 34
        ("good", 2016, 5, 60.0), ("bad", 2016, 5, 40.0),  # 0, later than 2015
    )  # fmt: skip
    series = splice(PLAIN, known)
    assert values(series)[2015] == pytest.approx(34.0 / 85.0)
    assert [point.imputed for point in series.points] == [False, False, True, False]
    assert "one answer filled in: 2015" in series.note
    only_good = splice(PLAIN, [*known[:4], *rows(("good", 2015, 5, 34.0))])
    assert values(only_good)[2015] == pytest.approx(34.0 / 85.0)


def test_a_dont_know_share_is_borrowed_from_the_first_later_survey_and_this_is_said():
    known = rows(
        ("bad", 2013, 5, 47.5),
        ("good", 2014, 5, 35.0), ("bad", 2014, 5, 60.0),
        ("good", 2015, 5, 10.0), ("bad", 2015, 5, 10.0),
    )  # fmt: skip
    series = splice(PLAIN, known)
    assert values(series)[2013] == pytest.approx(0.5)  # of 95
    assert "by a later don't-know share: 2013" in series.note


def test_without_a_dont_know_share_or_a_rest_there_is_no_point():
    assert splice(PLAIN, rows(("bad", 2013, 5, 60.0))).points == ()
    too_much = rows(("good", 2012, 5, 30.0), ("bad", 2012, 5, 30.0), ("bad", 2013, 5, 61.0))
    series = splice(PLAIN, too_much)
    assert list(values(series)) == [2012]
    assert "no point for want of a don't-know share: 2013" in series.note


def test_a_missing_month_is_the_usual_one_and_two_values_are_averaged():
    known = rows(("good", 2015, None, 20.0), ("good", 2015, None, 40.0), ("bad", 2015, None, 70.0))
    series = splice(PLAIN, known)
    (point,) = series.points
    assert (point.month, point.value) == (month_of("2015-08"), pytest.approx(0.3))
    assert "usual month of the poll: 2015" in series.note


def test_nothing_is_borrowed_across_a_break():
    broken = PLAIN._replace(breaks={2016: "another panel"})
    known = rows(("good", 2014, 5, 40.0), ("bad", 2014, 5, 40.0), ("bad", 2016, 5, 45.0))
    assert values(splice(broken, known)) == {2014: 0.5}
    later = rows(("good", 2017, 5, 45.0), ("bad", 2017, 5, 45.0))
    series = splice(broken, [*known, *later])
    assert values(series) == pytest.approx({2014: 0.5, 2016: 0.5, 2017: 0.5})
    assert [point.segment for point in series.points] == [0, 1, 1]
    assert "another panel" in series.note


def test_the_mean_of_both_needs_both_and_is_dated_by_the_later():
    one = splice(
        PLAIN, rows(("good", 2014, 5, 20.0), ("bad", 2014, 5, 80.0), ("good", 2015, 5, 1.0), ("bad", 2015, 5, 1.0))
    )
    asked = rows(("good", 2014, 9, 60.0), ("bad", 2014, 9, 40.0), observer="JPN")
    both = mean_of_both(one, splice(PLAIN._replace(observer="JPN"), asked))
    (point,) = both.points
    assert (point.month, point.value) == (month_of("2014-09"), pytest.approx(0.4))


def changed(numbers):
    return [
        row._replace(value=value) if 12 * row.year + (row.month or 12) - 1 >= SPLIT else row
        for row, value in zip(figures(), numbers, strict=True)
    ]


@given(st.integers(0, 2**32))
def test_no_value_from_2019_on_moves_a_point_before(seed):
    draw = random.Random(seed)
    moved = polls(changed([draw.uniform(1.0, 49.0) for _ in figures()]))
    for name, series in polls().items():
        before = [point for point in series.points if point.month < SPLIT]
        assert [point for point in moved[name].points if point.month < SPLIT] == before
        assert before


def test_leaving_the_later_years_out_moves_no_point_before():
    early = polls([row for row in figures() if row.year < 2019])
    for name, series in polls().items():
        assert early[name].points == tuple(point for point in series.points if point.month < SPLIT)


@given(st.floats(0.1, 99.9), st.floats(0.1, 99.9))
def test_a_share_lies_between_nobody_and_everybody(good, bad):
    total = max(100.0, good + bad)
    (point,) = splice(PLAIN, rows(("good", 2015, 5, 100 * good / total), ("bad", 2015, 5, 100 * bad / total))).points
    assert 0.0 < point.value < 1.0


@given(st.dictionaries(st.integers(0, 40), st.floats(0, 30), min_size=1), st.integers(0, 40))
def test_the_dont_know_share_of_a_month_is_borrowed_only_where_none_is_earlier(known, month):
    share, borrowed = undecided(month, known)
    assert borrowed == (min(known) > month)
    assert min(known.values()) <= share <= max(known.values())


def test_the_packaged_polls_by_hand():
    spliced = polls()
    assert values(spliced["relations_KOR"])[2018] == pytest.approx(26.0 / 95.0)
    assert values(spliced["relations_JPN"])[2018] == pytest.approx(33.0 / 96.0)
    assert values(spliced["relations"])[2018] == pytest.approx((26.0 / 95.0 + 33.0 / 96.0) / 2)
    assert values(spliced["relations_JPN"])[2014] == pytest.approx(9.0 / 96.0)  # 4 did not know in 2018
    assert values(spliced["liking_KOR"])[2017] == pytest.approx(26.8 / (100 - (11.6 + 11.8) / 2))
    assert 2014 not in values(spliced["relations"])  # KOR was not asked, or it is not known
    assert [p.segment for p in spliced["liking_KOR"].points][-3:] == [0, 1, 1]
    assert {poll.name for poll in POLLS} | {"relations"} == set(spliced)
