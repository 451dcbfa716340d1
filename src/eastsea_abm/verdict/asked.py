"""What is asked: contrasts of two policies, and places where a thesis may fail."""

from __future__ import annotations

from typing import NamedTuple, Protocol

EQUAL = "equal"  # how the words begin of a contrast of policies that reassure rivals alike


class Posed(Protocol):
    """Anything with the fields of a `Contrast`."""

    @property
    def of(self) -> str:
        """The policy that is asked about."""

    @property
    def against(self) -> str:
        """The policy it is held against."""

    @property
    def reassurance(self) -> str:
        """In words how much each reassures rivals."""

    @property
    def thesis(self) -> bool:
        """Whether this is a form of the thesis."""


class Doubt(Protocol):
    """Anything with the fields of a `Probe`."""

    @property
    def title(self) -> str:
        """What is doubted, in words."""

    @property
    def where(self) -> str:
        """Conditions on factors and outcomes; empty for everywhere."""

    @property
    def outcome(self) -> str:
        """The outcome instead of the thesis's own; empty for that."""

    @property
    def of(self) -> str:
        """The policy instead of the thesis's own; empty for that."""

    @property
    def against(self) -> str:
        """The policy it is held against, instead of the thesis's own; empty for that."""


class Contrast(NamedTuple):
    """Two policies; the first of several is the thesis as posed."""

    of: str
    against: str
    reassurance: str = ""  # as posed (0 against 0.45) | equal (none) | equal (0.45)
    thesis: bool = False

    @property
    def equal(self) -> bool:
        """Whether both reassure rivals alike."""
        return self.reassurance.lower().startswith(EQUAL)


class Probe(NamedTuple):
    """Where the thesis may fail."""

    title: str
    where: str = ""
    outcome: str = ""
    of: str = ""
    against: str = ""


def contrast_from(one: Posed) -> Contrast:
    """The same contrast as our own."""
    return Contrast(one.of, one.against, one.reassurance, one.thesis)


def probe_from(one: Doubt) -> Probe:
    """The same probe as our own."""
    return Probe(one.title, one.where, one.outcome, one.of, one.against)


def forms(contrasts: tuple[Contrast, ...]) -> tuple[Contrast, tuple[Contrast, ...]]:
    """The thesis as posed, and the contrasts that ask the same at equal reassurance.

    Where contrasts at equal reassurance are marked as the thesis, only those count.
    """
    equal = [one for one in contrasts[1:] if one.equal]
    return contrasts[0], tuple([one for one in equal if one.thesis] or equal)
