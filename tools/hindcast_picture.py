"""The picture of docs/hindcast.md: ``python tools/hindcast_picture.py [RUNS] [POSTERIOR]``.

Makes the hindcast without its ablations; docs/figures/hindcast.png is the page from its verdict
to the index against the fan.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hindcast import RUNS, told
from playwright.sync_api import sync_playwright

from eastsea_abm.hindcast.page import page

OUT = Path(__file__).resolve().parents[1] / "docs" / "figures" / "hindcast.png"
WIDTH, HEIGHT = 960, 900
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def main(arguments: Sequence[str]) -> None:
    """Make the page and take its upper part."""
    runs = int(arguments[0]) if arguments else RUNS
    about, tables = told(runs, arguments[1] if len(arguments) > 1 else "", ablate=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page(about, tables), encoding="utf-8")
        photograph(path)
    print(f"docs/figures/{OUT.name}, {OUT.stat().st_size / 1000:.0f} kB")


def photograph(path: Path) -> None:
    """Write the page from its verdict to the end of its first figure."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=os.environ.get("EASTSEA_CHROMIUM") or shutil.which("chromium"), args=FLAGS
        )
        shown = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        shown.goto(path.as_uri())
        shown.wait_for_selector("#figure-0 .main-svg")
        shown.wait_for_timeout(600)
        top, end = shown.locator("h2").first.bounding_box(), shown.locator("#figure-0").bounding_box()
        assert top is not None
        assert end is not None
        first = top["y"] - 8
        clip = {"x": 0, "y": first, "width": WIDTH, "height": end["y"] + end["height"] + 8 - first}
        shown.screenshot(path=OUT, full_page=True, clip=clip)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
