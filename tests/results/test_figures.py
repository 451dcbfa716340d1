"""The figure: every panel, one state one colour, and a page that asks nobody for anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from eastsea_abm import figure_cooperation, figure_style, figures
from eastsea_abm.figure_page import page, safe, written
from eastsea_abm.results import Result


@pytest.fixture(scope="module")
def whole(kept: Result) -> str:
    return page(kept.manifest, kept.tables)


class Resources(HTMLParser):
    """Collects what a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "srcset", "data", "action") or (name == "href" and tag != "a"):
                self.found.append(f"{tag} {name}={value}")


def test_the_page_fetches_nothing(whole: str) -> None:
    parser = Resources()
    parser.feed(whole)
    assert parser.found == []
    assert "default-src 'none'" in whole
    ours = re.sub(r"<script>.*?</script>", "", whole, flags=re.DOTALL)
    assert "http:" not in ours
    assert "https:" not in ours
    assert "url(" not in ours


def test_the_page_is_fit_for_a_phone(whole: str) -> None:
    assert 'name="viewport" content="width=device-width' in whole
    assert whole.count('<div class="figure"') == 5


def test_the_page_names_its_run(whole: str, kept: Result) -> None:
    assert f"seed {kept.manifest.seed}, run 0, 2000-01 to 2001-12" in whole
    assert f"<title>{kept.manifest.title}</title>" in whole


def test_the_same_tables_give_the_same_page(whole: str, kept: Result) -> None:
    assert page(kept.manifest, kept.tables) == whole


def test_text_cannot_leave_its_place() -> None:
    figure = figure_style.dressed(figure_style.go.Figure(), "</script><b>x", "", 100)
    text = written(
        title="<script>alert(1)</script>",
        lines=["<img src=x>"],
        quiet=[],
        figures=[figure],
        span=("2000-01-01", "2001-01-01"),
    )
    assert "<script>alert" not in text
    assert "<img" not in text.split("<body>")[1]
    assert safe({"a": "</script><!--"}) == '{"a": "<\\/script><\\!--"}'


def test_one_state_one_colour(kept: Result) -> None:
    labels = kept.manifest.labels
    seen: dict[str, set[str]] = {}
    for figure in figures.panels(kept.tables, labels):
        for trace in figure.data:
            if trace.type == "scatter" and "→" in (trace.name or ""):
                seen.setdefault(trace.name.split(" →")[0], set()).add(trace.line.color)
    assert seen
    for name, colours in seen.items():
        (iso3,) = [key for key, state in labels["states"].items() if state["label"] == name]
        assert colours == {labels["states"][iso3]["colour"]}


def test_spells_cover_every_month_of_a_status(kept: Result) -> None:
    table = kept.tables["instruments"]
    for name in table["instrument"].unique():
        for status in figures.STATUS_LOOK:
            days = sum(length for _, _, length in figures.spells(table, name, status)) / 86_400_000
            months = int(((table["instrument"] == name) & (table["status"] == status)).sum())
            assert days == pytest.approx(30.4 * months, rel=0.1, abs=3)


def test_top_events_are_one_a_month_and_in_order(kept: Result) -> None:
    top = figure_cooperation.top_events(kept.tables["events"])
    assert len(top) <= figure_style.TOP
    assert top["month"].is_unique
    assert top["month"].is_monotonic_increasing


def test_an_empty_table_of_events_is_no_trouble(kept: Result) -> None:
    tables = {**kept.tables, "events": kept.tables["events"].iloc[:0]}
    assert len(figures.panels(tables, kept.manifest.labels)) == 5


def test_a_region_without_a_focal_pair(kept: Result) -> None:
    labels = {**kept.manifest.labels, "focal": None, "partner": None, "patron": None}
    assert len(figures.panels(kept.tables, labels)) == 5
