"""Play an ensemble into its folder, and again to see whether it comes out the same."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm._jit import rules_digest
from eastsea_abm.monthly import EXACT, LIMIT, size, summarise
from eastsea_abm.results.compare import Parting, first_parting
from eastsea_abm.results.manifest import number
from eastsea_abm.results.many import MONTHS, RUNS, ManyManifest, ManyRuns
from eastsea_abm.results.rerun import Reproduction, read_again
from eastsea_abm.results.run_rows import RunRows, over_runs
from eastsea_abm.results.store import FIGURE, MANIFEST, OUTCOMES_CSV, file_digests, load, placed
from eastsea_abm.results.tables import read_table, write_csv, write_table

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.scenario.setup import Setup

MONTHS_CSV = f"{MONTHS}.csv"
Drawn = Callable[[ManyManifest, "pd.DataFrame"], str]


def save_many(
    manifest: ManyManifest,
    setup: Setup,
    root: Path,
    *,
    workers: int | None = None,
    engine: str | None = None,
    tick: Callable[[int], None] = lambda done: None,
    drawn: Drawn | None = None,
    circumstances: Callable[[], Mapping[str, Any]] = dict,
) -> ManyRuns:
    """Play an ensemble and write it below ``root``, whole or not at all; memory does not grow with the runs.

    Parameters
    ----------
    tick
        Called with the number of runs played.
    drawn
        Makes the figure of the manifest and the table of the months.
    circumstances
        Called at the end, for what makes no two results different.

    Raises
    ------
    EnvironmentFault
        If the folder cannot be written or the disk is full; nothing is left behind then.
    """
    with placed(root / manifest.folder, root) as folder:
        found, months, outcomes = play_into(folder, manifest, setup, workers=workers, engine=engine, tick=tick)
        means = zip(outcomes["outcome"], outcomes["mean"], strict=True)
        found = dataclasses.replace(
            found, files=file_digests(folder), totals={str(name): number(mean) for name, mean in means}
        )
        if drawn is not None:
            (folder / FIGURE).write_text(drawn(found, months), encoding="utf-8", newline="\n")
        whole = dataclasses.replace(found, circumstances=dict(circumstances()))
        (folder / MANIFEST).write_text(whole.text(), encoding="utf-8", newline="\n")
    kept = load(root / manifest.folder)
    assert isinstance(kept, ManyRuns)
    return kept


def play_into(
    folder: Path,
    manifest: ManyManifest,
    setup: Setup,
    *,
    workers: int | None = None,
    engine: str | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> tuple[ManyManifest, pd.DataFrame, pd.DataFrame]:
    """Write the tables of an ensemble into ``folder``; its manifest, months and outcomes."""
    path = folder / f"{RUNS}.parquet"
    # An ensemble that is made again counts as it did the first time.
    limit = {"": LIMIT, EXACT: size(setup, manifest.runs)}.get(manifest.quantiles, 0)
    with RunRows(path, setup) as rows:

        def seen(at: int, some: Any, wrong: Any) -> None:
            rows.add(at, some, wrong)
            tick(at + len(wrong) - manifest.run)

        told = summarise(
            setup,
            runs=manifest.runs,
            first_run=manifest.run,
            workers=workers,
            engine=engine,
            seen=seen,
            limit=limit,
        )
    write_table(told.table, folder / f"{MONTHS}.parquet")
    write_csv(told.table, folder / MONTHS_CSV)
    outcomes = over_runs(path, setup.columns)
    write_csv(outcomes, folder / OUTCOMES_CSV)
    return dataclasses.replace(manifest, quantiles=told.quantiles, failed=told.failed), told.table, outcomes


def reproduce_many(
    result: ManyRuns,
    engine: str | None = None,
    workers: int | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> Reproduction:
    """Play every run of an ensemble again from the texts in its manifest and compare every table exactly.

    Raises
    ------
    ResultError
        If the ensemble cannot be set up again from the manifest.
    """
    from eastsea_abm.scenario.setup import prepare

    manifest = result.manifest
    setup = prepare(read_again(manifest))
    partings = []
    with tempfile.TemporaryDirectory(prefix="eastsea-") as name:
        folder = Path(name)
        play_into(folder, manifest, setup, workers=workers, engine=engine, tick=tick)
        for table in result.names:
            again = folder / f"{table}.parquet"
            found = first_parting(table, result.table(table), read_table(again))
            partings += [found] if found is not None else []
        for text in (MONTHS_CSV, OUTCOMES_CSV):
            if not partings and (folder / text).read_bytes() != (result.folder / text).read_bytes():
                partings.append(Parting("", text, "text", "", "stored", "another"))
    then, now = manifest.rules, rules_digest()
    return Reproduction(partings, [f"the rules have changed since: {then} then, {now} now"] if then != now else [])
