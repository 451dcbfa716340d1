"""The frame of a hindcast's page: style, script and the figures' places."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from eastsea_abm.figure_page import CONFIG, document, safe
from eastsea_abm.figure_style import FAINT, INK, PAPER, QUIET

if TYPE_CHECKING:
    import plotly.graph_objects as go

OWN_STYLE = f"""
h2 {{ font-size: 1.2rem; line-height: 1.25; margin: 34px 0 6px; }}
h3 {{ font-size: 1rem; line-height: 1.25; margin: 22px 0 0; }}
h4 {{ font-size: 0.9rem; line-height: 1.25; margin: 14px 0 0; }}
ul {{ margin: 6px 0; padding-left: 20px; }} li {{ margin: 3px 0; overflow-wrap: anywhere; }}
.figure {{ margin-top: 2px; }}
.claim {{ border-left: 4px solid {INK}; padding: 4px 0 4px 12px; margin: 12px 0; font-weight: 600; }}
.wide {{ overflow-x: auto; margin: 8px 0; }}
table {{ border-collapse: collapse; font-size: 0.81rem; line-height: 1.3; font-variant-numeric: tabular-nums; }}
th, td {{ padding: 3px 7px; text-align: right; vertical-align: top; white-space: nowrap;
  border-bottom: 1px solid {FAINT}; }}
th {{ font-weight: 600; }} tbody th {{ font-weight: 400; }}
th:first-child {{ text-align: left; padding-left: 0; position: sticky; left: 0; background: {PAPER}; }}
.duel, .duels th, .tests td:last-child, .tests th:last-child {{ text-align: left; }}
.scores {{ display: flex; flex-wrap: wrap; gap: 0 32px; }} .scores .wide {{ max-width: 100%; }}
.duel {{ white-space: normal; min-width: 88px; }} .duel b {{ white-space: nowrap; }}
small {{ display: block; font-weight: 400; font-size: 0.74rem; color: {QUIET}; }}
.own th, .own td {{ font-weight: 700; }} .best {{ background: #e9f1df; }} .na {{ color: {QUIET}; }}
.win {{ background: #dbe8f3; }} .loss {{ background: #f8e3d6; }} .draw {{ background: #f1f1f1; }}
.legend {{ display: flex; flex-wrap: wrap; gap: 2px 12px; font-size: 0.78rem; padding: 6px 0; background: {PAPER}; }}
.legend span, .legend button {{ display: inline-flex; align-items: center; gap: 5px; }}
.legend button {{ font: inherit; color: inherit; background: none; border: 0; padding: 3px 0; cursor: pointer; }}
.legend button[aria-pressed=false] {{ opacity: 0.35; text-decoration: line-through; }}
.panels > .legend {{ position: sticky; top: 0; z-index: 5; border-bottom: 1px solid {FAINT}; }}
.abreast.three {{ grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr)); }}
.abreast > * {{ min-width: 0; }}
details {{ margin: 4px 0; }} summary {{ cursor: pointer; font-size: 0.87rem; color: {QUIET}; padding: 4px 0; }}
code {{ font-size: 0.85rem; overflow-wrap: anywhere; }}
@media (max-width: 480px) {{ th, td {{ padding: 3px 4px; }} table {{ font-size: 0.76rem; }}
  th:first-child, .duels th {{ white-space: normal; }} .duel {{ min-width: 74px; }}
  .tests th:first-child {{ min-width: 112px; }} }}
@media print {{ .panels > .legend {{ position: static; }} }}
"""

#: Draws the figures; a zoom into the months of one is followed by the others; a button hides a line in all of them.
SCRIPT = """
const figures = %s, timed = %s, config = %s;
const nodes = figures.map((figure, k) => {
  const node = document.getElementById("figure-" + k);
  Plotly.newPlot(node, figure.data, figure.layout, config);
  return node;
});
const dated = nodes.filter((node, k) => timed[k]);
const span = dated.length ? [...figures[timed.indexOf(true)].layout.xaxis.range] : null;
let following = false;
dated.forEach(node => node.on("plotly_relayout", change => {
  const low = change["xaxis.range[0]"], high = change["xaxis.range[1]"], whole = change["xaxis.autorange"];
  if (following || (low === undefined && !whole)) return;
  following = true;
  const to = low === undefined ? {"xaxis.range": span} : {"xaxis.range": [low, high]};
  Promise.all(dated.filter(one => one !== node || low === undefined).map(one => Plotly.relayout(one, to)))
    .finally(() => { following = false; });
}));
document.querySelectorAll("button[data-line]").forEach(button => button.addEventListener("click", () => {
  const shown = button.getAttribute("aria-pressed") !== "true", name = button.dataset.line;
  button.setAttribute("aria-pressed", shown);
  dated.forEach(node => {
    const found = node.data.map((trace, k) => trace.name === name ? k : -1).filter(k => k >= 0);
    if (found.length) Plotly.restyle(node, {visible: shown}, found);
  });
}));
"""


class Body:
    """HTML under way, with the figures that have their place in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.figures: list[go.Figure] = []
        self.timed: list[bool] = []

    def add(self, text: str) -> None:
        """Append HTML."""
        self.parts.append(text)

    def say(self, text: str, kind: str = "") -> None:
        """Append a paragraph of plain text."""
        self.parts.append(f"<p{_kind(kind)}>{html.escape(text)}</p>\n")

    def head(self, text: str, level: int = 2) -> None:
        """Append a heading of plain text."""
        self.parts.append(f"<h{level}>{html.escape(text)}</h{level}>\n")

    def points(self, texts: list[str]) -> None:
        """Append a list of plain texts, nothing if there are none."""
        if texts:
            self.parts.append(f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in texts)}</ul>\n")

    def folded(self, title: str, inside: str) -> None:
        """Append what opens on demand, nothing if it is empty."""
        if inside:
            self.parts.append(f"<details><summary>{html.escape(title)}</summary>{inside}</details>\n")

    def draw(self, figure: go.Figure, name: str, *, timed: bool = True) -> None:
        """Give a figure its place; ``name`` is what it shows, for those who do not see it."""
        height = int(figure.layout.height)
        self.parts.append(
            f'<div class="figure" id="figure-{len(self.figures)}" role="img" aria-label="{html.escape(name)}" '
            f'style="min-height:{height}px"></div>\n'
        )
        self.figures.append(figure)
        self.timed.append(timed)

    def page(self, title: str) -> str:
        """The page, plotly.js included."""
        data = safe([json.loads(figure.to_json()) for figure in self.figures])
        script = SCRIPT % (data, safe(self.timed), safe(CONFIG))
        return document(title, f"{''.join(self.parts)}<script>{script}</script>", OWN_STYLE)


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
