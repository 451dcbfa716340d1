"""What each lever does in the factorial, and what further policies change under each strategy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from eastsea_abm.report.cells import NONE, table
from eastsea_abm.report.section import Section
from eastsea_abm.study.effects import Effect, effects
from eastsea_abm.study.overlaid import Change, changes

if TYPE_CHECKING:
    from eastsea_abm.report.subject import Subject

#: Shown of every lever; involvement beside entrapment, what is bought beside what is paid.
SHOWN = ("entrapment", "involvement", "abandonment", "isolation", "coercion", "crises", "cooperation", "reconciliation")


def levers(subject: Subject, said: Callable[[str], None]) -> Section:
    """The section; a sentence where the subject is no study with a factorial or with variants."""
    made = Section("levers", "What each lever does, and what may be added")
    declared = subject.declared
    if declared is None or not (declared.factors or "variants" in subject.stages):
        made.lacking("No factorial of levers was played.", "eastsea study FILE")
        return made
    if declared.factors:
        said("effects of the levers")
        store = subject.stores[0]
        kept = [name for name in SHOWN if name in store.plan.outcomes]
        factorial(made, effects(store, declared.corners, declared.factors, kept, subject.conditions), kept)
    if "variants" in subject.stages:
        said("what further policies change")
        store = subject.stages["variants"]
        kept = [name for name in SHOWN if name in store.plan.outcomes]
        variants(made, changes(store, kept), kept)
    return made


def factorial(made: Section, found: Sequence[Effect], outcomes: Sequence[str]) -> None:
    """Append the effects of the levers."""
    if not found:
        made.lacking("Effects are told of factors with two levels only.")
        return
    made.head("In the full factorial")
    made.say(
        "The mean with a lever pulled less the mean without, over all combinations of the others, as a share of the "
        "outcome's mean, under the reference condition. A with B is half of how much more A does where B is pulled: "
        f"where it is near nothing, the two simply add up. Means over {found[0].sets:,} parameter sets; intervals are "
        "over these and hold for the luck they share."
    )
    rows = [
        (term, *(_told(one.relative, one.half, one.mean) for one in own))
        for term, own in _by(((one.term, one) for one in found), outcomes)
    ]
    made.add(table("Effect of each lever, in per cent of the mean (± 95 %)", ("lever", *outcomes), rows))


def variants(made: Section, found: Sequence[Change], outcomes: Sequence[str]) -> None:
    """Append what further policies change."""
    made.head("Laid over a strategy")
    made.say(
        "What a further policy changes under the reference condition, as a share of the strategy's own mean; then the "
        "share of parameter sets in which the outcome is lower with it."
    )
    keyed = ((f"{one.overlay} over {one.strategy}", one) for one in found)
    rows = [
        (name, *(f"{_told(one.relative, one.half, one.mean)} ({100 * one.lower:.0f})" for one in own))
        for name, own in _by(keyed, outcomes)
    ]
    caption = "Change by a further policy, in per cent (± 95 %); in brackets the per cent of sets in which it is lower"
    made.add(table(caption, ("policy", *outcomes), rows))


def _by[T: Effect | Change](found: Iterable[tuple[str, T]], outcomes: Sequence[str]) -> list[tuple[str, list[T]]]:
    """What was found by name, in the order of the outcomes."""
    rows: dict[str, dict[str, T]] = {}
    for name, one in found:
        rows.setdefault(name, {})[one.outcome] = one
    return [(name, [own[outcome] for outcome in outcomes]) for name, own in rows.items()]


def _told(relative: float, half: float, mean: float) -> str:
    """A relative mean with its interval; both in the same measure."""
    if not mean or relative != relative:
        return NONE if mean else "0"
    reach = abs(half * relative / mean)
    text = f"{100 * relative:+.1f} ± {100 * reach:.1f}"
    return text.replace("-", "\N{MINUS SIGN}")
