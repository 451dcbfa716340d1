"""Parameter sets of which each run takes one: draws of a posterior, or of the priors.

A posterior is a file ``NAME-DIGEST.parquet`` (or the same as text, ``.csv``) with one row a draw, all of the same
weight, and one column a parameter. It is looked for in ``posteriors/`` beside the scenario that asks, in
``results/posteriors``, and among the scenarios of the package.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from eastsea_abm.errors import InputError
from eastsea_abm.scenario.lookup import folders, is_path
from eastsea_abm.scenario.names import shown, suggestion

if TYPE_CHECKING:
    import numpy as np

FOLDER = "posteriors"
RESULTS = Path("results") / FOLDER  # where `eastsea calibrate` leaves them
ENDINGS = (".csv", ".parquet")
SHORT = 8  # digits of the digest in the name of a file


class ParameterSets(NamedTuple):
    """Values of some parameters; run r takes row r, and begins again at the end."""

    label: str  # NAME-DIGEST of a posterior
    names: tuple[str, ...]
    values: np.ndarray  # (rows, names)

    def row(self, run: int) -> dict[str, float]:
        """The values of a run by name."""
        own = self.values[run % len(self.values)]
        return {name: float(value) for name, value in zip(self.names, own, strict=True)}

    def without(self, names: Iterable[str]) -> ParameterSets | None:
        """The sets without some parameters, None where none is left."""
        dropped = set(names)
        kept = [k for k, name in enumerate(self.names) if name not in dropped]
        if not kept:
            return None
        return ParameterSets(self.label, tuple(self.names[k] for k in kept), self.values[:, kept])

    def text(self) -> str:
        """The sets as comma-separated text, to the last bit."""
        rows = (",".join(repr(float(value)) for value in row) for row in self.values)
        return "\n".join([",".join(self.names), *rows, ""])


def digest_of(text: str) -> str:
    """The digits that name a posterior, made of its text."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_posterior(name: str, asking: Path | None = None, *, may_be_path: bool = True) -> Path:
    """The file of a posterior: by its name, with or without its digest or the first digits of it, or by its path.

    A path that leads nowhere is tried by its name, because a run that is made again has the file elsewhere.

    Raises
    ------
    InputError
        If there is none of that name, with the nearest, or more than one.
    """
    if not name or not name.isprintable():
        raise InputError(f"{shown(name)} is no name of a posterior")
    if is_path(name) or name.endswith(ENDINGS):
        if not may_be_path:
            raise InputError(f"{shown(name)} must be a name, not a path")
        if Path(name).is_file():
            return Path(name)
        name = Path(name).stem
    known: dict[str, Path] = {}
    for path in _files(asking):
        known.setdefault(path.stem, path)
    fitting = [stem for stem in known if stem == name or _is_of(stem, name)]
    if len(fitting) == 1:
        return known[fitting[0]]
    if fitting:
        raise InputError(f"{shown(name)} may be {', '.join(sorted(fitting))}: give the whole name")
    near = suggestion(name, sorted(known)) if known else "; there is none, `eastsea calibrate` makes one"
    raise InputError(f"no posterior {shown(name)}{near}")


def _is_of(stem: str, name: str) -> bool:
    """Whether ``name`` is the name of a posterior without its digest, or with the first digits of it."""
    own, _, digest = stem.rpartition("-")
    return own == name or (name.startswith(f"{own}-") and digest.startswith(name[len(own) + 1 :]))


def _files(asking: Path | None) -> Iterator[Path]:
    for folder in [*(one / FOLDER for one in folders(asking)), RESULTS]:
        try:
            yield from (path for path in sorted(folder.iterdir()) if path.suffix in ENDINGS)
        except OSError:
            continue


def names_of_posteriors(asking: Path | None = None) -> list[str]:
    """Every posterior that can be named, with its digest."""
    return sorted({path.stem for path in _files(asking)})


class Fitted(NamedTuple):
    """What the manifest beside a posterior says it was fitted with; empty where there is none."""

    rules: str  # digest
    until: str  # YYYY-MM, the last month of training


def fitted_with(path: Path) -> Fitted:
    """What a posterior's manifest says of its fit."""
    try:
        found = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Fitted("", "")

    def inside(part: str, key: str) -> str:
        own = found.get(part) if isinstance(found, dict) else None
        return str(own.get(key, "")) if isinstance(own, dict) else ""

    return Fitted(inside("table", "rules"), inside("train", "to"))


def odd_rules(path: Path, label: str) -> list[str]:
    """A remark where a posterior was fitted with other rules than those of today."""
    from eastsea_abm._jit import rules_digest  # loads numpy, which reading a scenario does not need

    rules = fitted_with(path).rules
    if not rules or rules == rules_digest():
        return []
    return [f"the posterior {label} was fitted with other rules than these ({rules})"]


def read_posterior(path: Path) -> ParameterSets:
    """The parameter sets of a posterior's file.

    Raises
    ------
    InputError
        If it cannot be read, was changed since it was written, or holds what no parameter may be.
    """
    try:
        sets = from_text(path.read_text(encoding="utf-8"), path.stem) if path.suffix == ".csv" else _from_parquet(path)
    except (OSError, ValueError) as error:  # Arrow's own errors are of these two
        raise InputError(f"{path} cannot be read as a posterior: {error}") from None
    wrong = _wrong(sets)
    own, _, digest = path.stem.rpartition("-")
    if not wrong and own and not digest_of(sets.text()).startswith(digest):
        wrong = ["it was changed after it was written: its digest does not fit its name"]
    if wrong:
        raise InputError("\n".join(f"{path}: {one}" for one in wrong))
    return sets


def from_text(text: str, label: str) -> ParameterSets:
    """What `ParameterSets.text` wrote.

    Raises
    ------
    ValueError
        If the text is not of that kind.
    """
    import numpy as np

    head, *rows = text.split()
    values = [[float(value) for value in row.split(",")] for row in rows]
    return ParameterSets(label, tuple(head.split(",")), np.array(values, float).reshape(len(rows), -1))


def _from_parquet(path: Path) -> ParameterSets:
    import numpy as np
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    columns = [np.asarray(column.to_numpy(), float) for column in table.columns]
    return ParameterSets(path.stem, tuple(table.column_names), np.column_stack(columns))


def _wrong(sets: ParameterSets) -> list[str]:
    """Everything that keeps sets from being played."""
    import numpy as np

    from eastsea_abm.parameters import ROWS

    wrong = [f"no such parameter: {shown(name)}" for name in sets.names if name not in ROWS]
    wrong += [f"{name} is no parameter with a prior" for name in sets.names if name in ROWS and not ROWS[name].prior]
    if sets.values.shape != (len(sets.values), len(sets.names)) or not len(sets.values):
        return [*wrong, "every row must hold one number a parameter, and there must be one row at least"]
    for name, column in zip(sets.names, sets.values.T, strict=True):
        if name in ROWS:
            low, high = ROWS[name].bounds
            if not (np.isfinite(column).all() and (column >= low).all() and (column <= high).all()):
                wrong.append(f"{name}: must be between {low:g} and {high:g} in every row")
    return wrong
