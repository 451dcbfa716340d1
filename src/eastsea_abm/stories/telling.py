"""Tell the stories of a contrast: choose the pairs, play both runs again, and follow what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from eastsea_abm.analysis.comparison import beside
from eastsea_abm.analysis.comparison import outcome as outcome_of
from eastsea_abm.analysis.grouping import Stored
from eastsea_abm.scenario.check_numbers import table
from eastsea_abm.scenario.lookup import find
from eastsea_abm.scenario.setup import Setup
from eastsea_abm.stories import asked, pairs, words
from eastsea_abm.stories.chain import chain
from eastsea_abm.stories.months import curve, months
from eastsea_abm.stories.played import Played, check, played
from eastsea_abm.stories.story import WHICH, Pair, Pull, Story, Total
from eastsea_abm.sweep.plan import Source
from eastsea_abm.sweep.settings import Bench, kept_beside


def tell(
    store: Stored,
    outcome: str,
    contrast: tuple[str, str],
    which: Sequence[str] = WHICH,
    setting: int | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> tuple[Story, ...]:
    """The story of each pair of runs that is asked for.

    Parameters
    ----------
    contrast
        The policy, and the one it is held against.
    which
        Of `WHICH`: see `pairs.chosen`.
    setting
        Choose among the runs of this setting alone.
    tick
        Told after every story how many are done.

    Raises
    ------
    ScenarioError
        With every name that does not exist; if the sweep is not finished.
    InputError
        If no pair came to its end under both policies.
    EnvironmentFault
        If a run comes out differently from what is stored.
    """
    asked.check(store, outcome, contrast, which, setting)
    better = outcome_of(outcome).better
    both = pairs.values(store, outcome, contrast, setting)
    bench = Bench(store.plan, store.design)
    told = []
    for name in dict.fromkeys(which):
        told.append(_story(store, bench, outcome, contrast, pairs.chosen(both, name, better), setting))
        tick(len(told))
    return tuple(told)


def _story(
    store: Stored, bench: Bench, outcome: str, contrast: tuple[str, str], pair: Pair, alone: int | None
) -> Story:
    plan = store.plan
    places = [plan.policies.index(name) for name in contrast]
    setups = [bench.setup(pair.setting, place) for place in places]
    one, other = (played(name, setup, pair.run) for name, setup in zip(contrast, setups, strict=True))
    for run, stored in ((one, pair.of), (other, pair.against)):
        check(run, outcome, stored)
    where = months(one, other, outcome)
    links = chain(one, other, outcome, where)
    folder = getattr(store, "folder", None)  # a store in memory has none
    commands = [bench.command(pair.setting, place, pair.run, folder) for place in places]
    ending = [Total(name, one.totals[name], other.totals[name]) for name in beside([outcome], one.setup.columns)]
    better = outcome_of(outcome).better
    return Story(
        title=words.title(outcome, contrast, pair, better),
        outcome=outcome,
        better=better,
        contrast=contrast,
        pair=pair,
        levers=pulls(*setups),
        parted=links.parted,
        others=links.others,
        links=links.links,
        months=where,
        ending=tuple(ending),
        commands=(commands[0], commands[1]),
        caveat=words.caveat(contrast, pair, alone),
        remarks=remarks(bench.source(pair.setting), folder),
        dates=tuple(one.dates),
        curves=(_curve(one, outcome), _curve(other, outcome)),
    )


def _curve(run: Played, outcome: str) -> tuple[float, ...]:
    return tuple(curve(run, outcome).tolist())


def pulls(one: Setup, other: Setup) -> tuple[Pull, ...]:
    """Levers, then parameters, that two setups of one setting set differently."""
    found = []
    for kind in ("levers", "parameters"):
        ours, theirs = getattr(one.scenario, kind), getattr(other.scenario, kind)
        rows = table(kind)
        for name in rows:
            if ours.get(name) != theirs.get(name):
                found.append(Pull(name, rows[name].meaning, rows[name].unit, *_values(name, ours, theirs)))
    return tuple(found)


def _values(name: str, *settings: object) -> tuple[float | None, float | None]:
    values = [one.get(name) for one in settings]  # type: ignore[attr-defined]
    own = [None if value is None else float(value) for value in values]
    return own[0], own[1]


def remarks(source: Source, folder: Path | None = None) -> tuple[str, ...]:
    """What must be known to use the commands: whether the scenario is here by its name or beside, as it was."""
    own = kept_beside(folder, source) if folder is not None else None
    path = own or find("scenario", source.name).path
    text = path.read_text(encoding="utf-8") if path is not None and path.is_file() else None
    played_from = "the story was played from the texts in the store."
    if text is None:
        return (f"There is no scenario {source.name} here by that name, so the commands will not run; {played_from}",)
    if text != source.texts.get(source.main):
        return (f"The scenario {source.name} is not as it was, so the commands may play other runs; {played_from}",)
    return ()
