"""Cells, tables, the numbers behind figures, references and the frame of a page."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest
from report_samples import Parsed

from eastsea_abm.bibliography import REFERENCES
from eastsea_abm.report import citation
from eastsea_abm.report.cells import NONE, percent, prose, shown, table
from eastsea_abm.report.figure_data import MOST, data_table, plain
from eastsea_abm.report.page import page
from eastsea_abm.report.references import keys, linked, reference_list
from eastsea_abm.report.section import Section

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.012345, "0.0123"),
        (-2.5, "\N{MINUS SIGN}2.5"),
        (1234.5, "1,234"),
        (math.nan, NONE),
        (math.inf, NONE),
    ],
)
def test_numbers_have_three_digits_and_none_is_said(value: float, text: str) -> None:
    assert shown(value) == text


def test_shares_have_no_decimals_and_nought_has_no_sign() -> None:
    assert percent(0.126) == "13 %"
    assert percent(-0.001, signed=True) == "0 %"
    assert percent(math.nan) == NONE


def test_text_of_a_table_is_escaped_and_a_number_keeps_its_per_cent_sign() -> None:
    made = table(HOSTILE, ("a", HOSTILE), [(HOSTILE, "95 %")])
    assert "<img" not in made
    assert "<script" not in made
    assert prose("95 %") == "95\N{NO-BREAK SPACE}%"
    assert "95\N{NO-BREAK SPACE}%" in made


def test_a_table_has_a_caption_and_heads_and_can_be_scrolled_by_keyboard() -> None:
    parsed = Parsed(table("Numbers", ("name", "value"), [("one", 1.0)]))
    assert parsed.of("div") == [{"class": "wide", "role": "region", "tabindex": "0", "aria-label": "Table: Numbers"}]
    assert [attrs["scope"] for attrs in parsed.of("th")] == ["col", "col", "row"]
    assert parsed.of("td")[0]["data-label"] == "value"
    assert table("Numbers", ("name",), []) == ""


def test_the_numbers_behind_marks_lines_maps_and_boxes_are_told() -> None:
    chart = go.Figure()
    chart.add_scatter(x=["2022-12", "2023-01"], y=[1.25, 2.5], name="hedge &amp; co")
    chart.add_heatmap(x=["a", "b"], y=["c"], z=[[0.25, None]], name="map")
    chart.add_box(x=list(range(101)), name="box", orientation="h")
    chart.add_scatter(x=[1], y=[2], hoverinfo="skip", name="only for the eye")
    text = Parsed(data_table(chart, "What is drawn")).text
    for told in ("hedge & co", "2022-12", "1.25", "a, c", "0.25", "50 % of 101 lie below", "95"):
        assert told.replace(" %", "\N{NO-BREAK SPACE}%") in text, told
    assert "only for the eye" not in text
    assert "None" not in text


def test_many_marks_are_cut_and_it_is_said_how_many_there_are() -> None:
    chart = go.Figure(go.Scatter(x=list(range(MOST + 5)), y=list(range(MOST + 5))))
    made = data_table(chart, "Many")
    assert made.count("<tr>") == MOST + 1
    assert f"The first {MOST} of {MOST + 5} rows" in made


def test_labels_lose_their_tags_and_nothing_else() -> None:
    assert plain("<b>voice</b> &lt; 1<br>two") == "voice < 1; two"


def test_keys_of_the_bibliography_lead_to_their_references_and_addresses_are_text() -> None:
    source = "assumption; sign: Walt1987, NobodyEver1900"
    assert keys(source) == ["Walt1987"]
    assert linked(source) == 'assumption; sign: <a href="#ref-Walt1987">Walt1987</a>, NobodyEver1900'
    made = reference_list(["Walt1987", "Walt1987"])
    assert made.count('id="ref-Walt1987"') == 1
    assert REFERENCES["Walt1987"].title in made
    assert "href" not in made


def test_the_citation_is_that_of_the_repository() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'title: "{citation.TITLE}"' in text
    assert f'name: "{citation.AUTHORS}"' in text
    assert f"license: {citation.LICENCE}" in text
    assert f"date-released: {citation.YEAR}-" in text


def sections() -> list[Section]:
    first, second = Section("one", HOSTILE), Section("two", "Second")
    first.say(HOSTILE)
    first.lacking(HOSTILE, HOSTILE)
    first.points([HOSTILE])
    first.command(HOSTILE)
    first.head(HOSTILE)
    chart = go.Figure(go.Scatter(x=[1], y=[2], name="</script><!-- mark"), {"height": 300})
    first.draw("first", chart, HOSTILE, HOSTILE)
    second.draw("second", chart, "Another")
    second.draw("third", chart, "A third")
    return [first, second]


@pytest.fixture(scope="module")
def whole() -> str:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("plotly.offline.get_plotlyjs", lambda: "/* draws */")
        return page(HOSTILE, HOSTILE, HOSTILE, sections(), [HOSTILE])


def test_hostile_text_is_shown_and_not_run(whole: str) -> None:
    parsed = Parsed(whole)
    assert parsed.of("img") == []
    assert len(parsed.of("script")) == 3  # figures, plotly, the page's own
    assert parsed.text.count("alert(1)") >= 8
    assert not [attrs for _, attrs in parsed.elements if any(name.startswith("on") for name in attrs)]


def test_the_figures_can_be_read_back_whatever_their_text(whole: str) -> None:
    import json

    found = re.search(r'id="report-data">(.*?)</script>', whole, re.S)
    assert found
    given = json.loads(found[1])
    assert given["figures"][0]["data"][0]["name"] == "</script><!-- mark"
    assert len(given["figures"]) == 3


def test_figures_are_numbered_through_and_each_has_two_buttons_a_text_and_its_numbers(whole: str) -> None:
    parsed = Parsed(whole)
    places = [attrs for attrs in parsed.of("div") if str(attrs.get("id", "")).startswith("figure-")]
    assert [one["id"] for one in places] == ["figure-0", "figure-1", "figure-2"]
    assert [one["aria-label"] for one in places] == [HOSTILE, "Another", "A third"]
    assert all(one["role"] == "img" for one in places)
    buttons = [(one["data-figure"], one["data-format"]) for one in parsed.of("button")]
    assert buttons == [(str(k), kind) for k in range(3) for kind in ("svg", "png")]
    assert parsed.text.count("The numbers behind this figure") == 3


def test_there_is_one_first_heading_and_no_level_is_left_out(whole: str) -> None:
    levels = [level for level, _ in Parsed(whole).headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_landmarks_language_and_a_way_past_the_head_are_there(whole: str) -> None:
    parsed = Parsed(whole)
    assert parsed.of("html") == [{"lang": "en"}]
    assert [len(parsed.of(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    first = parsed.of("a")[0]
    assert (first["class"], first["href"]) == ("skip", "#main")
    assert parsed.of("main")[0]["id"] == "main"
    named = {attrs["id"] for _, attrs in parsed.elements if "id" in attrs}
    assert {attrs["href"] for attrs in parsed.of("a")} <= {f"#{name}" for name in named}
    assert {attrs["aria-labelledby"] for attrs in parsed.of("section")} <= named


def test_the_page_asks_nobody_for_anything(whole: str) -> None:
    assert "default-src 'none'" in whole
    parsed = Parsed(whole)
    assert not [attrs for _, attrs in parsed.elements if "src" in attrs]
    assert not parsed.of("link")
    assert "url(" not in whole
    assert "@import" not in whole


def test_a_brief_has_no_contents_and_smaller_letters_only_where_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plotly.offline.get_plotlyjs", lambda: "")
    short = page("T", "Q", "K", sections(), [], brief=True)
    assert Parsed(short).of("nav") == []
    assert Parsed(short).of("body") == [{"class": "brief"}]
    long = Section("long", "Long")
    long.say("word " * 2000)
    assert Parsed(page("T", "Q", "K", [long], [], brief=True)).of("body") == [{"class": "brief dense"}]
