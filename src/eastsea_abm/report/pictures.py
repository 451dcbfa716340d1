"""Figures of a report as files: pages that work offline, and SVG and PNG where a Chromium is there."""

from __future__ import annotations

import base64
import html
import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from eastsea_abm.figure_page import CONFIG, document
from eastsea_abm.report import browser
from eastsea_abm.report.section import Drawn
from eastsea_abm.results.store import writing

WIDTH, SCALE = 900, 2  # pixels of a picture, and how many of a PNG's stand for one of them
BUDGET = 4_000  # milliseconds of the page's own time a figure
#: Draws each figure and writes it into the page as a data address.
SCRIPT = """
(async () => {
  const figures = JSON.parse(document.getElementById("given").textContent);
  for (const [k, figure] of figures.entries()) {
    const height = figure.layout.height || 450;
    for (const [format, scale] of [["svg", 1], ["png", %d]]) {
      const data = await Plotly.toImage(figure, {format, width: %d, height, scale});
      const place = document.createElement("pre");
      place.id = `picture-${k}-${format}`;
      place.textContent = data;
      document.body.append(place);
    }
  }
  document.querySelectorAll("script").forEach(one => one.remove());
})();
"""


class Kept(NamedTuple):
    """What was written.

    Attributes
    ----------
    lacking
        Why there are no pictures, or not all; empty where there are.
    """

    pages: int
    images: int
    lacking: str


def kept(drawn: Sequence[Drawn], folder: Path) -> Kept:
    """Write every figure into ``folder``.

    Raises
    ------
    EnvironmentFault
        If it cannot be written.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for one in drawn:
            (folder / f"{one.name}.html").write_text(page(one), encoding="utf-8", newline="\n")
    found = browser.found()
    if found is None:
        names = ", ".join(browser.NAMES)
        why = (
            f"no SVG or PNG: no Chromium on PATH ({names}) and none named by {browser.VARIABLE}; the pages have buttons"
        )
        return Kept(len(drawn), 0, why)
    try:
        made = images(drawn, found)
    except (OSError, subprocess.SubprocessError) as error:
        return Kept(len(drawn), 0, f"no SVG or PNG: {found} could not draw them ({_short(error)})")
    with writing(folder):
        for (number, kind), data in made.items():
            (folder / f"{drawn[number].name}.{kind}").write_bytes(data)
    lacking = 2 * len(drawn) - len(made)
    return Kept(
        len(drawn), len(made), f"{lacking} of {2 * len(drawn)} pictures were not drawn in time" if lacking else ""
    )


def images(drawn: Sequence[Drawn], chromium: str) -> dict[tuple[int, str], bytes]:
    """Every figure as SVG and PNG, by its number and format."""
    given = json.dumps([json.loads(one.figure.to_json()) for one in drawn], ensure_ascii=False).replace("<", "\\u003c")
    body = f'<script type="application/json" id="given">{given}</script><script>{SCRIPT % (SCALE, WIDTH)}</script>'
    with tempfile.TemporaryDirectory(prefix="eastsea-") as scratch:
        path = Path(scratch) / "figures.html"
        path.write_text(document("Figures", body), encoding="utf-8")
        found = browser.pictures(browser.dumped(chromium, path, BUDGET * max(1, len(drawn))))
    return {key: content(address) for key, address in found.items() if "," in address}


def content(address: str) -> bytes:
    """What a data address holds."""
    head, _, data = address.partition(",")
    return base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)


def page(one: Drawn) -> str:
    """A figure as a page of its own that works offline."""
    figure = json.dumps(json.loads(one.figure.to_json()), ensure_ascii=False).replace("<", "\\u003c")
    config = json.dumps({**CONFIG, "toImageButtonOptions": {"format": "svg", "filename": one.name}})
    body = (
        f'<main><div class="figure" id="figure" role="img" aria-label="{html.escape(one.alt)}"></div></main>'
        f'<script type="application/json" id="given">{figure}</script><script>'
        'const given = JSON.parse(document.getElementById("given").textContent);'
        f'Plotly.newPlot("figure", given.data, given.layout, {config});</script>'
    )
    return document(one.name, body)


def _short(error: Exception) -> str:
    return type(error).__name__ if not isinstance(error, OSError) else error.strerror or type(error).__name__
