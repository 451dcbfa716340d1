"""Probes, ranks and caveats in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eastsea_abm.analysis.words import CAVEAT
from eastsea_abm.verdict.found import Found
from eastsea_abm.verdict.gates import UNTOLD
from eastsea_abm.verdict.names import ENTRAPMENT, Labels, label, metric
from eastsea_abm.verdict.phrases import joined, named, percent, reassurance, sets, span, subject, versus
from eastsea_abm.verdict.probes import Probed
from eastsea_abm.verdict.shares import Share


def probe(one: Probed, titles: Labels) -> str:
    """A probe with its verdict."""
    inside = one.inside
    way = "was higher" if inside.better > 0 else "was lower"
    place = f" where {one.probe.where}" if one.probe.where else ""
    said = (
        f"{one.probe.title}:{place} {subject(inside.outcome)} {versus(inside.contrast, titles, way)}, "
        f"{reassurance(inside.contrast)}, in {percent(inside.favourable.share)} of {sets(inside)} "
        f"({span(inside.favourable)})"
    )
    if one.outside is not None and one.gap is not None:
        told = one.gap[1] > 0 or one.gap[2] < 0
        said += f", elsewhere in {percent(one.outside.favourable.share)} of {one.outside.lower.samples:,} "
        said += f"({span(one.outside.favourable)}), {'told apart' if told else 'which cannot be told apart'}"
    return f"{said}: the thesis {_ends(one.word)}."


def _ends(word: str) -> str:
    return word if word != UNTOLD else "cannot be judged here"


def caveats(found: Found) -> tuple[str, ...]:
    """What a reader must know before the answer is believed."""
    one = found.of(found.posed, ENTRAPMENT)
    said = [
        "Parameter sets are drawn from ranges that are assumptions; shares are of these ranges, not probabilities, and "
        "another range is another share.",
        "States adapt and do not anticipate: a policy that foresees an answer may do better or worse than simulated.",
        "How often strikes happen is scaled so that they can be counted at all: levels mean nothing, comparisons may.",
    ]
    if one is not None and math.isfinite(one.agreement):
        said.append(
            f"The two halves of the runs agree on the sign of {named(found.posed, found.titles)} on "
            f"{metric(ENTRAPMENT)} in {percent(one.agreement)} of sets: in the rest luck decides the sign, which blurs "
            f"every share. All sets meet the same luck, which no interval over sets knows: from the first half of the "
            f"runs alone the share is {percent(one.halves[0])}, from the second {percent(one.halves[1])}."
        )
    ties = [row for row in found.told if row.contrast == found.posed and row.equal >= 0.05]
    if ties:
        each = joined([f"{metric(row.outcome)} ({percent(row.equal)})" for row in ties])
        said.append(f"Exactly equal under both policies in many sets: {each}; ties count for neither.")
    left = max((row.left_out for row in found.told), default=0)
    if left:
        said.append(f"Up to {left:,} settings without a whole pair of runs are left out of a contrast.")
    if any(one.probe.where and "(" in one.probe.where for one in found.probes):
        said.append(
            "A probe on an outcome sorts parameter sets by what a policy itself led to: it says where, and not why."
        )
    said += _of_map(found) + _of_filter(found)
    return (*said, CAVEAT)


def _of_map(found: Found) -> list[str]:
    if not found.maps:
        return []
    runs, number = found.maps[0].cells[0].runs, len(found.maps[0].cells)
    said = [
        f"The map rests on {runs} paired runs a set and condition; the ends of {number} conditions are picked for "
        "being ends, and flatter themselves."
    ]
    closer, own = found.of(found.posed, ENTRAPMENT), found.map_of(found.posed, ENTRAPMENT)
    if closer is not None and own is not None and own.reference is not None and closer.runs > runs:
        said.append(
            f"Luck draws the shares of the map toward one half: at the reference condition it says "
            f"{percent(own.cells[own.reference].lower.share)}, where {closer.runs} runs say "
            f"{percent(closer.lower.share)}."
        )
    return said


def _of_filter(found: Found) -> list[str]:
    if found.plausible is None or not found.best:
        return []
    one, own = found.best[0], found.plausible
    bounds: Sequence[str] = [f"{metric(name)} {low:g} to {high:g}" for name, (low, high) in own.bounds.items()]
    reason = f" ({own.reason})" if own.reason else ""
    return [
        f"Called plausible, an assumption{reason}: sets in which {label(own.policy, found.titles)} gives "
        f"{joined(bounds)}; {one.plausible_sets} of {one.sets} are."
    ]


def best_told(found: Found, outcome: str) -> str:
    """In what share of the sets each strategy is best on an outcome, in plausible sets beside it."""
    rows = [one for one in found.best if one.outcome == outcome]
    if not rows:
        return f"Which strategy is best on {metric(outcome)} was not asked."
    parts = []
    for one in rows:
        whole = Share(one.share, one.low, one.high, one.sets, one.sets)
        text = f"{label(one.policy, found.titles)} {percent(one.share)} ({span(whole)})"
        beside = f", plausible {percent(one.plausible_share)}" if found.plausible else ""
        parts.append(f"{text}{beside}")
    return f"{rows[0].best_is.capitalize()} {subject(outcome)} in {rows[0].sets:,} parameter sets: {'; '.join(parts)}."
