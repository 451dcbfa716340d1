"""A report in a real browser with the network off: drawn, narrow, on paper, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browsing import BROWSER, WAIT
from report_samples import subject

from eastsea_abm.report import brief, full, pictures
from eastsea_abm.report.section import Drawn

PAGE = re.compile(rb"/Type\s*/Page\b")  # of a PDF that Chromium printed


def silent(text: str) -> None:
    """Nobody listens."""


class Reports(NamedTuple):
    """Both reports on a made-up sweep, and the figure of the short one."""

    full: Path
    brief: Path
    drawn: Drawn


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    folder = tmp_path_factory.mktemp("reported")
    own = subject(folder / "swept")
    (folder / "full.html").write_text(full.report(own, silent)[0], encoding="utf-8")
    text, sections = brief.report(own, silent)
    (folder / "brief.html").write_text(text, encoding="utf-8")
    return Reports(folder / "full.html", folder / "brief.html", next(one for part in sections for one in part.drawn))


class Opened:
    """A report in a tab of its own, and what went wrong in it."""

    def __init__(self, chromium: Any, path: Path, **context: Any) -> None:
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.context = chromium.new_context(**{"offline": True, "viewport": {"width": 1100, "height": 900}, **context})
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT * 1000)
        self.page.on("pageerror", lambda one: self.wrong.append(str(one)))
        self.page.on("console", lambda one: one.type in ("error", "warning") and self.wrong.append(one.text))
        self.page.on("request", lambda one: self.asked.append(one.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("html[data-drawn=all]")


@pytest.fixture
def opened(chromium: Any, reports: Reports) -> Iterator[Any]:
    tabs: list[Opened] = []

    def new(path: Path = reports.full, **context: Any) -> Any:
        tabs.append(Opened(chromium, path, **context))
        return tabs[-1].page

    yield new
    for one in tabs:
        one.context.close()
    assert [one.wrong for one in tabs] == [[] for _ in tabs]
    addresses = [address for one in tabs for address in one.asked]
    assert all(address.startswith(("file:", "data:", "blob:")) for address in addresses)
    assert sum(address.startswith("file:") for address in addresses) == len(tabs)


def test_every_figure_is_drawn_and_fits_a_phone(opened: Any) -> None:
    page = opened(viewport={"width": 360, "height": 740}, has_touch=True)
    places = page.locator(".figure")
    assert places.count() > 5
    assert page.locator(".figure .main-svg").count() >= places.count()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    widths = page.eval_on_selector_all(".figure .svg-container", "all => all.map(one => one.offsetWidth)")
    assert max(widths) <= 360
    assert page.locator("details[data-fold]").evaluate("one => one.open") is False


def test_all_of_it_is_reached_by_keyboard_and_figures_are_saved_with_the_network_off(
    opened: Any, tmp_path: Path
) -> None:
    page = opened(accept_downloads=True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        page.locator(f"button[data-format={kind}]").first.focus()
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert path.suffix == f".{kind}"
        assert path.read_bytes().startswith(begins)
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert [pair for pair in page.evaluate(COLOURS) if contrast(*pair) < 4.5] == []


#: Colours of every text that is seen, each with what it stands on.
COLOURS = """() => [
  ...document.querySelectorAll("p, li, a:not(.skip), summary, td, th, figcaption, button, h1, h2")
].map(one => {
  let under = one;
  while (under && getComputedStyle(under).backgroundColor === "rgba(0, 0, 0, 0)") under = under.parentElement;
  return [getComputedStyle(one).color, under ? getComputedStyle(under).backgroundColor : "rgb(255, 255, 255)"];
})"""


def test_assumptions_are_sorted_by_keyboard(opened: Any) -> None:
    page = opened()
    table = page.locator("table.sortable")
    named = "all => all.map(one => one.dataset.value)"
    assert table.locator("tbody th").evaluate_all(named)[0] == "voice"
    for order in ("ascending", "descending"):
        table.get_by_role("button", name="name").focus()
        page.keyboard.press("Enter")
        assert table.locator("thead th").first.get_attribute("aria-sort") == order
        names = table.locator("tbody th").evaluate_all(named)
        assert names == sorted(names, key=str.lower, reverse=order == "descending")
    table.get_by_role("button", name="rank").focus()
    page.keyboard.press("Enter")
    assert table.locator("tbody th").evaluate_all(named)[:2] == ["voice", "bind"]  # what is not varied stays last


def test_a_brief_takes_two_pages_at_most(opened: Any, reports: Reports) -> None:
    page = opened(reports.brief)
    assert 1 <= len(PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True))) <= 2


def test_no_figure_is_cut_on_paper_and_assumptions_stand_open_there(opened: Any) -> None:
    page = opened(viewport={"width": 700, "height": 900})
    page.locator("details.print").first.evaluate("one => { one.open = false; }")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    cut = """all => all.filter(one => one.querySelector(".svg-container").offsetWidth > one.clientWidth + 1).length"""
    assert page.eval_on_selector_all(".figure", cut) == 0
    assert page.locator("details.print:not([open])").count() == 0
    for gone in ("nav", "button[data-format]", "details.data"):
        assert not page.locator(gone).first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.print:not([open])").count() == 2  # references are shut from the start


def contrast(one: str, other: str) -> float:
    """Ratio of two colours after WCAG 2."""
    first, second = sorted((luminance(one), luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(colour: str) -> float:
    parts = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_chromium_draws_figures_as_svg_and_png(reports: Reports) -> None:
    assert BROWSER is not None
    made = pictures.images([reports.drawn], BROWSER)
    assert set(made) == {(0, "svg"), (0, "png")}
    assert made[0, "svg"].startswith(b"<svg")
    assert made[0, "png"].startswith(b"\x89PNG")
