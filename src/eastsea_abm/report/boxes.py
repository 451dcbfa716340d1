"""Where the answer turns: boxes of the space of settings in which the contrast has the other sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.errors import InputError
from eastsea_abm.report.cells import percent, prose, table
from eastsea_abm.report.section import Section

if TYPE_CHECKING:
    from eastsea_abm.analysis.grouping import Stored
    from eastsea_abm.discovery.covering import Discovery, Found
    from eastsea_abm.study.declared import Contrast

MOST = 2  # boxes a contrast
LONG = re.compile(r"\d+\.\d{3,}")  # more decimals than the answer may have


def looked_for(store: Stored, one: Contrast, name: str, said: Callable[[str], None]) -> Discovery | str:
    """Boxes in which ``of`` has less of the outcome than ``against``, or why none can be looked for."""
    from eastsea_abm.discovery.covering import discover

    try:
        return discover(store, f"{name}({one.of}) < {name}({one.against})", boxes=MOST, said=said)
    except InputError as error:
        return str(error).removeprefix("--where: ")


class Boxes(NamedTuple):
    """Boxes as clauses of the answer, and as sentences of their own."""

    clauses: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


def boxes(made: Section, store: Stored, one: Contrast, name: str, said: Callable[[str], None], where: str) -> Boxes:
    """Append what was found to a section; return it as clauses and sentences.

    Parameters
    ----------
    where
        Name of the folder of the store, for the command that says more.
    """
    from eastsea_abm.discovery import words

    found = looked_for(store, one, name, said)
    made.head(f"Where {one.of} has less {name} than {one.against}")
    statement = f"{name}({one.of}) < {name}({one.against})"
    if isinstance(found, str):
        made.lacking(f"No conditions are looked for here: {found}.", f'eastsea discover {where} --where "{statement}"')
        return Boxes()
    plan = store.plan
    made.say(words.overall(found, plan))
    sentences = [words.sentence(found, k, plan) for k in range(len(found.boxes))]
    for text, box in zip(sentences, found.boxes, strict=True):
        made.say(text, "claim")
        made.quiet(words.tested(box, plan))
        asked = words.clauses(box.space, box.chosen.box)
        rows = [(factor, what, words.reach(box.space, factor), words.meaning(factor)) for factor, what in asked]
        made.add(
            table("The box, factor by factor", ("factor", "in the box", "of", "what it is"), rows, texts=(1, 2, 3))
        )
    if found.ended:
        made.say(f"{found.ended[0].upper()}{found.ended[1:]}.")
    lines = words.tree_lines(found.tree)
    if lines:
        made.folded("The same as a shallow tree", f"<pre>{_joined(lines)}</pre>")
    made.folded("What must be known before a box is believed", listed(words.caveats(found, plan)))
    return Boxes(tuple(map(clause, found.boxes)), tuple(sentences))


def clause(one: Found) -> str:
    """A box as a clause, with the share in settings it was not fitted to: the fairer one."""
    from eastsea_abm.discovery import words

    asked = words.joined([f"{name} is {what}" for name, what in words.clauses(one.space, one.chosen.box)])
    asked = LONG.sub(lambda number: f"{float(number[0]):.2f}", asked)
    inside, outside = percent(one.stability.density), percent(one.numbers.elsewhere)
    return f"where {asked}, {inside} of sets left out of the search have it, elsewhere {outside}"


def _joined(lines: list[str]) -> str:
    import html

    return html.escape("\n".join(lines))


def listed(texts: Sequence[str]) -> str:
    """Texts as a list in HTML, nothing if there are none."""
    return f"<ul>{''.join(f'<li>{prose(text)}</li>' for text in texts)}</ul>"
