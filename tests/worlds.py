"""Regions to test on: the shipped one, three invented ones, and as many random ones as a test asks for."""

from __future__ import annotations

import ast
import copy
import functools
import importlib
import inspect
import random
import string
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from ruamel.yaml import YAML

from eastsea_abm import outcomes, schedule
from eastsea_abm import world as world_module
from eastsea_abm.draws import Luck, luck
from eastsea_abm.levers import LEVER_CODE, LEVERS
from eastsea_abm.parameters import Parameters
from eastsea_abm.scenario.build import Index, build_region, build_world
from eastsea_abm.scenario.schema import RegionFile
from eastsea_abm.vocabulary import EFFECT_CODE, EFFECTS, PROCESSES, STATUSES
from eastsea_abm.world import Record, Region, World

ROOT = Path(__file__).resolve().parents[1]
REGIONS = ROOT / "scenarios" / "regions"
PARTNERS_ACT_FREELY = tuple(effect.name for effect in EFFECTS if effect.name != "none")


class Ready(NamedTuple):
    """A region made ready to run; `world` is fresh at every `ready`."""

    file: RegionFile
    date: str
    index: Index
    region: Region
    world: World
    record: Record
    parameters: Parameters

    @property
    def start(self) -> int:
        return self.region.sheet_month

    def at(self, iso3: str) -> int:
        return self.index.state(iso3)

    def columns(self) -> list[str]:
        return outcomes.names(self.index.theatres)


class Happening(NamedTuple):
    """One effect in month ``after`` of a run."""

    after: int
    effect: str
    actor: str
    target: str | None = None
    size: float = 1.0
    item: str | None = None


# --- regions ---------------------------------------------------------------------------------------


@functools.cache
def _text(name: str) -> dict[str, Any]:
    return YAML(typ="safe").load((REGIONS / f"{name}.yaml").read_text(encoding="utf-8"))


def northeast_asia_data() -> dict[str, Any]:
    """The shipped region as plain data, to change."""
    return copy.deepcopy(_text("northeast-asia"))


@functools.cache
def northeast_asia() -> RegionFile:
    """The shipped region."""
    return RegionFile.model_validate(northeast_asia_data())


@functools.cache
def triangle() -> RegionFile:
    """Two partners without a patron and the rival of both: no hub, no broker, no cover but their own."""
    return RegionFile.model_validate(
        {
            "title": "Triangle",
            "focal": "AAA",
            "partner": "BBB",
            "states": {
                "AAA": {
                    **_looks(0),
                    "bond": "BBB",
                    "aligned": {"state": "AAA", "share": 1.0},
                    "cover": 0.4,
                    "elections": {"every": 48},
                },
                "BBB": {
                    **_looks(1),
                    "bond": "AAA",
                    "aligned": {"state": "BBB", "share": 1.0},
                    "cover": 0.5,
                    "elections": {"fall": 0.03},
                },
                "CCC": {**_looks(2), "challenger": True},
            },
            "partners": {"AAA-BBB": {"contested": True, "friction": -0.1, "dispute_rate": 0.05}},
            "rivals": {
                "AAA-CCC": {"hostility": 0.2, "rest": 0.3, "reassured": True},
                "BBB-CCC": {"hostility": 0.1, "rest": 0.4},
                "CCC-AAA": {"hostility": 0.5, "rest": 0.3, "coerces": True},
                "CCC-BBB": {"hostility": 0.3, "rest": 0.2, "weight": 0.6},
            },
            "theatres": {
                "BORDER": {
                    "label": "Border",
                    "at": [0, 0],
                    "challenger": "CCC",
                    "defender": "AAA",
                    "ally": "BBB",
                    "observer": "AAA",
                    "exposure": 0.7,
                }
            },
            "instruments": {
                "PACT": {"label": "Pact", "parties": ["AAA", "BBB"], "asset": 0.6, "visibility": 0.3},
                "TALKS": {"label": "Talks", "parties": ["AAA", "BBB"], "protocol": 0.8, "requires": "PACT"},
                "HUB": {"label": "Needs a hub", "parties": ["AAA", "BBB"], "asset": 0.4, "hub": True, "ease": 5.0},
            },
            "sheets": {
                "2000-01": {
                    "source": "assumption",
                    "dyads": {
                        "AAA-BBB": {"trust": 0.4, "grievance": 0.3, "chronic": 0.2, "mood": 0.4},
                        "BBB-AAA": {"trust": 0.5, "grievance": 0.2, "chronic": 0.2, "mood": 0.5},
                    },
                    "states": {"BBB": {"doctrine": 0.4, "capability": 0.2}},
                }
            },
        }
    )


@functools.cache
def both() -> RegionFile:
    """Two clients of one patron that are partners and rivals of each other, and an outside challenger."""
    return RegionFile.model_validate(
        {
            "title": "Both",
            "focal": "GRC",
            "partner": "TUR",
            "states": {
                "GRC": {
                    **_looks(0),
                    "patron": "USA",
                    "bond": "TUR",
                    "aligned": {"state": "GRC", "share": 1.0},
                    "elections": {"every": 48},
                },
                "TUR": {**_looks(1), "patron": "USA", "bond": "GRC", "challenger": True, "elections": {"every": 60}},
                "USA": {**_looks(2), "cover": 0.7, "elections": {"every": 48, "window": 0}},
                "RUS": {**_looks(3), "challenger": True, "counterpart": {"state": "TUR", "share": 0.2}},
            },
            "partners": {
                "GRC-TUR": {
                    "contested": True,
                    "broker": "USA",
                    "friction": -0.3,
                    "dispute_rate": 0.06,
                    "felt": {"TUR": 0.5},
                },
                "GRC-USA": {"treaty": 0.8},
                "TUR-USA": {"treaty": 0.7},
                "RUS-TUR": {"treaty": 0.1},
            },
            "rivals": {
                "GRC-TUR": {"hostility": 0.2, "rest": 0.5, "reassured": True},
                "TUR-GRC": {"hostility": 0.3, "rest": 0.4, "coerces": True},
                "TUR-RUS": {"hostility": 0.1, "rest": 0.3, "weight": 0.3},
                "RUS-TUR": {"hostility": 0.3, "rest": 0.3, "weight": 0.8},
                "RUS-USA": {"hostility": 0.5, "rest": 0.5},
                "USA-RUS": {"hostility": 0.4, "rest": 0.4},
            },
            "theatres": {
                "AEGEAN": {"label": "Aegean", "at": [25, 38], "challenger": "TUR", "defender": "GRC", "ally": "USA"},
                "STRAITS": {
                    "label": "Straits",
                    "at": [29, 41],
                    "challenger": "RUS",
                    "defender": "TUR",
                    "ally": "TUR",
                    "observer": "GRC",
                    "exposure": 0.3,
                },
            },
            "instruments": {
                "HOTLINE": {"label": "Hotline", "parties": ["GRC", "TUR", "USA"], "protocol": 0.7, "hub": True},
                "SHARING": {"label": "Sharing", "parties": ["GRC", "TUR"], "asset": 0.5, "economy": 0.5},
            },
            "sheets": {
                "2000-01": {
                    "source": "assumption",
                    "states": {"TUR": {"doctrine": 0.5, "capability": 0.4}},
                    "dyads": {
                        "GRC-TUR": {"grievance": 0.5, "chronic": 0.4, "trust": 0.3},
                        "TUR-GRC": {"grievance": 0.4, "chronic": 0.3, "trust": 0.3},
                    },
                }
            },
        }
    )


def _looks(k: int) -> dict[str, Any]:
    return {"label": f"State {k}", "colour": f"#{k * 7919 % 0xFFFFFF:06X}", "at": [k % 180, k % 80]}


@functools.cache
def synthetic(n: int, seed: int) -> RegionFile:
    """A random valid region of ``n`` states; no two of its numbers are alike."""
    return RegionFile.model_validate(synthetic_data(n, seed))


def synthetic_data(n: int, seed: int) -> dict[str, Any]:
    """A random region of ``n`` states as plain data."""
    draw = random.Random(seed * 1000 + n)
    share = draw.random
    names: list[str] = []
    while len(names) < n:
        name = "".join(draw.choices(string.ascii_uppercase, k=3))
        if name not in names:
            names.append(name)
    patrons = names[: max(1, n // 6)] if n > 3 else []
    challengers = names[len(patrons) : len(patrons) + max(1, n // 4)]
    clients = [name for name in names if name not in patrons and name not in challengers]
    states: dict[str, Any] = {}
    for k, name in enumerate(names):
        states[name] = {
            **_looks(k),
            "cover": 0.05 + 0.95 * share(),
            "challenger": name in challengers,
            "closed": draw.sample(["outreach", "protest", "coerce", "pressure"], draw.randrange(3)),
            "elections": draw.choice(
                [{}, {"every": draw.randrange(12, 72), "window": draw.randrange(9)}, {"fall": 0.1 * share()}]
            )
            | {"mean": 2 * share() - 1, "sd": 2 * share(), "backlash_norm": share()},
        }
        if patrons and name in clients and share() < 0.8:
            states[name]["patron"] = draw.choice(patrons)
    partners: dict[str, Any] = {}

    def befriend(a: str, b: str, **more: Any) -> None:
        if a != b and f"{b}-{a}" not in partners:
            partners.setdefault(f"{a}-{b}", {"treaty": share(), "friction": share() - 0.5, **more})

    for a, b in zip(clients[::2], clients[1::2], strict=False):
        states[a]["bond"], states[b]["bond"] = b, a
        shared = states[a].get("patron")
        befriend(
            a,
            b,
            contested=True,
            dispute_rate=share(),
            felt={a: 2 * share(), b: share()},
            **({"broker": shared} if shared else {}),
        )
    for name, state in states.items():
        if "patron" in state:
            befriend(name, state["patron"])
        state["aligned"] = {"state": draw.choice(names), "share": share()}
        if share() < 0.5:
            state["counterpart"] = {"state": draw.choice([x for x in names if x != name]), "share": share()}
    for _ in range(n):
        befriend(*draw.sample(names, 2), contested=share() < 0.3)
    rivals: dict[str, Any] = {}
    for c in challengers:
        for other in draw.sample([x for x in names if x != c], min(n - 1, 1 + draw.randrange(8))):
            for dyad in (f"{c}-{other}", f"{other}-{c}"):
                rivals[dyad] = {
                    "hostility": 2 * share() - 1,
                    "rest": share(),
                    "weight": share(),
                    "receptive": share(),
                    "coerces": share() < 0.4,
                    "reassured": share() < 0.5,
                }
    pressing = [dyad for dyad in rivals if dyad[:3] in challengers]
    theatres = {
        f"T{k}": {
            "label": "Theatre",
            "at": [0, 0],
            "challenger": dyad[:3],
            "defender": dyad[4:],
            "ally": draw.choice([x for x in names if x != dyad[:3]]),
            "exposure": share(),
            "voice": share(),
            "information": share(),
            "backing": share(),
            "emboldening": share(),
            **({"observer": draw.choice([x for x in names if x != dyad[:3]])} if share() < 0.8 else {}),
        }
        for k, dyad in enumerate(draw.sample(pressing, min(3, n // 3, len(pressing))))
    }
    instruments: dict[str, Any] = {}
    for k, dyad in enumerate(draw.choices(list(partners), k=min(12, n))):
        instruments[f"I{k}"] = {
            "label": "Instrument",
            "parties": [dyad[:3], dyad[4:]],
            "asset": share(),
            "protocol": share(),
            "visibility": share(),
            "hub": share() < 0.3,
            "ease": 6 * share(),
            "economy": share(),
            **({"requires": f"I{k - 1}"} if k and share() < 0.4 else {}),
        }
    dyads = {
        f"{a}-{b}": {field: share() for field in ("trust", "grievance", "chronic", "mood")}
        | {"mood_trend": 0.01 * (share() - 0.5), "conduct": 2 * share() - 1}
        for dyad in partners
        for a, b in ((dyad[:3], dyad[4:]), (dyad[4:], dyad[:3]))
    }
    for dyad in rivals:
        dyads.setdefault(dyad, {})["threat"] = share()
    starts = {
        name: {field: share() for field in ("brokerage", "doctrine", "capability", "nuclear", "coercion")}
        | {"leader": 2 * share() - 1, "belligerence": share() - 0.5}
        | ({"commitment": 0.05 + 0.95 * share()} if share() < 0.5 else {})
        for name in names
    }
    bonded = [name for name in clients if "bond" in states[name]]
    roles = {"focal": bonded[0], "partner": states[bonded[0]]["bond"]} if bonded else {}
    return {
        "title": f"Synthetic {n}/{seed}",
        **roles,
        "states": states,
        "partners": partners,
        "rivals": rivals,
        "theatres": theatres,
        "instruments": instruments,
        "sheets": {
            "2000-01": {
                "source": "assumption",
                "trust_otherwise": share(),
                "states": starts,
                "dyads": dyads,
                "instruments": {
                    name: {"status": draw.choice(STATUSES), "practice": share()}
                    for name in instruments
                    if share() < 0.5
                },
            }
        },
    }


# --- made ready ------------------------------------------------------------------------------------


@functools.cache
def _arrays(name: str, file_key: int, date: str) -> Region:
    return build_region(_KEPT[file_key], date)


_KEPT: dict[int, RegionFile] = {}


def ready(
    file: RegionFile, date: str | None = None, happenings: Iterable[Happening] = (), **parameters: float
) -> Ready:
    """``file`` at its last sheet (or ``date``) with these events and parameters."""
    date = date or max(file.sheets)
    _KEPT[id(file)] = file  # kept alive, so that the id stays its own
    g = _arrays(file.title, id(file), date)
    p = Parameters(**parameters)
    index = Index(file)
    w = build_world(file, g, file.sheets[date], p)
    w.forced_act[:] = w.forced_answer[:] = np.nan  # a mechanism may be tried before the record has been
    return Ready(file, date, index, g, w, record_of(index, g, happenings), p)


def quiet_record(file: RegionFile) -> Record:
    """Nothing happens but what the rules make happen."""
    return record_of(Index(file), None, ())


def record_of(
    at: Index, g: Region | None, happenings: Iterable[Happening], held: Mapping[str, int] | None = None
) -> Record:
    """Happenings as a record; ``held`` names processes held until so many months after the start."""
    start = g.sheet_month if g is not None else 0
    events = sorted(happenings, key=lambda h: h.after)
    until = np.full((len(PROCESSES), len(at.states)), start, np.int64)
    for process, months in (held or {}).items():
        until[PROCESSES.index(process)] = start + months
    counts = np.zeros(max((h.after for h in events), default=-1) + 2, np.int64)
    for h in events:
        counts[h.after + 1] += 1
    return Record(
        start,
        np.cumsum(counts),
        _whole(EFFECT_CODE[h.effect] for h in events),
        _whole(at.state(h.actor) for h in events),
        _whole(at.state(h.target) for h in events),
        _whole(_item(h, at) for h in events),
        np.array([h.size for h in events], np.float64),
        until,
    )


def _whole(values: Iterable[int]) -> np.ndarray:
    return np.array(list(values), np.int64)


def _item(h: Happening, at: Index) -> int:
    if h.item is None:
        return -1
    if h.effect == "lever":
        return LEVER_CODE[h.item]
    return (at.instruments if h.effect == "instrument" else at.theatres).index(h.item)


def lever(file: RegionFile, name: str, value: float, after: int = 0) -> Happening:
    """A lever pulled by whoever holds it."""
    return Happening(after, "lever", file.holder(name) or "", file.partner, value, name)


def random_happenings(file: RegionFile, months: int, count: int, seed: int) -> list[Happening]:
    """Events of every kind with sizes inside their bounds."""
    draw = random.Random(seed)
    names = sorted(file.states)
    ties = [*file.partners, *(f"{d[4:]}-{d[:3]}" for d in file.partners)]
    found = []
    for _ in range(count):
        effect = draw.choice(EFFECTS)
        after, size = draw.randrange(months), draw.uniform(effect.low, effect.high)
        actor, target, item = draw.choice(names), None, None
        if effect.name in ("provoke", "reassure", "receptive", "coerce", "uncoerce"):
            actor, target = draw.choice(list(file.rivals)).split("-")
        elif effect.name in ("grieve", "settle", "conduct"):
            actor, target = draw.choice(ties).split("-")
        elif effect.name in ("instrument", "rung"):
            things = sorted(file.instruments if effect.name == "instrument" else file.theatres)
            if not things:
                continue
            item, size = draw.choice(things), float(draw.randint(int(effect.low), int(effect.high)))
        elif effect.name == "lever":
            item = draw.choice(list(LEVERS))
            if file.holder(item) is None:
                continue
            found.append(lever(file, item, draw.uniform(*LEVERS[item].bounds), after))
            continue
        found.append(Happening(after, effect.name, actor, target, size, item))
    return found


#: Parameters under which theatres reach every rung within a few years.
HOT = {"alert": 0.0, "crisis": 0.5, "strike": -0.5, "escalation_offset": 0.5, "stand_down": 0.3}


# --- running ---------------------------------------------------------------------------------------


def run(
    r: Ready,
    months: int,
    u: Luck | None = None,
    advance: Callable[..., Any] = schedule.advance,
    p: Any = None,
    start: int | None = None,
) -> np.ndarray:
    """Advance ``r.world`` in place and return the outcomes by month."""
    rows = np.zeros((months, len(r.columns())))
    advance(
        r.world,
        r.region,
        r.parameters if p is None else p,
        luck(0) if u is None else u,
        r.record,
        r.start if start is None else start,
        rows,
    )
    return rows


@functools.cache
def month() -> tuple[ModuleType, ...]:
    """The mechanisms in the order of `schedule.step`, read from its source."""
    tree = ast.parse(inspect.getsource(schedule.step))
    calls = [
        node.value for node in tree.body[0].body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]
    return tuple(importlib.import_module(f"eastsea_abm.mechanisms.{call.func.value.id}") for call in calls)


def step(r: Ready, t: int, u: Luck | None = None, *, without: Iterable[str] = (), until: str | None = None) -> None:
    """One month mechanism by mechanism: without some, or up to and not including one."""
    for mechanism in month():
        name = mechanism.__name__.rsplit(".", 1)[1]
        if name == until:
            return
        if name not in without:
            mechanism.apply(r.world, r.region, r.parameters, luck(0) if u is None else u, r.record, t)


# --- what world.py declares ------------------------------------------------------------------------


class Declared(NamedTuple):
    """One line of `eastsea_abm.world`: a field, its kind, its axes and the rest of its comment."""

    name: str
    kind: str
    axes: tuple[str, ...]
    comment: str


@functools.cache
def declared(owner: type) -> dict[str, Declared]:
    """What the comments of `Region`, `World` or `Record` say about their fields."""
    import re

    found = {}
    for line in inspect.getsource(owner).splitlines():
        m = re.match(r"\s+(\w+): (Floats|Ints|int)\s+# (?:\(([^)]*)\))?\s*(.*)", line)
        if m:
            axes = tuple(a.strip() for a in (m[3] or "").split(",") if a.strip())
            found[m[1]] = Declared(m[1], m[2], axes, m[4])
    assert tuple(found) == owner._fields, "every field of world.py is declared with its shape on its line"
    return found


def same(a: World, b: World, skip: Iterable[str] = ()) -> list[str]:
    """Names of fields in which two worlds differ (empty: identical to the last bit)."""
    return [
        name
        for name, x, y in zip(World._fields, a, b, strict=True)
        if name not in skip and not np.array_equal(x, y, equal_nan=x.dtype.kind == "f")
    ]


assert world_module.World is World
