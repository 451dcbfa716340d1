"""What every mechanism and every way of running must satisfy: the nine properties of the architecture.

Property 6 (independence of threads, chunks and workers) belongs to ensembles and sweeps (tests/test_ensemble.py,
tests/sweep), and property 8 (neutral values) to the mechanisms: see tests/mechanisms.
"""

from __future__ import annotations

import ast
import copy
import functools
import inspect
import itertools
import math
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import worlds
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from ranges import parameter_sets, runs, seeds
from worlds import HOT, Happening, Ready

import eastsea_abm
from eastsea_abm import vocabulary as v
from eastsea_abm.bibliography import REFERENCES
from eastsea_abm.draws import luck
from eastsea_abm.levers import LEVERS
from eastsea_abm.mechanisms.cooperation import nearest
from eastsea_abm.parameters import ROWS, Parameters
from eastsea_abm.scenario.launches import falls_on
from eastsea_abm.scenario.schema import Launches, RegionFile
from eastsea_abm.world import Record, Region, World
from eastsea_abm.world import copy as copy_world

SOURCE = Path(eastsea_abm.__file__).parent
MECHANISMS = sorted(path for path in (SOURCE / "mechanisms").glob("*.py") if path.stem != "__init__")

#: What tells why, or is scratch: a knob that moves nothing else is dead.
REASONS = (
    "pull_terms",
    "decision_terms",
    "decision_chance",
    "trust_terms",
    "grievance_terms",
    "threat_terms",
    "rival_terms",
    "weights",
    "tie_draw",
    "rivalry_draw",
)


def named_regions() -> dict[str, RegionFile]:
    return {
        "northeast-asia": worlds.northeast_asia(),
        "triangle": worlds.triangle(),
        "both": worlds.both(),
        "synthetic": worlds.synthetic(9, 3),
    }


def busy(file: RegionFile, months: int, seed: int = 1, **parameters: float) -> Ready:
    """A region in which much happens."""
    return worlds.ready(file, happenings=worlds.random_happenings(file, months, months // 2, seed), **parameters)


# --- 1. one rule, one place ------------------------------------------------------------------------


@pytest.mark.xdist_group("compiled")
@pytest.mark.parametrize("chance", [True, False], ids=["luck", "expected"])
@pytest.mark.parametrize("name", named_regions())
def test_compiled_and_plain_months_agree_to_the_last_bit(name, chance, compiled_engine):
    for run in range(3 if chance else 1):
        plain, fast = (busy(named_regions()[name], 60, **(HOT if run else {})) for _ in range(2))
        u = luck(2022, run, chance=chance)
        rows = worlds.run(plain, 60, u)
        fast_rows = worlds.run(fast, 60, u, compiled_engine.advance, compiled_engine.parameters(fast.parameters))
        assert np.array_equal(rows, fast_rows)
        assert worlds.same(plain.world, fast.world) == []


@pytest.mark.parametrize("name", named_regions())
def test_a_run_cut_in_two_is_the_same_run(name, engine):
    whole, halves = (busy(named_regions()[name], 60) for _ in range(2))
    p = engine.parameters(whole.parameters)
    rows = worlds.run(whole, 60, luck(1), engine.advance, p)
    first = worlds.run(halves, 25, luck(1), engine.advance, p)
    second = worlds.run(halves, 35, luck(1), engine.advance, p, start=halves.start + 25)
    assert np.array_equal(rows, np.vstack([first, second]))
    assert worlds.same(whole.world, halves.world) == []


@pytest.mark.parametrize("name", named_regions())
def test_the_months_of_the_schedule_are_its_mechanisms_in_their_order(name):
    by_schedule, by_hand = (busy(named_regions()[name], 24) for _ in range(2))
    worlds.run(by_schedule, 24)
    for t in range(24):
        worlds.step(by_hand, by_hand.start + t)
    assert worlds.same(by_schedule.world, by_hand.world) == []


# --- 2. order does not matter ----------------------------------------------------------------------


def shuffled(value: Any, draw: random.Random) -> Any:
    """The same data with every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        draw.shuffle(keys)
        return {key: shuffled(value[key], draw) for key in keys}
    return [shuffled(part, draw) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", named_regions())
def test_the_order_of_a_region_file_does_not_matter(name):
    file = named_regions()[name]
    data = file.model_dump(mode="json", exclude_none=True)
    one = worlds.ready(RegionFile.model_validate(data))
    for seed in range(3):
        mixed = shuffled(data, random.Random(seed))
        mixed["states"] = dict(reversed(data["states"].items())) if seed == 0 else mixed["states"]
        other = worlds.ready(RegionFile.model_validate(mixed))
        assert all(np.array_equal(a, b) for a, b in zip(one.region, other.region, strict=True))
        assert worlds.same(one.world, other.world) == []


@pytest.mark.parametrize("name", named_regions())
def test_who_is_written_first_in_a_pair_of_partners_does_not_matter(name):
    data = named_regions()[name].model_dump(mode="json", exclude_none=True)
    turned = data | {"partners": {f"{dyad[4:]}-{dyad[:3]}": tie for dyad, tie in data["partners"].items()}}
    turned["instruments"] = {key: m | {"parties": m["parties"][::-1]} for key, m in data["instruments"].items()}
    one, other = (worlds.ready(RegionFile.model_validate(d)) for d in (data, turned))
    assert all(np.array_equal(a, b) for a, b in zip(one.region, other.region, strict=True))
    assert worlds.same(one.world, other.world) == []


#: Fields whose values are places of states, of instruments, or numbers that no order touches.
STATES_IN = {
    "patron",
    "broker",
    "bond",
    "aligned_with",
    "counterpart",
    "tie_actor",
    "tie_target",
    "rivalry_actor",
    "rivalry_target",
    "theatre_challenger",
    "theatre_defender",
    "theatre_ally",
    "theatre_second",
    "theatre_observer",
    "instrument_first",
    "instrument_second",
    "focal",
    "partner_of_focal",
    "actor",
    "target",
}
INSTRUMENTS_IN = {"instrument_requires"}
NEITHER = {
    "code",
    "tie_pair",
    "rivalry_pair",
    "leads",
    "partner",
    "rival",
    "contested",
    "challenger",
    "closed",
    "coerces",
    "reassured",
    "term",
    "window",
    "theatre_code",
    "instrument_code",
    "instrument_party",
    "instrument_hub",
    "sheet_month",
    "tenure",
    "choice",
    "stance",
    "status",
    "forced_status",
    "rung",
    "involved",
    "first_month",
    "offset",
    "effect",
    "held_until",
    "item",
}


class Order(NamedTuple):
    """Where things stand after a relabelling: place ``a`` of ``states`` holds what stood at ``states[a]``."""

    states: np.ndarray
    instruments: np.ndarray
    theatres: np.ndarray
    ties: np.ndarray
    rivalries: np.ndarray

    def axes(self) -> dict[str, np.ndarray]:
        return {
            "state": self.states,
            "instrument": self.instruments,
            "theatre": self.theatres,
            "tie": self.ties,
            "rivalry": self.rivalries,
        }


def order_of(r: Ready, seed: int) -> Order:
    """A random order; ties and rivalries follow their states, sorted by actor as the builder sorts them."""
    draw, g = np.random.default_rng(seed), r.region
    states = draw.permutation(g.code.size)
    now = np.argsort(states)
    lists = [
        np.lexsort((now[target], now[actor]))
        for actor, target in ((g.tie_actor, g.tie_target), (g.rivalry_actor, g.rivalry_target))
    ]
    return Order(states, draw.permutation(g.instrument_code.size), draw.permutation(g.theatre_code.size), *lists)


def relabelled(values: Any, order: Order) -> Any:
    """Values of a `Region`, `World` or `Record` with everything in another place, by the shapes world.py declares."""
    fields = worlds.declared(type(values))
    axes, out = order.axes(), []
    for name, value in zip(values._fields, values, strict=True):
        moved = np.array(value)
        assert fields[name].kind == "Floats" or name in STATES_IN | INSTRUMENTS_IN | NEITHER, f"say what {name} holds"
        for axis, what in enumerate(fields[name].axes):
            if what in axes:
                moved = moved.take(axes[what], axis=axis)
        for held, place in ((STATES_IN, order.states), (INSTRUMENTS_IN, order.instruments)):
            if name in held and place.size:
                moved = np.where(moved < 0, moved, np.argsort(place)[moved])
        out.append(moved if isinstance(value, np.ndarray) else int(moved))
    return type(values)(*out)


def relabelled_record(e: Record, order: Order) -> Record:
    """A record whose items (instruments, theatres) have moved too."""
    moved = relabelled(e, order)
    item = e.item.copy()
    for effect, place in ((v.INSTRUMENT, order.instruments), (v.RUNG, order.theatres)):
        at = e.effect == effect
        item[at] = np.argsort(place)[item[at]] if place.size else item[at]
    return moved._replace(item=item)


@pytest.mark.parametrize("name", named_regions())
@pytest.mark.parametrize("chance", [True, False], ids=["luck", "expected"])
def test_relabelled_states_have_the_relabelled_history(name, chance, engine):
    for seed in range(4):
        r = busy(named_regions()[name], 90, seed, **(HOT if seed % 2 else {}))
        order = order_of(r, seed)
        twin = r._replace(
            region=relabelled(r.region, order),
            world=relabelled(r.world, order),
            record=relabelled_record(r.record, order),
        )
        p, u = engine.parameters(r.parameters), luck(7, seed, chance=chance)
        rows = worlds.run(r, 90, u, engine.advance, p)
        twin_rows = worlds.run(twin, 90, u, engine.advance, p)
        expected = relabelled(r.world, order)
        different = [
            field
            for field, a, b in zip(World._fields, expected, twin.world, strict=True)
            if field != "weights" and not np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)
        ]
        assert different == [], f"seed {seed}"
        shared = len(r.columns()) - r.region.theatre_code.size
        np.testing.assert_allclose(rows[:, :shared], twin_rows[:, :shared], rtol=1e-9, atol=1e-9)


# --- 3. no dead knob -------------------------------------------------------------------------------

MONTHS, CHUNK = 240, 12

#: The regions, events and parameters among which a knob must show itself somewhere, likeliest first.
SETTINGS: dict[str, tuple[Callable[[], RegionFile], dict[str, float]]] = {
    "shipped": (worlds.northeast_asia, {}),
    "shipped, quiet": (worlds.northeast_asia, {}),
    "shipped, hot": (worlds.northeast_asia, HOT),
    "both, hot": (worlds.both, HOT),
    "synthetic, hot": (lambda: worlds.synthetic(12, 1), HOT),
    "triangle": (worlds.triangle, {}),
}


@functools.cache
def happenings_of(setting: str) -> tuple[Happening, ...]:
    return () if "quiet" in setting else tuple(worlds.random_happenings(SETTINGS[setting][0](), MONTHS, 160, 5))


def chunks(r: Ready, engine: Any) -> Iterator[tuple[np.ndarray, World]]:
    """A run month one, then year by year: outcomes and a copy of the world."""
    p = engine.parameters(r.parameters)
    for first, last in itertools.pairwise((0, 1, *range(CHUNK, MONTHS + 1, CHUNK))):
        rows = worlds.run(r, last - first, luck(40, 0), engine.advance, p, start=r.start + first)
        yield rows, copy_world(r.world)


class Reference:
    """The undisturbed run of a setting, computed as far as it is asked for."""

    def __init__(self, setting: str, engine: Any, date: str | None = None) -> None:
        file, parameters = SETTINGS[setting]
        self._run = chunks(worlds.ready(file(), date, happenings_of(setting), **parameters), engine)
        self._done: list[tuple[np.ndarray, World]] = []

    def __getitem__(self, k: int) -> tuple[np.ndarray, World]:
        while len(self._done) <= k:
            self._done.append(next(self._run))
        return self._done[k]


@functools.cache
def reference(setting: str, engine: Any, date: str | None = None) -> Reference:
    return Reference(setting, engine, date)


def differs(r: Ready, setting: str, engine: Any, date: str | None = None, parts: int = MONTHS) -> bool:
    """Whether ``r`` takes another course than the undisturbed run of ``setting``."""
    undisturbed = reference(setting, engine, date)
    for k, (rows, w) in enumerate(itertools.islice(chunks(r, engine), parts)):
        rows_before, w_before = undisturbed[k]
        if w.trust.shape != w_before.trust.shape or w.status.shape != w_before.status.shape:
            return True
        if not np.array_equal(rows, rows_before) or worlds.same(w, w_before, skip=REASONS):
            return True
    return False


def trial(setting: str, extra: tuple[Happening, ...] = (), **changed: float) -> Ready:
    file, parameters = SETTINGS[setting]
    return worlds.ready(file(), happenings=(*happenings_of(setting), *extra), **{**parameters, **changed})


def tenths(low: float, high: float) -> tuple[float, float]:
    return low + 0.1 * (high - low), high - 0.1 * (high - low)


@pytest.mark.parametrize("name", ROWS)
def test_no_parameter_is_dead(name, engine):
    row = ROWS[name]
    for low, high in ([row.prior] if row.prior else []) + [row.bounds]:
        for setting, (_, fixed) in SETTINGS.items():
            for value in tenths(low, high):
                if value != fixed.get(name, row.default) and differs(trial(setting, **{name: value}), setting, engine):
                    return
    pytest.fail(f"{name} changes nothing")


@pytest.mark.parametrize("name", LEVERS)
def test_no_lever_is_dead(name, engine):
    row = LEVERS[name]
    for low, high in (row.prior, row.bounds):
        for setting, (file, _) in SETTINGS.items():
            for value in tenths(low, high):
                pulled = worlds.lever(file(), name, value)
                if pulled.actor and differs(trial(setting, (pulled,)), setting, engine):
                    return
    pytest.fail(f"{name} changes nothing")


@pytest.mark.parametrize("process", v.PROCESSES)
def test_no_held_process_is_dead(process, engine):
    for setting, (file, parameters) in SETTINGS.items():
        r = worlds.ready(file(), **parameters)
        r = r._replace(record=worlds.record_of(r.index, r.region, happenings_of(setting), {process: MONTHS}))
        if differs(r, setting, engine):
            return
    pytest.fail(f"holding {process} changes nothing")


Path_ = tuple[str | int, ...]
CANDIDATES = (0.9, 0.1, 0.35, 7, 30, 0, -0.4, 1.7)


def leaves(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every number, switch and open place of plain data, with the way there."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif value is None or isinstance(value, bool | int | float):
        yield path, value


def at_path(data: dict[str, Any], path: Path_) -> Any:
    return functools.reduce(lambda part, key: part[key], path, data)


def replaced(data: dict[str, Any], path: Path_, value: Any) -> dict[str, Any]:
    out = dict(data)
    out[path[0]] = value if len(path) == 1 else replaced(data[path[0]], path[1:], value)
    return out


def alternatives(data: dict[str, Any], path: Path_) -> Iterator[RegionFile]:
    """The region with another value at ``path``: each of a few that its schema allows."""
    now = at_path(data, path)
    for value in [not now] if isinstance(now, bool) else CANDIDATES:
        if value != now:
            try:
                yield RegionFile.model_validate(replaced(data, path, value))
            except ValidationError:
                continue


#: Names that are keys of a mapping: one stands for all in the pattern of a key.
def pattern(path: Path_) -> str:
    """``rivals.KOR-PRK.rest`` as ``rivals.*.rest``."""
    named = ("states", "partners", "rivals", "theatres", "instruments", "sheets", "dyads", "felt", "reach", "intensity")
    out: list[str] = []
    for k, key in enumerate(path):
        inside = k > 0 and path[k - 1] in named and not (path[k - 1] in ("states", "instruments") and key == "source")
        out.append("*" if inside or (k > 1 and path[k - 2] == "reach") else str(key))
    return ".".join(out)


@functools.cache
def dumped(setting: str) -> dict[str, Any]:
    """A region as data with every default written out."""
    return SETTINGS[setting][0]().model_dump(mode="json")


def numeric_keys() -> dict[str, list[tuple[str, Path_]]]:
    """Where each numeric key of the schema stands in the regions of `SETTINGS`."""
    found: dict[str, list[tuple[str, Path_]]] = {}
    for setting in ("shipped", "shipped, hot", "both, hot", "synthetic, hot"):
        date = max(dumped(setting)["sheets"])
        for path, _ in leaves(dumped(setting)):
            if path[0] not in ("launches",) and (path[0] != "sheets" or path[1] == date):
                found.setdefault(pattern(path), []).append((setting, path))
    return {
        key: places
        for key, places in found.items()
        if any(True for setting, path in places[:1] for _ in alternatives(dumped(setting), path))
    }


KEYS = numeric_keys()


def test_the_walk_over_keys_meets_every_number_of_the_schema():
    def numbers(model: type[BaseModel]) -> Iterator[str]:
        for name, field in model.model_fields.items():
            text = str(field.annotation)
            inner = [m for m in models if m is not model and re.search(rf"\b{m.__name__}\b", text)]
            if not inner and re.search(r"\b(float|int|bool)\b", text) and "tuple" not in text:
                yield name

    import eastsea_abm.scenario.schema as schema

    models = [m for _, m in inspect.getmembers(schema, inspect.isclass) if issubclass(m, BaseModel)]
    wanted = {
        name
        for model in (
            schema.StateData,
            schema.Elections,
            schema.PartnerTie,
            schema.Rivalry,
            schema.Theatre,
            schema.Instrument,
            schema.Sheet,
            schema.StateStart,
            schema.DyadStart,
            schema.InstrumentStart,
            schema.Tie,
        )
        for name in numbers(model)
    }
    met = {key.rsplit(".", 1)[-1] for key in KEYS} | {key.rsplit(".", 2)[-2] for key in KEYS if key.endswith(".*")}
    assert wanted <= met
    assert len(wanted) > 30


@pytest.mark.parametrize("key", KEYS)
def test_no_key_of_a_region_file_is_dead(key, engine):
    for setting, path in KEYS[key]:
        for file in alternatives(dumped(setting), path):
            r = worlds.ready(file, happenings=happenings_of(setting), **SETTINGS[setting][1])
            if differs(r, setting, engine, parts=6):
                return
    pytest.fail(f"{key} changes nothing")


@pytest.mark.long  # keys of any region file are tried in the test above
def test_no_number_of_the_shipped_region_is_dead(compiled_engine):
    engine = compiled_engine
    data, dead = worlds.northeast_asia_data(), []
    for path, _ in leaves(data):
        dates = [path[1]] if path[0] == "sheets" else ["2022-12", "2012-01"]
        if path[0] != "launches" and not any(
            differs(worlds.ready(file, date, happenings_of(setting)), setting, engine, date)
            for date in dates
            for setting in ("shipped", "shipped, quiet")
            for file in alternatives(data, path)
        ):
            dead.append(".".join(map(str, path)))
    assert dead == []


def test_no_number_of_the_launch_rule_is_dead():
    data = worlds.northeast_asia_data()["launches"]
    launches = Launches.model_validate(data)

    def falls(rule: Launches, kind: str) -> list[dict[str, float]]:
        return [
            falls_on(rule, kind, ["KOR", "JPN", "USA"], over, days)
            for over, days in ((None, 1), ("JPN", 1), ("KOR", 3))
        ]

    for path, value in leaves(data):
        other = Launches.model_validate(replaced(data, path, 0.55 if value != 0.55 else 0.45))
        kinds = [path[1]] if len(path) > 1 else list(launches.intensity)
        assert any(falls(launches, kind) != falls(other, kind) for kind in kinds), path


# --- 4. common random numbers ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["northeast-asia", "both"])
def test_a_policy_that_changes_nothing_changes_nothing(name, engine):
    file = named_regions()[name]
    without = worlds.ready(file)
    w, at = (
        without.world,
        {
            "focal": without.region.focal,
            "partner": without.region.partner_of_focal,
            "patron": without.region.patron[without.region.focal],
        },
    )
    pulls = []
    for lever, row in LEVERS.items():
        value = getattr(w, {"commitment": "commitment_mean"}.get(lever, lever))[at[row.role]]
        pulls.append(worlds.lever(file, lever, float(np.max(value))))
    same = worlds.ready(file, happenings=pulls)
    p = engine.parameters(without.parameters)
    rows = [worlds.run(r, 120, luck(9, 4), engine.advance, p) for r in (without, same)]
    assert np.array_equal(*rows)
    assert worlds.same(without.world, same.world) == []


@pytest.mark.parametrize("newcomer", ["AAB", "LLL", "ZZZ"])
@pytest.mark.parametrize("name", named_regions())
def test_a_state_without_ties_moves_nobody_elses_fate(name, newcomer, engine):
    file = named_regions()[name]
    data = file.model_dump(mode="json", exclude_none=True)
    data["states"][newcomer] = {
        "label": "Newcomer",
        "colour": "#123456",
        "at": [0, 0],
        "challenger": True,
        "elections": {"fall": 0.1, "every": 0},
    }
    happenings = worlds.random_happenings(file, 120, 60, 3)
    old, new = (worlds.ready(f, happenings=happenings, **HOT) for f in (file, RegionFile.model_validate(data)))
    p, u = engine.parameters(old.parameters), luck(12, 1)
    rows = [worlds.run(r, 120, u, engine.advance, p) for r in (old, new)]
    assert np.array_equal(*rows)
    keep = np.array([new.at(state) for state in old.index.states])
    fields = worlds.declared(World)
    for field, a, b in zip(World._fields, old.world, new.world, strict=True):
        for axis, what in enumerate(fields[field].axes):
            b = b.take(keep, axis=axis) if what == "state" else b
        assert field == "weights" or np.array_equal(a, b, equal_nan=a.dtype.kind == "f"), field


@pytest.mark.parametrize(
    "happening",
    [
        Happening(30, "conduct", "KOR", "JPN", -1.0),
        Happening(30, "conduct", "JPN", "KOR", 1.0),
        Happening(30, "provoke", "PRK", "KOR", 1.0),
        Happening(30, "grieve", "KOR", "JPN", 1.0),
    ],
    ids=lambda h: f"{h.effect}-{h.actor}",
)
def test_one_forced_act_leaves_the_past_alone_and_moves_the_future(happening, engine):
    file = worlds.northeast_asia()
    without, forced = worlds.ready(file), worlds.ready(file, happenings=[happening])
    p = engine.parameters(without.parameters)
    before = [worlds.run(r, 30, luck(3), engine.advance, p) for r in (without, forced)]
    assert np.array_equal(*before)
    assert worlds.same(without.world, forced.world) == []
    after = [worlds.run(r, 30, luck(3), engine.advance, p, start=r.start + 30) for r in (without, forced)]
    assert not np.array_equal(after[0][0], after[1][0]), "it shows in its own month"
    assert worlds.same(without.world, forced.world)


def test_another_run_or_seed_is_another_history(engine):
    found = []
    for seed, run in ((0, 0), (0, 1), (1, 0)):
        r = worlds.ready(worlds.northeast_asia())
        found.append(worlds.run(r, 24, luck(seed, run), engine.advance, engine.parameters(r.parameters)).tobytes())
    assert len(set(found)) == 3


# --- 5. bounds -------------------------------------------------------------------------------------


def interval(comment: str) -> tuple[float, float] | None:
    """The interval a comment of world.py declares, None for none."""
    m = re.search(r"(-?\d+(?:\.\d+)?)(?: [a-z]+)* to (-?\d+(?:\.\d+)?)\b", comment)
    if m:
        return float(m[1]), float(m[2])
    return (0.0, math.inf) if "nonnegative" in comment else None


#: Fields that are no share: bounded by the tables they index, or by how many there are.
CODES = {
    "choice": (-1, len(v.PARTNER_ACTS) - 1),
    "stance": (-1, len(v.RIVAL_ACTS) - 1),
    "status": (0, len(v.STATUSES) - 1),
    "forced_status": (-1, len(v.STATUSES) - 1),
    "rung": (0, len(v.RUNGS) - 1),
    "involved": (0, 1),
    "press": (0, 1),
    "tenure": (0, math.inf),
    "drills": (0, math.inf),
    "odds": (0, 1),
}
MAY_BE_NAN = ("score", "accustomed", "forced_act", "forced_answer")


@functools.cache
def limits() -> dict[str, tuple[float, float]]:
    return {
        name: CODES.get(name) or interval(line.comment)
        for name, line in worlds.declared(World).items()
        if name in CODES or interval(line.comment)
    }


def test_intervals_are_read_from_world():
    found = limits()
    assert found["trust"] == (0, 1)
    assert found["cover"] == found["commitment"] == (0.05, 1)
    assert found["leader"] == found["conduct"] == (-1, 1)
    assert found["nuclear"] == (0, 1)
    assert found["answer"] == (-0.5, 1)
    assert found["shock"] == (0, math.inf)
    assert len(found) > 40


def assert_inside(w: World) -> None:
    """Every variable in its interval, nothing infinite, NaN only where it says nothing."""
    for name, value in zip(World._fields, w, strict=True):
        if value.dtype.kind == "f" and name != "weights":
            finite = np.isfinite(value) | (np.isnan(value) & (name in MAY_BE_NAN))
            assert finite.all(), f"{name} is not finite"
        if name in limits() and value.size:
            low, high = limits()[name]
            known = value[~np.isnan(value)] if name in MAY_BE_NAN else value
            assert (known >= low - 1e-12).all(), f"{name} = {known.min()} below {low}"
            assert (known <= high + 1e-12).all(), f"{name} = {known.max()} above {high}"


@settings(max_examples=24)
@given(parameter_sets(), st.integers(3, 30), st.integers(0, 5), seeds, runs, st.booleans())
def test_every_variable_stays_in_its_interval(engine, p, n, region, seed, run, chance):
    file = worlds.synthetic(n, region)
    r = worlds.ready(file, happenings=worlds.random_happenings(file, 36, 40, seed % 1000))
    assert_inside(r.world)
    for k in range(3):
        rows = worlds.run(r, 12, luck(seed, run, chance=chance), engine.advance, engine.parameters(p), r.start + 12 * k)
        assert np.isfinite(rows).all()
        assert_inside(r.world)


@settings(max_examples=8)
@given(parameter_sets(), st.integers(3, 8), st.integers(0, 3), runs, st.booleans())
def test_plain_months_raise_no_error_and_no_warning_anywhere_inside_the_bounds(p, n, region, run, chance):
    file = worlds.synthetic(n, region)
    r = worlds.ready(file, happenings=worlds.random_happenings(file, 6, 20, run % 100))._replace(parameters=p)
    for t in range(6):
        worlds.run(r, 1, luck(1, run, chance=chance), start=r.start + t)
        assert_inside(r.world)


@pytest.mark.parametrize("end", [0, 1], ids=["low", "high"])
@pytest.mark.parametrize("name", named_regions())
def test_every_parameter_at_once_may_stand_at_its_bound(name, end, engine):
    r = busy(named_regions()[name], 120)._replace(
        parameters=Parameters(**{key: row.bounds[end] for key, row in ROWS.items()})
    )
    rows = worlds.run(r, 120, luck(1), engine.advance, engine.parameters(r.parameters))
    assert np.isfinite(rows).all()
    assert_inside(r.world)


@pytest.mark.parametrize("name", ["northeast-asia", "both", "triangle"])
def test_without_luck_and_elections_the_region_comes_to_rest(name, engine):
    data = named_regions()[name].model_dump(mode="json", exclude_none=True)
    for state in data["states"].values():
        state["elections"] = {"every": 0}
    r = worlds.ready(RegionFile.model_validate(data))
    p, u = engine.parameters(r.parameters), luck(0, chance=False)
    rows = worlds.run(r, 1188, u, engine.advance, p)
    before = copy_world(r.world)
    worlds.run(r, 12, u, engine.advance, p, start=r.start + 1188)
    assert np.isfinite(rows).all()
    assert_inside(r.world)
    assert drift(before, r.world) == {}


def test_without_luck_elections_leave_a_cycle_as_long_as_their_calendars(engine):
    r = worlds.ready(worlds.northeast_asia())
    p, u = engine.parameters(r.parameters), luck(0, chance=False)
    worlds.run(r, 1920, u, engine.advance, p)
    before = copy_world(r.world)
    worlds.run(r, 50, u, engine.advance, p, start=r.start + 1920)
    assert "press" in drift(before, r.world), "before an election it is another world"
    worlds.run(r, 190, u, engine.advance, p, start=r.start + 1970)
    assert set(drift(before, r.world)) <= {"tenure"}, "terms of 48 and 60 months meet every 240"


def drift(before: World, after: World) -> dict[str, float]:
    """Variables that moved by a thousandth or more, and how far."""
    moved = {
        field: float(np.nanmax(np.abs(a - b), initial=0.0))
        for field, a, b in zip(World._fields, before, after, strict=True)
        if field not in (*MAY_BE_NAN[2:], *REASONS)
    }
    return {field: size for field, size in moved.items() if not size < 1e-3}


# --- 7. imports point down -------------------------------------------------------------------------

RANKS = {
    "_jit": 0,
    "_reference": 0,
    "_version": 0,
    "errors": 0,
    "vocabulary": 0,
    "parameters": 1,
    "levers": 1,
    "region_constants": 1,
    "world": 1,
    "draws": 1,
    "numeric": 1,
    "intervals": 1,
    "bibliography": 1,
    "mechanisms": 2,
    "schedule": 3,
    "outcomes": 3,
    "observables": 3,
    "scenario": 4,
    "explain": 5,
    "model": 5,
    "chronicle": 5,
    "happenings": 5,
    "moves": 5,
    "ensemble": 5,
    "summaries": 5,
    "monthly": 5,
    "observed": 5,
    "results": 6,
    "sweep": 6,
    "variants": 6,
    "ensemble_tables": 6,
    "analysis": 7,
    "discovery": 8,
    "figure_style": 6,
    "figure_cooperation": 7,
    "figures": 7,
    "figure_page": 7,
    "figure_fans": 7,
    "figure_fans_page": 7,
    "figure_compare": 7,
    "figure_compare_page": 7,
    "figure_sweep": 7,
    "figure_sweep_map": 7,
    "figure_sweep_page": 7,
    "terminal_compare": 7,
    "terminal_many": 7,
    "terminal": 7,
    "hindcast": 8,
    "calibration": 8,
    "sensitivity": 8,
    "lines": 8,
    "study": 8,
    "tipping": 8,
    "robustness": 8,
    "stories": 8,
    "verdict": 8,
    "report": 9,
    "dashboard": 9,
    "cli": 10,
    "__main__": 10,
}


def imported(path: Path) -> set[str]:
    """Modules of this package that a file imports anywhere but for type checkers."""
    found: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            return
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "eastsea_abm":
            rest = node.module.split(".")[1:]
            found.update([".".join(rest)] if rest else [alias.name for alias in node.names])
            if rest == ["mechanisms"]:
                found.update(f"mechanisms.{alias.name}" for alias in node.names)
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("eastsea_abm."))
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return {name for name in found if name and not name.startswith("__")}


FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down(path):
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert own in RANKS, f"give {own} a rank"
    for name in imported(path):
        head = name.split(".")[0]
        assert head in RANKS, f"give {head} a rank"
        assert RANKS[head] <= RANKS[own], f"{own} (rank {RANKS[own]}) imports {name} (rank {RANKS[head]})"


@pytest.mark.parametrize("path", MECHANISMS, ids=lambda path: path.stem)
def test_a_mechanism_knows_nothing_but_the_world(path):
    allowed = {name for name, rank in RANKS.items() if rank <= 1}
    extra = {"mechanisms.consultation"} if path.stem == "crisis" else set()
    assert imported(path) <= allowed | extra
    tree = ast.parse(path.read_text(encoding="utf-8"))
    others = {
        (alias.name if isinstance(node, ast.Import) else node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert {name for name in others if not name.startswith("eastsea_abm")} <= {"__future__", "math"}
    if extra:
        names = [
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "eastsea_abm.mechanisms.consultation"
            for alias in node.names
        ]
        assert all(name.isupper() for name in names), "constants only"


HEAVY = ("pandas", "mesa", "plotly", "numba", "solara", "dask", "scipy", "pyarrow", "numpy")


@pytest.mark.parametrize("module", ["eastsea_abm", "eastsea_abm.scenario"])
def test_importing_is_light(module):
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", MECHANISMS, ids=lambda path: path.stem)
def test_no_rule_names_a_place(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    code = "\n".join(text.splitlines()[tree.body[0].end_lineno :])
    places = {*worlds.northeast_asia().states, *worlds.northeast_asia().outsiders}
    words = {word for state in worlds.northeast_asia().states.values() for word in state.label.split() if len(word) > 5}
    for name in places | words | {"Japan", "Korea", "China"}:
        assert not re.search(rf"\b{name}", code), name


# --- 9. explanations add up ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["northeast-asia", "both", "synthetic"])
def test_reasons_add_up_to_what_they_explain(name, seed):
    months = 200 if name == "northeast-asia" else 60
    r = busy(named_regions()[name], months, seed, **HOT)
    w, g, p = r.world, r.region, r.parameters
    ties = list(zip(g.tie_actor, g.tie_target, strict=True))
    rivalries = list(zip(g.rivalry_actor, g.rivalry_target, strict=True))
    seen = dict.fromkeys(("trust", "grievance", "strike"), 0)
    for t in range(r.start, r.start + months):
        before = copy_world(w)
        worlds.step(r, t, luck(seed))
        for k, (i, j) in enumerate(ties):
            trust, grievance = w.trust[i, j] - before.trust[i, j], w.grievance[i, j] - before.grievance[i, j]
            assert abs(w.trust_terms[k].sum() - trust) < 1e-12
            assert abs(w.grievance_terms[k].sum() - grievance) < 1e-12
            seen["trust"] += trust != 0
            seen["grievance"] += w.grievance_terms[k, 0] > 0
        for k, (i, j) in enumerate(rivalries):
            assert abs(w.threat_terms[k].sum() - (w.threat[i, j] - before.threat[i, j])) < 1e-12
        seen["strike"] += int(w.tally[:, 5].sum())
    assert all(seen.values()), f"nothing to explain: {seen}"
    assert p is r.parameters


def test_reasons_add_up_where_an_attitude_meets_its_bound():
    extreme = {
        "threat_gain": 1.0,
        "threat_decay": 1.0,
        "doctrine_alarm": 5.0,
        "trust_gain": 1.0,
        "negativity": 20.0,
        "costly_cap": 5.0,
        "costly_base": 2.0,
        "grievance_decay": 0.0,
        "strike_grievance": 5.0,
        "flare": 1.0,
    }
    r = busy(worlds.northeast_asia(), 60, 2, **HOT, **extreme)
    w, g, met = r.world, r.region, np.zeros(2)
    for t in range(r.start, r.start + 60):
        before = copy_world(w)
        worlds.step(r, t, luck(2))
        for terms, field, actor, target in (
            (w.trust_terms, "trust", g.tie_actor, g.tie_target),
            (w.threat_terms, "threat", g.rivalry_actor, g.rivalry_target),
        ):
            change = getattr(w, field)[actor, target] - getattr(before, field)[actor, target]
            assert np.abs(terms.sum(axis=1) - change).max() < 1e-12
        met += (w.trust_terms[:, -1].any(), w.threat_terms[:, -1].any())
    assert (met > 0).all(), "the bounds were never met"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["northeast-asia", "both"])
def test_reasons_of_a_decision_add_up_to_the_utility_of_the_act(name, seed):
    """Against the equation of the docstring, written again here from the world before the decision."""
    r = busy(named_regions()[name], 100, seed, **HOT)
    w, g, p = r.world, r.region, r.parameters
    forced = 0
    for t in range(r.start, r.start + 100):
        worlds.step(r, t, luck(seed), until="cooperation")
        then = copy_world(w)
        rest = [m for m in worlds.month() if m.__name__.rsplit(".", 1)[1] == "cooperation"]
        rest[0].apply(w, g, p, luck(seed), r.record, t)
        for k, (i, j) in enumerate(zip(g.tie_actor, g.tie_target, strict=True)):
            act = v.PARTNER_ACTS[w.choice[i, j]]
            assert abs(w.decision_terms[k].sum() - utility(then, g, p, i, j, act)) < 1e-12
            if not math.isnan(then.forced_act[i, j]):
                forced += 1
                assert w.choice[i, j] == nearest(then.forced_act[i, j])
        done = [m.__name__.rsplit(".", 1)[1] for m in worlds.month()]
        worlds.step(r, t, luck(seed), without=done[: done.index("cooperation") + 1])
    assert forced > 0


def utility(w: World, g: Region, p: Parameters, i: int, j: int, act: v.PartnerAct) -> float:
    """U(a) of the docstring of mechanisms.cooperation, with none of its code."""

    def adhered(sign: float) -> float:
        return min(1.0, max(p.adherence_least, p.adherence + p.adherence_leader * sign * w.leader[i]))

    d = (
        w.common[i, j] * (p.weight_threat + p.weight_abandonment * (1 - w.cover[i]))
        + p.weight_trust * (2 * w.trust[i, j] - 1)
        + p.weight_instruments * w.asset[i, j]
        + g.friction[i, j]
    )
    if g.contested[i, j]:
        b = g.broker[i, j]
        fear = w.doctrine[j] * (1 - w.trust[i, j]) * (1 - p.bind * w.protocol[i, j])
        d += (
            p.weight_leader * w.leader[i]
            - p.weight_coercion * w.coercion[i]
            - p.weight_entrapment * (1 - 2 * w.tether[i]) * fear
            + w.engagement[i, j] * adhered(1.0 if w.engagement[i, j] > 0 else -1.0)
        )
        d += p.weight_brokerage * w.brokerage[b] * w.commitment[b] if b >= 0 else 0.0
    grievance = p.weight_grievance * w.grievance[i, j] * (1 + p.elections_amplify * w.press[i])
    x = act.depth
    deepest = w.institutions[i, j] * adhered(1.0) if act.name == "institutionalise" else 0.0
    return (
        x * d - act.visibility * grievance - p.cost_partner * x * x - p.inertia * (x - w.conduct[i, j]) ** 2 + deepest
    )


# --- the tables and the schedule -------------------------------------------------------------------


def test_every_mechanism_is_scheduled_exactly_once():
    scheduled = [m.__name__.rsplit(".", 1)[1] for m in worlds.month()]
    assert sorted(scheduled) == [path.stem for path in MECHANISMS]


@pytest.mark.parametrize("path", MECHANISMS, ids=lambda path: path.stem)
def test_every_mechanism_cites_a_source_that_resolves_and_states_its_neutral_value(path):
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    keys = re.findall(r"\[([A-Za-z]\w*)\]_", text)
    assert [key for key in keys if key not in REFERENCES] == []
    assert keys or path.stem in UNCITED, "cite a source"
    assert re.search(r"Neutral\s+values?:", text), "state a neutral value"


#: Mechanisms that may go without a source: none.
UNCITED: set[str] = set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_key_cited_in_the_package_resolves(path):
    keys = re.findall(r"\[([A-Z]\w*\d{4}\w*)\]_", path.read_text(encoding="utf-8"))
    assert [key for key in keys if key not in REFERENCES] == []


def resolves(source: str) -> bool:
    """Whether a source is a key, "assumption", or an assumption whose sign has a key."""
    return source == "assumption" or source.removeprefix("assumption; sign: ") in REFERENCES


@pytest.mark.parametrize("row", [*ROWS.values(), *LEVERS.values(), *v.PARTNER_ACTS], ids=lambda row: row.name)
def test_every_number_has_a_source_or_is_called_an_assumption(row):
    assert resolves(row.source)


@pytest.mark.parametrize("row", [*ROWS.values(), *LEVERS.values()], ids=lambda row: row.name)
def test_bounds_hold_the_default_and_the_prior(row):
    low, high = row.bounds
    assert low < high
    assert low <= row.default <= high
    if row.prior:
        assert low <= row.prior[0] < row.prior[1] <= high
        assert row.name in LEVERS or row.prior[0] <= row.default <= row.prior[1]
    assert all(math.isfinite(x) for x in (low, high, row.default))
    assert row.unit
    assert row.symbol
    assert row.meaning


def test_no_two_numbers_share_a_symbol():
    symbols = [row.symbol for row in (*ROWS.values(), *LEVERS.values())]
    assert sorted({x for x in symbols if symbols.count(x) > 1}) == []


@pytest.mark.parametrize("name", ["northeast-asia", "triangle", "both", "synthetic"])
def test_the_regions_of_the_tests_are_what_they_claim(name):
    file = named_regions()[name]
    g = worlds.ready(file).region
    assert (g.partner == g.partner.T).all()
    assert not (g.partner.diagonal() | g.rival.diagonal()).any()
    assert ((g.partner & g.rival).any()) == (name in ("both", "synthetic"))
    assert (g.patron >= 0).any() == (name != "triangle")


def test_copies_share_nothing():
    r = worlds.ready(worlds.northeast_asia())
    other = copy_world(r.world)
    for a in other:
        a[...] = 0
    assert worlds.same(r.world, other)
    assert copy.deepcopy(r.world.trust).any()
