"""The runs: months as fan charts, and paired differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from eastsea_abm.report.cells import shown, table
from eastsea_abm.report.differences import differences
from eastsea_abm.report.section import ABREAST, Section
from eastsea_abm.report.shares import best_shares, shares

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.report.subject import Subject
    from eastsea_abm.verdict.found import Found

FANNED = ("entrapment", "involvement", "cooperation", "isolation", "coercion")
Said = Callable[[str], None]


def runs(subject: Subject, found: Found | str, said: Said) -> Section:
    """The section.

    Parameters
    ----------
    found
        What was judged, or why nothing was.
    """
    made = Section("runs", "The runs: months, and paired differences")
    fans(made, subject, said)
    store = subject.stores[1]
    if len(store.plan.policies) < 2:
        made.lacking("There is one policy, so there are no differences.", "eastsea compare SCENARIO --policies A,B")
        return made
    if isinstance(found, str):
        from eastsea_abm.analysis.side_by_side import contrasted

        said("paired differences")
        differences(made, contrasted(store, subject.reference), store.plan)
        return made
    shares(made, found)
    best_shares(made, found, subject.strategies, store.plan.runs, subject.looks)
    return made


def fans(made: Section, subject: Subject, said: Said) -> None:
    """Append the months, where they were kept."""
    made.head("Month by month")
    if subject.study is None:
        store = subject.stores[1]
        made.lacking(
            "A sweep keeps totals of runs and no months, so there are no fan charts here.",
            f"eastsea run {store.plan.scenarios[0].name} --policy {subject.reference} --runs 1000",
        )
        return
    said("months")
    months = subject.study.fans()
    made.say(
        "Each month by itself: the median over the parameter sets, one run each, and for the two policies in "
        "question the middle 50 % of them. No line is the path of a run. Sums are from the first month on."
    )
    made.add(ABREAST)
    for name in (name for name in FANNED if (months["outcome"] == name).any()):
        _drawn(made, months, name, subject)
    made.add("</div>\n")


def _drawn(made: Section, months: pd.DataFrame, name: str, subject: Subject) -> None:
    from eastsea_abm.report.fan_figure import HEAD, every_year, fan

    own = months[months["outcome"] == name]
    there = tuple(one for one in subject.strategies if (own["policy"] == one).any())
    asked = () if subject.main is None else (subject.main.of, subject.main.against)
    last = own[own["month"] == own["month"].max()].set_index("policy")
    ends = ", ".join(f"{one} {shown(float(last.loc[one, 'q50']))}" for one in there)
    made.draw(
        f"months-{name}",
        fan(months, name, there, [one for one in asked if one in there], subject.looks),
        f"Fan chart of {name} by month, a line a policy. Medians in the last month: {ends}.",
        data=table(f"{name}, the last month of every year", HEAD, every_year(months, name, there)),
    )
