"""Everything two finished sweeps say of a thesis, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.errors import InputError
from eastsea_abm.verdict import words
from eastsea_abm.verdict.asked import Doubt, Posed, contrast_from
from eastsea_abm.verdict.asking import BOTH, Asked, Ranked, asked_of, placed_of, ranked_of, wanted_of
from eastsea_abm.verdict.best import Best, Plausible, best, fitting
from eastsea_abm.verdict.conditions import Map, mapped
from eastsea_abm.verdict.contrasts import Told, told
from eastsea_abm.verdict.found import Found
from eastsea_abm.verdict.names import Labels
from eastsea_abm.verdict.plain import as_data
from eastsea_abm.verdict.probes import probed
from eastsea_abm.verdict.reading import Read, Source, read, source
from eastsea_abm.verdict.relabelled import Relabelled, relabelled

MAIN, CLOSER = "main", "closer"


@dataclass(frozen=True)
class Verdict:
    """What was found, and what may be said of it.

    Attributes
    ----------
    found
        The numbers.
    basis
        What the sentences rest on: parameter sets, runs, condition.
    five
        The answer in five sentences.
    headline
        At most fifteen words.
    caveats
        What a reader must know before any of it is believed.
    """

    found: Found
    basis: str
    five: tuple[str, ...]
    headline: str
    caveats: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """All of it for a script; what is no number is None."""
        return as_data(self.found) | {
            "headline": self.headline,
            "basis": self.basis,
            "five": list(self.five),
            "probed": [words.probe(one, self.found.titles) for one in self.found.probes],
            "caveats": list(self.caveats),
        }


def judge(
    main: Stored,
    closer: Stored | None = None,
    *,
    contrasts: Sequence[Posed],
    reference: Mapping[str, str] | None = None,
    outcomes: Sequence[str] = (),
    probes: Sequence[Doubt] = (),
    strategies: Sequence[str] = (),
    plausible: Plausible | None = None,
    depends: Sequence[str] = (),
    titles: Labels | None = None,
) -> Verdict:
    """Judge a thesis by finished sweeps.

    Parameters
    ----------
    main
        Parameter sets, met under all conditions where factors are crossed: the map of conditions.
    closer
        The same sets under the reference condition alone with more runs: signs. Contrasts, probes and ranks are
        taken from it where it has the policies, else from ``main`` at the reference condition.
    contrasts
        The first is the thesis as posed; those whose reassurance begins with ``equal`` ask it at equal reassurance.
    reference
        By crossed factor, the value of the reference condition; ``doctrine`` is short for ``policy.doctrine``.
    outcomes
        Which are judged; the group that is always shown together, with entrapment by theatre, where none is named.
    probes
        Where the thesis may fail.
    strategies
        Policies that are ranked; all of ``closer``, or those of the contrasts, where none is named.
    plausible
        Which sets are called plausible; see `best.Plausible`.
    depends
        Clauses on what the sign depends on, from boxes, indices of sensitivity or tipping points. Each is put
        into a sentence as it stands and is refused where it claims too much.
    titles
        What policies are called in sentences, where not by their names.

    Raises
    ------
    ScenarioError
        With every name that is wrong.
    InputError
        If a sweep is not finished or has several scenarios, no contrast is given, or a clause claims too much.
    """
    if not contrasts:
        raise InputError("a verdict needs a contrast: none is given")
    words.refuse_claims(depends)
    sources = tuple(source(name, one) for name, one in ((CLOSER, closer), (MAIN, main)) if one is not None)
    asked = asked_of(sources, tuple(map(contrast_from, contrasts)), dict(reference or {}), outcomes)
    ranked = ranked_of(sources, asked, strategies, plausible)
    placing = placed_of(sources, asked, probes)
    reads = [read(one, wanted_of(k, sources, asked, ranked, placing, plausible)) for k, one in enumerate(sources)]
    found = Found(
        contrasts=asked.contrasts,
        outcomes=asked.outcomes,
        reference=asked.reference,
        told=_told(sources, reads, asked),
        everywhere=_everywhere(sources[-1], reads[-1], asked),
        maps=_maps(sources[-1], reads[-1], asked),
        relabelled=_relabelled(sources, reads, asked),
        probes=tuple(probed(one, sources[one.source], reads[one.source], asked.reference) for one in placing),
        best=_best(sources[ranked.source], reads[ranked.source], asked, ranked, plausible),
        plausible=plausible,
        depends=tuple(depends),
        titles=dict(titles or {}),
        sweeps={one.name: one.store.plan.digest for one in sources},
    )
    return said(found)


def said(found: Found, depends: Sequence[str] | None = None) -> Verdict:
    """The verdict in words, with other clauses on what the sign depends on where they are given."""
    if depends is not None:
        words.refuse_claims(depends)
        found = replace(found, depends=tuple(depends))
    return Verdict(found, words.basis(found), words.five(found), words.headline(found), words.caveats(found))


def _told(sources: Sequence[Source], reads: Sequence[Read], asked: Asked) -> tuple[Told, ...]:
    rows = []
    for one, k in zip(asked.contrasts, asked.at, strict=True):
        own = sources[k].layout
        rows += [
            told(one, name, reads[k].pairs[name, one.of, one.against], own, own.at(asked.reference))
            for name in asked.outcomes
        ]
    return tuple(rows)


def _everywhere(main: Source, reads: Read, asked: Asked) -> tuple[Told, ...]:
    if not main.layout.crossed:
        return ()
    return tuple(
        told(one, name, reads.pairs[name, one.of, one.against], main.layout)
        for one in asked.theses
        for name in asked.outcomes
    )


def _maps(main: Source, reads: Read, asked: Asked) -> tuple[Map, ...]:
    if not main.layout.crossed:
        return ()
    return tuple(
        mapped(one, name, reads.pairs[name, one.of, one.against], main.layout, asked.reference)
        for name in BOTH
        for one in asked.theses
    )


def _relabelled(sources: Sequence[Source], reads: Sequence[Read], asked: Asked) -> tuple[Relabelled, ...]:
    rows = []
    for one, k in zip(asked.contrasts, asked.at, strict=True):
        first, second = (reads[k].pairs[name, one.of, one.against] for name in BOTH)
        rows.append(relabelled(one, first, second, sources[k].layout, sources[k].layout.at(asked.reference)))
    return tuple(rows)


def _best(one: Source, reads: Read, asked: Asked, ranked: Ranked, plausible: Plausible | None) -> tuple[Best, ...]:
    which = one.layout.at(asked.reference)
    fits = fitting(plausible, reads.means, which.size)
    return tuple(
        row
        for name in asked.outcomes
        for row in best(name, ranked.strategies, reads.together[name][:, which], fits[which])
    )
