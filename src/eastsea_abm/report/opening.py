"""From a path to what a report is of, or one message that says what is allowed."""

from __future__ import annotations

from pathlib import Path

from eastsea_abm.errors import InputError, ResultError
from eastsea_abm.report.subject import COMPARED, COMPARISON, ENSEMBLE, RUN, STUDY, SWEEP, Subject
from eastsea_abm.results.store import MANIFEST, find_result, kind_of
from eastsea_abm.study.folder import is_study, open_study

ALLOWED = (
    "a report is of the folder of a study (`eastsea study`), of a finished sweep or comparison (`eastsea sweep`, "
    "`eastsea compare`), or of a run or an ensemble (`eastsea run`, `eastsea run --runs N`)"
)
HINDCAST = "hindcast"
HINDCASTS = "hindcasts"  # below the root of results
MAIN, CLOSER = "main", "closer"  # stages of a study


def open_subject(name: str, root: Path, hindcast: Path | None = None) -> Subject:
    """What stands at a path, or what the beginning of a result's path below ``root`` means.

    Parameters
    ----------
    hindcast
        Folder of the hindcast to show; the newest finished one below ``root`` if left out.

    Raises
    ------
    InputError
        If no report can be made of it, with what is allowed.
    ResultError
        If something in it is damaged.
    """
    folder = _found(name, root)
    past = hindcast if hindcast is not None else newest_hindcast(root)
    if hindcast is not None and kind_of(hindcast) != HINDCAST:
        raise InputError(f"--hindcast: {hindcast} is no hindcast; `eastsea hindcast` makes one")
    if is_study(folder):
        return of_study(folder, past)
    if not (folder / MANIFEST).exists():
        raise InputError(f"{folder} has no {MANIFEST}: {ALLOWED}")
    kind = kind_of(folder)
    if kind == SWEEP:
        return of_sweep(folder, past)
    if kind == HINDCAST:
        raise InputError(f"{folder} is a hindcast and has a page of its own: {folder / 'figure.html'}")
    return of_result(folder, past)


def _found(name: str, root: Path) -> Path:
    path = Path(name)
    if path.is_file() and path.name != MANIFEST:
        raise InputError(f"{path} is a file: {ALLOWED}")
    try:
        return find_result(name, root)
    except ResultError as error:
        raise InputError(f"{error}\n{ALLOWED}") from None


def newest_hindcast(root: Path) -> Path | None:
    """The hindcast below ``root`` that ended last; None where there is none."""
    import json

    ended = []
    for path in sorted((root / HINDCASTS).glob(f"[!.]*/{MANIFEST}")):
        if kind_of(path.parent) == HINDCAST:
            told = json.loads(path.read_text(encoding="utf-8"))
            ended.append((str(told.get("circumstances", {}).get("ended", "")), path.parent))
    return max(ended)[1] if ended else None


def of_study(folder: Path, past: Path | None) -> Subject:
    """A finished study."""
    study = open_study(folder)
    if not study.finished:
        raise InputError(f"{folder} is a study that is not finished; the same `eastsea study` goes on with it")
    stages = {name: study.store(name) for name in study.stages}
    declared = study.declared
    return Subject(
        folder=folder,
        kind=STUDY,
        title=declared.title or declared.name,
        question=declared.question,
        store=stages[MAIN],
        closer=stages.get(CLOSER),
        stages=stages,
        study=study,
        hindcast=past,
    )


def of_sweep(folder: Path, past: Path | None) -> Subject:
    """A finished sweep or comparison."""
    from eastsea_abm.sweep.store import Store

    store = Store.open(folder)
    if not store.finished or not store.shard.whole:
        done = f"{store.rows_done:,} of {store.plan.rows:,} runs are there"
        how = "finish it with the same `eastsea sweep`, or put its shards together with `eastsea sweep merge`"
        raise InputError(f"{folder} is not whole: {done}; {how}")
    kind = COMPARISON if (folder / COMPARED).exists() else SWEEP
    plan = store.plan
    return Subject(
        folder=folder, kind=kind, title=plan.title or plan.name, question=plan.question, store=store, hindcast=past
    )


def of_result(folder: Path, past: Path | None) -> Subject:
    """A run or an ensemble."""
    from eastsea_abm.results.many import ManyRuns
    from eastsea_abm.results.store import load

    result = load(folder)
    kind = ENSEMBLE if isinstance(result, ManyRuns) else RUN
    own = result.manifest
    return Subject(folder=folder, kind=kind, title=own.title, question=own.question, result=result, hindcast=past)
