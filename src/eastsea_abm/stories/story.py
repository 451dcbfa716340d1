"""A story as data: one pair of runs, where they part, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

#: The pairs that can be told: see `pairs.chosen`.
WHICH = ("median", "worst")


@dataclass(frozen=True)
class Pair:
    """A pair of runs with the same luck and the same numbers, and where it stands among all such pairs.

    Attributes
    ----------
    which
        ``median`` or ``worst``.
    of, against
        The outcome under the two policies, in its unit.
    smaller, equal
        Shares of the pairs whose difference is smaller than this one's, and equal to it, 0 to 1.
    pairs
        Pairs that came to their end under both policies.
    """

    which: str
    setting: int
    run: int
    of: float
    against: float
    smaller: float
    equal: float
    pairs: int

    @property
    def difference(self) -> float:
        """The outcome of the first policy less that of the second."""
        return self.of - self.against

    @property
    def quantile(self) -> float:
        """Where the difference stands among all pairs, 0 lowest to 1 highest; equal ones count half."""
        return self.smaller + 0.5 * self.equal


@dataclass(frozen=True)
class Pull:
    """A lever, or a number, that the two policies set differently; None where one leaves it as it is."""

    name: str
    meaning: str
    unit: str
    of: float | None
    against: float | None


@dataclass(frozen=True)
class Link:
    """One link of the chain: something that differs between the two runs.

    Attributes
    ----------
    month
        Counted from 1.
    who
        A state, a theatre, or the parties of an instrument, as a reader knows them.
    text
        What differs, one or two sentences.
    kind
        ``decision``, or the kind of a happening: crisis, instrument, coercion and so on.
    """

    date: str
    month: int
    who: str
    text: str
    kind: str


@dataclass(frozen=True)
class Odds:
    """What a crisis could have become this month in one theatre.

    Attributes
    ----------
    of, against
        Chances by name, 0 to 1; empty where the theatre is at no crisis under that policy.
    stands
        Where the theatre stands under the two policies, in words.
    """

    theatre: str
    ally: str
    observer: str
    of: dict[str, float]
    against: dict[str, float]
    stands: tuple[str, str]


@dataclass(frozen=True)
class Month:
    """A month in which much of the difference arises.

    Attributes
    ----------
    of, against
        What the month adds to the outcome under the two policies, in its unit.
    odds
        Theatres at the rung of crisis under either policy; empty where the outcome does not hang on crises.
    """

    date: str
    month: int
    of: float
    against: float
    odds: tuple[Odds, ...]


@dataclass(frozen=True)
class Total:
    """An outcome of both runs."""

    outcome: str
    of: float
    against: float


@dataclass(frozen=True)
class Story:
    """A pair of runs, told.

    Attributes
    ----------
    outcome, better
        What is compared; -1 where less is better, 1 where more is, 0 where neither.
    contrast
        The policy, and the one it is held against.
    levers
        In what the policies differ.
    parted
        The first month, from 1, in which anything is decided or happens otherwise; 0 where the runs never part.
    others
        How many more decisions and happenings differ in that month than are told.
    links
        The chain, in order; the first month's come first.
    months
        Where the difference arises, in order.
    ending
        Totals of the outcome, and of involvement beside entrapment.
    commands
        Each plays one of the runs alone, with every table.
    caveat
        What the story is no evidence for, and where it stands.
    remarks
        What a reader must know to use the commands.
    dates
        ``YYYY-MM`` of every month.
    curves
        The outcome of both runs by month: added up so far where it is a sum, as it stands otherwise.
    """

    title: str
    outcome: str
    better: int
    contrast: tuple[str, str]
    pair: Pair
    levers: tuple[Pull, ...]
    parted: int
    others: int
    links: tuple[Link, ...]
    months: tuple[Month, ...]
    ending: tuple[Total, ...]
    commands: tuple[str, str]
    caveat: str
    remarks: tuple[str, ...]
    dates: tuple[str, ...]
    curves: tuple[tuple[float, ...], tuple[float, ...]]
