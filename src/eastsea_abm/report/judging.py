"""What is computed once and read by several sections: influence, the verdict, which factors may tip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from eastsea_abm.errors import InputError
from eastsea_abm.report.influence import PAWN, Influence, influence, screened
from eastsea_abm.verdict.gates import LEAST

if TYPE_CHECKING:
    from eastsea_abm.report.subject import Subject
    from eastsea_abm.verdict.judged import Verdict

SCREENING = "screening"  # a stage of studies
FACTORS = 4  # the most influential, where no study names any
Said = Callable[[str], None]


def weighed(subject: Subject, said: Said) -> Influence | None:
    """Influence of the factors on the contrast in question; None where nothing varies or there is one policy."""
    one, store = subject.main, subject.stores[1]
    if one is None or not store.plan.factors:
        return None
    said(f"influence of {len(store.plan.factors)} factors on {subject.outcome}, {one.of} against {one.against}")
    found = influence(store, one.of, one.against, subject.outcome, store.rows_done)
    steps = subject.stages.get(SCREENING)
    if steps is None or found.measure == PAWN:
        return found
    try:
        own, settled = screened(steps, one.of, one.against, subject.outcome, steps.rows_done)
    except InputError as error:
        return found._replace(remarks=(*found.remarks, f"of the screening nothing is told: {reason(error)}"))
    if settled or not found.measure:
        return own._replace(shares=found.shares)
    doubt = f"of the screening, {own.remarks[1]}; its effects are not shown (eastsea sensitivity {subject.folder.name}"
    return found._replace(remarks=(*found.remarks, f"{doubt}/{SCREENING} has them)"))


def tipping_factors(subject: Subject, weights: Influence | None) -> list[str]:
    """Factors over which a tipping point is looked for: those a study names, else the most influential."""
    if subject.declared is not None and subject.declared.tipping:
        return list(subject.declared.tipping)
    if weights is None or not weights.of:
        design = subject.stores[1].design
        names = [one.name for one in subject.stores[1].plan.factors]
        return [name for name in names if design[name].dtype.kind in "fiu" and design[name].nunique() > 1][:FACTORS]
    order = sorted(weights.of, key=lambda name: -abs(weights.of[name].size))
    return order[:FACTORS]


def verdict_of(subject: Subject, clauses: Sequence[str], said: Said) -> Verdict | str:
    """The verdict, or why there is none."""
    from eastsea_abm.verdict.judged import judge
    from eastsea_abm.verdict.words import overclaims

    if not subject.contrasts:
        return "there is one policy and nothing to hold it against"
    store, closer = subject.stores
    declared = subject.declared
    if (sets := closer.plan.settings // closer.plan.together) < LEAST:
        return f"it is of shares of parameter sets, {LEAST} at least, and this store holds {sets}"
    said("the verdict")
    told = [one for one in clauses if not overclaims(one)]
    try:
        return judge(
            store,
            None if closer is store else closer,
            contrasts=subject.contrasts,
            reference=subject.conditions,
            probes=declared.probes if declared is not None else (),
            # Regions named beforehand say more than boxes found by a search: these only where there are none.
            depends=[] if declared and any(one.where for one in declared.probes) else told,
            strategies=declared.strategies if declared is not None else (),
        )
    except InputError as error:
        return reason(error)


def reason(error: InputError) -> str:
    """Why something cannot be told, in a line without the options that it is about."""
    return "; ".join(line.partition(": ")[2] or line for line in str(error).splitlines())
