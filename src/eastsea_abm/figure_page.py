"""Figures as one page that stands alone: it works offline and asks nobody for anything."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eastsea_abm.figure_style import FONT, INK, PAPER, QUIET
from eastsea_abm.figures import panels
from eastsea_abm.scenario.schema import date_of, month_of

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from eastsea_abm.results.manifest import Manifest

#: The browser itself refuses every request, should a later plotly try one.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
CONFIG = {"responsive": True, "displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d"]}

STYLE = f"""
body {{ margin: 0 auto; max-width: 1100px; padding: 16px 14px 32px; font: 15px/1.45 {FONT};
       color: {INK}; background: {PAPER}; }}
h1 {{ font-size: 1.45rem; line-height: 1.2; margin: 0 0 4px; }}
p {{ margin: 4px 0; overflow-wrap: anywhere; }}
.quiet {{ color: {QUIET}; font-size: 0.87rem; }}
.figure {{ width: 100%; margin-top: 18px; }}
.abreast {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); column-gap: 24px; }}
.abreast .figure {{ min-width: 0; }}
"""

#: Draws the figures; a zoom into the months of one is followed by the others.
SCRIPT = """
const figures = %s, config = %s;
const drawn = figures.map((figure, k) => {
  const node = document.getElementById("figure-" + k);
  Plotly.newPlot(node, figure.data, figure.layout, config);
  return node;
});
let following = false;
if (span) drawn.forEach(node => node.on("plotly_relayout", change => {
  const low = change["xaxis.range[0]"], high = change["xaxis.range[1]"], whole = change["xaxis.autorange"];
  if (following || (low === undefined && !whole)) return;
  following = true;
  const to = low === undefined ? {"xaxis.range": span} : {"xaxis.range": [low, high]};
  Promise.all(drawn.filter(one => one !== node || low === undefined).map(one => Plotly.relayout(one, to)))
    .finally(() => { following = false; });
}));
"""


def page(manifest: Manifest, tables: Mapping[str, pd.DataFrame]) -> str:
    """The page of a run: its settings, then every figure."""
    lines = [line for line in (manifest.question, setting_line(manifest)) if line]
    return written(
        title=manifest.title,
        lines=lines,
        quiet=notes(manifest),
        figures=panels(tables, manifest.labels, manifest.markers),
        span=span(manifest),
    )


def setting_line(manifest: Manifest) -> str:
    """Scenario, policy, seed, run and months of a result."""
    parts = [
        manifest.name,
        f"policy {', '.join(manifest.policies) or 'as in the file'}",
        f"seed {manifest.seed}",
        f"run {manifest.run}",
        f"{manifest.start} to {last_month(manifest)}",
    ]
    return ", ".join([*parts, *manifest.sets])


def last_month(manifest: Manifest) -> str:
    """``YYYY-MM`` of the last month."""
    return date_of(month_of(manifest.start) + manifest.months - 1)


def span(manifest: Manifest) -> tuple[str, str]:
    """The days between which the axes run: half a month of air before the first mark."""
    start = month_of(manifest.start)
    return f"{date_of(start - 1)}-15", f"{date_of(start + manifest.months)}-01"


def notes(manifest: Manifest) -> list[str]:
    """What a reader must know to read the figures."""
    said = [
        "One run under one draw of luck: an illustration of mechanisms, no forecast.",
        "Colour is the state whose attitude or act it is; dash is toward whom. Drag to zoom, double-click to return.",
    ]
    if any("East Sea" in text or "Sea of Japan" in text for text in manifest.texts.values()):
        said.append("Names of seas: East Sea / Sea of Japan.")
    return said


def written(
    *,
    title: str,
    lines: Sequence[str],
    quiet: Sequence[str],
    figures: Sequence[go.Figure],
    span: tuple[str, str] | None,
    small: int = 0,
) -> str:
    """The page as HTML, plotly.js included.

    Parameters
    ----------
    span
        Days between which all axes run; without one the figures share no months and zoom alone.
    small
        How many figures at the end stand side by side where there is room.
    """
    if span is not None:
        for figure in figures:
            figure.update_xaxes(range=list(span))
    data = safe([json.loads(figure.to_json()) for figure in figures])
    head = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    foot = "".join(f'<p class="quiet">{html.escape(line)}</p>\n' for line in quiet)
    places = [f'<div class="figure" id="figure-{k}"></div>\n' for k in range(len(figures))]
    if small:
        places[-small] = f'<div class="abreast">\n{places[-small]}'
        places[-1] += "</div>\n"
    script = f"const span = {safe(list(span) if span is not None else None)};\n{SCRIPT % (data, safe(CONFIG))}"
    return document(title, f"{head}{foot}{''.join(places)}<script>{script}</script>")


def document(title: str, body: str, style: str = "") -> str:
    """A page that needs nothing but itself: plotly.js, the style of all pages, ``style`` and ``body``, as HTML."""
    from plotly.offline import get_plotlyjs

    head = f"<style>{STYLE}{style}</style>\n<script>{get_plotlyjs()}</script>"
    return shell(title, head, f"<h1>{html.escape(title)}</h1>\n{body}")


def shell(title: str, head: str, body: str, kind: str = "") -> str:
    """What every page begins and ends with: it may load nothing from elsewhere, and fits a phone."""
    told = f' class="{kind}"' if kind else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
{head}
</head>
<body{told}>
{body}
</body>
</html>
"""


def safe(value: Any) -> str:
    """JSON that no text in it can end the script with."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\!--")
