"""The answer in five sentences, a headline, probes and caveats: no word without an interval that allows it."""

from __future__ import annotations

from eastsea_abm.verdict.asked import Contrast
from eastsea_abm.verdict.conditions import Map
from eastsea_abm.verdict.found import Found
from eastsea_abm.verdict.gates import ABOUT, FEWER, MOST, NEITHER, UNTOLD, gate
from eastsea_abm.verdict.names import ENTRAPMENT, INVOLVEMENT, OTHERS, Labels, label, metric
from eastsea_abm.verdict.phrases import (
    TIED,
    in_part,
    joined,
    named,
    overclaims,
    percent,
    points,
    ratio,
    reassurance,
    refuse_claims,
    sets,
    span,
    subject,
    undecided,
    versus,
)
from eastsea_abm.verdict.relabelled import Relabelled
from eastsea_abm.verdict.shares import apart
from eastsea_abm.verdict.telling import best_told, caveats, probe

SETS = "the parameter sets"
MOST_PARTED = 3  # regions in a sentence (assumption: a reader's patience)
KIND = "these are shares of the assumed ranges, not probabilities: they compare assumptions and advise nothing"
NOT_ASKED = "was not asked"
WORDS = (MOST, FEWER, ABOUT, NEITHER, UNTOLD)  # of the gate, in the order in which they are told

__all__ = ["basis", "best_told", "caveats", "five", "headline", "overclaims", "probe", "refuse_claims"]


def five(found: Found) -> tuple[str, ...]:
    """The answer in five sentences.

    As posed; at equal reassurance; involvement and relabelling; what the sign goes with; what it buys and costs.
    Each carries the contrast, the outcome, the reassurance and an interval. How many sets and runs they rest on, and
    under which condition, is the same for all of them: `basis` says it and stands before them.
    """
    return (_as_posed(found), _equal(found), _involvement(found), _depends(found), _otherwise(found))


def basis(found: Found) -> str:
    """What the five sentences rest on."""
    one = found.of(found.posed, ENTRAPMENT) or next(iter(found.told), None)
    where = joined([label(value, found.titles) for value in found.reference.values()])
    under = f", under {where}" if where else ""
    rest = f"{sets(one)}{under}" if one is not None else "no contrast"
    return f"Read from {rest}; brackets after shares are 95 % intervals."


def _contrast(found: Found, contrast: Contrast, outcome: str, what: str) -> str:
    """One contrast in full, after the words for what was lower."""
    one = found.of(contrast, outcome)
    if one is None:
        return f"{what} {NOT_ASKED}, {reassurance(contrast)}"
    return f"{what} {versus(contrast, found.titles)}, {reassurance(contrast)}, {in_part(one, SETS)}; {ratio(one)}"


def _as_posed(found: Found) -> str:
    told = _contrast(found, found.posed, ENTRAPMENT, subject(ENTRAPMENT))
    one = found.of(found.posed, ENTRAPMENT)
    return f"Under the stated assumptions, {told}{f'; {undecided(one)}' if one else ''}."


def _equal(found: Found) -> str:
    if not found.equal:
        return (
            f"No contrast at equal reassurance of rivals was asked for, so what {named(found.posed, found.titles)}, "
            f"{reassurance(found.posed)}, owes to reassurance alone cannot be told."
        )
    posed, parts = found.of(found.posed, ENTRAPMENT), []
    for k, one in enumerate(found.equal):
        told = found.of(one, ENTRAPMENT)
        text = _contrast(found, one, ENTRAPMENT, subject(ENTRAPMENT) if k == 0 else "it")
        if told is not None and posed is not None and told.lower.cases and posed.lower.cases:
            text += f", a share {points(apart(told.lower, posed.lower), 'that as posed')}"
        parts.append(text)
    return f"With rivals reassured alike, {'; '.join(parts)}."


def _involvement(found: Found) -> str:
    parts: list[str] = []
    for one in (found.posed, *found.equal):
        told, moved = found.of(one, INVOLVEMENT), found.moved(one)
        if told is None or moved is None:
            continue
        what = "it" if parts else subject(INVOLVEMENT)
        start = f"{what} {versus(one, found.titles)}, {reassurance(one)},"
        meant = "" if parts else f"; {relabelling(moved)}"  # of the thesis as posed; the others stand in the report
        parts.append(f"{start} {in_part(told, SETS)}{meant}")
    text = "; ".join(parts) or f"{subject(INVOLVEMENT)} {NOT_ASKED}"
    return f"{text[:1].upper()}{text[1:]}."


def relabelling(one: Relabelled) -> str:
    """In how many sets less unconsented entrapment is not less involvement, and what that means."""
    if not one.entrapment.cases:
        return "relabelling cannot be told"
    told = f"unconsented entrapment was lower and involvement was not in {percent(one.only.share)} ({span(one.only)})"
    meant = "where strikes moved from unconsented to consented and did not go" if one.only.share > 0 else ""
    both = f"both were lower in {percent(one.both.share)} ({span(one.both)})"
    return ", ".join(part for part in (told, meant, both) if part)


def _depends(found: Found) -> str:
    one = found.of(found.posed, ENTRAPMENT)
    if one is None:
        return f"What the sign goes with {NOT_ASKED}."
    start = f"The sign for {named(found.posed, found.titles)} on {subject(ENTRAPMENT)}, {reassurance(found.posed)},"
    clauses = [*parted(found), *found.depends]
    parts = [f"goes with this: {'; '.join(clauses)}"] if clauses else []
    for k, contrast in enumerate((found.posed, *found.equal)):
        own = found.map_of(contrast, ENTRAPMENT)
        if own is not None:
            where = "by condition" if k == 0 else f"{named(contrast, found.titles)}, {reassurance(contrast)}"
            parts.append(f"{where}: {over_conditions(own, found.titles, full=k == 0)}")
    return f"{start} {'; '.join(parts)}." if parts else f"{start} was not taken apart by conditions."


def parted(found: Found) -> list[str]:
    """Clauses on the regions asked for beforehand in which the thesis holds more or less often, the widest gap first.

    Only what Newcombe's interval tells from the rest counts, and no more than `MOST_PARTED`.
    """
    rows = [
        one
        for one in found.probes
        if one.gap and one.outside and one.inside.contrast == found.posed and one.inside.outcome == ENTRAPMENT
    ]
    surely = [one for one in rows if one.gap and (one.gap[1] > 0 or one.gap[2] < 0)]
    surely.sort(key=lambda one: -abs(one.gap[0]) if one.gap else 0.0)
    return [
        f"where {one.probe.where}, lower in {percent(one.inside.lower.share)} ({span(one.inside.lower)}), elsewhere in "
        f"{percent(one.outside.lower.share)} ({span(one.outside.lower)})"
        for one in surely[:MOST_PARTED]
        if one.outside
    ]


def over_conditions(one: Map, titles: Labels, full: bool = True) -> str:
    """The map in a clause: how many conditions carry which word, and the ends, if they can be told apart."""
    heads = {word: f"in {word}" for word in (MOST, FEWER, ABOUT)}
    heads |= {NEITHER: "and higher neither in most", UNTOLD: "in a part that cannot be told from one half"}
    counted = [f"{heads[word]} under {one.words[word]}" for word in WORDS if one.words[word]]
    many = f"lower {joined(counted)} of {len(one.cells)} conditions"
    ends = []
    for k in (one.lowest, one.highest):
        cell, place = one.cells[k].lower, joined([label(value, titles) for value in one.conditions[k]])
        ends.append(f"{percent(cell.share)} ({span(cell)}) under {place}")
    told = "" if one.parted else ", which cannot be told apart"
    return f"{many}, from {ends[0]} to {ends[1]}{told}" if full else many


def _otherwise(found: Found) -> str:
    told = [found.of(found.posed, name) for name in OTHERS]
    own = [one for one in told if one is not None and one.better]
    if not own:
        return f"What {named(found.posed, found.titles)} buys and costs otherwise {NOT_ASKED}; {KIND}."
    kinds: dict[str, list[str]] = {}
    for one in own:
        ties = f", equal in {percent(one.equal)}" if one.equal >= TIED else ""
        told_of = f"{metric(one.outcome)} ({percent(one.favourable.share)}, {span(one.favourable)}{ties})"
        kinds.setdefault(gate(one.favourable, one.unfavourable), []).append(told_of)
    heads = {
        MOST: "in most on",
        FEWER: "in fewer than half on",
        ABOUT: "in about half on",
        NEITHER: "neither better nor worse in most on",
        UNTOLD: "in a part that cannot be told from one half on",
    }
    parts = [f"{heads[word]} {joined(kinds[word])}" for word in WORDS if word in kinds]
    return (
        f"Otherwise, {reassurance(found.posed)}, simulated outcomes were better for the focal state "
        f"under {label(found.posed.of, found.titles)} than under {label(found.posed.against, found.titles)} "
        f"{'; '.join(parts)}; {KIND}."
    )


def headline(found: Found) -> str:
    """The answer in at most fifteen words: entrapment, and involvement beside it."""
    words = {MOST: "in most sets", FEWER: "in under half of sets", ABOUT: "in about half of sets"}
    told = {name: found.of(found.posed, name) for name in (ENTRAPMENT, INVOLVEMENT)}
    by = {name: words.get(one.word, "") if one else "" for name, one in told.items()}
    last = INVOLVEMENT if by[INVOLVEMENT] else ENTRAPMENT  # the sets are named once
    parts: list[str] = []
    for name, word in by.items():
        short = word if name == last or word == words[MOST] else word.removesuffix(" of sets")
        verb = "lower " if word and not any(" lower " in part for part in parts) else ""
        parts.append(f"{name} {verb}{short or UNTOLD}")
    return f"{found.posed.of} against {found.posed.against}: simulated {', '.join(parts)}"
