"""What is asked of one or two sweeps, checked before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.verdict.asked import Contrast, Doubt, forms, probe_from
from eastsea_abm.verdict.best import Plausible
from eastsea_abm.verdict.names import ENTRAPMENT, INVOLVEMENT, group
from eastsea_abm.verdict.probes import Placed, placed
from eastsea_abm.verdict.reading import Source, Wanted
from eastsea_abm.verdict.sampling import in_full, known, refuse, wrong_reference

BOTH = (ENTRAPMENT, INVOLVEMENT)


@dataclass(frozen=True)
class Asked:
    """What was asked, checked; ``at`` is the place of the sweep that answers each contrast."""

    contrasts: tuple[Contrast, ...]
    at: tuple[int, ...]
    outcomes: tuple[str, ...]
    reference: dict[str, str]

    @property
    def theses(self) -> tuple[Contrast, ...]:
        """The thesis as posed and at equal reassurance."""
        first, equal = forms(self.contrasts)
        return first, *equal


@dataclass(frozen=True)
class Ranked:
    """Which strategies are ranked, in which sweep."""

    strategies: tuple[str, ...]
    source: int


def asked_of(
    sources: Sequence[Source], contrasts: tuple[Contrast, ...], reference: dict[str, str], outcomes: Sequence[str]
) -> Asked:
    """Contrasts, outcomes and reference, checked by the sweeps, the closer one first; all problems at once."""
    main = sources[-1].store.plan
    reference = in_full(main, reference)
    there = [name for name in main.outcomes if all(name in one.store.plan.outcomes for one in sources)]
    named = [name for one in contrasts for name in (one.of, one.against)]
    problems = known("policy", named, main.policies, "contrasts") + known("outcome", outcomes, there, "outcomes")
    problems += known("outcome", [*BOTH], there, "outcomes") + wrong_reference(main, reference)
    problems += [
        Problem("contrasts", 0, 0, "", f"{one.of!r} is held against itself")
        for one in contrasts
        if one.of == one.against
    ]
    refuse(problems)
    at = tuple(_first(sources, (one.of, one.against)) for one in contrasts)
    wanted = list(dict.fromkeys([*BOTH, *outcomes])) if outcomes else ()
    return Asked(contrasts, at, group(there, wanted), reference)


def _first(sources: Sequence[Source], policies: Sequence[str]) -> int:
    """The first sweep that has all these policies; the last where none has."""
    fits = [k for k, one in enumerate(sources) if set(policies) <= set(one.store.plan.policies)]
    return fits[0] if fits else len(sources) - 1


def ranked_of(
    sources: Sequence[Source], asked: Asked, strategies: Sequence[str], plausible: Plausible | None
) -> Ranked:
    """Which strategies are ranked in which sweep: the first that has them all and the policy of the filter."""
    named = tuple(dict.fromkeys(name for one in asked.contrasts for name in (one.of, one.against)))
    wanted = tuple(strategies) or (sources[0].store.plan.policies if len(sources) > 1 else named)
    filtered = [plausible.policy] if plausible else []
    k = _first(sources, [*wanted, *filtered])
    plan = sources[k].store.plan
    problems = known("policy", wanted, plan.policies, "strategies")
    problems += known("policy", filtered, plan.policies, "plausible")
    problems += known("outcome", list(plausible.bounds) if plausible else [], plan.outcomes, "plausible")
    refuse(problems)
    return Ranked(wanted, k)


def placed_of(sources: Sequence[Source], asked: Asked, probes: Sequence[Doubt]) -> list[Placed]:
    """All probes, read; all their problems at once."""
    found, problems = [], []
    for one in map(probe_from, probes):
        try:
            found.append(placed(one, asked.contrasts, sources))
        except ScenarioError as error:
            problems += error.problems
    refuse(problems)
    return found


def wanted_of(
    k: int,
    sources: Sequence[Source],
    asked: Asked,
    ranked: Ranked,
    placing: Sequence[Placed],
    plausible: Plausible | None,
) -> Wanted:
    """What is to be read of the ``k``-th sweep."""
    pairs = {
        (name, one.of, one.against)
        for one, at in zip(asked.contrasts, asked.at, strict=True)
        for name in asked.outcomes
        if at == k
    }
    if k == len(sources) - 1 and sources[k].layout.crossed:
        pairs |= {(name, one.of, one.against) for one in asked.theses for name in asked.outcomes}
    here = [one for one in placing if one.source == k]
    pairs |= {one.pair for one in here}
    means = {key for one in here for key in one.means}
    if ranked.source != k:
        return Wanted(pairs, means)
    means |= {(name, plausible.policy) for name in plausible.bounds} if plausible else set()
    return Wanted(pairs, means, (asked.outcomes, ranked.strategies))
