"""A store opened for work: alone in it, swept clean, of the same plan and rules, every finished part looked at."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import InputError, ResultError
from eastsea_abm.results.manifest import versions
from eastsea_abm.results.store import writing
from eastsea_abm.sweep import about, journal
from eastsea_abm.sweep.about import About, Shard
from eastsea_abm.sweep.differences import differences
from eastsea_abm.sweep.disk import LOCK, holds, only_writer, put, sweep_up
from eastsea_abm.sweep.parts import FOLDER
from eastsea_abm.sweep.plan import Plan
from eastsea_abm.sweep.store import DESIGN, Store, design_bytes

if TYPE_CHECKING:
    import pandas as pd

MOST_NAMED = 5  # differences and damages that are spelt out
#: What may lie in a folder whose sweep was killed before its manifest was written.
BEGUN = {LOCK, DESIGN, FOLDER}


@contextlib.contextmanager
def opened(
    folder: Path | str,
    plan: Plan,
    design: pd.DataFrame,
    shard: Shard | None = None,
    said: Callable[[str], None] = lambda text: None,
    rules: str | None = None,
) -> Iterator[Store]:
    """The store of ``plan`` in ``folder``, new or as far as it got, held alone.

    Parameters
    ----------
    rules
        Digest of the rules its numbers are made by; those of this package if None.
    said
        Called with a line for everything the reader may want to know, damaged parts for one.

    Raises
    ------
    InputError
        If another plan, other rules or another shard fill the folder, or something that is no sweep.
    EnvironmentFault
        If another sweep is writing there, or nothing can be written there.
    """
    folder, shard, rules = Path(folder), shard or Shard(), rules or rules_digest()
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with only_writer(folder):
        with writing(folder):
            sweep_up(folder)
        if (folder / about.NAME).exists():
            store = _resumed(folder, plan, design, shard, rules, said)
        else:
            store = _new(folder, plan, design, shard, rules)
        yield store


def _new(folder: Path, plan: Plan, design: pd.DataFrame, shard: Shard, rules: str) -> Store:
    if strange := sorted({path.name for path in folder.iterdir()} - BEGUN):
        raise InputError(f"{folder} is no sweep and not empty ({strange[0]} lies there); give another --out")
    return Store.create(folder, plan, design, shard, rules)


def _resumed(
    folder: Path, plan: Plan, design: pd.DataFrame, shard: Shard, rules: str, said: Callable[[str], None]
) -> Store:
    manifest = about.read(folder)
    refuse_other(folder, manifest, plan, shard, rules)
    then, now = manifest.versions.get("pyarrow"), versions().get("pyarrow")
    with writing(folder):
        journal.mend(folder)
        (folder / FOLDER).mkdir(exist_ok=True)
        if then == now and not holds(folder / DESIGN, content := design_bytes(design)):
            said(f"damaged: {DESIGN} was changed after it was written; it is written again")
            put(folder / DESIGN, content)
    store = Store.open(folder)
    damaged = store.check()
    for one in damaged[:MOST_NAMED]:
        said(f"damaged: {one}; it is computed again")
    if len(damaged) > MOST_NAMED:
        said(f"damaged: {len(damaged) - MOST_NAMED} further parts; they are computed again")
    if then != now and store.missing():
        said(f"remark: pyarrow {then} wrote this folder and {now} goes on: files may differ in bytes, not in content")
    return store


def refuse_other(folder: Path, manifest: About, plan: Plan, shard: Shard, rules: str) -> None:
    """Raise `InputError` with the reason if a store is not for this plan, this shard and these rules."""
    remedy = f"give another --out, or remove {folder}"
    if manifest.plan.digest != plan.digest:
        found = differences(manifest.plan, plan)
        listed = "\n".join(f"  {one}" for one in found[:MOST_NAMED])
        more = f"\n  and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        raise InputError(f"{folder} holds another sweep:\n{listed}{more}\n{remedy}")
    if manifest.rules != rules:
        raise InputError(f"{folder} was begun under other rules: {manifest.rules} then, {rules} now; {remedy}")
    if manifest.shard != shard:
        raise InputError(f"{folder} is for shard {manifest.shard}, not {shard}; {remedy}")


def discard(store: Store) -> None:
    """Remove a store that nothing has been computed for."""
    if store.entries:
        raise ResultError(f"{store.folder} holds finished parts and is not removed")
    with writing(store.folder):
        shutil.rmtree(store.folder)
