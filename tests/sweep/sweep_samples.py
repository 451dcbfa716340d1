"""A small sweep of a small scenario, planned by hand: what is tested here does not hang on how plans are made."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from eastsea_abm import _jit, outcomes
from eastsea_abm.results.manifest import read_texts
from eastsea_abm.results.texts import kept
from eastsea_abm.scenario import read_scenario
from eastsea_abm.scenario.setup import prepare
from eastsea_abm.sweep.design import digest
from eastsea_abm.sweep.parts import pack
from eastsea_abm.sweep.plan import Alternative, Factor, Plan, Source
from eastsea_abm.sweep.settings import Bench
from eastsea_abm.sweep.store import design_bytes
from eastsea_abm.sweep.work import compute

OUTCOMES = ("cooperation", "entrapment", "trust")
BOUNDS = {"voice": (0.0, 1.6), "weight_trust": (0.0, 2.0)}


def sample(
    settings: int = 4, runs: int = 6, months: int = 6, part_rows: int = 5, voice: float = 1.6, **changed: Any
) -> tuple[Plan, pd.DataFrame]:
    """A plan over ``triangle`` with two factors, and its design."""
    design = pd.DataFrame(
        {
            "setting": range(settings),
            "scenario": ["triangle"] * settings,
            "voice": [voice * k / settings for k in range(settings)],
            "weight_trust": [0.5 + k / settings for k in range(settings)],
        }
    )
    plan = Plan(
        name="small",
        title="Small",
        scenarios=(triangle(months),),
        policies=("default", "none"),
        factors=(Factor("voice", "lever", low=0.0, high=voice), Factor("weight_trust", "parameter", low=0.5, high=1.5)),
        design="lhs",
        samples=settings,
        runs=runs,
        outcomes=OUTCOMES,
        settings=settings,
        design_digest=digest(design),
        part_rows=part_rows,
    )
    return dataclasses.replace(plan, **changed), design


@functools.cache
def triangle(months: int) -> Source:
    """The scenario, with its texts."""
    scenario = read_scenario("triangle", policies=[], months=months, seed=7)
    texts, data, main = kept(read_texts(scenario), Path(scenario.path))
    names = tuple(outcomes.names(prepare(scenario).index.theatres))
    alternatives = (Alternative("default", tuple(scenario.file.policy)), Alternative("none", ()))
    return Source("triangle", main, texts, data, alternatives, names, months, 7, len(scenario.region.states))


def files(folder: Path) -> dict[str, bytes]:
    """The tables of a store as they lie on the disk."""
    return {path.name: path.read_bytes() for path in [folder / "design.parquet", *(folder / "outcomes").iterdir()]}


def expected(plan: Plan, design: pd.DataFrame) -> dict[str, bytes]:
    """The tables of a sweep as one loop in this process makes them."""
    bench = Bench(plan, design)
    packed = {f"part-{k:06}.parquet": pack(compute(bench, plan.part(k))).content for k in range(plan.parts)}
    return {"design.parquet": design_bytes(design), **packed}


def use_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sweeps go by threads of this process, though the rules stay plain."""
    monkeypatch.setattr(_jit, "can_compile", lambda: True)
    monkeypatch.setattr(_jit, "cache_is_warm", lambda *_: True)
    monkeypatch.setattr(_jit, "mark_cache_warm", lambda *_: None)
