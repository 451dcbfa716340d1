"""Make a run again from its manifest alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import ResultError, ScenarioError
from eastsea_abm.results.manifest import Manifest, finite, read_texts
from eastsea_abm.results.texts import kept, lay_out, same

if TYPE_CHECKING:
    from eastsea_abm.model import RegionModel
    from eastsea_abm.results.compare import Parting
    from eastsea_abm.results.played import Played
    from eastsea_abm.results.store import Result
    from eastsea_abm.scenario import Scenario


class Reproduction(NamedTuple):
    """What came of making a run again."""

    partings: list[Parting]  # for every table that differs, where it first does
    remarks: list[str]

    @property
    def exact(self) -> bool:
        """Whether every number came out the same."""
        return not self.partings


def reproduce(result: Result, engine: str = "plain", tick: Callable[[int], None] | None = None) -> Reproduction:
    """Play a result again from the texts in its manifest and compare every table exactly.

    Raises
    ------
    ResultError
        If the run cannot be set up again from the manifest.
    """
    from eastsea_abm.results.compare import table_partings
    from eastsea_abm.results.tables import read_table, write_table

    played = replay(result.manifest, engine=engine, tick=tick)
    with tempfile.TemporaryDirectory(prefix="eastsea-") as folder:
        again = {}
        for name, frame in played.tables.items():
            path = Path(folder) / f"{name}.parquet"
            write_table(frame, path)  # both sides must have gone through the same types
            again[name] = read_table(path)
    remarks = []
    if result.manifest.rules != rules_digest():
        remarks.append(f"the rules have changed since: {result.manifest.rules} then, {rules_digest()} now")
    return Reproduction(table_partings(result.tables, again), remarks)


def replay(
    manifest: Manifest,
    *,
    engine: str = "plain",
    months: int | None = None,
    tick: Callable[[int], None] | None = None,
    ended: Callable[[RegionModel], None] | None = None,
) -> Played:
    """Play the run of a manifest again, or its first ``months``; see `eastsea_abm.results.play`.

    Raises
    ------
    ResultError
        If the run cannot be set up again from the manifest.
    """
    from eastsea_abm.results.played import play

    return play(read_again(manifest), run=manifest.run, engine=engine, months=months, tick=tick, ended=ended)


def read_again(manifest: Manifest) -> Scenario:
    """The scenario of a manifest, from the texts in it.

    Raises
    ------
    ResultError
        If the texts cannot be read any more, or others were found in their place.
    """
    from eastsea_abm.scenario import read_scenario

    with tempfile.TemporaryDirectory(prefix="eastsea-") as name:
        folder = Path(name).resolve()
        main = lay_out(manifest.texts, manifest.main, folder)
        policies = [policy_path(policy, main.parent) for policy in manifest.policies]
        try:
            scenario = read_scenario(
                main, policies=policies, sets=manifest.sets, months=manifest.months, seed=manifest.seed
            )
        except ScenarioError as error:
            said = str(error).replace(str(folder), "")
            raise ResultError(f"the texts in the manifest can no longer be read:\n{said}") from None
        _check(manifest, scenario)
    return scenario


def policy_path(name: str, folder: Path) -> str:
    """A policy of texts that are laid out in ``folder``: one that was given as a path lies among them."""
    if "/" not in name and not name.endswith((".yaml", ".yml")):
        return name
    file = PurePosixPath(name.replace("\\", "/")).name
    here = [folder / "policies" / file, folder / file]
    return str(next((path for path in here if path.exists()), name))


def _check(manifest: Manifest, scenario: Any) -> None:
    texts, data, _ = kept(read_texts(scenario), Path(scenario.path))
    if not same(texts.values(), manifest.texts.values()):
        changed = [name for name, text in texts.items() if text not in manifest.texts.values()]
        raise ResultError(f"other texts were read than those in the manifest: {', '.join(changed) or 'some are left'}")
    for name, digest in manifest.data.items():
        if data.get(name) != digest:
            raise ResultError(f"the packaged table {name} has changed since this run")
    for part in ("parameters", "levers"):
        if finite(getattr(scenario, part)) != getattr(manifest, part):
            raise ResultError(f"the {part} read from the manifest's texts are others than those it records")
