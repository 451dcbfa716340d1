"""A calibration from what was asked to what lies on the disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from eastsea_abm.calibration import posterior_files
from eastsea_abm.calibration.asked import Asked
from eastsea_abm.calibration.fitting import fit_to, reached
from eastsea_abm.calibration.plan import Plan, planned
from eastsea_abm.calibration.report import identity, report
from eastsea_abm.calibration.statistics import Observed
from eastsea_abm.calibration.store import PART
from eastsea_abm.calibration.table import played, reference_table
from eastsea_abm.calibration.training_record import observed_statistics, record_digest
from eastsea_abm.scenario.schema import date_of

PREDICTIVE = 1000  # runs with the posterior's draws, at least

#: Makes, of what is done and how much of it there is, a function to call with how much is done.
Watch = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


class Calibrated(NamedTuple):
    """A posterior on disk."""

    path: Path  # of the draws
    manifest: dict[str, Any]
    repeated: bool  # whether it had been made before


def unwatched(what: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
    """Nobody looks on."""
    return nullcontext(lambda done: None)


def prepared(asked: Asked) -> tuple[Plan, Observed]:
    """The plan of a calibration's table, and the record it is held against; neither knows a later month.

    Raises
    ------
    InputError
        If there is nothing to train on in these months.
    """
    from eastsea_abm.hindcast.setting import forced_setup

    observed = observed_statistics(asked.first, asked.months)
    setup = forced_setup(date_of(asked.first), asked.months, seed=asked.seed)
    return planned(setup, observed.layout), observed


def calibrate(
    asked: Asked,
    root: Path,
    *,
    workers: int | None = None,
    engine: str | None = None,
    watch: Watch = unwatched,
    circumstances: Callable[[], Mapping[str, Any]] = dict,
    size: int = PART,
) -> Calibrated:
    """Make a posterior below ``root``, or find it there.

    Parameters
    ----------
    watch
        Called before each of the two long pieces of work.
    circumstances
        Called at the end: when and how it was made, which makes no two posteriors different.
    size
        Draws in a file of the table.

    Raises
    ------
    InputError
        If the period tells of no parameter.
    EnvironmentFault
        If nothing can be written; what was finished before stays.
    """
    from eastsea_abm.calibration.figure_page import page
    from eastsea_abm.results.manifest import commit, versions

    plan, observed = prepared(asked)
    record = record_digest(observed)
    before = posterior_files.made_before(root, asked.name, identity(asked, plan, record))
    if before is not None:
        return Calibrated(root / f"{before['label']}.parquet", before, True)
    with watch("runs", asked.draws) as tick:
        table = reference_table(root, plan, asked.draws, workers=workers, engine=engine, tick=tick, size=size)
    with watch("histories fitted back", asked.recover) as tick:
        fit = fit_to(asked, plan, table, observed.values, tick)
    runs = -(-PREDICTIVE // len(fit.sets.values)) * len(fit.sets.values)
    predictive = played(plan, fit.sets, range(asked.draws, asked.draws + runs), workers, engine)
    reaches = reached(table, observed.values, predictive, observed.layout.names)
    found = report(asked, plan, observed, record, table, fit, predictive, reaches)
    found |= {"versions": versions(), "commit": commit(), "circumstances": dict(circumstances())}
    manifest = posterior_files.plain(found)
    return Calibrated(posterior_files.written(fit.sets, manifest, page(manifest), root), manifest, False)
