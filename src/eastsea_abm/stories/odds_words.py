"""What a crisis could have become in a month, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eastsea_abm.analysis.comparison import BY_THEATRE
from eastsea_abm.stories.names import NOBODY, percent
from eastsea_abm.stories.story import Odds, Story

ALIKE = 0.02  # chances no farther apart than this are told once (assumption)
OF_ALLIES = ("entrapment", "incidents", "unilateral", "intents", "consultations", "vetoes")  # no challenger's strike


def odds(story: Story, one: Odds, before: Sequence[tuple[str, Odds]] = ()) -> str:
    """The chances of a month at the rung of crisis, once where they hardly change."""
    like = next((date for date, own in before if alike(one, own)), "")
    if like:
        return f"{one.theatre}: much as in {like}."
    strikes = story.outcome not in OF_ALLIES and not story.outcome.startswith(BY_THEATRE)
    if one.of and one.against:
        where = f"{one.theatre} is in crisis under both"
        pairs = {name: f"{percent(one.of[name])} against {percent(one.against[name])}" for name in one.of}
    else:
        here, there = story.contrast if one.of else story.contrast[::-1]
        stands = one.stands[1] if one.of else one.stands[0]
        where = f"{one.theatre} is in crisis under {here} alone (under {there} {stands})"
        pairs = {name: percent(chance) for name, chance in (one.of or one.against).items()}
    first = f"the challenger strikes {pairs['strike']}; " if strikes else ""
    return f"{where}; chances: {first}{ally(one, pairs)}."


def alike(one: Odds, other: Odds) -> bool:
    """Whether two months have about the same chances in the same theatre, so that one is enough."""
    if (one.theatre, one.stands) != (other.theatre, other.stands):
        return False
    pairs = ((one.of, other.of), (one.against, other.against))
    return all(a.keys() == b.keys() and all(abs(a[name] - b[name]) <= ALIKE for name in a) for a, b in pairs)


def ally(one: Odds, pairs: Mapping[str, str]) -> str:
    """What the chance is made of that the ally strikes and the observer is drawn in."""
    if one.ally == one.observer:
        return f"{one.ally} strikes {pairs['intent']}, without its patron's consent {pairs['unilateral']}"
    drawn = f", which draws {one.observer} in {pairs['drawn in']}" if one.observer != NOBODY else ""
    return (
        f"{one.ally} means to strike {pairs['intent']}, consults first {pairs['consults']}, abides by a refusal "
        f"{pairs['abides']}; so strikes without consent {pairs['unilateral']} (with it {pairs['joint']}){drawn}"
    )
