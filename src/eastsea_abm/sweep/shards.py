"""A plan's parts shared out among machines that know nothing of each other, and stores put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from eastsea_abm.errors import EnvironmentFault, InputError, ResultError
from eastsea_abm.results.store import writing
from eastsea_abm.sweep import about, journal, parts
from eastsea_abm.sweep.about import About, Shard
from eastsea_abm.sweep.differences import differences
from eastsea_abm.sweep.disk import only_writer, put
from eastsea_abm.sweep.opening import MOST_NAMED, opened
from eastsea_abm.sweep.store import Store

MOST_SHARDS = 1_000_000


def read_shard(text: str) -> Shard:
    """The shard that ``3/40`` names.

    Raises
    ------
    InputError
        If it names none.
    """
    found = re.fullmatch(r"\s*(\d{1,7})\s*/\s*(\d{1,7})\s*", text)
    shard = Shard(int(found[1]), int(found[2])) if found else Shard(0, 0)
    if not 1 <= shard.number <= shard.of <= MOST_SHARDS:
        raise InputError(f"--shard {text!r}: must be written I/N with I from 1 to N, such as 3/40")
    return shard


def merge(
    folders: Sequence[Path | str],
    out: Path | str | None = None,
    tick: Callable[[int], None] | None = None,
    said: Callable[[str], None] = lambda text: None,
) -> Store:
    """Put the finished parts of stores of the same sweep together, in a new folder or in the first of them.

    Parameters
    ----------
    tick
        Called with how many rows are there after every part that was copied.
    said
        Called with a line for everything the reader may want to know.

    Returns
    -------
    Store
        A store of the whole plan; it is finished if together they had every part.

    Raises
    ------
    InputError
        If they are of different plans or rules, or the new folder holds something else.
    EnvironmentFault
        If two of them differ in a part that both have, or nothing can be written.
    """
    stores = [Store.open(folder) for folder in folders]
    if not stores:
        raise InputError("nothing to merge: name the folders of sweeps")
    first = stores[0]
    for other in stores[1:]:
        _same_sweep(first, other)
    target = Path(out) if out is not None else first.folder
    if target.resolve() == first.folder.resolve():
        _widen(first)
    with opened(target, first.plan, first.design, said=said, rules=first.about.rules) as store:
        for other in stores:
            if other.folder.resolve() != target.resolve():
                _take(store, other, tick or (lambda done: None), said)
        if store.finished:
            store.finish()
        return store


def _same_sweep(first: Store, other: Store) -> None:
    if first.plan.digest != other.plan.digest:
        found = differences(first.plan, other.plan)[:MOST_NAMED]
        listed = "\n".join(f"  {one}" for one in found).replace(" then, ", " in the first, ").replace(" now", " here")
        raise InputError(f"{other.folder} is another sweep than {first.folder}:\n{listed}")
    if first.about.rules != other.about.rules:
        raise InputError(
            f"{other.folder} was made by other rules than {first.folder}: {other.about.rules} and {first.about.rules}"
        )


def _widen(store: Store) -> None:
    """Make a shard's store one of the whole plan."""
    if store.shard.whole:
        return
    with only_writer(store.folder), writing(store.folder):
        old = about.read(store.folder)
        About(plan=old.plan, rules=old.rules, versions=old.versions, commit=old.commit).write(store.folder)


def _take(store: Store, other: Store, tick: Callable[[int], None], said: Callable[[str], None]) -> None:
    """Copy what ``other`` has and ``store`` lacks; what both have must be the same."""
    for damaged in other.check():
        said(f"damaged: {other.folder}: {damaged}; it is left out")
    for part, entry in sorted(other.entries.items()):
        here = store.entries.get(part)
        if here is not None:
            if here.sha256 != entry.sha256:
                raise EnvironmentFault(
                    f"part {part} differs between {store.folder} and {other.folder}; `eastsea sweep verify` says which "
                    "of them the rules still give"
                )
            continue
        with writing(store.folder):
            content = _content(other, entry)
            put(parts.path_of(store.folder, part), content)
            journal.append(store.folder, entry)
        store.entries[part] = entry
        tick(store.rows_done)


def _content(other: Store, entry: journal.Entry) -> bytes:
    try:
        return parts.path_of(other.folder, entry.part).read_bytes()
    except OSError as error:
        raise ResultError(f"{other.folder}: part {entry.part} cannot be read: {error.strerror}") from None
