"""What would change the answer: boxes, tipping points, the response to doses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.errors import InputError
from eastsea_abm.report.boxes import boxes, listed
from eastsea_abm.report.judging import reason
from eastsea_abm.report.section import ABREAST, Section

if TYPE_CHECKING:
    from eastsea_abm.report.subject import Subject
    from eastsea_abm.tipping.finding import Tipping

Said = Callable[[str], None]


class Turning(NamedTuple):
    """The section, and what it found in clauses and sentences for others.

    Attributes
    ----------
    clauses
        What the sign goes with, for the answer.
    sentences
        The conditions, the surest first, for the two pages.
    """

    section: Section
    clauses: tuple[str, ...]
    sentences: tuple[str, ...]


def turning(subject: Subject, factors: Sequence[str], said: Said) -> Turning:
    """What would change the answer to the contrast in question.

    Parameters
    ----------
    factors
        Over which a tipping point is looked for.
    """
    made = Section("turning", "What would change the answer")
    one, name = subject.main, subject.outcome
    if one is None:
        made.lacking("There is one policy and nothing to turn between.", "eastsea compare SCENARIO --policies A,B")
        return Turning(made, (), ())
    store = subject.stores[1]
    found = boxes(made, store, one, name, said, subject.place)
    turned = tipping(made, subject, factors, said)
    dosing(made, subject, said)
    return Turning(made, (*found.clauses,), (*found.sentences, *turned))


def tipping(made: Section, subject: Subject, factors: Sequence[str], said: Said) -> list[str]:
    """Append where over single factors the better policy changes; return the sentences of turns that are told."""
    from eastsea_abm.tipping.finding import find

    one, name, store = subject.main, subject.outcome, subject.stores[1]
    assert one is not None
    made.head("Tipping points")
    told: list[Tipping] = []
    why: dict[str, list[str]] = {}
    for factor in factors:
        said(f"tipping point over {factor}")
        try:
            told.append(find(store, factor, name, (one.against, one.of)))
        except InputError as error:
            why.setdefault(reason(error), []).append(factor)
    for text, names in why.items():
        made.lacking(
            f"No tipping point is looked for over {', '.join(names)}: {text}.",
            f"eastsea tipping {subject.place} --factor NAME",
        )
    if not factors:
        made.lacking("No tipping point is looked for: no number varies in this store.", "eastsea sweep FILE")
    from eastsea_abm.tipping.words import caveats, finding

    made.add(ABREAST)
    for own in told:
        _drawn(made, own, subject.looks)
    made.add("</div>\n")
    if told:
        made.quiet(" ".join(caveats(told[0])))
    return [finding(own) for own in told if any(turn.told for turn in own.turns)]


def _drawn(made: Section, own: Tipping, looks: Mapping[str, tuple[str, str]]) -> None:
    """Append a tipping point: what is found, its figure, what the factor means."""
    from eastsea_abm.report.cells import shown, table
    from eastsea_abm.tipping import figure, words

    places = range(0, len(own.at), max(1, len(own.at) // 12))
    rows = [
        (f"{own.at[n]:.3g}", *(shown(float(own.contrasts[k, n]), True) for k in range(1, len(own.policies))),
         own.policies[int(own.preferred[n])])
        for n in places
    ]  # fmt: skip
    head = (own.factor, *(f"{name} less {own.policies[0]}" for name in own.policies[1:]), "best mean")
    numbers = table(f"{own.outcome} over {own.factor}", head, rows)
    made.add("<div>\n")
    made.head(f"Over {own.factor}", 4)
    made.say(words.finding(own), "claim" if any(turn.told for turn in own.turns) else "")
    name = f"tipping-{own.factor.replace('.', '-')}"
    made.draw(name, figure.figure(own, looks), figure.alt(own), words.scope(own), numbers)
    made.add("</div>\n")


def dosing(made: Section, subject: Subject, said: Said) -> None:
    """Append how the outcome answers to doses of the lever of a study."""
    dose = subject.declared.dose if subject.declared is not None else None
    store = subject.stages.get("dose")
    if dose is None or store is None:
        return
    from eastsea_abm.tipping import figure, words
    from eastsea_abm.tipping.dose import response

    made.head(f"How deep: the response to {dose.lever}")
    sentences: list[str] = []
    made.add(ABREAST)
    for name in dict.fromkeys((subject.outcome, "involvement")):
        said(f"response of {name} to {dose.lever}")
        try:
            told = response(store, dose.lever, name, against=dose.against)
        except InputError as error:
            made.lacking(f"{name}: {reason(error)}.")
            continue
        made.draw(f"dose-{name}", figure.dose_figure(told), figure.dose_alt(told))
        sentences += words.dose_sentences(told)
    made.add("</div>\n")
    made.folded("The same in sentences", listed(sentences))
