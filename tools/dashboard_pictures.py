"""Pictures of the dashboard for docs/dashboard.md, taken from the real page.

    python tools/dashboard_pictures.py

Starts the dashboard, plays the run that the tour tells, and writes docs/figures/dashboard-*.png.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

FIGURES = Path("docs/figures")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
WIDE, TABLET, PHONE = (1440, 900), (1024, 768), (390, 844)


def main() -> None:
    command = [sys.executable, "-m", "eastsea_abm", "dashboard", "phnom-penh-2022", "--no-browser", "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        with sync_playwright() as tools:
            path = os.environ.get("EASTSEA_CHROMIUM") or shutil.which("chromium")
            browser = tools.chromium.launch(executable_path=path, args=FLAGS)
            for name, size, theme, does in PICTURES:
                phone = size == PHONE
                context = browser.new_context(
                    viewport={"width": size[0], "height": size[1]}, color_scheme=theme, is_mobile=phone, has_touch=phone
                )
                page = opened(context.new_page(), address)
                does(page)
                page.wait_for_timeout(600)  # for what fades or settles
                page.screenshot(path=FIGURES / f"dashboard-{name}.png")
                context.close()
                print(f"docs/figures/dashboard-{name}.png")
            browser.close()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def opened(page: Page, address: str) -> Page:
    """The page with its fan, three years on."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector('[data-board][data-month="0"]', timeout=60_000)
    page.wait_for_selector(".ea-fan-choice:not([disabled])", timeout=180_000)
    for year in (1, 2, 3):
        page.get_by_role("button", name="Step twelve months").click()
        page.wait_for_selector(f'[data-board][data-month="{12 * year}"]')
    return page


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()


def choose(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def watched(page: Page) -> None:
    """The feed, as a reader meets it."""


def branched(page: Page) -> None:
    """What if a court had ruled in 2024?"""
    for month in range(35, 19, -1):
        page.keyboard.press("ArrowLeft")
        page.wait_for_selector(f'[data-board][data-month="{month}"]')
    choose(page, "Inject")
    page.locator("[data-panel=inject]").get_by_role("button", name="History dispute").click()
    page.locator("[data-field=size]").fill("2.5")
    page.locator("[data-field=note]").fill("A court orders assets to be sold")
    press(page, "Inject")
    press(page, "Step twelve months")
    page.wait_for_selector('[data-board][data-month="32"]')
    press(page, re.compile("^South Korea toward Japan"))


def forked(page: Page) -> None:
    """Two strategies from here on."""
    choose(page, "Futures")
    press(page, "Fork futures")
    page.wait_for_selector(".ea-fans path", timeout=60_000)
    page.locator("[data-panel=region] select").select_option("threat")
    page.locator("[data-panel=matrix] select").select_option("threat")


PICTURES: tuple[tuple[str, tuple[int, int], Any, Any], ...] = (
    ("watch", WIDE, "light", watched),
    ("branch", WIDE, "light", branched),
    ("futures", WIDE, "dark", forked),
    ("tablet", TABLET, "light", watched),
    ("phone", PHONE, "light", watched),
)

if __name__ == "__main__":
    main()
