"""What a run was made from and what came out: the manifest of a result."""

from __future__ import annotations

import hashlib
import json
import math
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eastsea_abm._jit import rules_digest
from eastsea_abm._version import __version__
from eastsea_abm.errors import ResultError
from eastsea_abm.results.texts import kept

if TYPE_CHECKING:
    from eastsea_abm.scenario import Scenario

FORMAT = 1
PACKAGES = ("numpy", "pandas", "mesa", "numba", "pyarrow", "plotly")
SHORT = 8  # digits of the digest in a folder's name
LONGEST = 60  # characters of a name in a path

#: What the digest is made of: change one of these and it is another run.
IDENTITY = ("rules", "texts", "data", "policies", "sets", "parameters", "levers", "seed", "run", "start", "months")


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """Everything a result says about itself.

    Attributes
    ----------
    name, title, question, main
        Of the scenario; ``main`` is its file among ``texts``.
    policies, sets
        As they were asked for.
    labels
        Names and colours of states, instruments and theatres, and who plays which role, for charts.
    markers
        What the record says happened and the run was not forced by.
    files
        SHA-256 of every table's file.
    circumstances
        When, how and how fast: nothing here makes two results different.
    """

    format: int = FORMAT
    name: str
    title: str
    question: str
    main: str
    region: str
    policies: list[str]
    sets: list[str]
    seed: int
    run: int
    start: str
    months: int
    parameters: dict[str, float]
    levers: dict[str, float]
    texts: dict[str, str]
    data: dict[str, str]
    rules: str
    labels: dict[str, Any]
    markers: list[dict[str, str]]
    versions: dict[str, str]
    commit: str | None
    totals: dict[str, float | None] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    circumstances: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that name the run."""
        own = {name: getattr(self, name) for name in self.identity()}
        return hashlib.sha256(json.dumps(own, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @classmethod
    def identity(cls) -> tuple[str, ...]:
        """Names of what the digest is made of."""
        return IDENTITY

    @property
    def folder(self) -> Path:
        """Where the result lies below the root."""
        policy = "+".join(_plain(name) for name in self.policies)[:LONGEST] or "default"
        return Path(_plain(self.name)[:LONGEST]) / f"{policy}-{self.seed}-{self.digest[:SHORT]}"

    def text(self) -> str:
        """The manifest as JSON."""
        return json.dumps({"digest": self.digest, **asdict(self)}, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _settled(sets: list[str]) -> list[str]:
    """Settings by name, the last word on each, so that their order on a command line makes no other run."""
    last = {text.partition("=")[0].strip(): text.partition("=")[2].strip() for text in sets}
    return [f"{name}={value}" for name, value in sorted(last.items())]


def _plain(name: str) -> str:
    """A name as part of a path."""
    return re.sub(r"[^A-Za-z0-9_.+-]+", "-", Path(name).stem if "/" in name else name).strip(".-") or "unnamed"


def describe(scenario: Scenario, *, policies: list[str], sets: list[str], run: int) -> Manifest:
    """The manifest of a run that is yet to be played."""
    file = scenario.file
    texts, data, main = kept(read_texts(scenario), Path(scenario.path))
    return Manifest(
        name=scenario.name,
        title=file.title,
        question=file.question,
        main=main,
        region=scenario.region_name,
        policies=policies or list(file.policy),
        sets=_settled(sets),
        seed=file.seed,
        run=run,
        start=file.start[:7],
        months=file.months,
        parameters=finite(scenario.parameters),
        levers=finite(scenario.levers),
        texts=texts,
        data=data,
        rules=rules_digest(),
        labels=_labels(scenario),
        markers=_markers(scenario),
        versions=versions(),
        commit=commit(),
    )


def read_texts(scenario: Scenario) -> dict[str, str]:
    """Every text a run rests on, the record of the months before its start included."""
    from eastsea_abm.scenario.facts import table_path
    from eastsea_abm.scenario.reading import displayed, read_text

    texts = dict(scenario.texts)
    path = table_path(scenario.region.record)[0] if scenario.region.record else None
    if path is not None:
        texts.setdefault(displayed(path), read_text(path))
    return texts


def finite(values: Mapping[str, Any]) -> dict[str, float]:
    """Numbers as JSON keeps them."""
    return {name: float(values[name]) for name in sorted(values)}


def number(value: float) -> float | None:
    """A number, or None where there is none: JSON has no nan."""
    return float(value) if math.isfinite(value) else None


def _labels(scenario: Scenario) -> dict[str, Any]:
    region = scenario.region
    patron = region.states[region.focal].patron if region.focal else None
    return {
        "region": region.title,
        "focal": region.focal,
        "partner": region.partner,
        "patron": patron,
        "states": {
            name: {"label": state.names.get("short", state.label), "colour": state.colour}
            for name, state in sorted(region.states.items())
        },
        "outsiders": dict(sorted(region.outsiders.items())),
        "contested": sorted(dyad for dyad, tie in region.partners.items() if tie.contested),
        "instruments": {name: one.label for name, one in sorted(region.instruments.items())},
        "theatres": {name: one.label for name, one in sorted(region.theatres.items())},
    }


def _markers(scenario: Scenario) -> list[dict[str, str]]:
    return [
        {
            "date": fact.date,
            "kind": fact.type,
            "actor": fact.actor,
            "targets": ",".join(fact.targets),
            "text": fact.description,
            "source": fact.source,
        }
        for fact in scenario.markers
    ]


def versions() -> dict[str, str]:
    """Versions of everything that had a hand in the numbers."""
    found = {"python": ".".join(str(part) for part in sys.version_info[:3]), "eastsea_abm": __version__}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def commit() -> str | None:
    """The commit of the package's own repository, with + where files differ from it; None outside of one."""
    root = Path(__file__).resolve().parents[3]
    if not (root / ".git").exists():
        return None
    try:
        head = _git(root, "rev-parse", "HEAD")
        changed = _git(root, "status", "--porcelain", "--untracked-files=no", "--", "src", "scenarios")
    except (OSError, subprocess.SubprocessError):
        return None
    return head + ("+" if changed else "")


def _git(root: Path, *args: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *args], capture_output=True, text=True, timeout=10, check=True)
    return done.stdout.strip()


def parse(text: str, where: Path) -> Manifest:
    """The manifest in ``text``: of a run, or of an ensemble, which is a `ManyManifest`.

    Raises
    ------
    ResultError
        If it is neither, of another format, or changed since it was written.
    """
    from eastsea_abm.results.many import KIND, ManyManifest

    try:
        data = json.loads(text)
    except ValueError as error:
        raise ResultError(f"{where} is no JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ResultError(f"{where} is no manifest of format {FORMAT}")
    if data.get("kind", KIND) != KIND:
        raise ResultError(f"{where} is of a {data['kind']}, not of a run or an ensemble of runs")
    digest = data.pop("digest", None)
    kind = ManyManifest if "kind" in data else Manifest
    known = {one.name for one in fields(kind)}
    if set(data) != known:
        raise ResultError(f"{where} lacks or adds keys: {', '.join(sorted(set(data) ^ known))}")
    manifest = kind(**data)
    if manifest.digest != digest:
        raise ResultError(f"{where} was changed after it was written: its digest does not fit")
    return manifest
