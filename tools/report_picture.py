"""The picture of the README: a study's report, wide and on a phone, ``python tools/report_picture.py FOLDER``.

Opens the page that `eastsea report` wrote into FOLDER in a Chromium without a network, takes the answer and the first
maps at desktop width and the first maps at the width of a phone, and puts them side by side.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

OUT = Path(__file__).resolve().parents[1] / "docs" / "figures" / "report.png"
WIDE, NARROW, GAP = 1000, 360, 24
ANSWER, MAPS = 1040, 440  # pixels of the sections that are shown
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def main(folder: Path) -> None:
    """Take the pictures and put them together."""
    page = (folder / "report.html").resolve()
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=os.environ.get("EASTSEA_CHROMIUM") or shutil.which("chromium"), args=FLAGS
        )
        wide = [taken(browser, page, WIDE, "answer", ANSWER), taken(browser, page, WIDE, "conditions", MAPS)]
        narrow = taken(browser, page, NARROW, "conditions", ANSWER + MAPS + GAP)
        together(browser, wide, narrow)
        browser.close()
    print(f"docs/figures/{OUT.name}, {OUT.stat().st_size / 1000:.0f} kB")


def taken(browser: Browser, page: Path, width: int, section: str, height: int) -> bytes:
    """A section of the page from its top."""
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.wait_for_timeout(2500)
    place = shown.locator(f"#{section}").bounding_box()
    assert place is not None
    tall = min(height, place["height"])
    picture = shown.screenshot(full_page=True, clip={"x": 0, "y": place["y"], "width": width, "height": tall})
    context.close()
    return picture


def together(browser: Browser, wide: list[bytes], narrow: bytes) -> None:
    """Wide pictures one above the other, the narrow one beside them."""
    images = [f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in (*wide, narrow)]
    style = f"display:flex;gap:{GAP}px"
    text = (
        f"<body style='margin:0;background:#e8e8e8;padding:{GAP}px;width:max-content;{style}'>"
        f"<div style='flex-direction:column;{style}'>{''.join(images[:-1])}</div><div>{images[-1]}</div>"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "together.html"
        path.write_text(text, encoding="utf-8")
        width = WIDE + NARROW + 3 * GAP
        shown = browser.new_page(viewport={"width": width, "height": 900})
        shown.goto(path.as_uri())
        shown.screenshot(path=OUT, full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
