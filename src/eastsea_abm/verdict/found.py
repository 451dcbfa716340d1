"""The numbers of a verdict."""

from __future__ import annotations

from dataclasses import dataclass, field

from eastsea_abm.verdict.asked import Contrast, forms
from eastsea_abm.verdict.best import Best, Plausible
from eastsea_abm.verdict.conditions import Map
from eastsea_abm.verdict.contrasts import Told
from eastsea_abm.verdict.probes import Probed
from eastsea_abm.verdict.relabelled import Relabelled


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the sweeps say, before any word.

    Attributes
    ----------
    contrasts
        The first is the thesis as posed.
    outcomes
        What was judged, involvement beside entrapment.
    reference
        By crossed factor, the value of the reference condition.
    told
        One a contrast and outcome, at the reference condition.
    everywhere
        One a form of the thesis and outcome, over all crossed conditions; empty where nothing is crossed.
    maps
        Entrapment and involvement for every form of the thesis; empty where nothing is crossed.
    relabelled
        One a contrast, at the reference condition.
    probes
        One a probe.
    best
        One an outcome and strategy, at the reference condition.
    plausible
        The filter of the caller, if any.
    depends
        The caller's clauses on what the sign depends on.
    titles
        What policies are called.
    sweeps
        Digest of the plan of every sweep, by name.
    """

    contrasts: tuple[Contrast, ...]
    outcomes: tuple[str, ...]
    reference: dict[str, str]
    told: tuple[Told, ...]
    everywhere: tuple[Told, ...] = ()
    maps: tuple[Map, ...] = ()
    relabelled: tuple[Relabelled, ...] = ()
    probes: tuple[Probed, ...] = ()
    best: tuple[Best, ...] = ()
    plausible: Plausible | None = None
    depends: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    sweeps: dict[str, str] = field(default_factory=dict)

    @property
    def posed(self) -> Contrast:
        """The thesis as posed."""
        return self.contrasts[0]

    @property
    def equal(self) -> tuple[Contrast, ...]:
        """The thesis at equal reassurance."""
        return forms(self.contrasts)[1]

    def of(self, contrast: Contrast, outcome: str) -> Told | None:
        """What was found for a contrast and outcome; None where it was not judged."""
        return next((one for one in self.told if one.contrast == contrast and one.outcome == outcome), None)

    def all_over(self, contrast: Contrast, outcome: str) -> Told | None:
        """The same over all conditions."""
        return next((one for one in self.everywhere if one.contrast == contrast and one.outcome == outcome), None)

    def moved(self, contrast: Contrast) -> Relabelled | None:
        """How a contrast moved consent; None where it was not asked."""
        return next((one for one in self.relabelled if one.contrast == contrast), None)

    def map_of(self, contrast: Contrast, outcome: str) -> Map | None:
        """The map of a contrast and outcome; None where there is none."""
        return next((one for one in self.maps if one.contrast == contrast and one.outcome == outcome), None)
