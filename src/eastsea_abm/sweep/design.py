"""Settings of a sweep: every combination, or a sample of the space the factors span.

Samples are drawn in the unit cube and placed into each factor: into a range as a share of it, into a list as
the entry at that share. All numbers are rounded to `DIGITS` significant digits, so that a setting reads well on
a command line, and the text there gives the same setting.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from eastsea_abm.sweep.plan import Factor

if TYPE_CHECKING:
    import pandas as pd

DIGITS = 12  # of a number in a setting
MORRIS_LEVELS = 4  # points of Morris's grid along each factor, his own choice; an even number
SLACK = 1e-9  # so that a third of three entries is the second whatever the last bit says
EXTRA = "sensitivity"
MOST_SETTINGS = 1_000_000  # they are held in memory

Column = list[Any]


class LackingExtra(Exception):
    """A design that needs a package which is not installed."""


def size(design: str, factors: Sequence[Factor], samples: int, crossed: Sequence[str] = ()) -> int:
    """How many settings a design has for one scenario."""
    if design == "grid":
        return math.prod(len(factor.values) or factor.levels for factor in factors)
    each = math.prod(len(factor.values) for factor in factors if factor.name in crossed)
    number = len(factors) - len(crossed)
    return each * {"lhs": samples, "sobol": samples * (number + 2), "morris": samples * (number + 1)}[design]


def settings(
    design: str, factors: Sequence[Factor], samples: int, seed: int, crossed: Sequence[str] = ()
) -> dict[str, Column]:
    """Values of every factor, one a setting; every sample meets all values of the factors that are ``crossed``.

    Raises
    ------
    LackingExtra
        If the design comes from SALib and that is not installed.
    """
    if design == "grid":
        rows = list(itertools.product(*(points(factor) for factor in factors)))
        return {factor.name: [row[k] for row in rows] for k, factor in enumerate(factors)}
    sampled = [factor for factor in factors if factor.name not in crossed]
    cube = {"lhs": _hypercube, "sobol": _saltelli, "morris": _trajectories}[design](len(sampled), samples, seed)
    columns = {factor.name: [place(factor, float(u)) for u in cube[:, k]] for k, factor in enumerate(sampled)}
    every = [factor for factor in factors if factor.name in crossed]
    rows = list(itertools.product(*(factor.values for factor in every)))
    columns = {name: [value for value in column for _ in rows] for name, column in columns.items()}
    columns |= {factor.name: [row[k] for _ in cube for row in rows] for k, factor in enumerate(every)}
    return {factor.name: columns[factor.name] for factor in factors}


def points(factor: Factor) -> list[Any]:
    """Values of a factor in a grid."""
    if factor.is_list:
        return list(factor.values)
    return [place(factor, float(u)) for u in np.linspace(0.0, 1.0, factor.levels)]


def place(factor: Factor, u: float) -> Any:
    """The value of a factor at a share of its list or its range."""
    if factor.is_list:
        return factor.values[min(int(u * len(factor.values) + SLACK), len(factor.values) - 1)]
    value = rounded(factor.low + u * (factor.high - factor.low))
    return min(max(value, factor.low), factor.high)


def rounded(value: float) -> float:
    """A number of at most `DIGITS` significant digits; never minus zero."""
    return float(f"{value:.{DIGITS}g}") + 0.0


def problem(factors: Sequence[Factor]) -> dict[str, Any]:
    """What SALib calls a problem: the unit cube over the factors, in which designs are drawn."""
    return {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[0.0, 1.0] for _ in factors],
    }


def _hypercube(number: int, samples: int, seed: int) -> np.ndarray:
    from scipy.stats import qmc

    return qmc.LatinHypercube(d=number, rng=np.random.default_rng(seed)).random(samples)


def _saltelli(number: int, samples: int, seed: int) -> np.ndarray:
    sobol = _salib("sobol")
    # A generator and not the number, which SALib takes for none where it is zero.
    return sobol.sample(_cube(number), samples, calc_second_order=False, seed=np.random.default_rng(seed))


def _trajectories(number: int, samples: int, seed: int) -> np.ndarray:
    morris = _salib("morris")
    return morris.sample(_cube(number), samples, num_levels=MORRIS_LEVELS, seed=np.random.default_rng(seed))


def _cube(number: int) -> dict[str, Any]:
    return problem([Factor(f"x{k}", "parameter") for k in range(number)])


def _salib(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(f"SALib.sample.{name}")
    except ImportError:
        raise LackingExtra(f"needs SALib, which is not installed: pip install 'eastsea_abm[{EXTRA}]'") from None


def frame(columns: dict[str, Column], scenarios: Sequence[str], each: int) -> pd.DataFrame:
    """The table of settings: every scenario, outermost, with each of its ``each`` settings."""
    import pandas as pd

    data: dict[str, Any] = {
        "setting": np.arange(each * len(scenarios), dtype=np.int64),
        "scenario": pd.Series([name for name in scenarios for _ in range(each)], dtype="str"),
    }
    for name, column in columns.items():
        kind = "str" if any(isinstance(value, str) for value in column) else "float64"
        data[name] = pd.Series(column * len(scenarios), dtype=kind)
    return pd.DataFrame(data)


def digest(design: pd.DataFrame) -> str:
    """SHA-256 of a table of settings: names of columns, kinds and values, whatever file they came from."""
    out = hashlib.sha256()
    for name in design.columns:
        column = design[name]
        kind = column.dtype.kind if column.dtype.kind in "if" else "s"
        out.update(f"{len(str(name))} {name} {kind} {len(column)}\n".encode())
        if kind == "s":
            for text in column:
                out.update(f"{len(str(text))} {text}\n".encode())
        else:
            out.update(np.ascontiguousarray(column.to_numpy(), f"<{kind}8").tobytes())
    return out.hexdigest()
