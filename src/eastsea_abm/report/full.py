"""The whole report: every section in order, each left out with its reason where its data are not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eastsea_abm.analysis.words import CAVEAT
from eastsea_abm.report import single
from eastsea_abm.report.answer import answer
from eastsea_abm.report.assumptions import assumptions
from eastsea_abm.report.conditions_map import conditions
from eastsea_abm.report.consent import consent
from eastsea_abm.report.failing import failing
from eastsea_abm.report.judging import tipping_factors, verdict_of, weighed
from eastsea_abm.report.levers import levers
from eastsea_abm.report.made_by import caveats, footer, made_by
from eastsea_abm.report.page import page
from eastsea_abm.report.past import past
from eastsea_abm.report.question import question
from eastsea_abm.report.robust import robust
from eastsea_abm.report.runs import runs
from eastsea_abm.report.section import Section
from eastsea_abm.report.subject import COMPARISON, ENSEMBLE, RUN, STUDY, SWEEP, Subject
from eastsea_abm.report.turning import turning
from eastsea_abm.report.why import stories

if TYPE_CHECKING:
    from eastsea_abm.sweep.store import Store

Said = Callable[[str], None]
KICKERS = {
    STUDY: "Report of a study",
    SWEEP: "Report of a sweep",
    COMPARISON: "Report of a comparison",
    ENSEMBLE: "Report of an ensemble of runs",
    RUN: "Report of one run",
}
#: What every report says; a verdict has caveats of its own before them.
ALWAYS = (
    "Intervals hold luck and the draws of the numbers. No interval holds the doubt about the rules themselves.",
    "What is consented to counts as involvement and not as entrapment; it is no less dangerous for that.",
    "The upper rungs of the ladder are human catastrophes. Nothing here is advice to take risks.",
)
#: What a report without a verdict, and the two pages, say before that.
NEVER = (
    CAVEAT,
    "Shares of parameter sets are shares of a space of assumptions. They are no probabilities.",
    "Levels mean nothing: rates of crises and strikes are scaled so that policies can be compared.",
    "Governments of the model adapt and do not foresee: a policy that anticipates an answer may do better than here.",
)


def report(subject: Subject, said: Said) -> tuple[str, list[Section]]:
    """The report as HTML, and its sections.

    Parameters
    ----------
    said
        Takes a line on what is being computed.
    """
    made = sections(subject, said)
    return page(subject.title, "", f"{KICKERS[subject.kind]} · eastsea_abm", made, footer()), made


def sections(subject: Subject, said: Said) -> list[Section]:
    """Every section of a subject, in order."""
    if subject.store is None:
        said("drawing the figures")
        return single.sections(subject)
    store, closer = subject.stores
    weights = weighed(subject, said)
    turned = turning(subject, tipping_factors(subject, weights), said)
    judged = verdict_of(subject, turned.clauses, said)
    found = judged if isinstance(judged, str) else judged.found
    one = subject.main
    against = f"{one.of} against {one.against}" if one is not None else ""
    own = NEVER if isinstance(judged, str) else judged.caveats
    return [
        question(store, closer, subject.played, subject.question),
        answer(judged, instead(subject, judged)),
        turned.section,
        runs(subject, found, said),
        conditions(found),
        levers(subject, said),
        failing(found),
        consent(found),
        robust(subject, said),
        stories(subject, said),
        assumptions(store.plan, subject.played, weights, against, subject.outcome),
        past(subject.hindcast, closer.about.rules),
        caveats([*own, *ALWAYS, *failures(stores_of(subject))]),
        made_by(stores_of(subject), command_of(subject), subject.folder),
    ]


def instead(subject: Subject, judged: object) -> list[str]:
    """What may be said of differences where no verdict is given."""
    if not isinstance(judged, str) or not subject.contrasts:
        return []
    from eastsea_abm.analysis.side_by_side import contrasted
    from eastsea_abm.report.differences import sentences

    return sentences(contrasted(subject.stores[1], subject.reference))


def command_of(subject: Subject) -> str:
    """What was typed to make the subject; empty where nothing says it."""
    about = subject.study.about if subject.study is not None else subject.stores[0].about
    return str(about.circumstances.get("command", ""))


def stores_of(subject: Subject) -> dict[str, Store]:
    """The stores of a subject by the names of their stages."""
    assert subject.store is not None
    return subject.stages or {subject.kind: subject.store}


def failures(stores: dict[str, Store]) -> list[str]:
    """A line on runs that went numerically wrong; none where none did."""
    lost = {name: store.failed for name, store in stores.items() if store.failed}
    each = ", ".join(f"{number:,} in {name}" for name, number in lost.items())
    return (
        [f"Runs that went numerically wrong and are left out under every policy of their pair: {each}."] if lost else []
    )
