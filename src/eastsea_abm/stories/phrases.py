"""A difference between two runs in a sentence: a decision with its chances and terms, or what happened."""

from __future__ import annotations

from collections.abc import Sequence

from eastsea_abm import vocabulary as v
from eastsea_abm.happenings import Happening
from eastsea_abm.mechanisms.consultation import TO_CRISIS
from eastsea_abm.stories.choices import Choice, Seat, Tilt, choice, tilts
from eastsea_abm.stories.events import Event, again, times
from eastsea_abm.stories.names import DEEDS, listed, percent
from eastsea_abm.stories.played import Played
from eastsea_abm.stories.story import Link

NAMED = 3  # terms of a decision that are named
OF_ACTOR = ("coercion", "leadership_change")  # kinds whose sentence begins with the actor, who is named already
PART = 0.1  # of the largest term, below which one is not named (assumption)


def link(one: Played, other: Played, what: Seat | Event, k: int) -> Link:
    """A difference of month ``k``, from 0, as a link of a chain."""
    if isinstance(what, Seat):
        who, text, kind = one.names.state(what.actor), decision(one, other, what, k), "decision"
    else:
        who, text, kind = _who(one, what), _happened(one, other, what), what.kind
    return Link(one.dates[k], k + 1, who, text, kind)


def decision(one: Played, other: Played, seat: Seat, k: int) -> str:
    """Who decided what instead of what, with which chances, and the terms that made the difference."""
    ours, theirs = choice(one, seat, k), choice(other, seat, k)
    toward = one.names.state(seat.target) if seat.target >= 0 else "its rivals"
    said = (
        f"{DEEDS[ours.name].format(toward)} under {one.policy} "
        f"({_chances(ours, theirs, ours.act, other.policy)}) and {DEEDS[theirs.name].format(toward)} under "
        f"{other.policy} ({_chances(theirs, ours, theirs.act, one.policy)})"
    )
    forced = [run.policy for run, made in ((one, ours), (other, theirs)) if made.forced]
    if forced:
        return f"{said}; a dated event forces the act under {listed(forced)}."
    return f"{said}, with the same draw{_why(tilts(seat.kind, ours, theirs), ours.name, theirs.name, one, other)}"


def _chances(own: Choice, strange: Choice, act: int, policy: str) -> str:
    return f"chance {percent(own.chances[act])}; under {policy} {percent(strange.chances[act])}"


def _why(terms: Sequence[Tilt], ours: str, theirs: str, one: Played, other: Played) -> str:
    """The largest terms; "because" only where they speak for the act that was chosen."""
    large = [one for one in terms[:NAMED] if abs(one.by) >= PART * abs(terms[0].by)]
    more = [f"{term.term} ({term.by:+.2f})" for term in large if term.by > 0.0]
    less = [f"{term.term} ({term.by:+.2f})" for term in large if term.by < 0.0]
    if not terms:
        return "; its terms are the same within 0.005."
    if sum(term.by for term in terms) <= 0.0 or not more:
        return f"; the terms that differ most: {', '.join(more + less)}."
    against = f", and {listed(less)} less" if less else ""
    speak = "speaks" if len(more) == 1 else "speak"
    return (
        f", because {listed(more)} {speak} more for {ours} over {theirs} under {one.policy} than under "
        f"{other.policy}{against} (in utility)."
    )


def _who(run: Played, event: Event) -> str:
    if event.kind == "crisis":
        return event.about
    if event.kind == "instrument":
        instrument = run.setup.scenario.region.instruments[event.about]
        return f"{instrument.label} ({listed([run.names.states[one] for one in instrument.parties])})"
    if event.kind == "history_dispute":
        return run.names.of(event.about)
    return run.names.of((*event.of, *event.against)[0].actor) or "World"


def _happened(one: Played, other: Played, event: Event) -> str:
    """What only one run has, and how the other stands."""
    parts = []
    for own, strange, here, there in ((one, other, event.of, event.against), (other, one, event.against, event.of)):
        if here:
            parts.append(f"under {own.policy}, {'; '.join(_sentence(own, event, happening) for happening in here)}")
            if not there:
                parts.append(f"under {strange.policy}, {_elsewhere(strange, own, event, here[0])}")
            parts[-1] += _often(own, strange, event, here[0])
    return f"{'; '.join(parts)}."


def _sentence(run: Played, event: Event, happening: Happening) -> str:
    """A happening as the end of a sentence of which the beginning says what it is about."""
    text = happening.text.removesuffix(".")
    if event.kind == "crisis":
        text = text.partition(": ")[2].replace("the observer", _observer(run, event.about))
        if text.startswith("a crisis"):
            h = run.names.theatres.index(event.about)
            text += f"; the chance of it was {percent(float(run.after(event.month).odds[h, TO_CRISIS]))}"
    if event.kind == "instrument":
        what, _, why = text.partition(f"({event.about}) ")[2].partition(": ")
        text = f"it {what} ({why.replace('; its chance this month was', ', chance this month')})"
    told, actor = run.names.plain(text), run.names.of(happening.actor)
    return f"it {told.removeprefix(actor).lstrip()}" if event.kind in OF_ACTOR and told.startswith(actor) else told


def _observer(run: Played, theatre: str) -> str:
    return run.names.state(run.region.theatre_observer[run.names.theatres.index(theatre)])


def _elsewhere(run: Played, own: Played, event: Event, wanted: Happening) -> str:
    """How the run stands that has no such happening in this month."""
    if event.kind == "crisis":
        h, k = run.names.theatres.index(event.about), event.month
        chance = run.after(k).odds[h, TO_CRISIS]
        might = f" and a chance of a crisis of {percent(float(chance))}" if chance > 0.0 else ""
        return f"{v.RUNGS[run.before(k).rung[h]]}, with a tension of {run.after(k).tension[h]:.2f}{might}"
    if event.kind == "instrument":
        date = again(run, wanted, event.month)
        return (f"only in {date}" if date else "not by the end") + _hazard(run, own, event)
    return "not in this month"


def _hazard(run: Played, own: Played, event: Event) -> str:
    """The chance of a change that did not come about, where the instrument stood the same in both runs."""
    k, m = event.month, run.setup.index.instruments.index(event.about)
    before, after = int(own.before(k).status[m]), int(own.after(k).status[m])
    if before != run.before(k).status[m] or (before, after) == (v.SIGNED, v.ACTIVE):  # the hazard is of something else
        return ""
    return f" (chance this month {percent(float(run.after(k).hazard[m]))})"


def _often(own: Played, strange: Played, event: Event, wanted: Happening) -> str:
    """In how many months a thing happens that can happen again and again."""
    if event.kind != "coercion":
        return ""
    ours, theirs = times(own, wanted), times(strange, wanted)
    return f" ({ours} such month{'' if ours == 1 else 's'} in all under {own.policy}, {theirs} under {strange.policy})"
