"""A section under way: HTML in order, and the figures that have their place in it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.report.cells import Raw, prose, table
from eastsea_abm.report.figure_data import data_table

if TYPE_CHECKING:
    import plotly.graph_objects as go

#: Stands in the text where a figure's number on the page will be known.
PLACE = "\N{SYMBOL FOR SUBSTITUTE}"

#: Opens a part whose figures stand side by side where there is room.
ABREAST = '<div class="abreast">\n'


class Drawn(NamedTuple):
    """A figure of the report.

    Attributes
    ----------
    name
        Of its file, without an ending.
    alt
        What it shows, for those who do not see it.
    """

    name: str
    figure: go.Figure
    alt: str


class Section:
    """A part of the report with a heading of its own.

    Parameters
    ----------
    key
        Its anchor.
    title
        Its heading, plain text.
    """

    def __init__(self, key: str, title: str) -> None:
        self.key, self.title = key, title
        self.parts: list[str] = []
        self.drawn: list[Drawn] = []

    def add(self, made: str) -> None:
        """Append HTML."""
        self.parts.append(made)

    def say(self, text: str, kind: str = "") -> None:
        """Append a paragraph of plain text, nothing if it is empty."""
        if text:
            self.add(f"<p{_kind(kind)}>{prose(text)}</p>\n")

    def quiet(self, text: str) -> None:
        """Append a paragraph in small print."""
        self.say(text, "quiet")

    def head(self, text: str, level: int = 3) -> None:
        """Append a heading below the section's own."""
        self.add(f"<h{level}>{html.escape(text)}</h{level}>\n")

    def points(self, texts: Iterable[str], kind: str = "", ordered: bool = False) -> None:
        """Append a list of plain texts, nothing if there are none."""
        items = "".join(f"<li>{prose(text)}</li>" for text in texts)
        tag = "ol" if ordered else "ul"
        if items:
            self.add(f"<{tag}{_kind(kind)}>{items}</{tag}>\n")

    def command(self, text: str) -> None:
        """Append a command to be typed."""
        self.add(f'<pre class="command"><code>{html.escape(text)}</code></pre>\n')

    def lacking(self, why: str, command: str = "") -> None:
        """Say why something is not here, and by which command it comes to be."""
        how = f" It comes to be by: <code>{html.escape(command)}</code>" if command else ""
        self.add(f'<p class="lacking">{prose(why)}{how}</p>\n')

    def table(
        self, caption: str, head: Sequence[str], rows: Iterable[Sequence[object]], texts: Sequence[int] = ()
    ) -> None:
        """Append a table; see `eastsea_abm.report.cells.table`."""
        self.add(table(caption, head, rows, texts=texts))

    def folded(self, title: str, inside: str, printed: bool = False, shut_on_phones: bool = False) -> None:
        """Append HTML that opens on demand, nothing if it is empty.

        Parameters
        ----------
        printed
            Whether it stands open on paper; what does not is left out there.
        shut_on_phones
            Whether it stands open where there is room.
        """
        if inside:
            fold = " data-fold open" if shut_on_phones else ""
            kind = "print" if printed else "data"
            self.add(f'<details class="{kind}"{fold}><summary>{html.escape(title)}</summary>{inside}</details>\n')

    def draw(self, name: str, figure: go.Figure, alt: str, caption: str = "", data: str = "") -> None:
        """Give a figure its place, its buttons, and a table of what it is drawn from.

        Parameters
        ----------
        data
            The table as HTML; made from the figure itself if left out.
        """
        height = int(figure.layout.height or 420)
        number = PLACE + str(len(self.drawn)) + PLACE
        told = f"<figcaption>{prose(caption)}</figcaption>" if caption else ""
        said, file = html.escape(alt), html.escape(name)
        buttons = "".join(
            f'<button type="button" data-figure="{number}" data-format="{one}" data-name="{file}" '
            f'aria-label="Save as {one.upper()}: {file}">{one.upper()}</button>'
            for one in ("svg", "png")
        )
        inside = data or data_table(figure, f"What is drawn: {name}")
        self.add(
            f'<figure class="plate"><div class="figure" id="figure-{number}" role="img" aria-label="{said}" '
            f'style="min-height:{height}px"></div>{told}<div class="keep"><span>Save as</span> {buttons}</div>'
            f'<details class="data"><summary>The numbers behind this figure</summary>{inside}</details></figure>\n'
        )
        self.drawn.append(Drawn(name, figure, alt))

    def body(self, first: int = 0) -> str:
        """The HTML, figures numbered from ``first`` on."""
        made = "".join(self.parts)
        for k in range(len(self.drawn)):
            made = made.replace(f"{PLACE}{k}{PLACE}", str(first + k))
        return made


def code(text: str) -> Raw:
    """Text as code in a cell."""
    return Raw(f"<code>{html.escape(text)}</code>")


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
