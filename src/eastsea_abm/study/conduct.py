"""Play what is missing of a study: stage after stage, then the fans, then the manifest that says what came out."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm.errors import EnvironmentFault, InputError
from eastsea_abm.results.store import MANIFEST, writing
from eastsea_abm.results.texts import lay_out
from eastsea_abm.study import fans as fans_of
from eastsea_abm.study.folder import FANS, SCENARIO, AboutStudy, Study, is_study, new, open_study
from eastsea_abm.study.stages import CLOSER, MAIN, Planned, Stage
from eastsea_abm.sweep.differences import differences
from eastsea_abm.sweep.execution import conduct, cores, warm_up
from eastsea_abm.sweep.opening import MOST_NAMED, opened
from eastsea_abm.sweep.task import order

if TYPE_CHECKING:
    from eastsea_abm.study.declared import Declared
    from eastsea_abm.sweep.store import Store

Tick = AbstractContextManager[Callable[[int], None]]


@contextlib.contextmanager
def silent(*what: object) -> Iterator[Callable[[int], None]]:
    """No word of how far anything is."""
    yield lambda done: None


def begun(declared: Declared, planned: Planned, folder: Path) -> Study:
    """The study in a folder, new or as far as it got.

    Raises
    ------
    InputError
        If another study fills the folder, or something that is no study.
    """
    about = new(declared, planned.stages)
    if is_study(folder):
        there = open_study(folder)
        if there.about.digest != about.digest:
            raise InputError(f"{folder} holds {_other(there, about, planned)}\ngive another --out, or remove {folder}")
        _lay_out(planned, folder)  # what a study was stopped in may be this
        return there
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is no study and not empty; give another --out")
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    about.write(folder)
    _lay_out(planned, folder)
    return Study(folder, about)


def _lay_out(planned: Planned, folder: Path) -> None:
    """Put the scenario with all its strategies beside the stores, as far as it is not there."""
    with writing(folder):
        source = planned.stages[0].plan.scenarios[0]
        lay_out(source.texts, source.main, folder / SCENARIO)


def _other(there: Study, about: AboutStudy, planned: Planned) -> str:
    """How the study in a folder differs from the one that is asked for."""
    if there.about.rules != about.rules:
        return f"a study of other rules: {there.about.rules} then, {about.rules} now"
    for stage in planned.stages:
        before = there.about.plans.get(stage.name)
        if before is None:
            return f"another study, without the stage {stage.name}"
        if before != stage.plan.digest and (there.folder / stage.name / MANIFEST).is_file():
            found = differences(there.store(stage.name).plan, stage.plan)[:MOST_NAMED]
            return "\n".join([f"another study; its stage {stage.name}:", *(f"  {one}" for one in found)])
    return "another study"


def played(
    study: Study,
    planned: Planned,
    *,
    workers: int | None = None,
    said: Callable[[str], None] = lambda text: None,
    progress: Callable[[Store], Tick] = silent,
    counting: Callable[[str, int], Tick] = silent,
    circumstances: Callable[[], dict[str, Any]] = dict,
) -> Study:
    """Compute what a study lacks; return it finished.

    Parameters
    ----------
    progress
        Gives, for a store, what is called with how many of its rows are there.
    counting
        The same for anything else, from its name and how much of it there is.

    Raises
    ------
    EnvironmentFault
        If computed again something comes out otherwise, or nothing can be written.
    """
    began = time.perf_counter()
    content = {}
    for stage in planned.stages:
        content[stage.name] = _stage(study.folder, stage, workers, said, progress)
        study = _remembered(study)
    content["fans"] = _fans(study.folder, planned, workers, said, counting)
    spent = round(time.perf_counter() - began, 1)
    before = study.about.content
    if before and _digests(before) != _digests(content):
        raise EnvironmentFault(f"computed again, {study.folder} differs from what it held")
    if before:
        return study
    took = round(sum(one["seconds"] for one in content.values()), 1)
    about: AboutStudy = dataclasses.replace(
        study.about,
        content=content,
        circumstances={**study.about.circumstances, **circumstances(), "seconds": took, "last_session": spent},
    )
    about.write(study.folder)
    return _remembered(Study(study.folder, about))


def _remembered(study: Study) -> Study:
    """The study with the most memory of any of its sessions so far in its manifest."""
    held, before = peak_memory(), study.about.circumstances.get("peak_memory_mb")
    if held is None or (before is not None and before >= held):
        return study
    about = dataclasses.replace(study.about, circumstances={**study.about.circumstances, "peak_memory_mb": held})
    about.write(study.folder)
    return Study(study.folder, about)


def _stage(
    folder: Path,
    stage: Stage,
    workers: int | None,
    said: Callable[[str], None],
    progress: Callable[[Store], Tick],
) -> dict[str, Any]:
    """Play a stage; what came out of it."""
    with opened(folder / stage.name, stage.plan, stage.design, said=said) as store:
        if store.missing():
            said(f"{stage.name}: {store.rows - store.rows_done} of {store.rows} runs to go")
        with progress(store) as tick:
            conduct(store, workers=workers, tick=tick, said=said)
        found = store.finish()
    return {**found._asdict(), "seconds": round(store.seconds, 1)}


def _fans(
    folder: Path,
    planned: Planned,
    workers: int | None,
    said: Callable[[str], None],
    counting: Callable[[str, int], Tick],
) -> dict[str, Any]:
    """Play the months behind the totals, unless they are there."""
    from eastsea_abm.results.store import sha256_of
    from eastsea_abm.results.tables import write_table

    path, note = folder / FANS, folder / f"{FANS}.sha256"
    if path.is_file() and note.is_file() and note.read_text().split()[:1] == [sha256_of(path)]:
        kept, _, took = note.read_text().split()
        return {"digest": kept, "seconds": float(took)}
    began = time.perf_counter()
    stage = next((one for one in planned.stages if one.name == CLOSER), planned.stages[0])
    bench = warm_up(order(stage.plan, stage.design), 0, said)
    said(f"fans: {fans_of.plays(stage.plan)} runs, month by month")
    with counting("fans", fans_of.plays(stage.plan)) as tick:
        table = fans_of.fans(bench, workers or cores(), tick)
    with writing(folder):
        write_table(table, path)
        digest, seconds = sha256_of(path), round(time.perf_counter() - began, 1)
        note.write_text(f"{digest} {FANS} {seconds}\n")
    return {"digest": digest, "seconds": seconds}


def fans_again(study: Study, counting: Callable[[str, int], Tick] = silent) -> bool:
    """Whether the fans of a finished study come out the same when they are played again."""
    from eastsea_abm.results.tables import read_table, write_table

    store = study.store(CLOSER if CLOSER in study.stages else MAIN)
    bench = warm_up(order(store.plan, store.design), 0, lambda text: None)
    with counting("fans", fans_of.plays(store.plan)) as tick:
        table = fans_of.fans(bench, cores(), tick)
    with tempfile.TemporaryDirectory(prefix="eastsea-") as scratch:
        write_table(table, Path(scratch) / FANS)  # both sides must have gone through the same types
        return read_table(Path(scratch) / FANS).equals(study.fans())


def _digests(content: dict[str, Any]) -> dict[str, str]:
    return {name: one["digest"] for name, one in content.items()}


def peak_memory() -> float | None:
    """Most memory this process held so far, in MB; None where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kB elsewhere
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)
