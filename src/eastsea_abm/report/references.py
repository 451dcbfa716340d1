"""Keys of the bibliography in a text, and the references they stand for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from eastsea_abm.bibliography import REFERENCES, cite
from eastsea_abm.report.cells import Raw

WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def keys(text: str) -> list[str]:
    """Keys of the bibliography that stand in ``text``, in order."""
    return list(dict.fromkeys(word for word in WORD.findall(text) if word in REFERENCES))


def linked(text: str) -> Raw:
    """A source as HTML: keys lead to the list of references."""
    found = set(keys(text))

    def link(match: re.Match[str]) -> str:
        word = match[0]
        return f'<a href="#ref-{word}">{word}</a>' if word in found else word

    return Raw(WORD.sub(link, html.escape(text)))


def reference_list(wanted: Iterable[str]) -> str:
    """References as HTML, sorted; addresses are text, so that paper shows them and no page is asked."""
    items = []
    for key in sorted(set(wanted)):
        own = REFERENCES[key]
        said = f"{html.escape(cite(key))} Shows: {html.escape(own.supports)} ({html.escape(own.status)})"
        items.append(f'<dt id="ref-{key}">{key}</dt><dd>{said}</dd>')
    return f'<dl class="references">{"".join(items)}</dl>\n' if items else ""
