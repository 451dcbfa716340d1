"""The folder of a study.

In it lie::

    manifest.json       the study as declared, its stages, at the end what came out and how fast
    main/, closer/ ...  one folder a stage, each the store of a sweep
    fans.parquet        quantiles by month, strategy and outcome, one run a parameter set
    scenario/           the scenario with the strategies of the study, for eastsea run

Whatever a study is stopped in, the same command goes on there.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import ResultError
from eastsea_abm.results.manifest import commit, versions
from eastsea_abm.results.store import kind_of, writing
from eastsea_abm.study.declared import Cell, Contrast, Declared, Dosed, Plausible, Probe
from eastsea_abm.sweep.disk import put
from eastsea_abm.sweep.settings import BESIDE

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.study.stages import Stage
    from eastsea_abm.sweep.store import Store

NAME, FORMAT, KIND = "manifest.json", 1, "study"
FANS, SCENARIO = "fans.parquet", BESIDE
SHORT = 8


@dataclass(frozen=True, kw_only=True)
class AboutStudy:
    """The manifest of a study.

    Attributes
    ----------
    plans
        Digest of the plan of every stage.
    content
        By stage what came out: digest, rows, failed, seconds; of the fans their SHA-256. Empty until all is there.
    circumstances
        When, how and how fast: nothing here changes a table.
    """

    declared: Declared
    plans: dict[str, str]
    rules: str = field(default_factory=rules_digest)
    versions: dict[str, str] = field(default_factory=versions)
    commit: str | None = field(default_factory=commit)
    content: dict[str, Any] = field(default_factory=dict)
    circumstances: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change with anything that decides the tables."""
        own = json.dumps({"plans": self.plans, "rules": self.rules}, sort_keys=True)
        return hashlib.sha256(own.encode()).hexdigest()

    @property
    def folder(self) -> str:
        """Name of its folder."""
        less = "-reduced" if self.declared.reduced else ""
        return f"{self.declared.name}{less}-{self.digest[:SHORT]}"

    def write(self, folder: Path) -> None:
        """Put the manifest into its folder, in place of an earlier one."""
        own = {name: getattr(self, name) for name in ("plans", "rules", "versions", "commit", "content")}
        data = {"format": FORMAT, "kind": KIND, "digest": self.digest, **own, "circumstances": self.circumstances}
        text = json.dumps({**data, "declared": asdict(self.declared)}, indent=1, ensure_ascii=False, allow_nan=False)
        with writing(folder):
            put(folder / NAME, f"{text}\n".encode())


@dataclass(frozen=True)
class Study:
    """A study on disk."""

    folder: Path
    about: AboutStudy

    @property
    def declared(self) -> Declared:
        """What it asks."""
        return self.about.declared

    @property
    def stages(self) -> tuple[str, ...]:
        """Names of its stages, in order."""
        return tuple(self.about.plans)

    @property
    def finished(self) -> bool:
        """Whether all of it is there."""
        return bool(self.about.content)

    def store(self, stage: str) -> Store:
        """The store of a stage.

        Raises
        ------
        ResultError
            If it is not there, or holds another plan than the study's.
        """
        from eastsea_abm.sweep.store import Store

        found = Store.open(self.folder / stage)
        if found.plan.digest != self.about.plans.get(stage):
            raise ResultError(f"{self.folder / stage} holds another sweep than the study's")
        return found

    def fans(self) -> pd.DataFrame:
        """Quantiles by policy, outcome and month."""
        from eastsea_abm.results.tables import read_table

        return read_table(self.folder / FANS)


def new(declared: Declared, stages: Sequence[Stage]) -> AboutStudy:
    """The manifest of a study that is yet to be played."""
    return AboutStudy(declared=declared, plans={stage.name: stage.plan.digest for stage in stages})


def is_study(folder: Path) -> bool:
    """Whether a study lies in a folder."""
    return kind_of(folder) == KIND


def open_study(folder: Path | str) -> Study:
    """The study in ``folder``.

    Raises
    ------
    ResultError
        If there is none, or its manifest was changed since it was written.
    """
    folder = Path(folder)
    path = folder / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ResultError(f"{folder} is no study: it has no {NAME}") from None
    except (OSError, ValueError) as error:
        raise ResultError(f"{path} cannot be read: {error}") from None
    if not isinstance(data, dict) or data.get("kind") != KIND or data.get("format") != FORMAT:
        raise ResultError(f"{path} is no manifest of a study of format {FORMAT}")
    try:
        own = {one.name: data[one.name] for one in dataclasses.fields(AboutStudy) if one.name != "declared"}
        about = AboutStudy(declared=_declared(data["declared"]), **own)
    except (KeyError, TypeError) as error:
        raise ResultError(f"{path} holds a study that cannot be read: {error}") from None
    if about.digest != data.get("digest"):
        raise ResultError(f"{path} was changed after it was written: its digest does not fit")
    return Study(folder, about)


def _declared(data: dict[str, Any]) -> Declared:
    """A study from plain data: lists become the tuples they were."""
    own = dict(data)
    own["cells"] = tuple(Cell(*one) for one in own["cells"])
    own["contrasts"] = tuple(Contrast(*one) for one in own["contrasts"])
    own["probes"] = tuple(Probe(*one) for one in own["probes"])
    own["conditions"] = {name: tuple(policies) for name, policies in own["conditions"].items()}
    if own["dose"] is not None:
        lever, values, strategies, against, runs = own["dose"]
        named = {name: tuple(cells) for name, cells in strategies.items()}
        own["dose"] = Dosed(lever, tuple(values), named, against, runs)
    own["factors"] = {name: (lever, tuple(levels)) for name, (lever, levels) in own["factors"].items()}
    if own["plausible"] is not None:
        under, bounds, reason = own["plausible"]
        own["plausible"] = Plausible(under, {name: (low, high) for name, (low, high) in bounds.items()}, reason)
    for name in ("corners", "strategies", "beside", "played", "outcomes", "variants", "tipping"):
        own[name] = tuple(own[name])
    return Declared(**own)
