"""Where states and theatres stand on the map of a region."""

from __future__ import annotations

import functools
import json
import math
from pathlib import Path
from typing import Any

from eastsea_abm.scenario.schema import RegionFile

WEB = Path(__file__).parent / "web"
OUTLINES = ("eastasia.json",)
AIR = 0.12  # of the extent, left free around the states of a region without outlines
MARGIN = 0.03  # of the window, at which what lies outside is put


def placed(region: RegionFile, states: list[str]) -> dict[str, Any]:
    """The map of a region, as `setting.map`.

    Outlines are drawn where most states lie within some; otherwise states stand by their own coordinates,
    and where these say nothing (all the same) in a ring.
    """
    return {**_map(region, states), "sea": list(region.seas[0].at) if region.seas else None}


def _map(region: RegionFile, states: list[str]) -> dict[str, Any]:
    at = {name: region.states[name].at for name in states}
    theatres = {name: one.at for name, one in sorted(region.theatres.items())}
    for file in OUTLINES:
        window = bounds(file)
        if 2 * sum(_inside(window, place) for place in at.values()) > len(at):
            return _on_window("outlines", window, at, theatres, file)
    if len(set(at.values())) < max(2, len(at) // 2):
        return _ring(states, list(theatres))
    return _on_window("plain", _extent(list(at.values())), at, theatres, None)


@functools.cache
def bounds(file: str) -> tuple[float, float, float, float]:
    """West, south, east and north of outlines."""
    west, south, east, north = json.loads((WEB / file).read_text(encoding="utf-8"))["bbox"]
    return west, south, east, north


def _on_window(
    kind: str,
    window: tuple[float, float, float, float],
    at: dict[str, tuple[float, float]],
    theatres: dict[str, tuple[float, float]],
    outlines: str | None,
) -> dict[str, Any]:
    return {
        "kind": kind,
        "outlines": outlines,
        "window": list(window),
        "places": {name: _place(window, place) for name, place in at.items()},
        "theatres": {name: _place(window, place) for name, place in theatres.items()},
    }


def _inside(window: tuple[float, float, float, float], place: tuple[float, float]) -> bool:
    west, south, east, north = window
    return west <= place[0] <= east and south <= place[1] <= north


def _place(window: tuple[float, float, float, float], place: tuple[float, float]) -> dict[str, Any]:
    """A place within the window; what lies outside is put on the margin on which one meets it first."""
    if _inside(window, place):
        return {"x": place[0], "y": place[1], "off": False}
    west, south, east, north = window
    middle = (west + east) / 2.0
    # Around the globe the shorter way: Washington lies east of East Asia, not west of it.
    x = middle + (place[0] - middle + 180.0) % 360.0 - 180.0
    wide, high = MARGIN * (east - west), MARGIN * (north - south)
    return {
        "x": round(min(max(x, west + wide), east - wide), 2),
        "y": round(min(max(place[1], south + high), north - high), 2),
        "off": True,
    }


def _extent(places: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide = max(AIR * (max(xs) - min(xs)), 1.0)
    high = max(AIR * (max(ys) - min(ys)), 1.0)
    return min(xs) - wide, min(ys) - high, max(xs) + wide, max(ys) + high


def _ring(states: list[str], theatres: list[str]) -> dict[str, Any]:
    """States in a ring, theatres within it; x and y from 0 to 1."""
    return {
        "kind": "network",
        "outlines": None,
        "window": [0.0, 0.0, 1.0, 1.0],
        "places": _around(states, 0.4),
        "theatres": _around(theatres, 0.18),
    }


def _around(names: list[str], radius: float) -> dict[str, dict[str, Any]]:
    turn = 2.0 * math.pi / max(len(names), 1)
    return {
        name: {
            "x": round(0.5 + radius * math.sin(k * turn), 4),
            "y": round(0.5 + radius * math.cos(k * turn), 4),
            "off": False,
        }
        for k, name in enumerate(names)
    }
