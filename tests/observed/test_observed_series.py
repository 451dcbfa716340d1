"""Observed series: sourced, ordered, cut by month; the covariates of forecasts without agents."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eastsea_abm.errors import InputError
from eastsea_abm.observed import all_series, cooperation_index, event_count, leaders
from eastsea_abm.observed.others import COUNTS, counted
from eastsea_abm.observed.points import joined, lower
from eastsea_abm.observed.record import Figure, facts, region
from eastsea_abm.scenario.schema import date_of, month_of

FIRST, LAST = month_of("2012-01"), month_of("2025-12")
SERIES = all_series(FIRST, LAST)
MODEL = {
    "relations": "cooperation",
    "relations_KOR": "cooperation",
    "relations_JPN": "cooperation",
    "liking_KOR": "mood_KOR_JPN",
    "liking_JPN": "mood_JPN_KOR",
    "index": "cooperation",
    "index_year": "cooperation",
    "senkaku": "pressure_CHN_JPN",
    "scrambles": "pressure_CHN_JPN",
    "taiwan": "pressure_CHN_TWN",
    "trilateral_KOR": "threat_KOR_PRK",
}


def dated(name):
    return {date_of(point.month): point.value for point in SERIES[name].points}


@pytest.mark.parametrize("name", SERIES)
def test_every_point_has_a_source_a_rating_and_a_place_in_order(name):
    series = SERIES[name]
    assert series.name == name
    assert series.title
    assert series.unit
    assert series.every in ("month", "year")
    assert series.points
    for point in series.points:
        assert point.source
        assert point.confidence in ("high", "medium")
        assert math.isfinite(point.value)
        assert FIRST <= point.month <= LAST
    months, segments = [p.month for p in series.points], [p.segment for p in series.points]
    assert months == sorted(set(months))
    assert segments == sorted(segments)
    assert segments[0] == 0


def test_each_series_knows_its_counterpart_in_the_model():
    assert {name: series.model for name, series in SERIES.items() if series.model} == MODEL


def test_launches_alone_are_forced_and_have_a_figure_every_month():
    assert [name for name, series in SERIES.items() if series.forced] == ["launches"]
    assert [point.month for point in SERIES["launches"].points] == list(range(FIRST, LAST + 1))
    assert sum(value for date, value in dated("launches").items() if date.startswith("2022")) == 33
    late = all_series(FIRST, month_of("2027-01"))["launches"].points
    assert date_of(late[-1].month) == "2026-03"  # April was counted in part


def test_years_are_dated_at_their_middle():
    assert dated("senkaku")["2012-07"] == 73
    assert dated("scrambles")["2018-10"] == 638
    assert dated("milex_JPN")["2018-07"] == pytest.approx(0.9625)


def test_a_change_of_definition_begins_a_segment():
    assert [(point.value, point.segment) for point in SERIES["taiwan"].points] == [
        (380, 0), (960, 0), (1727, 0), (4568, 1), (4844, 1), (5384, 1),
    ]  # fmt: skip
    assert [point.segment for point in SERIES["trilateral_KOR"].points] == [0, 1, 1]


def test_segments_count_from_the_first_point_that_is_shown():
    late = all_series(month_of("2023-01"), LAST)["taiwan"]
    assert [point.segment for point in late.points] == [0, 0, 0]


def test_years_of_the_index_are_means_of_their_months():
    months = cooperation_index(month_of("2019-01"), month_of("2019-12"))
    assert dated("index_year")["2019-07"] == pytest.approx(months.mean())
    assert list(dated("index").values()) == pytest.approx(list(cooperation_index(FIRST, LAST)))


def test_a_year_of_the_index_needs_all_its_months():
    cut = all_series(month_of("2012-02"), month_of("2018-11"))["index_year"]
    assert [date_of(point.month) for point in cut.points] == [f"{year}-07" for year in range(2013, 2018)]
    assert all_series(FIRST, month_of("2018-12"))["index_year"].points[-1].month == month_of("2018-07")
    assert "2026-07" not in [date_of(p.month) for p in all_series(FIRST, month_of("2026-12"))["index_year"].points]


def test_a_series_without_points_is_there_and_empty():
    early = all_series(FIRST, month_of("2015-12"))
    assert early.keys() == SERIES.keys()
    assert early["taiwan"].points == ()


@given(st.integers(FIRST, LAST), st.integers(0, 168))
def test_a_window_holds_what_the_whole_holds_there(first, months):
    last = min(first + months, LAST)
    for name, series in all_series(first, last).items():
        inside = [p.value for p in SERIES[name].points if first <= p.month <= last]
        assert [p.value for p in series.points] == inside or name == "index_year"


def test_per_cent_become_shares_and_the_rest_is_left_alone():
    count = next(count for count in COUNTS if count.name == "trilateral_KOR")
    row = Figure("genron_eai_trilateral_mil_coop_support", 2021, 9, "KOR", "", 64.2, "%", "page", "high")
    (point,) = counted(count, [row, row._replace(observer="JPN"), row._replace(series="other")]).points
    assert point.value == pytest.approx(0.642)


def test_what_rests_on_several_figures_has_the_lowest_rating_and_every_source_once():
    assert lower(["high", "medium"]) == "medium"
    assert lower(["high", "high"]) == "high"
    assert joined(["a", "b", "a"]) == "a; b"


# --- covariates ------------------------------------------------------------------------------------


def event(date, effect, actor, targets=(), size=0.5, klass="exogenous"):
    fact = facts()[0]
    return fact._replace(
        date=date,
        effects=(effect,),
        sizes=(size,),
        actor=actor,
        targets=targets,
        parties=(),
        overflight="",
        klass=klass,
    )


def test_events_are_counted_by_hand():
    rows = [
        event("2015-03-01", "provoke", "PRK", ("KOR",)),
        event("2015-03-20", "provoke", "PRK", ("JPN",)),  # the same month counts once
        event("2015-05-20", "provoke", "PRK", ("USA",)),  # not at the pair
        event("2015-06-20", "provoke", "CHN", ("JPN",)),  # another actor
        event("2015-07-01", "settle", "KOR", ("JPN",)),
        event("2015-08-01", "grieve", "JPN", ("KOR", "CHN")),
        event("2015-09-01", "grieve", "JPN", ("CHN",)),  # not between the pair
        event("2015-09-01", "grieve", "KOR", ("JPN",), klass="outcome"),
        event("2014-03-31", "grieve", "KOR", ("JPN",)),  # before the window
    ]
    assert event_count(month_of("2015-12"), rows=rows) == 1 + 1 - 1
    assert event_count(month_of("2015-03"), rows=rows) == 1
    assert event_count(month_of("2015-03"), 13, rows=rows) == 0
    assert event_count(month_of("2015-02"), 1, rows=rows) == 0


def test_sizes_never_enter_a_count():
    other = [fact._replace(sizes=tuple(0.01 for _ in fact.sizes)) for fact in facts()]
    assert [event_count(t, rows=other) for t in range(FIRST, LAST, 7)] == [
        event_count(t) for t in range(FIRST, LAST, 7)
    ]


def test_leaders_are_those_in_office():
    rows = [event("2012-12-26", "lead", "JPN", size=-0.2), event("2013-02-25", "lead", "KOR", size=-0.4)]
    start = {code: region().sheets["2012-01"].states[code].leader for code in ("KOR", "JPN")}
    assert leaders(FIRST, rows=rows) == pytest.approx((start["KOR"] + start["JPN"]) / 2)
    assert leaders(month_of("2012-12"), rows=rows) == pytest.approx((start["KOR"] - 0.2) / 2)
    assert leaders(LAST, rows=rows) == pytest.approx((-0.4 - 0.2) / 2)


def test_leaders_before_the_record_are_refused():
    with pytest.raises(InputError, match="nobody is known to lead"):
        leaders(month_of("2008-01"))
    assert -1 <= leaders(month_of("2010-01")) <= 1


@given(st.integers(FIRST, LAST))
def test_leaders_stay_in_their_bounds_and_outcomes_do_not_count(month):
    exogenous = [fact for fact in facts() if fact.klass == "exogenous"]
    assert -1 <= leaders(month) <= 1
    assert leaders(month, rows=exogenous) == leaders(month)
    assert event_count(month, rows=exogenous) == event_count(month)
