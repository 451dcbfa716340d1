"""What breaks when a part of the record, or a mechanism, is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.hindcast.evaluation import evaluate
from eastsea_abm.hindcast.forecasts import MODEL
from eastsea_abm.hindcast.neutral import NEUTRALS
from eastsea_abm.hindcast.played import Runs, play
from eastsea_abm.hindcast.setting import ALL, DRIVES

if TYPE_CHECKING:
    from eastsea_abm.hindcast.evaluation import Window
    from eastsea_abm.observed import Series
    from eastsea_abm.scenario.setup import Setup

NOTHING = "nothing"
#: Series in which ablations are scored: what the pair did, what publics say of it, and whether they like each other.
WATCHED = ("relations", "index", "index_year", "liking_KOR", "liking_JPN")


class Left(NamedTuple):
    """One thing that is left out."""

    name: str
    kind: str  # nothing | drive | mechanism
    meaning: str


class Ablated(NamedTuple):
    """Scores of one series with something left out; nan is n/a, ``failed`` runs are left out."""

    left_out: str
    kind: str
    series: str
    n: int
    sign_hits: float
    sign_n: int
    rank: float
    crps: float
    f1: float
    failed: int
    flag: str


def every() -> list[Left]:
    """All that can be left out, in the order of the tables."""
    drives = [Left(drive.name, "drive", drive.meaning) for drive in DRIVES.values()]
    whole = Left(ALL, "drive", "everything that is forced")
    mechanisms = [Left(name, "mechanism", "at its neutral value") for name in NEUTRALS]
    return [Left(NOTHING, NOTHING, "the whole model"), *drives, whole, *mechanisms]


def ablations(
    made: Callable[..., Setup],
    columns: Sequence[str],
    series: Mapping[str, Series],
    window: Window,
    *,
    runs: int,
    workers: int | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> Iterator[tuple[Left, Runs, list[Ablated]]]:
    """Play the hindcast with each thing left out.

    Parameters
    ----------
    made
        `eastsea_abm.hindcast.setting.forced_setup` with everything but what is left out.
    """
    for done, left in enumerate(every()):
        neutral = NEUTRALS.get(left.name) if left.kind == "mechanism" else None
        setup = made(
            without=(left.name,) if left.kind == "drive" else (),
            parameters=neutral.parameters if neutral else {},
            levers=neutral.levers if neutral else {},
        )
        played = play(setup, columns, runs=runs, workers=workers)
        yield left, played, [row for name in WATCHED for row in _scored(left, played, series[name], window)]
        tick(done + 1)


def _scored(left: Left, played: Runs, series: Series, window: Window) -> list[Ablated]:
    found = evaluate(played, series, window, methods=(MODEL,))
    if found is None:
        return []
    row = found.rows[0]
    own = (row.n, row.sign_hits, row.sign_n, row.rank, row.crps, row.f1, played.failed, row.flag)
    return [Ablated(left.name, left.kind, series.name, *own)]
