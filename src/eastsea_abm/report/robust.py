"""Robust beside best on average: regret, and the share of futures in which a policy is acceptable."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eastsea_abm.errors import InputError
from eastsea_abm.report.cells import percent, shown, table
from eastsea_abm.report.judging import reason
from eastsea_abm.report.section import ABREAST, Section

if TYPE_CHECKING:
    from eastsea_abm.report.subject import Subject
    from eastsea_abm.robustness.judging import Judged, Robust

OUTCOMES = ("entrapment", "involvement", "abandonment", "coercion")
HEAD = ("policy", "mean", "mean regret", "95 %", "90th percentile", "greatest", "best in", "acceptable in")
RULES = {
    "mean": "best on average",
    "high": "least 90th-percentile regret",
    "greatest": "least greatest regret",
    "acceptable": "most often acceptable",
}


def robust(subject: Subject, said: Callable[[str], None]) -> Section:
    """The section, over all conditions of a study."""
    made = Section("robust", "Robust beside best on average")
    store = subject.stores[0]
    names = [name for name in OUTCOMES if name in store.plan.outcomes]
    from eastsea_abm.robustness.judging import judge

    said(f"robustness over {store.plan.settings:,} futures")
    try:
        told = judge(store, names, subject.strategies)
    except InputError as error:
        made.lacking(f"Robustness is not told: {reason(error)}.", f"eastsea robustness {subject.place}")
        return made
    from eastsea_abm.robustness import figure, words

    made.say(
        "A policy that is best on average may be far from the best where it matters. Regret is what it lacks to "
        "the best of those compared, future by future; a robust policy regrets little in most of them."
    )
    made.table("Who comes first, by which rule", ("outcome", *RULES.values()), [_choices(one) for one in told.outcomes])
    made.points([*words.sentences(told)])
    made.add(ABREAST)
    for one in told.outcomes:
        numbers = table(f"Regret in {one.outcome}", HEAD, rows(told, one))
        made.draw(f"regret-{one.outcome}", figure.figure(told, one, subject.looks), figure.alt(told, one), data=numbers)
    made.draw("acceptable", figure.shares(told, subject.looks), figure.shares_alt(told), data=jointly(told))
    made.add("</div>\n")
    made.points(words.caveats(told), "quiet")
    return made


def _choices(one: Judged) -> tuple[str, ...]:
    """Who comes first by each rule; where resamples disagree, all that may."""
    found = (one.choice(rule) for rule in RULES)
    return (one.outcome, *(each.policy if each.told else f"not told: {' or '.join(each.rivals[:3])}" for each in found))


def rows(told: Robust, one: Judged) -> list[tuple[str, ...]]:
    """A row a policy."""
    return [
        (
            name,
            shown(float(one.means[k])),
            shown(float(one.regret[0, k])),
            f"{shown(float(one.low[0, k]))} to {shown(float(one.high[0, k]))}",
            shown(float(one.regret[1, k])),
            shown(float(one.regret[2, k])),
            percent(float(one.best[k])),
            percent(float(one.acceptable[k])),
        )
        for k, name in enumerate(told.policies)
    ]


def jointly(told: Robust) -> str:
    """Shares of futures in which each is acceptable, in all and in each, as HTML."""
    own = [
        (
            name,
            percent(float(told.jointly[k])),
            f"{percent(float(told.jointly_low[k]))} to {percent(float(told.jointly_high[k]))}",
            *(percent(float(one.acceptable[k])) for one in told.outcomes),
        )
        for k, name in enumerate(told.policies)
    ]
    head = ("policy", "in all at once", "95 %", *(one.outcome for one in told.outcomes))
    return table("Share of futures in which it is acceptable", head, own)
