"""The page of a report: sections under headings, one embedded plotly, nothing asked of anybody."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from pathlib import Path

from eastsea_abm.figure_page import CONFIG, shell
from eastsea_abm.report.section import Drawn, Section

WEB = Path(__file__).parent / "web"
MOST_BYTES = 8_000_000  # of a report
ROOMY = 9_000  # characters of a brief from which paper needs smaller letters to hold it on two pages
TAG = re.compile(r"<details.*?</details>|<[^>]*>", re.S)
#: The page has buttons of its own, which a keyboard reaches.
PLAIN = {**CONFIG, "displayModeBar": False}


def page(
    title: str, lead: str, kicker: str, sections: Sequence[Section], foot: Sequence[str], brief: bool = False
) -> str:
    """The report as HTML.

    Parameters
    ----------
    lead
        The question, beneath the title.
    kicker
        What kind of report this is, over the title.
    foot
        Lines at the end.
    brief
        Whether it is to fit two pages: no contents, no numbers of sections.
    """
    bodies, first = [], 0
    for k, one in enumerate(sections):
        bodies.append(_section(one, first, "" if brief else f"{k + 1} "))
        first += len(one.drawn)
    drawn = [figure for one in sections for figure in one.drawn]
    ask = f'<p class="lead">{html.escape(lead)}</p>\n' if lead else ""
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in foot)
    nav = "" if brief else _contents(sections)
    body = (
        '<a class="skip" href="#main">Skip to the report</a>\n'
        f'<header>\n<p class="kicker">{html.escape(kicker)}</p>\n<h1>{html.escape(title)}</h1>\n{ask}</header>\n'
        f'{nav}<main id="main" tabindex="-1">\n{"".join(bodies)}</main>\n<footer>\n{lines}</footer>\n'
    )
    dense = " dense" if len(TAG.sub("", body)) > ROOMY else ""
    return document(title, body, drawn, f"brief{dense}" if brief else "full")


def _section(one: Section, first: int, number: str) -> str:
    head = html.escape(f"{number}{one.title}")
    return (
        f'<section id="{one.key}" aria-labelledby="{one.key}-head">\n<h2 id="{one.key}-head">{head}</h2>\n'
        f"{one.body(first)}</section>\n"
    )


def _contents(sections: Sequence[Section]) -> str:
    items = "".join(f'<li><a href="#{one.key}">{html.escape(one.title)}</a></li>' for one in sections)
    return f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>{items}</ol></nav>\n'


def document(title: str, body: str, drawn: Sequence[Drawn], kind: str = "full") -> str:
    """A page that needs nothing but itself: style, body, plotly.js once, the figures as data, the script."""
    from plotly.offline import get_plotlyjs

    given = {"figures": [json.loads(one.figure.to_json()) for one in drawn], "config": PLAIN}
    figures = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")  # no text in it can end the block
    script = (WEB / "report.js").read_text(encoding="utf-8")
    style = (WEB / "report.css").read_text(encoding="utf-8")
    inside = (
        f"{body}<noscript><p>Figures need JavaScript; the tables beneath them hold the same numbers.</p></noscript>\n"
        f'<script type="application/json" id="report-data">{figures}</script>\n'
        f"<script>{get_plotlyjs()}</script>\n<script>{script}</script>"
    )
    return shell(title, f"<style>{style}</style>", inside, kind)
