"""Outlines of East Asia for the dashboard's map, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/make_map.py package/countries-50m.json src/eastsea_abm/dashboard/web/eastasia.json

Natural Earth is in the public domain; world-atlas packs it as TopoJSON. Countries are cut to the window, their
rings thinned, and islands too small to be seen left out. Borders are those the source draws.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

WEST, SOUTH, EAST, NORTH = 88.0, 14.0, 172.0, 62.0
THIN = 0.12  # degrees a thinned outline may lie off
SMALLEST = 0.35  # degrees an island must be wide or high
#: States the model knows go by ISO3 code, the rest by the source's names.
ISO3 = {"410": "KOR", "392": "JPN", "840": "USA", "408": "PRK", "156": "CHN", "158": "TWN", "643": "RUS"}


def main(source: Path, out: Path) -> None:
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [list(_positions(arc, topology["transform"])) for arc in topology["arcs"]]
    rings: dict[str, list[Ring]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        kept = [ring for outline in _outlines(country) if (ring := _ready(_joined(outline, arcs)))]
        if kept:
            rings[ISO3.get(str(country.get("id")), country["properties"]["name"])] = kept
    told = {"source": "Natural Earth via world-atlas 2.0.2", "bbox": [WEST, SOUTH, EAST, NORTH], "rings": rings}
    out.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    points = sum(len(ring) for own in rings.values() for ring in own)
    print(f"{out}: {len(rings)} countries, {points} points, {out.stat().st_size / 1000:.0f} kB")


def _positions(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """An arc in degrees: TopoJSON keeps steps from point to point, in whole numbers."""
    x = y = 0
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _outlines(country: dict[str, Any]) -> list[list[int]]:
    """The outer ring of every part of a country, as numbers of arcs; lakes are left out."""
    if country["type"] == "Polygon":
        return [country["arcs"][0]]
    return [part[0] for part in country["arcs"]] if country["type"] == "MultiPolygon" else []


def _joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs end to end; a number below zero is an arc backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _ready(ring: Ring) -> Ring:
    """A ring cut to the window, thinned and rounded; empty where nothing of it can be seen."""
    inside = _cut(ring)
    if len(inside) < 3:
        return []
    wide, high = (max(p[k] for p in inside) - min(p[k] for p in inside) for k in (0, 1))
    if max(wide, high) < SMALLEST:
        return []
    half = len(inside) // 2  # a closed line is thinned in two halves, each with two ends
    thin = _thinned(inside[: half + 1])[:-1] + _thinned([*inside[half:], inside[0]])
    return [(round(x, 2), round(y, 2)) for x, y in thin] if len(thin) >= 4 else []


def _cut(ring: Ring) -> Ring:
    """The part of a ring within the window, one side of the window after the other."""
    for axis, limit, sign in ((0, WEST, 1.0), (0, EAST, -1.0), (1, SOUTH, 1.0), (1, NORTH, -1.0)):
        ring = list(_beyond(ring, axis, lambda p, axis=axis, limit=limit, sign=sign: sign * (p[axis] - limit), limit))
        if not ring:
            return []
    return ring


def _beyond(ring: Ring, axis: int, inside: Callable[[Point], float], limit: float) -> Iterator[Point]:
    """What of a ring lies where ``inside`` is not negative, with the points at which it crosses the limit."""
    for before, here in zip([ring[-1], *ring[:-1]], ring, strict=True):
        if (inside(before) >= 0) != (inside(here) >= 0):
            share = (limit - before[axis]) / (here[axis] - before[axis])
            yield (before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1]))
        if inside(here) >= 0:
            yield here


def _thinned(line: Ring) -> Ring:
    """A line without the points that lie nearer than `THIN` to what is left (Ramer, Douglas and Peucker)."""
    keep, open_ends = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_ends:
        first, last = open_ends.pop()
        far = [(_off(line[k], line[first], line[last]), k) for k in range(first + 1, last)]
        if far and max(far)[0] > THIN:
            middle = max(far)[1]
            keep.add(middle)
            open_ends += [(first, middle), (middle, last)]
    return [line[k] for k in sorted(keep)]


def _off(point: Point, first: Point, last: Point) -> float:
    """Distance of a point from a stretch between two others."""
    dx, dy = last[0] - first[0], last[1] - first[1]
    long = dx * dx + dy * dy
    along = 0.0 if long == 0.0 else ((point[0] - first[0]) * dx + (point[1] - first[1]) * dy) / long
    near = min(1.0, max(0.0, along))
    return ((point[0] - first[0] - near * dx) ** 2 + (point[1] - first[1] - near * dy) ** 2) ** 0.5


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
