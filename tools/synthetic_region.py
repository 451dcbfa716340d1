"""A made-up region of any size as files for the command line: ``python tools/synthetic_region.py N OUT_DIR [TIES]``.

Groups of four: a patron, its two clients with a past, and the challenger of all three. ``TIES`` groups, a
quarter of the states if left out; the states that are left over stand by without ties, so that what more
states cost can be told from what more ties cost. Every number is an assumption.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

GROUP = 4
MOST_THEATRES = 3  # each is a column of the tables
MOST_STATES = 26**3
SHEET = "2000-01"
MONTHS = 120

Data = dict[str, Any]


def named(k: int) -> str:
    """Three letters for the ``k``-th state."""
    return "".join(chr(ord("A") + k // 26**place % 26) for place in (2, 1, 0))


def region(states: int, groups: int | None = None) -> Data:
    """A region of ``states`` states, of which the first ``4 * groups`` have ties."""
    most = states // GROUP
    groups = max(1, most) if groups is None else groups
    if not (GROUP <= states <= MOST_STATES and 1 <= groups <= most):
        raise ValueError(f"no {groups} groups of {GROUP} among {states} states")
    names = [named(k) for k in range(states)]
    data: Data = {
        "title": f"Synthetic, {states} states, {groups} groups",
        "focal": names[1],
        "partner": names[2],
        "states": {name: looks(k) for k, name in enumerate(names)},
        **{part: {} for part in ("partners", "rivals", "theatres", "instruments")},
    }
    sheet: Data = {"source": "assumption", "states": {}, "dyads": {}}
    for k in range(groups):
        join(data, sheet, k, names[GROUP * k : GROUP * (k + 1)])
    return {**data, "sheets": {SHEET: sheet}}


def looks(k: int) -> Data:
    """A state that stands by."""
    hue = f"#{k * 7919 % 0xFFFFFF:06X}"
    return {"label": f"State {k}", "colour": hue, "at": [float(k % 180), float(k % 80)], "elections": {"every": 48}}


def join(data: Data, sheet: Data, k: int, names: list[str]) -> None:
    """Tie four states into a group."""
    patron, one, other, rival = names
    for own, bond in ((one, other), (other, one)):
        data["states"][own] |= {"patron": patron, "bond": bond, "aligned": {"state": patron, "share": 0.6}}
        data["partners"][f"{own}-{patron}"] = {"treaty": 0.8}
        data["rivals"][f"{own}-{rival}"] = {"hostility": 0.3, "rest": 0.35, "reassured": own == one}
        data["rivals"][f"{rival}-{own}"] = {"hostility": 0.6, "rest": 0.4, "coerces": own == one}
        sheet["dyads"][f"{own}-{bond}"] = {"trust": 0.4, "grievance": 0.35, "chronic": 0.3, "mood": 0.4}
    data["states"][rival] |= {"challenger": True}
    data["rivals"] |= {f"{rival}-{patron}": {"hostility": 0.4, "rest": 0.4}, f"{patron}-{rival}": {"rest": 0.3}}
    tie = {"contested": True, "broker": patron, "friction": -0.1, "dispute_rate": 0.05, "felt": {one: 1.0, other: 0.6}}
    data["partners"][f"{one}-{other}"] = tie
    data["instruments"] |= {
        f"SHARING{k}": {"label": "Sharing", "parties": [one, other], "asset": 1.0, "visibility": 0.25},
        f"HOTLINE{k}": {"label": "Consultation", "parties": [one, other], "protocol": 1.0, "requires": f"SHARING{k}"},
    }
    sheet["states"][other] = {"doctrine": 0.4, "capability": 0.3}
    if k < MOST_THEATRES:
        roles = {"challenger": rival, "defender": one, "ally": other, "observer": one}
        data["theatres"][f"T{k}"] = {"label": f"Theatre {k}", "at": [0.0, 0.0], "exposure": 0.8, **roles}


def written(data: Data) -> str:
    """A mapping as YAML: its parts in blocks, every entry of a part on a line of its own."""
    lines = []
    for key, value in data.items():
        if not isinstance(value, dict) or not value:
            lines.append(f"{key}: {json.dumps(value)}")
            continue
        lines.append(f"{key}:")
        lines += [f"  {name}: {json.dumps(entry)}" for name, entry in value.items()]
    return "\n".join(lines) + "\n"


def write(states: int, folder: Path, groups: int | None = None, months: int = MONTHS) -> Path:
    """Write a region and a scenario in it below ``folder``; the path of the scenario."""
    data = region(states, groups)
    name = f"synthetic-{states}" + ("" if groups is None else f"-{groups}")
    (folder / "regions").mkdir(parents=True, exist_ok=True)
    (folder / "regions" / f"{name}.yaml").write_text(written(data), encoding="utf-8")
    scenario = {"title": data["title"], "region": name, "start": SHEET, "months": months, "seed": 1}
    path = folder / f"{name}.yaml"
    path.write_text(written(scenario), encoding="utf-8")
    return path


def main(states: str, folder: str, groups: str | None = None) -> None:
    """Write the files and say where the scenario is."""
    sys.stdout.write(f"{write(int(states), Path(folder), int(groups) if groups else None)}\n")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
