"""A story in sentences."""

from __future__ import annotations

from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.outcomes import OVER
from eastsea_abm.stories.names import percent
from eastsea_abm.stories.odds_words import odds
from eastsea_abm.stories.story import Odds, Pair, Pull, Story


def named(outcome: str) -> str:
    """An outcome in words."""
    return outcome.replace("_", " ")


def title(outcome: str, contrast: tuple[str, str], pair: Pair, better: int) -> str:
    """Which pair is told."""
    which = "Median pair" if pair.which == "median" else "Worst pair" if better else "Pair with the highest difference"
    return f"{which}: {named(outcome)} under {contrast[0]} less that under {contrast[1]}"


def caveat(contrast: tuple[str, str], pair: Pair, alone: int | None) -> str:
    """What a story is no evidence for, and where it stands."""
    among = f"the {pair.pairs:,} pairs of runs" + (f" of setting {alone}" if alone is not None else " of the sweep")
    return (
        f"This illustrates mechanisms in one pair of runs; it is no evidence for {contrast[0]} or {contrast[1]}. "
        f"{_stands(pair, among)} (quantile {pair.quantile:.3g})."
    )


def _stands(pair: Pair, among: str) -> str:
    """Where the difference stands among all pairs."""
    larger = 1.0 - pair.smaller - pair.equal
    same = pair.equal * pair.pairs > 1.5
    if pair.equal == 1.0:
        return f"All of {among} have this difference" if same else f"It is the only one of {among}"
    if not pair.smaller or larger * pair.pairs < 0.5:
        end = "smallest" if not pair.smaller else "largest"
        shared = f", shared by {percent(pair.equal)}" if same else ""
        return f"Its difference is the {end} of {among}{shared}"
    also = f", the same in {percent(pair.equal)}" if same else ""
    return f"Of {among}, the difference is smaller in {percent(pair.smaller)}, larger in {percent(larger)}{also}"


def lines(story: Story) -> list[str]:
    """The story, a paragraph a line."""
    return [opening(story), *levers(story), *chain(story), *differences(story), ending(story), story.caveat]


def opening(story: Story) -> str:
    """Which runs are told, and how they come out."""
    pair, unit = story.pair, outcome_of(story.outcome).unit
    return (
        f"Setting {pair.setting}, run {pair.run}, the same luck under both: {named(story.outcome)} ({unit}) is "
        f"{amount(pair.of)} under {story.contrast[0]} and {amount(pair.against)} under {story.contrast[1]}, a "
        f"difference of {signed(pair.difference)}."
    )


def levers(story: Story) -> list[str]:
    """In what the policies differ."""
    if not story.levers:
        return ["The two policies set the same levers."]
    told = "; ".join(_pull(one) for one in story.levers)
    return [f"What differs by policy, {story.contrast[0]} against {story.contrast[1]}: {told}."]


def _pull(one: Pull) -> str:
    of, against = ("as the region has it" if value is None else f"{value:g}" for value in (one.of, one.against))
    return f"{one.name.replace('_', ' ')} {of} against {against} ({one.meaning})"


def chain(story: Story) -> list[str]:
    """The links, numbered, each with its date."""
    if not story.parted:
        return [
            f"They never part: in all {len(story.dates)} months the same is decided and the same happens under both."
        ]
    said = [f"They first part in {story.dates[story.parted - 1]}{_others(story.others)}."]
    return said + [f"{n}. {one.date}, {one.who}: {one.text}" for n, one in enumerate(story.links, 1)]


def _others(number: int) -> str:
    return f" ({number} more difference{'s' if number > 1 else ''} in that month)" if number else ""


def differences(story: Story) -> list[str]:
    """The months in which the difference arises."""
    if not story.months:
        return [f"No month differs in {named(story.outcome)}."]
    whole = story.pair.difference
    told = sum(one.of - one.against for one in story.months)
    share = f", {100 * told / whole:.0f} % of it together" if whole and 0.0 < told / whole <= 1.0 else ""
    some = "month that adds" if len(story.months) == 1 else f"{len(story.months)} months that add"
    said = [f"The {some} most to the difference of {signed(whole)}{share}, {_parts(story)}:"]
    before: list[tuple[str, Odds]] = []
    for one in story.months:
        told_odds = [odds(story, own, before) for own in one.odds]
        said.append(" ".join([f"{one.date}: {amount(one.of)} against {amount(one.against)}.", *told_odds]))
        before += [(one.date, own) for own in one.odds]
    return said


def _parts(story: Story) -> str:
    """What the two numbers of a month are."""
    over = OVER.get(story.outcome, "sum")
    what = {"mean": " (parts of the mean over all months)", "last": " (changes of what counts at the end)"}
    return f"{story.contrast[0]} against {story.contrast[1]}{what.get(over, '')}"


def ending(story: Story) -> str:
    """Totals under both."""
    of, against = story.contrast
    each = "; ".join(
        f"{named(one.outcome)} ({outcome_of(one.outcome).unit}) {amount(one.of)} under {of}, "
        f"{amount(one.against)} under {against}"
        for one in story.ending
    )
    return f"At the end of setting {story.pair.setting}, run {story.pair.run}: {each}."


def amount(value: float) -> str:
    """A number with three digits."""
    return f"{value:.3g}"


def signed(value: float) -> str:
    """A difference with its sign."""
    return f"{value:+.3g}"
