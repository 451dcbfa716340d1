"""The page in a real browser against the running command: what a reader does, click by click."""

import re
from pathlib import Path

import pandas as pd
import pytest
from browsing import HOSTILE
from playwright.sync_api import expect

from eastsea_abm.cli import call


def number(tab, text):
    """The first number in a text of the page."""
    return float(re.search(r"[-−]?\d+(\.\d+)?", text).group().replace("−", "-"))


def test_months_are_stepped_played_paused_and_looked_back_on(page):
    kinds = page.page.locator("[data-panel=feed]").get_by_label("Kind", exact=True).locator("option")
    expect(kinds).to_have_text(["All kinds"])  # nothing has happened yet
    page.step(1)
    page.step(2)
    page.page.get_by_label("Speed").select_option("12")
    page.button("Play").click()
    page.page.wait_for_function("+document.querySelector('[data-board]').dataset.month >= 8")
    page.button("Pause").click()
    page.page.wait_for_selector('[data-board][data-playing="false"]')
    played = int(page.board("played"))
    page.page.keyboard.press("ArrowLeft")
    page.shows(played - 1, played=str(played))
    expect(page.page.locator("[data-panel=cooperation] .js-plotly-plot")).to_be_visible()
    expect(page.page.locator("[data-panel=feed] .ea-item").first).to_be_visible()
    for name in ("cooperation", "region", "middle", "matrix", "left"):  # nothing essential lies below the fold
        box = page.page.locator(f".ea-area-{name}").bounding_box()
        assert box["y"] >= 0, name
        assert box["y"] + box["height"] <= 900, name
    assert page.page.evaluate("document.documentElement.scrollHeight") <= 900


def test_what_is_injected_or_moved_waits_strikes_and_stands_in_the_feed(page):
    page.step(1)
    page.tab("Inject")
    page.button("History dispute", "[data-panel=inject]").click()
    page.page.locator("[data-field=note]").fill("A ruling of the test")
    page.button("Inject").click()
    waiting = page.page.locator(".ea-waiting-item")
    expect(waiting).to_contain_text("A ruling of the test")
    page.button("Inject").click()  # the same once more is refused, and said at the form
    expect(page.page.locator("[data-panel=inject] [role=alert]").first).to_contain_text("there already")
    page.step(2)
    expect(waiting).to_have_count(0)
    expect(page.page.locator('.ea-item[data-origin="you"]')).to_contain_text("A ruling of the test")
    page.tab("Levers")
    box = page.page.locator("#ea-number-engagement")
    box.fill("1.5")
    box.press("Enter")
    expect(page.page.locator("[data-name=engagement] .ea-lever-state")).to_contain_text("from Feb 2023 on; now 0.4")
    page.step(3)
    expect(page.page.locator('.ea-item[data-origin="you"]').first).to_contain_text("engagement")
    expect(box).to_have_value("1.5")
    box.fill("99")
    box.press("Enter")
    expect(page.page.locator("[data-name=engagement] [role=alert]")).to_contain_text("From -2 to 2")


def test_a_cell_of_the_matrix_answers_why_with_bars_that_sum_up(page):
    page.step(1)
    page.page.get_by_role("button", name=re.compile(r"^Japan toward South Korea: trust")).click()
    why = page.page.locator("[data-panel=why]")
    expect(why).to_be_visible()
    expect(why.get_by_role("heading", name="Japan toward South Korea, Dec 2022")).to_be_visible()
    bars = why.locator("[data-bars=decision]")
    shown = sum(number(page, text) for text in bars.locator(".ea-bar-value").all_inner_texts())
    total = number(page, bars.locator("p").inner_text())
    assert shown == pytest.approx(total, abs=0.06)  # what is below half a hundredth is not shown


def test_going_on_from_an_earlier_month_is_a_branch(page):
    for month in (1, 2, 3):
        page.step(month)
    page.page.keyboard.press("ArrowLeft")
    page.shows(2, played="3")
    page.step(3)
    page.shows(3, line="branch-1")
    page.tab("Session")
    expect(page.page.locator(".ea-line")).to_have_count(2)
    page.page.get_by_role("button", name="Show line main").click()
    page.shows(3, line="main")


def test_futures_are_forked_under_two_policies(page):
    page.step(1)
    page.tab("Futures")
    page.page.get_by_label("Futures a policy").fill("40")
    page.page.locator("[data-panel=futures]").get_by_label("Months", exact=True).fill("6")
    page.button("Fork futures").click()
    expect(page.page.locator(".ea-fans path").first).to_be_visible(
        timeout=150_000
    )  # rules may have to be compiled first
    expect(page.page.locator(".ea-words")).to_contain_text("in 40 pairs of futures of 6 months")
    expect(page.page.locator("[data-panel=futures] table").last).to_contain_text("South Korea → ")


def test_the_keyboard_is_enough(page):
    page.page.keyboard.press("ArrowRight")
    page.shows(1)
    page.page.keyboard.press("Space")
    page.page.wait_for_selector('[data-board][data-playing="true"]')
    page.page.keyboard.press("Space")
    page.page.wait_for_selector('[data-board][data-playing="false"]')
    page.page.get_by_role("tab", name="Feed").focus()
    page.page.keyboard.press("ArrowRight")
    expect(page.page.get_by_role("tab", name="Why")).to_be_focused()
    page.page.get_by_role("button", name=re.compile("^United States toward Japan")).focus()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("[data-panel=why]")).to_contain_text("United States toward Japan")


def test_a_saved_session_is_replayed_by_the_command_line_to_the_same_tables_and_opens_again(
    page, tmp_path, monkeypatch
):
    page.spent = True  # a session from a file stays
    page.step(1)
    page.tab("Inject")
    page.button("History dispute", "[data-panel=inject]").click()
    page.button("Inject").click()
    page.step(2)
    page.step(3)
    page.tab("Session")
    with page.page.expect_download() as saved:
        page.button("Save session").click()
    session = tmp_path / saved.value.suggested_filename
    saved.value.save_as(session)
    with page.page.expect_download() as kept:
        page.button("Parquet").click()
    kept.value.save_as(tmp_path / "tables.zip")
    monkeypatch.chdir(tmp_path)
    assert call(["run", str(session), "--months", "3", "--out", "results"]) == 0
    import zipfile

    zipfile.ZipFile(tmp_path / "tables.zip").extractall(tmp_path / "tables")
    (result,) = Path("results").glob("*/*/manifest.json")
    for name in ("states", "dyads", "decisions", "events", "instruments", "theatres", "outcomes"):
        again = pd.read_parquet(result.parent / f"{name}.parquet")
        shown = pd.read_parquet(tmp_path / "tables" / f"{name}.parquet")
        pd.testing.assert_frame_equal(again, shown, check_dtype=False, check_categorical=False, check_exact=True)
    page.page.get_by_role("button", name=re.compile("^Reset")).first.click()
    page.page.get_by_text("Reset now").click()  # asked first, since something injected would be lost
    page.shows(0, played="0")
    page.page.locator("input[type=file]").set_input_files(session)
    page.shows(3, played="3")


@pytest.mark.long
def test_a_scenario_with_problems_shows_them_and_the_run_stays(tab):
    page = tab()
    page.step(1)
    page.page.get_by_label("Scenario, at reset").select_option("bad")
    page.button("Reset with these").click()
    notice = page.page.locator("[data-panel=notice]")
    expect(notice).to_contain_text("must be a whole number, not 'many'")
    expect(notice).to_contain_text("did you mean 'weight_trust'?")
    page.shows(1)


def test_a_reset_takes_a_parameter_and_text_of_a_scenario_stays_text(tab):
    page = tab()
    page.page.get_by_label("Scenario, at reset").select_option("odd")
    box = page.page.locator("#ea-number-crisis")
    box.fill("-3")
    box.press("Enter")
    page.button("Reset with these").click()
    expect(page.page.locator("[data-board] h1, [data-board] [class*=title]").first).to_contain_text(HOSTILE)
    page.step(1)
    expect(box).to_have_value("-3")
    assert page.page.locator("[data-board] img").count() == 0


@pytest.mark.long
def test_two_tabs_are_two_sessions(tab):
    one, other = tab(), tab()
    one.step(1)
    one.step(2)
    other.step(1)
    assert (one.board("month"), other.board("month")) == ("2", "1")


def test_a_phone_shows_all_of_it_in_one_column(tab):
    page = tab(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.step(1)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    for name in ("cooperation", "region", "matrix", "feed"):
        box = page.page.locator(f"[data-panel={name}]").bounding_box()
        assert 300 < box["width"] <= 390, name
    expect(page.button("Play")).to_be_in_viewport()  # time stays at hand
