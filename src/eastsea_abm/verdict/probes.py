"""Where the thesis may fail: whether it holds inside a part of the space, and outside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eastsea_abm.errors import Problem, ScenarioError
from eastsea_abm.verdict.asked import Contrast, Probe
from eastsea_abm.verdict.contrasts import Told, told
from eastsea_abm.verdict.gates import UNTOLD, holding
from eastsea_abm.verdict.names import ENTRAPMENT
from eastsea_abm.verdict.reading import MeanOf, PairOf, Read, Source
from eastsea_abm.verdict.sampling import known
from eastsea_abm.verdict.shares import apart
from eastsea_abm.verdict.where import Where, read_where


@dataclass(frozen=True)
class Probed:
    """What came of a probe.

    Attributes
    ----------
    probe
        What was asked.
    sweep
        Which sweep answers: the first that has every name asked for.
    inside, outside
        The contrast inside ``where`` and outside it; the latter is None where there is no outside.
    gap
        Share in which the thesis holds inside less outside, with its 95 % interval (Newcombe); None as above.
    """

    probe: Probe
    sweep: str
    inside: Told
    outside: Told | None
    gap: tuple[float, float, float] | None

    @property
    def word(self) -> str:
        """Whether the thesis holds or fails here, or cannot be told; see `gates.holding`."""
        return holding(self.inside.favourable, self.inside.unfavourable)

    @property
    def word_outside(self) -> str:
        """The same outside; it cannot be told where there is no outside."""
        return UNTOLD if self.outside is None else holding(self.outside.favourable, self.outside.unfavourable)


@dataclass(frozen=True)
class Placed:
    """A probe read: which sweep, which contrast and outcome, and where."""

    probe: Probe
    source: int
    contrast: Contrast
    outcome: str
    where: Where

    @property
    def pair(self) -> PairOf:
        """The pairs it needs."""
        return self.outcome, self.contrast.of, self.contrast.against

    @property
    def means(self) -> set[MeanOf]:
        """The means its conditions need."""
        return {(term.outcome, term.policy) for term in self.where.statement.terms}


def placed(probe: Probe, contrasts: Sequence[Contrast], sources: Sequence[Source]) -> Placed:
    """Read a probe by the first sweep that knows all its names.

    Parameters
    ----------
    contrasts
        The first is the thesis, whose policies hold where the probe names none; the others say how much the
        policies it names reassure.
    sources
        Sweeps, the closer one first.

    Raises
    ------
    ScenarioError
        With everything that is wrong by the sweep in which least is.
    """
    named = (probe.of or contrasts[0].of, probe.against or contrasts[0].against)
    contrast = next((one for one in contrasts if (one.of, one.against) == named), Contrast(*named))
    outcome = probe.outcome or ENTRAPMENT
    failed: list[list[Problem]] = []
    for k, one in enumerate(sources):
        plan, title = one.store.plan, f"probe {probe.title!r}"
        problems = known("outcome", [outcome], plan.outcomes, title)
        problems += known("policy", [contrast.of, contrast.against], plan.policies, title)
        try:
            where = read_where(probe.where, plan, title)
        except ScenarioError as error:
            failed.append([*problems, *error.problems])
            continue
        if not problems:
            return Placed(probe, k, contrast, outcome, where)
        failed.append(problems)
    raise ScenarioError(min(failed, key=len))


def probed(one: Placed, source: Source, read: Read, reference: Mapping[str, str]) -> Probed:
    """Answer a probe: under the reference condition, but for the crossed factors its own conditions name."""
    named = {limit.factor for limit in one.where.limits}
    base = source.layout.at({name: value for name, value in reference.items() if name not in named})
    inside = base & one.where.holds(source.store.design, lambda outcome, policy: read.means[outcome, policy])
    found = [
        told(one.contrast, one.outcome, read.pairs[one.pair], source.layout, which)
        for which in (inside, base & ~inside)
    ]
    if not found[1].lower.cases:
        return Probed(one.probe, source.name, found[0], None, None)
    gap = apart(found[0].favourable, found[1].favourable)
    return Probed(one.probe, source.name, found[0], found[1], gap)
