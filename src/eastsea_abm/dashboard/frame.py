"""One frame: the whole of what is shown, so that a frame that is lost costs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from eastsea_abm import outcomes
from eastsea_abm import vocabulary as v
from eastsea_abm.dashboard import spells
from eastsea_abm.dashboard.feed import Filter, feed, marks
from eastsea_abm.dashboard.lever_values import lever_values
from eastsea_abm.dashboard.rounding import short, shorts, table
from eastsea_abm.dashboard.why import why
from eastsea_abm.lines.line import Line
from eastsea_abm.scenario.schema import date_of
from eastsea_abm.world import World

STATE_FIELDS = ("leader", "doctrine", "capability", "coercion", "cover", "commitment", "entanglement")
FEW = 1  # digits of the index


class Shown(NamedTuple):
    """What of a session is looked at."""

    lines: Mapping[str, Line]
    line: str
    month: int  # months played that are shown, 0 before the first
    states: Sequence[str]  # that are drawn, by ISO3 code
    policies: Sequence[str]
    playing: bool
    wanted: Filter
    selected: tuple[str, str] | None
    problem: Mapping[str, Any] | None


def frame(shown: Shown, number: int) -> dict[str, Any]:
    """The frame as the page takes it; ``number`` is what the page acknowledges."""
    line = shown.lines[shown.line]
    month, w = shown.month, line.world(shown.month)
    start = line.setup.start
    return {
        "id": number,
        "month": month,
        "played": line.played,
        "months": line.months,
        "date": date_of(start + month - 1) if month else date_of(start - 1),
        "line": shown.line,
        "playing": shown.playing,
        "at_end": line.at_end,
        "back": month < line.played,
        "lines": [_line(one, k) for k, one in enumerate(shown.lines.values())],
        "curve": {"start": date_of(start), "lines": [_curve(one, shown) for one in shown.lines.values()]},
        "marks": marks(line, month),
        "instruments": spells.instruments(line, month),
        "leaders": spells.leaders(line, month),
        "elections": spells.elections(line, month),
        "values": values(line, w, shown.states),
        "theatres": [_theatre(line, w, h, name) for h, name in enumerate(line.setup.index.theatres)],
        "states": [_state(line, w, name) for name in shown.states],
        "outcomes": _outcomes(line, month),
        "feed": feed(line, month, shown.wanted),
        "waiting": [_waiting(k, one) for k, one in line.waiting],
        "levers": {name: short(value, 4) for name, value in lever_values(line.setup, w).items()},
        "policies": list(shown.policies),
        "selected": list(shown.selected) if shown.selected else None,
        "why": why(line, month, *shown.selected) if shown.selected else None,
        "problem": shown.problem,
    }


def _waiting(index: int, event: Any) -> dict[str, Any]:
    """What has yet to strike; of a lever also where it goes, for until then it stands where it stood."""
    moves = {"lever": event.lever, "size": event.size} if event.effect == "lever" else {}
    return {"index": index, "date": event.date, "text": said(event), **moves}


def said(event: Any) -> str:
    """An injected event in a few words."""
    what = event.note or f"{event.actor}: {(event.type or event.effect or '').replace('_', ' ')}"
    if event.effect == "lever":
        return f"{event.actor}: {str(event.lever).replace('_', ' ')} set to {event.size:g}"
    toward = f" toward {', '.join(event.targets)}" if event.targets else ""
    named = event.range or event.theatre or event.instrument or ""
    return f"{what}{toward}{f' ({named})' if named else ''}"


def _line(line: Line, place: int) -> dict[str, Any]:
    return {
        "name": line.name,
        "parent": line.parent,
        "since": None if line.since is None else date_of(line.since),
        "played": line.played,
        "colour_index": place,
        "note": f"{len(line.events)} injected" if line.events else "",
    }


def _curve(line: Line, shown: Shown) -> dict[str, Any]:
    """The index of a line from its own beginning on; a branch has the month it leaves its parent as a start."""
    first = 0 if line.since is None else max(0, line.since - line.setup.start - 1)
    # Of the shown line only what lies before the month that is looked back on, of others all.
    last = shown.month if line.name == shown.line else line.played
    rows = line.model.outcomes[first : max(first, last)]
    return {
        "name": line.name,
        "shown": line.name == shown.line,
        "since_index": first,
        "cooperation": shorts(rows[:, outcomes.COOPERATION], FEW),
        "trilateral": shorts(rows[:, outcomes.TRILATERAL], FEW),
        "later": shorts(line.model.outcomes[last : line.played, outcomes.COOPERATION], FEW)
        if line.name == shown.line
        else [],
    }


def values(line: Line, w: World, states: Sequence[str]) -> dict[str, Any]:
    """Directed values between the drawn states, as `frame.values`."""
    g, p = line.setup.region, line.setup.parameters
    at = np.array([line.setup.index.state(name) for name in states])
    grid = np.ix_(at, at)
    partner, rival = g.partner[grid] == 1, g.rival[grid] == 1
    index = np.full(partner.shape, np.nan)
    for a, b in zip(*np.nonzero(partner), strict=True):
        index[a, b] = outcomes.cooperation(w, p, int(at[a]), int(at[b]))
    return {
        "trust": table(w.trust[grid], partner),
        "threat": table(w.threat[grid], rival),
        "grievance": table(w.grievance[grid], g.contested[grid] == 1),
        "cooperation": table(index, partner, FEW),
    }


def _theatre(line: Line, w: World, h: int, name: str) -> dict[str, Any]:
    rung = int(w.rung[h])
    drawn = bool(w.involved[h])
    observer = line.setup.scenario.region.theatres[name].observer
    text = f"{v.RUNGS[rung]}, tension {w.tension[h]:.2f}{f'; {observer} is drawn in' if drawn else ''}"
    return {"name": name, "rung": rung, "tension": short(w.tension[h]), "involved": drawn, "text": text}


def _state(line: Line, w: World, name: str) -> dict[str, Any]:
    i = line.setup.index.state(name)
    return {"iso3": name, **{field: short(getattr(w, field)[i]) for field in STATE_FIELDS}}


def _outcomes(line: Line, month: int) -> dict[str, float | None]:
    names = line.setup.columns
    if month == 0:
        return dict.fromkeys(names)
    return dict(zip(names, shorts(line.model.outcomes[month - 1]), strict=True))
