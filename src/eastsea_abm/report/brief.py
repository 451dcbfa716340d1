"""Two pages: the question, five sentences, one map, one table, what turns it, and what must not be concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eastsea_abm.report import single
from eastsea_abm.report.answer import answer
from eastsea_abm.report.cells import NONE, table
from eastsea_abm.report.conditions_map import drawn
from eastsea_abm.report.full import ALWAYS, KICKERS, NEVER, Said, command_of, instead
from eastsea_abm.report.judging import tipping_factors, verdict_of, weighed
from eastsea_abm.report.made_by import footer
from eastsea_abm.report.page import page
from eastsea_abm.report.question import varied
from eastsea_abm.report.section import ABREAST, Section
from eastsea_abm.report.turning import turning

if TYPE_CHECKING:
    from eastsea_abm.report.subject import Subject
    from eastsea_abm.verdict.contrasts import Told
    from eastsea_abm.verdict.found import Found
    from eastsea_abm.verdict.judged import Verdict

SHOWN = ("entrapment", "involvement", "abandonment", "isolation", "coercion", "crises", "cooperation")
MOST_CONTRASTS, TURNS = 8, 3
TURNS_TITLE = "What turns it"


def report(subject: Subject, said: Said) -> tuple[str, list[Section]]:
    """The two pages as HTML, and their sections.

    Parameters
    ----------
    said
        Takes a line on what is being computed.
    """
    made = single.brief(subject) if subject.store is None else _compared(subject, said)
    kicker = f"{KICKERS[subject.kind]}, in brief · eastsea_abm"
    return page(subject.title, subject.question, kicker, made, footer(), brief=True), made


def _compared(subject: Subject, said: Said) -> list[Section]:
    turned = turning(subject, tipping_factors(subject, weighed(subject, said)), said)
    judged = verdict_of(subject, turned.clauses, said)
    first = answer(judged, instead(subject, judged))
    if isinstance(judged, str):
        made = Section("turns", TURNS_TITLE)
        turns(made, turned.sentences, None)
        return [first, *_differences(subject), made, never(subject)]
    return [first, where(judged, turned.sentences), held_against(judged.found), never(subject)]


def _differences(subject: Subject) -> list[Section]:
    """The differences of a comparison of which nothing is judged."""
    if not subject.contrasts:
        return []
    from eastsea_abm.analysis.side_by_side import contrasted
    from eastsea_abm.report.differences import table_of

    made = Section("contrasts", "The contrasts")
    told = contrasted(subject.stores[1], subject.reference)
    made.add(table_of(told, [name for name in SHOWN if name in told.outcomes]))
    return [made]


def where(judged: Verdict, sentences: tuple[str, ...]) -> Section:
    """One map, or the shares of the first contrasts where nothing is crossed, and beside it what turns it."""
    found = judged.found
    made = Section("map", "By condition, and what turns it")
    made.add(f"{ABREAST}<div>\n")
    own = found.map_of(found.posed, "entrapment")
    if own is not None:
        drawn(made, own, 0, found.titles)
    else:
        _shares(made, found)
    made.add("</div>\n<div>\n")
    made.head(TURNS_TITLE)
    turns(made, sentences, judged)
    made.add("</div>\n</div>\n")
    return made


def _shares(made: Section, found: Found) -> None:
    from eastsea_abm.report.shares import contrast_table, shown_contrasts
    from eastsea_abm.verdict import figure

    some, names = shown_contrasts(found)[:3], ("entrapment", "involvement")
    chart = figure.shares(found, some, names)
    made.draw("shares", chart, figure.shares_alt(found, some, names), data=contrast_table(found, some, names))


def held_against(found: Found) -> Section:
    """One table of contrasts."""
    made = Section("contrasts", "The contrasts")
    names = [name for name in SHOWN if name in found.outcomes]
    rows = []
    for one in found.contrasts[:MOST_CONTRASTS]:
        cells = [_share(found.of(one, name)) for name in names]
        rows.append((f"{one.of} against {one.against}, {one.reassurance or 'reassurance not stated'}", *cells))
    caption = "In how many per cent of the parameter sets the outcome is lower under the first (95 % interval)"
    made.add(table(caption, ("contrast", *names), rows))
    return made


def _share(told: Told | None) -> str:
    if told is None or not told.lower.cases:
        return NONE
    one = told.lower
    return f"{100 * one.share:.0f} ({100 * one.low:.0f}\N{EN DASH}{100 * one.high:.0f})"


def turns(made: Section, sentences: tuple[str, ...], judged: Verdict | None) -> None:
    """Append conditions that turn the answer: boxes and tipping points, then probes that are told."""
    found = list(sentences)
    if judged is not None:
        from eastsea_abm.verdict.words import probe

        for word in ("fails here", "holds here"):
            found += [probe(one, judged.found.titles) for one in judged.found.probes if one.word == word]
    made.points(found[:TURNS])
    if len(found) < TURNS:
        lacking = "No condition" if not found else "No further condition"
        made.quiet(f"{lacking} is told from chance by boxes, tipping points or probes.")


def never(subject: Subject) -> Section:
    """Caveats and the line that makes it again."""
    made = Section("caveats", "What must not be concluded")
    made.points([*NEVER, *ALWAYS])
    store = subject.stores[1]
    made.quiet(f"{varied(store.plan)} Rules {store.about.rules}, plan {store.plan.digest[:16]}.")
    typed = command_of(subject)
    if typed:
        made.command(typed)
    return made
