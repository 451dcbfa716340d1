"""The question: what is asked, of which region, under which policies, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eastsea_abm.analysis.comparison import outcome
from eastsea_abm.levers import LEVERS
from eastsea_abm.report.cells import shown
from eastsea_abm.report.contrast import Played
from eastsea_abm.report.section import Section
from eastsea_abm.verdict.names import GROUP

if TYPE_CHECKING:
    from eastsea_abm.sweep.plan import Plan
    from eastsea_abm.sweep.store import Store

BETTER = {-1: "less is better", 1: "more is better", 0: "neither is better"}
MOST_FACTORS = 6  # named in the text; the table of assumptions has all


def question(store: Store, closer: Store, known: Sequence[Played], text: str) -> Section:
    """The section.

    Parameters
    ----------
    known
        What the policies set; may be empty.
    text
        The question as the study, the sweep or the scenario asks it.
    """
    made = Section("question", "The question")
    made.say(text or "No question is written in the file; this is what was played.", "lead")
    made.points([*cast(known), *scenes(store.plan), varied(store.plan), *closer_look(store, closer)])
    made.head("What is counted")
    made.say(
        "Outcomes are of the focal state of the region, and are always shown together. Expected strikes are sums of "
        "monthly chances; rates are scaled so that policies can be compared, and their levels mean nothing."
    )
    made.add(_outcomes(store.plan))
    if known:
        made.head("What the policies set")
        made.points([described(one) for one in known])
        made.table("Levers by policy, where they differ", *levers(known))
        own = [LEVERS[name] for name in differing(known)]
        made.points([f"{one.name}: {one.meaning} ({one.role}, {one.unit})" for one in own], "quiet")
    else:
        made.lacking("What the policies set cannot be read from the texts in the store with this version of the rules.")
    return made


def cast(known: Sequence[Played]) -> list[str]:
    """A line on who is who; none where the region fills no role."""
    held = known[0].roles if known else {}
    parts = [f"{role}{' state' if role == 'focal' else ''}: {state}" for role, state in held.items()]
    told = "; ".join(parts)
    return [f"{told[:1].upper()}{told[1:]}."] if parts else []


def scenes(plan: Plan) -> list[str]:
    """A line a scenario."""
    sets = f", with {', '.join(plan.sets)}" if plan.sets else ""
    return [f"Scenario {one.name}: {one.months} months{sets}, seed {one.seed}." for one in plan.scenarios]


def varied(plan: Plan) -> str:
    """What differs between settings, and how many runs there are of each."""
    names = [factor.name for factor in plan.factors]
    runs = f"{plan.runs:,} runs of each policy in each, with the same luck under every policy"
    if not names:
        return f"Nothing varies but the policies: {runs.replace(' in each', '')}."
    few = ", ".join(names[:MOST_FACTORS]) + (f" and {len(names) - MOST_FACTORS} more" * (len(names) > MOST_FACTORS))
    how = {"lhs": "a Latin hypercube", "csv": "a table of settings"}.get(plan.design, f"a {plan.design} design")
    return f"{plan.settings:,} settings of {len(names)} factors ({few}) by {how}; {runs}. Ranges are assumptions."


def closer_look(store: Store, closer: Store) -> list[str]:
    """A line on the stage with more runs, none where there is none."""
    if closer is store:
        return []
    plan = closer.plan
    return [f"Under the reference condition alone, {plan.settings:,} settings are played {plan.runs:,} times each."]


def _outcomes(plan: Plan) -> str:
    from eastsea_abm.report.cells import table

    rows = []
    for name in (name for name in GROUP if name in plan.outcomes):
        one = outcome(name)
        rows.append((name, one.meaning, f"{one.unit}, {one.over}", BETTER[one.better]))
    return table("Outcomes", ("outcome", "what it is", "unit, over the months", "read as"), rows, texts=(1, 2, 3))


def described(one: Played) -> str:
    """A policy in a sentence: the note of its last overlay."""
    if not one.notes:
        return f"{one.name}: no overlay; the scenario as it stands."
    title, note = one.notes[-1]
    return f"{one.name}: {title}. {note}".strip()


def levers(known: Sequence[Played]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of the table of levers: those in which policies differ."""
    names = differing(known)
    return ("policy", *names), [(one.name, *(shown(one.levers[name]) for name in names)) for one in known]


def differing(known: Sequence[Played]) -> list[str]:
    """Levers in which policies differ."""
    return [name for name in LEVERS if len({one.levers[name] for one in known}) > 1]
