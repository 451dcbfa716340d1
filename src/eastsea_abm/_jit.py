"""Every rule is plain Python; on request it gets a twin in machine code.

`rule` marks a function and hands it back unchanged, so a breakpoint in it works and a notebook can
draw its response curve. `compiled` builds the twin: the same byte code, with every rule it calls
replaced by that rule's own twin. No fastmath and no vector maths library: the twins must agree with
the plain functions bit for bit.

Numba's disk cache looks only at the file a function stands in: edit ``mechanisms/threat.py`` and a
cached ``schedule.step`` would go on using the old threat. So the cache lives in the user's cache
folder under a name made from the contents of every source file of the rules.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

#: Files whose contents decide what a month does: the digest names the rules that made a table.
RULE_FILES = (
    "_jit.py",
    "_reference.py",
    "draws.py",
    "levers.py",
    "numeric.py",
    "observables.py",
    "outcomes.py",
    "parameters.py",
    "schedule.py",
    "vocabulary.py",
    "world.py",
    "mechanisms",
    "scenario/build.py",
    "scenario/field_types.py",
    "scenario/launches.py",
    "scenario/region_schema.py",
    "scenario/schema.py",
    "scenario/setup.py",
    "scenario/timeline.py",
)


STAGE, MANY = "stage", "many"  # what calls compiled rules: one run watched, many played


def rule[F: Callable[..., Any]](function: F) -> F:
    """Mark ``function`` as a rule of the model: pure Python that numba can compile."""
    function.__rule__ = True  # type: ignore[attr-defined]
    return function


def woven[F: Callable[..., Any]](function: F) -> F:
    """Mark ``function`` as a rule so small that its twin is written into every rule that calls it."""
    function.__woven__ = True  # type: ignore[attr-defined]
    return rule(function)


@functools.cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the machine-code twin of a rule, the rule itself where numba is absent or disabled.

    The twin takes the same arguments and changes the same arrays in place. It compiles at its first
    call, which takes about a quarter of a minute when `cache_is_warm` is false.
    """
    if not can_compile():
        return function
    import numba

    config: Any = numba.config
    config.CACHE_DIR = str(cache_folder())
    config.DISABLE_INTEL_SVML = True
    njit = functools.partial(numba.njit, cache=_can_keep(cache_folder()), error_model="numpy", nogil=True)
    twin = _twin(function, njit)

    def call(*args: Any) -> Any:
        return twin(*(reference(a) for a in args))

    return call


def driven(function: Callable[..., Any], engine: str) -> Callable[..., Any]:
    """A rule as an engine calls it: its twin for ``compiled``, itself for ``plain``."""
    return compiled(function) if engine == "compiled" else function


def reference(value: Any) -> Any:
    """``value`` as compiled rules take it: a tuple of arrays, or a record of numbers, becomes one pointer.

    Passed by value, a hundred arrays would be counted in and out at every call: measured on this model,
    nine times the compile time and twenty-five times the run time.
    """
    tuple_of_arrays = hasattr(value, "_fields") and any(hasattr(field, "dtype") for field in value)
    if not tuple_of_arrays and getattr(getattr(value, "dtype", None), "names", None) is None:
        return value
    from eastsea_abm._reference import Reference

    return Reference(value)


def can_compile() -> bool:
    """Whether numba is installed and not switched off by ``NUMBA_DISABLE_JIT``."""
    return importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")


@functools.cache
def rules_digest() -> str:
    """Sixteen hexadecimal digits that change whenever a rule does."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for name in RULE_FILES:
        path = root / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def cache_folder() -> Path:
    """Where compiled rules are kept: the user's cache folder, by rules and numba version."""
    from importlib.metadata import version

    import platformdirs

    base = os.environ.get("EASTSEA_CACHE") or platformdirs.user_cache_dir("eastsea_abm", appauthor=False)
    return Path(base) / f"{rules_digest()}-numba{version('numba')}"


def _can_keep(folder: Path) -> bool:
    """Whether compiled rules can be saved; where they cannot they are compiled again each time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def cache_is_warm(driver: str = MANY) -> bool:
    """Whether all that a driver calls is compiled and on disk, so that using it costs no compilation."""
    return can_compile() and (cache_folder() / f"{driver}-complete").exists()


def mark_cache_warm(driver: str = MANY) -> None:
    """Say that every function a driver needs has been compiled and saved."""
    if can_compile() and _can_keep(cache_folder()):
        (cache_folder() / f"{driver}-complete").touch()


_twins: dict[Any, Any] = {}


def _twin(function: Any, njit: Callable[..., Any]) -> Any:
    """The compiled copy of ``function``, built once, callees first."""
    if function not in _twins:
        scope = dict(function.__globals__)
        for name in function.__code__.co_names:
            value = scope.get(name)
            if isinstance(value, types.ModuleType) and value.__name__.startswith(__package__):
                scope[name] = _twin_module(value, function.__code__.co_names, njit)
            elif getattr(value, "__rule__", False):
                scope[name] = _twin(value, njit)
            elif isinstance(value, tuple) and value and all(isinstance(number, float) for number in value):
                scope[name] = np.array(value)  # a place in a tuple is found by jumping, in an array by counting
        copy = types.FunctionType(function.__code__, scope, function.__name__, function.__defaults__)
        copy.__qualname__ = function.__qualname__
        copy.__module__ = function.__module__
        _twins[function] = njit(copy, forceinline=getattr(function, "__woven__", False))
    return _twins[function]


def _twin_module(module: types.ModuleType, names: tuple[str, ...], njit: Callable[..., Any]) -> types.ModuleType:
    """A stand-in for ``module`` in which the rules among ``names`` are compiled."""
    twin = types.ModuleType(module.__name__)
    for name in names:
        value = getattr(module, name, None)
        if value is not None:
            setattr(twin, name, _twin(value, njit) if getattr(value, "__rule__", False) else value)
    return twin
