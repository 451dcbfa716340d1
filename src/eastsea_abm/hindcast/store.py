"""A hindcast in a folder: its tables, what they were made from, and the same made again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm._jit import rules_digest
from eastsea_abm.errors import ResultError
from eastsea_abm.hindcast.setting import SCENARIO
from eastsea_abm.results.manifest import commit, versions

if TYPE_CHECKING:
    import pandas as pd

    from eastsea_abm.hindcast.whole import Asked

KIND = "hindcast"
FORMAT = 1
MANIFEST = "manifest.json"
SHORT = 8
#: Files of this package that only show what the tables hold.
SHOWING = ("page", "figure_", "looks", "words", "caveats", "changes", "score_cells", "terminal", "store")
IDENTITY = (
    "first",
    "split",
    "last",
    "runs",
    "seed",
    "sets",
    "ablated",
    "posterior",
    "posterior_text",
    "rules",
    "scoring",
    "texts",
    "data",
)


@dataclass(frozen=True, kw_only=True)
class HindcastManifest:
    """Everything a hindcast says about itself.

    Attributes
    ----------
    first, split, last
        ``YYYY-MM``: the first month, the first held-out month, the last month.
    posterior, posterior_text
        Name of the posterior of which run r took draw r, and its draws; empty for the parameters as they are.
    scoring
        Digest of the code that makes the observed series and the scores.
    texts, data
        Digests of the scenario's files and of packaged tables.
    """

    kind: str = KIND
    format: int = FORMAT
    first: str
    split: str
    last: str
    runs: int
    seed: int
    sets: list[str]
    ablated: bool
    posterior: str
    posterior_text: str
    rules: str
    scoring: str
    texts: dict[str, str]
    data: dict[str, str]
    versions: dict[str, str]
    commit: str | None
    remarks: list[str]
    failed: int = 0  # runs that went numerically wrong and are left out
    files: dict[str, str] = field(default_factory=dict)
    circumstances: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change with anything that decides the tables."""
        own = {name: getattr(self, name) for name in IDENTITY}
        return hashlib.sha256(json.dumps(own, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def folder(self) -> Path:
        """Where it lies below the root of results."""
        return Path("hindcasts") / f"{self.first}-{self.split}-{self.last}-{self.seed}-{self.digest[:SHORT]}"

    def text(self) -> str:
        """The manifest as JSON."""
        return json.dumps({"digest": self.digest, **asdict(self)}, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def described(asked: Asked) -> HindcastManifest:
    """The manifest of a hindcast that is yet to be made."""
    from eastsea_abm.hindcast.whole import setup_of
    from eastsea_abm.results.manifest import read_texts
    from eastsea_abm.scenario.facts import DATA
    from eastsea_abm.scenario.schema import date_of

    texts = read_texts(setup_of(asked)().scenario)
    packaged = sorted(DATA.glob("*.csv"))
    return HindcastManifest(
        first=date_of(asked.window.first),
        split=date_of(asked.window.split),
        last=date_of(asked.window.last),
        runs=asked.runs,
        seed=asked.seed,
        sets=list(asked.sets),
        ablated=asked.ablate,
        posterior=asked.posterior.label if asked.posterior else "",
        posterior_text=asked.posterior.text() if asked.posterior else "",
        rules=rules_digest(),
        scoring=scoring_digest(),
        texts={Path(name).name: _sha(text.encode()) for name, text in sorted(texts.items())},
        data={path.name: _sha(path.read_bytes()) for path in packaged},
        versions=versions(),
        commit=commit(),
        remarks=list(asked.remarks),
    )


def scoring_digest() -> str:
    """Digest of the code of the observed record and of the scores, which no digest of rules holds."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for folder in ("observed", "hindcast"):
        for path in sorted((package / folder).glob("*.py")):
            if path.stem.startswith(SHOWING):
                continue
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def save(
    manifest: HindcastManifest,
    tables: Mapping[str, pd.DataFrame],
    root: Path,
    texts: Mapping[str, str],
    circumstances: Mapping[str, Any],
) -> Path:
    """Write a hindcast below ``root``, whole or not at all; return its folder.

    Parameters
    ----------
    texts
        Further files by name.

    Raises
    ------
    EnvironmentFault
        If it cannot be written.
    """
    from eastsea_abm.results.store import file_digests, placed
    from eastsea_abm.results.tables import write_table

    with placed(root / manifest.folder, root) as folder:
        for name, table in tables.items():
            write_table(table, folder / f"{name}.parquet")
        whole = dataclasses.replace(manifest, files=file_digests(folder), circumstances=dict(circumstances))
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        (folder / MANIFEST).write_text(whole.text(), encoding="utf-8", newline="\n")
    return root / manifest.folder


def read(folder: Path) -> tuple[HindcastManifest, dict[str, pd.DataFrame]]:
    """A hindcast and its tables.

    Raises
    ------
    ResultError
        If a file is missing or was changed after it was written.
    """
    from eastsea_abm.results.store import sha256_of
    from eastsea_abm.results.tables import read_table

    path = folder / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResultError(f"{folder} is no hindcast: {error}") from None
    digest = data.pop("digest", None) if isinstance(data, dict) else None
    if not isinstance(data, dict) or set(data) != {one.name for one in fields(HindcastManifest)}:
        raise ResultError(f"{path} is no manifest of a hindcast")
    manifest = HindcastManifest(**data)
    if manifest.digest != digest:
        raise ResultError(f"{path} was changed after it was written: its digest does not fit")
    for name, own in manifest.files.items():
        if sha256_of(folder / name) != own:
            raise ResultError(f"{folder / name} was changed after it was written")
    return manifest, {Path(name).stem: read_table(folder / name) for name in manifest.files}


def asked_of(manifest: HindcastManifest) -> Asked:
    """What a hindcast was made from, so that it can be made again."""
    from eastsea_abm.hindcast.evaluation import Window
    from eastsea_abm.hindcast.whole import Asked
    from eastsea_abm.scenario.parameter_sets import from_text
    from eastsea_abm.scenario.schema import month_of

    posterior = from_text(manifest.posterior_text, manifest.posterior) if manifest.posterior else None
    window = Window(month_of(manifest.first), month_of(manifest.split), month_of(manifest.last))
    return Asked(window, manifest.runs, manifest.seed, posterior, tuple(manifest.sets), manifest.ablated)


def changed_since(manifest: HindcastManifest) -> list[str]:
    """What differs here from what a hindcast was made with, a line each."""
    now = described(asked_of(manifest))
    lines = []
    for name, what in (("rules", "the rules"), ("scoring", "the code of the record and the scores")):
        if getattr(manifest, name) != getattr(now, name):
            lines.append(f"{what} have changed since: {getattr(manifest, name)} then, {getattr(now, name)} now")
    for name, what in (("texts", SCENARIO), ("data", "packaged tables")):
        before, after = getattr(manifest, name), getattr(now, name)
        differ = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        if differ:
            lines.append(f"files of {what} have changed since: {', '.join(differ)}")
    return lines


def made_again(
    folder: Path, *, workers: int | None = None, tick: Callable[[int], None] = lambda done: None
) -> tuple[list[str], list[str]]:
    """Make a hindcast again and compare; names of tables that differ, and remarks."""
    from tempfile import TemporaryDirectory

    from eastsea_abm.hindcast.whole import made
    from eastsea_abm.results.tables import read_table, write_table

    manifest, before = read(folder)
    after = made(asked_of(manifest), workers=workers, tick=tick).tables
    differ = []
    with TemporaryDirectory(prefix="eastsea-") as scratch:
        for name, table in after.items():
            path = Path(scratch) / f"{name}.parquet"
            write_table(table, path)  # both sides must have gone through the same types
            if not read_table(path).equals(before[name]):
                differ.append(name)
    return differ, changed_since(manifest)
